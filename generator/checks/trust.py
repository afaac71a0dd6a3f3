"""How much of what the text counts is proven, and what rests on trust.

In: a `Statement`. Out: `Trust`: the figures that stand in the authority's text, the relations that prove some of them,
and the percentages and totals that no relation covers, for `check` to list. Nothing here is a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from generator.checks.numbers.chinese import chinese_quantities
from generator.checks.numbers.quantities import BLOT, CITED, plain
from generator.checks.relations import relations
from generator.content.blocks import Passage, citations_in
from generator.content.figures import shown
from generator.content.model import Statement
from generator.problems import Position

TOTAL = re.compile(rf"(?:(?:合計|總計|共計|總共|計有|總數|累計)[^，。；：、0-9{CITED}{BLOT}]*|共)\s*$")
"""What stands before a number that sums up others, in the same clause and with no other number between."""
CLAUSE = 40
"""Characters before a number that are looked at for such words."""


Kind = Literal["percentage", "total", "number"]
Rests = Literal["proven", "input", "trust"]


class TextFigure(Struct, frozen=True):
    """One figure of the text. `name` is empty where the number is typed rather than cited."""

    name: str
    text: str
    kind: Kind
    rests: Rests
    """Proven by a relation, read by one, or neither."""
    position: Position


class Trust(Struct, frozen=True):
    """Every figure of the text once, in reading order."""

    figures: tuple[TextFigure, ...]

    @property
    def uncovered(self) -> tuple[TextFigure, ...]:
        """The percentages and totals that no relation proves or reads."""
        return tuple(figure for figure in self.figures if figure.rests == "trust" and figure.kind != "number")


def trust(statement: Statement) -> Trust:
    """What the figures in the authority's text rest on."""
    known = relations(statement)
    proven = {relation.name for relation in known if relation.rule != "claim"}
    read = {each.figure.name for relation in known for each in relation.inputs}
    found: dict[str, TextFigure] = {}
    for block in statement.blocks:
        if passage := block.passages.get(statement.site.authority):
            for figure in _figures(passage, statement, proven, read):
                found.setdefault(figure.name or f"{figure.position}{figure.text}", figure)
    return Trust(tuple(found.values()))


def _figures(passage: Passage, statement: Statement, proven: set[str], read: set[str]) -> Iterator[TextFigure]:
    text, cited = plain(passage.inlines), citations_in(passage.inlines)
    for quantity in chinese_quantities(text):
        is_total = bool(TOTAL.search(text[max(0, quantity.at - CLAUSE) : quantity.at]))
        if quantity.key != CITED:
            kind = _kind(is_total and quantity.firm, is_percentage=quantity.key.endswith("%"))
            if kind != "number":
                yield TextFigure("", quantity.text, kind, "trust", passage.position)
            continue
        citation = next(cited)
        if figure := statement.figures.get(citation.figure):
            kind = _kind(is_total, is_percentage=figure.shows == "percent")
            rests: Rests = "proven" if figure.name in proven else "input" if figure.name in read else "trust"
            yield TextFigure(figure.name, shown(figure), kind, rests, citation.position)


def _kind(is_total: bool, *, is_percentage: bool) -> Kind:
    return "percentage" if is_percentage else "total" if is_total else "number"
