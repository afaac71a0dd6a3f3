"""The folder of one year → its `Statement`: every file read, names linked, figures reckoned, blocks assembled."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from generator.content import entries, facts
from generator.content.assemble import Assembler
from generator.content.blocks import Block
from generator.content.calendar import roc_day
from generator.content.citations import Citations
from generator.content.collector import Collector
from generator.content.corrections import corrected
from generator.content.designs import table_designs
from generator.content.first_published import first_published
from generator.content.folders import chapter_files, name_there, tell_year_folder
from generator.content.markdown.nodes import Node
from generator.content.model import Figure, Site, Statement
from generator.content.plans import RowPlan, row_plans
from generator.content.results_tables import tell_results_tables
from generator.content.side_by_side import tell_unpaired
from generator.content.sources import Sources
from generator.content.tables import Goal, Indicator, Name, Organisation, Staffing, TableDesign
from generator.content.yaml.schemas import StatementFile
from generator.content.year_files import YearFiles, lacks_files, read_files
from generator.problems import LANGUAGES, has_errors, say


class _Linked(Struct, frozen=True):
    """What the YAML files state, linked by its keys."""

    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    tables: Mapping[str, TableDesign]
    staffing: Staffing | None
    organisation: Organisation | None


_CitedText = tuple[tuple[Block, ...], dict[str, Figure]]
"""The blocks of the chapters, and the figures that they cite."""


def read_statement(folder: Path, site: Site | None, collector: Collector, root: Path) -> Statement | None:
    """The statement of the year that `folder` is named after; None where its files cannot be followed, or no `site`."""
    sources = Sources(root, collector, site.languages if site else _languages_there(folder))
    statement = sources.yaml(StatementFile, folder / "statement.yaml")
    # Of a year that may be a draft, what lacks is told as in one.
    collector.draft = statement is None or statement.status == "draft"
    if statement:
        sources.listed = frozenset(f"{name}.md" for name in statement.chapters)
        _each_once(statement.chapters, sources)
        sources.misnamed = tell_year_folder(folder, statement.chapters, sources.languages, collector)
        sources.misnamed |= _misnamed(folder, statement.chapters, sources)
    # A file under a wrong name is one that is not there: all that cites it would be told as well.
    failed = has_errors(collector.problems)
    files = read_files(folder, statement, sources)
    if files is None or failed or site is None:
        _tell_chapters(folder, statement, site, sources)
        return None
    return _assembled(folder, files, site, sources)


def _tell_chapters(folder: Path, statement: StatementFile | None, site: Site | None, sources: Sources) -> None:
    """The mistakes of the Markdown by itself, so that as many as can be come at once: where `statement` cannot tell which
    chapters there are, those of all files, else also what one language has and another has not."""
    if statement is None:
        for path, language in chapter_files(folder, sources.languages):
            sources.markdown(path, language)
        return
    chapters = [sources.chapter(folder, name) for name in statement.chapters]
    for chapter in chapters:
        if site:
            tell_unpaired(chapter, site, sources.collector)


def _languages_there(folder: Path) -> tuple[str, ...]:
    """The languages of a year as its folders have them, where `site.yaml` cannot be read."""
    # Unlike `Path.is_dir`, it does not mind a folder that it may not look into.
    return tuple(language for language in LANGUAGES if os.path.isdir(folder / language))  # noqa: PTH112


def _each_once(chapters: Sequence[str], sources: Sources) -> None:
    for index, name in enumerate(chapters):
        if name in chapters[:index]:
            message = say(f"「{name}」重複，每章只能列一次", f"“{name}” appears twice: each chapter is listed once")
            sources.collector.error("wrong-value", sources.place("statement", "chapters", index), message)


def _misnamed(folder: Path, chapters: Sequence[str], sources: Sources) -> frozenset[str]:
    """The chapters that no language has, and all have under one other name, each told where it is listed."""
    found = set()
    for index, name in enumerate(chapters):
        there = {name_there(folder / language, f"{name}.md", sources.listed) for language in sources.languages}
        if len(there) == 1 < len(sources.languages) and (file := there.pop()):
            message = say(f"各語言都沒有「{name}」這一章", f"no language has the chapter “{name}”")
            hint = say(
                f"各語言有「{file}」：若就是它，請在此寫 {file.removesuffix('.md')}，或將檔案改名",
                f"each has “{file}”: if that is it, write {file.removesuffix('.md')} here, or rename the files",
            )
            sources.collector.error("no-file", sources.place("statement", "chapters", index), message, hint)
            found.add(name)
    return frozenset(found)


def _assembled(folder: Path, files: YearFiles, site: Site, sources: Sources) -> Statement | None:
    chapters = [chapter for name in files.statement.chapters if (chapter := sources.chapter(folder, name))]
    linked = _linked(files, sources)
    texts = [chapter[site.authority] for chapter in (*chapters, *sources.lost) if site.authority in chapter]
    if (
        lacks_files(folder, chapters, sources)
        or linked is None
        or tell_results_tables(texts, linked.tables, files.results, sources.collector)
    ):
        for chapter in chapters:
            tell_unpaired(chapter, site, sources.collector)
        return None
    text = _text(chapters, files, linked, site, int(folder.name), sources)
    return corrected(_as_it_stands(folder, files, linked, text, site, sources), folder, sources)


def _as_it_stands(
    folder: Path, files: YearFiles, linked: _Linked, text: _CitedText, site: Site, sources: Sources
) -> Statement:
    """The statement as the sources have it, which is as it was last corrected."""
    statement, (blocks, figures) = files.statement, text
    return Statement(
        year=int(folder.name),
        site=site,
        title=sources.words(statement.title, "statement", "title"),
        running_head=_running_head(statement, sources),
        draft=sources.collector.draft,
        updated=statement.updated,
        pages=statement.pages,
        until={of: roc_day(day) for of, day in statement.until.items()},
        chapters=blocks,
        figures=figures,
        tables=linked.tables,
        staffing=linked.staffing,
        goals=linked.goals,
        indicators=linked.indicators,
        organisation=linked.organisation,
        sources=dict(sorted(sources.hashes.items())),
        position=sources.place("statement"),
        places={path: sources.place("statement", *path) for path in sources.files["statement"].marks},
        review=tuple(
            (words, sources.place("statement", "review", at)) for at, words in enumerate(statement.review or ())
        ),
        first_published=first_published(folder, sources.root, sources.collector),
        names=tuple(sources.names),
    )


def _text(
    chapters: Sequence[Mapping[str, Node]], files: YearFiles, linked: _Linked, site: Site, year: int, sources: Sources
) -> _CitedText:
    plans = row_plans(files.indicators, linked.indicators, linked.tables, year, sources)
    scopes = entries.scopes([*chapters, *sources.lost], plans, site.authority, year)
    figures = entries.figures(files, linked.tables, scopes, year, sources)
    if files.staffing:
        plans["staffing"] = (RowPlan("staffing", "r1"),)
    charts = ("organisation",) if files.organisation else ()
    keys = frozenset(indicator.key for indicator in linked.indicators)
    citations = Citations(site.authority, year, figures, sources.collector)
    assembler = Assembler(site, citations, plans, keys, charts, sources.collector)
    return assembler.chapters(chapters, year), figures


def _linked(files: YearFiles, sources: Sources) -> _Linked | None:
    """Goals, indicators, tables, staff and posts; None after a mistake: a key that stands twice or names nothing would be told again at
    every row and figure."""
    before = len(sources.collector.problems)
    goals = facts.goal_facts(files.goals, sources)
    terms = facts.term_facts(files.terms, sources)
    indicators = facts.indicator_facts(files.indicators, goals, terms, sources)
    tables = table_designs(files.tables, sources)
    staffing = facts.staffing_facts(files.staffing, sources) if files.staffing else None
    organisation = facts.organisation_facts(files.organisation, sources) if files.organisation else None
    entries.tell_answers(files, sources)
    entries.tell_results(files, sources)
    failed = has_errors(sources.collector.problems[before:])
    return None if failed else _Linked(goals, indicators, tables, staffing, organisation)


def _running_head(statement: StatementFile, sources: Sources) -> dict[str, tuple[str, ...]]:
    zh, en = statement.running_head.zh_hant, statement.running_head.en
    head = sources.in_languages(tuple(zh), tuple(en) if en else None, "statement", "running-head")
    lines = {language: "\n".join(words) for language, words in head.items()}
    places = {language: sources.place("statement", "running-head", language) for language in head}
    sources.names.append(Name(lines, places))
    return head
