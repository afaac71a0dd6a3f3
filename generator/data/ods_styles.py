"""How the sheets of the workbook look: thin rules as in print, heads centred, text at the top and wrapped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

SPACES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
BOLD = 'fo:font-weight="bold" style:font-weight-asian="bold"'
BORDER = 'fo:border="0.5pt solid #000000" fo:padding="0.1cm"'
STYLES_PART = (
    f'<office:document-styles {SPACES} office:version="1.3"><office:styles>'
    '<style:default-style style:family="table-cell"><style:text-properties fo:font-size="11pt" '
    'fo:language="en" fo:country="GB" style:language-asian="zh" style:country-asian="TW"/></style:default-style>'
    '<style:style style:name="Default" style:family="table-cell"/></office:styles><office:automatic-styles>'
    '<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" '
    'style:print-orientation="landscape" fo:margin="1.5cm"/></style:page-layout></office:automatic-styles>'
    '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="page"/></office:master-styles>'
    "</office:document-styles>"
)
"""`styles.xml`: what all cells share, and the page."""
CELLS = {
    "title": ("", "start", BOLD),
    "unit": ("", "end", ""),
    "head": (BORDER, "center", BOLD),
    "label": (BORDER, "start", ""),
    "text": (BORDER, "start", ""),
    "number": (BORDER, "end", ""),
}
"""Each style of cell: its border, where its text stands, its type."""


def number_style(shows: str, decimals: int) -> str:
    """The style of a cell with a number."""
    return f"{shows}{decimals}"


def content_styles(columns: Mapping[Decimal, str], numbers: Iterable[tuple[str, int]]) -> str:
    """The styles that `content.xml` names: widths of columns, the row and the sheet, cells, forms of numbers."""
    parts = [
        f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width}cm"/></style:style>'
        for width, name in columns.items()
    ]
    parts.append(
        '<style:style style:name="row" style:family="table-row"><style:table-row-properties '
        'style:use-optimal-row-height="true"/></style:style>'
        '<style:style style:name="sheet" style:family="table" style:master-page-name="Default">'
        '<style:table-properties table:display="true"/></style:style>'
    )
    parts += [_cell(name) for name in CELLS]
    for shows, decimals in numbers:
        parts += [_number(shows, decimals), _cell("number", number_style(shows, decimals), f"form-{shows}{decimals}")]
    return f"<office:automatic-styles>{''.join(parts)}</office:automatic-styles>"


def _cell(style: str, name: str = "", form: str = "") -> str:
    border, align, type_ = CELLS[style]
    data = f' style:data-style-name="{form}"' if form else ""
    return (
        f'<style:style style:name="{name or style}" style:family="table-cell" style:parent-style-name="Default"{data}>'
        f'<style:table-cell-properties {border} fo:wrap-option="wrap" style:vertical-align="top"/>'
        f'<style:paragraph-properties fo:text-align="{align}"/><style:text-properties {type_}/></style:style>'
    )


def _number(shows: str, decimals: int) -> str:
    """A form of numbers: separators for thousands, so many decimals, the sign of percent."""
    kind, sign = ("percentage-style", "<number:text>%</number:text>") if shows == "percent" else ("number-style", "")
    return (
        f'<number:{kind} style:name="form-{shows}{decimals}"><number:number number:decimal-places="{decimals}" '
        f'number:min-decimal-places="{decimals}" number:min-integer-digits="1" number:grouping="true"/>{sign}</number:{kind}>'
    )
