"""Sheets → an OpenDocument spreadsheet (ODF 1.3), the few of its elements that a printed table needs.

Written with the standard library: the libraries for ODF stamp the time of the run into the file, bring a template with
settings of their own, and take half a second to import.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import Literal

from msgspec import Struct

from generator.data.archive import archive
from generator.data.ods_styles import SPACES, STYLES_PART, content_styles, number_style

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


class SheetCell(Struct, frozen=True):
    """A cell: what is shown, one paragraph a line, and for a number the exact `value` (a percentage in percent).

    `style` is `title`, `unit`, `head`, `label`, `text` or `number`.
    """

    text: str
    style: str
    colspan: int = 1
    rowspan: int = 1
    value: Decimal | None = None
    shows: Literal["number", "percent"] = "number"
    decimals: int = 0


class Sheet(Struct, frozen=True):
    """A sheet: the first `heads` rows are repeated on each page when it is printed; `widths` are in centimetres."""

    name: str
    rows: tuple[tuple[SheetCell, ...], ...]
    heads: int
    widths: tuple[Decimal, ...]


def spreadsheet(sheets: Sequence[Sheet], title: str, day: date) -> bytes:
    """The file that holds `sheets`, dated `day`."""
    parts = {
        "mimetype": MEDIA_TYPE,
        "META-INF/manifest.xml": _manifest(),
        "content.xml": _content(sheets),
        "meta.xml": _meta(title, day),
        "styles.xml": DECLARATION + STYLES_PART,
    }
    return archive(((name, text.encode()) for name, text in parts.items()), day, stored=frozenset({"mimetype"}))


def _manifest() -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", "meta.xml", "styles.xml")
    )
    return (
        f'{DECLARATION}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" '
        f'manifest:media-type="{MEDIA_TYPE}"/>{entries}</manifest:manifest>'
    )


def _meta(title: str, day: date) -> str:
    stamp = f"{day.isoformat()}T00:00:00"
    return (
        f'{DECLARATION}<office:document-meta {SPACES} office:version="1.3"><office:meta><dc:title>{escape(title)}</dc:title>'
        f"<meta:creation-date>{stamp}</meta:creation-date><dc:date>{stamp}</dc:date></office:meta></office:document-meta>"
    )


def _content(sheets: Sequence[Sheet]) -> str:
    widths = list(dict.fromkeys(width for sheet in sheets for width in sheet.widths))
    cells = (cell for sheet in sheets for row in sheet.rows for cell in row if cell.value is not None)
    numbers = sorted({(cell.shows, cell.decimals) for cell in cells})
    columns = {width: f"column{at}" for at, width in enumerate(widths, 1)}
    tables = "".join("".join(_sheet(sheet, columns)) for sheet in sheets)
    return (
        f'{DECLARATION}<office:document-content {SPACES} office:version="1.3">{content_styles(columns, numbers)}'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )


def _sheet(sheet: Sheet, columns: Mapping[Decimal, str]) -> Iterator[str]:
    yield f'<table:table table:name="{escape(sheet.name)}" table:style-name="sheet">'
    for width in sheet.widths:
        yield f'<table:table-column table:style-name="{columns[width]}"/>'
    rows = ["".join(_row(cells)) for cells in _placed(sheet)]
    yield f"<table:table-header-rows>{''.join(rows[: sheet.heads])}</table:table-header-rows>" if sheet.heads else ""
    yield from rows[sheet.heads :]
    yield "</table:table>"


def _placed(sheet: Sheet) -> Iterator[list[SheetCell | None]]:
    """The rows with a place for every column; None where another cell covers it."""
    covered = [0] * len(sheet.widths)  # How many rows more a cell covers of each column.
    for row in sheet.rows:
        cells = iter(row)
        placed: list[SheetCell | None] = []
        for column, rows in enumerate(covered):
            cell = None if rows else next(cells)
            if cell:
                covered[column : column + cell.colspan] = [cell.rowspan] * cell.colspan
            placed.append(cell)
        yield placed
        covered = [rows - 1 for rows in covered]


def _row(cells: Sequence[SheetCell | None]) -> Iterator[str]:
    yield '<table:table-row table:style-name="row">'
    for cell in cells:
        yield _cell(cell) if cell else "<table:covered-table-cell/>"
    yield "</table:table-row>"


def _cell(cell: SheetCell) -> str:
    spans = ""
    if cell.colspan > 1 or cell.rowspan > 1:
        spans = f' table:number-columns-spanned="{cell.colspan}" table:number-rows-spanned="{cell.rowspan}"'
    style, value = cell.style, ' office:value-type="string"' if cell.text else ""
    if cell.value is not None:
        style = number_style(cell.shows, cell.decimals)
        exact = cell.value / 100 if cell.shows == "percent" else cell.value
        value = f' office:value-type="{"percentage" if cell.shows == "percent" else "float"}" office:value="{exact:f}"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.text.split("\n")) if cell.text else ""
    return f'<table:table-cell table:style-name="{style}"{value}{spans}>{lines}</table:table-cell>'
