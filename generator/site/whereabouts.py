"""Where a block stands: the headings over it as one line, and the printed page on which it begins in the authority's text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from generator.site.pieces import Break
from generator.site.view import EditionView, View, heading


class Place(Struct, frozen=True):
    """Where a block stands: `text` has the headings over it, `page` is the mark of its printed page."""

    text: str = ""
    page: Break | None = None

    @property
    def label(self) -> str:
        """`第3頁`, or empty."""
        return self.page.label if self.page else ""


@lru_cache(maxsize=4)
def whereabouts(edition: EditionView) -> Mapping[str, Place]:
    """The place of each view and row, by its id.

    Kept for the next who asks: search, figures checked and corrections are told the same places.
    """
    found: dict[str, Place] = {}
    page: Break | None = None

    def follow(views: Sequence[View], trail: str) -> None:
        nonlocal page
        for view in views:
            page = view.begins or page
            here = trail + view.label if view.kind in ("section", "item") else trail
            words = heading(view) if view.kind == "section" else ""
            found[view.id] = Place(here + (f" {words}" if words else ""), page)
            page = view.ends or page
            follow(view.children, here)
            for row in view.table.rows if view.table else ():
                page = row.page or page
                place = f"{here} {row.name}"
                found[row.id] = Place(place, page)
                for cell in row.cells:
                    follow(cell.blocks, f"{place} ")

    follow(edition.chapters, "")
    return found
