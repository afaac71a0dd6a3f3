"""The folder of one year → its `Statement`: every file read, names linked, figures reckoned, blocks assembled."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.content import entries, facts
from generator.content.assemble import Assembler
from generator.content.citations import Citations
from generator.content.collector import Collector, nearest
from generator.content.corrections import corrected
from generator.content.designs import table_designs
from generator.content.figures import by_name
from generator.content.folders import tell_year_folder
from generator.content.inline import plain_text
from generator.content.markdown import Node
from generator.content.model import Figure, Site, Statement
from generator.content.plans import RowPlan, row_plans
from generator.content.published import published
from generator.content.reckoning import Reckoner
from generator.content.scalars import roc_day
from generator.content.schemas import (
    GoalsFile,
    IndicatorsFile,
    OrganisationFile,
    ResultsFile,
    StaffingFile,
    StatementFile,
    TablesFile,
    TermsFile,
)  # fmt: skip
from generator.content.sources import Sources
from generator.content.tables import Name, TableDesign
from generator.content.years import results_year
from generator.problems import say


class YearFiles(Struct, frozen=True):
    """The YAML files of one year; a file that the year does not keep is None."""

    statement: StatementFile
    tables: TablesFile
    terms: TermsFile
    goals: GoalsFile
    indicators: IndicatorsFile
    results: ResultsFile
    staffing: StaffingFile | None
    organisation: OrganisationFile | None


def read_statement(folder: Path, site: Site, collector: Collector, root: Path) -> Statement | None:
    """The statement of the year that `folder` is named after; None where its files cannot be followed."""
    sources = Sources(root, collector, site.languages)
    statement = sources.yaml(StatementFile, folder / "statement.yaml")
    if statement:
        sources.draft = statement.status == "draft"
        _each_once(statement.chapters, sources)
        tell_year_folder(folder, statement.chapters, site.languages, collector)
    files = _files(folder, statement, sources)
    if files is None:
        # What stands in the Markdown is told as well, so that as many mistakes as can be come at once.
        for name in statement.chapters if statement else ():
            sources.chapter(folder, name)
        return None
    return _assembled(folder, files, site, sources)


def _each_once(chapters: Sequence[str], sources: Sources) -> None:
    for index, name in enumerate(chapters):
        if name in chapters[:index]:
            message = say(f"「{name}」重複，每章只能列一次", f"“{name}” stands twice: each chapter is listed once")
            sources.collector.error("wrong-value", sources.place("statement", "chapters", index), message)


def _files(folder: Path, statement: StatementFile | None, sources: Sources) -> YearFiles | None:
    tables = sources.yaml(TablesFile, folder / "tables.yaml")
    kept: dict[str, Any] = {}
    failed = False
    for schema, name in (
        (TermsFile, "terms"), (GoalsFile, "goals"), (IndicatorsFile, "indicators"), (ResultsFile, "results"),
        (StaffingFile, "staffing"), (OrganisationFile, "organisation"),
    ):  # fmt: skip
        path = folder / f"{name}.yaml"
        if os.path.lexists(path):  # Unlike `Path.exists`, it does not mind a folder that it may not look into.
            kept[name] = sources.yaml(schema, path)
            failed |= kept[name] is None
    if statement is None or tables is None or failed:
        if tables:
            table_designs(tables, sources)
        return None
    absent: dict[str, Any] = {
        "terms": {},
        "goals": [],
        "indicators": [],
        "results": {},
        "staffing": None,
        "organisation": None,
    }
    return YearFiles(statement, tables, **{**absent, **kept})


def _assembled(folder: Path, files: YearFiles, site: Site, sources: Sources) -> Statement | None:
    year = int(folder.name)
    statement, collector = files.statement, sources.collector
    chapters = [chapter for name in statement.chapters if (chapter := sources.chapter(folder, name))]
    before = len(collector.problems)
    goals = facts.goal_facts(files.goals, sources)
    terms = facts.term_facts(files.terms, sources)
    indicators = facts.indicator_facts(files.indicators, goals, terms, sources)
    tables = table_designs(files.tables, sources)
    _tell_results(files, sources)
    if any(problem.severity == "error" for problem in collector.problems[before:]):
        # A key that stands twice or names nothing would be told again at every row and figure.
        return None
    plans = row_plans(files.indicators, indicators, tables, year, sources)
    scopes = _scopes([*chapters, *sources.lost], plans, site.authority, year)
    figures = _figures(files, tables, scopes, year, sources)
    if files.staffing:
        plans["staffing"] = (RowPlan("staffing", "r1"),)
    charts = ("organisation",) if files.organisation else ()
    keys = frozenset(indicator.key for indicator in indicators)
    citations = Citations(site.authority, figures, collector)
    assembler = Assembler(site, sources.draft, citations, plans, keys, charts, collector)
    read = Statement(
        year=year,
        site=site,
        title=sources.words(statement.title, "statement", "title"),
        running_head=_running_head(statement, sources),
        draft=sources.draft,
        updated=statement.updated,
        pages=statement.pages,
        until={of: roc_day(day) for of, day in statement.until.items()},
        chapters=assembler.chapters(chapters, year),
        figures=figures,
        tables=tables,
        staffing=facts.staffing_facts(files.staffing, sources) if files.staffing else None,
        goals=goals,
        indicators=indicators,
        organisation=facts.organisation_facts(files.organisation, sources) if files.organisation else None,
        sources=dict(sorted(sources.hashes.items())),
        position=sources.place("statement"),
        places={path: sources.place("statement", *path) for path in sources.places["statement"].marks},
        review=tuple(
            (words, sources.place("statement", "review", index)) for index, words in enumerate(statement.review or ())
        ),
        published=published(folder, sources.root, collector),
        names=tuple(sources.names),
    )
    return corrected(read, folder, sources)


def _tell_results(files: YearFiles, sources: Sources) -> None:
    """What an indicator names as its result and no year has; figures of a year that has no table, where the table of another year has no figures: the year is mistyped."""
    for index, indicator in enumerate(files.indicators):
        told = [set(figures) for year in files.results.values() if (figures := year.get(indicator.key))]
        if indicator.result and told and not any(indicator.result in figures for figures in told):
            message = say(f"results.yaml 沒有「{indicator.result}」", f"results.yaml has no “{indicator.result}”")
            known = {key for figures in told for key in figures}
            place = sources.place("indicators", index, "result")
            sources.collector.error("unknown-figure", place, message, nearest(indicator.result, known))
    tables = {year for name in files.tables if (year := results_year(name))}
    lacking = sorted(tables - files.results.keys())
    for year in files.results.keys() - tables if lacking else ():
        message = say(
            f"results.yaml 有 {year} 年度的數字，卻沒有該年度的成果表；{lacking[0]} 年度的成果表沒有數字",
            f"results.yaml has figures of {year}, which has no table; the table of {lacking[0]} has no figures",
        )
        hint = say(f"是否應為 {lacking[0]}？", f"should this be {lacking[0]}?")
        sources.collector.error("results-table", sources.places["results"].key_place(year), message, hint)


def _running_head(statement: StatementFile, sources: Sources) -> dict[str, tuple[str, ...]]:
    head = {"zh-Hant": tuple(statement.running_head.zh_hant)}
    if "en" in sources.languages:
        if statement.running_head.en:
            head["en"] = tuple(statement.running_head.en)
        else:
            sources.missing_words("statement", "running-head")
    lines = {language: "\n".join(words) for language, words in head.items()}
    places = {language: sources.place("statement", "running-head", language) for language in head}
    sources.names.append(Name(lines, places))
    return head


def _figures(
    files: YearFiles,
    tables: Mapping[str, TableDesign],
    scopes: Iterable[tuple[str, Node]],
    year: int,
    sources: Sources,
) -> dict[str, Figure]:
    """Every figure of the statement by its full name; a list of the text is named within the scope of its block."""
    found = [
        *entries.indicator_entries(files.indicators, year, sources),
        *entries.result_entries(files.results, sources),
    ]
    if files.staffing:
        found += entries.staffing_entries(files.staffing, sources)
    if files.organisation:
        found += entries.organisation_entries(files.organisation, sources)
    found += entries.table_entries(files.tables, tables, sources)
    lists = [*entries.result_lists(files.results, sources)]
    lists += (figure for scope, node in scopes for figure in _named_lists(node, scope))
    entered = by_name(((entry.name, entry.place(), entry) for entry in found), {}, sources.collector)
    counted = by_name(((figure.name, figure.position, figure) for figure in lists), entered, sources.collector)
    return Reckoner(entered, counted, sources.collector).figures()


def _scopes(
    chapters: Sequence[Mapping[str, Node]], plans: Mapping[str, Sequence[RowPlan]], language: str, year: int
) -> Iterator[tuple[str, Node]]:
    """The blocks of the text, and those of the measures of indicators, each with the scope in which it names lists."""
    for chapter in chapters:
        if language in chapter:
            yield str(year), chapter[language]
    for plan in (plan for each in plans.values() for plan in each):
        for node in (plan.nodes or {}).get(language, ()):
            yield plan.scope, node


def _named_lists(node: Node, scope: str) -> Iterator[Figure]:
    """The lists of the text that the editor named, to be counted."""
    if node.kind == "list" and node.list_name:
        items = tuple(plain_text(item.passage.inlines) for item in node.children if item.passage)
        yield Figure(f"{scope}.{node.list_name}", node.position, items=items)
    for child in node.children:
        yield from _named_lists(child, node.argument if node.name == "results" else scope)
