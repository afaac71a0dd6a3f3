"""Where the figures of a statement are entered: each YAML file → entries under their full names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.content.figures import Entry
from generator.content.model import Figure
from generator.content.schemas import (
    FigureFile,
    IndicatorsFile,
    OrganisationFile,
    ResultsFile,
    StaffingFile,
    TablesFile,
)  # fmt: skip
from generator.content.sources import Sources
from generator.content.tables import TableDesign
from generator.problems import Position

BLANK = FigureFile()


def _entry(name: str, file: FigureFile | None, sources: Sources, source: str, *path: str | int) -> Entry:
    def place(*key: str) -> Position:
        return sources.place(source, *path, *key)

    return Entry(name, file or BLANK, place)


def staffing_entries(file: StaffingFile, sources: Sources) -> Iterator[Entry]:
    """`staffing.<category>.this_year` and `.last_year`, `staffing.total.…`, `staffing.<claim>`."""
    for index, category in enumerate(file.categories):
        for years, figure in (("this", category.this_year), ("last", category.last_year)):
            path = ("categories", index, f"{years}-year")
            yield _entry(f"staffing.{category.key}.{years}_year", figure, sources, "staffing", *path)
    for years, figure in (("this", file.total.this_year), ("last", file.total.last_year)):
        yield _entry(f"staffing.total.{years}_year", figure, sources, "staffing", "total", f"{years}-year")
    for key, claim in file.claims.items():
        yield _entry(f"staffing.{key}", claim, sources, "staffing", "claims", key)


def organisation_entries(file: OrganisationFile, sources: Sources) -> Iterator[Entry]:
    """`organisation.<post>.<figure>`."""
    for group in ("posts", "bodies", "units"):
        for index, post in enumerate(getattr(file, group)):
            for key, figure in post.figures.items():
                path = (group, index, "figures", key)
                yield _entry(f"organisation.{post.key}.{key}", figure, sources, "organisation", *path)


def indicator_entries(file: IndicatorsFile, year: int, sources: Sources) -> Iterator[Entry]:
    """`<year>.<indicator>.target` in percent, and `<year of the statement>.<indicator>.<figure>` of its measure."""
    for index, indicator in enumerate(file):
        for of, target in indicator.targets.items():
            if indicator.is_of(of):
                value = FigureFile(value=target, shown_as="percent")
                yield _entry(f"{of}.{indicator.key}.target", value, sources, "indicators", index, "targets", of)
        for key, figure in indicator.figures.items() if indicator.is_of(year) else ():
            yield _entry(f"{year}.{indicator.key}.{key}", figure, sources, "indicators", index, "figures", key)


def result_entries(file: ResultsFile, sources: Sources) -> Iterator[Entry]:
    """`<year>.<indicator>.<figure>`."""
    for year, indicators in file.items():
        for indicator, figures in indicators.items():
            for key, figure in figures.items():
                if isinstance(figure, FigureFile):
                    yield _entry(f"{year}.{indicator}.{key}", figure, sources, "results", year, indicator, key)


def result_lists(file: ResultsFile, sources: Sources) -> Iterator[Figure]:
    """The lists of days, to be counted: `<year>.<indicator>.<list>`."""
    for year, indicators in file.items():
        for indicator, figures in indicators.items():
            for key, days in figures.items():
                if isinstance(days, list):
                    position = sources.place("results", year, indicator, key)
                    yield Figure(f"{year}.{indicator}.{key}", position, items=tuple(days))


def table_entries(file: TablesFile, designs: Mapping[str, TableDesign], sources: Sources) -> Iterator[Entry]:
    """The figures of the tables of figures, under the names that `designs` give them."""
    for table, design in designs.items():
        for number, row in enumerate(design.rows):
            for index, (name, figure) in enumerate(zip(row.cells, file[table].rows[number].cells, strict=False)):
                yield _entry(name, figure, sources, "tables", table, "rows", number, "cells", index)
