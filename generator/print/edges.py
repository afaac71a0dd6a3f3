"""Whether all text and each chart stay on their page, and text in a table within its cell.

In: a `Setting`. Out: a problem at each block with a word so long that it reaches beyond the type area to the edge of the
sheet (an address, say, which has no place to be broken) or over the rule of its cell, and at each chart that is taller than
the type area. The preflight would refuse the first, could not tell the block, and would not see the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from generator.lengths import MILLIMETRE, PIXEL
from generator.preflight.rules import QUIET
from generator.print.setting import Setting
from generator.print.sheets import leaves, positions
from generator.problems import Position, Problem, say

SHOWN = 20
"""Characters of the word that are told."""
SLACK = 0.5
"""What a text may reach over a rule, in CSS pixels: less than the rule is thick."""


def check_edges(setting: Setting) -> list[Problem]:
    """What a printer would cut off, or nearly, and what stands over its neighbours."""
    statement = setting.edition.statement
    places = positions(statement, setting.edition.language)
    found = {block: (word, in_cell) for block, word, in_cell in _words_beyond(setting)}
    wide = [_too_wide(word, places.get(block, statement.position), in_cell) for block, (word, in_cell) in found.items()]
    return wide + [_too_tall(places.get(block, statement.position)) for block in _charts_beyond(setting)]


def _words_beyond(setting: Setting) -> Iterator[tuple[str, str, bool]]:
    """The block of each text that ends within `QUIET` millimetres of the edge of the sheet or beyond its cell, the longest
    word of that text, and whether it is the cell that it leaves."""
    quiet = QUIET * MILLIMETRE / PIXEL
    for page in (*setting.document.pages, *setting.added):
        # The margins of a page have their own bounds, and the watermark of a draft is turned.
        shown = (child for child in page._page_box.children if not isinstance(child, boxes.MarginBox))
        for box, block, cell in (leaf for child in shown for leaf in leaves(child)):
            words = box.text.split() if isinstance(box, boxes.TextBox) else ()
            if not words:
                continue
            if box.position_x < quiet or box.position_x + box.width > page.width - quiet:
                yield block, max(words, key=len), False
            elif cell is not None and not _holds(cell, box):
                yield block, max(words, key=len), True


def _charts_beyond(setting: Setting) -> Iterator[str]:
    """The block of each chart that ends below the type area."""
    for page in setting.document.pages:
        foot = page._page_box.content_box_y() + page._page_box.height + SLACK
        for box, block, _ in leaves(page._page_box):
            if isinstance(box, boxes.ReplacedBox) and box.position_y + box.margin_height() > foot:
                yield block


def _holds(cell: Any, box: Any) -> bool:
    left, right = cell.position_x, cell.position_x + cell.border_width()
    return bool(left - SLACK <= box.position_x and box.position_x + box.width <= right + SLACK)


def _too_wide(word: str, place: Position, in_cell: bool) -> Problem:
    """A word that cannot be broken and has no room."""
    shown = word if len(word) <= SHOWN else f"{word[:SHOWN]}…"
    if in_cell:
        message = say(f"「{shown}」太長，超出儲存格", f"“{shown}” is too long for its cell")
        hint = say("請縮短，或在 tables.yaml 加寬該欄", "shorten it, or widen the column in tables.yaml")
    else:
        message = say(f"「{shown}」太長，超出紙面", f"“{shown}” is too long for the page")
        hint = say("請縮短，或加空格使其可以換行", "shorten it, or put in a space where it may be broken")
    return Problem(place, message, hint, code="too-wide")


def _too_tall(place: Position) -> Problem:
    """A chart that no page holds: it is one picture, and goes over no page."""
    return Problem(
        place,
        say("圖太高，一頁排不下", "the chart is too tall for a page"),
        say(
            "請在 organisation.yaml 減少單位，或將數個單位併為一項",
            "list fewer units in organisation.yaml, or let one entry stand for several",
        ),
        code="too-tall",
    )
