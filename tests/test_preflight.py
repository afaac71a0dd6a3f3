"""Preflight: broken files are refused for the right reason, and no file whatever makes it fail."""

from __future__ import annotations

import base64
import io
import json
import random
import zlib
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from pikepdf.models.metadata import decode_pdf_date
from PIL import Image

from generator.preflight.inspection import is_fit, lines, preflight, report
from generator.preflight.rules import RULES, Finding, finding
from generator.problems import LANGUAGES
from generator.typefaces import FontMissing
from tests import print_lab

Breakage = Callable[[Pdf], object]
MUTATIONS = {"short": 60, "campaign": 3000}
"""Files with random damage, in every run and when asked for."""


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    try:
        return print_lab.make_press(print_lab.paint(tmp_path_factory.mktemp("lab")))
    except FontMissing as missing:
        pytest.skip(str(missing))


def broken(press: bytes, breakage: Breakage, **options: object) -> bytes:
    """The press file after `breakage`, its streams packed as that left them."""
    with pikepdf.open(io.BytesIO(press)) as pdf:
        breakage(pdf)
        buffer = io.BytesIO()
        options = options or {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
        pdf.save(buffer, fix_metadata_version=False, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def errors(findings: tuple[Finding, ...]) -> set[str]:
    return {each.rule for each in findings if each.severity == "error"}


def paint(pdf: Pdf, operators: bytes, **resources: Dictionary) -> None:
    """Let the first page paint something more."""
    page = pdf.pages[0]
    for category, entries in resources.items():
        held = page.obj.Resources.get(f"/{category}", Dictionary())
        page.obj.Resources[f"/{category}"] = Dictionary({**dict(held.items()), **dict(entries.items())})
    page.Contents = Stream(pdf, page.Contents.read_bytes() + b"\nq /overprint gs " + operators + b" Q")


def image(pdf: Pdf, space: str, pixels: bytes, side: int) -> Dictionary:
    picture = Stream(pdf, pixels, Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side, BitsPerComponent=8)
    picture.ColorSpace = Name(space)
    return Dictionary(Im=pdf.make_indirect(picture))


def form(pdf: Pdf, operators: bytes, **entries: object) -> Dictionary:
    shape = Stream(pdf, operators, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 100], **entries)
    return Dictionary(Fm=pdf.make_indirect(shape))


def font(pdf: Pdf) -> Dictionary:
    (name,) = pdf.pages[0].obj.Resources.Font.keys()
    return pdf.pages[0].obj.Resources.Font[name]


def typed(pdf: Pdf, operators: bytes) -> bytes:
    """Operators that show one Chinese character of the file's font at the current place."""
    (name,) = pdf.pages[0].obj.Resources.Font.keys()
    code = int(font(pdf).DescendantFonts[0].W[0])
    return b"BT %s %s Tf %s <%04x> Tj ET" % (b"", name.encode() + b" 12", operators, code)


def replace_packet(pdf: Pdf, old: bytes, new: bytes) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(old, new))


def recursive(pdf: Pdf) -> None:
    shapes = form(pdf, b"/Fm Do")
    shapes.Fm.Resources = Dictionary(XObject=shapes)
    paint(pdf, b"/Fm Do", XObject=shapes)


def attach(pdf: Pdf) -> None:
    pdf.attachments["data.csv"] = b"1,2"


def bookmark(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("一", 0))


def damage_profile(pdf: Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes()[:5000])


def set_box(pdf: Pdf, number: int, box: list[float]) -> None:
    pdf.pages[number].obj.TrimBox = Array(box)


def set_page(pdf: Pdf, number: int = 0, **entries: object) -> None:
    for key, value in entries.items():
        pdf.pages[number].obj[f"/{key}"] = value


def note(pdf: Pdf, box: list[float], **entries: object) -> None:
    set_page(pdf, Annots=Array([Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=box, **entries)]))


def layers(pdf: Pdf, **entries: object) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="made up"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group]), **entries))


def stand_in(pdf: Pdf, **entries: object) -> None:
    shapes = form(pdf, b"", **entries)
    paint(pdf, b"/Fm Do", XObject=shapes)


def label(pdf: Pdf, content: bytes, places: bytes, **entries: object) -> None:
    """A form of 40 points that shows one character by `content`, painted by `places`."""
    shapes = form(pdf, content, Resources=Dictionary(Font=pdf.pages[0].obj.Resources.Font), **entries)
    shapes.Fm.BBox = Array([0, 0, 40, 40])
    paint(pdf, places, XObject=shapes)


def in_two_sizes(pdf: Pdf) -> None:
    """A form whose text has the size of what is set around it."""
    name, code = next(iter(pdf.pages[0].obj.Resources.Font.keys())).encode(), int(font(pdf).DescendantFonts[0].W[0])
    label(pdf, b"BT 9 9 Td <%04x> Tj ET" % code, b"1 0 0 1 200 200 cm %s 12 Tf /Fm Do %s 4 Tf /Fm Do" % (name, name))


