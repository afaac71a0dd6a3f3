"""Numbers in names: titles, running heads, heads of tables, goals and indicators, which stand in no block of the text.

In: a `Statement`. Out: an error for each name whose languages do not hold the same numbers, such as 104年度目標值 beside
"FY2014 target value".
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.parity import READERS, difference
from generator.checks.parity_messages import names_differ
from generator.checks.standards import Standards
from generator.content.model import Statement
from generator.content.tables import Column, Wording
from generator.problems import Position, Problem


def check_names(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every name whose numbers differ between the languages."""
    authority = statement.site.authority
    for wording, position in names(statement):
        for language in statement.site.languages[1:]:
            if {authority, language} <= wording.keys() & READERS.keys():
                left = difference(READERS[authority](wording[authority]), READERS[language](wording[language]))
                if left.ours or left.theirs:
                    yield names_differ(left.ours, left.theirs, wording[authority], position)


def names(statement: Statement) -> Iterator[tuple[Wording, Position]]:
    """Every name that a table or a page is headed with, and where it stands or the nearest place that holds it."""
    yield statement.title, statement.place("title")
    heads = {language: " ".join(lines) for language, lines in statement.running_head.items()}
    yield heads, statement.place("running-head")
    for table in statement.tables.values():
        yield from ((column.head, table.position) for head in table.columns for column in _with_heads(head))
        yield from ((row.name, table.position) for row in table.rows)
    for goal in statement.goals:
        yield goal.name, goal.position
    for indicator in statement.indicators:
        yield from ((wording, indicator.position) for wording in (indicator.name, *indicator.wording.values()))


def _with_heads(column: Column) -> Iterator[Column]:
    yield column
    for below in column.columns:
        yield from _with_heads(below)
