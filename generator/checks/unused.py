"""Figures that are entered, and perhaps proven, but that nothing shows: a number typed in the text has taken their place.

In: a `Statement`. Out: a warning for each figure that no text of any language cites, no table sets, no formula reads and
no chart draws, and for each table that the text does not place. What it proves is proven of nothing that anybody reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.cited import cited_in
from generator.checks.standards import Standards
from generator.content.figures import table_scope
from generator.content.model import Figure, Statement
from generator.content.years import results_year
from generator.problems import Position, Problem, say


def check_unused(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every table that is not placed in the text, and every other figure that nothing shows."""
    placed = {block.name for block in statement.blocks if block.kind == "table"}
    for name, table in statement.tables.items():
        if name not in placed:
            yield _unplaced(name, table.position)
    used = frozenset(_used(statement))
    of_tables = tuple(f"{table_scope(name)}." for name in {*placed, *statement.tables})
    for figure in statement.figures.values():
        if figure.name not in used and not figure.name.startswith(of_tables):
            yield _unused(figure)


def _unplaced(name: str, position: Position) -> Problem:
    year = results_year(name)
    directive = f"{{results}} {year}" if year else f"{{{name}}}" if name == "indicators" else f"{{table}} {name}"
    message = say(f"表格「{name}」沒有放進任何一章", f"no chapter places the table “{name}”")
    hint = say(
        f"請在文中寫「:::{directive}」與「:::」，或刪除此表",
        f"write “:::{directive}” and “:::” in the text, or delete the table",
    )
    return Problem(position, message, hint, "warning", code="table-unplaced")


def _unused(figure: Figure) -> Problem:
    year, _, rest = figure.name.partition(".")
    cited = rest if year.isdecimal() else figure.name
    message = say(f"沒有任何文句、表格或算式用到 {figure.name}", f"no text, table or formula uses {figure.name}")
    hint = say(
        f"若文中直接寫了這個數字，請改為 {{{{ {cited} }}}}；不需要則刪除",
        f"where its number is typed in the text, write {{{{ {cited} }}}}; delete it if it is not needed",
    )
    return Problem(figure.position, message, hint, "warning", code="figure-unused")


def _used(statement: Statement) -> Iterator[str]:
    for block in statement.blocks:
        for passage in block.passages.values():
            yield from cited_in(passage)
    for figure in statement.figures.values():
        yield from figure.inputs
    for indicator in statement.indicators:  # Charts and the pages of indicators set targets beside results.
        for year, target in indicator.targets.items():
            yield from (target, f"{year}.{indicator.key}.{indicator.result}")