def state(pdf: Pdf, **entries: object) -> None:
    paint(pdf, b"/Gs gs", ExtGState=Dictionary(Gs=Dictionary(**entries)))


def overprinting(pdf: Pdf, operators: bytes, **entries: object) -> None:
    paint(pdf, operators, ExtGState=Dictionary(Gs=Dictionary(**{"OP": True, "op": True, **entries})))


def standard_font(pdf: Pdf, mode: int) -> None:
    paint(pdf, b"BT /F1 12 Tf %d Tr 300 300 Td (a) Tj ET" % mode, Font=Dictionary(F1=Dictionary(HELVETICA)))


def font_by_state(pdf: Pdf) -> None:
    held = Dictionary(Gs=Dictionary(Font=Array([pdf.make_indirect(Dictionary(HELVETICA)), 12])))
    paint(pdf, b"/Gs gs BT 300 300 Td (a) Tj ET", ExtGState=held)


def trapped_unknown(pdf: Pdf) -> None:
    del pdf.trailer.Info["/Trapped"]
    replace_packet(pdf, b"<pdf:Trapped>False", b"<pdf:Trapped>Unknown")


def set_profile_version(pdf: Pdf, version: int) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    content = profile.read_bytes()
    profile.write(content[:8] + bytes([version]) + content[9:])


def screen(**entries: object) -> Dictionary:
    return Dictionary(HalftoneType=1, Frequency=150, Angle=45, SpotFunction=Name.Round, **entries)


LZW = b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"
"""The example of ISO 32000-1, 7.4.4.2."""
INSIDE_AND_AT_EDGE = b"q 1 0 0 1 300 300 cm /Fm Do Q q 1 0 0 1 20 300 cm /Fm Do Q"
HELVETICA = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
LINK = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[99, 99, 120, 120])
GROUP = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
LAB = Array([Name.Lab, Dictionary(WhitePoint=[0.96, 1, 0.82])])
RGB_SHADING = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 1, 1])
TINT = Dictionary(FunctionType=2, Domain=[0, 1], N=1)
SPOT = Array([Name.Separation, Name.Gold, Name.DeviceRGB, TINT])
GOLD = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, TINT])
GOLD_AND_BLACK = Array([Name.DeviceN, Array([Name.Black, Name.Gold]), Name.DeviceCMYK, TINT])
ALL = Array([Name.Separation, Name.All, Name.DeviceCMYK, TINT])
PROCESS = Array([Name.DeviceN, Array([Name.Black, Name.Cyan, Name("/None")]), Name.DeviceCMYK, TINT])
FULL = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[1, 1, 1, 1])
STITCHED = Dictionary(FunctionType=3, Domain=[0, 1], Functions=[FULL], Bounds=[], Encode=[0, 1])
FULL_SHADING = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 1, 1], Function=STITCHED)

