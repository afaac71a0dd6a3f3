"""The tables of a statement as a workbook: every table as printed, with its merged heads, a sheet in each language."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.content.figures import decimals_of
from generator.content.model import Statement
from generator.data.ods import Sheet, SheetCell, spreadsheet
from generator.data.printed import PrintedStatement, PrintedTable, cell_text
from generator.data.words import titles
from generator.site.pieces import data_in
from generator.site.view import Cell, Grid

EM = Decimal("0.42")
"""Centimetres of a full-width character at 11 points, with what a border takes."""
PAGE = Decimal("26.6")
"""Centimetres: what a table has on a page, for columns to which print gives no width of their own."""


def workbook(printed: PrintedStatement) -> bytes:
    """`tables.ods`: all tables in the language that prevails, then all in the next."""
    statement = printed.statement
    sheets = [_sheet(printed, table, language) for language in printed.languages for table in printed.tables]
    return spreadsheet(sheets, titles(statement)[statement.site.authority], statement.updated)


def _sheet(printed: PrintedStatement, table: PrintedTable, language: str) -> Sheet:
    grid = table.grids[language]
    above = list(_above(table, grid, language))
    head = [tuple(SheetCell(cell.text, "head", cell.colspan, cell.rowspan) for cell in row) for row in grid.head]
    body = [tuple(_cell(printed.statement, cell, language) for cell in row.cells) for row in grid.rows]
    even = (PAGE / len(grid.columns)).quantize(Decimal("0.01"))
    widths = tuple(width * EM if width else even for width in grid.columns)
    return Sheet(f"{table.name} {language}", tuple(above + head + body), len(above + head), widths)


def _above(table: PrintedTable, grid: Grid, language: str) -> Iterator[tuple[SheetCell, ...]]:
    """The heading of the table and the line with its unit, over its whole width."""
    for text, style in ((table.title[language], "title"), (grid.unit, "unit")):
        if text:
            yield (SheetCell(text, style, len(grid.columns)),)


def _cell(statement: Statement, cell: Cell, language: str) -> SheetCell:
    datum = next(data_in(cell.pieces), None)
    figure = statement.figures[datum.name] if datum else None
    style = "number" if cell.numeric else "label" if cell.header else "text"
    text = cell_text(cell, language)
    if figure is None or figure.value is None:
        return SheetCell(text, style, 1, cell.rowspan)
    return SheetCell(text, style, 1, cell.rowspan, figure.value, figure.shows, decimals_of(figure))
