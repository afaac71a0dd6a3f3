"""Tables as lists of cells, read from where readers have them: the web page and the workbook."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

from tests.conftest import normal

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@dataclass
class PageCell:
    """A cell of a table: its class, all its words, and the same without the printed number before them."""

    kind: str
    colspan: int
    rowspan: int
    text: str = ""
    name: str = ""


@dataclass
class PageRow:
    """A row of a table with the id that links to it."""

    id: str
    cells: list[PageCell] = field(default_factory=list)


class PageTables(HTMLParser):
    """The tables of a page by id, heads and bodies alike, as written: a cell that spans rows stands once."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tables: dict[str, list[PageRow]] = {}
        self.table = ""
        self.cell: PageCell | None = None
        self.numbers: list[bool] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "table":
            self.table = given["id"]
            self.tables[self.table] = []
        elif tag == "tr":
            self.tables[self.table].append(PageRow(given["id"]))
        elif tag in ("th", "td"):
            kind = given.get("class", "").split(" ")[0]
            self.cell = PageCell(kind, int(given.get("colspan", "1")), int(given.get("rowspan", "1")))
            self.tables[self.table][-1].cells.append(self.cell)
        elif tag == "span" and self.cell:
            self.numbers.append(given.get("class") == "number")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self.cell = None
        elif tag == "span" and self.cell:
            self.numbers.pop()

    def handle_data(self, data: str) -> None:
        if self.cell:
            self.cell.text += normal(data)
            self.cell.name += "" if any(self.numbers) else normal(data)

    def bodies(self) -> Iterator[tuple[str, list[PageRow]]]:
        """The rows below each head, with a cell in every column."""
        for identity, rows in self.tables.items():
            over: dict[int, list[PageCell]] = {}
            full = []
            for row in rows:
                if not re.search(r"-h\d+$", row.id):
                    full.append(PageRow(row.id, list(_with_spanning(row, over))))
            yield identity, full


def _with_spanning(row: PageRow, over: dict[int, list[PageCell]]) -> Iterator[PageCell]:
    cells, column = iter(row.cells), 0
    while True:
        cell = over[column].pop() if over.get(column) else next(cells, None)
        if cell is None:
            return
        if cell in row.cells and cell.rowspan > 1:
            over[column] = [cell] * (cell.rowspan - 1)
        yield cell
        column += cell.colspan


Printed = tuple[str, int, int]
"""The words of a cell without white space, and how many columns and rows it spans."""


def workbook_sheets(data: bytes) -> dict[str, list[list[Printed]]]:
    """The cells of each sheet as written, by the sheet's name."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        content = ElementTree.fromstring(packed.read("content.xml"))
    return {
        sheet.attrib[f"{TABLE}name"]: [[_printed(cell) for cell in row.iterfind(f"{TABLE}table-cell")] for row in sheet.iter(f"{TABLE}table-row")]
        for sheet in content.iter(f"{TABLE}table")
    }  # fmt: skip


def _printed(cell: ElementTree.Element) -> Printed:
    text = "".join("".join(paragraph.itertext()) for paragraph in cell.iterfind(f"{TEXT}p"))
    columns, rows = (int(cell.get(f"{TABLE}number-{what}-spanned", "1")) for what in ("columns", "rows"))
    return normal(text), columns, rows
