"""A table of numbers as a tidy table: a row for each of its cells, the blank ones too."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.content.tables import Staffing, Wording
from generator.data.columns import fields
from generator.data.figure_years import YEARS, years
from generator.data.printed import PrintedStatement, PrintedTable
from generator.data.proofs import Proofs, number
from generator.data.tidy import FIGURES, TidyTable, suffix

COLUMNS = [*YEARS, "item", "item_*", "column", "column_*", "value", "unit_*", "figure", "block"]


class _Number(Struct, frozen=True):
    """A cell: its row, the heads over it from the top down, the full name of its figure, the id of its row."""

    item: str
    name: Wording
    column: str
    heads: tuple[Wording, ...]
    figure: str
    block: str


def table_of_numbers(printed: PrintedStatement, table: PrintedTable, known: Proofs) -> TidyTable:
    """The table of staff, or a table of figures."""
    statement = printed.statement
    if table.name in statement.tables:
        cells = tuple(_cells(printed, table))
    else:
        cells = tuple(_staff(statement.staffing, table)) if statement.staffing else ()
    return TidyTable(
        name=table.name,
        title=table.title,
        fields=fields(COLUMNS, printed.languages),
        key=("item", "column"),
        rows=tuple(_row(printed, table, known, cell) for cell in cells),
        links=(("figure", FIGURES, "figure"),),
    )


def _row(printed: PrintedStatement, table: PrintedTable, known: Proofs, cell: _Number) -> dict[str, str]:
    figure = printed.statement.figures[cell.figure]
    row = years(printed.statement.year, known.years[cell.figure])
    row |= {"item": cell.item, "column": cell.column, "figure": cell.figure, "block": cell.block}
    row["value"] = number(figure)
    for language, grid in table.grids.items():
        row[f"item_{suffix(language)}"] = cell.name.get(language, "")
        row[f"column_{suffix(language)}"] = " / ".join(head.get(language, "") for head in cell.heads)
        row[f"unit_{suffix(language)}"] = "%" if figure.shows == "percent" else _bare(grid.unit)
    return row


def _bare(unit: str) -> str:
    """`新臺幣千元` of `單位：新臺幣千元`."""
    return unit.replace("：", ":").rpartition(":")[2].strip()


def _staff(staffing: Staffing, table: PrintedTable) -> Iterator[_Number]:
    block = table.block.children[0].id
    for category in staffing.categories:
        yield _Number(category.key, category.name, "this_year", (staffing.this_year,), category.this_year, block)
        yield _Number(category.key, category.name, "last_year", (staffing.last_year,), category.last_year, block)


def _cells(printed: PrintedStatement, table: PrintedTable) -> Iterator[_Number]:
    design = printed.statement.tables[table.name]
    for block, row in zip(table.block.children, design.rows, strict=True):
        for (leaf, heads), figure in zip(design.headed(), row.cells, strict=True):
            yield _Number(row.key, row.name, leaf.shows, heads, figure, block.id)
