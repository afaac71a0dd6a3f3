"""The fonts of a PDF: whether they are embedded, and how wide their characters are.

In: a font dictionary. Out: a `Font`.
"""

from __future__ import annotations

from collections.abc import Mapping

import pikepdf
from msgspec import Struct, field
from pikepdf import Array, Dictionary

FILES = ("/FontFile", "/FontFile2", "/FontFile3")


class Font(Struct, frozen=True):
    """`widths` by character code, in thousandths of the type size; codes are of `octets` bytes. If it
    `is_vertical`, they are how far each character goes up: less than nothing."""

    name: str
    is_embedded: bool
    octets: int = 1
    default: float = 0.0
    widths: Mapping[int, float] = field(default_factory=dict)
    is_vertical: bool = False

    def advance(self, text: bytes) -> tuple[float, int, int]:
        """How far `text` advances in thousandths, how many characters it has, and how many of them are spaces."""
        step = self.octets
        codes = [int.from_bytes(text[at : at + step], "big") for at in range(0, len(text), step)]
        widths, default = self.widths, self.default
        wide = sum([widths.get(code, default) for code in codes])
        return wide, len(codes), codes.count(32) if step == 1 else 0


def read_font(font: pikepdf.Object) -> Font:
    """The font that a resource dictionary names."""
    name = str(font.get("/BaseFont", font.get("/Name", "–"))).lstrip("/")
    kind = str(font.get("/Subtype", ""))
    if kind == "/Type3":
        scale = float(font.get("/FontMatrix", [0.001])[0]) * 1000
        return Font(name, True, 1, 0.0, {code: wide * scale for code, wide in _simple_widths(font).items()})
    if kind == "/Type0":
        below = font.get("/DescendantFonts", Array())
        descendant = below[0] if isinstance(below, Array) and len(below) else Dictionary()
        if str(font.get("/Encoding", "")).endswith("-V"):  # ISO 32000-1, 9.7.4.3; W2 is hardly ever given.
            down = float(descendant.get("/DW2", [880, -1000])[1])
            return Font(name, _is_embedded(descendant), 2, down, is_vertical=True)
        return Font(name, _is_embedded(descendant), 2, float(descendant.get("/DW", 1000)), _wide_widths(descendant))
    return Font(name, _is_embedded(font), 1, 500.0, _simple_widths(font))


def _is_embedded(font: pikepdf.Object) -> bool:
    """Whether there is a font file, and anything in it."""
    descriptor = font.get("/FontDescriptor", Dictionary())
    files = [descriptor.get(key) for key in FILES]
    return any(isinstance(file, pikepdf.Stream) and file.read_bytes() for file in files)


def _simple_widths(font: pikepdf.Object) -> dict[int, float]:
    first = int(font.get("/FirstChar", 0))
    return {first + index: float(wide) for index, wide in enumerate(font.get("/Widths", Array()))}


def _wide_widths(font: pikepdf.Object) -> dict[int, float]:
    """The widths of a composite font: `first [w …]` or `first last w` (ISO 32000-1, 9.7.4.3)."""
    items = list(font.get("/W", Array()))
    widths: dict[int, float] = {}
    at = 0
    while at + 1 < len(items):
        first = int(items[at])
        if isinstance(items[at + 1], Array):
            widths.update({first + index: float(wide) for index, wide in enumerate(items[at + 1])})
            at += 2
        elif at + 2 < len(items):
            last = min(int(items[at + 1]), first + 0xFFFF)
            widths.update(dict.fromkeys(range(first, last + 1), float(items[at + 2])))
            at += 3
        else:
            break
    return widths
