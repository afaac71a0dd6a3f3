"""Two texts: what stayed, what was taken out, what was put in. Sentence by sentence, and word by word in sentences that
were reworded; of a sentence that was written anew, the older one stands whole before the newer.

A sentence is known by its key. One of the older statement may say the same in several ways: as it stands, and with the
statement's own years moved on, so that a year that merely followed is no change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from msgspec import Struct

from generator.site.compare.words import Sentence

WORDS = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+(?:['’-][A-Za-z]+)*|\s+|.", re.DOTALL)
"""What is never cut: a number, a word; of Chinese each character is one."""
ISLAND = 3
"""Fewer words than this between two changes are read with them: a text chequered with strokes cannot be read."""
REWORDED = 0.5
"""The part of the longer text that must have stayed for a change to be told word by word."""

What = Literal["added", "removed", "changed"]


Ways = Callable[[Sentence], tuple[str, ...]]
"""The keys under which the newer statement may say what a sentence of the older one says, its own key first."""


class Run(Struct, frozen=True):
    """A run of a compared text."""

    what: Literal["same", "added", "removed"]
    text: str


def same(before: Sequence[Sentence], after: Sequence[Sentence], ways: Ways) -> bool:
    """Whether the two texts say the same, sentence by sentence."""
    return len(before) == len(after) and all(
        one.key == other.key or other.key in ways(one) for one, other in zip(before, after, strict=True)
    )


def compared(before: Sequence[Sentence], after: Sequence[Sentence], ways: Ways) -> tuple[Run, ...]:
    """The two texts as a row of runs; of a sentence that was rewritten the older wording stands first."""
    theirs = [sentence.key for sentence in after]
    ours = [next((key for key in ways(sentence) if key in theirs), sentence.key) for sentence in before]
    found: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        older, newer = (_text(side) for side in (before[a:b], after[c:d]))
        found += [Run("same", newer)] if tag == "equal" else _reworded(older, newer)
    # Neighbours of one kind are one run.
    return tuple(Run(what, _text(runs)) for what, runs in groupby(found, key=lambda run: run.what))


def _text(parts: Iterable[Sentence | Run]) -> str:
    return "".join(part.text for part in parts)


def _reworded(before: str, after: str) -> list[Run]:
    """What became of `before`, word by word where enough of it stayed."""
    ours, theirs = WORDS.findall(before), WORDS.findall(after)
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    runs: list[Run] = []
    removed = added = ""
    for number, (tag, a, b, c, d) in enumerate(steps):
        stays = tag == "equal" and (number in (0, len(steps) - 1) or _words(theirs[c:d]) >= ISLAND)
        if stays:
            runs += [Run("removed", removed), Run("added", added), Run("same", "".join(theirs[c:d]))]
            removed = added = ""
        else:
            removed, added = removed + "".join(ours[a:b]), added + "".join(theirs[c:d])
    runs = [run for run in (*runs, Run("removed", removed), Run("added", added)) if run.text]
    stayed = sum(len(run.text) for run in runs if run.what == "same")
    if stayed < REWORDED * max(len(before), len(after)):
        return [run for run in (Run("removed", before), Run("added", after)) if run.text]
    return runs


def _words(words: Sequence[str]) -> int:
    """How many of `words` mean something."""
    return sum(word[0].isalnum() for word in words)
