"""How the glyphs of a subset are altered for the setting.

In: a font with the characters in use. Out: the same font with Latin characters half an em wide, as the typeface of
the print has them, or with every glyph made bolder. TW-Kai has neither; PDF programs would not invent them.
"""

from __future__ import annotations

from struct import unpack

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import OVERLAP_COMPOUND, Glyph, GlyphComponent
from fontTools.ttLib.tables.ttProgram import Program

LATIN = [chr(point) for point in (*range(0x21, 0x7F), *range(0xC0, 0x250)) if chr(point) not in "×÷"]
"""What is half an em wide: ASCII, and the letters with accents of Latin-1 and Latin Extended-A and -B (Unicode, chapter 7)."""
MARGIN = 0.02
"""The least white on each side of a narrowed Latin glyph, in em."""
LEANING = {"(": 0.06, "[": 0.06, "{": 0.06, ")": -0.06, "]": -0.06, "}": -0.06}
"""Brackets stand nearer to what they hold, in em to the right."""
BRACKETS = {**dict.fromkeys("「『（〔《〈【", 0.14), **dict.fromkeys("」』）〕》〉】", -0.14)}
"""TW-Kai has full-width brackets in the middle of their square; a fine setting has them near what they hold."""
MADE = "made from"
"""What the version of an altered font begins with."""
WEIGHT = 0.024
"""How much wider the strokes of the bold are, in em."""


def rename(font: TTFont, family: str) -> None:
    """Call the altered font `family`, so that nothing takes it for the original; its licence notice stays."""
    names = font["name"]
    made = names.getDebugName(5) or ""
    if not made.startswith(MADE):  # What is made of a font that was made keeps its origin.
        made = f"{MADE} {names.getDebugName(1)} for typesetting"
    for record in list(names.names):
        if record.nameID not in (0, 7, 13, 14) or record.langID not in (0, 0x409):
            names.removeNames(record.nameID, record.platformID, record.platEncID, record.langID)
    for identifier, text in (
        (1, family),
        (2, "Regular"),
        (3, family),
        (4, family),
        (5, made),
        (6, family.replace(" ", "-")),
    ):
        names.setName(text, identifier, 3, 1, 0x409)


def narrow(font: TTFont) -> None:
    """Set every Latin character on half an em: moved to the middle, narrowed where it is too wide."""
    unit, mapping = font["head"].unitsPerEm, font.getBestCmap()
    for character in LATIN:
        name = mapping.get(ord(character))
        if name is None:
            continue
        left, _, right, _ = _bounds(font["glyf"].glyphs[name]) or (0, 0, unit // 2, 0)
        scale = min(1.0, unit * (0.5 - 2 * MARGIN) / (right - left))
        start = (unit / 2 - (right - left) * scale) / 2 + unit * LEANING.get(character, 0)
        _redraw(font, name, scale, start - left * scale, unit // 2)


def lean(font: TTFont) -> None:
    """Move full-width brackets nearer to what they hold."""
    unit, mapping = font["head"].unitsPerEm, font.getBestCmap()
    for character, share in BRACKETS.items():
        if name := mapping.get(ord(character)):
            _redraw(font, name, 1, round(unit * share), font["hmtx"][name][0])


def _redraw(font: TTFont, name: str, scale: float, move: float, advance: int) -> None:
    """Put in the place of the glyph `name` its outline drawn `scale` times as wide and `move` units further right."""
    table = font["glyf"]
    points, contours, flags = table[name].getCoordinates(table)[:3]
    drawn = Glyph()
    drawn.numberOfContours, drawn.flags = len(contours), flags
    drawn.coordinates, drawn.endPtsOfContours = points.copy(), list(contours)
    drawn.coordinates.scale((scale, 1))
    drawn.coordinates.translate((move, 0))
    drawn.coordinates.toInt()
    drawn.program = Program()
    drawn.program.fromBytecode(b"")
    if drawn.numberOfContours:
        drawn.recalcBounds(table)
    table.glyphs[name] = drawn
    font["hmtx"][name] = (advance, getattr(drawn, "xMin", 0))


def embolden(font: TTFont) -> None:
    """Draw every glyph four times, a little apart: the text copies as before, the outlines stay those of the face."""
    offset = round(font["head"].unitsPerEm * WEIGHT / 2)
    table = font["glyf"]
    boxes = {name: box for name in font.getGlyphOrder() if (box := _bounds(table.glyphs[name]))}
    font.setGlyphOrder([*font.getGlyphOrder(), *(f"{name}.thin" for name in boxes)])
    table.glyphOrder = font.getGlyphOrder()
    for name, (left, low, right, high) in boxes.items():
        advance, _ = font["hmtx"][name]
        table.glyphs[f"{name}.thin"] = table.glyphs[name]
        font["hmtx"][f"{name}.thin"] = font["hmtx"][name]
        bold = Glyph()
        bold.numberOfContours = -1
        bold.components = [_component(f"{name}.thin", x * offset, y * offset) for x in (-1, 1) for y in (-1, 1)]
        bold.components[0].flags |= OVERLAP_COMPOUND
        bold.xMin, bold.yMin, bold.xMax, bold.yMax = left - offset, low - offset, right + offset, high + offset
        table.glyphs[name] = bold
        font["hmtx"][name] = (advance, bold.xMin)
    font["OS/2"].usWeightClass = 400
    _declare_parts(font, offset)


def _bounds(glyph: Glyph) -> tuple[int, int, int, int] | None:
    """Left, low, right and high edge of `glyph`, None if it is empty; they are read from its head where it has not been
    unpacked: unpacking all glyphs takes a second."""
    if not hasattr(glyph, "data"):
        return (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) if glyph.numberOfContours else None
    return unpack(">4h", glyph.data[2:10]) if glyph.data else None


def _declare_parts(font: TTFont, offset: int) -> None:
    """Say in the tables that sum up the font that its glyphs have four parts, which reach `offset` further out."""
    head, most = font["head"], font["maxp"]
    head.xMin, head.yMin, head.xMax, head.yMax = (
        head.xMin - offset, head.yMin - offset, head.xMax + offset, head.yMax + offset
    )  # fmt: skip
    most.maxComponentElements, most.maxComponentDepth = 4, most.maxComponentDepth + 1
    most.maxCompositePoints = 4 * max(most.maxPoints, most.maxCompositePoints)
    most.maxCompositeContours = 4 * max(most.maxContours, most.maxCompositeContours)


def _component(name: str, x: int, y: int) -> GlyphComponent:
    """Glyph `name`, moved."""
    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = name, x, y, 0x2
    return part
