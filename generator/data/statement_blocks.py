"""The blocks of `statement.json`: words with their figures filled in, labels, page marks, tables with their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.checks.cited import cited_in
from generator.content.blocks import Block, PageMark, walk_inlines
from generator.content.numbering import label
from generator.content.tables import Column
from generator.data import places
from generator.data.printed import PrintedStatement, PrintedTable, cell_text
from generator.site.phrasing import Phrasing
from generator.site.pieces import Break, Piece, Wrap, data_in, plain
from generator.site.view import Cell

Plain = dict[str, Any]


def filled(entry: Plain) -> Plain:
    """`entry` without what is not there; zero is, and so is what is false."""
    return {key: value for key, value in entry.items() if value or value == 0}


class Blocks:
    """Makes the entries of one statement's blocks."""

    def __init__(self, printed: PrintedStatement) -> None:
        self.printed, self.statement = printed, printed.statement
        self.authority = self.statement.site.authority
        self.phrasing = Phrasing(self.statement, self.authority)
        self.tables = {table.block.id: table for table in printed.tables}

    def block(self, block: Block) -> Plain:
        """One block with all below it."""
        number = {"style": block.number.style, "ordinal": block.number.ordinal} if block.number else {}
        entry = {
            "id": block.id,
            "kind": block.kind,
            "name": block.name,
            "level": block.level or None,
            "number": number,
            "labels": {language: label(block.number, language) for language in self.printed.languages if block.number},
            "text": {language: plain(self.printed.views[language][block.id].inlines) for language in block.passages},
            "pages": self.pages(block),
            "figures": list(dict.fromkeys(cited_in(block.passages.get(self.authority)))),
            "marks": sorted(block.marks),
            "sources": {language: self.source(block, language) for language in block.passages},
        }
        table = self.tables.get(block.id)
        inside = self.table(table) if table else {"children": [self.block(child) for child in block.children]}
        return filled(entry | inside)

    def pages(self, block: Block) -> list[Plain]:
        """The printed pages that begin here: `at` is how many characters of the authority's text stand before."""
        if block.page:
            return [{"page": block.page.page, "at": 0}]
        passage = block.passages.get(self.authority)
        if not passage or not any(isinstance(inline, PageMark) for inline in walk_inlines(passage.inlines)):
            return []
        return [{"page": mark.page, "at": at} for mark, at in _marks(self.phrasing.pieces(passage.inlines))]

    def source(self, block: Block, language: str) -> Plain:
        position = block.passages[language].position
        return {"file": self.statement.source_file(position), "line": position.line}

    def table(self, table: PrintedTable) -> Plain:
        """The heads and rows of a table."""
        shows = [leaf.shows for leaf in self.printed.leaves(table)]
        rows = []
        for block, cells in table.rows():
            columns = (dict(zip(cells, column, strict=True)) for column in zip(*cells.values(), strict=True))
            own = [self.cell(shows[at] if shows else "", column) for at, column in enumerate(columns)]
            rows.append(self.block(block) | {"cells": own})
        return {
            "file": places.table(self.statement.year, table.name),
            "unit": {language: grid.unit for language, grid in table.grids.items() if grid.unit},
            "columns": self.columns(table),
            "children": rows,
        }

    def columns(self, table: PrintedTable) -> list[Plain]:
        design = self.statement.tables.get(table.name) or self.statement.staffing
        return [_column(column) for column in design.columns] if design else []

    def cell(self, shows: str, cells: Mapping[str, Cell]) -> Plain:
        """A cell of a row in all languages; the words of a long one are those of the row's own blocks."""
        cell = cells[self.authority]
        datum = next(data_in(cell.pieces), None)
        words = {} if cell.blocks else {language: cell_text(each, language) for language, each in cells.items()}
        entry = {
            "column": shows,
            "figure": datum.name if datum else "",
            "text": filled(words),
            "blocks": [known.id for view in cell.blocks for known in ((view,) if view.id else view.children)],
        }
        return filled(entry)


def _column(column: Column) -> Plain:
    below = [_column(child) for child in column.columns]
    return filled({"head": dict(column.head), "shows": column.shows, "columns": below})


def _marks(pieces: Sequence[Piece]) -> Iterator[tuple[Break, int]]:
    """The page marks of running text with the characters before each."""
    for index, piece in enumerate(pieces):
        if isinstance(piece, Break):
            yield piece, len(plain(pieces[:index]))
        elif isinstance(piece, Wrap):
            yield from ((mark, len(plain(pieces[:index])) + at) for mark, at in _marks(piece.pieces))
