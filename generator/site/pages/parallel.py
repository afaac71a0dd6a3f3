"""The page that sets the languages of a statement side by side, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct

from generator.artifact import Artifact
from generator.site import addresses
from generator.site.addresses import link
from generator.site.pages.frame import environment, page_artifact
from generator.site.pages.statement import edition_frame
from generator.site.pieces import Break, Piece
from generator.site.strings import Strings
from generator.site.view import EditionView, Grid, View


class Side(Struct, frozen=True):
    """A block in one language: the `head` of its table column, or empty, its label and its words."""

    lang: str
    head: str
    label: str
    inlines: tuple[Piece, ...]
    notices: tuple[str, ...]


class Pair(Struct, frozen=True):
    """A heading, paragraph, list item or cell in every language.

    `level` is 1 to 4 for a heading, else 0; `indent` the depth of a list item, 0 to 3. Of the cells of a row only the
    first has the row's id, the others none.
    """

    id: str
    level: int
    indent: int
    sides: tuple[Side, ...]


def parallel_page(edition: EditionView, editions: tuple[EditionView, ...]) -> Artifact:
    """All `editions` of a statement block by block, in the frame of `edition`, which is one of them."""
    statement, language = edition.statement, edition.language
    path = addresses.beside_statement(language, statement.year, "parallel")
    strings = Strings(language)
    context = edition_frame(edition, path, "parallel", "parallel", strings["parallel"])
    back = {"text": strings["back_to_statement"], "href": link(path, addresses.statement(language, statement.year))}
    return page_artifact("parallel.html", path, context | {"back": back, "pairs": _pairs(editions)})


@lru_cache(maxsize=2)
def _pairs(editions: tuple[EditionView, ...]) -> Markup:
    """The blocks of `editions` side by side: the same in the page of each language."""
    sides = [list(_lines(each.chapters, each.language)) for each in editions]
    pairs = [_pair(line) for line in zip(*sides, strict=True)]
    return Markup(environment().get_template("partials/pairs.html.j2").render(pairs=pairs))  # noqa: S704 — autoescaped


Line = tuple[View, int, str]
"""A view with its depth in lists and the head of its table column."""


def _lines(views: Sequence[View], language: str, indent: int = 0) -> Iterator[Line]:
    for view in views:
        if view.kind in ("section", "paragraph", "item"):
            yield view, indent if view.kind == "item" else 0, ""
        if view.table:
            yield from _table_lines(view.table, language)
        yield from _lines(view.children, language, indent + 1 if view.kind == "item" else indent)


def _table_lines(grid: Grid, language: str) -> Iterator[Line]:
    for group in grid.groups:
        for row in group.rows:
            identity = row.id
            for cell in row.cells:
                if cell.pieces:
                    yield View("paragraph", identity, language, inlines=cell.pieces), 0, cell.head
                    identity = ""
                for view, indent, _ in _lines(cell.blocks, language):
                    yield view, indent, cell.head if view is cell.blocks[0] else ""


def _pair(lines: tuple[Line, ...]) -> Pair:
    view, indent, _ = lines[0]
    sides = tuple(_side(view, head) for view, _, head in lines)
    return Pair(view.id, view.level, min(indent, 3), sides)


def _side(view: View, head: str) -> Side:
    pieces = tuple(piece for piece in view.inlines if not isinstance(piece, Break))
    return Side(view.lang, head, view.label, pieces, (*view.notices, *(each.text for each in view.corrected)))
