"""The rules of tables that go over pages, closed at the foot of one page and at the head of the next.

In: the pages that WeasyPrint laid out, written for version 70. Out: the same pages, whose tables are painted with all their
rules. A table with collapsed borders has a grid of its rules for all pages together: where a page parts a row, or the rows
of a goal, that grid has no rule, and the table would stay open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from weasyprint.document import Page
from weasyprint.formatting_structure import boxes


def close_tables(pages: Sequence[Page]) -> None:
    """Close every table at the end of its part on each page."""
    for page in pages:
        for table in page._page_box.descendants():
            rows = [row for group in table.children for row in group.children] if _is_ruled(table) else ()
            if rows:
                _make_room(table, rows[-1])
                _close(table, len(rows))


def _is_ruled(box: Any) -> bool:
    """Whether `box` is a table, or its part on one page, whose rules are drawn together."""
    return isinstance(box, boxes.TableBox) and box.style["border_collapse"] == "collapse"


def _close(table: Any, rows: int) -> None:
    """Draw a rule under the last of the `rows` of a table's part, and none of them open."""
    vertical, horizontal = table.collapsed_border_grid
    head = len(table.children[0].children) if table.children[0].is_header else 0
    last = rows + (table.skipped_rows - head if table.skipped_rows else 0)
    table.collapsed_border_grid = vertical, [*horizontal[:last], horizontal[0], *horizontal[last + 1 :]]
    table.skip_cell_border_top = table.skip_cell_border_bottom = False


def _make_room(table: Any, last: Any) -> None:
    """Let the last row of a table's part reach below a goal that spans further rows, on the next page."""
    foot = last.position_y + last.height
    cells = (cell for group in table.children for row in group.children for cell in row.children)
    more = max((cell.position_y + cell.border_height() - foot for cell in cells), default=0.0)
    if more > 0:
        for box in (last, table.children[-1], table):
            box.height += more