BREAKAGES: dict[str, tuple[str, Breakage]] = {
    "RGB operator": ("colour", lambda pdf: paint(pdf, b"1 0 0 rg 50 50 40 40 re f")),
    "RGB stroke": ("colour", lambda pdf: paint(pdf, b"0 0 0 RG 2 w 50 50 m 90 90 l S")),
    "Lab colour": ("colour", lambda pdf: paint(pdf, b"/Cs cs 50 0 0 sc", ColorSpace=Dictionary(Cs=LAB))),
    "RGB shading": ("colour", lambda pdf: paint(pdf, b"/Sh sh", Shading=Dictionary(Sh=RGB_SHADING))),
    "spot ink over RGB": ("colour", lambda pdf: paint(pdf, b"/Cs cs 1 scn", ColorSpace=Dictionary(Cs=SPOT))),
    "spot ink over CMYK": ("colour", lambda pdf: paint(pdf, b"/Cs cs 1 scn", ColorSpace=Dictionary(Cs=GOLD))),
    "spot ink beside black": ("colour", lambda pdf: paint(pdf, b"/Cs cs 1 0 scn", ColorSpace=Dictionary(Cs=GOLD_AND_BLACK))),
    "all plates": ("ink", lambda pdf: paint(pdf, b"/Cs cs 1 scn", ColorSpace=Dictionary(Cs=ALL))),
    "shading of all inks": ("ink", lambda pdf: paint(pdf, b"/Sh sh", Shading=Dictionary(Sh=FULL_SHADING))),
    "RGB in a form in a form": (
        "colour",
        lambda pdf: paint(
            pdf, b"/Fm Do", XObject=form(pdf, b"/Fm Do", Resources=Dictionary(XObject=form(pdf, b"1 0 0 rg")))
        ),
    ),
    "RGB image": (
        "image-colour", lambda pdf: paint(pdf, b".5 0 0 .5 50 50 cm /Im Do", XObject=image(pdf, "/DeviceRGB", bytes(48), 4)),
    ),
    "inline RGB image": ("image-colour", lambda pdf: paint(pdf, b".1 0 0 .1 50 50 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID \0\0\0 EI")),
    "RGB form group": ("group-colour", lambda pdf: paint(pdf, b"/Fm Do", XObject=form(pdf, b"", Group=GROUP))),
    "RGB page group": ("group-colour", lambda pdf: pdf.pages[0].obj.__setitem__("/Group", GROUP)),
    "coarse image": (
        "resolution",
        lambda pdf: paint(pdf, b"50 0 0 50 50 50 cm /Im Do", XObject=image(pdf, "/DeviceGray", bytes(16), 4)),
    ),
    "too much ink": ("ink", lambda pdf: paint(pdf, b"0.7 0.7 0.7 0.7 k 50 50 40 40 re f")),
    "too much ink in an image": (
        "ink",
        lambda pdf: paint(pdf, b".5 0 0 .5 50 50 cm /Im Do", XObject=image(pdf, "/DeviceCMYK", b"\xc8" * 64, 4)),
    ),
    "text in four inks": ("text-colour", lambda pdf: paint(pdf, b".5 .5 .5 .5 k " + typed(pdf, b"300 300 Td"))),
    "text that knocks out": ("overprint", lambda pdf: paint(pdf, b"/knockout gs 0 0 0 1 k " + typed(pdf, b"300 300 Td"))),
    "text that overprints in mode 0": (
        "overprint", lambda pdf: overprinting(pdf, b"/Gs gs 0 0 0 1 k " + typed(pdf, b"300 300 Td"), OPM=0),
    ),
    "outlined text that knocks out": (
        "overprint",
        lambda pdf: overprinting(pdf, b"/Gs gs 0 0 0 1 K 1 Tr " + typed(pdf, b"300 300 Td"), OP=False, op=True, OPM=1),
    ),
    "white that overprints": ("white", lambda pdf: paint(pdf, b"0 0 0 0 k 50 50 40 40 re f")),
    "white text that overprints": ("white", lambda pdf: paint(pdf, b"0 0 0 0 k " + typed(pdf, b"300 300 Td"))),
    "tiny type": ("text-size", lambda pdf: paint(pdf, b".4 0 0 .4 100 100 cm " + typed(pdf, b"300 300 Td"))),
    "text at the trimmed edge": ("text-place", lambda pdf: paint(pdf, typed(pdf, b"30 300 Td"))),
    "thin line": ("line", lambda pdf: paint(pdf, b"0.25 w 50 50 m 90 90 l S")),
    "line made thin by its form": ("line", lambda pdf: paint(pdf, b".1 0 0 .1 0 0 cm 1 w 500 500 m 900 900 l S")),
    "thin filled rectangle": ("line", lambda pdf: paint(pdf, b"50 50 100 0.2 re f")),
    "font not embedded": ("font", lambda pdf: font(pdf).DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2")),
    "standard font": ("font", lambda pdf: standard_font(pdf, 0)),
    "no output intent": ("intent", lambda pdf: pdf.Root.__delitem__("/OutputIntents")),
    "intent without profile": ("intent", lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile")),
    "screen profile": ("intent", lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile.write(b"\0" * 128)),
    "PDF/A intent": ("intent", lambda pdf: pdf.Root.OutputIntents[0].__setitem__("/S", Name.GTS_PDFA1)),
    "not trapped, not untrapped": ("trapped", trapped_unknown),
    "trapped or not": ("mismatch", lambda pdf: pdf.trailer.Info.__setitem__("/Trapped", Name.Unknown)),
    "two titles": ("mismatch", lambda pdf: pdf.trailer.Info.__setitem__("/Title", "Another")),
    "two dates": ("mismatch", lambda pdf: pdf.trailer.Info.__setitem__("/ModDate", "D:20010101000000+08'00'")),
    "LZW": ("compression", lambda pdf: pdf.pages[0].Contents.write(LZW, filter=Name.LZWDecode)),
    "LZW within others": (
        "compression", lambda pdf: pdf.pages[0].Contents.write(b"00>", filter=Array([Name.ASCIIHexDecode, Name.LZWDecode])),
    ),
    "LZW in line": (
        "compression", lambda pdf: paint(pdf, b".1 0 0 .1 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /LZW ID \x80\x0b\x60\x50\x22\x0c\x0c\x85\x01 EI"),
    ),
    "profile of ICC 5": ("intent", lambda pdf: set_profile_version(pdf, 5)),
    "transfer function under a default": ("transfer", lambda pdf: state(pdf, TR=Name.Identity, TR2=Name.Default)),
    "transfer function of the press": ("transfer", lambda pdf: state(pdf, TR2=Name.Identity)),
    "halftone of thresholds": ("halftone", lambda pdf: state(pdf, HT=Stream(pdf, b"\0" * 4, HalftoneType=6, Width=2, Height=2))),
    "halftone by name": ("halftone", lambda pdf: state(pdf, HT=screen(HalftoneName="made up"))),
    "halftone of a plate": (
        "halftone", lambda pdf: state(pdf, HT=Dictionary(HalftoneType=5, Default=screen(), Cyan=Dictionary(HalftoneType=16))),
    ),
    "halftone that shifts": ("halftone", lambda pdf: state(pdf, HTP=Array([0, 0]))),
    "halftone that changes tints": ("transfer", lambda pdf: state(pdf, HT=screen(TransferFunction=TINT))),
    "no packet": ("standard", lambda pdf: pdf.Root.__delitem__("/Metadata")),
    "other version": ("standard", lambda pdf: replace_packet(pdf, b"PDF/X-4", b"PDF/X-3")),
    "packet with a document type": ("standard", lambda pdf: replace_packet(pdf, b"<x:x", b"<!DOCTYPE a><x:x")),
    "no TrimBox": ("box", lambda pdf: pdf.pages[0].obj.__delitem__("/TrimBox")),
    "no bleed": ("box", lambda pdf: pdf.pages[0].obj.__setitem__("/BleedBox", pdf.pages[0].obj.TrimBox)),
    "bleed beyond the sheet": ("box", lambda pdf: set_page(pdf, BleedBox=Array([-1, 0, 600, 850]))),
    "TrimBox beyond the sheet": ("box", lambda pdf: [set_box(pdf, number, [-30, 30, 600, 850]) for number in range(len(pdf.pages))]),
    "TrimBox of names": ("box", lambda pdf: set_page(pdf, 1, TrimBox=Array([Name.A] * 4))),
    "shown smaller than trimmed": ("box", lambda pdf: set_page(pdf, CropBox=Array([100, 100, 300, 300]))),
    "two boxes for the trimmed page": ("box", lambda pdf: set_page(pdf, ArtBox=pdf.pages[0].obj.TrimBox)),
    "turned by half a quarter": ("box", lambda pdf: [set_page(pdf, number, Rotate=45) for number in range(len(pdf.pages))]),
    "a sheet as large as a field": (
        "box",
        lambda pdf: pdf.pages[0].obj.__setitem__("/MediaBox", Array([0, 0, 700, 200_000])),
    ),
    "link": ("annotation", lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", Array([LINK]))),
    "note across the edge of the bleed": ("annotation", lambda pdf: note(pdf, [0, 300, 300, 320])),
    "note beside the page that acts": ("annotation", lambda pdf: note(pdf, [0, 0, 9, 9], A=Dictionary(S=Name.JavaScript, JS="1"))),
    "layers by use": ("layer", lambda pdf: layers(pdf, AS=Array([Dictionary(Event=Name.Print, OCGs=Array(), Category=Array([Name.Print]))]))),
    "page of another file": ("replacement", lambda pdf: stand_in(pdf, Ref=Dictionary(F="other.pdf", Page=0))),
    "picture of a print shop's server": ("replacement", lambda pdf: stand_in(pdf, OPI=Dictionary())),
    "data in another file": ("replacement", lambda pdf: stand_in(pdf, F="other.dat")),
    "catalog of a later version": ("version", lambda pdf: pdf.Root.__setitem__("/Version", Name("/2.0"))),
    "no title": ("metadata", lambda pdf: replace_packet(pdf, b"dc:title", b"dc:other")),
    "no version of the document": ("metadata", lambda pdf: replace_packet(pdf, b"xmpMM:VersionID", b"xmpMM:Other")),
    "intent without a name": ("intent", lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/OutputConditionIdentifier")),
    "font set by a state": ("font", font_by_state),
    "clip of a font that is not embedded": ("font", lambda pdf: standard_font(pdf, 7)),
    "form at the trimmed edge, painted before inside": (
        "text-place", lambda pdf: label(pdf, typed(pdf, b"9 9 Td"), INSIDE_AND_AT_EDGE),
    ),
    "form in small type, painted before in large": ("text-size", in_two_sizes),
    "attachment": ("attachment", attach),
    "script": ("script", lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.JavaScript, JS="1"))),
    "form": ("form", lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=Array()))),
    "bookmark": ("bookmark", bookmark),
    "odd number of pages": ("count", lambda pdf: pdf.pages.__delitem__(-1)),
    "no page": ("unreadable", lambda pdf: pdf.pages.__delitem__(slice(None))),
    "page of another size": ("box", lambda pdf: set_box(pdf, 1, [29, 29, 623, 870])),
    "TrimBox without area": ("box", lambda pdf: [set_box(pdf, number, [50, 50, 50, 600]) for number in range(len(pdf.pages))]),
    "profile cut short": ("intent", damage_profile),
    "empty font file": ("font", lambda pdf: font(pdf).DescendantFonts[0].FontDescriptor.FontFile2.write(b"")),
    "other user unit": ("box", lambda pdf: pdf.pages[0].obj.__setitem__("/UserUnit", 2)),
    "transfer function": ("transfer", lambda pdf: state(pdf, TR=Dictionary(FunctionType=2, Domain=[0, 1], N=2))),
    "PostScript": (
        "postscript",
        lambda pdf: paint(pdf, b"/Ps Do", XObject=Dictionary(Ps=Stream(pdf, b"showpage", Type=Name.XObject, Subtype=Name.PS))),
    ),
    "nothing of that name": ("resource", lambda pdf: paint(pdf, b"/Nothing Do")),
    "content that is no content": ("unreadable", lambda pdf: pdf.pages[0].obj.__setitem__("/Contents", Name.Nothing)),
    "form within itself": ("unreadable", recursive),
    "number where a box should be": ("box", lambda pdf: pdf.pages[0].obj.__setitem__("/TrimBox", 1)),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKAGES)
