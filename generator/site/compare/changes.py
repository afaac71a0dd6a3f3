"""The text of two statements, block by block: which blocks are the same, changed, added, removed.

In: the two sides of each language. Out: for each language a `Change` for every block that does not say the same in one of
them, in reading order. Blocks are paired once, in the first language, by equal words, then by their id, then by likeness;
in the other languages they have the same ids. Numbers in the results of a year are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from generator.content.years import readings
from generator.site.compare.side import Side
from generator.site.compare.text import Run, Ways, What, compared, same
from generator.site.compare.words import Sentence, Words

LIKE, LIKE_ELSEWHERE = 45.0, 65.0
"""Percent of likeness above which two blocks of one id, or of different ids, count as one block that changed."""


class Change(Struct, frozen=True):
    """One block that differs; `before` and `after` are its ids, empty where a statement has no such block. Where only
    another language was reworded, all `runs` are the same."""

    what: What
    place: str
    before: str
    after: str
    runs: tuple[Run, ...]

    @property
    def is_silent(self) -> bool:
        """Whether nothing of it was reworded in this language."""
        return all(run.what == "same" for run in self.runs)


Ids = tuple[str, str]
"""The ids of a block in the older and in the newer statement, empty where it has none."""


def text_changes(*languages: tuple[Side, Side]) -> list[tuple[Change, ...]]:
    """Every block of running text that differs in one of `languages`, each the older side and the newer one; language by
    language."""
    before, after = languages[0]
    texts = [_Text(*sides) for sides in languages]
    found: list[list[Change]] = [[] for _ in texts]
    for ids in _in_order(before.words, after.words, _ways(before, after)):
        changes = [text.change(ids) for text in texts]
        # Of results that cite another figure of the same number, nobody can see that they differ.
        if any(change and not change.is_silent for change in changes):
            for told, change in zip(found, changes, strict=True):
                told += [change] if change else []
    return [tuple(told) for told in found]


class _Text:
    """The words of two sides of one language, by id."""

    def __init__(self, before: Side, after: Side) -> None:
        self._before = {words.id: words for words in before.words}
        self._after = {words.id: words for words in after.words}
        self._ways = _ways(before, after)

    def change(self, ids: Ids) -> Change | None:
        """What became of the block; None where this language has it in neither statement."""
        before, after = self._before.get(ids[0]), self._after.get(ids[1])
        if before and after:
            is_same = same(before.sentences, after.sentences, self._ways)
            runs = (Run("same", after.text),) if is_same else compared(before.sentences, after.sentences, self._ways)
            return Change("changed", after.place, before.id, after.id, runs)
        if after:
            return Change("added", after.place, "", after.id, (Run("added", after.text),))
        return Change("removed", before.place, before.id, "", (Run("removed", before.text),)) if before else None


def _ways(before: Side, after: Side) -> Ways:
    step = after.year - before.year

    def ways(sentence: Sentence) -> tuple[str, ...]:
        return readings(sentence.key, sentence.language, before.own, step)

    return ways


def _in_order(ours: Sequence[Words], theirs: Sequence[Words], ways: Ways) -> Iterator[Ids]:
    """The blocks of both in the order of the newer statement; what it lost stands where it would have stood."""
    equal = dict(_equals(ours, theirs, ways))
    twins = equal | _changed(ours, theirs, equal)
    lost: dict[int, list[Ids]] = {}
    last = -1
    for index, words in enumerate(ours):
        if index in twins:
            last = twins[index]
        else:
            lost.setdefault(last, []).append((words.id, ""))
    older = {after: ours[before].id for before, after in twins.items()}
    yield from lost.get(-1, ())
    for index, words in enumerate(theirs):
        yield older.get(index, ""), words.id
        yield from lost.get(index, ())


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
