"""Heads of rows in WeasyPrint: never torn, and said again where a row or a goal goes over a page.

In: WeasyPrint's layout of tables, written for version 70. Out: within `tables_over_pages(continued)` a row whose head
does not fit goes to the next page as a whole, and one that goes over a page shows its heads there again, with the word
`continued`; where this is empty, a row that goes on has empty heads, as the Chinese print has them. `rules` then closes
the rules of such tables.

Two places are touched, by name: the function that lays out the content of a cell, and the one that begins a page. A new
version of WeasyPrint must be read before `justify.WRITTEN_FOR` is raised; the tests of the English PDF tell whether this
still holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, page

CONTINUED = {"zh-Hant": "", "en": "(continued)"}
"""What is added to a head said again."""


def _layouter(original: Callable[..., Any], continued: str) -> Callable[..., Any]:
    """What takes the place of `block_container_layout`: the same, but for heads of rows."""

    def lay_out(context: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any, **options: Any) -> Any:
        if not _is_row_head(box):
            return original(context, box, bottom_space, skip_stack, *rest, **options)
        if continued and skip_stack == {len(box.children): None}:
            return original(context, _said_again(box, continued), bottom_space, None, *rest, **options)
        result = original(context, box, bottom_space, skip_stack, *rest, **options)
        # WeasyPrint asks afterwards whether any cell of the row is to be kept whole; what found no room it lays out empty.
        if box.children:
            is_torn = result[0] is None or result[1] is not None
            box.style["break_inside"] = "avoid" if is_torn else "auto"
        return result

    return lay_out


def _is_row_head(box: Any) -> bool:
    """Whether `box` is the head of a row or of a group of rows."""
    is_head = isinstance(box, boxes.TableCellBox) and box.element_tag == "th" and box.element is not None
    return is_head and str(box.element.get("scope")).startswith("row")


def _part_styles(root: Any) -> None:
    """Give each head of a row a style of its own: they share theirs, and only the one that is torn is to be kept whole."""
    for box in root.descendants():
        if _is_row_head(box):
            box.style = box.style.copy()


def _said_again(head: Any, continued: str) -> Any:
    """The head with the word `continued` at its end. It is for the eye: who listens has heard it already."""
    again = head.deepcopy()
    _leave_out_marks(again)
    words = [box for box in again.descendants() if isinstance(box, boxes.TextBox)]
    if words:
        words[-1].text += f" {continued}"
    again.is_said_again = True
    return again


def _leave_out_marks(box: Any) -> None:
    """Take out the marks of printed pages below `box`: they stand where the page begins, not where a head is said again."""
    if isinstance(box, boxes.ParentBox):
        box.children = [child for child in box.children if not is_mark(child)]
        for child in box.children:
            _leave_out_marks(child)


def is_mark(box: Any) -> bool:
    """Whether `box` marks where a printed page begins."""
    return box.element is not None and box.element.get("role") == "doc-pagebreak"


def is_said_again(head: Any) -> bool:
    """Whether `head` stands there for the second time."""
    return getattr(head, "is_said_again", False)


def _beginner(original: Callable[..., Any], continued: str) -> Callable[..., Any]:
    """What takes the place of `make_page`: the same, after the goal of the row at the top has been put there again."""
    prepared: list[Any] = []

    def make(context: Any, root: Any, kind: Any, place: Any, *rest: Any) -> Any:
        if root not in prepared:
            prepared.append(root)
            _part_styles(root)
        if continued:
            _repeat_goal(root, place, continued)
        return original(context, root, kind, place, *rest)

    return make


def _repeat_goal(box: Any, place: Any, continued: str) -> None:
    """Give the row at `place` below `box`, where a page begins, the goal that stands in an earlier row of its group.

    WeasyPrint's places are nested: the number of a child, and the place in that.
    """
    while place and len(place) == 1 and not isinstance(box, boxes.LineBox):
        ((number, inside),) = place.items()
        if isinstance(box, boxes.TableRowGroupBox):
            goals = [cell for cell in box.children[0].children if _is_row_head(cell) and cell.rowspan > 1]
            if number and goals:
                place[number] = _with_goal(
                    box.children[number], goals[0], len(box.children) - number, inside, continued
                )
            return
        box, place = box.children[number], inside


def _with_goal(row: Any, goal: Any, rows: int, inside: Any, continued: str) -> Any:
    """Put `goal` into `row`, to span `rows`; what is then the place `inside` of it."""
    if not is_said_again(row.children[0]):
        again = _said_again(goal, continued)
        again.rowspan = rows
        row.children = [again, *row.children]
        inside = inside and {number + 1: place for number, place in inside.items()}
    return inside and {0: None, **inside}


@contextmanager
def tables_over_pages(continued: str) -> Iterator[None]:
    """Lay out the heads of rows so as long as this lasts."""
    cell, begin = block.block_container_layout, page.make_page
    block.block_container_layout, page.make_page = _layouter(cell, continued), _beginner(begin, continued)
    try:
        yield
    finally:
        block.block_container_layout, page.make_page = cell, begin
