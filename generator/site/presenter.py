"""`Statement` → `EditionView`: what one language's reader is shown, block by block."""

from __future__ import annotations

from functools import lru_cache

from generator.content.blocks import Block
from generator.content.model import Statement
from generator.content.numbering import label
from generator.site.charts.organisation import organisation_chart
from generator.site.charts.staff import staff_chart
from generator.site.corrections import corrections_at, short_notice
from generator.site.grids import grid
from generator.site.phrasing import Phrasing
from generator.site.view import Chart, Corrected, EditionView, Grid, View


def present(statement: Statement, language: str, stale: frozenset[str] = frozenset()) -> EditionView:
    """The edition of `statement` in `language`; `stale` are the ids of the blocks whose translation waits for review.

    Kept for the next who asks: web, print and data all show the same views.
    """
    return _present(statement, language, stale)


@lru_cache(maxsize=4)
def _present(statement: Statement, language: str, stale: frozenset[str]) -> EditionView:
    presenter = Presenter(statement, language, stale)
    return EditionView(
        statement, language, tuple(presenter.view(chapter, chapter.id) for chapter in statement.chapters)
    )


def forget_views() -> None:
    """Have the views made anew: the preview follows who edits the words of the interface in them."""
    _present.cache_clear()


class Presenter(Phrasing, frozen=True):
    """Makes the views of one edition; `stale` are the ids of the blocks whose translation waits for review."""

    stale: frozenset[str]

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
            table=self.table(block, section) if block.kind == "table" else None,
            chart=self.chart(block),
        )

    def table(self, block: Block, section: str) -> Grid:
        """The table that `block` sets."""
        inside = {row.id: tuple(self.view(child, row.id) for child in row.children) for row in block.children}
        return grid(self, block, section, inside)

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

    def corrected(self, block: Block) -> tuple[Corrected, ...]:
        """How the block was corrected after publication."""
        found = corrections_at(block, self.statement.corrections)
        notices = ((number, short_notice(each, self.statement, self.language)) for number, each in found)
        return tuple(Corrected(text, number) for number, text in notices if text)

    def chart(self, block: Block) -> Chart | None:
        """The chart that `block` names, or that is drawn beside the table of staff."""
        statement = self.statement
        if block.kind == "chart" and statement.organisation:
            return organisation_chart(statement.organisation, self, block.id)
        if block.kind == "table" and block.name == "staffing" and statement.staffing:
            return staff_chart(statement.staffing, self, f"{block.id}-chart")
        return None
