"""What of the running text is printed: figures and claims become plain words.

In: a view tree made for readers who can follow links. Out: the same tree with as few pieces as the setting allows, so
that lines are broken, and gaps made, over whole sentences. Page marks leave the Chinese text (the page itself is the
mark) and stay in the others, where they stand in the margin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from generator.site.pieces import Break, Datum, Piece, Wrap
from generator.site.view import Grid, Row, View


def printed(views: Sequence[View], keep_marks: bool) -> tuple[View, ...]:
    """The trees as they are printed."""
    return tuple(_view(view, keep_marks) for view in views)


def _view(view: View, keep_marks: bool) -> View:
    return replace(
        view,
        opening=view.opening if keep_marks else (),
        inlines=_pieces(view.inlines, keep_marks),
        children=printed(view.children, keep_marks),
        notices=(),
        table=_grid(view.table, keep_marks) if view.table else None,
    )


def _pieces(pieces: Iterable[Piece], keep_marks: bool) -> tuple[Piece, ...]:
    """Running text with neighbouring words joined."""
    joined: list[Piece] = []
    for piece in _words(pieces, keep_marks):
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)


def _words(pieces: Iterable[Piece], keep_marks: bool) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, Datum):
            yield piece.text
        elif isinstance(piece, Break):
            if keep_marks:
                yield piece
        elif isinstance(piece, Wrap) and piece.role == "claim":
            yield from _words(piece.pieces, keep_marks)
        elif isinstance(piece, Wrap):
            yield replace(piece, pieces=_pieces(piece.pieces, keep_marks))
        else:
            yield piece


def _grid(grid: Grid, keep_marks: bool) -> Grid:
    groups = (replace(group, rows=tuple(_row(row, keep_marks) for row in group.rows)) for group in grid.groups)
    return replace(grid, groups=tuple(groups))


def _row(row: Row, keep_marks: bool) -> Row:
    cells = (
        replace(cell, pieces=_pieces(cell.pieces, keep_marks), blocks=printed(cell.blocks, keep_marks))
        for cell in row.cells
    )
    return replace(row, cells=tuple(cells))
