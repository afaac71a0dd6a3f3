"""A year that was made, or a pair that was compared, as one file.

In: a key, artifacts and a record. Out: bytes, and back again: a line that names the format, the checksum and the length
of the head, the head (JSON: key, record, each artifact's path, size and SHA-256), then the artifacts' bytes. Only the
head is read, since a file that stands already is not needed; the bytes of one are proven when they are asked for.
Nothing in an entry is ever executed, so a cache copied from elsewhere can do no more than be wrong.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from generator.artifact import File, check_path

MAGIC = b"edition 1\n"
"""The format; another number makes every older entry absent."""

CHECKSUM = hashlib.sha256().digest_size
LENGTH = 8
LARGEST_HEAD = 1 << 26
"""A damaged length must not ask for all memory there is."""

UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError, MemoryError)
"""What reading an entry of any bytes whatever can raise."""


class Damaged(Exception):
    """The entry in the file `path` does not hold what its head says."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"damaged: {path}")
        self.path = path


class Stored(NamedTuple):
    """A `File` whose bytes are in an entry, the file `entry`, from the byte `start` on."""

    path: str
    size: int
    sha256: str
    entry: Path
    start: int

    @property
    def data(self) -> bytes:
        """The bytes, or `Damaged` if they are not those that were put there."""
        try:
            with self.entry.open("rb") as stream:
                stream.seek(self.start)
                found = stream.read(self.size)
        except OSError as error:
            raise Damaged(self.entry) from error
        if hashlib.sha256(found).hexdigest() != self.sha256:
            raise Damaged(self.entry)
        return found


class Entry(NamedTuple):
    """What was kept: artifacts, and a record (whatever JSON can hold)."""

    artifacts: tuple[Stored, ...]
    record: Any

    def prove(self) -> None:
        """Read every byte; `Damaged` if one is not what was put there."""
        for artifact in self.artifacts:
            _ = artifact.data


def encode(name: str, artifacts: Sequence[File], record: Any) -> bytes:
    """The entry for the key `name`."""
    files = [[made.path, made.size, made.sha256] for made in artifacts]
    content = {"key": name, "record": record, "files": files}
    head = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    checksum = hashlib.sha256(head).digest()
    return b"".join([MAGIC, checksum, len(head).to_bytes(LENGTH, "big"), head, *(made.data for made in artifacts)])


def read_entry(path: Path, name: str) -> Entry:
    """The entry in the file `path`; one of `UNREADABLE` if it is none, is cut short, or is not the one for `name`."""
    with path.open("rb") as stream:
        head = _read_head(stream, name)
        artifacts = tuple(_stored(head["files"], path, stream.tell()))
        end = artifacts[-1].start + artifacts[-1].size if artifacts else stream.tell()
        if os.fstat(stream.fileno()).st_size != end:
            raise ValueError("cut short, or bytes after the end")
    return Entry(artifacts, head["record"])


def _stored(files: Sequence[tuple[str, int, str]], entry: Path, start: int) -> Iterator[Stored]:
    for path, size, sha256 in files:
        if type(size) is not int or size < 0:
            raise ValueError("not a size")
        yield Stored(check_path(path), size, sha256, entry, start)
        start += size


def _read_head(stream: BinaryIO, name: str) -> dict[str, Any]:
    """The head of an entry, proven by its checksum; the stream then stands at the first artifact."""
    if stream.read(len(MAGIC)) != MAGIC:
        raise ValueError("not an entry of this format")
    checksum = stream.read(CHECKSUM)
    head = stream.read(min(int.from_bytes(stream.read(LENGTH), "big"), LARGEST_HEAD))
    if hashlib.sha256(head).digest() != checksum:
        raise ValueError("a damaged head")
    content: dict[str, Any] = json.loads(head.decode("utf-8", "surrogatepass"))
    if content["key"] != name:
        raise ValueError("the entry of another key")
    return content
