"""What a statement says in one language (phrasing content, in HTML): names, running text with its figures, page marks.

In: inlines and names of the model. Out: the pieces that views are made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from generator.content.blocks import Block, Citation, Inline, PageMark, Span, Text, walk_inlines
from generator.content.figures import shown
from generator.content.model import Statement
from generator.site.pieces import Break, Datum, Piece, Wrap
from generator.site.strings import Strings


class Phrasing(Struct, frozen=True):
    """The words of `statement` in `language`, with the interface words beside them."""

    statement: Statement
    language: str

    @property
    def strings(self) -> Strings:
        """The interface words."""
        return Strings(self.language)

    @property
    def authority(self) -> str:
        """The language whose text prevails."""
        return self.statement.site.authority

    def say(self, wording: Mapping[str, str]) -> str:
        """A name in the edition's language, or in the authority's where there is none."""
        return self.statement.site.named(wording, self.language)

    def text(self, block: Block, lang: str) -> tuple[tuple[Break, ...], tuple[Piece, ...]]:
        """The page marks before the block's label, and its running text.

        The marks stand in the authority's text only; another language has all of them before the block.
        """
        passage = block.passages.get(lang)
        if passage is None:
            return (), ()
        pieces = self.pieces(passage.inlines)
        if lang == self.authority:
            opening = tuple(_leading(pieces))
            return opening, pieces[len(opening) :]
        ours = block.passages.get(self.authority)
        if ours is None:
            return (), pieces
        marks = [self.page(mark) for mark in walk_inlines(ours.inlines) if isinstance(mark, PageMark)]
        count = sum(1 for _ in takewhile(lambda inline: isinstance(inline, PageMark), ours.inlines))
        return (*marks[:count], *(replace(mark, within=True) for mark in marks[count:])), pieces

    def page(self, mark: PageMark) -> Break:
        """A page mark with its label."""
        return Break(mark.page, self.strings.fill("page", page=str(mark.page)), mark.start)

    def pieces(self, inlines: Sequence[Inline]) -> tuple[Piece, ...]:
        """Running text as views print it."""
        return tuple(self.piece(inline) for inline in inlines)

    def piece(self, inline: Inline) -> Piece:
        match inline:
            case Text():
                return inline.text
            case Citation():
                return self.datum(inline.figure)
            case PageMark():
                return self.page(inline)
            case Span():
                return Wrap(inline.role, self.pieces(inline.children), inline.value)

    def datum(self, name: str) -> Datum:
        """The figure `name` as shown."""
        figure = self.statement.figures[name]
        if figure.value is None:
            is_open = figure.blank or bool(figure.formula)
            return Datum(self.strings["blank"] if is_open else "", "", name)
        text = shown(figure)
        return Datum(text, _machine(text), name)


def _leading(pieces: Sequence[Piece]) -> Iterator[Break]:
    """The page marks with which a text begins."""
    for piece in pieces:
        if not isinstance(piece, Break):
            return
        yield piece


def _machine(text: str) -> str:
    """The number as programs read it: no separators, the decimals that are shown, a percentage in percent."""
    return text.replace(",", "").rstrip("%")
