"""How much can be set: a bound on the time and the memory that one edition takes, whatever its sources hold.

In: the HTML of an edition before it is laid out, and its pages while they are. Out: nothing, or a `ContentError` at the
statement's place. What costs time is told by the HTML alone: its bytes, and its elements, each of which takes as long
as two hundred bytes of text. What it does not tell is how many pages narrow columns and large type make of it, so the
pages are counted too.

The numbers are counted and not timed, so that the same sources are taken on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import layout

from generator.problems import ContentError, Position, Problem, say

ELEMENT = 200
"""Bytes of text that take as long as an element (a paragraph, an item, a cell, a word set apart)."""
MOST = 1_000_000
"""Bytes, elements reckoned as such; the statement of 104 has 210,000 in the language that takes more."""
MOST_PAGES = 100
"""Pages of an edition; 104 takes 14 in Chinese and 16 in English."""


def weight(html: str) -> int:
    """How long `html` takes to be set, in bytes of text."""
    return len(html.encode()) + ELEMENT * html.count("</")


def refuse_too_much(html: str, place: Position) -> None:
    """Stop before anything is laid out if `html` would take too long."""
    if (found := weight(html)) > MOST:
        zh = f"{found / MOST:.1f} 倍" if found < 10 * MOST else "十倍以上"
        en = f"{found / MOST:.1f} times" if found < 10 * MOST else "more than ten times"
        raise _too_long(place, f"為上限的{zh}", f"it is {en} what can be set")


class PageCount:
    """Counts the pages that are laid out for one edition, and stops where there are too many."""

    def __init__(self, place: Position) -> None:
        self.place, self.pages = place, 0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Count as long as this lasts."""
        original = layout.make_all_pages
        layout.make_all_pages = self.counted(original)
        try:
            yield
        finally:
            layout.make_all_pages = original

    def counted(self, original: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        """What takes the place of WeasyPrint's function that makes one page after the other."""

        def make(*given: Any) -> Iterator[Any]:
            for page in original(*given):
                self.pages += 1
                if self.pages > MOST_PAGES:
                    raise _too_long(self.place, f"超過 {MOST_PAGES} 頁", f"it takes more than {MOST_PAGES} pages")
                yield page

        return make


def _too_long(place: Position, zh: str, en: str) -> ContentError:
    message = say(f"總說明太長，無法排印：{zh}", f"the statement is too long to be set: {en}")
    hint = say(
        "請縮減文字、表格的列數或字級；只要網頁時請用 --html-only",
        "shorten its text or its tables, or set them in smaller type; pages for the web alone: --html-only",
    )
    return ContentError([Problem(place, message, hint, code="too-long")])
