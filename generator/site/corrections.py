"""Corrections of a published statement as readers are shown them: at the block, and as records for all other places.

In: an edition whose statement has corrections. Out: one `CorrectionRecord` each, in the edition's language and newest
first. What is shown at the block is the same in short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from generator.content.blocks import Block
from generator.content.model import Correction, Statement
from generator.content.tables import Wording
from generator.site.dates import day_in_words
from generator.site.strings import Strings
from generator.site.view import EditionView
from generator.site.whereabouts import Whereabouts, whereabouts


class CorrectionRecord(Struct, frozen=True):
    """One correction in one language. `place` has the numbers and the heading over the block, `page` is `第3頁` or empty, `when`
    an ISO day; `number` counts the statement's corrections from 1, oldest first."""

    number: int
    block: str
    place: str
    page: str
    before: str
    to: str
    why: str
    when: str

    @property
    def day(self) -> date:
        """The day of the correction."""
        return date.fromisoformat(self.when)


def correction_records(edition: EditionView) -> Iterator[CorrectionRecord]:
    """Every correction of the edition, newest first: for the pages that span years, and for the PDF's added pages. One
    that changed another language alone is none of it."""
    stand = whereabouts(edition)
    corrections = edition.statement.corrections
    for number, correction in reversed(list(enumerate(corrections, 1))):
        stands = stand.get(correction.block, Whereabouts())
        cell = _cell(edition.statement, correction, edition.named, stands.text)
        place = " ".join([stands.text.strip(), *cell]).strip()
        before, to = edition.named(correction.before), edition.named(correction.to)
        if before == to:
            continue
        why, when = edition.named(correction.why), correction.when.isoformat()
        yield CorrectionRecord(number, correction.block, place, stands.label, before, to, why, when)


def _cell(statement: Statement, correction: Correction, named: Callable[[Wording], str], place: str = "") -> list[str]:
    """The row and the column of the cell that a correction names, in words, but for what `place` ends with already."""
    for name, row, head in statement.cells() if correction.figure else ():
        if name == correction.figure:
            return [words for words in (named(row), named(head)) if not place.endswith(words)]
    return []


def corrections_at(block: Block, corrections: Sequence[Correction]) -> Iterator[tuple[int, Correction]]:
    """The corrections to be shown at `block`, each with its number: its own; after a table those of its rows."""
    identities = {block.id, *(child.id for child in block.children)} if block.kind == "table" else {block.id}
    numbered = enumerate(corrections, 1) if block.kind != "row" else ()
    return ((number, correction) for number, correction in numbered if correction.block in identities)


def short_notice(correction: Correction, statement: Statement, language: str) -> str:
    """What stands beside a corrected block; empty where the correction changed another language alone."""

    def say(wording: Mapping[str, str]) -> str:
        return statement.site.named(wording, language)

    before, to = say(correction.before), say(correction.to)
    if before == to:
        return ""
    strings, day = Strings(language), day_in_words(correction.when, language)
    cell = " ".join(_cell(statement, correction, say))
    cell = f"{cell}{strings['colon']}" if cell else ""
    return strings.fill("corrected_here", day=day, cell=cell, before=before, to=to, why=say(correction.why))
