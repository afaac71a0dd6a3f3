"""A text without page marks on pages: tables are cut where the pages end.

In: the views of an edition and a function that lays out page trees. Out: the page trees, cut wherever a table went over
a page, so that goals span the rows of one page only, rules are closed at its foot, and the labels of a row that goes on
are said again. Everything but tables breaks by itself.

A label said again can make a page too long, so what was cut is laid out again, until every tree keeps to its pages.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from generator.print.cut import PageTree, cut
from generator.print.tear import Overflow, Tear, headings, marked, own_words, printed_length
from generator.site.view import View

CONTINUED = {"zh-Hant": "", "en": "(continued)"}
"""What is added to a label said again; nothing: a row that goes on has empty labels."""
MOST_PASSES = 40


def flow(
    views: Sequence[View], continued: str, lay_out: Callable[[Sequence[PageTree]], Document]
) -> tuple[tuple[PageTree, ...], Document]:
    """The trees of the pages, and how they were laid out."""
    over = dict(pair for view in views for pair in headings(view))
    tears: list[Tear] = []
    settled = 0
    for _ in range(MOST_PASSES):
        trees = cut([marked(view, tears) for view in views], Overflow, continued)
        document = lay_out(trees[settled:])
        torn = [(settled + tree, tear.with_heading(over)) for tree, tear in torn_tables(document)]
        first = torn[0][0] if torn else 0
        start = tears[first - 1] if first else None
        # What was cut after the first torn tree was cut in vain: its pages will begin elsewhere.
        found = [tear.since(start) for tree, tear in torn if tree == first and tear.since(start) != start]
        if not found:
            return trees, document if not settled else lay_out(trees)
        shifted = next((number for number, tear in enumerate(found, 1) if tear.shifts), None)
        tears, settled = tears[:first] + found[:shifted], first
    raise ValueError(f"the tables cannot be cut: {tears}")


def torn_tables(document: Document) -> Iterator[tuple[int, Tear]]:
    """For each place where a table goes over a page: the number of the tree, and what begins the next page."""
    trees: dict[Any, int] = {}
    parts: dict[Any, list[Any]] = {}
    for page in document.pages:
        for section in boxes_of(page._page_box, "section", "page"):
            tree = trees.setdefault(section.element, len(trees))
            for table in boxes_of(section, "table"):
                seen = parts.setdefault(table.element, [])
                if seen and (tear := beginning(table, seen)):
                    yield tree, tear
                seen.extend(parts_of(table))


def beginning(table: Any, seen: Collection[Any]) -> Tear | None:
    """Where in the text the part of a table on this page begins, after what was `seen` on the pages before."""
    known = {named(box) for box in seen}
    for box in parts_of(table):
        if named(box) not in known:
            return Tear(named(box))
        if box.element_tag == "tr" and any(label_words(box)):
            return Tear(named(box), shifts=True)
        if box.element_tag != "tr" and any(own_words(box)):
            return Tear(named(box), printed_length([part for part in seen if named(part) == named(box)]))
    return None


def label_words(row: Any) -> Iterator[Any]:
    """The words of a row's short cells: where they go over a page, the whole row should."""
    for cell in row.children:
        if not any(parts_of(cell)):
            yield from own_words(cell)


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
        is_block = isinstance(child, boxes.BlockBox) and child.element_tag in ("p", "li")
        if (is_block or isinstance(child, boxes.TableRowBox)) and child.element is not None and named(child):
            yield child
        yield from parts_of(child)
