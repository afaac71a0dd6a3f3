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
from generator.site.pages.statement import correction_links, edition_frame
from generator.site.pieces import Break, Piece
from generator.site.strings import Strings
from generator.site.view import Corrected, EditionView, Grid, View


class Half(Struct, frozen=True):
    """A block in one language: the `head` of its table column, or empty, its label and its words, whose language is `lang`
    and, where a translation lacks the block, not that of the `column`. A table has nothing but how it was corrected."""

    column: str
    lang: str
    head: str
    label: str
    inlines: tuple[Piece, ...]
    notices: tuple[str, ...]
    corrected: tuple[Corrected, ...]


class Pair(Struct, frozen=True):
    """A heading, paragraph, list item, cell or corrected table in every language.

    `level` is 1 to 4 for a heading, else 0; `indent` the depth of a list item, 0 to 3. Of the cells of a row only the
    first has the row's id, the others none.
    """

    id: str
    level: int
    indent: int
    halves: tuple[Half, ...]


def parallel_page(edition: EditionView, editions: tuple[EditionView, ...]) -> Artifact:
    """All `editions` of a statement block by block, in the frame of `edition`, which is one of them."""
    statement, language = edition.statement, edition.language
    path = addresses.beside_statement(language, statement.year, "parallel")
    context = edition_frame(edition, "parallel")
    context |= {"back": link(path, addresses.statement(language, statement.year)), "pairs": _pairs(editions)}
    return page_artifact("parallel.html", path, context)


@lru_cache(maxsize=2)
def _pairs(editions: tuple[EditionView, ...]) -> Markup:
    """The blocks of `editions` side by side: the same in the page of each language."""
    languages = [each.language for each in editions]
    lines = (_lines(each.chapters, each.language) for each in editions)
    pairs = (_pair(line, languages) for line in zip(*lines, strict=True))
    # From a folder beside those of the languages: the same link leads there from the page in each.
    path = addresses.beside_statement("beside", editions[0].statement.year, "parallel")
    context = {
        "pairs": [pair for pair in pairs if any(side.inlines or side.corrected for side in pair.halves)],
        "corrections": {each.language: dict(correction_links(each, path)) for each in editions},
        "t": {language: Strings(language).mapping() for language in languages},
    }
    return Markup(environment().get_template("partials/pairs.html.j2").render(context))  # noqa: S704 — autoescaped


Line = tuple[View, int, str]
"""A view with its depth in lists and the head of its table column."""


def _lines(views: Sequence[View], language: str, indent: int = 0) -> Iterator[Line]:
    for view in views:
        if view.kind in ("section", "paragraph", "item"):
            yield view, indent if view.kind == "item" else 0, ""
        if view.table:
            yield from _table_lines(view.table, language)
            yield view, 0, ""
        yield from _lines(view.children, language, indent + 1 if view.kind == "item" else indent)


def _table_lines(grid: Grid, language: str) -> Iterator[Line]:
    for row in grid.rows:
        identity = row.id
        for cell in row.cells:
            if cell.pieces:
                yield View("paragraph", identity, language, inlines=cell.pieces), 0, cell.head
                identity = ""
            for view, indent, _ in _lines(cell.blocks, language):
                yield view, indent, cell.head if view is cell.blocks[0] else ""


def _pair(lines: tuple[Line, ...], languages: Sequence[str]) -> Pair:
    view, indent, _ = lines[0]
    halves = tuple(_half(view, head, column) for (view, _, head), column in zip(lines, languages, strict=True))
    return Pair(view.id, view.level, min(indent, 3), halves)


def _half(view: View, head: str, column: str) -> Half:
    pieces = tuple(piece for piece in view.inlines if not isinstance(piece, Break))
    return Half(column, view.lang, head, view.label, pieces, view.notices, view.corrected)
