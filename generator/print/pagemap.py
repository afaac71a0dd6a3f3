"""The page map: what each printed page holds, and whether the PDF holds the same.

In: a `Setting` of the edition that has the page marks. Out: where each page begins and how full it is, and a problem for
each page whose text no longer fits, or that leaves room where the next page was not meant to begin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from weasyprint.formatting_structure import boxes

from generator.checks.page_marks import page_marks
from generator.content.model import Statement
from generator.print.setting import Setting
from generator.print.sheets import boxes_of, first_block, is_aside
from generator.problems import Position, Problem, counted, say

MOST_ROOM = 2
"""Lines that may be left over before a mark without `start`: orphans and widows can take no more."""


class PageUse(Struct, frozen=True):
    """How much of its page the text between two marks takes, in lines of what stands last.

    `over` are the lines that do not fit; `room` those that would still fit. `first` and `last` are the words at its
    edges, `block` the id of what it begins with.
    """

    number: int
    starts: bool
    lines: int
    over: int
    room: float
    first: str
    last: str
    block: str

    @property
    def ends_early(self) -> bool:
        """Whether the page that follows must be meant to begin where it does."""
        return self.room > MOST_ROOM


def is_marked(setting: Setting) -> bool:
    """Whether page marks, and not the typesetter, say where pages begin."""
    return any(tree.mark and tree.mark.page for tree in setting.pages)


def page_map(setting: Setting) -> tuple[PageUse, ...]:
    """Each printed page, in order; of a text without marks each page of the PDF."""
    if not is_marked(setting):
        return tuple(_use(n, False, [page._page_box]) for n, page in enumerate(setting.document.pages, 1))
    sheets: dict[Any, list[Any]] = {}
    for page in setting.document.pages:
        for section in boxes_of(page._page_box, "section", "page"):
            sheets.setdefault(section.element, []).append(page._page_box)
    return tuple(
        _use(tree.mark.page if tree.mark else 0, bool(tree.mark and tree.mark.start), held)
        for tree, held in zip(setting.pages, sheets.values(), strict=True)
    )


def _use(number: int, starts: bool, sheets: list[Any]) -> PageUse:
    """How the text of page `number`, which takes `sheets`, uses its page."""
    lines = list(_text_lines(sheets[0]))
    over = sum(len({round(line.position_y) for line in _text_lines(sheet)}) for sheet in sheets[1:])
    bottom = sheets[0].content_box_y() + sheets[0].height
    lowest = max(lines, key=lambda line: line.position_y + line.height)
    room = (bottom - lowest.position_y - lowest.height) / lowest.height
    rows = len({round(line.position_y) for line in lines})
    return PageUse(number, starts, rows, over, room, words(lines)[:20], words(lines)[-20:], first_block(sheets[0]))


def _text_lines(sheet: Any) -> Iterator[Any]:
    """The lines of text on a sheet, without its margins and without the heads of tables."""
    for child in getattr(sheet, "children", ()):
        if isinstance(child, boxes.LineBox):
            yield child
        elif not is_aside(child):
            yield from _text_lines(child)


def words(lines: list[Any]) -> str:
    """The text of some lines."""
    return "".join(box.text for line in lines for box in line.descendants() if isinstance(box, boxes.TextBox))


def check_pages(setting: Setting) -> list[Problem]:
    """What is wrong with the pages of a statement that has been printed."""
    statement = setting.edition.statement
    if statement.pages is None or setting.edition.language != statement.site.authority:
        return []
    uses = page_map(setting)
    places = marks(statement)
    problems = []
    for page, following in zip(uses, [*uses[1:], None], strict=True):
        place = places.get(page.number, statement.position)
        if page.over:
            ends = places.get(page.number + 1) or statement.blocks[-1].position or place
            problems.append(_too_long(page, place, ends))
        elif following and not following.starts and page.ends_early:
            problems.append(_too_short(page, following, places.get(following.number, statement.position)))
    return problems


def marks(statement: Statement) -> Mapping[int, Position]:
    """Where the sources say that each page begins."""
    return {mark.page: mark.position for mark in page_marks(statement)}


def _too_long(page: PageUse, place: Position, ends: Position) -> Problem:
    """The text between two marks, from `place` to where it `ends`, does not fit its page."""
    return Problem(
        place,
        say(
            f"第 {page.number} 頁的文字多出 {page.over} 行，排不進一頁",
            f"the text of page {page.number} is {counted(page.over, 'line')} too long for the page",
        ),
        say(
            f"此頁到 {ends.at_line} 為止：請還原其中的文字；若印本確已更動，請移動頁次標記",
            f"the page ends at {ends.at_line}: restore the text up to there; if the print has changed, move the page marks",
        ),
        code="page-over",
    )


def _too_short(page: PageUse, following: PageUse, place: Position) -> Problem:
    """A page ends early though the next one was not meant to begin there."""
    room = int(page.room)
    return Problem(
        place,
        say(
            f"第 {page.number} 頁還可再排 {room} 行，第 {following.number} 頁卻從這裡開始",
            f"page {page.number} has room for {counted(room, 'more line')}, yet page {following.number} begins here",
        ),
        say(
            f"文字若有遺漏請補上；若本來就另起新頁，請將標記中的 {following.number} 寫成 {following.number} start",
            f"restore lost text, or write {following.number} start for the {following.number} of the mark "
            "if a new page was meant",
        ),
        code="page-room",
    )
