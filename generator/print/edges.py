"""Whether all text stays on its page.

In: a `Setting`. Out: a problem at each block with a word so long that it reaches beyond the type area to the edge of the
sheet: an address, say, which has no place to be broken. The preflight would refuse the file, and could not tell the block.
"""

from __future__ import annotations

from collections.abc import Iterator

from weasyprint.formatting_structure import boxes

from generator.preflight.rules import MILLIMETRE, QUIET
from generator.print.pagemap import POINTS
from generator.print.setting import Setting
from generator.print.sheets import leaves, positions
from generator.problems import Position, Problem, say

SHOWN = 20
"""Characters of the word that are told."""


def check_edges(setting: Setting) -> list[Problem]:
    """What a printer would cut off on the right, or nearly."""
    statement = setting.edition.statement
    places, found = positions(statement, setting.edition.language), dict(words_at_edge(setting))
    return [too_wide(word, places.get(block, statement.position)) for block, word in found.items()]


def words_at_edge(setting: Setting) -> Iterator[tuple[str, str]]:
    """The block of each text that ends within `QUIET` millimetres of the edge, and the longest word of that text."""
    for page in (*setting.document.pages, *setting.added):
        edge = page.width - QUIET * MILLIMETRE / POINTS
        for box, block in leaves(page._page_box):
            words = box.text.split() if isinstance(box, boxes.TextBox) else ()
            if words and box.position_x + box.width > edge:
                yield block, max(words, key=len)


def too_wide(word: str, place: Position) -> Problem:
    """A word that cannot be broken and has no room."""
    shown = word if len(word) <= SHOWN else f"{word[:SHOWN]}…"
    return Problem(
        place,
        say(f"「{shown}」太長，超出紙面", f"“{shown}” is too long for the page"),
        say("請縮短，或加空格使其可以換行", "shorten it, or put in a space where it may be broken"),
        code="too-wide",
    )
