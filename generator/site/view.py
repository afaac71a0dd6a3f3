"""What presenters give to templates, for the web and for print: views of blocks in one language.

A presenter computes and a template only prints: labels are made, figures are shown, page marks are placed, a
block that lacks a translation already carries the text shown in its stead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Literal

from markupsafe import Markup
from msgspec import Struct

from generator.content.blocks import BlockKind
from generator.content.model import Statement
from generator.site.pieces import Break, Piece, plain

# --- Tables -------------------------------------------------------------------------------------------------------


class HeadCell(Struct, frozen=True):
    """A cell of a table's head."""

    text: str
    colspan: int
    rowspan: int
    scope: Literal["col", "colgroup"]


class Cell(Struct, frozen=True):
    """A cell of a table's body: `pieces`, or `blocks` where the cell is long. `head` is its column's head as text."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    blocks: tuple[View, ...] = ()
    header: bool = False
    scope: Literal["row", "rowgroup", ""] = ""
    rowspan: int = 1
    numeric: bool = False
    head: str = ""

    @property
    def empty(self) -> bool:
        """Whether the cell is blank in print."""
        return not self.pieces and not self.blocks

    @property
    def classes(self) -> str:
        """What style sheets know the cell by."""
        return f"{self.kind}{' numeric' if self.numeric else ''}{' empty' if self.empty else ''}"


Part = Literal["whole", "first", "middle", "last"]
"""Which part of a block, a row or a group of rows stands on one printed page."""


class Row(Struct, frozen=True):
    """A row of a table's body; `page` is the printed page that begins with it."""

    id: str
    cells: tuple[Cell, ...]
    page: Break | None = None
    part: Part = "whole"

    @property
    def name(self) -> str:
        """What its head cell says; empty for a row without one."""
        return next((plain(cell.pieces) for cell in self.cells if cell.scope == "row"), "")


class Group(Struct, frozen=True):
    """Rows that a cell spans together: one `tbody`, with an id where a page cuts its table."""

    rows: tuple[Row, ...]
    part: Part = "whole"
    id: str = ""


class Grid(Struct, frozen=True):
    """A table ready to be printed. `columns` are widths in em of `size`, None where print shares the width evenly.

    `label` is the id of the heading that names the table; `unit` the line above it, or empty. `size` and `leading`
    are in points.
    """

    head: tuple[tuple[HeadCell, ...], ...]
    groups: tuple[Group, ...]
    columns: tuple[Decimal | None, ...]
    label: str
    unit: str
    size: Decimal
    leading: Decimal

    @property
    def rows(self) -> Iterator[Row]:
        """The rows of all groups."""
        return (row for group in self.groups for row in group.rows)


class Chart(Struct, frozen=True):
    """A chart drawn at build time: safe SVG and the caption under it."""

    picture: Markup
    caption: str


class Corrected(Struct, frozen=True):
    """How a block was corrected, in words, by the correction of the statement that has `number`."""

    text: str
    number: int


# --- Blocks -------------------------------------------------------------------------------------------------------


class View(Struct, frozen=True):
    """A block in one language, ready to be printed.

    `opening` are the page marks that stand before the label; `lang` is the language of the text shown; `part` tells
    which part of a block this is where print had to cut it at a page mark.
    """

    kind: BlockKind
    id: str
    lang: str
    level: int = 0
    label: str = ""
    opening: tuple[Break, ...] = ()
    inlines: tuple[Piece, ...] = ()
    children: tuple[View, ...] = ()
    marks: frozenset[str] = frozenset()
    name: str = ""
    style: str = ""
    part: Part = "whole"
    notices: tuple[str, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    table: Grid | None = None
    chart: Chart | None = None

    @property
    def begins(self) -> Break | None:
        """The printed page that begins with the block, in the authority's text."""
        return next((mark for mark in reversed(self.opening) if not mark.within), None)

    @property
    def ends(self) -> Break | None:
        """The last printed page that begins before the block's text ends."""
        return next(
            (mark for mark in (*reversed(self.inlines), *reversed(self.opening)) if isinstance(mark, Break)), None
        )

    def walk(self) -> Iterator[View]:
        """This view and all below it, those in the cells of tables included, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()
        for row in self.table.rows if self.table else ():
            for block in (block for cell in row.cells for block in cell.blocks):
                yield from block.walk()


class EditionView(Struct, frozen=True, eq=False, dict=True):
    """The edition of a year in one language: what a page or a PDF is made from. As a statement, it is the same as itself."""

    statement: Statement
    language: str
    chapters: tuple[View, ...]

    @cached_property
    def views(self) -> tuple[View, ...]:
        """Every view, in reading order."""
        return tuple(view for chapter in self.chapters for view in chapter.walk())

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """The heading of each section by its id."""
        return {view.id: heading(view) for view in self.views if view.kind == "section"}

    def named(self, wording: Mapping[str, str]) -> str:
        """A name in the edition's language, or in the language that prevails where there is no translation."""
        return self.statement.site.named(wording, self.language)


def heading(view: View) -> str:
    """A section's heading as lists of contents print it: without the colon with which it leads into its text."""
    return plain(view.inlines).rstrip("：:")
