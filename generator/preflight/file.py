"""What print shops refuse in a file as a whole, and in its pages' boxes.

In: an open PDF. Out: findings about encryption, the claim to PDF/X-4, the output intent, attachments, scripts, and for
each page its boxes, its annotations and its group.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from generator.preflight.colour import space
from generator.preflight.rules import BLEED, MILLIMETRE, Finding, finding
from generator.problems import Message, say

PDFX_VERSION = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
TOLERANCE = 0.01
"""In points: what rounding may do to a box."""
LONGEST = 14_400
"""Points of a page's side at most (ISO 32000-1, annex C): readers cut off or refuse what is larger."""
NOTHING = say("未註明", "nothing")
LARGEST = 64 * 2**20
"""The longest content stream that is read, in bytes: more is an attack, not a page."""
LEVELS = 50
"""How far up the page tree an inherited entry is looked for."""

Box = tuple[float, float, float, float]


def file_findings(pdf: Pdf) -> Iterator[Finding]:
    """What is wrong with the file as a whole."""
    root = pdf.Root
    if pdf.is_encrypted:
        yield finding("encrypted", 0, "/Encrypt")
    if (claim := _claim(root)) != "PDF/X-4":
        yield finding("standard", 0, "/Metadata", claim or NOTHING)
    if fault := _intent_fault(root):
        yield finding("intent", 0, "/OutputIntents", fault)
    trapped = str(pdf.trailer.get("/Info", Dictionary()).get("/Trapped", ""))
    if trapped not in ("/True", "/False"):
        yield finding("trapped", 0, "/Info", trapped or NOTHING)
    yield from _baggage(root)
    if not len(pdf.pages):
        yield finding("unreadable", 0, "/Pages", say("沒有任何一頁", "it has no page"))
    if len(pdf.pages) % 2:
        yield finding("count", 0, "/Pages", str(len(pdf.pages)))
    yield from _size_findings(pdf)


def _size_findings(pdf: Pdf) -> Iterator[Finding]:
    """Pages that are trimmed to another size than the first."""
    sizes = [_trimmed_size(page.obj) for page in pdf.pages]
    for number, size in enumerate(sizes, start=1):
        if size and sizes[0] and any(abs(a - b) > TOLERANCE for a, b in zip(size, sizes[0], strict=True)):
            yield finding("box", number, "/TrimBox", say("大小與第 1 頁不同", "its size is not that of page 1"))


def _trimmed_size(page: pikepdf.Object) -> tuple[float, float] | None:
    """Across and up, as the page is seen (ISO 32000-1, table 30: Rotate)."""
    if (trim := trim_box(page)) is None:
        return None
    across, up = trim[2] - trim[0], trim[3] - trim[1]
    return (up, across) if int(inherited(page, "/Rotate") or 0) % 180 else (across, up)


def _claim(root: pikepdf.Object) -> str:
    """The version of PDF/X that the XMP packet claims (ISO 15930-7, 6.2)."""
    packet = root.get("/Metadata")
    if not isinstance(packet, pikepdf.Stream):
        return ""
    content = packet.read_bytes()
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return ""
    try:
        tree = ElementTree.fromstring(content)  # noqa: S314 (without a DOCTYPE there is nothing to expand)
    except ElementTree.ParseError:
        return ""
    for element in tree.iter():
        if element.tag == PDFX_VERSION:
            return (element.text or "").strip()
        if PDFX_VERSION in element.attrib:
            return element.attrib[PDFX_VERSION]
    return ""


def _intent_fault(root: pikepdf.Object) -> Message | None:
    """What is wrong with the output intent (ISO 15930-7, 6.2.2), None if nothing is."""
    intents = root.get("/OutputIntents", Array())
    ours = [each for each in intents if each.get("/S") == Name.GTS_PDFX]
    if len(ours) != 1:
        return say(f"有 {len(ours)} 個，應恰有 1 個", f"there are {len(ours)}; exactly one is needed")
    profile = ours[0].get("/DestOutputProfile")
    if not isinstance(profile, pikepdf.Stream):
        return say("沒有描述檔", "it has no profile")
    content = profile.read_bytes()
    header = content[:40]
    if header[36:40] != b"acsp" or header[12:16] != b"prtr" or header[16:20] != b"CMYK":
        seen = f"{header[12:16].decode('ascii', 'replace')} {header[16:20].decode('ascii', 'replace')}"
        return say(f"描述檔為 {seen}，應為 prtr CMYK（印刷）", f"the profile is {seen}; prtr CMYK (a press) is needed")
    if (size := int.from_bytes(header[:4], "big")) > len(content):
        return say(
            f"描述檔只剩 {len(content)} / {size} 位元組", f"{len(content)} of {size} bytes of the profile are left"
        )
    inks = profile.get("/N")
    return None if inks == 4 else say(f"描述檔有 {inks} 色，應為 4 色", f"inks of the profile: {inks}; 4 are needed")


