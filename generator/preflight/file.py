"""What print shops refuse in a file as a whole, and in a page apart from its content.

In: an open PDF. Out: findings about the claim to PDF/X-4, the output intent, attachments, scripts, layers, and
for each page its boxes, its annotations and its group.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from generator.preflight.boxes import bleed_box, box_findings, is_apart, rectangle
from generator.preflight.claims import claim_findings
from generator.preflight.colour import space
from generator.preflight.rules import Finding, finding
from generator.problems import Message, say

DOING = ("/A", "/AA", "/FS")
"""What makes an annotation act or carry a file, wherever it stands."""


def is_lzw_used(pdf: Pdf) -> bool:
    """Whether a stream of the file is packed by LZW, which no PDF/X takes."""
    return any("LZW" in repr(each.get("/Filter")) for each in pdf.objects if isinstance(each, Stream))


def file_findings(pdf: Pdf) -> Iterator[Finding]:
    """What is wrong with the file as a whole."""
    root = pdf.Root
    yield from claim_findings(pdf)
    if fault := _intent_fault(root):
        yield finding("intent", 0, "/OutputIntents", fault)
    yield from _baggage(root)
    if not len(pdf.pages):
        yield finding("unreadable", 0, "/Pages", say("沒有任何一頁", "it has no page"))
    if len(pdf.pages) % 2:
        yield finding("count", 0, "/Pages", str(len(pdf.pages)))


def _intent_fault(root: pikepdf.Object) -> Message | None:
    """What is wrong with the output intent (ISO 15930-7, 6.2.2), None if nothing is."""
    intents = root.get("/OutputIntents", Array())
    ours = [each for each in intents if each.get("/S") == Name.GTS_PDFX]
    if len(ours) != 1:
        return say(f"有 {len(ours)} 個，應恰有 1 個", f"there are {len(ours)}; exactly one is needed")
    if not str(ours[0].get("/OutputConditionIdentifier", "")):
        return say("未註明 OutputConditionIdentifier", "it has no OutputConditionIdentifier")
    profile = ours[0].get("/DestOutputProfile")
    if not isinstance(profile, Stream):
        return say("沒有描述檔", "it has no profile")
    if fault := _profile_fault(profile.read_bytes()):
        return fault
    inks = profile.get("/N")
    return None if inks == 4 else say(f"描述檔有 {inks} 色，應為 4 色", f"inks of the profile: {inks}; 4 are needed")


def _profile_fault(content: bytes) -> Message | None:
    """What is wrong with the output intent's ICC profile (ISO 15076-1, 7.2), None if nothing is."""
    header = content[:40]
    if header[36:40] != b"acsp" or header[12:16] != b"prtr" or header[16:20] != b"CMYK":
        seen = f"{header[12:16].decode('ascii', 'replace')} {header[16:20].decode('ascii', 'replace')}"
        return say(f"描述檔為 {seen}，應為 prtr CMYK（印刷）", f"the profile is {seen}; prtr CMYK (a press) is needed")
    if header[8] not in (2, 4):
        return say(
            f"描述檔為 ICC 第 {header[8]} 版，應為第 2 或第 4 版",
            f"the profile is of ICC version {header[8]}; 2 or 4 is needed",
        )
    if (size := int.from_bytes(header[:4], "big")) > len(content):
        return say(
            f"描述檔只剩 {len(content)} / {size} 位元組", f"{len(content)} of {size} bytes of the profile are left"
        )
    return None


def _baggage(root: pikepdf.Object) -> Iterator[Finding]:
    """What is no ink on paper: attachments, scripts, bookmarks, forms, layers that show themselves (ISO 15930-7, 6.17 and 6.18)."""
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
    layers = root.get("/OCProperties", Dictionary())
    views = (layers.get("/D", Dictionary()), *layers.get("/Configs", Array()))
    if any(len(view.get("/AS", Array())) for view in views):
        yield finding("layer", 0, "/OCProperties")


def page_findings(page: pikepdf.Object, number: int, first: pikepdf.Object) -> Iterator[Finding]:
    """What is wrong with a page apart from its content; `number` counts from 1, `first` is the file's first page."""
    for annotation in page.get("/Annots", Array()):
        kind = str(annotation.get("/Subtype", "–"))
        if _is_printed(annotation, page) or any(key in annotation for key in DOING):
            yield finding("annotation", number, kind, kind)
    if "/AA" in page:
        yield finding("script", number, "/AA", "/AA")
    blend = page.get("/Group", Dictionary()).get("/CS")
    if blend is not None and (fault := space(blend).foreign):
        yield finding("group-colour", number, "/Page", fault)
    yield from box_findings(page, number, first)


def _is_printed(annotation: pikepdf.Object, page: pikepdf.Object) -> bool:
    """Whether an annotation stands on the page or its bleed; beside it there may be some (ISO 15930-7, 6.17)."""
    placed, bleed = rectangle(annotation.get("/Rect")), bleed_box(page)
    return placed is None or bleed is None or not is_apart(placed, bleed)
