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
from generator.content.sources import Sources
from generator.content.statement import read_statement
from generator.content.yaml.schemas import SiteFile
from generator.problems import Position, Problem, has_errors, say


class Loaded(Struct, frozen=True):
    """The statements that could be read, oldest first, and every problem found."""

    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]


def load(root: Path, years: Sequence[int] = ()) -> Loaded:
    """Read the content folder `root`: all years, or `years`."""
    found = load_shared(root, years)
    read = [load_year(root, year, found.site) for year in found.years]
    return Loaded(
        tuple(statement for statement, _ in read if statement),
        (*found.problems, *(problem for _, problems in read for problem in problems)),
    )


class LoadedShared(Struct, frozen=True):
    """What all years share, None if it cannot be read, the years that there are, and every problem found."""

    site: Site | None
    years: tuple[int, ...]
    problems: tuple[Problem, ...]


def load_shared(root: Path, years: Sequence[int] = ()) -> LoadedShared:
    """Read what all years of the content folder `root` share, and which of `years` (all if empty) there are."""
    collector = Collector()
    if not os.path.isdir(root):  # noqa: PTH112 — where we may not look, there is no such folder.
        message = say("找不到內容資料夾", "no such content folder")
        hint = say("請以 --content 指明內容資料夾", "name the content folder with --content")
        collector.error("no-content", Position(root.as_posix()), message, hint)
        return LoadedShared(None, (), tuple(collector.problems))
    site = _site(Sources(root, collector))
    found = tuple(int(folder.name) for folder in year_folders(root, years, collector))
    return LoadedShared(site, found, tuple(collector.problems))


def _site(sources: Sources) -> Site | None:
    file = sources.yaml(SiteFile, sources.root / "site.yaml")
    if file is None:
        return None
    sources.languages = tuple(file.languages)
    return site_facts(file, sources)


def load_year(root: Path, year: int, site: Site | None) -> tuple[Statement | None, tuple[Problem, ...]]:
    """The statement of `year` in the content folder `root`, None if it has errors, and every problem found; without a
    `site` it is read for its mistakes alone."""
    collector = Collector()
    statement = read_statement(root / str(year), site, collector, root)
    return None if has_errors(collector.problems) else statement, tuple(collector.problems)
