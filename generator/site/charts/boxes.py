"""A box of a chart: a frame and the words in it, broken where they do not fit.

Lengths are points of the printed measure.
"""

from __future__ import annotations

import re
from html import escape
from itertools import accumulate
from unicodedata import east_asian_width

from msgspec import Struct

SIZE, LINE = 11, 14
"""Type size and leading of the words in a chart."""
HEIGHT = 26
"""The height of a box of one line."""
WIDE = {"W": 1.0, "F": 1.0}
"""How wide a Chinese sign is, in parts of the type size, by what Unicode calls its width."""


class Box(Struct, frozen=True):
    """A box with its words: left and top edge, width and height, lines of text."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    def drawn(self) -> str:
        """The frame and its words as SVG."""
        top = self.y + (self.height - LINE * len(self.lines)) / 2 + LINE * 0.78
        words = (
            f'<text x="{self.x + self.width / 2:g}" y="{top + n * LINE:g}" font-size="{SIZE}" text-anchor="middle" '
            f'fill="currentColor">{escape(line)}</text>'
            for n, line in enumerate(self.lines)
        )
        frame = f'<rect x="{self.x:g}" y="{self.y:g}" width="{self.width:g}" height="{self.height:g}" '
        return f'{frame}fill="none" stroke="currentColor" stroke-width="0.6"/>{"".join(words)}'


def framed(words: str, x: float, y: float, width: float) -> Box:
    """A box as high as its words."""
    lines = wrapped(words, width - 6)
    return Box(x, y, width, HEIGHT + LINE * (len(lines) - 1), lines)


def length(text: str) -> float:
    """How long `text` is at most in the faces of web and print: a letter is about half as wide as it is high."""
    return SIZE * sum(WIDE.get(east_asian_width(sign), 0.7 if sign.isupper() else 0.52) for sign in text)


def wrapped(text: str, width: float) -> tuple[str, ...]:
    """`text` in lines that fit `width`, broken at spaces and between Chinese characters; a word that is longer than a
    line is broken anywhere."""
    lines = [""]
    # Words are of European letters and common marks: a range up to the Chinese signs is compiled for a millisecond.
    for piece in re.findall(" ?[!-\u04ff\u2010-\u2027]+| ?[^ ]", text):
        if length(lines[-1] + piece) > width and lines[-1]:
            lines.append("")
            piece = piece.lstrip(" ")
        while length(piece) > width:
            fitting = sum(reached <= width for reached in accumulate(map(length, piece)))
            lines[-1], piece = piece[:fitting], piece[fitting:]
            lines.append("")
        lines[-1] += piece
    return tuple(lines)