def _baggage(root: pikepdf.Object) -> Iterator[Finding]:
    """What is no ink on paper: attachments, scripts, bookmarks, forms (ISO 15930-7, 6.17 and 6.18)."""
    names = root.get("/Names", Dictionary())
    files = names.get("/EmbeddedFiles", Dictionary())
    if len(files.get("/Names", Array())) or "/Kids" in files or "/AF" in root or "/Collection" in root:
        yield finding("attachment", 0, "/EmbeddedFiles")
    for holder, key in ((names, "/JavaScript"), (root, "/AA"), (root, "/OpenAction")):
        if key in holder and not isinstance(holder[key], Array):
            yield finding("script", 0, key, key)
    if "/First" in root.get("/Outlines", Dictionary()):
        yield finding("bookmark", 0, "/Outlines")
    if "/AcroForm" in root:
        yield finding("form", 0, "/AcroForm")


def page_findings(page: pikepdf.Object, number: int) -> Iterator[Finding]:
    """What is wrong with a page apart from its content; `number` counts from 1."""
    for annotation in page.get("/Annots", Array()):
        kind = str(annotation.get("/Subtype", "–"))
        yield finding("annotation", number, kind, kind)
    if "/AA" in page:
        yield finding("script", number, "/AA", "/AA")
    blend = page.get("/Group", Dictionary()).get("/CS")
    if blend is not None and (fault := space(blend).foreign):
        yield finding("group-colour", number, "/Page", fault)
    yield from _box_findings(page, number)


def _box_findings(page: pikepdf.Object, number: int) -> Iterator[Finding]:
    """MediaBox from 0,0, around BleedBox, around TrimBox with 3 mm between (ISO 15930-7, 6.11)."""
    media, bleed, trim = (_box(page, name) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
    for name, box in (("/MediaBox", media), ("/BleedBox", bleed), ("/TrimBox", trim)):
        if box is None:
            yield finding("box", number, name, say("沒有這個框", "there is none"))
        elif not (box[0] < box[2] and box[1] < box[3]):
            yield finding("box", number, name, say("面積為零", "its area is zero"))
        elif max(box[2] - box[0], box[3] - box[1]) > LONGEST:
            yield finding("box", number, name, say("邊長超過 5.08 m", "a side is longer than 5.08 m"))
    if (unit := page.get("/UserUnit", 1)) != 1:
        yield finding("box", number, "/UserUnit", say(f"{unit}，應為 1", f"{unit}; 1 is needed"))
    if media and (abs(media[0]) > TOLERANCE or abs(media[1]) > TOLERANCE):
        at = f"{media[0]:g}, {media[1]:g}"
        yield finding(
            "box", number, "/MediaBox", say(f"左下角在 {at}，應在 0, 0", f"it begins at {at}; 0, 0 is needed")
        )
    if media and bleed and (edge := _narrowest(media, bleed)) <= 0:
        yield finding(
            "box", number, "/MediaBox", _too_near("BleedBox", edge, say("應大於 0 mm", "more than 0 mm is needed"))
        )
    if bleed and trim and (edge := _narrowest(bleed, trim)) < BLEED * MILLIMETRE - TOLERANCE:
        needed = say(f"應有 {BLEED:g} mm", f"{BLEED:g} mm are needed")
        yield finding("box", number, "/BleedBox", _too_near("TrimBox", edge, needed))


def _too_near(other: str, edge: float, needed: Message) -> Message:
    """What lies between two boxes, and what must."""
    there, (zh, en) = f"{edge / MILLIMETRE:.2f} mm", needed.both
    return say(f"與 {other} 相距 {there}，{zh}", f"{there} from the {other}; {en}")


def _narrowest(outer: Box, inner: Box) -> float:
    """The least distance from an edge of `inner` out to that of `outer`, in points; negative where it sticks out."""
    return min(inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])


def trim_box(page: pikepdf.Object) -> Box | None:
    """The trimmed page, in points."""
    return _box(page, "/TrimBox")


def _box(page: pikepdf.Object, name: str) -> Box | None:
    value = inherited(page, name) if name == "/MediaBox" else page.get(name)
    if not isinstance(value, Array) or len(value) != 4:
        return None
    left, bottom, right, top = (float(edge) for edge in value)
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def inherited(page: pikepdf.Object, name: str) -> pikepdf.Object | None:
    """An entry of the page or of the nodes above it (ISO 32000-1, 7.7.3.4)."""
    node: pikepdf.Object | None = page
    for _ in range(LEVELS):
        if not isinstance(node, Dictionary):
            return None
        if name in node:
            return node[name]
        node = node.get("/Parent")
    return None


def refuse_bombs(content: pikepdf.Object) -> None:
    """Raise if a content stream, or one of an array of them, grows beyond all measure when it is unpacked."""
    for stream in content if isinstance(content, Array) else [content]:
        if not isinstance(stream, pikepdf.Stream):
            continue
        filters = stream.get("/Filter", Array())
        packed = [str(each) for each in (filters if isinstance(filters, Array) else [filters])]
        is_bomb = len(packed) > 1 and {"/FlateDecode", "/LZWDecode"} >= set(packed)
        if packed == ["/FlateDecode"]:
            is_bomb = len(zlib.decompressobj().decompress(stream.read_raw_bytes(), LARGEST)) == LARGEST
        if is_bomb:
            raise ValueError("content stream too long")
