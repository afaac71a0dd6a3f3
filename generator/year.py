"""One year after another: its sources read and checked, its editions rendered, two neighbours compared.

This is what a worker does. In: the order, what all years share, years. Out: editions as the cache keeps them, and every
problem found; a year with a mistake that stops the build has no edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from generator.artifact import Artifact
from generator.checks.restated import numbers_of
from generator.edition import Task, render
from generator.inputs import year_digest
from generator.kept import SIDE, MadeEdition, MadeYear
from generator.order import Order
from generator.problems import Problem
from generator.reading import Checked, Shared, check_year
from generator.site.compare.side import decoded, encoded, side_of
from generator.webfont import dressed


class _Read(NamedTuple):
    """A year as it was read: `digest` is the hash of its files right afterwards."""

    checked: Checked | None
    problems: tuple[Problem, ...]
    digest: str


class YearMaker:
    """Makes years for `order`, in `languages`. `shared` is what all of them share, `problems` what was found already: if
    that stops the build there are no languages to make, and years are only read, to tell all mistakes at once."""

    def __init__(self, order: Order, shared: Shared, problems: Iterable[Problem]) -> None:
        site = order.at_address(shared.site) if shared.site else None
        self.order, self.shared = order, replace(shared, site=site)
        self.languages = order.languages_of(site) if site and not order.is_stopped_by(problems) else ()
        self._years: dict[int, _Read] = {}

    def read(self, years: Sequence[int]) -> list[Problem]:
        """Read and check `years` now, to be made later; every problem found."""
        self._years = {year: self._check(year) for year in years}
        return [problem for read in self._years.values() for problem in read.problems]

    def make(self, year: int, languages: Sequence[str]) -> MadeYear:
        """The editions of `year` in `languages`, none where its mistakes stop the build."""
        read = self._years.get(year) or self._check(year)
        checked = None if self.order.is_stopped_by(read.problems) else read.checked
        editions = tuple(self._edition(checked, language) for language in languages) if checked else ()
        numbers = numbers_of(read.checked.statement) if read.checked else {}
        return MadeYear(editions, read.problems, numbers, read.digest)

    def compare(self, before: Sequence[bytes], after: Sequence[bytes]) -> list[Artifact]:
        """The pages that compare two statements, each given as its editions keep it to be compared."""
        # Imported here, since a site of one year does without.
        from generator.site.compare.pages import comparison_pages

        site = self.shared.site
        assert site is not None  # noqa: S101 — without it there are no editions
        pairs = list(zip(map(decoded, before), map(decoded, after), strict=True))
        return dressed(comparison_pages(site, pairs), f"-{pairs[0][0].year}-{pairs[0][1].year}")

    def _check(self, year: int) -> _Read:
        checked, problems = check_year(self.order.content, year, self.shared)
        return _Read(checked, problems, year_digest(self.order.content, year))

    def _edition(self, checked: Checked, language: str) -> MadeEdition:
        order = self.order
        made = render(
            Task(checked.statement, language, checked.standards, order.content, order.with_pdf, order.multiple)
        )
        side = b"" if checked.statement.draft else encoded(side_of(made.view))
        return MadeEdition(made.artifacts, made.record.as_json(), Artifact(SIDE, side))
