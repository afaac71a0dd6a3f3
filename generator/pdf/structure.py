"""The logical structure of a laid-out document: what a blind reader hears, and in which order.

In: WeasyPrint's page boxes, which know the HTML element that each came from. Out: one tree of `Node`s for the whole
document, with the places in the page streams (`Mark`) that hold the text of each, and the marks that hold no text of
the document at all (running heads, page numbers, repeated table heads) and become artifacts.

A node stands for an element, however many pages it covers: the boxes of an element that breaks over pages add to the
one node, and so do the boxes of an element with `data-continues="<id>"`, which carries on the element of that id.
Pure wrappers (`main`, `section`, `div`, `span`, `strong`) leave no trace, so that cutting the text into page sections
changes nothing that is heard.

The roles are those of ISO 32000-1, 14.8.4; the rules those of ISO 14289-1 (PDF/UA-1), 7.
"""

from __future__ import annotations

from typing import Any, Literal
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from generator.lengths import PIXEL
from generator.pdf.hyphens import LineEnd
from generator.pdf.nodes import CONTAINERS, ROLES, SVG, Annotation, Mark, Node, role_of
from generator.pdf.tables import CONTINUES, CellPlace, goal_cell, is_nameless, places, spans

ArtifactKind = Literal["Header", "Footer", "Watermark", "Pagination", "Layout"]


