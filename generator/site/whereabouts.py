"""Where a block stands, in words: the headings over it as one line, and the printed page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from generator.site.pieces import Break, plain
from generator.site.view import EditionView, View, heading


@lru_cache(maxsize=4)
def whereabouts(edition: EditionView) -> Mapping[str, tuple[str, str]]:
    """The headings over each view, as one line, and the label of its printed page, by the view's id.

    Kept for the next who asks: figures checked and corrections are told with the same places.
    """
    found: dict[str, tuple[str, str]] = {}
    page = ""

    def follow(views: Sequence[View], trail: str) -> None:
        nonlocal page
        for view in views:
            page = view.opening[-1].label if view.opening else page
            here = trail + view.label if view.kind in ("section", "item") else trail
            words = heading(view) if view.kind == "section" else ""
            found[view.id] = (here + (f" {words}" if words else ""), page)
            page = next((piece.label for piece in reversed(view.inlines) if isinstance(piece, Break)), page)
            follow(view.children, here)
            if view.table:
                for group in view.table.groups:
                    for row in group.rows:
                        page = row.page.label if row.page else page
                        name = next((plain(cell.pieces) for cell in row.cells if cell.scope == "row"), "")
                        found[row.id] = (f"{here} {name}", page)
                        for cell in row.cells:
                            follow(cell.blocks, f"{here} {name} ")

    follow(edition.chapters, "")
    return found
