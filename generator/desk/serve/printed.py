"""The PDFs of the preview, set in the background while the pages are shown already.

In: the statements as they are. Out: each edition's PDFs once they are done, and the page that was edited. What is
saved while type is being set waits; of several saves only the last one is set.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress

from msgspec import Struct

from generator.desk.serve.pages import state
from generator.desk.serve.site import PreviewSite
from generator.desk.serve.socket import tell
from generator.desk.serve.typesetter import Printed, Refused, Typesetter
from generator.problems import Problem
from generator.site import addresses


class Standing(Struct, frozen=True):
    """How the printed pages of an edition stand: their `address`, empty if there are none yet; whether type is being set;
    whether they are those of the sources as they are now."""

    address: str
    is_setting: bool
    is_current: bool


class PrintQueue:
    """Sets the editions of `site` one after another, in the background."""

    def __init__(self, site: PreviewSite, report: Callable[[], None]) -> None:
        self.site = site
        self._report = report
        self._waiting: dict[tuple[int, str], None] = {}
        self._has_work = asyncio.Event()
        self._done: dict[tuple[int, str], Printed] = {}
        self._setting: tuple[int, str] | None = None
        self._refused: dict[tuple[int, str], Refused] = {}

    def order(self, years: Iterable[int] | None) -> None:
        """Have the editions of `years` that somebody looked at set anew, all of them where `years` is None."""
        wanted = None if years is None else set(years)
        for year, language in [*self._done, *self._refused, *([self._setting] if self._setting else [])]:
            if wanted is None or year in wanted:
                self._waiting[year, language] = None
        self._has_work.set()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps the editions that are printed from being set as the sources say."""
        return tuple(
            problem
            for (year, _), refused in self._refused.items()
            if year in self.site.years
            for problem in refused.problems
        )

    def file(self, path: str) -> bytes | None:
        """The PDF at `path`, if it is done."""
        return next((done.files[path] for done in self._done.values() if path in done.files), None)

    def printed(self, language: str, year: int) -> Standing:
        """How the printed pages of an edition stand now; the first time it is asked for, it is set."""
        edition = year, language
        done, is_refused, is_setting = self._done.get(edition), edition in self._refused, edition == self._setting
        if not (done or is_refused or is_setting) and self.site.task(year, language):
            self._waiting[edition] = None
            self._has_work.set()
        path = addresses.document(language, year, addresses.PDF)
        address = f"/{path}?{state(done.files[path])}#page={done.page}" if done else ""
        is_setting |= edition in self._waiting
        return Standing(address, is_setting, not (is_setting or is_refused) and self.site.is_current(path))

    async def run(self, stop: asyncio.Event) -> None:
        """Set what waits until `stop` is set."""
        worker = Typesetter()
        ending = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                self._has_work.clear()
                while self._waiting and not stop.is_set():
                    setting = asyncio.create_task(self._set_next(worker))
                    await asyncio.wait({setting, ending}, return_when=asyncio.FIRST_COMPLETED)
                    if stop.is_set():
                        worker.end()
                    await asyncio.wait({setting})
                work = asyncio.create_task(self._has_work.wait())
                await asyncio.wait({work, ending}, return_when=asyncio.FIRST_COMPLETED)
                work.cancel()
        finally:
            worker.end()
            ending.cancel()

    async def _set_next(self, worker: Typesetter) -> None:
        year, language = next(iter(self._waiting))
        del self._waiting[year, language]
        task = self.site.task(year, language, with_pdf=True)
        if task is None:
            return
        with suppress(EOFError, OSError):  # It was ended.
            self._setting = year, language
            self._take(year, language, await asyncio.to_thread(worker.set, task))
        self._setting = None

    def _take(self, year: int, language: str, made: Printed | Refused) -> None:
        """Keep what was made, and tell the browsers; of an edition that was refused the last good PDF stays."""
        had_problems = bool(self.problems)
        self._refused.pop((year, language), None)
        if isinstance(made, Refused):
            self._refused[year, language] = made
        else:
            self._done[year, language] = made
            tell("printed", [year])
        if self.problems or had_problems:
            self._report()
            tell("problems")
