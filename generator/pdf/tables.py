"""Tables in the logical structure: one grid for all the parts of a table, its heads tied to every cell.

In: the parts of a table as they stand in the HTML, and the nodes that their boxes grew into. Out: the column of each
cell, and for each cell of the merged table the heads that are read out with it.

ISO 14289-1, 7.5: tables have heads, and the tie of a cell to its heads is found by `/Scope` or told by `/Headers`.
Both are given here: `/Scope` suffices for most readers, `/Headers` names the goal and the indicator also where the
row began on an earlier page. ISO 32000-1, 14.7.2 asks for an `/IDTree` of the heads that `/Headers` names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from msgspec import Struct

from generator.pdf.nodes import Node

CONTINUES = "data-continues"
GROUPS = ("thead", "tbody", "tfoot")


class CellPlace(Struct, frozen=True):
    """Where a cell stands: `column` from 0; whether its row, or the group that it begins, carries on an earlier one."""

    column: int
    row_continues: bool
    group_continues: bool

    @property
    def is_continued(self) -> bool:
        """Whether the cell may carry on one of an earlier part."""
        return self.row_continues or self.group_continues


def places(table: Element) -> Mapping[Element, CellPlace]:
    """The place of each cell of one part of a table (HTML, "forming a table")."""
    found: dict[Element, CellPlace] = {}
    for group in table:
        if group.tag not in GROUPS:
            continue
        hanging: dict[int, int] = {}
        is_later = CONTINUES in group.attrib or is_nameless(group)
        for index, row in enumerate(row for row in group if row.tag == "tr"):
            continues = (CONTINUES in row.attrib, index == 0 and is_later)
            for cell, column in _fill(row, hanging):
                found[cell] = CellPlace(column, *continues)
    return found


def is_nameless(group: Element) -> bool:
    """Whether a group of rows begins with an empty goal: then it can only carry on the last group before it."""
    first = group.find("tr")
    cells = [cell for cell in first if cell.get("scope") == "rowgroup"] if first is not None else []
    return bool(cells) and not any("".join(cell.itertext()).strip() for cell in cells)


def spans(cell: Element) -> tuple[int, int]:
    """Over how many rows and columns a cell goes."""
    return int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))


def _fill(row: Element, hanging: dict[int, int]) -> Iterator[tuple[Element, int]]:
    """The cells of a row with their columns, given how many rows each column is still `hanging` from above."""
    taken = {column for column, left in hanging.items() if left > 0}
    for column in taken:
        hanging[column] -= 1
    column = 0
    for cell in row:
        while column in taken:
            column += 1
        yield cell, column
        rows, columns = spans(cell)
        for _ in range(columns):
            hanging[column] = rows - 1
            column += 1


def goal_cell(row: Node, column: int) -> Node | None:
    """The last head over several rows in `column` of the group that `row` stands in."""
    group = row.parent
    cells = [cell for each in group.children("TR") for cell in each.children("TH")] if group else []
    return next((cell for cell in reversed(cells) if cell.column == column and _scope(cell) == "rowgroup"), None)


def _scope(cell: Node) -> str:
    return cell.element.get("scope", "") if cell.element is not None else ""


def is_column_head(cell: Node) -> bool:
    """Whether a TH heads a column rather than a row: `/Scope /Column` (ISO 32000-1, table 349)."""
    return not _scope(cell).startswith("row")


def tie(table: Node, name: str) -> None:
    """Give each head of the merged table an ID that starts with `name`, and each cell the IDs of its heads."""
    over: dict[int, list[Node]] = {}
    number = 0
    for group in table.children("THead", "TBody", "TFoot"):
        beside: list[tuple[Node, int, int]] = []
        for index, row in enumerate(group.children("TR")):
            for cell in row.children("TH", "TD"):
                if cell.role == "TH":
                    number += 1
                    cell.id = f"{name}-{number}"
                if cell.role == "TH" and not is_column_head(cell):
                    beside.append((cell, index, index + cell.rowspan))
            for cell in row.children("TH", "TD"):
                heads = [head for head, first, end in beside if first < index + cell.rowspan and index < end]
                cell.headers = tuple(head.id for head in _heads(cell, heads, over))
            for cell in row.children("TH"):
                if is_column_head(cell):
                    for column in range(cell.column, cell.column + cell.colspan):
                        over.setdefault(column, []).append(cell)


def _heads(cell: Node, beside: list[Node], over: Mapping[int, list[Node]]) -> list[Node]:
    """The heads of a cell: its goal and indicator, then the heads over its columns; a head is not its own."""
    rows = [head for head in beside if head.column < cell.column]
    columns = [head for column in range(cell.column, cell.column + cell.colspan) for head in over.get(column, ())]
    return [head for head in dict.fromkeys(rows + columns) if head is not cell]
