"""What a build depends on, as hashes: the content of each year, the program with its templates, its options.

Where the project and its cache lie is told here, too. Nothing outside the standard library is imported, and nothing is
parsed: a build of nothing must do next to nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
"""The project's folder."""
CACHE = ROOT / ".cache"
"""Where what was made is kept under hashes of what it was made from."""
FONTS = CACHE / "fonts"
"""Where those who cut fonts keep them, and look for them before they cut."""
YEAR = re.compile(r"[1-9][0-9]{0,2}")
"""The name of a year's folder, for whoever hashes it and whoever reads it."""
PIECE = 65_536
"""Bytes of a file that are read at once."""


class Inputs(NamedTuple):
    """Hashes of what is read: `shared` files of the content folder, each year's files, the program.

    With the shared files go the names of whatever lies beside the years, since one that nothing reads is told. The names
    of a year's files begin with the year, so that the copy of a year is not taken for it.
    """

    shared: str
    years: dict[int, str]
    program: str

    @property
    def content(self) -> str:
        """The hash of everything that editors wrote."""
        years = (f"{year} {digest}" for year, digest in self.years.items())
        return hashlib.sha256("\n".join([self.shared, *years]).encode()).hexdigest()


def read_inputs(content: Path, years: Sequence[int] = ()) -> Inputs:
    """The inputs of a build of `content`: all years, or `years`."""
    root, found = _root(content), sorted(_folders(content))
    return Inputs(
        shared=_shared(content, found, root),
        years={year: _year(content, year, root) for year in found if not years or year in years},
        program=_digest(ROOT, [*_files(ROOT / "generator"), *_files(ROOT / "templates"), str(ROOT / "build.py")]),
    )


def shared_digest(content: Path) -> str:
    """The hash of what all years of `content` share, as `Inputs` has it."""
    return _shared(content, _folders(content), _root(content))


def year_digest(content: Path, year: int) -> str:
    """The hash of the files of `year`, as `Inputs` has it."""
    return _year(content, year, _root(content))


def _shared(content: Path, folders: Iterable[int], root: Path) -> str:
    others = sorted(set(_names(content)) - {str(year) for year in folders})
    found = sorted(content.glob("*.yaml"))
    files = [str(path) for path in found if _is_own(path, root) and os.path.isfile(path)]  # noqa: PTH113
    return f"{_digest(content, files)} {hashlib.sha256(repr(others).encode()).hexdigest()}"


def _year(content: Path, year: int, root: Path) -> str:
    folder = content / str(year)
    return _digest(content, _files(folder, root) if _is_own(folder, root) else ())


def _folders(content: Path) -> Iterator[int]:
    """The years that have a folder."""
    return (int(name) for name in _names(content) if YEAR.fullmatch(name) and os.path.isdir(content / name))  # noqa: PTH112


def _names(folder: Path) -> list[str]:
    """What a folder holds but what is hidden; nothing of one that cannot be read, for the reader of sources says why."""
    try:
        return [name for name in os.listdir(folder) if not name.startswith(".")]  # noqa: PTH208
    except OSError:
        return []


def _root(content: Path) -> Path:
    return Path(os.path.realpath(content))


def _is_own(path: str | Path, root: Path) -> bool:
    """Whether a path belongs to the folder `root`: what a link finds elsewhere is not read, not even to be hashed."""
    if not os.path.islink(path):  # noqa: PTH114 — asked of every source
        return True
    try:
        return Path(os.path.realpath(path, strict=True)).is_relative_to(root)
    except OSError:  # It leads nowhere, or to itself.
        return False


def _files(folder: Path | str, root: Path | None = None) -> Iterator[str]:
    """All files below `folder` but hidden ones and compiled Python, in order of name, those that belong to `root` where one
    is given; a folder that hides its names stands for them."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield str(folder)
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, root)
        elif (root is None or _is_own(entry.path, root)) and os.path.isfile(entry.path):  # noqa: PTH113
            yield entry.path


def _digest(folder: Path, files: Iterable[str]) -> str:
    """One hash over names and contents. Paths are plain text here: hundreds of `Path`s would take longer than hashing."""
    hashed = hashlib.sha256()
    start = len(str(folder)) + 1
    for path in files:
        name = path[start:].replace(os.sep, "/").encode("utf-8", "surrogateescape")
        hashed.update(name + b"\0" + _contents(path))
    return hashed.hexdigest()


def _contents(path: str) -> bytes:
    """The hash of a file. What cannot be read is like nothing that was kept: its reader says why, or reads it by then."""
    hashed = hashlib.sha256()
    try:
        # The standard library's `file_digest` clears a quarter of a megabyte first, which takes longer than most files.
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            while piece := file.read(PIECE):
                hashed.update(piece)
    except OSError:
        return os.urandom(hashed.digest_size)
    return hashed.digest()
