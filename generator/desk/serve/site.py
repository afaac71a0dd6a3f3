"""What the sources make at this moment, kept in memory: the site that the preview shows.

In: the content folder, and which of its files changed. Out: the bytes of any file of the site, rendered when it is asked
for and kept until its sources change; and every problem. A year with a mistake keeps its last good pages.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

from generator.checks.glossary_file import Glossary
from generator.checks.restated import check_restated, numbers_of
from generator.content.model import Site
from generator.desk.serve.year import Year
from generator.edition import Task, record, render
from generator.inputs import YEAR
from generator.pipeline import spanning_artifacts
from generator.problems import Problem, has_errors, once
from generator.reading import read_shared
from generator.site.assets import assets
from generator.site.compare.pages import comparison_pages
from generator.site.compare.side import side_of
from generator.site.presenter import forget_views, present
from generator.site.strings import STRINGS, forget_strings
from generator.webfont import dressed

DATA = "data"
"""The folder of open data, which is made with the edition whose text prevails."""
ASSETS = "assets"
PAIR = re.compile(r"([1-9][0-9]{0,2})-([1-9][0-9]{0,2})")
SHARED = 0
"""Stands for the files that all years share, among the years that changed."""


class PreviewSite:
    """The site of the content folder `content`."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.site: Site | None = None
        self.years: dict[int, Year] = {}
        self.glossary: Glossary | None = None
        self.shared: tuple[Problem, ...] = ()
        self._restated: tuple[Problem, ...] = ()
        self._editions: dict[tuple[int, str], Mapping[str, bytes]] = {}
        self._fonts: dict[tuple[int, str], Mapping[str, bytes]] = {}
        """Those of editions that were forgotten: a browser may have got the page and not yet asked for them."""
        self._records: dict[tuple[int, str], Mapping[str, Any]] = {}
        self._spanning: tuple[object, dict[str, bytes]] | None = None
        self._pairs: dict[tuple[int, int], Mapping[str, bytes]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of the sources as they are now, each once."""
        own = (problem for year in self.years.values() for problem in year.problems)
        return once([*self.shared, *own, *self._restated])

    def is_current(self, path: str) -> bool:
        """Whether the file at `path` is what the sources say now, whatever mistakes other years have."""
        second = [*path.split("/"), ""][1]
        own = self.years.get(int(second)) if YEAR.fullmatch(second) else None
        found = [problem for year in ([own] if own else self.years.values()) for problem in year.problems]
        return not has_errors([*self.shared, *found])

    def update(self, changed: Iterable[int] | None = None) -> frozenset[int]:
        """Read what changed, all of it where `changed` is None; the years whose pages are others than before."""
        present = self._present()
        dirty = set(present) if changed is None else set(changed)
        gone = self.years.keys() - present
        dirty |= present - self.years.keys()
        self.years = {number: self.years.get(number) or Year(self.content, number) for number in sorted(present)}
        is_shared = changed is None or SHARED in dirty
        if is_shared:
            self._read_shared()
        anew = {number for number, year in self.years.items() if self._follow(year, number in dirty, is_shared)}
        self._forget(anew | gone)
        good = (year.statement for year in self.years.values() if not has_errors(year.problems))
        self._restated = tuple(check_restated({each.year: numbers_of(each) for each in good if each}))
        return frozenset(anew | gone)

    def forget_templates(self, names: Container[str]) -> None:
        """Have every page made anew by the templates as they are now, of which those called `names` changed.

        Those that did not change stay compiled; of all of them the records hold nothing but words of the interface.
        """
        assets.cache_clear()
        if STRINGS.name in names:
            forget_strings()
            forget_views()
            self._records.clear()
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
            return self._edition(int(second), language).get(path)
        if second == "compare" and (years := PAIR.fullmatch(third)):
            return self._comparison(int(years[1]), int(years[2])).get(path)
        return self._spanning_files().get(path)

    def _asset(self, path: str) -> bytes | None:
        """A style, a script, or a font that came with pages made before: no page is made for it."""
        if asset := next((asset for asset in assets().values() if asset.path == path), None):
            return asset.data
        made = [*self._editions.values(), *self._fonts.values(), *self._pairs.values()]
        made += [self._spanning[1]] if self._spanning else []
        return next((files[path] for files in made if path in files), None)

    def _present(self) -> set[int]:
        folders = (path for path in self.content.iterdir() if path.is_dir()) if self.content.is_dir() else ()
        return {int(path.name) for path in folders if YEAR.fullmatch(path.name)}

    def _read_shared(self) -> None:
        shared = read_shared(self.content)
        self.glossary, self.shared = shared.glossary, shared.problems
        site = shared.site
        if site and not has_errors(each for each in shared.problems if each.position.path == site.position.path):
            self.site = site  # Else it stays as it was last without mistakes.

    def _follow(self, year: Year, is_dirty: bool, is_shared: bool) -> bool:
        """Have a year follow its own sources or what all years share; whether its pages change."""
        if self.site is None or not (is_dirty or is_shared):
            return False
        return year.read(self.site, self.glossary) if is_dirty else year.follow(self.site, self.glossary)

    def _forget(self, years: Iterable[int]) -> None:
        for year in years:
            for language in self.site.languages if self.site else ():
                if made := self._editions.pop((year, language), None):
                    self._fonts[year, language] = {path: made[path] for path in made if path.startswith(ASSETS)}
                self._records.pop((year, language), None)
            self._pairs = {pair: files for pair, files in self._pairs.items() if year not in pair}

    def task(self, number: int, language: str, *, with_pdf: bool = False) -> Task | None:
        """An edition to be made as its sources were when they were good last, None if they never were."""
        year = self.years.get(number)
        if year is None or year.statement is None:
            return None
        return Task(year.statement, language, year.standards, self.content, with_pdf)

    def _edition(self, number: int, language: str) -> Mapping[str, bytes]:
        """The files of an edition by their paths."""
        if (number, language) not in self._editions:
            task = self.task(number, language)
            if task is None:
                return {}
            self._editions[number, language] = {made.path: made.data for made in render(task).artifacts}
        return self._editions[number, language]

    def _record(self, number: int, language: str) -> Mapping[str, Any] | None:
        """What pages that span years need to know of an edition: for them, its own pages are not made."""
        if (number, language) not in self._records and (task := self.task(number, language)):
            self._records[number, language] = record(task).as_json()
        return self._records.get((number, language))

    def _comparison(self, before: int, after: int) -> Mapping[str, bytes]:
        """The pages that compare two years; nothing where one of them cannot be shown."""
        if (before, after) not in self._pairs:
            older, newer = self.years.get(before), self.years.get(after)
            if not (self.site and older and older.statement and newer and newer.statement):
                return {}
            statements = older.statement, newer.statement
            sides = [
                (side_of(present(statements[0], language)), side_of(present(statements[1], language)))
                for language in self.site.languages
            ]
            pages = comparison_pages(self.site, sides)
            self._pairs[before, after] = {made.path: made.data for made in dressed(pages, f"-{before}-{after}")}
        return self._pairs[before, after]

    def _spanning_files(self) -> dict[str, bytes]:
        """The pages that span years, made anew only if a record of an edition changed."""
        assert self.site is not None  # noqa: S101 — `file` asks only where there is a site
        found = [self._record(year, language) for year in self.years for language in self.site.languages]
        records = [each for each in found if each]
        made_of = (self.site, records)
        if self._spanning is None or self._spanning[0] != made_of:
            artifacts = spanning_artifacts(self.site, records, with_drafts=True)
            self._spanning = made_of, {artifact.path: artifact.data for artifact in artifacts}
        return self._spanning[1]
