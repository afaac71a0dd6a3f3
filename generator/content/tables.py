"""What the tables and the chart of a statement hold, beside the figures in them: heads, goals, indicators, staff, posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from generator.content.blocks import PageMark
from generator.content.calendar import is_within
from generator.problems import Position

Wording = Mapping[str, str]
"""One name in each language: `{"zh-Hant": …, "en": …}`."""


class Name(Struct, frozen=True):
    """A name that stands in YAML, and where it does in each language."""

    wording: Wording
    places: Mapping[str, Position]


class Column(Struct, frozen=True):
    """A column, or a head over several: `shows` names what a leaf column holds, `width` is in em of the table's size."""

    head: Wording
    shows: str = ""
    width: Decimal | None = None
    columns: tuple[Column, ...] = ()
    position: Position | None = None
    """Where the head stands, for a table that `tables.yaml` designs."""

    def walk(self) -> Iterator[Column]:
        """This head and all below it."""
        yield self
        for column in self.columns:
            yield from column.walk()

    def leaves(self) -> Iterator[Column]:
        """The columns proper, left to right."""
        return (leaf for leaf, _ in self.headed())

    def headed(self, over: tuple[Wording, ...] = ()) -> Iterator[tuple[Column, tuple[Wording, ...]]]:
        """The columns proper, left to right, each with its heads from the uppermost to its own."""
        heads = (*over, self.head)
        if not self.columns:
            yield self, heads
        for column in self.columns:
            yield from column.headed(heads)


class TableRow(Struct, frozen=True):
    """A row of a table of figures: its label, and the full names of its figures in the order of the columns."""

    key: str
    name: Wording
    cells: tuple[str, ...]
    position: Position
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

    def headed(self) -> Iterator[tuple[Column, tuple[Wording, ...]]]:
        """The columns of figures, each with its heads."""
        return (found for column in self.columns for found in column.headed() if found[0].shows != "name")

    def cells(self) -> Iterator[tuple[str, TableRow, Column]]:
        """The full name of each figure of the table, with its row and its column."""
        columns = [leaf for leaf, _ in self.headed()]
        for row in self.rows:
            for name, column in zip(row.cells, columns, strict=True):
                yield name, row, column


class Goal(Struct, frozen=True):
    """A strategic goal, over its indicators."""

    key: str
    name: Wording
    position: Position


class Indicator(Struct, frozen=True):
    """A key performance indicator with what is promised of it.

    `first` and `last` are the years between which there is the indicator, both included and None where it is open:
    another year's table has no row of it. `wording` holds the name as another year's table prints it; `targets` are the
    full names of the target figures by year; `result` is the figure of a year's results that answers the target, in the
    target's unit.
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
    first: int | None
    last: int | None

    def is_of(self, year: int) -> bool:
        """Whether the year has the indicator."""
        return is_within(year, self.first, self.last)


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

    @property
    def columns(self) -> tuple[Column, ...]:
        """The head over all, below it the categories, and below each the two years."""
        years = (Column(self.this_year, "this_year"), Column(self.last_year, "last_year"))
        return (Column(self.head, columns=tuple(Column(each.name, columns=years) for each in self.categories)),)

    def cells(self) -> Iterator[tuple[str, Wording, Wording]]:
        """The full name of each figure of the table, with the names of its category and of its year."""
        for category in self.categories:
            yield category.this_year, category.name, self.this_year
            yield category.last_year, category.name, self.last_year


class Post(Struct, frozen=True):
    """A post, body or unit in the organization chart; `number` of holders is None where none is stated."""

    key: str
    name: Wording
    number: int | None = None


class Organisation(Struct, frozen=True):
    """The organization chart: `posts` from the head down, `bodies` beside the head, `units` below the last post."""

    posts: tuple[Post, ...]
    bodies: tuple[Post, ...]
    units: tuple[Post, ...]
    note: Wording
