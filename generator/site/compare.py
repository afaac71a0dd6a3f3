"""The text of two statements, block by block in one language: which blocks are the same, changed, added, removed.

In: two editions of one language. Out: a `Change` for each block that does not say the same, in reading order. Blocks
are paired by equal words, then by their id, then by likeness; numbers in the results of a year are not compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from generator.content.years import RESULTS, moved_names, own_years, readings
from generator.site.compare_text import Piece, Sentence, What, compared, same, sentences
from generator.site.pieces import Break, Datum, Wrap, plain
from generator.site.pieces import Piece as Run
from generator.site.view import EditionView, View, heading

LIKE, LIKE_ELSEWHERE = 45.0, 65.0
"""Percent of likeness above which two blocks of one id, or of different ids, count as one block that changed."""


class Words(Struct, frozen=True):
    """A block of text: its id, the headings over it and its sentences."""

    id: str
    kind: str
    place: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(sentence.text for sentence in self.sentences)


class Change(Struct, frozen=True):
    """One block that differs; `before` and `after` are its ids, empty where a statement has no such block."""

    what: What
    place: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


def text_changes(before: EditionView, after: EditionView) -> tuple[Change, ...]:
    """Every block of running text that differs."""
    step = after.statement.year - before.statement.year
    ours = list(_Reader(before, own_years(before.statement), step).words())
    theirs = list(_Reader(after, (), 0).words())
    pairs = _pairs(ours, theirs)
    return tuple(_changes(ours, theirs, pairs))


def _changes(ours: Sequence[Words], theirs: Sequence[Words], pairs: dict[int, int]) -> Iterator[Change]:
    """In the order of the newer statement; what it lost stands where it would have stood."""
    lost: dict[int, list[Words]] = {}
    last = -1
    for index, words in enumerate(ours):
        if index in pairs:
            last = pairs[index]
        else:
            lost.setdefault(last, []).append(words)
    by_after = {after: before for before, after in pairs.items()}
    yield from map(_removed, lost.get(-1, ()))
    for index, words in enumerate(theirs):
        if index not in by_after:
            yield Change("added", words.place, "", words.id, (Piece("added", words.text),))
        elif not same((older := ours[by_after[index]]).sentences, words.sentences):
            yield Change("changed", words.place, older.id, words.id, compared(older.sentences, words.sentences))
        yield from map(_removed, lost.get(index, ()))


def _removed(words: Words) -> Change:
    return Change("removed", words.place, words.id, "", (Piece("removed", words.text),))


def _pairs(ours: Sequence[Words], theirs: Sequence[Words]) -> dict[int, int]:
    """Which block of the newer statement each block of the older one became."""
    pairs: dict[int, int] = {}
    _pair_equals(ours, theirs, pairs)
    _pair_by_id(ours, theirs, pairs)
    _pair_by_likeness(ours, theirs, pairs)
    return pairs


def _pair_equals(ours: Sequence[Words], theirs: Sequence[Words], pairs: dict[int, int]) -> None:
    """Blocks that say the same, under their own id where there is a choice."""
    rest = dict(enumerate(theirs))
    for index, words in enumerate(ours):
        twins = [twin for twin, other in rest.items()
                 if other.kind == words.kind and same(words.sentences, other.sentences)]  # fmt: skip
        if twins:
            pairs[index] = next((twin for twin in twins if rest[twin].id == words.id), twins[0])
            del rest[pairs[index]]


def _pair_by_id(ours: Sequence[Words], theirs: Sequence[Words], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    places = {(words.kind, words.id): index for index, words in enumerate(theirs) if index not in taken}
    for index, words in enumerate(ours):
        twin = places.get((words.kind, words.id))
        if index not in pairs and twin is not None and fuzz.ratio(words.text, theirs[twin].text) >= LIKE:
            pairs[index] = twin


def _pair_by_likeness(ours: Sequence[Words], theirs: Sequence[Words], pairs: dict[int, int]) -> None:
    """Of what is left the likest first."""
    taken = set(pairs.values())
    rest = [index for index in range(len(theirs)) if index not in taken]
    scores = [
        (fuzz.ratio(words.text, theirs[twin].text), -index, -twin)
        for index, words in enumerate(ours) if index not in pairs
        for twin in rest if theirs[twin].kind == words.kind
    ]  # fmt: skip
    for score, index, twin in sorted(scores, reverse=True):
        if score >= LIKE_ELSEWHERE and -index not in pairs and -twin not in taken:
            pairs[-index] = -twin
            taken.add(-twin)


class _Reader:
    """Reads the blocks of an edition; `own` years move on by `step` in the second key of each sentence."""

    def __init__(self, edition: EditionView, own: Collection[int], step: int) -> None:
        self.edition, self.own, self.step = edition, own, step

    def words(self) -> Iterator[Words]:
        yield from self.follow(self.edition.chapters, "", "", False)

    def follow(self, views: Sequence[View], trail: str, over: str, in_results: bool) -> Iterator[Words]:
        """`trail` are the numbers over the views, `over` the words of the nearest heading."""
        for view in views:
            here = trail + view.label if view.kind in ("section", "item") else trail
            words = heading(view) if view.kind == "section" else over
            place = f"{here} {words}"
            runs = tuple(run for run in view.inlines if not isinstance(run, Break))
            if runs and view.kind in ("section", "paragraph", "item"):
                yield Words(view.id, view.kind, place.strip(), tuple(self.sentences(runs, view.lang, in_results)))
            yield from self.follow(view.children, here, words, in_results)
            if view.table and view.name.startswith(RESULTS):
                for row in (row for group in view.table.groups for row in group.rows):
                    name = next((plain(cell.pieces) for cell in row.cells if cell.scope == "row"), "")
                    for cell in row.cells:
                        yield from self.follow(cell.blocks, here, name, True)

    def sentences(self, runs: Sequence[Run], language: str, in_results: bool) -> Iterator[Sentence]:
        """The sentences of a block; in results a figure counts by its name, not by its number."""
        shown = sentences(plain(runs), language)
        keys = sentences(_named(runs), language) if in_results else shown
        for text, key in zip(shown, keys if len(keys) == len(shown) else shown, strict=True):
            yield Sentence(text, readings(moved_names(key.strip(), self.step), language, self.own, self.step))


def _named(runs: Sequence[Run]) -> str:
    """Running text with the names of figures in the place of their numbers."""
    parts = []
    for run in runs:
        if isinstance(run, Datum):
            parts.append(f"⟨{run.name}⟩")
        elif isinstance(run, Wrap):
            parts.append(_named(run.pieces))
        elif isinstance(run, str):
            parts.append(run)
    return "".join(parts)
