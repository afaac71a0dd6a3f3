"""The files that the preview is made from, watched: what changed, told once a burst.

In: the content folder and the templates. Out: sets of changed paths, a few hundredths of a second after the last save
of a burst. watchfiles asks the system to be told and so costs nothing while nobody saves.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import watchfiles
from msgspec import Struct

from generator.desk.serve.site import SHARED
from generator.site.templates import TEMPLATES

STEP = 15
"""Milliseconds without a change that end a burst: editors write a file in less, and nobody waits that long in vain."""
LONGEST = 400
"""Milliseconds after which a burst that does not end is built all the same."""


class Changes(Struct, frozen=True):
    """What a burst of saves changed: years (`SHARED` for what all years share), and templates by their names."""

    years: frozenset[int]
    templates: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.years or self.templates)


async def bursts(content: Path, stop: asyncio.Event) -> AsyncIterator[Changes]:
    """Each burst of changes below `content` and the templates, until `stop` is set."""
    folders = [folder for folder in (content, TEMPLATES) if folder.is_dir()]
    watched = watchfiles.awatch(
        *folders, watch_filter=lambda _, path: is_source(path), step=STEP, debounce=LONGEST, stop_event=stop
    )
    root = content.resolve()
    async for batch in watched:
        if changes := sort_out((Path(path) for _, path in batch), root):
            yield changes


def is_source(path: str) -> bool:
    """Whether a file is one that editors keep: not what their programs write beside it while they save."""
    name = Path(path).name
    if Path(path).parent.name == "__pycache__":
        return False  # Templates are compiled there by the build itself.
    return not (name.startswith((".", "#", "4913")) or name.endswith(("~", ".swp", ".swx", ".tmp")))


def sort_out(paths: Iterable[Path], root: Path) -> Changes:
    """Which years and templates the changed `paths` belong to; `root` is the content folder, resolved."""
    years: set[int] = set()
    templates: set[str] = set()
    for path in paths:
        if path.is_relative_to(root):
            first = path.relative_to(root).parts[:1]
            is_year = bool(first) and first[0].isascii() and first[0].isdigit()
            years.add(int(first[0]) if is_year else SHARED)
        else:
            templates.add(path.name)
    return Changes(frozenset(years), frozenset(templates))


def edited_last(content: Path) -> Path | None:
    """The source that was saved last."""
    saved = [(path.stat().st_mtime, path) for path in content.rglob("*") if path.is_file() and is_source(path.name)]
    return max(saved)[1] if saved else None
