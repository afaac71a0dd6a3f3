"""The text of two statements, block by block in one language: which blocks are the same, changed, added, removed.

In: the two sides of one language. Out: a `Change` for each block that does not say the same, in reading order. Blocks
are paired by equal words, then by their id, then by likeness; numbers in the results of a year are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from generator.content.years import readings
from generator.site.compare_side import Side
from generator.site.compare_text import Piece, Sentence, Ways, What, compared, same
from generator.site.compare_words import Words

LIKE, LIKE_ELSEWHERE = 45.0, 65.0
"""Percent of likeness above which two blocks of one id, or of different ids, count as one block that changed."""


class Change(Struct, frozen=True):
    """One block that differs; `before` and `after` are its ids, empty where a statement has no such block."""

    what: What
    place: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


def text_changes(before: Side, after: Side) -> tuple[Change, ...]:
    """Every block of running text that differs."""
    step = after.year - before.year

    def ways(sentence: Sentence) -> tuple[str, ...]:
        return readings(sentence.key, sentence.language, before.own, step)

    ours, theirs = before.words, after.words
    equal = dict(_equals(ours, theirs, ways))
    changed = _changed(ours, theirs, equal)
    return tuple(_changes(ours, theirs, equal, changed, ways))


def _changes(
    ours: Sequence[Words], theirs: Sequence[Words], equal: Mapping[int, int], changed: Mapping[int, int], ways: Ways
) -> Iterator[Change]:
    """In the order of the newer statement; what it lost stands where it would have stood."""
    lost: dict[int, list[Words]] = {}
    last = -1
    for index, words in enumerate(ours):
        twin = equal.get(index, changed.get(index))
        if twin is None:
            lost.setdefault(last, []).append(words)
        else:
            last = twin
    stayed, older = set(equal.values()), {after: ours[before] for before, after in changed.items()}
    yield from map(_removed, lost.get(-1, ()))
    for index, words in enumerate(theirs):
        if index in older:
            pieces = compared(older[index].sentences, words.sentences, ways)
            yield Change("changed", words.place, older[index].id, words.id, pieces)
        elif index not in stayed:
            yield Change("added", words.place, "", words.id, (Piece("added", words.text),))
        yield from map(_removed, lost.get(index, ()))


def _removed(words: Words) -> Change:
    return Change("removed", words.place, words.id, "", (Piece("removed", words.text),))


def _equals(ours: Sequence[Words], theirs: Sequence[Words], ways: Ways) -> Iterator[tuple[int, int]]:
    """The blocks that say the same, each with its twin: the one of its own id where there is a choice, else the first."""
    by_id = {(words.kind, words.id): index for index, words in enumerate(theirs)}
    by_beginning: dict[tuple[str, str], list[int]] = {}
    for index, words in enumerate(theirs):
        by_beginning.setdefault((words.kind, words.sentences[0].key), []).append(index)

    def alike(words: Words) -> Iterator[int]:
        if (words.kind, words.id) in by_id:
            yield by_id[words.kind, words.id]
        yield from sorted(twin for key in ways(words.sentences[0]) for twin in by_beginning.get((words.kind, key), ()))

    taken: set[int] = set()
    for index, words in enumerate(ours):
        for twin in alike(words):
            if twin not in taken and same(words.sentences, theirs[twin].sentences, ways):
                taken.add(twin)
                yield index, twin
                break


def _changed(ours: Sequence[Words], theirs: Sequence[Words], equal: Mapping[int, int]) -> dict[int, int]:
    """Which block of the newer statement each of the other blocks of the older one became."""
    pairs: dict[int, int] = {}
    rest = {index: words for index, words in enumerate(ours) if index not in equal}
    stayed = set(equal.values())
    free = {index: words for index, words in enumerate(theirs) if index not in stayed}
    _pair_by_id(rest, free, pairs)
    _pair_by_likeness(rest, free, pairs)
    return pairs


def _pair_by_id(ours: Mapping[int, Words], theirs: Mapping[int, Words], pairs: dict[int, int]) -> None:
    places = {(words.kind, words.id): index for index, words in theirs.items()}
    for index, words in ours.items():
        twin = places.get((words.kind, words.id))
        if twin is not None and fuzz.ratio(words.text, theirs[twin].text) >= LIKE:
            pairs[index] = twin


def _pair_by_likeness(ours: Mapping[int, Words], theirs: Mapping[int, Words], pairs: dict[int, int]) -> None:
    """Of what is left the likest first."""
    taken = set(pairs.values())
    scores = [
        (fuzz.ratio(words.text, other.text), -index, -twin)
        for index, words in ours.items() if index not in pairs
        for twin, other in theirs.items() if twin not in taken and other.kind == words.kind
    ]  # fmt: skip
    for score, index, twin in sorted(scores, reverse=True):
        if score >= LIKE_ELSEWHERE and -index not in pairs and -twin not in taken:
            pairs[-index] = -twin
            taken.add(-twin)
