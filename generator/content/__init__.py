"""Sources → `Statement`: everything that editors write is read here, and nowhere else.

In: a content folder. Out: the `Statement` of each year and all problems found on the way. A year whose sources have
errors yields no statement, so no later stage meets a half-read one.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from generator.content.collector import Collector
from generator.content.facts import site_facts
from generator.content.folders import year_folders
from generator.content.model import Site, Statement
from generator.content.schemas import SiteFile
from generator.content.sources import Sources
from generator.content.statement import read_statement
from generator.problems import ContentError, Position, Problem, say


def load_site(root: Path) -> Site:
    """What all years share; raises `ContentError` with every mistake in `site.yaml`."""
    collector = Collector()
    site = _site(Sources(root, collector))
    if site is None or collector.has_errors():
        raise ContentError(collector.problems)
    return site


def _site(sources: Sources) -> Site | None:
    file = sources.yaml(SiteFile, sources.root / "site.yaml")
    if file is None:
        return None
    sources.languages = tuple(file.languages)
    return site_facts(file, sources)


class Loaded(Struct, frozen=True):
    """The statements that could be read, oldest first, and every problem found."""

    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]


def load(root: Path, years: Sequence[int] = ()) -> Loaded:
    """Read the content folder `root`: all years, or `years`."""
    collector = Collector()
    if not os.path.isdir(root):  # noqa: PTH112 — where we may not look, there is no such folder.
        hint = say("請以 --content 指明內容資料夾", "name the content folder with --content")
        collector.error(
            "no-content", Position(root.as_posix()), say("找不到內容資料夾", "no such content folder"), hint
        )
        return Loaded((), tuple(collector.problems))
    site = _site(Sources(root, collector))
    statements = []
    for folder in year_folders(root, years, collector):
        if site:
            before = len(collector.problems)
            statement = read_statement(folder, site, collector, root)
            clean = all(problem.severity != "error" for problem in collector.problems[before:])
            if statement and clean:
                statements.append(statement)
    return Loaded(tuple(statements), tuple(collector.problems))
