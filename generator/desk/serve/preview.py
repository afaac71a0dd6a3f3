"""`serve`: what editors save, in the browser at once.

In: the content folder and the templates as they are saved. Out: the site on this machine alone, from memory; `output/` is
never touched. One loop does everything in turn: a burst of saves is read and checked, the browsers are told, and a page
is rendered when it is asked for. Only setting type is left to another process, since it takes seconds.
"""

from __future__ import annotations

import asyncio
import errno
import gc
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from generator.desk.serve.faults import as_problem
from generator.desk.serve.hosts import Hosts
from generator.desk.serve.http import application
from generator.desk.serve.pages import OWN, PRINTED
from generator.desk.serve.printed import PrintQueue, Standing
from generator.desk.serve.site import PreviewSite
from generator.desk.serve.socket import tell
from generator.desk.serve.watch import Changes, bursts, edited_last
from generator.problems import LANGUAGES, Message, Problem, say


class Wish(Struct, frozen=True):
    """What to show and how: where the sources are, where to listen, and whether PDFs follow."""

    content: Path
    host: str
    port: int
    with_pdf: bool
    language: str
    """Of messages."""


class Words(Struct, frozen=True):
    """How the editor is told: sentences, what keeps the preview from beginning, problems in the terminal's form."""

    say: Callable[[Message], None]
    refuse: Callable[[Message], None]
    problems: Callable[[Sequence[Problem]], None]


class Preview:
    """The preview as the server sees it: pages, problems, where to start."""

    def __init__(self, wish: Wish, words: Words) -> None:
        self.language = wish.language
        self.content = wish.content
        self.words = words
        self.site = PreviewSite(wish.content)
        self.queue = PrintQueue(self.site, self.report) if wish.with_pdf else None
        self._good: dict[str, bytes] = {}
        self._fault: Problem | None = None
        self._told: tuple[Problem, ...] = ()

    def update(self, changes: Changes | None) -> frozenset[int] | None:
        """Follow what was saved; the years that are others than before, None where every page may be."""
        self._fault = None
        years: frozenset[int] | None = self.site.update(changes.years if changes else None)
        if changes and changes.templates:
            self.site.forget_templates(changes.templates)
            years = None
        self.report()
        return years

    def report(self) -> None:
        """Tell the problems on the terminal, where they are others than those told last."""
        problems = (*self.site.problems, *self._beside())
        if problems != self._told:
            if problems:
                self.words.problems(problems)
            elif self._told:
                self.words.say(say("沒有錯誤", "no errors"))
            self._told = problems

    def errors(self) -> tuple[Problem, ...]:
        """What keeps a page from being the one that the sources say."""
        found = [problem for problem in self.site.problems if problem.severity == "error"]
        return (*found, *self._beside())

    def _beside(self) -> list[Problem]:
        """What went wrong after reading and checking: in a template, or in print."""
        return [*([self._fault] if self._fault else []), *(self.queue.problems if self.queue else ())]

    def file(self, path: str) -> bytes | None:
        """The file at `path`; if its templates fail, as it was when they last did not."""
        if self.queue and (printed := self.queue.file(path)) is not None:
            return printed
        try:
            data = self.site.file(path)
        except Exception as error:  # Whatever fails, the preview goes on and says so.
            self._fault = as_problem(error)
            self.report()
            return self._good.get(path)
        if data is not None and path.endswith(".html"):
            self._good[path] = data
        return data

    def is_current(self, path: str) -> bool:
        """Whether the page at `path` is what the sources and templates say now."""
        return self._fault is None and self.site.is_current(path)

    def start(self) -> str:
        """The page that was edited last."""
        saved = edited_last(self.content)
        parts = saved.relative_to(self.content).parts if saved else ()
        languages = self.site.site.languages if self.site.site else LANGUAGES
        language = next((part for part in parts if part in languages), languages[0])
        year = parts[0] if parts and parts[0].isdigit() else str(max(self.site.years, default=""))
        return f"{language}/{year}/index.html" if year else f"{language}/index.html"

    def printed_view(self, path: str) -> str:
        """Where the printed pages of the edition are seen that the page at `path` belongs to; empty where nowhere."""
        language, year = [*path.split("/"), ""][:2]
        is_edition = self.site.site and language in self.site.site.languages and year in map(str, self.site.years)
        return f"/{OWN}/print/{language}/{year}" if self.queue and is_edition else ""

    def printed(self, language: str, year: int) -> Standing | None:
        """How the printed pages of an edition stand; None where no type is set."""
        return self.queue.printed(language, year) if self.queue else None


def serve(wish: Wish, words: Words) -> bool:
    """Show the preview until the editor ends it; False if it could not begin."""
    try:
        sockets = bind_sockets(wish.port, wish.host)
    except OSError as error:
        words.refuse(_refused(error, wish))
        return False
    preview = Preview(wish, words)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(preview, wish, sockets))
    return True


async def _serve(preview: Preview, wish: Wish, sockets: list[Any]) -> None:
    stop = asyncio.Event()
    _end_by_signal(stop)
    saves: asyncio.Queue[Changes | None] = asyncio.Queue()
    watching = asyncio.create_task(_watch(wish.content, stop, saves))
    await asyncio.sleep(0)  # Watching begins now, so that nothing saved while all is read goes unseen.
    preview.update(None)
    gc.freeze()  # What was read of all years stays: looking through it for garbage would delay every save.
    gc.enable()  # Unlike other commands this one goes on for days.
    server = HTTPServer(application(preview, Hosts(wish.host)))
    server.add_sockets(sockets)
    shown = f"[{wish.host}]" if ":" in wish.host else wish.host
    root, start = f"http://{shown}:{sockets[0].getsockname()[1]}", preview.start()
    preview.words.say(say(f"預覽：{root}/{start}（Ctrl-C 結束）", f"preview: {root}/{start} (Ctrl-C ends it)"))
    if printed := preview.printed_view(start):
        zh, en = PRINTED.both
        preview.words.say(say(f"{zh}：{root}{printed}", f"{en.lower()}: {root}{printed}"))
    printing = asyncio.create_task(preview.queue.run(stop)) if preview.queue else None
    while changes := await saves.get():
        _follow(preview, changes)
    server.stop()
    await server.close_all_connections()
    await asyncio.gather(watching, *([printing] if printing else []))


async def _watch(content: Path, stop: asyncio.Event, saves: asyncio.Queue[Changes | None]) -> None:
    """Hand over each burst of saves, and None in the end."""
    async for changes in bursts(content, stop):
        saves.put_nowait(changes)
    saves.put_nowait(None)


def _follow(preview: Preview, changes: Changes) -> None:
    """Read what was saved and tell the browsers; setting type begins once they have their pages."""
    years = preview.update(changes)
    if years is None or years:
        tell("content", years)
        if preview.queue:
            preview.queue.order(years)
    else:
        tell("problems")


def _end_by_signal(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C then arrives as KeyboardInterrupt.
            loop.add_signal_handler(number, stop.set)


def _refused(error: OSError, wish: Wish) -> Message:
    """Why nothing can listen at the address."""
    if error.errno == errno.EADDRINUSE:
        return say(
            f"連接埠 {wish.port} 已被占用；請以 --port 指定另一個",
            f"port {wish.port} is in use: name another one with --port",
        )
    reason = error.strerror or str(error)
    return say(
        f"無法在 {wish.host}:{wish.port} 提供預覽（{reason}）", f"cannot listen on {wish.host}:{wish.port} ({reason})"
    )
