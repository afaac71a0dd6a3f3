"""The statement of one year, in all its languages: what the readers make and everything else takes. All of it is frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.content.blocks import Block
from generator.content.tables import Goal, Indicator, Name, Organisation, Staffing, TableDesign, Wording
from generator.problems import Position

Worded = TypeVar("Worded")


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
    accept: Wording = {}
    """Why what is wrong stays as printed, in each language; empty where nothing is."""
    inputs: tuple[str, ...] = ()
    computed: Fraction | None = None
    """What the formula or check yields, exact, a percentage as a fraction of one; a claim yields 1 (holds) or 0."""
    blank: bool = False
    """Whether an entered value is still to come (`value:` with nothing after it): allowed in a draft only."""
    items: tuple[str, ...] = ()
    """The counted items, where the figure is a list (dates, or the items of a named list in the text)."""


class Correction(Struct, frozen=True):
    """A correction made after publication: `block` says `to` where `before` stood; `figure` names a cell of a table."""

    block: str
    figure: str
    before: Wording
    to: Wording
    why: Wording
    when: date
    position: Position


class Site(Struct, frozen=True):
    """What all years share. `languages` are those of the site in order, or fewer in a preview; `authority` is the one whose
    text prevails, be it among them or not; `prevails` says so, and is empty where nothing is translated."""

    languages: tuple[str, ...]
    authority: str
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

    def named(self, wording: Mapping[str, Worded], language: str) -> Worded:
        """`wording` in `language`, or in the language that prevails where there is none."""
        return wording.get(language) or wording[self.authority]

    def at(self, base_url: str) -> Site:
        """The site as published under another address."""
        return replace(self, base_url=base_url.rstrip("/") + "/")


class Statement(Struct, frozen=True, eq=False, dict=True):
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
    places: Mapping[tuple[str | int, ...], Position] = {}
    """Where each value of `statement.yaml` stands, by its path."""
    review: tuple[tuple[str, Position], ...] = ()
    """What the editors of a draft noted as still to be looked at, and where they did."""
    corrections: tuple[Correction, ...] = ()
    """Oldest first."""
    first_published: tuple[str, ...] = ()
    """Paths of the PDFs as first published, kept beside the sources."""
    names: tuple[Name, ...] = ()
    """What the year's YAML files word in each language and is no block: titles, heads, goals, indicators, terms, posts,
    the reasons of corrections (what these quote is a part of a text)."""

    def of(self, site: Site) -> Statement:
        """The same statement as a part of `site`."""
        return self if site is self.site else replace(self, site=site)

    def cells(self) -> Iterator[tuple[str, Wording, Wording]]:
        """The full name of each figure in a table, with the names of its row and its column."""
        if self.staffing:
            yield from self.staffing.cells()
        for table in self.tables.values():
            yield from ((name, row.name, column.head) for name, row, column in table.cells())

    def place(self, *path: str | int) -> Position:
        """Where the value at `path` of `statement.yaml` stands."""
        return self.places.get(path, self.position)

    def source_file(self, position: Position) -> str:
        """The file of `position` relative to the content folder, wherever that stands on this machine."""
        content = self.position.path.removesuffix(f"{self.year}/statement.yaml")
        return position.path.removeprefix(content)

    @cached_property
    def version(self) -> str:
        """The first twelve digits of the hash of everything that the statement was read from."""
        listed = "".join(f"{path}\0{digest}\n" for path, digest in self.sources.items())
        return hashlib.sha256(listed.encode()).hexdigest()[:12]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every block, in reading order."""
        return tuple(block for chapter in self.chapters for block in chapter.walk())
