"""A table of indicators as a tidy table: a row for each indicator, in the wording that the table prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.content.years import results_year
from generator.data.columns import fields
from generator.data.figure_years import YEARS, until, years
from generator.data.printed import PrintedStatement, PrintedTable, cell_text, unnumbered
from generator.data.tidy import FIGURES, INDICATORS, Link, TidyTable, suffix
from generator.site.pieces import data_in
from generator.site.view import Cell

COLUMNS = ["goal", "goal_*", "indicator", "indicator_*"]
SHOWN = {
    "system": ("system",),
    "method": ("method_*",),
    "measure": ("measure_*",),
    "target": ("target", "target_figure"),
    "analysis": ("analysis_*",),
}
"""The columns that tell what a column of the printed table shows."""


def table_of_indicators(printed: PrintedStatement, table: PrintedTable) -> TidyTable:
    """The indicators of the year, or what was reached in another year."""
    leaves = printed.leaves(table)
    ended = ["until"] if results_year(table.name) else []
    names = [*YEARS, *ended, *COLUMNS, *(name for leaf in leaves for name in SHOWN.get(leaf.shows, ())), "block"]
    return TidyTable(
        name=table.name,
        title=table.title,
        fields=fields(names, printed.languages),
        key=("indicator",),
        rows=tuple(_rows(printed, table)),
        links=tuple(_links(printed, table, names)),
    )


def _rows(printed: PrintedStatement, table: PrintedTable) -> Iterator[dict[str, str]]:
    statement = printed.statement
    year = results_year(table.name)
    begin = years(statement.year, year or statement.year)
    if year:
        begin["until"] = until(statement, str(year))
    goals = {indicator.key: indicator.goal for indicator in statement.indicators}
    for block, cells in table.rows():
        row = {**begin, "goal": goals[block.name], "indicator": block.name, "block": block.id}
        for at, leaf in enumerate(printed.leaves(table)):
            row |= _shown(leaf.shows, {language: each[at] for language, each in cells.items()})
        yield row


def _links(printed: PrintedStatement, table: PrintedTable, names: list[str]) -> Iterator[Link]:
    if table.name != INDICATORS and printed.lists({row.name for row in table.block.children}):
        yield "indicator", INDICATORS, "indicator"
    if "target_figure" in names:
        yield "target_figure", FIGURES, "figure"


def _shown(shows: str, cells: Mapping[str, Cell]) -> dict[str, str]:
    """What one cell tells: the same in each language, or the words of each."""
    cell = next(iter(cells.values()))
    if shows == "target":
        datum = next(data_in(cell.pieces), None)
        return {"target": datum.value, "target_figure": datum.name} if datum else {}
    if shows == "system":
        return {"system": unnumbered(cell.pieces)}
    if shows in ("goal", "indicator"):
        return {f"{shows}_{suffix(language)}": unnumbered(each.pieces) for language, each in cells.items()}
    return {f"{shows}_{suffix(language)}": cell_text(each, language) for language, each in cells.items()}
