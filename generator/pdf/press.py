"""The press PDF: PDF/X-4 in black ink, with bleed and crop marks, from the same layout as the public file.

In: the painted document, whose pages have the trimmed size. Out: the bytes of `statement-press.pdf`. Only what is painted
is taken, no link, form or bookmark (ISO 15930-7, 6.17); every colour operator becomes a tint of K, and each page moves into
a larger sheet. So the page images are those of the public file.

The rules are those of ISO 15930-7 (PDF/X-4); the bleed, the marks and the ink are what print shops ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pydyf

from generator.lengths import BLEED, MILLIMETRE
from generator.pdf.intent import OutputIntent, set_intent
from generator.pdf.packet import press_packet
from generator.pdf.painting import Painting, is_painted
from generator.pdf.pdf_file import Metadata, add, label_tree, referred, write

MARGIN = 10 * MILLIMETRE
"""From the trimmed page to the edge of the sheet, in points."""
MARK_NEAR, MARK_FAR = 4 * MILLIMETRE, 9 * MILLIMETRE
"""Where a crop mark begins and ends, from the trimmed edge, in points: outside the bleed."""
MARK_WIDTH = 0.2 * MILLIMETRE

COLOUR = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)")
OTHER_COLOUR = re.compile(rb"(?:.*\s)?(?:g|G|k|K|cs|CS|sc|SC|scn|SCN|sh)")
OPERANDS = {b"BDC": 2, b"BMC": 1, b"EMC": 0}
"""How many operands stand before each operator of marked content (ISO 32000-1, 14.6)."""
BLACK = (b"/overprint gs", b"0 0 0 1 k", b"0 0 0 1 K")
"""In what every page begins: black that overprints."""
UNKNOWN = (b"", b"", b"")
"""In what a form begins: whatever was in force where it is painted."""
BLANK = {"zh-Hant": "空白頁", "en": "blank "}


def finish_press(
    painting: Painting, metadata: Metadata, labels: Sequence[str], intent: OutputIntent, multiple: int = 2
) -> bytes:
    """The press PDF of the pages of `painting` that have `labels`, their count brought to a multiple of `multiple` with
    blank pages at the end, which are named as such by their page labels; `ValueError` for what black ink cannot print."""
    pdf = painting.copy_pages(len(labels))
    pages = [referred(pdf, reference) for reference in pdf.page_references]
    if len(labels) != len(pages):
        raise ValueError(f"{len(labels)} labels for {len(pages)} pages")
    set_intent(pdf, intent)
    _finish_resources(pdf)
    for page in pages:
        _finish_page(pdf, page)
    blanks = -len(pages) % multiple
    for _ in range(blanks):
        pdf.add_page(_blank(pdf, pages[-1]))
    content = [referred(pdf, page["Contents"]).data for page in pages]
    packet = pydyf.Stream([press_packet(metadata, content)], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.catalog["Metadata"] = add(pdf, packet)
    pdf.catalog["Lang"] = pydyf.String(metadata.language)
    pdf.catalog["PageLabels"] = label_tree([*labels, *_blank_labels(blanks, metadata.language)])
    pdf.info["Trapped"] = "/False"
    return write(pdf, metadata, "1.6", in_object_streams=False)


def _blank_labels(count: int, language: str) -> list[str]:
    return [f"{BLANK.get(language, BLANK['en'])}{number}" for number in range(1, count + 1)]


def _finish_resources(pdf: Any) -> None:
    """Bring every content stream to K, and give every resource dictionary the two states that the streams now name."""
    for item in list(pdf.objects):
        if isinstance(item, dict) and "ExtGState" in item:
            item["ExtGState"]["overprint"] = pydyf.Dictionary({"OP": "true", "op": "true", "OPM": 1})
            item["ExtGState"]["knockout"] = pydyf.Dictionary({"OP": "false", "op": "false"})
            referred(pdf, item["ColorSpace"]).clear()
        elif isinstance(item, pydyf.Stream) and is_painted(item):
            state = UNKNOWN if item.extra.get("Subtype") == "/Form" else BLACK
            item.stream = list(_in_black(_unmarked(item.stream), state))
            if "Group" in item.extra:
                item.extra["Group"]["CS"] = "/DeviceCMYK"
        elif isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
            raise ValueError("the press file has no way to bring a pixel image to black ink")


def _unmarked(operators: Iterable[Any]) -> list[Any]:
    """The operators of a stream without the marks that tie it to the structure."""
    found: list[Any] = []
    for operator in operators:
        if isinstance(operator, bytes) and operator in OPERANDS:
            del found[len(found) - OPERANDS[operator] :]
        else:
            found.append(operator)
    return found


def _in_black(operators: Iterable[Any], state: tuple[bytes, ...]) -> Iterator[Any]:
    """The operators of a stream with each colour as a tint of K.

    White must knock out what lies under it: with overprint mode 1 a tint of 0 would paint nothing
    (ISO 32000-1, 8.6.7). What is in force already is not said again; the stream begins in `state`.
    """
    outer: list[tuple[bytes, ...]] = []
    for operator in operators:
        if operator == b"q":
            outer.append(state)
        elif operator == b"Q" and outer:
            state = outer.pop()
        if not isinstance(operator, bytes):
            yield operator
        elif colour := COLOUR.fullmatch(operator):
            now = _coloured(state, colour)
            yield from (after for before, after in zip(state, now, strict=True) if before != after)
            state = now
        elif OTHER_COLOUR.fullmatch(operator):
            raise ValueError(f"a colour that is no grey of sRGB in a page to be printed in black: {operator!r}")
        else:
            yield operator


def _coloured(state: tuple[bytes, ...], colour: re.Match[bytes]) -> tuple[bytes, ...]:
    """The overprint, the fill and the stroke in force once `colour` was set in `state`."""
    tint = _tint(*colour.group(1, 2, 3))
    _, fill, stroke = state
    inks = f"0 0 0 {tint:.4g}".encode()
    overprint = b"/overprint gs" if tint else b"/knockout gs"
    return (overprint, inks + b" k", stroke) if colour.group(4) == b"rg" else (overprint, fill, inks + b" K")


def _tint(red: bytes, green: bytes, blue: bytes) -> float:
    """The tint of K, 0 to 1, for a grey given in sRGB."""
    if not red == green == blue:
        raise ValueError(f"a colour in a page to be printed in black: {red!r} {green!r} {blue!r}")
    return 1 - float(red)


def _finish_page(pdf: Any, page: Any) -> None:
    """Set the boxes (ISO 15930-7, 6.11), move the content into the sheet and draw the crop marks."""
    left, bottom, right, top = page["MediaBox"]
    width, height = right - left, top - bottom
    sheet = [0, 0, width + 2 * MARGIN, height + 2 * MARGIN]
    for name, edge in (("MediaBox", 0.0), ("BleedBox", MARGIN - BLEED * MILLIMETRE), ("TrimBox", MARGIN)):
        page[name] = pydyf.Array([_round(edge), _round(edge), _round(sheet[2] - edge), _round(sheet[3] - edge)])
    page["Group"] = pydyf.Dictionary({"S": "/Transparency", "CS": "/DeviceCMYK", "I": "true"})
    stream = referred(pdf, page["Contents"])
    move = f"1 0 0 1 {_round(MARGIN - left)} {_round(MARGIN - bottom)} cm".encode()
    stream.stream = [b"q", move, *BLACK, *stream.stream, b"Q", *_marks(width, height)]


def _marks(width: float, height: float) -> list[bytes]:
    """Two lines at each corner of a trimmed page of `width` by `height` points."""
    lines = [b"q", *BLACK, f"{_round(MARK_WIDTH)} w".encode()]
    for x, outward in ((MARGIN, -1), (MARGIN + width, 1)):
        for y, upward in ((MARGIN, -1), (MARGIN + height, 1)):
            lines.append(_line(x + outward * MARK_NEAR, y, x + outward * MARK_FAR, y))
            lines.append(_line(x, y + upward * MARK_NEAR, x, y + upward * MARK_FAR))
    return [*lines, b"Q"]


def _line(x: float, y: float, to_x: float, to_y: float) -> bytes:
    return f"{_round(x)} {_round(y)} m {_round(to_x)} {_round(to_y)} l S".encode()


def _blank(pdf: Any, like: Any) -> Any:
    """An empty page of the same size, with crop marks."""
    left, bottom, right, top = like["TrimBox"]
    stream = pydyf.Stream(_marks(right - left, top - bottom))
    return pydyf.Dictionary({**like, "Contents": add(pdf, stream)})


def _round(length: float) -> float:
    return round(length, 4)
