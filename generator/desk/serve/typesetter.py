"""The process that sets type for the preview: it takes seconds, which nobody who saves must wait for.

In: one edition after another. Out: its PDFs and the page that was edited, or why it cannot be set.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import zip_longest
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from msgspec import Struct

from generator.desk.serve.faults import as_problem
from generator.edition import Task, render
from generator.inputs import CACHE
from generator.problems import ContentError, Problem
from generator.publish.cache import Cache
from generator.site import addresses
from generator.site.search_file import texts
from generator.site.strings import forget_strings

PATIENCE = 10
"""Seconds that the process which sets type has to put its things away."""
Blocks = Sequence[tuple[str, str, int]]
"""The id, text and printed page of each block."""


class Printed(Struct, frozen=True):
    """What setting an edition yielded: its files and the page of the PDF that holds the first block that changed."""

    files: Mapping[str, bytes]
    page: int


class Refused(Struct, frozen=True):
    """Why an edition could not be set: what a build would tell as well, such as a page that runs over."""

    problems: tuple[Problem, ...]


class Typesetter:
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
        done: Printed | Refused = self._ours.recv()
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
    before: dict[tuple[int, str], Blocks] = {}
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            ours.send(_set(ours.recv(), before))
            Cache(CACHE).make_room()  # Each character used for the first time leaves fonts there.


def _set(task: Task, before: dict[tuple[int, str], Blocks]) -> Printed | Refused:
    """Set one edition, or say why that cannot be done."""
    forget_strings()  # Who edits them does so while this process lasts.
    try:
        return _printed(task, before)
    except ContentError as error:
        return Refused(tuple(error.problems))
    except Exception as error:  # The preview goes on without PDFs, and says why.
        return Refused((as_problem(error),))


def _printed(task: Task, before: dict[tuple[int, str], Blocks]) -> Printed:
    """The PDFs of an edition; `before` holds the blocks of each edition as they were set last."""
    rendered = render(task)
    made = {artifact.path: artifact.data for artifact in rendered.artifacts}
    edition, blocks = (task.statement.year, task.language), texts(rendered.view)
    changed = _first_changed(before.get(edition, blocks), blocks)
    before[edition] = blocks
    public = made[addresses.document(task.language, task.statement.year, addresses.PDF)]
    files = {path: data for path, data in made.items() if path.endswith((".pdf", ".preflight.json"))}
    return Printed(files, _page(public, [identity for identity, _, _ in blocks[: changed + 1]]))


def _first_changed(before: Blocks, blocks: Blocks) -> int:
    """The index of the first block that is another than before, of the first of all if none is."""
    pairs = enumerate(zip_longest(before, blocks))
    return next((index for index, (old, new) in pairs if new is not None and new != old), 0)


def _page(pdf: bytes, identities: Sequence[str]) -> int:
    """The page that holds the last of the blocks `identities`, or the one before it, to which the PDF has a way: a text
    without page marks, a draft or a translation, has its pages from the typesetter alone."""
    import pikepdf  # Here alone, and the preview begins without.

    with pikepdf.open(BytesIO(pdf)) as opened:
        ways = pikepdf.NameTree(opened.Root.Names.Dests)
        found = next((ways[identity] for identity in reversed(identities) if identity in ways), None)
        return opened.pages.index(pikepdf.Page(found[0])) + 1 if found is not None else 1
