"""What is published: a file of the site before it is a file.

In: a path made by the site's addresses and the bytes that belong there. Out: an `Artifact` whose path cannot leave
`output/`. A bad path is a fault of ours, not of an editor's, and so raises plainly.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from typing import Self

RESERVED = frozenset({"manifest.json", ".gitignore", ".publishing"})
"""Names in the root of `output/` that belong to publishing itself."""

_NAME = rb'[^\x00-\x1f\x7f\\/:*?"<>|]*[^\x00-\x1f\x7f\\/:*?"<>|. ]'
PATH = re.compile(rb"%b(?:/%b)*" % (_NAME, _NAME))
"""Names that every system can write (a site is built on one machine and served from another), none of them `..`: a name
that ends in a dot or a space is another name on Windows."""


def check_path(path: str) -> str:
    """`path` if it is relative, written with `/` and stays inside; else `ValueError`."""
    if not PATH.fullmatch(path.encode(errors="replace")):  # By "?", which no name has, where half a character stands.
        raise ValueError(f"not a path inside output/: {path!r}")
    return path


class File(Protocol):
    """A file of the site, wherever its bytes are: `path` relative to `output/`, with `/` between its parts."""

    @property
    def path(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str: ...
    @property
    def data(self) -> bytes: ...


class _Made(NamedTuple):
    path: str
    data: bytes
    sha256: str


class Artifact(_Made):
    """A `File` with its bytes. They are hashed once, where they are made (side by side with others); the hash is used by
    cache, manifest and exchange."""

    __slots__ = ()

    def __new__(cls, path: str, data: bytes, sha256: str = "") -> Self:
        """`sha256` is given where an artifact comes from another process."""
        return super().__new__(cls, check_path(path), data, sha256 or hashlib.sha256(data).hexdigest())

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.data)


def by_path(artifacts: Iterable[File]) -> dict[str, File]:
    """The artifacts under their paths, sorted; a path made twice is a `ValueError`.

    Two paths that differ in case alone are one file on macOS and Windows, and a file cannot also be a folder:
    both would lose a page without a word, so both are refused on every system.
    """
    found: dict[str, File] = {}
    taken: dict[str, str] = {}
    for artifact in artifacts:
        other = taken.setdefault(artifact.path.casefold(), artifact.path)
        if artifact.path in found or other != artifact.path:
            raise ValueError(f"two artifacts for one file: {other!r} and {artifact.path!r}")
        found[artifact.path] = artifact
    for folded, path in taken.items():
        for folder in ancestors(folded):
            if folder in taken:
                raise ValueError(f"{taken[folder]!r} is a file, yet {path!r} lies below it")
    return dict(sorted(found.items()))


def ancestors(path: str) -> list[str]:
    """The folders that `path` lies in, outermost first: `a/b/c` lies in `a` and `a/b`."""
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


class Attachment(NamedTuple):
    """A file carried inside the PDF. `relationship` tells what it is to the text (ISO 19005-3, annex E); `modified`
    is the day its content last changed."""

    name: str
    content: bytes
    media_type: str
    description: str
    modified: date
    relationship: Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"] = "Data"
