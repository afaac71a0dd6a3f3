"""Where a block stands, in words: the headings over it as one line, and the printed page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.site.pieces import Break, plain
from generator.site.view import EditionView, View, heading


def whereabouts(edition: EditionView) -> Iterator[tuple[str, tuple[str, str]]]:
    """The id of each view with the headings over it, as one line, and the label of its printed page."""
    page = ""

    def follow(views: Sequence[View], trail: str) -> Iterator[tuple[str, tuple[str, str]]]:
        nonlocal page
        for view in views:
            page = view.opening[-1].label if view.opening else page
            here = trail + view.label if view.kind in ("section", "item") else trail
            words = heading(view) if view.kind == "section" else ""
            yield view.id, (here + (f" {words}" if words else ""), page)
            page = next((piece.label for piece in reversed(view.inlines) if isinstance(piece, Break)), page)
            yield from follow(view.children, here)
            if view.table:
                for group in view.table.groups:
                    for row in group.rows:
                        page = row.page.label if row.page else page
                        name = next((plain(cell.pieces) for cell in row.cells if cell.scope == "row"), "")
                        yield row.id, (f"{here} {name}", page)
                        for cell in row.cells:
                            yield from follow(cell.blocks, f"{here} {name} ")

    yield from follow(edition.chapters, "")
