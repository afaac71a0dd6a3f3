"""The YAML files of one year, each as its schema class has it.

In: the folder. Out: `YearFiles`; what cannot be followed is told.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.content.blocks import citations_in
from generator.content.designs import table_designs
from generator.content.facts import goal_facts, indicator_facts, term_facts
from generator.content.markdown.nodes import Node
from generator.content.sources import Sources
from generator.content.yaml.schemas import (
    GoalsFile,
    IndicatorsFile,
    OrganisationFile,
    ResultsFile,
    StaffingFile,
    StatementFile,
    TablesFile,
    TermsFile,
)

CITED_BY = {"terms": ("indicators",), "goals": ("indicators",), "indicators": ("results",)}
"""A file that need not be there, and what cites its keys in every entry: where that is there, it is needed as well."""


class YearFiles(Struct, frozen=True):
    """The YAML files of one year; a file that the year does not keep is empty, or None."""

    statement: StatementFile
    tables: TablesFile = {}
    terms: TermsFile = {}
    goals: GoalsFile = []
    indicators: IndicatorsFile = []
    results: ResultsFile = {}
    staffing: StaffingFile | None = None
    organisation: OrganisationFile | None = None


def read_files(folder: Path, statement: StatementFile | None, sources: Sources) -> YearFiles | None:
    """The files beside `statement`, which was read before; None where one of them, or that, cannot be followed."""
    kept: dict[str, Any] = {}
    failed = False
    for schema, name in (
        (TablesFile, "tables"), (TermsFile, "terms"), (GoalsFile, "goals"), (IndicatorsFile, "indicators"),
        (ResultsFile, "results"), (StaffingFile, "staffing"), (OrganisationFile, "organisation"),
    ):  # fmt: skip
        path = folder / f"{name}.yaml"
        # Unlike `Path.exists`, it does not mind a folder that it may not look into.
        if any(os.path.lexists(folder / f"{each}.yaml") for each in (name, *CITED_BY.get(name, ()))):
            kept[name] = sources.yaml(schema, path)
            failed |= kept[name] is None
    if statement is None or failed:
        _tell_links(kept, sources)
        return None
    return YearFiles(statement, **kept)


def _tell_links(kept: Mapping[str, Any], sources: Sources) -> None:
    """What is wrong between the files that can be followed, where others cannot."""
    if kept.get("tables"):
        table_designs(kept["tables"], sources)
    goals, terms, indicators = kept.get("goals", []), kept.get("terms", {}), kept.get("indicators", [])
    if goals is not None and terms is not None and indicators is not None:
        indicator_facts(indicators, goal_facts(goals, sources), term_facts(terms, sources), sources)


def lacks_files(folder: Path, chapters: Sequence[Mapping[str, Node]], sources: Sources) -> bool:
    """Whether a file is not there on which the text of `chapters` draws; that is told, and not each place which does."""
    drawn = {name for chapter in chapters for node in chapter.values() for name in _drawn_on(node)}
    absent = [path for name in sorted(drawn) if not os.path.lexists(path := folder / f"{name}.yaml")]
    for path in absent:
        sources.text(path)
    return bool(absent)


def _drawn_on(node: Node) -> Iterator[str]:
    """The files that hold what the tables and charts of `node` set: results only where their text cites a number."""
    if node.kind == "table":
        yield "staffing" if node.name == "staffing" else "tables"
        if node.name in ("indicators", "results"):
            yield "indicators"
        if node.name == "results" and _cites(node):
            yield "results"
    if node.kind == "chart" and node.argument == "organisation":
        yield "organisation"
    for child in node.children:
        yield from _drawn_on(child)


def _cites(node: Node) -> bool:
    """Whether the text of `node` cites a figure other than a target, which `indicators.yaml` holds."""
    cited = citations_in(node.passage.inlines) if node.passage else ()
    return any(not each.figure.endswith("target") for each in cited) or any(map(_cites, node.children))
