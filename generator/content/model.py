"""The statement of one year, in all its languages: what the readers make and everything else takes.

Everything here is frozen. A block carries the wording of each language side by side, so a language is a field
and never a mode; a block that a language lacks has no passage for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generator.problems import Position

# --- Running text -------------------------------------------------------------------------------------------------


class Text(Struct, frozen=True):
    """Characters to be shown as they are."""

    text: str


class Citation(Struct, frozen=True):
    """A figure cited in running text; `figure` is its full name, such as `102.leads.count`."""

    figure: str
    position: Position


class PageMark(Struct, frozen=True):
    """Printed page `page` begins here; `start` where a section starts a new page, so the page before may be short."""

    page: int
    start: bool
    position: Position


class Span(Struct, frozen=True):
    """Text set apart. `role` is one of `strong`, `emphasis`, `spread` (value: width in em), `language` (value:
    a language tag), `claim` (value: the full name of the figure that proves the words) and `link` (value: address)."""

    role: Literal["strong", "emphasis", "spread", "language", "claim", "link"]
    children: tuple[Inline, ...]
    value: str = ""
    position: Position | None = None


Inline = Text | Citation | PageMark | Span


def walk_inlines(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every piece of running text, spans before what they hold."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Span):
            yield from walk_inlines(inline.children)


class Passage(Struct, frozen=True):
    """The wording of one block in one language. `source` is what the editor wrote, for messages and stamps."""

    inlines: tuple[Inline, ...]
    position: Position
    source: str


# --- Blocks -------------------------------------------------------------------------------------------------------

BlockKind = Literal["section", "paragraph", "list", "item", "table", "row", "chart"]


class Number(Struct, frozen=True):
    """Where a block stands in its sequence: `style` is a name of `numbering.STYLES`, `ordinal` counts from 1."""

    style: str
    ordinal: int


class Block(Struct, frozen=True):
    """One numbered or addressable piece of the statement.

    What `passages` words depends on `kind`: a section's heading, a paragraph, a list item's own text. A table and
    a chart have a `name` (what is set) and no wording of their own; a table's rows are children of kind `row`,
    whose `name` is the indicator's key and whose children are the blocks of the row's long cell.
    """

    kind: BlockKind
    id: str
    passages: Mapping[str, Passage] = field(default_factory=dict)
    children: tuple[Block, ...] = ()
    number: Number | None = None
    level: int = 0
    """Depth of a section: 1 for a chapter."""
    name: str = ""
    marks: frozenset[str] = frozenset()
    """Classes the editor set: `run-in` (a heading that its text follows on the line), `note`."""
    position: Position | None = None
    page: PageMark | None = None
    """The printed page that begins with this table row."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Exceptions from a check that the editor declared at this block: name of the check to reason."""
    review: Mapping[str, Position] = field(default_factory=dict)
    """The languages whose wording was carried over from another year and waits for review, and where it stands."""

    def walk(self) -> Iterator[Block]:
        """This block and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


# --- Figures ------------------------------------------------------------------------------------------------------


class Figure(Struct, frozen=True):
    """A number (or a claim) that stands in one place and is cited by `name`.

    `value` is the exact number to show, whether entered or derived; None for a blank cell, a claim or a figure that
    cannot be computed. `entered` is what the editor typed. `shows` is `number` or `percent` (then `value` is in percent:
    98.42). `inputs` are the full names that the formula, check or claim reads.
    """

    name: str
    position: Position
    value: Decimal | None = None
    entered: Decimal | None = None
    formula: str = ""
    check: str = ""
    claim: str = ""
    shows: Literal["number", "percent"] = "number"
    decimals: int | None = None
    accept: str = ""
    inputs: tuple[str, ...] = ()
    computed: Fraction | None = None
    """What the formula or check yields, exact, a percentage as a fraction of one; a claim yields 1 (holds) or 0."""
    blank: bool = False
    """Whether an entered value is still to come (`value:` with nothing after it): allowed in a draft only."""
    items: tuple[str, ...] = ()
    """The counted items, where the figure is a list (dates, or the items of a named list in the text)."""


# --- Names and tables ---------------------------------------------------------------------------------------------

Wording = Mapping[str, str]
"""One name in each language: `{"zh-Hant": …, "en": …}`."""


class Column(Struct, frozen=True):
    """A column, or a head over several: `shows` names what a leaf column holds, `width` is in em of the table's size."""

    head: Wording
    shows: str = ""
    width: Decimal | None = None
    columns: tuple[Column, ...] = ()

    def leaves(self) -> Iterator[Column]:
        """The columns proper, left to right."""
        if not self.columns:
            yield self
        for column in self.columns:
            yield from column.leaves()


