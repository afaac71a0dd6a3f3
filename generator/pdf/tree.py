"""The logical structure written into a PDF.

In: the tree of nodes and WeasyPrint's unwritten PDF. Out: the same PDF with `/StructTreeRoot`, `/ParentTree` and
`/IDTree`, every structure element as ISO 32000-1, 14.7 has it, and artifacts marked as such in the page streams.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf

from generator.pdf.hyphens import soften
from generator.pdf.nodes import Annotation, Mark, Node
from generator.pdf.pdf_file import add
from generator.pdf.structure import ArtifactKind, Walk
from generator.pdf.tables import is_column_head, tie

ARTIFACTS: Mapping[ArtifactKind, Mapping[str, str]] = {
    "Header": {"Type": "/Pagination", "Subtype": "/Header"},
    "Footer": {"Type": "/Pagination", "Subtype": "/Footer"},
    "Watermark": {"Type": "/Pagination", "Subtype": "/Watermark"},
    "Pagination": {"Type": "/Pagination"},
    "Layout": {"Type": "/Layout"},
}
"""The property lists of artifacts (ISO 32000-1, table 330)."""


@contextmanager
def own_structure() -> Iterator[None]:
    """Within this, WeasyPrint writes our structure instead of its own.

    Its page painting numbers the marked content and hands it to `weasyprint.pdf.add_tags`, which has no hook: the
    name is replaced while a file is written. Made for WeasyPrint 70; a test holds the function to its signature.
    """
    theirs = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = add_structure
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = theirs


def add_structure(pdf: Any, document: Any, pdf_version: str, page_streams: Sequence[Any]) -> None:
    """Write the structure of `document` into `pdf`; stands in for `weasyprint.pdf.tags.add_tags`."""
    walk = Walk(document.metadata.lang or "")
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        walk.page(number, page._page_box, stream._tags)
        _mark_artifacts(stream, number, walk.artifacts)
        if stream._tags:
            raise ValueError(f"page {number + 1}: {len(stream._tags)} pieces of text have no place in the structure")
    for number, stream in enumerate(page_streams):
        soften(stream.stream, {mark.mcid for mark in walk.hyphenated if mark.page == number})
    _raise_headings(walk.root)
    for number, table in enumerate(node for node in walk.root.walk() if node.role == "Table"):
        tie(table, f"t{number + 1}")
    _Writer(pdf, len(document.pages)).write(walk.root)


def _mark_artifacts(stream: Any, page: int, artifacts: Mapping[Mark, ArtifactKind]) -> None:
    """Turn marked content into `/Artifact /Pagination` (ISO 32000-1, 14.8.2.2): never read out."""
    operators = stream.stream
    for index, operand in enumerate(operators):
        if isinstance(operand, pydyf.Dictionary) and "MCID" in operand:
            kind = artifacts.get(Mark(page, operand["MCID"]))
            if kind is not None:
                operators[index - 1] = "/Artifact"
                operators[index] = pydyf.Dictionary(ARTIFACTS[kind])


def _raise_headings(root: Node) -> None:
    """Let the highest heading be H1 (ISO 14289-1, 7.4.2): the title of the web page stands on no printed page."""
    headings = [node for node in root.walk() if node.role[0] == "H" and node.role[1:].isdigit()]
    top = min((int(node.role[1:]) for node in headings), default=1)
    for node in headings:
        node.role = f"H{int(node.role[1:]) - top + 1}"


class _Writer:
    """Numbers the nodes and writes them in reading order."""

    def __init__(self, pdf: Any, pages: int) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._owners: list[dict[int, bytes]] = [{} for _ in range(pages)]
        self._annotations: list[bytes] = []
        self._names: list[tuple[str, bytes]] = []

    def write(self, root: Node) -> None:
        """Write the tree under `root` and hang it into the catalog."""
        tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self._pdf.add_object(tree)
        tree["K"] = pydyf.Array([self._element(root, tree.reference)])
        tree["ParentTree"] = add(self._pdf, pydyf.Dictionary({"Nums": self._parents()}))
        tree["ParentTreeNextKey"] = len(self._owners) + len(self._annotations)
        if self._names:
            tree["IDTree"] = add(self._pdf, self._id_tree())
        self._pdf.catalog["StructTreeRoot"] = tree.reference
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _element(self, node: Node, parent: bytes) -> bytes:
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        self._pdf.add_object(element)
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            element["Pg"] = self._pages[page]
        if node.lang and (node.parent is None or node.lang != node.parent.lang):
            element["Lang"] = pydyf.String(node.lang)
        if node.alt:
            element["Alt"] = pydyf.String(node.alt)
        if node.id:
            element["ID"] = pydyf.String(node.id)
            self._names.append((node.id, element.reference))
        if attributes := _attributes(node):
            element["A"] = attributes
        element["K"] = pydyf.Array([self._kid(kid, element.reference, page) for kid in node.kids])
        return bytes(element.reference)

    def _kid(self, kid: Node | Mark | Annotation, owner: bytes, page: int | None) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, owner)
        if isinstance(kid, Annotation):
            kid.target["StructParent"] = len(self._owners) + len(self._annotations)
            self._annotations.append(owner)
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.target.reference, "Pg": self._pages[kid.page]})
        self._owners[kid.page][kid.mcid] = owner
        if kid.page == page:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[kid.page], "MCID": kid.mcid})

    def _parents(self) -> Any:
        """The number tree from pages' and annotations' keys to what owns them (ISO 32000-1, 14.7.4.4)."""
        numbers = pydyf.Array()
        for page, owners in enumerate(self._owners):
            numbers.append(page)
            numbers.append(pydyf.Array([owners.get(mcid, "null") for mcid in range(max(owners, default=-1) + 1)]))
        for key, owner in enumerate(self._annotations, start=len(self._owners)):
            numbers.extend([key, owner])
        return numbers

    def _id_tree(self) -> Any:
        """The name tree of the heads that `/Headers` names; its keys stand in the order of their bytes."""
        names = pydyf.Array()
        for name, reference in sorted(self._names):
            names.extend([pydyf.String(name), reference])
        return pydyf.Dictionary({"Names": names})


def _attributes(node: Node) -> Any:
    if node.role in ("TH", "TD"):
        return _cell_attributes(node)
    if node.role == "L" and (style := _list_style(node)):
        return pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{style}"})
    if node.box is not None:
        placed = pydyf.Array([round(edge, 3) for edge in node.box])
        return pydyf.Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": placed})
    return None


def _cell_attributes(cell: Node) -> Any:
    table = pydyf.Dictionary({"O": "/Table"})
    if cell.role == "TH":
        table["Scope"] = "/Column" if is_column_head(cell) else "/Row"
    if cell.rowspan > 1:
        table["RowSpan"] = cell.rowspan
    if cell.colspan > 1:
        table["ColSpan"] = cell.colspan
    if cell.headers:
        table["Headers"] = pydyf.Array([pydyf.String(name) for name in cell.headers])
    return table if len(table) > 1 else None


def _list_style(node: Node) -> str:
    """How a list is numbered (ISO 14289-1, 7.6): Chinese numerals and (1) count as decimal, the nearest there is."""
    label = next((item.children("Lbl") for item in node.children("LI")), [])
    if not label:
        return "None"
    element = label[0].element
    text = "".join(element.itertext()).strip("().、 ") if element is not None else ""
    if text in ("", "•", "·", "-", "–"):
        return "Disc"
    roman = set(text.lower()) <= set("ivxlc")
    if text.isascii() and text.isalpha():
        return ("Lower" if text.islower() else "Upper") + ("Roman" if roman else "Alpha")
    return "Decimal"
