"""The search data of one edition: a classic script, so that search works from a plain folder as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.json import encode

from generator.artifact import Artifact
from generator.site import addresses
from generator.site.pieces import Break, plain
from generator.site.simplified import pairs
from generator.site.strings import Strings
from generator.site.view import Cell, EditionView, View, heading


def search_file(edition: EditionView) -> Artifact:
    """Every block of `edition` as `[id, section, text, printed page]`, called for by `assets/search.js`."""
    reader = _Reader(Strings(edition.language)["label_gap"])
    reader.read(edition.chapters)
    data = {
        "lang": edition.language,
        "year": edition.statement.year,
        "sections": reader.sections,
        "blocks": reader.blocks,
        "simplified": pairs(block[2] for block in reader.blocks),
    }
    path = addresses.document(edition.language, edition.statement.year, "search.js")
    return Artifact(path, b"searchData(%b)\n" % encode(data))


def _words(cell: Cell) -> str:
    """A cell in one line: a number apart from what it numbers, a figure of a table of figures with its column's head."""
    words = " ".join(text.strip() for piece in cell.pieces if (text := plain([piece])))
    return f"{cell.head} {words}" if cell.kind == "figure" else words


class _Reader:
    """Follows the views in reading order with the section and the printed page they stand on."""

    def __init__(self, gap: str) -> None:
        self.gap = gap
        self.sections: list[list[str]] = []
        self.blocks: list[list[Any]] = []
        self.page = 0

    def read(self, views: Sequence[View], section: int = -1) -> None:
        for view in views:
            self.turn(view.opening)
            if view.kind == "section":
                self.sections.append([view.id, f"{view.label}{self.gap}{heading(view)}"])
                self.add(view.id, len(self.sections) - 1, plain(view.inlines))
                self.read(view.children, len(self.sections) - 1)
                continue
            if view.inlines:
                self.add(view.id, section, plain(view.inlines))
                self.turn([piece for piece in view.inlines if isinstance(piece, Break)])
            self.read_table(view, section)
            self.read(view.children, section)

    def read_table(self, view: View, section: int) -> None:
        for row in (row for group in view.table.groups for row in group.rows) if view.table else ():
            self.turn([row.page] if row.page else [])
            self.add(row.id, section, " ".join(_words(cell) for cell in row.cells if cell.pieces))
            for cell in row.cells:
                self.read(cell.blocks, section)

    def turn(self, marks: Sequence[Break] | Iterator[Break]) -> None:
        for mark in marks:
            self.page = mark.page

    def add(self, identity: str, section: int, text: str) -> None:
        if text:
            self.blocks.append([identity, section, text, self.page])
