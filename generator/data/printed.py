"""The tables of a statement as print shows them, each in every language: what CSV, workbook and JSON are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from msgspec import Struct

from generator.content.blocks import Block
from generator.content.model import Statement
from generator.content.tables import Column, Wording
from generator.data.tidy import INDICATORS
from generator.site.pieces import Piece, Wrap, numbered, plain
from generator.site.presenter import present
from generator.site.view import Cell, EditionView, Grid, Row, View, heading


class PrintedTable(Struct, frozen=True):
    """A table of the text: its heading and its grid in each language."""

    block: Block
    title: Wording
    grids: Mapping[str, Grid]

    @property
    def name(self) -> str:
        """What is set: the name of its design, or `staffing`."""
        return self.block.name

    def rows(self) -> Iterator[tuple[Block, Mapping[str, tuple[Cell, ...]]]]:
        """Every row with a cell in each column and language: a cell that spans rows stands in all of them."""
        in_languages = [_full_rows(grid) for grid in self.grids.values()]
        for block, *rows in zip(self.block.children, *in_languages, strict=True):
            yield block, dict(zip(self.grids, rows, strict=True))


class PrintedStatement:
    """A statement with its editions in all languages."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.languages = statement.site.languages
        self.editions: dict[str, EditionView] = {language: present(statement, language) for language in self.languages}

    @cached_property
    def views(self) -> Mapping[str, Mapping[str, View]]:
        """Every view in each language, by the id of its block."""
        return {language: {view.id: view for view in edition.views} for language, edition in self.editions.items()}

    @cached_property
    def tables(self) -> tuple[PrintedTable, ...]:
        """The tables in reading order."""
        return tuple(self._table(block) for block in self.statement.blocks if block.kind == "table")

    def _table(self, block: Block) -> PrintedTable:
        views = self.views
        grids = {language: grid for language in self.languages if (grid := views[language][block.id].table)}
        titles = {language: heading(views[language][grid.label]) for language, grid in grids.items()}
        return PrintedTable(block, titles, grids)

    def lists(self, indicators: AbstractSet[str]) -> bool:
        """Whether the text sets the table of indicators, with a row for each of `indicators`."""
        return any(
            table.name == INDICATORS and indicators <= {row.name for row in table.block.children}
            for table in self.tables
        )

    def leaves(self, table: PrintedTable) -> tuple[Column, ...]:
        """The columns of a table that has a design, left to right."""
        design = self.statement.tables.get(table.name)
        return tuple(leaf for column in design.columns for leaf in column.leaves()) if design else ()


def _full_rows(grid: Grid) -> Iterator[tuple[Cell, ...]]:
    for group in grid.groups:
        over: dict[int, Cell] = {}
        for row in group.rows:
            yield _full_row(row, over, len(grid.columns))


def _full_row(row: Row, over: dict[int, Cell], width: int) -> tuple[Cell, ...]:
    """The cells of `row`; `over` are the cells from above by column, and is brought up to date."""
    cells = iter(row.cells)
    full = []
    for column in range(width):
        cell = over.get(column) or next(cells)
        if cell.rowspan > 1:
            over[column] = cell
        full.append(cell)
    return tuple(full)


def cell_text(cell: Cell, language: str) -> str:
    """All words of a cell, one line a passage."""
    own = words(cell.pieces, language)
    return "\n".join(line for line in (own, *lines(cell.blocks, language)) if line) if cell.blocks else own


def lines(views: Sequence[View], language: str) -> Iterator[str]:
    """The passages of `views`, each with its number; what has no translation is left out."""
    for view in views:
        if view.inlines and view.lang == language:
            yield numbered(view.label, plain(view.inlines), language)
        yield from lines(view.children, language)


def words(pieces: Sequence[Piece], language: str) -> str:
    """Running text with a printed number set off as in print."""
    number = [piece for piece in pieces if is_number(piece)]
    return numbered(plain(number), unnumbered(pieces), language) if number else plain(pieces)


def unnumbered(pieces: Sequence[Piece]) -> str:
    """Running text without the printed number before it."""
    return plain([piece for piece in pieces if not is_number(piece)])


def is_number(piece: Piece) -> bool:
    """Whether `piece` is a printed number such as `一、`."""
    return isinstance(piece, Wrap) and piece.role == "number"
