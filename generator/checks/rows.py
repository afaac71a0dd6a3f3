"""Rows of results whose text is that of another indicator: the keys above two of them were exchanged, or one was mistyped.

In: a `Statement`. Out: a warning for each row that cites none of its own figures, but those of another indicator whose row
cites none of them either.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.cited import cited_in
from generator.checks.standards import Standards
from generator.content.blocks import Block
from generator.content.model import Statement
from generator.content.written_rows import of_another
from generator.content.years import results_year
from generator.problems import Problem


def check_rows(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every row of results that cites other indicators alone, one of them at least in place of its own row."""
    for table in statement.blocks:
        if table.kind == "table" and (year := results_year(table.name)):
            cited = {row.name: _cited(row, f"{year}.", statement.site.authority) for row in table.children}
            for row in table.children:
                # Who refers to a row that cites figures of its own has not taken them from it.
                others = [name for name in cited[row.name] if name not in cited.get(name, ())]
                if others and row.name not in cited[row.name]:
                    yield _of_another(row, others[0], statement)


def _cited(row: Block, year: str, language: str) -> list[str]:
    """The indicators of which a row cites figures of its `year`, in order."""
    names = (name for block in row.walk() for name in cited_in(block.passages.get(language)))
    return [name.split(".")[1] for name in names if name.startswith(year)]


def _of_another(row: Block, other: str, statement: Statement) -> Problem:
    message, hint = of_another(row.name, other)
    return Problem(row.position or statement.position, message, hint, "warning", code="row-of-another")
