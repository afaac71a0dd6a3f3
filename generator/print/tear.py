"""Where a page tears a text that flows freely, and the mark that cuts it there.

In: views, laid-out boxes, and tears: the block with which the next page begins, and how many of its characters stand on
the page before. Out: the views with a mark at each tear, for `cut`.

Characters are counted without white space, which line ends swallow, and without the hyphens that they add. A word that
was broken at the foot of a page goes to the next as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace
from weasyprint.formatting_structure import boxes

from generator.print.lines import is_chinese
from generator.site.view import Break, Cell, Grid, Group, Piece, Row, View, Wrap, plain


class Overflow(Break, frozen=True):
    """A page begins here because the one before is full."""


HERE = Overflow(0, "")
"""One mark does for all places: it cuts and is not printed."""


@dataclass(frozen=True, slots=True)
class Tear:
    """The next page begins with the block or row `id`, or inside its words, after `length` characters."""

    id: str
    length: int = 0
    shifts: bool = field(default=False, compare=False)
    """Whether words that stood before the tear go to the next page as well, so that it will end elsewhere."""

    def since(self, start: Tear | None) -> Tear:
        """The same place, counted from the beginning of the block where its last part began at `start`."""
        return Tear(self.id, self.length + start.length, self.shifts) if start and start.id == self.id else self

    def with_heading(self, headings: Mapping[str, str]) -> Tear:
        """The same place, or before the headings over it, which must not stand at the foot of a page."""
        if self.length or self.id not in headings:
            return self
        return Tear(headings[self.id], shifts=True)


# --- Tears in views -----------------------------------------------------------------------------------------------


def marked(view: View, tears: Collection[Tear]) -> View:
    """`view` with a mark at each of `tears`."""
    return _marked(view, {name: sorted(t.length for t in tears if t.id == name) for name in {t.id for t in tears}})


def _marked(view: View, places: Mapping[str, Sequence[int]]) -> View:
    words = view.inlines
    for length in reversed(places.get(view.id, ())):
        words = with_mark(words, whole_words(plain(words), length)) if length else words
    return replace(
        view,
        opening=(*view.opening, HERE) if 0 in places.get(view.id, ()) else view.opening,
        inlines=words,
        children=tuple(_marked(child, places) for child in view.children),
        table=_grid(view.table, places) if view.table else None,
    )


def _grid(grid: Grid, places: Mapping[str, Sequence[int]]) -> Grid:
    return replace(grid, groups=tuple(Group(tuple(_row(row, places) for row in group.rows)) for group in grid.groups))


def _row(row: Row, places: Mapping[str, Sequence[int]]) -> Row:
    cells = tuple(_cell(cell, places) for cell in row.cells)
    return replace(row, cells=cells, page=HERE if row.id in places else row.page)


def _cell(cell: Cell, places: Mapping[str, Sequence[int]]) -> Cell:
    return replace(cell, blocks=tuple(_marked(block, places) for block in cell.blocks))


def headings(view: View, above: str = "") -> Iterator[tuple[str, str]]:
    """For the first row of each table right under headings: its id, and the id of the uppermost of them."""
    if view.table and above:
        yield view.table.groups[0].rows[0].id, above
    for number, child in enumerate(view.children):
        is_lead = view.kind == "section" and number == 0
        yield from headings(child, (above or view.id) if is_lead else "")


def whole_words(text: str, length: int) -> int:
    """The place in `text` after `length` printed characters, or before the word that ends there broken.

    White space there goes to the next page, which swallows it: at the end of a block WeasyPrint would find room for it.
    """
    printed = [place for place, character in enumerate(text) if not character.isspace()]
    place = printed[length] if length < len(printed) else len(text)
    while 0 < place < len(text) and _is_inside_word(text[place - 1], text[place]):
        place -= 1
    return len(text[:place].rstrip())


def _is_inside_word(before: str, after: str) -> bool:
    return before.isalpha() and after.isalpha() and not is_chinese(before) and not is_chinese(after)


def with_mark(pieces: Sequence[Piece], place: int) -> tuple[Piece, ...]:
    """Running text with a mark after `place` characters."""
    found: list[Piece] = []
    for number, piece in enumerate(pieces):
        length = len(plain([piece]))
        if place < length:
            return (*found, *_split(piece, place), *pieces[number + 1 :])
        place -= length
        found.append(piece)
    return (*found, HERE)


def _split(piece: Piece, place: int) -> tuple[Piece, ...]:
    if isinstance(piece, Wrap):
        return (replace(piece, pieces=with_mark(piece.pieces, place)),)
    text = plain([piece])
    return (text[:place], HERE, text[place:])


# --- Tears in boxes -----------------------------------------------------------------------------------------------


BLOCKS = ("p", "li", "ol")


def own_words(box: Any) -> Iterator[Any]:
    """The boxes with the words of a paragraph or item: without its number, marks in the margin, and blocks below it."""
    for child in getattr(box, "children", ()):
        tag, element = str(child.element_tag), child.element
        if isinstance(child, boxes.TextBox):
            yield child
        elif "::" not in tag and not _is_number(element) and not (isinstance(child, boxes.BlockBox) and tag in BLOCKS):
            yield from own_words(child)


def _is_number(element: Any) -> bool:
    return element is not None and element.get("class") == "number"


def printed_length(parts: Sequence[Any]) -> int:
    """How many characters of a block `parts`, its boxes so far, have printed."""
    source = _source(parts[0].element)
    printed = "".join(text.text for part in parts for text in own_words(part))
    place = 0
    for character in "".join(printed.split()):
        # What is not in the source is a hyphen that the line end has added.
        place += place < len(source) and source[place] == character
    return place


def _source(element: Any) -> str:
    """The words of `element` as its HTML has them, without white space."""
    words = [element.text or ""]
    for child in element:
        if child.tag in ("p", "ol"):
            break
        words += [*([] if _is_number(child) else child.itertext()), child.tail or ""]
    return "".join("".join(words).split())
