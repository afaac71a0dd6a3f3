"""What the sources make at this moment, kept in memory: the site that the preview shows.

In: the content folder, and which of its files changed. Out: the bytes of any file of the site, rendered when it is asked
for and kept until its sources change; and every problem. A year with a mistake keeps its last good pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.checks import run
from generator.checks.glossary_file import Glossary
from generator.checks.standards import Standards
from generator.content import load_site, load_year
from generator.content.model import Site, Statement
from generator.edition import Task, render
from generator.inputs import YEAR
from generator.pipeline import spanning_artifacts
from generator.problems import ContentError, Problem, once
from generator.reading import read_shared, read_standards
from generator.site.assets import assets
from generator.site.compare_pages import comparison_pages
from generator.site.compare_side import side_of
from generator.site.presenter import present
from generator.site.strings import forget_strings
from generator.webfont import dressed

DATA = "data"
"""The folder of open data, which is made with the edition whose text prevails."""
ASSETS = "assets"
PAIR = re.compile(r"([1-9][0-9]{0,2})-([1-9][0-9]{0,2})")
SHARED = 0
"""Stands for the files that all years share, among the years that changed."""


@dataclass(slots=True)
class Year:
    """A year as it was read last; `statement` is the last good one."""

    statement: Statement | None = None
    standards: Standards = field(default_factory=lambda: Standards(None, {}))
    read: tuple[Problem, ...] = ()
    """What reading found."""
    checked: tuple[Problem, ...] = ()
    """What checking found."""

    @property
    def is_good(self) -> bool:
        """Whether no mistake keeps the statement read last from being shown."""
        return not has_errors([*self.read, *self.checked])


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of `problems` is an error."""
    return any(problem.severity == "error" for problem in problems)


@dataclass(slots=True)
class Edition:
    """A rendered edition: its files by path, its record as plain data."""

    files: Mapping[str, bytes]
    record: Mapping[str, Any]


