"""`Statement` → `EditionView`: what one language's reader is shown, block by block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from generator.content.blocks import Block, Citation, Inline, PageMark, Span, Text, walk_inlines
from generator.content.figures import shown
from generator.content.model import Figure, Statement
from generator.content.numbering import label
from generator.site import grids
from generator.site.charts import organisation_chart
from generator.site.corrections import corrections_at, short_notice
from generator.site.staff_chart import staff_chart
from generator.site.strings import Strings
from generator.site.view import Break, Chart, Datum, EditionView, Piece, View, Wrap


def present(statement: Statement, language: str, stale: frozenset[str] = frozenset()) -> EditionView:
    """The edition of `statement` in `language`; `stale` are the ids of the blocks whose translation waits for review.

    Kept for the next who asks: web, print and data all show the same views.
    """
    return _present(statement, language, stale)


@lru_cache(maxsize=4)
def _present(statement: Statement, language: str, stale: frozenset[str]) -> EditionView:
    presenter = Presenter(statement, language, Strings(language), stale)
    return EditionView(
        statement, language, tuple(presenter.view(chapter, chapter.id) for chapter in statement.chapters)
    )


class Presenter(Struct, frozen=True):
    """Makes the views of one edition."""

    statement: Statement
    language: str
    strings: Strings
    stale: frozenset[str]

    @property
    def authority(self) -> str:
        """The language whose text prevails."""
        return self.statement.site.authority

    def say(self, wording: Mapping[str, str]) -> str:
        """A name in the edition's language, or in the authority's where there is none."""
        return wording.get(self.language) or wording[self.authority]

    def view(self, block: Block, section: str) -> View:
        """The view of `block`, which stands in the section of id `section`."""
        lang = self.language if self.language in block.passages or not block.passages else self.authority
        opening, inlines = self.text(block, lang)
        if block.kind == "section":
            section = block.id
        return View(
            kind=block.kind,
            id=block.id,
            lang=lang,
            level=block.level,
            label=label(block.number, lang),
            opening=opening,
            inlines=inlines,
            children=() if block.kind == "table" else tuple(self.view(child, section) for child in block.children),
            marks=block.marks,
            name=block.name,
            style=block.number.style if block.number else "",
            notices=self.notices(block, lang),
            corrected=self.corrected(block),
            table=grids.grid(self, block, section) if block.kind == "table" else None,
            chart=self.chart(block),
        )

    def notices(self, block: Block, lang: str) -> tuple[str, ...]:
        """What a reader must know of the block: of its translation, of its draft."""
        told = []
        if lang != self.language:
            told.append(self.strings["untranslated"])
        elif block.id in self.stale and lang != self.authority:
            told.append(self.strings["stale"])
        if lang in block.review:
            told.append(self.strings["carried"])
        return tuple(told)

    def corrected(self, block: Block) -> tuple[str, ...]:
        """How the block was corrected after publication."""
        found = corrections_at(block, self.statement.corrections)
        notices = (short_notice(each, self.language, self.authority, self.strings) for each in found)
        return tuple(notice for notice in notices if notice)

    def chart(self, block: Block) -> Chart | None:
        """The chart that `block` names, or that is drawn beside the table of staff."""
        statement = self.statement
        if block.kind == "chart" and statement.organisation:
            return organisation_chart(statement.organisation, self.say, self.strings, block.id)
        if block.kind == "table" and block.name == "staffing" and statement.staffing:
            return staff_chart(statement.staffing, self.say, self.datum, self.strings, f"{block.id}-chart")
        return None

    def text(self, block: Block, lang: str) -> tuple[tuple[Break, ...], tuple[Piece, ...]]:
        """The page marks before the block's label, and its running text.

        The marks stand in the authority's text only; another language has all of them before the block.
        """
        passage = block.passages.get(lang)
        if passage is None:
            return (), ()
        if lang == self.authority:
            pieces = self.pieces(passage.inlines)
            count = next((n for n, piece in enumerate(pieces) if not isinstance(piece, Break)), len(pieces))
            return tuple(piece for piece in pieces[:count] if isinstance(piece, Break)), pieces[count:]
        ours = block.passages.get(self.authority)
        marks = walk_inlines(ours.inlines) if ours else ()
        return tuple(self.page(mark) for mark in marks if isinstance(mark, PageMark)), self.pieces(passage.inlines)

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
        is_open = figure.value is None and (figure.blank or bool(figure.formula))
        text = self.strings["blank"] if is_open else shown(figure)
        return Datum(text, _machine(figure), name)


def _machine(figure: Figure) -> str:
    """The number as programs read it: no separators, the decimals that are shown, a percentage in percent."""
    if figure.value is None:
        return ""
    return shown(figure).replace(",", "").rstrip("%")
