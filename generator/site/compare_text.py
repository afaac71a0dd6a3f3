"""Two texts sentence by sentence: what stayed, what was taken out, what was put in.

A sentence is known by its key. One of the older statement may say the same in several ways: as it stands, and with the
statement's own years moved on, so that a year that merely followed is no change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from msgspec import Struct

SENTENCES = {
    "zh-Hant": re.compile(r"[。；！？][」』）)”]*"),
    "en": re.compile(r"[.;!?][”’\"')]*\s+"),
}
"""Where a sentence ends in each language; the closing marks behind its last sign belong to it."""

What = Literal["added", "removed", "changed"]


class Sentence(Struct, frozen=True, array_like=True):
    """One sentence as shown; `named` is what it is known by in the other statement where that is not the text itself."""

    text: str
    language: str
    named: str = ""

    @property
    def key(self) -> str:
        """By what the sentence is found again in the other statement."""
        return self.named or self.text.strip()


Ways = Callable[[Sentence], tuple[str, ...]]
"""The keys under which the newer statement may say what a sentence of the older one says, its own key first."""


class Piece(Struct, frozen=True):
    """A run of a compared text."""

    what: Literal["same", "added", "removed"]
    text: str


def sentences(text: str, language: str) -> list[str]:
    """`text` cut behind each sentence; nothing of it is lost."""
    ends = [match.end() for match in SENTENCES.get(language, SENTENCES["en"]).finditer(text)]
    cuts = [0, *(end for end in ends if 0 < end < len(text)), len(text)]
    return [text[a:b] for a, b in pairwise(cuts) if a < b]


def same(before: Sequence[Sentence], after: Sequence[Sentence], ways: Ways) -> bool:
    """Whether the two texts say the same, sentence by sentence."""
    return len(before) == len(after) and all(
        one.key == other.key or other.key in ways(one) for one, other in zip(before, after, strict=True)
    )


def compared(before: Sequence[Sentence], after: Sequence[Sentence], ways: Ways) -> tuple[Piece, ...]:
    """The two texts as one run of pieces; of a sentence that was rewritten the older wording stands first."""
    theirs = [sentence.key for sentence in after]
    ours = [next((key for key in ways(sentence) if key in theirs), sentence.key) for sentence in before]
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
