"""What stands where on laid-out pages.

In: WeasyPrint's boxes, which know the HTML element that each came from. Out: those that show a page section or the like,
in order, the ids of the blocks that they show or carry on, and where these stand in the sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from weasyprint.formatting_structure import boxes

from generator.content.model import Statement
from generator.problems import Position


def boxes_of(box: Any, tag: str, name: str = "") -> Iterator[Any]:
    """The outermost boxes below `box` that stand for elements `tag` of class `name`."""
    for child in getattr(box, "children", ()):
        is_one = child.element is not None and child.element_tag == tag
        if is_one and (not name or name in child.element.get("class", "").split()):
            yield child
        else:
            yield from boxes_of(child, tag, name)


def named(box: Any) -> str:
    """The id of the element that `box` shows or carries on."""
    return str(box.element.get("id") or box.element.get("data-continues") or "")


def first_block(box: Any, identity: str = "") -> str:
    """The id of the block that the first line of text below `box` belongs to."""
    element = getattr(box, "element", None)
    if element is not None:
        identity = named(box) or identity
    if isinstance(box, boxes.LineBox):
        return identity
    shown = (child for child in getattr(box, "children", ()) if not is_aside(child))
    return next(filter(None, (first_block(child, identity) for child in shown)), "")


def leaves(box: Any, identity: str = "", cell: Any = None) -> Iterator[tuple[Any, str, Any]]:
    """Every box below `box` that holds nothing but text or a picture, with the id of the block around it and the cell of a
    table that it is set in, None outside tables."""
    if getattr(box, "element", None) is not None:
        identity = named(box) or identity
    if isinstance(box, boxes.TableCellBox):
        cell = box
    elif box.is_absolutely_positioned():
        cell = None  # A label in the margin, beside the table.
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        yield box, identity, cell
    for child in getattr(box, "children", ()):
        yield from leaves(child, identity, cell)


def positions(statement: Statement, language: str) -> Mapping[str, Position]:
    """Where the words of each block stand in the sources."""
    found = {}
    for block in statement.blocks:
        passage = block.passages.get(language) or block.passages.get(statement.site.authority)
        place = passage.position if passage else block.position
        if place:
            found[block.id] = place
    return found


def is_aside(box: Any) -> bool:
    """Whether `box` is a margin of the page or the head of a table."""
    return isinstance(box, boxes.MarginBox) or bool(getattr(box, "is_header", False))
