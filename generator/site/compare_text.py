"""Two texts sentence by sentence: what stayed, what was taken out, what was put in.

A sentence is known by its keys: two sentences that share one count as the same. A sentence of the older statement has a
key as it stands and others with the statement's own years moved on, so that a year that merely followed is no change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from msgspec import Struct

SENTENCES = {
    "zh-Hant": re.compile(r"(?<=[。；！？])[」』）)”]*"),
    "en": re.compile(r"(?<=[.;!?])[”’\"')]*\s+"),
}
"""Where a sentence ends in each language; the closing marks behind its last sign belong to it."""

What = Literal["added", "removed", "changed"]


class Sentence(Struct, frozen=True):
    """One sentence: as shown, and the keys by which it is found again in the other statement."""

    text: str
    keys: tuple[str, ...]


class Piece(Struct, frozen=True):
    """A run of a compared text."""

    what: Literal["same", "added", "removed"]
    text: str


def sentences(text: str, language: str) -> list[str]:
    """`text` cut behind each sentence; nothing of it is lost."""
    ends = [match.end() for match in SENTENCES.get(language, SENTENCES["en"]).finditer(text)]
    cuts = [0, *(end for end in ends if 0 < end < len(text)), len(text)]
    return [text[a:b] for a, b in pairwise(cuts) if a < b]


def same(before: Sequence[Sentence], after: Sequence[Sentence]) -> bool:
    """Whether the two texts say the same, each sentence with one of its keys."""
    return len(before) == len(after) and all(
        set(one.keys) & set(other.keys) for one, other in zip(before, after, strict=True)
    )


def compared(before: Sequence[Sentence], after: Sequence[Sentence]) -> tuple[Piece, ...]:
    """The two texts as one run of pieces; of a sentence that was rewritten the older wording stands first."""
    there = {key for sentence in after for key in sentence.keys}
    ours = [next((key for key in sentence.keys if key in there), sentence.keys[0]) for sentence in before]
    theirs = [next((key for key in sentence.keys if key in ours), sentence.keys[0]) for sentence in after]
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(sentence.text for sentence in after[c:d])))
            continue
        found += [Piece("removed", sentence.text) for sentence in before[a:b]]
        found += [Piece("added", sentence.text) for sentence in after[c:d]]
    return tuple(_joined(found))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece."""
    waiting: Piece | None = None
    for piece in pieces:
        if waiting and waiting.what == piece.what:
            waiting = Piece(piece.what, waiting.text + piece.text)
            continue
        if waiting:
            yield waiting
        waiting = piece
    if waiting:
        yield waiting
