"""What stands where on laid-out pages.

In: WeasyPrint's boxes, which know the HTML element that each came from. Out: those that show a page section or the like,
in order, and the ids of the blocks that they show or carry on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes


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


def is_aside(box: Any) -> bool:
    """Whether `box` is a margin of the page or the head of a table."""
    return isinstance(box, boxes.MarginBox) or bool(getattr(box, "is_header", False))
