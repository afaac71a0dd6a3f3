"""A statement as the comparison reads it: its blocks of running text in order, each with its place and its sentences.

In: an edition. Out: its `Words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from generator.content.years import RESULTS, moved_names
from generator.site.pieces import Datum, Piece, Wrap, plain
from generator.site.view import EditionView, View, heading

SENTENCES = {
    "zh-Hant": re.compile(r"[。；！？][」』）)”]*"),
    "en": re.compile(r"[.;!?][”’\"')]*\s+"),
}
"""Where a sentence ends in each language; the closing marks behind its last sign belong to it."""


class Sentence(Struct, frozen=True, array_like=True):
    """One sentence as shown; `named` is what it is known by in the other statement where that is not the text itself."""

    text: str
    language: str
    named: str = ""

    @property
    def key(self) -> str:
        """By what the sentence is found again in the other statement."""
        return self.named or self.text.strip()


class Words(Struct, frozen=True, array_like=True):
    """A block of text: its id, the headings over it and its sentences."""

    id: str
    kind: str
    place: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(sentence.text for sentence in self.sentences)


def words_of(edition: EditionView) -> tuple[Words, ...]:
    """Every block of running text that says something, in reading order."""
    return tuple(_Reader(edition.statement.year).follow(edition.chapters, "", "", in_results=False))


def sentences(text: str, language: str) -> list[str]:
    """`text` cut behind each sentence; nothing of it is lost."""
    ends = [match.end() for match in SENTENCES.get(language, SENTENCES["en"]).finditer(text)]
    cuts = [0, *(end for end in ends if 0 < end < len(text)), len(text)]
    return [text[a:b] for a, b in pairwise(cuts) if a < b]


class _Reader(Struct, frozen=True):
    """Reads the blocks of the statement of `year`."""

    year: int

    def follow(self, views: Sequence[View], trail: str, over: str, *, in_results: bool) -> Iterator[Words]:
        """`trail` are the numbers over the views, `over` the words of the nearest heading."""
        for view in views:
            here = trail + view.label if view.kind in ("section", "item") else trail
            above = heading(view) if view.kind == "section" else over
            if view.kind in ("section", "paragraph", "item") and (found := self.sentences(view, in_results=in_results)):
                yield Words(view.id, view.kind, f"{here} {above}".strip(), found)
            yield from self.follow(view.children, here, above, in_results=in_results)
            if view.table and view.name.startswith(RESULTS):
                for row in view.table.rows:
                    for cell in row.cells:
                        yield from self.follow(cell.blocks, here, row.name, in_results=True)

    def sentences(self, view: View, *, in_results: bool) -> tuple[Sentence, ...]:
        """The sentences of a block; in results a figure counts by its name, not by its number."""
        shown = sentences(plain(view.inlines), view.lang)
        keys = sentences(self.named(view.inlines), view.lang) if in_results else shown
        pairs = zip(shown, keys if len(keys) == len(shown) else shown, strict=True)
        return tuple(Sentence(text, view.lang, key.strip() if key != text else "") for text, key in pairs)

    def named(self, pieces: Sequence[Piece]) -> str:
        """Running text with the names of figures in the place of their numbers, their years counted from the statement's:
        what is told of the year before last has one name in all statements."""
        parts = []
        for piece in pieces:
            if isinstance(piece, Datum):
                parts.append(f"⟨{moved_names(piece.name, -self.year)}⟩")
            elif isinstance(piece, Wrap):
                parts.append(self.named(piece.pieces))
            elif isinstance(piece, str):
                parts.append(piece)
        return "".join(parts)