class Walk:
    """The walk over the page boxes that grows the tree. `marks` are WeasyPrint's: box to marked-content number."""

    def __init__(self, lang: str) -> None:
        self.root = Node("Document", None, None, lang)
        self.artifacts: dict[Mark, ArtifactKind] = {}
        self.hyphenated: set[Mark] = set()
        self._nodes: dict[Element, Node] = {}
        self._by_id: dict[str, Node] = {}
        self._heads: dict[Node, Any] = {}
        self._places: dict[Element, CellPlace] = {}
        self._repeated: set[Element] = set()
        self._line_end: LineEnd | None = None
        self._page = 0
        self._height = 0.0
        self._marks: dict[Any, dict[str, Any]] = {}

    def page(self, number: int, box: Any, marks: dict[Any, dict[str, Any]]) -> None:
        """Take in one page; `marks` is emptied of what was placed."""
        self._page, self._marks = number, marks
        self._height = float(box.margin_height())
        for child in box.children:
            if isinstance(child, boxes.MarginBox):
                self._discard(child, _pagination(child.at_keyword))
            else:
                self._visit(child, self.root, self.root.lang)

    def _visit(self, box: Any, parent: Node, lang: str) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            self._text(box, parent, lang)
            return
        element = box.element
        lang = (element.get("lang") if element is not None else None) or lang
        node = self._node(box, parent, lang)
        if node is None:
            self._discard(box, "Pagination")
            return
        if getattr(box, "link_annotation", None) and node.role == "Link":
            node.kids.append(Annotation(self._page, box.link_annotation))
        if isinstance(box, boxes.ReplacedBox):
            self._figure(box, node)
        for child in getattr(box, "children", ()):
            self._visit(child, node, lang)

    def _text(self, box: Any, parent: Node, lang: str) -> None:
        if not box.text.strip() and parent.role in CONTAINERS:
            self._discard(box, "Layout")
            return
        mark = self._marks.pop(box, None)
        if mark is None:
            return
        if parent.role == "LI":
            parent = parent.child("LBody")
        elif parent.role in CONTAINERS:
            parent = parent.loose_paragraph(lang)
        place = Mark(self._page, mark["mcid"])
        parent.kids.append(place)
        if self._line_end and self._line_end.is_hyphenated(box):
            self.hyphenated.add(self._line_end.place)
        self._line_end = LineEnd(box, place)

    def _node(self, box: Any, parent: Node, lang: str) -> Node | None:
        """The node that takes the box's content; None if the content is an artifact."""
        element, tag = box.element, box.element_tag
        if element is None or tag in ("html", "body"):
            return parent
        if element.get("role") == "doc-pagebreak" or getattr(box, "is_said_again", False):
            return None
        if "::" in str(tag):
            return self._marker(parent) if str(tag).endswith("::marker") else parent
        role = role_of(element, str(tag), parent, lang)
        if role == "THead" and self._is_repeated(box, parent):
            return None
        if role == "Table" and element not in self._nodes:
            self._places.update(places(element))
        node = self._nodes.get(element) or self._continued(element, role, parent)
        if node is None:
            if role is None:
                return parent
            is_part = role in ("TH", "TD") and self._places[element].is_continued
            node = self._continued_cell(element, parent) if is_part else self._new(role, element, parent, lang)
        if node is not None:
            self._nodes[element] = node
            self._by_id.setdefault(element.get("id", ""), node)
        return node

    def _new(self, role: str, element: Element, parent: Node, lang: str) -> Node:
        if parent.role == "LI" and role != "Lbl":
            parent = parent.child("LBody")
        node = parent.add(role, element, lang)
        if role in ("TH", "TD"):
            node.rowspan, node.colspan = spans(element)
            node.column = self._places[element].column
        return node

    def _marker(self, parent: Node) -> Node:
        return parent.child("Lbl") if parent.role == "LI" else parent

    def _continued(self, element: Element, role: str | None, parent: Node) -> Node | None:
        """The node that an element of a later part carries on, if it does. A list or a group of rows does, whether
        it says so or not, if its first item or row does, or if its goal has no name."""
        name = element.get(CONTINUES) if role else None
        if name is None:
            first = next(iter(element), None) if role in ("L", "TBody") else None
            node = self._continued(first, ROLES.get(first.tag), parent) if first is not None else None
            groups = parent.children("TBody") if role == "TBody" and is_nameless(element) else []
            return node.parent if node else groups[-1] if groups else None
        node = self._by_id.get(name)
        if node is None or node.role != role:
            raise ValueError(f"{element.tag} carries on {name}, which is {node.role if node else 'nowhere before it'}")
        return node

    def _continued_cell(self, element: Element, row: Node) -> Node | None:
        """The cell that this one carries on; None for the head of a row or a goal, which has been heard already."""
        if element in self._repeated:
            return None
        place, (span, _) = self._places[element], spans(element)
        if element.get("scope") == "rowgroup" and (goal := goal_cell(row, place.column)):
            goal.rowspan += span - 1 if place.row_continues else span
            self._repeated.add(element)
            return None
        known = next((cell for cell in row.children("TH", "TD") if cell.column == place.column), None)
        if not place.row_continues or known is None:
            return self._new(ROLES[element.tag], element, row, row.lang)
        if element.tag == "th":
            self._repeated.add(element)
            return None
        return known

    def _is_repeated(self, box: Any, table: Node) -> bool:
        """Whether this is the head of a later part of the table: only the first is read out."""
        if not isinstance(box, boxes.TableRowGroupBox):
            return False
        return self._heads.setdefault(table, box) is not box

    def _figure(self, box: Any, node: Node) -> None:
        left, top = box.content_box_x(), box.content_box_y()
        right, bottom = left + box.width, top + box.height
        node.box = (left * PIXEL, (self._height - bottom) * PIXEL, right * PIXEL, (self._height - top) * PIXEL)
        element = box.element
        parts = [element.findtext(f"{SVG}title"), element.findtext(f"{SVG}desc"), element.get("alt")]
        node.alt = "\n".join(part.strip() for part in parts if part and part.strip())
        if mark := self._marks.pop(box, None):
            node.kids.append(Mark(self._page, mark["mcid"]))

    def _discard(self, box: Any, kind: ArtifactKind) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if mark := self._marks.pop(box, None):
            self.artifacts[Mark(self._page, mark["mcid"])] = kind
        for child in getattr(box, "children", ()):
            self._discard(child, kind)


def _pagination(margin: str) -> Literal["Header", "Footer", "Watermark"]:
    """What stands in a margin of the page (ISO 32000-1, table 330); beside the text that is the mark of a draft."""
    if "middle" in margin:
        return "Watermark"
    return "Header" if "top" in margin else "Footer"
