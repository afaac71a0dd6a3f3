"""Hyphens that the typesetter sets at a line's end, told from those of the text.

In: the pieces of text in reading order, and the operators that paint them. Out: which pieces end with a soft hyphen, and
the same operators with these marked as such. Where it is not said, "pro-" and "moting" are read, searched and copied as
two words (ISO 32000-1, 14.8.2.2.3).
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any

import pydyf
from msgspec import Struct

from generator.pdf.nodes import Mark

LAST_GLYPH = re.compile(rb"(?P<before>\[.*)(?P<glyph>[0-9a-f]{4})>[-\d.]*\] TJ", re.S)
SOFT_HYPHEN = pydyf.String("\u00ad")


class LineEnd(Struct, frozen=True):
    """The end of the piece of text last met, at `place`; `box` is WeasyPrint's."""

    box: Any
    place: Mark

    def is_hyphenated(self, following: Any) -> bool:
        """Whether the piece ends with a hyphen that the text, which goes on in the box `following`, does not have."""
        if following.element is not self.box.element:
            return False
        hyphen, words = self.box.style["hyphenate_character"], following.text.split()
        if self.box.style["hyphens"] == "none" or not self.box.text.endswith(hyphen) or not words:
            return False
        source = "".join(self.box.element.itertext()) if self.box.element is not None else ""
        return self.box.text.split()[-1] + words[0].removesuffix(hyphen) not in source


def soften(operators: list[Any], hyphenated: Container[int]) -> None:
    """Say of the last glyph of each piece of text whose number is in `hyphenated` that it is a soft hyphen.

    The glyph is shown by itself, in a marked content of its own within the piece's.
    """
    inside, last = False, None
    ends: list[int] = []
    for index, operator in enumerate(operators):
        if isinstance(operator, pydyf.Dictionary) and "MCID" in operator:
            inside = operator["MCID"] in hyphenated
        elif inside and isinstance(operator, bytes) and operator.endswith(b"] TJ"):
            last = index
        elif operator == b"EMC" and last is not None:
            ends.append(last)
            inside, last = False, None
    for index in reversed(ends):
        operators[index : index + 1] = _apart(operators[index])


def _apart(operator: bytes) -> list[Any]:
    """An operator that shows text, with its last glyph apart."""
    shown = LAST_GLYPH.fullmatch(operator)
    if shown is None:
        raise ValueError(f"no hyphen at the end of {operator!r}")
    before = [shown["before"] + b">] TJ"] if shown["before"] != b"[<" else []
    meant = pydyf.Dictionary({"ActualText": SOFT_HYPHEN})
    return [*before, "/Span", meant, b"BDC", b"[<" + shown["glyph"] + b">] TJ", b"EMC"]
