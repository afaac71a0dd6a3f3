"""A rendered edition as one file.

In: a key, artifacts and a record. Out: bytes, and back again if not one of them changed: a line that names the format,
the checksum and the length of the head, the head (JSON: key, record, each artifact's path, size and SHA-256), then the
artifacts' bytes. Nothing in an entry is ever executed, so a cache copied from elsewhere can do no more than be wrong.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from typing import Any, BinaryIO

from generator.artifact import Artifact

MAGIC = b"edition 1\n"
"""The format; another number makes every older entry absent."""

CHECKSUM = hashlib.sha256().digest_size
LENGTH = 8
LARGEST_HEAD = 1 << 26
"""A damaged length must not ask for all memory there is."""

UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError, MemoryError)
"""What reading an entry of any bytes whatever can raise."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One cached edition: its artifacts, and its record (whatever JSON can hold)."""

    artifacts: tuple[Artifact, ...]
    record: Any


def encode(name: str, artifacts: tuple[Artifact, ...], record: Any) -> bytes:
    """The entry for the key `name`."""
    files = [[made.path, len(made.data), made.sha256] for made in artifacts]
    content = {"key": name, "record": record, "files": files}
    head = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    checksum = hashlib.sha256(head).digest()
    return b"".join([MAGIC, checksum, len(head).to_bytes(LENGTH, "big"), head, *(made.data for made in artifacts)])


def decode(data: bytes, name: str) -> Entry:
    """The entry that `data` is; one of `UNREADABLE` if it is none, or not the one for `name`."""
    stream = io.BytesIO(data)
    head = _read_head(stream, name)
    view, start = memoryview(data), stream.tell()
    artifacts = []
    for path, size, sha256 in head["files"]:
        piece = bytes(view[start : start + size])
        if len(piece) != size or hashlib.sha256(piece).hexdigest() != sha256:
            raise ValueError("a damaged artifact")
        artifacts.append(Artifact(path, piece, sha256=sha256))
        start += size
    if start != len(data):
        raise ValueError("bytes after the end")
    return Entry(tuple(artifacts), head["record"])


def read_record(stream: BinaryIO, name: str) -> Any:
    """The record of an entry, its head proven, its artifacts unread."""
    return _read_head(stream, name)["record"]


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