def test_broken_file_is_refused_for_its_reason_alone(press: bytes, name: str) -> None:
    rule, breakage = BREAKAGES[name]
    findings = preflight(broken(press, breakage))
    assert errors(findings) == {rule}, findings
    assert not is_fit(findings)


def test_pale_grey_is_taken_with_a_warning(press: bytes) -> None:
    findings = preflight(broken(press, lambda pdf: paint(pdf, b"0 0 0 0.05 k")))
    assert [(each.rule, each.severity, each.page, each.value) for each in findings] == [("tint", "warning", 1, "5.0")]
    assert is_fit(findings)


def deep(pdf: Pdf) -> None:
    picture = image(pdf, "/DeviceCMYK", b"\xff" * 128, 4)
    picture.Im.BitsPerComponent = 16
    paint(pdf, b".5 0 0 .5 50 50 cm /Im Do", XObject=picture)


def test_the_ink_of_an_image_of_16_bits_is_seen(press: bytes) -> None:
    assert errors(preflight(broken(press, deep))) == {"ink"}


def shaded(pdf: Pdf, **entries: object) -> None:
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 1, 1], **entries)
    paint(pdf, b"", Shading=Dictionary(Sh=shading))


def calculator(pdf: Pdf) -> Stream:
    return Stream(pdf, b"{ dup dup dup }", FunctionType=4, Domain=[0, 1], Range=[0, 1] * 4)


