"""Where a block stands: the numbers and the heading over it as one line, and the printed page on which it begins in the authority's text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from generator.site.pieces import Break
from generator.site.view import EditionView, View, heading


class Whereabouts(Struct, frozen=True):
    """Where a block stands: `text` has the numbers over it and the nearest heading, `page` is the mark of its printed page."""

    text: str = ""
    page: Break | None = None

    @property
    def label(self) -> str:
        """`第3頁`, or empty."""
        return self.page.label if self.page else ""


@lru_cache(maxsize=4)
def whereabouts(edition: EditionView) -> Mapping[str, Whereabouts]:
    """The place of each view and row, by its id.

    Kept for the next who asks: search, figures checked and corrections are told the same places.
    """
    found: dict[str, Whereabouts] = {}
    _follow(edition.chapters, "", "", None, found)
    return found


def _follow(
    views: Sequence[View], trail: str, above: str, page: Break | None, found: dict[str, Whereabouts]
) -> Break | None:
    """Note in `found` where `views` stand, which begin on `page` below the numbers `trail` and the heading `above`; the
    page on which they end."""
    for view in views:
        page = view.begins or page
        here = trail + view.label if view.kind in ("section", "item") else trail
        words = heading(view) if view.kind == "section" else above
        found[view.id] = Whereabouts(here + (f" {words}" if words else ""), page)
        page = _follow(view.children, here, words, view.ends or page, found)
        for row in view.table.rows if view.table else ():
            page = row.page or page
            place = f"{here} {row.name}"
            found[row.id] = Whereabouts(place, page)
            for cell in row.cells:
                page = _follow(cell.blocks, f"{place} ", "", page, found)
    return page
