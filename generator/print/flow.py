"""A text without page marks on pages: tables are cut where the pages end.

In: the views of an edition and a function that lays out page trees. Out: the page trees, cut wherever a table went over
a page, so that goals span the rows of one page only, rules are closed at its foot, and the labels of a row that goes on
are said again. Everything but tables breaks by itself.

`labels` has the pages end where they will end once the tables are cut, so that all cuts are known from the first layout
and a second one proves them. Should a tree go over its page nonetheless, what follows it is cut anew. Pages that nothing
changes any more are kept: no page is laid out more than twice without need.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint import Document
from weasyprint.document import Page

from generator.print.cut import PageTree, cut
from generator.print.labels import is_said_again, whole_labels
from generator.print.sheets import boxes_of, first_block, named, names, parts_of
from generator.print.tear import Overflow, Tear, headings, marked, own_words, printed_length
from generator.site.view import View

CONTINUED = {"zh-Hant": "", "en": "(continued)"}
"""What is added to a label said again; nothing: a row that goes on has empty labels."""
MOST_PASSES = 100

LayOut = Callable[[Sequence[PageTree], int], Document]
"""Lays out page trees, the first of which begins after so many pages."""


@dataclass(frozen=True, slots=True)
class Torn:
    """A table goes over a page: the next, number `page` of the document and of tree `tree`, begins at `tear`. If this is
    not new, the tree begins there itself and cannot be cut."""

    tree: int
    page: int
    tear: Tear
    is_new: bool


def flow(views: Sequence[View], continued: str, lay_out: LayOut) -> tuple[tuple[PageTree, ...], Document]:
    """The trees of the pages, and how they were laid out."""
    over = dict(pair for view in views for pair in headings(view))
    tears: list[Tear] = []
    kept: list[Page] = []
    settled = 0
    for _ in range(MOST_PASSES):
        trees = cut([marked(view, tears) for view in views], Overflow, continued)
        with whole_labels(continued):
            document = lay_out(trees[settled:], len(kept))
        torn = [torn for torn in torn_tables(document, tears, settled, over) if torn.is_new]
        if not torn:
            return trees, document.copy([*kept, *document.pages])
        # What was cut after the first torn tree was cut in vain: its pages will begin elsewhere.
        settled = torn[0].tree
        number, begins = untouched(document, torn[0])
        tears = [*tears[:settled], *begins, *up_to_shift(each.tear for each in torn if each.tree == settled)]
        settled += len(begins)
        kept += document.pages[:number]
    raise ValueError(f"the tables cannot be cut: {tears}")


def up_to_shift(tears: Iterable[Tear]) -> Iterator[Tear]:
    """`tears` up to the first that shifts those after it."""
    for tear in tears:
        yield tear
        if tear.shifts:
            return


def torn_tables(
    document: Document, tears: Sequence[Tear] = (), settled: int = 0, over: Mapping[str, str] | None = None
) -> Iterator[Torn]:
    """Each place where a table goes over a page, given the `tears` between all trees, of which `settled` stand elsewhere."""
    parts: dict[Any, list[Any]] = {}
    for page, (index, section) in enumerate(sections(document)):
        tree = settled + index
        start = tears[tree - 1] if tree else None
        for table in boxes_of(section, "table"):
            seen = parts.setdefault(table.element, [])
            if seen and (tear := beginning(table, seen)):
                tear = tear.with_heading(over or {}).since(start)
                yield Torn(tree, page, tear, tear != start)
            seen.extend(parts_of(table))


def sections(document: Document) -> Iterator[tuple[int, Any]]:
    """For each page the number of the tree that it shows, from 0, and the box of what it shows of it."""
    trees: dict[Any, int] = {}
    for page in document.pages:
        for section in boxes_of(page._page_box, "section", "page"):
            yield trees.setdefault(section.element, len(trees)), section


def untouched(document: Document, torn: Torn) -> tuple[int, list[Tear]]:
    """How many pages stay as they are though a tree is cut at `torn`, and where the tree begins after these if they are
    its own.

    All but the last page before it would do, but the next must begin with a block, not in the middle of one.
    """
    shown = list(sections(document))
    start = next(page for page, (tree, _) in enumerate(shown) if tree == shown[torn.page][0])
    for page in range(torn.page - 1, start, -1):
        block = first_block(shown[page][1])
        if block and not any(block in names(section) for _, section in shown[start:page]):
            return page, [Tear(block)]
    return start, []


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
        if not any(parts_of(cell)) and not is_said_again(cell):
            yield from own_words(cell)