def spot_image(pdf: Pdf) -> None:
    picture = image(pdf, "/DeviceCMYK", bytes(16), 4)
    picture.Im.ColorSpace = ALL
    paint(pdf, b".5 0 0 .5 50 50 cm /Im Do", XObject=picture)


UNREAD: dict[str, tuple[str, Callable[[Pdf], None]]] = {
    "PostScript function": ("/Sh", lambda pdf: shaded(pdf, Function=calculator(pdf))),
    "stitched with one": (
        "/Sh",
        lambda pdf: shaded(
            pdf, Function=Dictionary(FunctionType=3, Domain=[0, 1], Functions=[FULL, calculator(pdf)], Bounds=[0.5])
        ),
    ),
    "no function, as in a mesh": ("/Sh", shaded),
    "image on all plates": ("/Im", spot_image),
    "inline image": ("BI", lambda pdf: paint(pdf, b"q .1 0 0 .1 50 50 cm BI /W 1 /H 1 /CS /CMYK /BPC 8 ID \0\0\0\0 EI Q")),
    "indexed colour": (
        "scn",
        lambda pdf: paint(
            pdf, b"/Ix cs 0 scn", ColorSpace=Dictionary(Ix=Array([Name.Indexed, Name.DeviceCMYK, 0, pikepdf.String(b"\0\0\0\0")]))
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREAD)
def test_what_is_not_read_passes_with_a_warning_alone(press: bytes, name: str) -> None:
    thing, make = UNREAD[name]
    findings = preflight(broken(press, make))
    assert {(each.rule, each.severity, each.object) for each in findings} == {("unread", "warning", thing)}
    assert findings[0].page == 1  # Its pages share their resources, and with them shadings.


def jpeg(pdf: Pdf, level: int, **entries: object) -> None:
    """A JPEG whose samples are all `level`: Pillow writes them inverted."""
    packed = io.BytesIO()
    Image.new("CMYK", (16, 16), (255 - level,) * 4).save(packed, "JPEG", quality=95)
    picture = image(pdf, "/DeviceCMYK", b"", 16)
    picture.Im.write(packed.getvalue(), filter=Name.DCTDecode)
    for key, value in entries.items():
        picture.Im[f"/{key}"] = value
    paint(pdf, b"2 0 0 2 50 50 cm /Im Do", XObject=picture)


@pytest.mark.parametrize(
    ("level", "entries", "refused"),
    [(10, {}, set()), (245, {}, {"ink"}), (245, {"Decode": Array([1, 0] * 4)}, set()), (10, {"Decode": Array([1, 0] * 4)}, {"ink"})],
)  # fmt: skip
def test_the_ink_of_a_jpeg_is_that_of_its_samples(
    press: bytes, level: int, entries: dict[str, object], refused: set[str]
) -> None:
    assert errors(preflight(broken(press, lambda pdf: jpeg(pdf, level, **entries)))) == refused


def test_the_ink_of_a_masked_image_is_seen(press: bytes) -> None:
    def mask(pdf: Pdf) -> None:
        picture = image(pdf, "/DeviceCMYK", b"\xff" * 64, 4)
        picture.Im.SMask = image(pdf, "/DeviceGray", b"\x80" * 16, 4).Im
        paint(pdf, b".5 0 0 .5 50 50 cm /Im Do", XObject=picture)

    assert errors(preflight(broken(press, mask))) == {"ink"}


def many(pdf: Pdf) -> None:
    places = b"".join(b"q 1 0 0 1 %d %d cm /Fm Do Q " % (100 + at % 50, 100 + at // 50) for at in range(2500))
    paint(pdf, places, XObject=form(pdf, b"50 50 40 40 re f"))


def beside(pdf: Pdf) -> None:
    """A form beside the trimmed page, where printers' marks stand, painted before inside."""
    label(pdf, typed(pdf, b"9 9 Td"), b"q 1 0 0 1 300 300 cm /Fm Do Q q 1 0 0 1 -15 300 cm /Fm Do Q")


def without_marks(pdf: Pdf) -> None:
    """No sheet beyond the bleed, and its corner anywhere."""
    for number, page in enumerate(pdf.pages):
        set_page(pdf, number, MediaBox=page.obj.BleedBox, CropBox=page.obj.BleedBox)


def turned(pdf: Pdf) -> None:
    for number in range(len(pdf.pages)):
        set_page(pdf, number, Rotate=270)


def noted_beside(pdf: Pdf) -> None:
    note(pdf, [0, 0, 9, 9])


def transparent(pdf: Pdf) -> None:
    state(pdf, CA=0.5, ca=0.5, BM=Name.Multiply)


def older(pdf: Pdf) -> None:
    pdf.Root.Version = Name("/1.4")


def bitmap_font(pdf: Pdf) -> None:
    glyph = pdf.make_indirect(
        Stream(pdf, b"50 0 0 0 50 50 d1 50 0 0 50 0 0 cm BI /W 50 /H 50 /IM true /BPC 1 ID " + bytes(350) + b" EI")
    )
    letters = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontMatrix=[0.012, 0, 0, 0.012, 0, 0], FontBBox=[0, 0, 50, 50],
        CharProcs=Dictionary(a=glyph), FirstChar=97, LastChar=97, Widths=[50],
        Encoding=Dictionary(Differences=[97, Name.a]),
    )  # fmt: skip
    paint(pdf, b"BT /T3 10 Tf 300 300 Td (a) Tj ET", Font=Dictionary(T3=pdf.make_indirect(letters)))


def vertical(pdf: Pdf) -> None:
    """A column of twenty characters, which would leave the page if it were a line."""
    upright = Dictionary(dict(font(pdf).items()))
    upright.Encoding = Name("/Identity-V")
    code = int(font(pdf).DescendantFonts[0].W[0])
    letters = b"BT /V 12 Tf 500 400 Td <" + b"%04x" % code * 20 + b"> Tj ET"
    paint(pdf, letters, Font=Dictionary(V=pdf.make_indirect(upright)))


def empty_trees(pdf: Pdf) -> None:
    pdf.Root.Outlines = Dictionary(Type=Name.Outlines, Count=0)
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array()))


def invisible(pdf: Pdf) -> None:
    """As a scanned page lies over what was recognized on it."""
    standard_font(pdf, 3)


def screened(pdf: Pdf) -> None:
    plates = Dictionary(HalftoneType=5, Default=screen(), Black=screen(TransferFunction=Name.Identity))
    state(pdf, HT=plates, TR2=Name.Default)


def dated_elsewhere(pdf: Pdf) -> None:
    """The same moment told in another time zone."""
    said = decode_pdf_date(str(pdf.trailer.Info.ModDate)).astimezone(UTC)
    pdf.trailer.Info.ModDate = f"D:{said:%Y%m%d%H%M%S}Z"


def packed_twice(pdf: Pdf) -> None:
    content = zlib.compress(pdf.pages[0].Contents.read_bytes())
    pdf.pages[0].Contents.write(content.hex().encode() + b">", filter=Array([Name.ASCIIHexDecode, Name.FlateDecode]))


@pytest.mark.parametrize(
    "change",
    [
        *(many, beside, without_marks, turned, noted_beside, transparent, layers, older, bitmap_font, vertical),
        *(empty_trees, invisible, screened, dated_elsewhere, packed_twice),
    ],
)
def test_what_is_right_is_taken(press: bytes, change: Breakage) -> None:
    assert preflight(broken(press, change)) == ()


def test_a_path_keeps_its_slash(tmp_path: Path) -> None:
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7")
    (found,) = preflight(tmp_path / "cut.pdf")
    assert f" {tmp_path}/cut.pdf" in found.message.in_language("en")


def test_process_inks_by_name_are_taken(press: bytes) -> None:
    assert (
        preflight(broken(press, lambda pdf: paint(pdf, b"/Cs cs 1 1 1 scn", ColorSpace=Dictionary(Cs=PROCESS)))) == ()
    )


def test_black_by_name_overprints_in_any_mode(press: bytes) -> None:
    black = Array([Name.Separation, Name.Black, Name.DeviceCMYK, TINT])

    def typeset(pdf: Pdf) -> None:
        paint(pdf, b"", ColorSpace=Dictionary(Cs=black))
        overprinting(pdf, b"/Gs gs /Cs cs 1 scn " + typed(pdf, b"300 300 Td"), OPM=0)

    assert preflight(broken(press, typeset)) == ()


@pytest.mark.parametrize("password", ["", "secret"])
def test_encrypted_file_is_refused(press: bytes, password: str) -> None:
    locked = broken(press, lambda pdf: None, encryption=pikepdf.Encryption(owner="owner", user=password, R=4))
    assert errors(preflight(locked)) == {"encrypted"}


FLATE, RUNS = Name.FlateDecode, Name.RunLengthDecode
BOMBS: dict[str, tuple[bytes, Array]] = {
    "packed": (zlib.compress(bytes(9 * 2**20), 9), Array([FLATE])),
    "packed beyond memory": (zlib.compress(bytes(210 * 2**20), 9), Array([FLATE])),
    "packed twice": (zlib.compress(zlib.compress(bytes(210 * 2**20), 9)), Array([FLATE, FLATE])),
    "spelled and packed": (
        base64.a85encode(zlib.compress(bytes(210 * 2**20), 9)) + b"~>", Array([Name.ASCII85Decode, FLATE]),
    ),
    "spelled": (b"z" * (9 * 2**18) + b"~>", Array([Name.ASCII85Decode])),
    "runs": (b"\x81q" * (9 * 2**13) + b"\x80", Array([RUNS])),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_unread(press: bytes, name: str) -> None:
    content, filters = BOMBS[name]
    bomb = broken(press, lambda pdf: pdf.pages[0].Contents.write(content, filter=filters))
    assert errors(preflight(bomb)) == {"unreadable"}


def test_forms_that_are_too_much_together_are_refused(press: bytes) -> None:
    def repeat(pdf: Pdf) -> None:
        places = b"".join(b"q %d 0 0 1 0 0 cm /Fm Do Q " % scale for scale in range(1, 10))
        paint(pdf, places, XObject=form(pdf, b" " * 2**20))

    assert errors(preflight(broken(press, repeat))) == {"unreadable"}


def test_content_cut_short_is_refused(press: bytes) -> None:
    def cut(pdf: Pdf) -> None:
        packed = pdf.pages[0].Contents.read_raw_bytes()
        pdf.pages[0].Contents.write(packed[: len(packed) // 2], filter=Name.FlateDecode)

    (found,) = preflight(broken(press, cut))
    assert (found.rule, found.value) == ("unreadable", "input stream is complete but output may still be valid")


def test_packet_that_would_have_to_be_unpacked_is_refused(press: bytes) -> None:
    (found,) = preflight(press.replace(b"/Type /Metadata", b"/Filter [     ]"))
    assert found.rule == "standard"


def test_file_of_a_later_version_or_without_identifier_is_refused(press: bytes) -> None:
    (found,) = preflight(press.replace(b"%PDF-1.6", b"%PDF-2.0", 1))
    assert (found.rule, found.value) == ("version", "2.0")
    (found,) = preflight(press.replace(b"/ID [", b"/XX ["))
    assert (found.rule, found.value) == ("metadata", "ID")


@pytest.mark.parametrize("entries", [{"Rotate": Name.Askew}, {"TrimBox": Array([Name.A] * 4)}], ids=str)
def test_what_is_broken_on_a_page_is_told_of_that_page(press: bytes, entries: dict[str, object]) -> None:
    assert {each.page for each in preflight(broken(press, lambda pdf: set_page(pdf, 1, **entries)))} == {2}


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95, 0.999])
def test_file_cut_short_is_refused(press: bytes, share: float) -> None:
    assert "unreadable" in errors(preflight(press[: int(len(press) * share)]))


def test_file_whose_table_of_objects_is_elsewhere_is_refused(press: bytes) -> None:
    at = int(press.rpartition(b"startxref\n")[2].split()[0])
    (found,) = preflight(press.replace(b"startxref\n%d" % at, b"startxref\n%d" % (at + 3)))
    assert (found.rule, found.value) == ("unreadable", "file is damaged")


def test_public_file_is_no_press_file(tmp_path: Path) -> None:
    try:
        public = print_lab.make_public(print_lab.paint(tmp_path))
    except FontMissing as missing:
        pytest.skip(str(missing))
    assert {"standard", "intent", "attachment", "bookmark", "box", "colour"} <= errors(preflight(public))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\0" * 1000, b"<html>", b"%PDF-1.4\n1 0 obj<<>>endobj"])
def test_what_is_no_pdf_is_unreadable(content: bytes) -> None:
    assert errors(preflight(content)) == {"unreadable"}


def test_a_file_of_another_kind_is_told_in_plain_words(tmp_path: Path) -> None:
    (path := tmp_path / "letter.pdf").write_text("Dear printer")
    (found,) = preflight(path)
    assert found.message.in_language("en") == "the file or page cannot be read: it is not a PDF file"
    assert found.message.in_language("zh-Hant") == "讀不懂這個檔案或這一頁：這不是 PDF 檔"


@pytest.mark.parametrize("run", ["short", pytest.param("campaign", marks=pytest.mark.campaign)])
def test_random_damage_never_makes_it_fail(press: bytes, run: str) -> None:
    dice = random.Random(run)
    with pikepdf.open(io.BytesIO(press)) as pdf:
        plain = io.BytesIO()
        pdf.save(plain, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    for _ in range(MUTATIONS[run]):
        damaged = bytearray(dice.choice((press, plain.getvalue())))
        for _ in range(dice.choice((1, 10, 200))):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        findings = preflight(bytes(damaged[: dice.choice((len(damaged), dice.randrange(len(damaged))))]))
        assert all(each.rule in RULES for each in findings)


def test_finding_names_the_page_the_object_and_the_value_in_both_languages(press: bytes) -> None:
    (found,) = preflight(broken(press, lambda pdf: paint(pdf, b"0.25 w 50 50 m 90 90 l S")))
    assert (found.page, found.object, found.value) == (1, "line", "0.088")
    assert found.message.in_language("en") == "a line is thinner than 0.2 mm: 0.088 mm"
    assert found.message.in_language("zh-Hant") == "線寬不足 0.2 mm：0.088 mm"


def test_findings_are_told_one_a_line_with_the_verdict(press: bytes) -> None:
    found = preflight(broken(press, lambda pdf: paint(pdf, b"0.25 w 50 50 m 90 90 l S")))
    assert list(lines(found, "zh-Hant")) == ["第 1 頁: 錯誤: 線寬不足 0.2 mm：0.088 mm", "印刷廠會退件"]
    assert list(lines((), "en")) == ["fit for the press"]


def test_what_several_pages_have_is_told_once() -> None:
    found = [finding("line", page, "line", "0.088") for page in (1, 2, 3, 7, 7)]
    assert list(lines(found, "en")) == [
        "pages 1–3, 7: error: a line is thinner than 0.2 mm: 0.088 mm", "a print shop would refuse this file"
    ]  # fmt: skip
    assert next(lines(found, "zh-Hant")) == "第 1–3、7 頁: 錯誤: 線寬不足 0.2 mm：0.088 mm"


def test_what_several_objects_of_the_same_pages_have_is_told_once() -> None:
    names = {1: ("/G0", "/G1", "/G2", "/G4"), 2: ("/G2", "/G1", "/G0")}  # not in the same order
    groups = [finding("group-colour", page, name, "/DeviceRGB") for page, found in names.items() for name in found]
    other = finding("group-colour", 2, "/G3", "/DeviceGray")
    assert list(lines([*groups, other], "en"))[:-1] == [
        "pages 1–2: error: the group G0 blends outside CMYK: DeviceRGB (likewise G1, G2)",
        "page 1: error: the group G4 blends outside CMYK: DeviceRGB",
        "page 2: error: the group G3 blends outside CMYK: DeviceGray",
    ]
    assert next(lines(groups, "zh-Hant")) == "第 1–2 頁: 錯誤: 透明群組 G0 使用非 CMYK 色彩：DeviceRGB（G1、G2 亦同）"


def test_every_rule_is_worded_in_every_language() -> None:
    for message in RULES.values():
        assert all(message.in_language(language) for language in LANGUAGES)


def test_report_is_json_and_the_same_each_time(press: bytes) -> None:
    bad = broken(press, BREAKAGES["RGB image"][1], deterministic_id=True)
    first, second = (json.dumps(report(preflight(bad)), ensure_ascii=False) for _ in range(2))
    assert first == second
    assert json.loads(first)["findings"][0]["rule"] == "image-colour"
    assert json.loads(first)["fit"] is False


def test_a_box_and_an_intent_are_said_as_measured_and_as_needed(press: bytes) -> None:
    def spoil(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page["/BleedBox"] = Array([-72, 0, 600, 850])
        del pdf.Root["/OutputIntents"]

    said = {
        each.rule: each.message
        for each in preflight(broken(press, spoil))
        if each.object in ("/MediaBox", "/OutputIntents")
    }
    assert said["box"].in_language("zh-Hant") == "頁面框 MediaBox 有誤：與 BleedBox 相距 -25.40 mm，應至少 0 mm"
    assert said["box"].in_language("en") == (
        "the page box MediaBox is wrong: -25.40 mm from the BleedBox; at least 0 mm are needed"
    )
    assert said["intent"].in_language("zh-Hant").endswith("有誤：有 0 個，應恰有 1 個")
    assert said["intent"].in_language("en").endswith("is wrong: there are 0; exactly one is needed")
