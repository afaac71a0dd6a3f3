"""A node of the logical structure, and what it may hold.

The roles are those of ISO 32000-1, 14.8.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from msgspec import Struct, field

SVG = "{http://www.w3.org/2000/svg}"
ROLES = {
    "p": "P", "ol": "L", "ul": "L", "li": "LI", "table": "Table", "thead": "THead", "tbody": "TBody",
    "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD", "caption": "Caption", "figcaption": "Caption",
    "figure": "Div", "blockquote": "BlockQuote", f"{SVG}svg": "Figure", "img": "Figure",
}  # fmt: skip
CONTAINERS = frozenset(("Document", "L", "LI", "Table", "THead", "TBody", "TFoot", "TR", "Div", "BlockQuote"))
"""Roles whose text must stand in a paragraph of its own."""


class Mark(Struct, frozen=True):
    """A marked-content sequence: number `mcid` on `page` (counted from 0)."""

    page: int
    mcid: int


class Annotation(Struct, frozen=True):
    """A link's clickable area on `page` (counted from 0): `target` is WeasyPrint's annotation dictionary."""

    page: int
    target: Any


class Node(Struct, eq=False):
    """One structure element. `lang` is the language in force; `box` is a figure's place (left, bottom, right, top in
    points); `column` and the spans are a cell's place in its table."""

    role: str
    parent: Node | None
    element: Element | None
    lang: str
    kids: list[Node | Mark | Annotation] = field(default_factory=list)
    alt: str = ""
    box: tuple[float, float, float, float] | None = None
    column: int = 0
    rowspan: int = 1
    colspan: int = 1
    id: str = ""
    headers: tuple[str, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def children(self, *roles: str) -> list[Node]:
        """The nodes right below, of the given roles."""
        return [kid for kid in self.kids if isinstance(kid, Node) and kid.role in roles]

    def child(self, role: str) -> Node:
        """The node of `role` that takes what follows: the last one, or a new one."""
        for kid in reversed(self.kids):
            if isinstance(kid, Node) and kid.role == role:
                return kid
        return self.add(role, None, self.lang)

    def add(self, role: str, element: Element | None, lang: str) -> Node:
        """A new node at the end of this one."""
        node = Node(role, self, element, lang)
        self.kids.append(node)
        return node

    def loose_paragraph(self, lang: str) -> Node:
        """The paragraph for text that stands in no paragraph of its own: the one just before it, or a new one."""
        last = self.kids[-1] if self.kids else None
        if isinstance(last, Node) and last.role == "P" and last.element is None:
            return last
        return self.add("P", None, lang)


def role_of(element: Element, tag: str, parent: Node, lang: str) -> str | None:
    """The role of an element in `parent`; None if it leaves no trace."""
    if tag in ROLES:
        return ROLES[tag]
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        return tag.upper()
    if tag == "a" and element.get("href"):
        return "Link"
    if tag == "span" and parent.role == "LI" and "number" in element.get("class", "").split():
        return "Lbl"
    if tag in ("span", "em", "strong", "i", "b", "q", "cite", "a") and lang != parent.lang:
        return "Span"
    return None
