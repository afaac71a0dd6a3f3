"""Where text comes to stand while a page's content is read.

In: the text operators of a content stream (ISO 32000-1, 9.4). Out: the breaches of each piece of text shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pikepdf import Array

from generator.preflight.boxes import Box
from generator.preflight.paint import Breach, text_findings
from generator.preflight.state import Matrix, State, matrix

SHOWING = frozenset(("Tj", "TJ", "'", '"'))
"""The operators that show text; the last two begin a new line first."""
NUMBERS = (int, float, Decimal)
"""What numbers are read as; asking for `pikepdf.String` would take ten times as long."""


class TextCursor:
    """The text matrix and the line matrix, in text space."""

    def __init__(self) -> None:
        self._text = self._line = Matrix()

    def begin(self, _: State, __: Sequence[Any]) -> None:
        """`BT`: start from the origin."""
        self._text = self._line = Matrix()

    def place(self, _: State, operands: Sequence[Any]) -> None:
        """`Tm`: go to a place."""
        self._text = self._line = matrix(operands)

    def move(self, _: State, operands: Sequence[Any]) -> None:
        """`Td`: go to another line."""
        self._line = Matrix(e=float(operands[0]), f=float(operands[1])).then(self._line)
        self._text = self._line

    def move_and_lead(self, state: State, operands: Sequence[Any]) -> None:
        """`TD`: go to another line, and remember how far down it is."""
        state.leading = -float(operands[1])
        self.move(state, operands)

    def next_line(self, state: State, _: Sequence[Any]) -> None:
        """`T*`: go to the next line."""
        self.move(state, (0, -state.leading))

    def show_with(self, operator: str, state: State, operands: Sequence[Any], trim: Box | None) -> Iterator[Breach]:
        """Show text by any of the operators; `trim` is the trimmed page in points."""
        if operator in ("'", '"'):
            self.next_line(state, ())
        if operator == '"':
            state.word_space, state.letter_space = float(operands[0]), float(operands[1])
        advance = _advance(operands[-1], state)
        if state.font and state.font.is_vertical:
            move = Matrix(f=advance)
        else:
            advance *= state.stretch
            move = Matrix(e=advance)
        start, self._text = self._text, move.then(self._text)
        yield from text_findings(state, start, advance, state.font.name if state.font else "–", trim)


def _advance(shown: Any, state: State) -> float:
    """How far a string, or an array of strings and thousandths (ISO 32000-1, 9.4.3), moves the cursor in text space."""
    parts = list(shown) if isinstance(shown, Array) else [shown]
    back = float(sum([part for part in parts if type(part) in NUMBERS])) / 1000
    text = b"".join([bytes(part) for part in parts if type(part) not in NUMBERS])
    wide, count, blanks = state.font.advance(text) if state.font else (0.0, 0, 0)
    return (wide / 1000 - back) * state.size + count * state.letter_space + blanks * state.word_space


CURSOR: Mapping[str, Callable[[TextCursor, State, Sequence[Any]], None]] = {
    "BT": TextCursor.begin,
    "Tm": TextCursor.place,
    "Td": TextCursor.move,
    "TD": TextCursor.move_and_lead,
    "T*": TextCursor.next_line,
}
