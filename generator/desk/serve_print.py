"""The PDFs of the preview, set in a process of their own while the pages are shown already.

In: the statements as they are. Out: each edition's PDFs once they are done, and the page that was edited. What is
saved while type is being set waits; of several saves only the last one is set.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import signal
import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from generator.desk.serve_site import PreviewSite
from generator.desk.serve_socket import tell
from generator.edition import Task, render
from generator.problems import ContentError, Problem
from generator.site import addresses


@dataclass(frozen=True, slots=True)
class Printed:
    """What setting an edition yielded: its files and the page that holds the first block that changed."""

    files: Mapping[str, bytes]
    page: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an edition could not be set: what a build would tell as well, such as a page that runs over."""

    problems: tuple[Problem, ...]


class Press:
    """Sets the editions of `site` one after another, in the background."""

    def __init__(self, site: PreviewSite, report: Callable[[], None]) -> None:
        self.site = site
        self._report = report
        self._waiting: dict[tuple[int, str], None] = {}
        self._has_work = asyncio.Event()
        self._done: dict[tuple[int, str], Printed] = {}
        self._setting: tuple[int, str] | None = None
        self._refused: dict[tuple[int, str], Refused] = {}
        self._count = 0

    def order(self, years: Iterable[int] | None) -> None:
        """Have the editions of `years` that somebody looked at set anew, all of them where `years` is None."""
        wanted = None if years is None else set(years)
        for year, language in [*self._done, *self._refused]:
            if wanted is None or year in wanted:
                self._waiting[year, language] = None
        self._has_work.set()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps the editions that are printed from being set as the sources say."""
        return tuple(problem for refused in self._refused.values() for problem in refused.problems)

    def file(self, path: str) -> bytes | None:
        """The PDF at `path`, if it is done."""
        return next((done.files[path] for done in self._done.values() if path in done.files), None)

    def printed(self, language: str, year: int) -> dict[str, Any]:
        """Where the printed pages of an edition stand now; the first time it is asked for, it is set."""
        done = self._done.get((year, language))
        if done is None:
            if self._setting != (year, language):
                self._waiting[year, language] = None
                self._has_work.set()
            return {"address": ""}
        path = addresses.document(language, year, "statement.pdf")
        return {"address": f"/{path}?{self._count}#page={done.page}"}

    async def run(self, stop: asyncio.Event) -> None:
        """Set what waits until `stop` is set."""
        worker = _Worker()
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

    async def _set_next(self, worker: _Worker) -> None:
        year, language = next(iter(self._waiting))
        del self._waiting[year, language]
        of = self.site.years.get(year)
        if of is None or of.statement is None:
            return
        task = Task(of.statement, language, of.standards, self.site.content, with_pdf=True)
        with suppress(EOFError, OSError, _Stopped):
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
            self._count += 1
            tell("printed", [year])
        if self.problems or had_problems:
            self._report()
            tell("problems")


PATIENCE = 10
"""Seconds that the process which sets type has to put its things away."""


class _Stopped(Exception):
    """The process that sets type was ended, or failed and said why on the terminal."""


class _Worker:
    """The process that sets type, started when it is first needed and again after it died."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._ours: Connection | None = None

    def set(self, task: Task) -> Printed | Refused:
        """Set one edition; waits until it is done."""
        if self._process is None or not self._process.is_alive():
            self._start()
        assert self._ours is not None  # noqa: S101 — made by `_start`
        self._ours.send(task)
        done = self._ours.recv()
        if not isinstance(done, Printed | Refused):
            raise _Stopped
        return done

    def end(self) -> None:
        """End the process at once."""
        if self._process is not None:
            self._process.terminate()
            self._process.join(PATIENCE)
            self._process.kill()  # Where the typesetter did not hear of it, in the midst of its own.
            self._process = None

    def _start(self) -> None:
        # Not forked: the loop's threads would be copied half-way through what they do.
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()


def _work(ours: Connection) -> None:
    """Set what is sent until nobody sends any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the preview, which then ends us as `kill` does.
    before: dict[tuple[int, str], list[Any]] = {}
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            ours.send(_set(ours.recv(), before))


def _set(task: Task, before: dict[tuple[int, str], list[Any]]) -> Printed | Refused | None:
    """Set one edition; `before` holds the blocks of each edition as they were set last."""
    try:
        made = {artifact.path: artifact.data for artifact in render(task).artifacts}
    except ContentError as error:
        return Refused(tuple(error.problems))
    except Exception:  # The preview goes on without PDFs, and says why on the terminal.
        traceback.print_exc()
        return None
    edition = task.statement.year, task.language
    found = made.get(addresses.document(task.language, task.statement.year, "search.js"), b'{"blocks": []}')
    blocks = json.loads(found[found.index(b"{") : found.rindex(b"}") + 1])["blocks"]
    page = _first_changed(before.get(edition, blocks), blocks)
    before[edition] = blocks
    return Printed({path: data for path, data in made.items() if path.endswith((".pdf", ".preflight.json"))}, page)


def _first_changed(before: list[Any], blocks: list[Any]) -> int:
    """The printed page of the first block that is another than before; 1 if none is."""
    changed = (new[3] for old, new in zip_longest(before, blocks) if new is not None and new != old)
    return max(int(next(changed, 1)), 1)
