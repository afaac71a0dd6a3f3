"""View trees → the trees of the pages: cut at the page marks.

In: the chapters of an edition. Out: one `PageTree` for each printed page, in order; without marks a single one. A block
that a mark cuts stands in both trees: its heading or number in the first, its other half as a later `part`. Tables are
cut into parts whose rows and groups know whether they carry on.

Nothing here knows of layout: pure functions on frozen trees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.site.pieces import Break, Piece, Wrap
from generator.site.view import Grid, Group, Part, Row, View

T = TypeVar("T")
Slices = list[tuple[Break | None, T]]
"""The parts of something in order, each with the mark of the page that it begins."""


class PageTree(Struct, frozen=True):
    """What stands on one printed page; `mark` is None where no mark begins it."""

    mark: Break | None
    views: tuple[View, ...]


def cut(chapters: Sequence[View]) -> tuple[PageTree, ...]:
    """The trees of the pages that begin at the marks. A row that goes on has empty heads, as the print has them."""
    slices = _gather(slice_ for chapter in chapters for slice_ in _view(chapter))
    return tuple(PageTree(mark, tuple(views)) for mark, views in slices)


def _gather(slices: Iterable[tuple[Break | None, T]]) -> Slices[list[T]]:
    """Put together what no mark parts."""
    found: Slices[list[T]] = []
    for mark, item in slices:
        if mark or not found:
            found.append((mark, []))
        found[-1][1].append(item)
    return found


def _parts(count: int) -> Iterator[Part]:
    """The names of `count` parts."""
    for index in range(count):
        yield "whole" if count == 1 else "first" if index == 0 else "last" if index == count - 1 else "middle"


def _torn(index: int, texts: int) -> frozenset[str]:
    """The classes of part `index` of a block whose own words are in `texts` parts: where they are torn."""
    names = {"torn-after"} if index < texts - 1 else set()
    return frozenset(names | {"torn-before"} if 0 < index < texts else names)


def _view(view: View) -> Slices[View]:
    """The parts of a block with all below it."""
    if view.table:
        return _table(view, view.table)
    start = view.opening[-1] if view.opening else None
    texts = _pieces(view.inlines)
    found: list[tuple[Break | None, tuple[Piece, ...], list[View]]] = [
        (mark if index else start, text, []) for index, (mark, text) in enumerate(texts)
    ]
    for child in view.children:
        for mark, part in _view(child):
            first, text, children = found[-1]
            is_blank = len(found) == 1 and not (text or children or view.label)
            if mark and is_blank:
                found[-1] = (first or mark, text, [])
            elif mark:
                found.append((mark, (), []))
            found[-1][2].append(part)
    return _named(view, found, len(texts))


def _named(view: View, found: Sequence[tuple[Break | None, tuple[Piece, ...], list[View]]], texts: int) -> Slices[View]:
    """The parts `found` of a block, each knowing which it is; its own words are in the first `texts` of them."""
    result: Slices[View] = []
    for index, (name, (mark, text, children)) in enumerate(zip(_parts(len(found)), found, strict=True)):
        part = replace(view, part=name, opening=(), inlines=text, children=tuple(children))
        part = replace(part, marks=view.marks | _torn(index, texts))
        result.append((mark, replace(part, label="", notices=()) if index else part))
    return result


def _pieces(pieces: Sequence[Piece]) -> Slices[tuple[Piece, ...]]:
    """Running text in parts; what is set apart is set apart in both."""
    found: Slices[list[Piece]] = [(None, [])]
    for piece in pieces:
        if isinstance(piece, Break):
            found.append((piece, []))
        elif isinstance(piece, Wrap):
            for mark, inside in _pieces(piece.pieces):
                if mark:
                    found.append((mark, []))
                if inside:
                    found[-1][1].append(replace(piece, pieces=inside))
        else:
            found[-1][1].append(piece)
    return [(mark, tuple(text)) for mark, text in found]


def _table(view: View, grid: Grid) -> Slices[View]:
    """A table in parts; each has the head, and the line over the table stands over the first."""
    groups = (_group(group, f"{view.id}-g{number}") for number, group in enumerate(grid.groups, 1))
    found = _gather(slice_ for group in groups for slice_ in group)
    names = list(_parts(len(found)))
    return [
        (mark, replace(view, part=name, table=replace(grid, groups=tuple(members), unit="" if n else grid.unit)))
        for n, (name, (mark, members)) in enumerate(zip(names, found, strict=True))
    ]


def _group(group: Group, identity: str) -> Slices[Group]:
    """A group of rows in parts; the goal spans the rows of each."""
    found = _gather(slice_ for row in group.rows for slice_ in _row(row))
    name = next(((n, cell) for n, cell in enumerate(group.rows[0].cells) if cell.scope == "rowgroup"), None)
    result: Slices[Group] = []
    for part, (mark, rows) in zip(_parts(len(found)), found, strict=True):
        if name:
            column, goal = name
            goal = replace(replace(goal, pieces=()) if part in ("middle", "last") else goal, rowspan=len(rows))
            cells = rows[0].cells
            rows = [replace(rows[0], cells=(*cells[:column], goal, *cells[column:])), *rows[1:]]
        result.append((mark, Group(tuple(rows), part, identity)))
    return result


def _row(row: Row) -> Slices[Row]:
    """A row in parts: its long cell is cut, the others stand in the first; without the goal's cell."""
    cells = [cell for cell in row.cells if cell.scope != "rowgroup"]
    long = next((cell for cell in cells if cell.blocks), None)
    blocks = _gather(slice_ for block in long.blocks for slice_ in _view(block)) if long else [(None, [])]
    result: Slices[Row] = []
    for index, (part, (mark, views)) in enumerate(zip(_parts(len(blocks)), blocks, strict=True)):
        held = tuple(
            replace(cell, blocks=tuple(views)) if cell is long else replace(cell, pieces=()) if index else cell
            for cell in cells
        )
        result.append((mark if index else row.page or mark, Row(row.id, held, row.page, part)))
    return result
