"""A text without page marks on pages: tables are cut where the pages end.

In: the views of an edition and a function that lays out page trees. Out: the page trees, cut wherever a table went over
a page, so that goals span the rows of one page only, rules are closed at its foot, and the labels of a row that goes on
are said again. Everything but tables breaks by itself.

A label said again can make a page too long, so what was cut is laid out again, until every tree keeps to its pages.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from weasyprint import Document

from generator.print.cut import PageTree, cut
from generator.site.view import Break, Cell, Grid, Group, Row, View

CONTINUED = {"zh-Hant": "", "en": "(continued)"}
"""What is added to a label said again; nothing: a row that goes on has empty labels."""
MOST_PASSES = 20


@dataclass(frozen=True, slots=True)
class Overflow(Break):
    """A page begins here because the one before is full."""


HERE = Overflow(0, "")
"""One mark does for all places: it cuts and is not printed."""


def flow(
    views: Sequence[View], continued: str, lay_out: Callable[[Sequence[PageTree]], Document]
) -> tuple[tuple[PageTree, ...], Document]:
    """The trees of the pages, and how they were laid out."""
    places: list[str] = []
    for _ in range(MOST_PASSES):
        trees = cut([marked(view, places) for view in views], Overflow, continued)
        document = lay_out(trees)
        torn = list(torn_tables(document))
        if not torn:
            return trees, document
        # What was cut after the first torn tree was cut in vain: its pages will begin elsewhere.
        first = torn[0][0]
        places = places[:first] + [place for tree, place in torn if tree == first]
    raise ValueError(f"the tables cannot be cut: {places}")


def marked(view: View, places: Collection[str]) -> View:
    """`view` with a mark at the beginning of each block and row whose id is in `places`."""
    return replace(
        view,
        opening=(*view.opening, HERE) if view.id in places else view.opening,
        children=tuple(marked(child, places) for child in view.children),
        table=_grid(view.table, places) if view.table else None,
    )


def _grid(grid: Grid, places: Collection[str]) -> Grid:
    return replace(grid, groups=tuple(Group(tuple(_row(row, places) for row in group.rows)) for group in grid.groups))


def _row(row: Row, places: Collection[str]) -> Row:
    cells = tuple(_cell(cell, places) for cell in row.cells)
    return replace(row, cells=cells, page=HERE if row.id in places else row.page)


def _cell(cell: Cell, places: Collection[str]) -> Cell:
    return replace(cell, blocks=tuple(marked(block, places) for block in cell.blocks))


def torn_tables(document: Document) -> Iterator[tuple[int, str]]:
    """For each place where a table goes over a page: the number of the tree, and the id that begins the next page."""
    trees: dict[Any, int] = {}
    before: dict[Any, set[str]] = {}
    for page in document.pages:
        here: dict[Any, set[str]] = {}
        for section in boxes_of(page._page_box, "section", "page"):
            tree = trees.setdefault(section.element, len(trees))
            for table in boxes_of(section, "table"):
                seen = before.get(table.element)
                if seen and (first := beginning(table, seen)):
                    yield tree, first
                here.setdefault(table.element, set()).update(named(box) for box in parts_of(table))
        before = here


def beginning(table: Any, seen: Collection[str]) -> str:
    """The first row or block of a table on this page; empty if the page begins inside a paragraph, which is not cut."""
    for box in parts_of(table):
        if named(box) not in seen:
            return named(box)
        if not any(parts_of(box)):
            return ""
    return ""


def boxes_of(box: Any, tag: str, name: str = "") -> Iterator[Any]:
    """The outermost boxes below `box` that stand for elements `tag` of class `name`."""
    for child in getattr(box, "children", ()):
        if child.element is not None and child.element_tag == tag and (not name or child.element.get("class") == name):
            yield child
        else:
            yield from boxes_of(child, tag, name)


def named(box: Any) -> str:
    """The id of the element that `box` shows or carries on."""
    return str(box.element.get("id") or box.element.get("data-continues") or "")


def parts_of(table: Any) -> Iterator[Any]:
    """The rows, paragraphs and items of a table, in order."""
    for child in getattr(table, "children", ()):
        if child.element is not None and child.element_tag in ("tr", "p", "li") and named(child):
            yield child
        yield from parts_of(child)
