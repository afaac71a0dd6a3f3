"""One year after another: its sources read and checked, its editions rendered, two neighbours compared.

This is what a worker does. In: the order, what all years share, years. Out: editions as the cache keeps them, and every
problem found; a year with an error has no edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.artifact import Artifact
from generator.edition import Task, render
from generator.kept import SIDE, Kept, KeptYear
from generator.order import Order
from generator.problems import Problem
from generator.reading import Checked, Shared, check_year
from generator.site.compare_pages import comparison_page
from generator.site.compare_side import decoded, encoded, side_of
from generator.webfont import dressed


class YearMaker:
    """Makes years for `order`, in `languages`; `shared` is what all of them share, and where it has mistakes that stop
    the build there are no languages to make."""

    def __init__(self, order: Order, shared: Shared) -> None:
        site = order.at_address(shared.site) if shared.site else None
        self.order, self.shared = order, replace(shared, site=site)
        self.languages = order.languages_of(site) if site and not order.is_stopped_by(shared.problems) else ()
        self._read: dict[int, tuple[Checked | None, tuple[Problem, ...]]] = {}

    def read(self, years: Sequence[int]) -> list[Problem]:
        """Read and check `years` now, to be made later; every problem found."""
        self._read = {year: self._check(year) for year in years}
        return [problem for _, problems in self._read.values() for problem in problems]

    def make(self, year: int, languages: Sequence[str]) -> KeptYear:
        """The editions of `year` in `languages`, none where its mistakes stop the build."""
        checked, problems = self._read.get(year) or self._check(year)
        if checked is None or self.order.is_stopped_by(problems):
            return KeptYear((), problems)
        return KeptYear(tuple(self._edition(checked, language) for language in languages), problems)

    def compare(self, before: Sequence[bytes], after: Sequence[bytes]) -> list[Artifact]:
        """The pages that compare two statements, each given as its editions keep it to be compared."""
        site = self.shared.site
        assert site is not None  # noqa: S101 — without it there are no editions
        pairs = list(zip(map(decoded, before), map(decoded, after), strict=True))
        pages = [comparison_page(site, one, other, self.languages) for one, other in pairs]
        return dressed(pages, f"-{pairs[0][0].year}-{pairs[0][1].year}")

    def _check(self, year: int) -> tuple[Checked | None, tuple[Problem, ...]]:
        return check_year(self.order.content, year, self.shared)

    def _edition(self, checked: Checked, language: str) -> Kept:
        order = self.order
        made = render(
            Task(checked.statement, language, checked.standards, order.content, order.with_pdf, order.multiple)
        )
        side = b"" if checked.statement.draft else encoded(side_of(made.view))
        return Kept(made.artifacts, made.record.as_json(), Artifact(SIDE, side))
