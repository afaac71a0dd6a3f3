"""What was rendered before, under the hash of what it was rendered from.

In: a key made of every input. Out: artifacts and a record, exactly as they were put, or `None`. What is put together is
one file (see `entry`). Whatever is damaged, cut short, renamed or of another format is as good as absent, and is put anew
by the build that misses it.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import get_ident
from typing import Any

from generator.artifact import File
from generator.inputs import FONTS
from generator.publish.entry import UNREADABLE, Damaged, Entry, encode, read_entry

SUFFIX = ".edition"
DRAFT = ".draft"
KEY = re.compile("[0-9a-f]{64}")
LIMIT = 1 << 30
"""Bytes kept: several hundred editions with their PDFs, and the fonts of these."""

USED_LATELY = 3600.0
"""Seconds within which a use is not noted again, so that a build of nothing writes nothing."""


def key(*parts: bytes | str) -> str:
    """The SHA-256 over the parts with their lengths, so that `("ab", "c")` and `("a", "bc")` differ."""
    hashed = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(len(data).to_bytes(8, "big"))
        hashed.update(data)
    return hashed.hexdigest()


class Cache:
    """Entries in one folder; where that cannot be written, nothing is kept and nothing fails."""

    def __init__(self, root: Path, limit: int = LIMIT, *, proving: bool = False) -> None:
        """With `proving`, every byte of an entry is read before it is taken, not only its head."""
        self.root, self.limit, self.proving = root, limit, proving

    def get(self, name: str) -> Entry | None:
        """The entry under the key `name`; `None` if there is none, or none that can be trusted. The bytes of a file in it
        are proven when they are asked for."""
        path = self._path(name)
        try:
            entry = read_entry(path, name)
            if self.proving:
                entry.prove()
        except (Damaged, *UNREADABLE):
            return None
        _note_use(path)
        return entry

    def put(self, name: str, artifacts: Sequence[File], record: Any = None) -> bool:
        """Keep a year or a pair; `False` if the cache cannot be written. Two processes at once: the last one stays."""
        draft = self.root / f"{name}.{os.getpid()}-{get_ident()}{DRAFT}"
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(encode(name, artifacts, record))
            draft.replace(self._path(name))
        except OSError:  # No room, no permission: the build is slower the next time, and that is all.
            with suppress(OSError):
                draft.unlink()
            return False
        return True

    def make_room(self) -> None:
        """Drop what was unused longest, if the limit is passed; not while a build has yet to read what it got. Fonts are as
        old as they are."""
        entries = sorted([*self._entries(), *_files(self.root / FONTS.name)])
        total = sum(size for _, size, _ in entries)
        if total <= self.limit:
            return
        for used, size, path in entries:
            is_draft_at_work = path.suffix in (DRAFT, ".part") and time.time() - used < USED_LATELY
            if total > self.limit * 3 // 4 and not is_draft_at_work:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
                    total -= size

    def damaged(self) -> int:
        """How many entries are of no use."""
        damaged = 0
        for _, _, path in self._entries():
            try:
                read_entry(path, path.name.removesuffix(SUFFIX)).prove()
            except (Damaged, *UNREADABLE):
                damaged += 1
        return damaged

    def _path(self, name: str) -> Path:
        """Where the entry under `name` lies; a key is a hash, so it is a name that every system can write."""
        if not KEY.fullmatch(name):
            raise ValueError(f"not a key: {name!r}")
        return self.root / f"{name}{SUFFIX}"

    def _entries(self) -> list[tuple[float, int, Path]]:
        """Last use, size and path of each entry, the longest unused first; other files are not ours."""
        return sorted(each for each in _files(self.root) if each[2].suffix in (SUFFIX, DRAFT))


def _files(folder: Path) -> list[tuple[float, int, Path]]:
    """When each file in `folder` was last changed, its size and its path; none where the folder cannot be read."""
    try:
        with os.scandir(folder) as items:
            files = [item for item in items if item.is_file(follow_symlinks=False)]
            states = [(item.stat(follow_symlinks=False), item.path) for item in files]
    except OSError:
        return []
    return [(state.st_mtime, state.st_size, Path(path)) for state, path in states]


def _note_use(path: Path) -> None:
    """Date the entry's last use, unless that is known to be recent."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > USED_LATELY:
            os.utime(path)
