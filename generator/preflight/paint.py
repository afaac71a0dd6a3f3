"""What print shops refuse in a line, a piece of text or a mix of inks.

In: the graphics state at the moment of painting. Out: rule, object and value of each breach; lengths are compared in
points on the sheet and told in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.lengths import MILLIMETRE
from generator.preflight.boxes import Box, is_apart, narrowest
from generator.preflight.colour import BLACK, GREY, Inks, ends, space
from generator.preflight.rules import INK, PALEST, QUIET, SMALLEST, THINNEST
from generator.preflight.state import Coat, Matrix, Point, State, corners, extent

Breach = tuple[str, str, str]
SLACK = 0.005
"""What rounding in a file may take from a line, a distance (millimetres) or a size (points)."""
SHORTEST = 1.0
"""A filled area thinner than a line may be counts as a line from this length on, in millimetres; less is a dot."""
INSIDE, OUTLINE = 1, 2
INVISIBLE = 3
"""The text rendering mode that paints nothing: its font may be lacking, as in PDF/A (Adobe's profile for PDF/X-4 asks
"Font not embedded (and text rendering mode not 3)")."""
MODES: Mapping[float, int] = {0: INSIDE, 1: OUTLINE, 2: INSIDE | OUTLINE, 4: INSIDE, 5: OUTLINE, 6: INSIDE | OUTLINE}
"""What each text rendering mode paints (ISO 32000-1, 9.3.6); 7 only clips."""
WHITE: Inks = (0.0, 0.0, 0.0, 0.0)

DRAWING = frozenset(("m", "l", "c", "v", "y", "re", "h"))
"""The operators that make a path (ISO 32000-1, 8.5.2)."""
PAINTING = {
    "f": INSIDE, "F": INSIDE, "f*": INSIDE, "S": OUTLINE, "s": OUTLINE, "n": 0,
    "B": INSIDE | OUTLINE, "B*": INSIDE | OUTLINE, "b": INSIDE | OUTLINE, "b*": INSIDE | OUTLINE,
}  # fmt: skip
"""The operators that end a path, with what they paint of it."""


class PathPaint:
    """The path under construction: the extent on the sheet of each of its parts."""

    def __init__(self) -> None:
        self._parts: list[list[Point]] = []

    def add(self, operator: str, numbers: Sequence[float], matrix: Matrix) -> None:
        """Take in a path operator (ISO 32000-1, 8.5.2)."""
        if operator == "re":
            x, y, width, height = numbers
            self._parts.append([matrix.place(x + dx, y + dy) for dx in (0, width) for dy in (0, height)])
            return
        points = [matrix.place(*numbers[at : at + 2]) for at in range(0, len(numbers), 2)]
        if operator == "m" or not self._parts:
            self._parts.append([])
        self._parts[-1].extend(points)

    def paint(self, state: State, how: int) -> Iterator[Breach]:
        """Lines that are too thin, whether stroked or filled; what is not painted or white is no line."""
        if self._parts:
            yield from _white(state, "line", _coats(state, how))
        if how & OUTLINE and self._parts and state.stroke.inks != WHITE:
            yield from _line(state.width * state.matrix.narrowest)
        if how & INSIDE and state.fill.inks != WHITE:
            for part in self._parts:
                left, bottom, right, top = extent(part) if part else (0.0, 0.0, 0.0, 0.0)
                if max(right - left, top - bottom) >= SHORTEST * MILLIMETRE:
                    yield from _line(min(right - left, top - bottom))


def _coats(state: State, how: int) -> list[Coat]:
    """What is painted with, inside and as an outline."""
    return [coat for part, coat in ((INSIDE, state.fill), (OUTLINE, state.stroke)) if how & part]


def _white(state: State, thing: str, coats: Iterable[Coat]) -> Iterator[Breach]:
    """White that overprints leaves every plate alone, so nothing is seen of it; DeviceGray knocks out (table 148)."""
    for coat in coats:
        if coat.inks == WHITE and coat.space != GREY and state.overprints(coat):
            yield "white", thing, ""


def _line(points: float) -> Iterator[Breach]:
    if points / MILLIMETRE < THINNEST - SLACK:
        yield "line", "line", f"{points / MILLIMETRE:.3f}"


def ink_findings(operator: str, inks: Inks | None) -> Iterator[Breach]:
    """Too much ink, or too pale a grey."""
    if inks is None:
        return
    if (total := sum(inks) * 100) > INK + SLACK:
        yield "ink", operator, f"{total:.0f}"
    if inks[:3] == BLACK[:3] and 0 < inks[3] * 100 < PALEST - SLACK:
        yield "tint", operator, f"{inks[3] * 100:.1f}"


def shading_findings(name: str, shading: Any, named: Any) -> Iterator[Breach]:
    """A shading outside CMYK, or with too much ink where it begins or ends (ISO 32000-1, 8.7.4.5); `named` are the colour
    spaces of its page."""
    colours = space(shading.get("/ColorSpace"), named)
    if colours.foreign:
        yield "colour", name, colours.foreign
        return
    mixed = [colours.mix(colour) for colour in ends(shading.get("/Function"))]
    if not mixed or None in mixed:
        yield "unread", name, f"ShadingType {shading.get('/ShadingType')}"
    for inks in mixed:
        yield from ink_findings(name, inks)


def text_findings(state: State, text: Matrix, advance: float, font: str, trim: Box | None) -> Iterator[Breach]:
    """What is wrong with a piece of text that begins at the origin of `text` and is `advance` long."""
    if state.font and not state.font.is_embedded and state.mode != INVISIBLE:
        yield "font", font, ""
    coats = _coats(state, MODES.get(state.mode, 0))
    if not coats:
        return
    yield from _white(state, font, coats)
    for coat in coats:
        if coat.inks is not None and any(coat.inks[:3]):
            yield "text-colour", font, "/".join(f"{ink * 100:.0f}" for ink in coat.inks)
        elif coat.inks == BLACK and not state.overprints(coat):
            yield "overprint", font, ""
    size = abs(state.size) * text.then(state.matrix).heightens
    if size < SMALLEST - SLACK:
        yield "text-size", font, f"{size:.2f}"
    if trim is not None:
        yield from place_findings(extent(corners(state, text, advance)), font, trim)


def place_findings(box: Box, font: str, trim: Box) -> Iterator[Breach]:
    """Text in `box` too near the trimmed edge; text wholly outside the page is a printer's mark."""
    edge = narrowest(trim, box) / MILLIMETRE
    if not is_apart(box, trim) and edge < QUIET - SLACK:
        yield "text-place", font, f"{edge:.2f}"
