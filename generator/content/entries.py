"""Where the figures of a statement are entered: each YAML file → entries under their full names; the lists of the text that
are counted; all of them reckoned. Results under a name or a year that nothing asks for are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from generator.content.blocks import text_of
from generator.content.collector import ALIKE, closest, nearest
from generator.content.figures import Entry, by_name
from generator.content.markdown.nodes import Node
from generator.content.model import Figure
from generator.content.plans import RowPlan
from generator.content.reckoning import Reckoner
from generator.content.sources import Sources
from generator.content.tables import TableDesign
from generator.content.yaml.schemas import (
    FigureFile,
    IndicatorsFile,
    OrganisationFile,
    ResultsFile,
    StaffingFile,
    TablesFile,
)
from generator.content.year_files import YearFiles
from generator.content.years import results_year
from generator.problems import say

BLANK = FigureFile()


def figures(
    files: YearFiles, tables: Mapping[str, TableDesign], scopes: Iterable[tuple[str, Node]], year: int, sources: Sources
) -> dict[str, Figure]:
    """Every figure of the statement by its full name; a list of the text is named within the scope of its block."""
    results = [*_results(files.results, sources)]
    found = [
        *_indicator_entries(files.indicators, year, sources),
        *(each for each in results if isinstance(each, Entry)),
        *(_staffing_entries(files.staffing, sources) if files.staffing else ()),
        *(_organisation_entries(files.organisation, sources) if files.organisation else ()),
        *_table_entries(files.tables, tables, sources),
    ]
    lists = [each for each in results if isinstance(each, Figure)]
    lists += (figure for scope, node in scopes for figure in _named_lists(node, scope))
    entered = by_name(found, {}, sources.collector)
    counted = by_name(lists, entered, sources.collector)
    return Reckoner(entered, counted, sources.collector).figures()


def scopes(
    chapters: Sequence[Mapping[str, Node]], plans: Mapping[str, Sequence[RowPlan]], language: str, year: int
) -> Iterator[tuple[str, Node]]:
    """The blocks of the text, and those of the measures of indicators, each with the scope in which it names lists."""
    for chapter in chapters:
        if language in chapter:
            yield str(year), chapter[language]
    for plan in (plan for each in plans.values() for plan in each):
        for node in (plan.nodes or {}).get(language, ()):
            yield plan.scope, node


def tell_answers(files: YearFiles, sources: Sources) -> None:
    """What an indicator names as the result that answers its target, and no year has."""
    for index, indicator in enumerate(files.indicators):
        told = [set(figures) for year in files.results.values() if (figures := year.get(indicator.key))]
        if indicator.result and told and not any(indicator.result in figures for figures in told):
            message = say(f"results.yaml 沒有「{indicator.result}」", f"results.yaml has no “{indicator.result}”")
            known = {key for figures in told for key in figures}
            place = sources.place("indicators", index, "result")
            sources.collector.error("unknown-figure", place, message, nearest(indicator.result, known))


def tell_results(files: YearFiles, sources: Sources) -> None:
    """Figures of a year that has no table, where the table of another year has no figures, or of no indicator, where one of
    a like name has none: the year or the key is mistyped."""
    tables = {year for name in files.tables if (year := results_year(name))}
    lacking = sorted(tables - files.results.keys())
    for year in files.results.keys() - tables if lacking else ():
        message = say(
            f"results.yaml 有 {year} 年度的數字，卻沒有該年度的成果表；{lacking[0]} 年度的成果表沒有數字",
            f"results.yaml has figures of {year}, which has no table; the table of {lacking[0]} has no figures",
        )
        hint = say(f"是否應為 {lacking[0]}？", f"should this be {lacking[0]}?")
        sources.collector.error("results-table", sources.files["results"].key_place(year), message, hint)
    known = {indicator.key for indicator in files.indicators}
    for year, indicators in files.results.items():
        for key in indicators.keys() - known:
            if meant := closest(key, sorted(known - indicators.keys()), ALIKE):
                message = say(f"不認得的指標「{key}」", f"unknown indicator “{key}”")
                hint = say(f"您是否要寫「{meant}」？", f"did you mean “{meant}”?")
                place = sources.files["results"].key_place(year, key)
                sources.collector.error("unknown-indicator", place, message, hint)


def _entry(name: str, file: FigureFile | None, sources: Sources, source: str, *path: str | int) -> Entry:
    return Entry(name, file or BLANK, partial(sources.place, source, *path))


def _staffing_entries(file: StaffingFile, sources: Sources) -> Iterator[Entry]:
    """`staffing.<category>.this_year` and `.last_year`, `staffing.total.…`, `staffing.<claim>`."""
    for index, category in enumerate(file.categories):
        for years, figure in (("this", category.this_year), ("last", category.last_year)):
            path = ("categories", index, f"{years}-year")
            yield _entry(f"staffing.{category.key}.{years}_year", figure, sources, "staffing", *path)
    for years, figure in (("this", file.total.this_year), ("last", file.total.last_year)):
        yield _entry(f"staffing.total.{years}_year", figure, sources, "staffing", "total", f"{years}-year")
    for key, claim in file.claims.items():
        yield _entry(f"staffing.{key}", claim, sources, "staffing", "claims", key)


def _organisation_entries(file: OrganisationFile, sources: Sources) -> Iterator[Entry]:
    """`organisation.<post>.<figure>`."""
    for group in ("posts", "bodies", "units"):
        for index, post in enumerate(getattr(file, group)):
            for key, figure in post.figures.items():
                path = (group, index, "figures", key)
                yield _entry(f"organisation.{post.key}.{key}", figure, sources, "organisation", *path)


def _indicator_entries(file: IndicatorsFile, year: int, sources: Sources) -> Iterator[Entry]:
    """`<year>.<indicator>.target` in percent, and `<year of the statement>.<indicator>.<figure>` of its measure."""
    for index, indicator in enumerate(file):
        for of, target in indicator.targets.items():
            if indicator.is_of(of):
                value = FigureFile(value=target, shown_as="percent", accept=indicator.accept.get(of))
                yield _entry(f"{of}.{indicator.key}.target", value, sources, "indicators", index, "targets", of)
        for key, figure in indicator.figures.items() if indicator.is_of(year) else ():
            yield _entry(f"{year}.{indicator.key}.{key}", figure, sources, "indicators", index, "figures", key)


def _results(file: ResultsFile, sources: Sources) -> Iterator[Entry | Figure]:
    """`<year>.<indicator>.<figure>`, and the lists of days, to be counted: `<year>.<indicator>.<list>`."""
    for year, indicators in file.items():
        for indicator, figures in indicators.items():
            for key, figure in figures.items():
                name, path = f"{year}.{indicator}.{key}", (year, indicator, key)
                if isinstance(figure, FigureFile):
                    yield _entry(name, figure, sources, "results", *path)
                else:
                    yield Figure(name, sources.place("results", *path), items=tuple(figure))


def _table_entries(file: TablesFile, designs: Mapping[str, TableDesign], sources: Sources) -> Iterator[Entry]:
    """The figures of the tables of figures, under the names that `designs` give them."""
    for table, design in designs.items():
        for number, row in enumerate(design.rows):
            for index, (name, figure) in enumerate(zip(row.cells, file[table].rows[number].cells, strict=False)):
                yield _entry(name, figure, sources, "tables", table, "rows", number, "cells", index)


def _named_lists(node: Node, scope: str) -> Iterator[Figure]:
    """The lists of the text that the editor named, to be counted."""
    if node.kind == "list" and node.list_name:
        items = tuple(text_of(item.passage.inlines) for item in node.children if item.passage)
        yield Figure(f"{scope}.{node.list_name}", node.position, items=items)
    for child in node.children:
        yield from _named_lists(child, node.argument if node.name == "results" else scope)
