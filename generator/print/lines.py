"""Where a line of Chinese ends, and how wide each of its characters is set.

In: the text that is still to be set, the advance of each character and the measure, all in em. Out: a `Line`.
Nothing here knows of WeasyPrint: `justify` carries the decisions into its layout.

A line takes as many characters as fit. To let one more in, full-width punctuation and the gaps between Chinese
and Latin give up part of their white (never more than `SQUEEZE` and `GAP - LEAST_GAP`); to reach the right edge,
the white between characters grows. No line begins or ends with a character that may not stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from msgspec import Struct

GAP = 0.25
"""The white between a Chinese and a Latin character, in em: made here, never typed."""
LEAST_GAP = 0.19
SQUEEZE = 0.30
"""What one full-width punctuation mark may give up, in em: its glyph fills less than half of its square."""
TOLERANCE = 1e-6
MOST_EVEN = 0.18
"""The part of the measure that lines may leave to be filled with white so that a torn paragraph ends full."""

NEVER_FIRST = frozenset("、，。．；：！？」』）〕》〉】〗”’)]},.;:!?%％℃—…‥·‧・～々")
NEVER_LAST = frozenset("「『（〔《〈【〖“‘([{＄￥$#")
OPENING = frozenset("「『（〔《〈【〖“‘")
CENTRED = frozenset("、，。．；：！？")
"""In the Taiwanese way these stand in the middle of their square, so the white goes from both sides."""
FULL_WIDTH = OPENING | CENTRED | frozenset("」』）〕》〉】〗”’")


def _is_western(character: str) -> bool:
    """A character of ASCII, or a Latin letter with an accent: it goes with its neighbours to a word."""
    return character.isascii() or ("\u00c0" <= character <= "\u024f" and character not in "×÷")


def _is_latin(character: str) -> bool:
    """A letter, digit or percent sign that a gap parts from Chinese."""
    return _is_western(character) and (character.isalnum() or character == "%")


def is_chinese(character: str) -> bool:
    """An ideograph."""
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or character >= "\U00020000"


def is_gap(before: str, after: str) -> bool:
    """Whether the two characters are set a quarter of an em apart."""
    return (is_chinese(before) and _is_latin(after)) or (_is_latin(before) and is_chinese(after))


def may_part(before: str, after: str) -> bool:
    """Whether a line may end, and white may grow, between the two characters."""
    if after == " " or "\u00a0" in (before, after):
        return False
    if before == " ":
        return True
    if after in NEVER_FIRST or before in NEVER_LAST:
        return False
    return not (_is_western(before) and _is_western(after)) or before == "-"


def may_grow(before: str, after: str) -> bool:
    """Whether white may be added between two characters of a line: not inside a word or number."""
    return before in " \u00a0" or not (_is_western(before) and _is_western(after))


class Line(Struct, frozen=True):
    """The first `length` characters of a text; the next line begins at `resume` (None: this is the last).

    `widths` are the advances to be set, in em, gaps included; `shifts` move a squeezed glyph within its advance.
    """

    length: int
    resume: int | None
    widths: tuple[float, ...]
    shifts: Mapping[int, float]


def first_line(text: str, known: Mapping[str, float], measure: float | None) -> Line:
    """The longest beginning of `text` that can be set in `measure` em; None: all of it."""
    end = len(text) if measure is None else _fitting(_steps(text, known), measure)
    length = len(text[:end].rstrip(" ")) if end < len(text) else end
    widths = [known.get(character, 1.0) for character in text[:length]]
    for index in range(length - 1):
        if is_gap(text[index], text[index + 1]):
            widths[index] += GAP
    excess = 0.0 if measure is None else sum(widths) - measure
    shifts = _squeeze(text[:length], widths, excess + TOLERANCE) if excess > 0 else {}
    return Line(length, None if end == len(text) else end, tuple(widths), shifts)


def first_of_even(text: str, known: Mapping[str, float], measure: float) -> Line:
    """The first line of `text` where the last one is to be full as well: the same number of lines, evenly filled.

    A page mark may fall where the natural last line is short; the white it lacks is then spread over all lines.
    """
    whole = list(_steps(text, known))  # Looked at once, then broken at many measures.
    fewest = _count(whole, measure)
    narrow, wide = measure * (1 - 1 / fewest), measure
    for _ in range(7):
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if _count(whole, middle) <= fewest else (middle, wide)
    is_tight = measure - wide <= MOST_EVEN * measure
    return first_line(text, known, wide if is_tight else measure)


Step = tuple[float, float, bool, bool]
"""Of a character: its least width, the least gap after it, whether a line may end after it, whether it is a space."""


def _steps(text: str, known: Mapping[str, float]) -> Iterator[Step]:
    """What the characters of `text` mean for its lines."""
    for character, after in zip_longest(text, text[1:]):
        width = known.get(character, 1.0) - (SQUEEZE if character in FULL_WIDTH else 0.0)
        if after is None:
            yield width, 0.0, True, character == " "
        else:
            gap = LEAST_GAP if is_gap(character, after) else 0.0
            yield width, gap, may_part(character, after), character == " "


def _count(text: Sequence[Step], measure: float) -> int:
    """How many lines a text takes."""
    lines = 1
    while (end := _fitting(text, measure)) < len(text):
        text, lines = text[end:], lines + 1
    return lines


def _fitting(text: Iterable[Step], measure: float) -> int:
    """The last place where the line may end with everything squeezed as far as it goes; the first if none fits.

    The measure is what other text leaves of the line: it may be nothing, or less.
    """
    least, best, index = 0.0, 0, 0
    for index, (width, gap, may_end, is_space) in enumerate(text, 1):
        least += width
        if least > measure + TOLERANCE and not is_space and best:
            return best
        if may_end:
            best = index
        least += gap
    return best or index


def _squeeze(text: str, widths: list[float], excess: float) -> dict[int, float]:
    """Take `excess` out of the white of `widths`, evenly; say how far each narrowed glyph is moved."""
    room: dict[int, float] = {}
    for index, character in enumerate(text):
        if character in FULL_WIDTH:
            room[index] = SQUEEZE
        elif is_gap(character, text[index + 1 : index + 2] or character):
            room[index] = GAP - LEAST_GAP
    share = min(1.0, excess / sum(room.values())) if room else 0.0
    for index, most in room.items():
        widths[index] -= most * share
    return {index: -most * share * _left_part(text[index]) for index, most in room.items() if _left_part(text[index])}


def _left_part(character: str) -> float:
    """Which part of the white that a glyph loses is on its left."""
    if character in OPENING:
        return 1.0
    return 0.5 if character in CENTRED else 0.0
