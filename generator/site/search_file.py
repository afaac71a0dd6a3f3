"""The search data of one edition: a classic script, so that search works from a plain folder as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.json import encode

from generator.artifact import Artifact
from generator.site import addresses
from generator.site.pieces import numbered, plain
from generator.site.simplified import pairs
from generator.site.view import Cell, EditionView, Grid, View, heading
from generator.site.whereabouts import whereabouts


def search_file(edition: EditionView) -> Artifact:
    """Every block of `edition` as `[id, section, text, printed page]`, called for by `assets/search.js`."""
    reader = _Reader(edition)
    data = {
        "lang": edition.language,
        "year": edition.statement.year,
        "sections": reader.sections,
        "blocks": reader.blocks,
        "simplified": pairs(block[2] for block in reader.blocks),
    }
    path = addresses.document(edition.language, edition.statement.year, addresses.SEARCH)
    return Artifact(path, b"searchData(%b)\n" % encode(data))


def texts(edition: EditionView) -> list[tuple[str, str, int]]:
    """The id, the text and the printed page (0 if unknown) of every block, in reading order."""
    return [(identity, text, page) for identity, _, text, page in _Reader(edition).blocks]


def _words(cell: Cell) -> str:
    """A cell in one line: a number apart from what it numbers, a figure of a table of figures with its column's head."""
    words = " ".join(text.strip() for piece in cell.pieces if (text := plain([piece])))
    return f"{cell.head} {words}" if cell.kind == "figure" else words


class _Reader:
    """Follows the views in reading order with the section they stand in."""

    def __init__(self, edition: EditionView) -> None:
        self.language = edition.language
        self.places = whereabouts(edition)
        self.sections: list[list[str]] = []
        self.blocks: list[list[Any]] = []
        self.read(edition.chapters)

    def read(self, views: Sequence[View], section: int = -1) -> None:
        for view in views:
            here = section
            if view.kind == "section":
                here = len(self.sections)
                self.sections.append([view.id, numbered(view.label, heading(view), self.language)])
            self.add(view.id, here, plain(view.inlines))
            if view.table:
                self.read_table(view.id, view.table, here)
            self.read(view.children, here)

    def read_table(self, identity: str, table: Grid, section: int) -> None:
        heads = (cell.text for row in table.head for cell in row)
        self.add(identity, section, " ".join(dict.fromkeys(heads)))
        for row in table.rows:
            self.add(row.id, section, " ".join(_words(cell) for cell in row.cells if cell.pieces))
            for cell in row.cells:
                self.read(cell.blocks, section)

    def add(self, identity: str, section: int, text: str) -> None:
        if text:
            page = self.places[identity].page
            self.blocks.append([identity, section, text, page.page if page else 0])
