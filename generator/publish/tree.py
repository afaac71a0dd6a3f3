"""The files that stand in a folder now, and reading them without trust.

In: a folder. Out: the path and state of every file in it. Links are never followed: a link in `output/` could
point anywhere on the machine, and what is compared, carried or removed is the link itself.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

GITIGNORE = ".gitignore"
WORKSPACE = ".publishing"
"""The folder inside `output/` in which the journal works; never a part of the site."""


def files(folder: Path) -> dict[str, os.stat_result]:
    """Every file below `folder` by its path with `/`, sorted; the root's `.gitignore` is not counted.

    A folder that vanishes while it is read raises `FileNotFoundError`: the caller decides what that means.
    """
    found: dict[str, os.stat_result] = {}
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(folder / prefix) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{prefix}{entry.name}/")
                else:
                    found[prefix + entry.name] = entry.stat(follow_symlinks=False)
    found.pop(GITIGNORE, None)
    return dict(sorted(found.items()))


def site_files(folder: Path) -> dict[str, os.stat_result]:
    """The files below `folder` without those of a journal at work."""
    own = f"{WORKSPACE}/"
    return {path: state for path, state in files(folder).items() if not path.startswith(own)}


def is_regular(state: os.stat_result) -> bool:
    """Whether this is a plain file, no link, pipe or device."""
    return stat.S_ISREG(state.st_mode)


def digest(path: Path) -> str:
    """The SHA-256 of a file, read in pieces: a press PDF need not fit into memory."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def holds(path: Path, state: os.stat_result, data: bytes) -> bool:
    """Whether the file at `path` holds exactly `data`; reading is cheaper than hashing both sides."""
    if not is_regular(state) or state.st_size != len(data):
        return False
    return path.read_bytes() == data
