"""The graphics state of a page while its content is read.

In: matrices and operands. Out: where things come to stand on the sheet, in points from its lower left corner.
Only what preflight asks about is kept (ISO 32000-1, 8.4 and 9.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from generator.preflight.boxes import Box
from generator.preflight.colour import BLACK, CMYK, GREY, Inks, Space
from generator.preflight.fonts import Font

Point = tuple[float, float]
EM_TOP, EM_FOOT = 0.88, -0.12
"""The em square of Han characters over and under the base line, in parts of the type size."""


class Matrix(Struct, frozen=True):
    """A transformation (ISO 32000-1, 8.3.3)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, other: Matrix) -> Matrix:
        """This transformation, followed by another."""
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )

    def place(self, x: float, y: float) -> Point:
        """Where a point comes to stand."""
        return (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    @property
    def widens(self) -> float:
        """How much a length across is enlarged."""
        return hypot(self.a, self.b)

    @property
    def heightens(self) -> float:
        """How much a length upwards is enlarged."""
        return hypot(self.c, self.d)

    @property
    def narrowest(self) -> float:
        """How much a line's width is enlarged, in the direction in which that is least."""
        return min(self.widens, self.heightens)


def matrix(operands: Sequence[Any]) -> Matrix:
    """The transformation that six operands name."""
    a, b, c, d, e, f = (float(each) for each in operands)
    return Matrix(a, b, c, d, e, f)


SETTINGS = {
    "w": "width", "Tc": "letter_space", "Tw": "word_space", "Tz": "stretch", "TL": "leading", "Ts": "rise", "Tr": "mode",
}  # fmt: skip
"""The operators that set a single number of the state; `Tz` is in per cent."""


class Coat(Struct, frozen=True):
    """What an area or a line is painted with: a colour space, the inks of the colour in it, None if they are unknown,
    and whether it is set to overprint."""

    space: Space = GREY
    inks: Inks | None = BLACK
    is_overprint: bool = False


class State(Struct):
    """What `q` saves and `Q` restores; lengths in the units in force."""

    matrix: Matrix = field(default_factory=Matrix)
    fill: Coat = Coat()
    stroke: Coat = Coat()
    width: float = 1.0
    overprint_mode: int = 0
    font: Font | None = None
    size: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: float = 0

    def set(self, operator: str, value: float) -> None:
        """Obey one of the operators that set a single number."""
        name = SETTINGS[operator]
        setattr(self, name, value / 100 if name == "stretch" else value)

    def extend(self, values: Any) -> None:
        """Obey the dictionary of an extended graphics state (ISO 32000-1, 8.4.5), but for its font and its mask."""
        if "/OP" in values:
            self.stroke = replace(self.stroke, is_overprint=bool(values["/OP"]))
        if "/op" in values or "/OP" in values:  # OP alone sets both (ISO 32000-1, table 58).
            self.fill = replace(self.fill, is_overprint=bool(values.get("/op", values.get("/OP"))))
        self.overprint_mode = int(values.get("/OPM", self.overprint_mode))
        if "/LW" in values:
            self.width = float(values["/LW"])

    @property
    def appearance(self) -> tuple[object, ...]:
        """What a form takes over from its page, its place apart: painted again so, it looks the same."""
        at = self.matrix
        scale = tuple(round(each, 4) for each in (at.a, at.b, at.c, at.d))
        text = (self.font and self.font.name, self.size, self.mode)
        return (scale, self.fill, self.stroke, self.overprint_mode, self.width, text)

    def overprints(self, coat: Coat) -> bool:
        """Whether plates without ink in the colour are left alone: those that a Separation or DeviceN does not name,
        and with overprint mode 1 those of DeviceCMYK that are 0 (ISO 32000-1, 8.6.7 and table 148). A grey is taken
        for the tint of black that presses make of it."""
        is_left_alone = coat.space.names_plates or (coat.space in (CMYK, GREY) and self.overprint_mode == 1)
        return coat.is_overprint and is_left_alone


def corners(state: State, text: Matrix, advance: float) -> list[Point]:
    """The corners on the sheet of a piece of text that is `advance` long in text space; a vertical one stands below
    its origin, half an em to each side."""
    whole = text.then(state.matrix)
    if state.font and state.font.is_vertical:
        half = state.size / 2
        return [whole.place(x, y + state.rise) for x in (-half, half) for y in (advance, 0.0)]
    foot, top = (part * state.size + state.rise for part in (EM_FOOT, EM_TOP))
    return [whole.place(x, y) for x in (0.0, advance) for y in (foot, top)]


def extent(points: Sequence[Point]) -> Box:
    """The upright rectangle around `points`: left, bottom, right, top."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return (min(across), min(up), max(across), max(up))
