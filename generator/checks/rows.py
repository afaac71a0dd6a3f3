"""Rows of results whose text is that of another indicator: the keys above two of them were exchanged, or one was mistyped.

In: a `Statement`. Out: a warning for each row that cites figures of other indicators and none of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.cited import cited_in
from generator.checks.standards import Standards
from generator.content.blocks import Block
from generator.content.model import Statement
from generator.content.years import results_year
from generator.problems import Problem, say


def check_rows(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every row of results that cites other indicators alone."""
    for table in statement.blocks:
        year = results_year(table.name) if table.kind == "table" else None
        for row in table.children if year else ():
            if other := _other(row, f"{year}.", statement.site.authority):
                yield _of_another(row, other, statement)


def _other(row: Block, year: str, language: str) -> str:
    """The indicator that a row cites first of its `year`, empty where it cites its own or none."""
    other = ""
    for block in row.walk():
        for name in cited_in(block.passages.get(language)):
            if name.startswith(f"{year}{row.name}."):
                return ""
            if not other and name.startswith(year):
                other = name.split(".")[1]
    return other


def _of_another(row: Block, other: str, statement: Statement) -> Problem:
    message = say(
        f"「{row.name}」這一列引用「{other}」的數字，卻沒有引用自己的",
        f"the row of “{row.name}” cites figures of “{other}”, and none of its own",
    )
    hint = say(
        f"這段文字若屬於「{other}」，請將鍵改為「### {other}」，或移到該列",
        f"if this text belongs to “{other}”, correct the key to “### {other}”, or move the text to that row",
    )
    return Problem(row.position or statement.position, message, hint, "warning", code="row-of-another")
