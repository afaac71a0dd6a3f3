"""What a build depends on, as hashes: the content of each year, the program with its templates, its options.

Nothing outside the standard library is imported, and nothing is parsed: a build of nothing must do next to nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
"""The project's folder."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Hashes of what is read: `shared` files of the content folder, each year's files, the program."""

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
    folders = {
        int(entry.name): Path(entry.path)
        for entry in (os.scandir(content) if content.is_dir() else ())
        if entry.name.isascii() and entry.name.isdigit() and len(entry.name) <= 3 and entry.is_dir()
    }
    wanted = {year: folder for year, folder in sorted(folders.items()) if not years or year in years}
    shared = [path for path in sorted(content.glob("*")) if path.is_file()]
    return Inputs(
        shared=_digest(content, shared),
        years={year: _digest(folder, _files(folder)) for year, folder in wanted.items()},
        program=_digest(ROOT, [*_files(ROOT / "generator"), *_files(ROOT / "templates"), ROOT / "build.py"]),
    )


def _files(folder: Path) -> Iterator[Path]:
    """All files below `folder` but hidden ones and compiled Python, in order of name."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def _digest(folder: Path, files: Sequence[Path] | Iterator[Path]) -> str:
    """One hash over names and contents."""
    hashed = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            name = path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape")
            hashed.update(name + b"\0" + hashlib.file_digest(file, "sha256").digest())
    return hashed.hexdigest()