class PreviewSite:
    """The site of the content folder `content`."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.site: Site | None = None
        self.years: dict[int, Year] = {}
        self.glossary: Glossary | None = None
        self.shared: tuple[Problem, ...] = ()
        self._editions: dict[tuple[int, str], Edition] = {}
        self._spanning: tuple[object, dict[str, bytes]] | None = None
        self._pairs: dict[tuple[int, int], Mapping[str, bytes]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of the sources as they are now, each once."""
        found = [*self.shared]
        for year in self.years.values():
            found += [*year.read, *year.checked]
        return once(found)

    def update(self, changed: Iterable[int] | None = None) -> frozenset[int]:
        """Read what changed, all of it where `changed` is None; the years whose pages are others than before."""
        present = self._present()
        dirty = set(present) if changed is None else set(changed)
        gone = self.years.keys() - present
        dirty |= present - self.years.keys()
        for year in gone:
            del self.years[year]
        is_shared = changed is None or SHARED in dirty
        if is_shared:
            self._read_shared()
        anew = {year for year in dirty & present if self._read(year)}
        if is_shared:
            anew |= {year for year in present - dirty if self._share(year)}
        self._forget(anew | gone)
        return frozenset(anew | gone)

    def forget_templates(self) -> None:
        """Have every page made anew by the templates as they are now; those that did not change stay compiled."""
        assets.cache_clear()
        forget_strings()
        self._editions.clear()
        self._pairs.clear()
        self._spanning = None

    def file(self, path: str) -> bytes | None:
        """The file of the site at `path`, None if there is none; raises what its templates raise."""
        if self.site is None:
            return None
        first, second, third = [*path.split("/"), "", ""][:3]
        if first == ASSETS:
            return self._asset(path)
        language = self.site.authority if first == DATA else first
        if YEAR.fullmatch(second) and language in self.site.languages:
            edition = self._edition(int(second), language)
            return edition.files.get(path) if edition else None
        if second == "compare" and (years := PAIR.fullmatch(third)):
            return self._comparison(int(years[1]), int(years[2])).get(path)
        return self._spanning_files().get(path)

    def _asset(self, path: str) -> bytes | None:
        """A style, a script, or a font that came with pages made before: no page is made for it."""
        if asset := next((asset for asset in assets().values() if asset.path == path), None):
            return asset.data
        made = [edition.files for edition in self._editions.values()] + list(self._pairs.values())
        made += [self._spanning[1]] if self._spanning else []
        return next((files[path] for files in made if path in files), None)

    def _present(self) -> set[int]:
        folders = (path for path in self.content.iterdir() if path.is_dir()) if self.content.is_dir() else ()
        return {int(path.name) for path in folders if YEAR.fullmatch(path.name)}

    def _read_shared(self) -> None:
        shared = read_shared(self.content)
        self.glossary, self.shared = shared.glossary, shared.problems
        with suppress(ContentError):  # Told already; the site stays as it was last without mistakes.
            self.site = load_site(self.content)

    def _read(self, number: int) -> bool:
        """Read a year; whether its pages change. With a mistake in it, the statement read before stays."""
        year = self.years.setdefault(number, Year())
        if self.site is None:
            return False
        loaded = load_year(self.content, number, self.site)
        year.read, year.checked = loaded.problems, ()
        return loaded.statement is not None and self._check(year, loaded.statement)

    def _share(self, number: int) -> bool:
        """Have a year, itself unchanged, follow what all years share; whether its pages change.

        One with a mistake is read anew: what it holds is not what was read last.
        """
        year = self.years[number]
        if (
            year.statement is None
            or not year.is_good
            or self.site is None
            or year.statement.site.languages != self.site.languages
        ):
            return self._read(number)
        return self._check(year, year.statement.of(self.site))

    def _check(self, year: Year, statement: Statement) -> bool:
        standards, found = read_standards(statement, self.content, self.glossary)
        year.checked = (*found, *run(statement, standards))
        if has_errors(year.checked):
            return False
        year.statement, year.standards = statement, standards
        return True

    def _forget(self, years: Iterable[int]) -> None:
        for year in years:
            for language in self.site.languages if self.site else ():
                self._editions.pop((year, language), None)
            self._pairs = {pair: files for pair, files in self._pairs.items() if year not in pair}

    def _edition(self, number: int, language: str) -> Edition | None:
        year = self.years.get(number)
        if year is None or year.statement is None:
            return None
        if (number, language) not in self._editions:
            rendered = render(Task(year.statement, language, year.standards, self.content, with_pdf=False))
            files = {artifact.path: artifact.data for artifact in rendered.artifacts}
            self._editions[number, language] = Edition(files, rendered.record.as_json())
        return self._editions[number, language]

    def _comparison(self, before: int, after: int) -> Mapping[str, bytes]:
        """The pages that compare two years; nothing where one of them cannot be shown."""
        if (before, after) not in self._pairs:
            older, newer = (self.years.get(number, Year()).statement for number in (before, after))
            if self.site is None or older is None or newer is None:
                return {}
            sides = [(side_of(present(older, language)), side_of(present(newer, language)))
                     for language in self.site.languages]  # fmt: skip
            pages = comparison_pages(self.site, sides)
            self._pairs[before, after] = {made.path: made.data for made in dressed(pages, f"-{before}-{after}")}
        return self._pairs[before, after]

    def _spanning_files(self) -> dict[str, bytes]:
        """The pages that span years, made anew only if a record of an edition changed."""
        assert self.site is not None  # noqa: S101 — `file` asks only where there is a site
        editions = [self._edition(year, lang) for year in sorted(self.years) for lang in self.site.languages]
        records = [dict(edition.record) for edition in editions if edition]
        made_of = (self.site, records)
        if self._spanning is None or self._spanning[0] != made_of:
            artifacts = spanning_artifacts(self.site, records)
            self._spanning = made_of, {artifact.path: artifact.data for artifact in artifacts}
        return self._spanning[1]