class TableRow(Struct, frozen=True):
    """A row of a table of figures: its label, and the full names of its figures in the order of the columns."""

    key: str
    name: Wording
    cells: tuple[str, ...]
    page: PageMark | None = None


class TableDesign(Struct, frozen=True):
    """How a table is headed and set in print: type `size` and `leading` in points.

    A table of figures has `rows` of its own, and may name the `unit` of its figures.
    """

    name: str
    columns: tuple[Column, ...]
    size: Decimal
    leading: Decimal
    position: Position
    unit: Wording | None = None
    rows: tuple[TableRow, ...] = ()


class Goal(Struct, frozen=True):
    """A strategic goal, over its indicators."""

    key: str
    name: Wording
    position: Position


class Indicator(Struct, frozen=True):
    """A key performance indicator with what is promised of it.

    `wording` holds the name as another year's table prints it; `targets` are the full names of the target figures by
    year; `result` is the figure of a year's results that answers the target, in the target's unit.
    """

    key: str
    goal: str
    result: str
    name: Wording
    wording: Mapping[int, Wording]
    system: str
    method: Wording
    targets: Mapping[int, str]
    position: Position


class Category(Struct, frozen=True):
    """A category of staff with the full names of its two figures, which may be blank."""

    key: str
    name: Wording
    this_year: str
    last_year: str


class Staffing(Struct, frozen=True):
    """The table of budgeted staff; the last category is the total."""

    unit: Wording
    head: Wording
    this_year: Wording
    last_year: Wording
    categories: tuple[Category, ...]
    position: Position


class Post(Struct, frozen=True):
    """A post, body or unit in the organisation chart; `number` of holders is None where none is stated."""

    key: str
    name: Wording
    number: int | None = None


class Organisation(Struct, frozen=True):
    """The organisation chart: `posts` from the head down, `bodies` beside the head, `units` below the last post."""

    posts: tuple[Post, ...]
    bodies: tuple[Post, ...]
    units: tuple[Post, ...]
    note: Wording


# --- Corrections --------------------------------------------------------------------------------------------------


class Correction(Struct, frozen=True):
    """A correction made after publication: `block` says `to` where `before` stood; `figure` names a cell of a table."""

    block: str
    figure: str
    before: Wording
    to: Wording
    why: Wording
    when: date
    position: Position


# --- Statement ----------------------------------------------------------------------------------------------------


class Site(Struct, frozen=True):
    """What all years share. `languages` in order, the first being the authority."""

    languages: tuple[str, ...]
    agency: Wording
    short: Wording
    base_url: str
    publisher: Wording
    contact: str
    licence: Wording
    licence_url: str
    privacy: Wording
    source: Wording
    prevails: Wording
    position: Position

    @property
    def authority(self) -> str:
        """The language whose text prevails."""
        return self.languages[0]

    def published(self, base_url: str = "", languages: tuple[str, ...] = ()) -> Site:
        """The site as published at another address or in fewer languages."""
        return replace(self, base_url=base_url or self.base_url, languages=languages or self.languages)


class Statement(Struct, frozen=True, eq=False):
    """The statement of one ROC fiscal `year`, all languages, ready to be checked and rendered. A statement is the same as
    itself alone, so that what was made of it can be kept under it.

    `pages` is the number of printed pages, None for a statement that has not been printed. `updated` is the day on
    which this electronic edition was last changed: the only date that goes into the files.
    """

    year: int
    site: Site
    title: Wording
    running_head: Mapping[str, tuple[str, ...]]
    draft: bool
    updated: date
    pages: int | None
    until: Mapping[int, date]
    """The day with which the results of a year end, for the years that were not over."""
    chapters: tuple[Block, ...]
    figures: Mapping[str, Figure]
    tables: Mapping[str, TableDesign]
    staffing: Staffing | None
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    organisation: Organisation | None
    sources: Mapping[str, str]
    """Path to SHA-256 of every file read, for the manifest and the version."""
    position: Position
    review: tuple[tuple[str, Position], ...] = ()
    """What the editors of a draft noted as still to be looked at, and where they did."""
    corrections: tuple[Correction, ...] = ()
    """Oldest first."""
    published: tuple[str, ...] = ()
    """Paths of the PDFs as first published, kept beside the sources."""

    def of(self, site: Site) -> Statement:
        """The same statement as a part of `site`."""
        return self if site is self.site else replace(self, site=site)

    def source_file(self, position: Position) -> str:
        """The file of `position` relative to the content folder, wherever that stands on this machine."""
        path = position.path
        return next((known for known in self.sources if path == known or path.endswith(f"/{known}")), path)

    def walk(self) -> Iterator[Block]:
        """Every block, in reading order."""
        for chapter in self.chapters:
            yield from chapter.walk()
