"""Stamps: which wordings of the authority's text have a reviewed translation, by the hash of what they say.

In: a statement's blocks and names, and `content/<year>/<language>.stamps`. Out: hashes, the state of each translation,
and the file's new text. A wording is known by its content, so that moving it, reflowing its lines or marking its pages
changes nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from generator.content.collector import Collector
from generator.content.model import Statement
from generator.content.textfile import LIMIT, read_bytes
from generator.problems import Position

State = Literal["translated", "stale", "missing"]
HEADER = "# Written by “python build.py stamp”; not to be edited. 由 stamp 指令寫入，請勿手動修改。"
LENGTH = 16
"""Hexadecimal digits of a hash: enough for the blocks of a thousand statements."""
EXCERPT = 16
"""Characters shown beside each hash, for people who read the differences of two versions of the file."""

PAGE_MARK = re.compile(r"\{page\}(`+).*?\1")
LINE = re.compile(rf"([0-9a-f]{{{LENGTH}}})(?:\s|$)")


class Original(Struct, frozen=True):
    """What a block, or a name of the YAML files, says in the authority's language: `says` is what is stamped, `stamp` its
    hash. `translations` are the places of the wordings in each language; `block` is the block's id, empty for a name."""

    says: str
    stamp: str
    position: Position
    translations: Mapping[str, Position]
    block: str = ""


class Review(Struct, frozen=True):
    """How the translation of one wording stands."""

    original: Original
    state: State


def reviews(statement: Statement, language: str, stamps: Collection[str]) -> Iterator[Review]:
    """How the translation of each block and each name into `language` stands, blocks first, in reading order."""
    for original in _originals(statement):
        state: State = "translated" if original.stamp in stamps else "stale"
        yield Review(original, state if language in original.translations else "missing")


@lru_cache(maxsize=4)
def _originals(statement: Statement) -> tuple[Original, ...]:
    """What says something in the authority's language: the same for whichever language is held against it."""
    authority = statement.site.authority
    found = []
    for block in statement.blocks:
        if passage := block.passages.get(authority):
            places = {language: each.position for language, each in block.passages.items()}
            found.append(_original(passage.source, passage.position, places, block.id))
    found += (_original(name.wording[authority], name.places[authority], name.places) for name in statement.names)
    return tuple(original for original in found if original.says)


def _original(source: str, position: Position, translations: Mapping[str, Position], block: str = "") -> Original:
    """What is stamped of a source: citations unexpanded, without white space and page marks."""
    says = "".join(PAGE_MARK.sub("", source).split())
    return Original(says, hashlib.sha256(says.encode()).hexdigest()[:LENGTH], position, translations, block)


def read_stamps(path: Path, root: Path, collector: Collector) -> frozenset[str]:
    """The hashes that the file at `path` below `root` lists; none where there is no such file."""
    if not os.path.lexists(path):
        return frozenset()
    data = read_bytes(path, root, collector, LIMIT) or b""
    lines = data.decode("utf-8", "replace").splitlines()
    return frozenset(match[1] for line in lines if (match := LINE.match(line)))


def renewed(statement: Statement, language: str, stamps: Collection[str], paths: Collection[str] | None = None) -> str:
    """The text of the file after review: all that is translated, or only what has its wording or translation in `paths`,
    beside the older stamps that still count."""
    lines = {}
    for review in reviews(statement, language, stamps):
        if review.state == "missing":
            continue
        original = review.original
        places = {original.position.path, original.translations[language].path}
        if review.state == "translated" or paths is None or places & set(paths):
            lines[original.stamp] = original.says[:EXCERPT]
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
