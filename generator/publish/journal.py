"""Publishing file by file, where a system cannot exchange two folders.

In: a plan. Out: `output/` as planned. Everything is got ready inside `output/` first (so that a move never leaves
the disk); then a journal says what to move and what to remove, and is carried out. Each file changes in one step,
pages after what they need, so there is always a site; a journal that was cut short is completed by the next run.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.artifact import ancestors, check_path
from generator.publish.carrying import make_folders
from generator.publish.errors import unfinished
from generator.publish.plan import Plan
from generator.publish.swap import flush
from generator.publish.workspace import JOURNAL, LOCK, SITE, inside

DRAFT = f"{JOURNAL}.new"


class Journal(NamedTuple):
    """What is still to be done to `output/`: files to move in, in this order, and files to remove."""

    move: tuple[str, ...]
    remove: tuple[str, ...]

    def in_the_way(self) -> list[str]:
        """Old files that a new folder replaces, or that lie in a folder which a new file replaces: they go first."""
        folders = {folder for path in self.move for folder in ancestors(path)}
        files = set(self.move)
        return [path for path in self.remove if path in folders or files.intersection(ancestors(path))]


def publish_by_journal(plan: Plan, output: Path) -> None:
    """Carry out `plan` in `output`, file by file."""
    try:
        _get_ready(plan, inside(output), output)
    except BaseException:
        _tidy(inside(output))
        raise
    complete(output)


def _get_ready(plan: Plan, place: Path, output: Path) -> None:
    """Everything that the journal will move, on the disk; the journal itself comes to be in one step, as the last."""
    place.mkdir(exist_ok=True)
    make_folders(place / SITE, plan.order())
    for path in plan.order():
        (place / SITE / path).write_bytes(plan.artifacts[path].data)
    content = {"move": plan.order(), "remove": list(plan.removed)}
    draft = place / DRAFT
    draft.write_text(json.dumps(content), encoding="utf-8")
    flush(output)
    draft.replace(place / JOURNAL)


def complete(output: Path) -> None:
    """Finish what a journal in `output` began and remove its workspace; nothing if there is none."""
    place = inside(output)
    if place.is_symlink() or not place.is_dir():
        return
    journal = _read(place / JOURNAL)
    if journal is not None:
        try:
            _carry_out(journal, place / SITE, output)
        except OSError as error:
            raise unfinished(error, output) from error
    _tidy(place)


def _tidy(place: Path) -> None:
    """Remove a workspace, its journal first, so that what is left is never taken for something to be done."""
    with suppress(OSError):
        (place / JOURNAL).unlink(missing_ok=True)
        (place / DRAFT).unlink(missing_ok=True)
        shutil.rmtree(place / SITE, ignore_errors=True)
        if not (place / LOCK).exists():
            place.rmdir()


def _carry_out(journal: Journal, site: Path, output: Path) -> None:
    """The steps of a journal; each may have been done before."""
    _remove(journal.in_the_way(), output)
    make_folders(output, journal.move)
    for path in journal.move:
        if (site / path).exists():
            (site / path).replace(output / path)
    _remove(journal.remove, output)
    flush(output)


def _remove(paths: Iterable[str], output: Path) -> None:
    """Remove files, and the folders that they leave empty; what a first try put in their place stays."""
    for path in paths:
        old = output / path
        with suppress(NotADirectoryError):
            if old.is_symlink() or not old.is_dir():
                old.unlink(missing_ok=True)
        for folder in reversed(ancestors(path)):
            with suppress(OSError):
                (output / folder).rmdir()


def _read(path: Path) -> Journal | None:
    """The journal at `path`; `None` if there is none or it was never finished, for then nothing was begun either."""
    try:
        content = json.loads(path.read_bytes())
        move, remove = ([check_path(name) for name in content[key]] for key in ("move", "remove"))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return Journal(tuple(move), tuple(remove))
