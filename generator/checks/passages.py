"""Where in its source a passage has a number, a citation, or words.

In: a passage and what was found in it. Out: the place, for a message to point at.
"""

from __future__ import annotations

import re

from generator.checks.numbers.quantities import Quantity
from generator.content.blocks import Passage, citations_in
from generator.problems import Position

PARTS = re.compile(r"[0-9]+|[^0-9\s]+")
"""Between these, a source may have spaces that reading passes over."""


def place(passage: Passage, quantity: Quantity) -> Position:
    """Where the number stands in the source of its passage."""
    if quantity.figure:
        return cited_place(passage, quantity.figure)
    words = r"\s*".join(map(re.escape, PARTS.findall(quantity.text)))
    return place_of_match(passage, rf"(?<![0-9]){words}(?![0-9])")


def place_of_match(passage: Passage, pattern: str) -> Position:
    """Where `pattern`, or its group, first fits the source of a passage; the passage's own place if it does not."""
    match = re.search(pattern, passage.source)
    if not match:
        return passage.position
    at, begin = match.start(match.lastindex or 0), passage.position
    before = passage.source[:at]
    column = at - (before.rfind("\n") + 1)
    return Position(begin.path, begin.line + before.count("\n"), begin.column + column)


def cited_place(passage: Passage, name: str) -> Position:
    """Where a passage cites the figure `name`; the passage's own place if it does not."""
    places = (citation.position for citation in citations_in(passage.inlines) if citation.figure == name)
    return next(places, passage.position)
