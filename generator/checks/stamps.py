"""Stamps: which wordings of the authority's text have a reviewed translation, by the hash of what they say.

In: blocks, and `content/<year>/<language>.stamps`. Out: hashes, the state of each block, and the file's new text. A
block is known by its content, so that moving it, reflowing its lines or marking its pages changes nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from generator.content.blocks import Block, Passage
from generator.content.collector import Collector
from generator.content.model import Statement
from generator.content.textfile import LIMIT, read_bytes

State = Literal["translated", "stale", "missing"]
HEADER = "# Written by “python build.py stamp”; not to be edited. 由 stamp 指令寫入，請勿手動修改。"
LENGTH = 16
"""Hexadecimal digits of a hash: enough for the blocks of a thousand statements."""
EXCERPT = 16
"""Characters shown beside each hash, for people who read the differences of two versions of the file."""

PAGE_MARK = re.compile(r"\{page\}(`+).*?\1")
LINE = re.compile(rf"([0-9a-f]{{{LENGTH}}})(?:\s|$)")


class Review(Struct, frozen=True):
    """How the translation of one block stands."""

    block: Block
    passage: Passage
    """The authority's wording."""
    state: State


def content_of(passage: Passage) -> str:
    """What is stamped: the source with citations unexpanded, without white space and page marks."""
    return "".join(PAGE_MARK.sub("", passage.source).split())


def stamp_of(passage: Passage) -> str:
    """The hash by which a wording is known."""
    return hashlib.sha256(content_of(passage).encode()).hexdigest()[:LENGTH]


def reviews(statement: Statement, language: str, stamps: Collection[str]) -> Iterator[Review]:
    """How the translation of each block into `language` stands, in reading order."""
    for block, passage, stamp in _stamped(statement):
        state: State = "translated" if stamp in stamps else "stale"
        yield Review(block, passage, state if language in block.passages else "missing")


@lru_cache(maxsize=4)
def _stamped(statement: Statement) -> tuple[tuple[Block, Passage, str], ...]:
    """The blocks that say something in the authority's language, what they say, and its hash: the same for whichever
    language is held against it."""
    authority = statement.site.authority
    worded = [(block, block.passages[authority]) for block in statement.blocks if authority in block.passages]
    return tuple((block, passage, stamp_of(passage)) for block, passage in worded if content_of(passage))


def read_stamps(path: Path, root: Path, collector: Collector) -> frozenset[str]:
    """The hashes that the file at `path` below `root` lists; none where there is no such file."""
    if not os.path.lexists(path):
        return frozenset()
    data = read_bytes(path, root, collector, LIMIT) or b""
    lines = data.decode("utf-8", "replace").splitlines()
    return frozenset(match[1] for line in lines if (match := LINE.match(line)))


def renewed(statement: Statement, language: str, stamps: Collection[str], paths: Collection[str] | None = None) -> str:
    """The text of the file after review: all translated blocks, or only those whose wording or translation stands in
    `paths`, beside the older stamps that still count."""
    lines = {}
    for review in reviews(statement, language, stamps):
        if review.state == "missing":
            continue
        places = {review.passage.position.path, review.block.passages[language].position.path}
        if review.state == "translated" or paths is None or places & set(paths):
            lines[stamp_of(review.passage)] = content_of(review.passage)[:EXCERPT]
    return "".join(f"{line}\n" for line in [HEADER, *(f"{stamp}  {lines[stamp]}" for stamp in sorted(lines))])


def write_stamps(path: Path, text: str) -> None:
    """Write what `renewed` made, whole or not at all; the same content makes the same bytes."""
    path = path.resolve()
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
