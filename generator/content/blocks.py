"""The text of a statement: running text, and the blocks that hold it.

A block carries the wording of each language side by side, so a language is a field and never a mode; a block that a
language lacks has no passage for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct, field

from generator.problems import Position


class Text(Struct, frozen=True):
    """Characters to be shown as they are."""

    text: str


class Citation(Struct, frozen=True):
    """A figure cited in running text; `figure` is its full name, such as `102.leads.count`."""

    figure: str
    position: Position


class PageMark(Struct, frozen=True):
    """Printed page `page` begins here; `start` where a section starts a new page, so the page before may be short."""

    page: int
    start: bool
    position: Position


class Span(Struct, frozen=True):
    """Text set apart. `role` is one of `strong`, `emphasis`, `spread` (value: width in em), `language` (value:
    a language tag), `claim` (value: the full name of the figure that proves the words) and `link` (value: address)."""

    role: Literal["strong", "emphasis", "spread", "language", "claim", "link"]
    children: tuple[Inline, ...]
    value: str = ""
    position: Position | None = None


Inline = Text | Citation | PageMark | Span


def walk_inlines(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every piece of running text, spans before what they hold."""
    waiting = [*reversed(inlines)]
    while waiting:
        inline = waiting.pop()
        yield inline
        if isinstance(inline, Span):
            waiting += reversed(inline.children)


def text_of(inlines: Sequence[Inline], cited: Callable[[str], str] = lambda _: "", foreign: str = "") -> str:
    """The characters of running text, without page marks. `cited` gives what stands for the citation of a figure by its
    name; `foreign` stands for what is marked with a language, unless it is empty."""
    pieces = []
    for inline in inlines:
        if isinstance(inline, Text):
            pieces.append(inline.text)
        elif isinstance(inline, Citation):
            pieces.append(cited(inline.figure))
        elif isinstance(inline, Span):
            is_foreign = foreign and inline.role == "language"
            pieces.append(foreign if is_foreign else text_of(inline.children, cited, foreign))
    return "".join(pieces)


def beginning(text: str, length: int) -> str:
    """The first characters of `text`, some `length` of them, up to the end of a word, with a sign where more is omitted."""
    end = next((at for at in range(length, len(text)) if not (text[at].isascii() and text[at].isalnum())), len(text))
    begins = text[:end]
    return begins if end == len(text) or begins.endswith("…") else f"{begins}…"


def citations_in(inlines: tuple[Inline, ...]) -> Iterator[Citation]:
    """What running text cites, in the order in which `text_of` has it."""
    return (inline for inline in walk_inlines(inlines) if isinstance(inline, Citation))


class Passage(Struct, frozen=True):
    """The wording of one block in one language. `source` is what the editor wrote, for messages and stamps."""

    inlines: tuple[Inline, ...]
    position: Position
    source: str


BlockKind = Literal["section", "paragraph", "list", "item", "table", "row", "chart"]


class Number(Struct, frozen=True):
    """Where a block stands in its sequence: `style` is a name of `numbering.STYLES`, `ordinal` counts from 1."""

    style: str
    ordinal: int


class Block(Struct, frozen=True):
    """One numbered or addressable piece of the statement.

    What `passages` words depends on `kind`: a section's heading, a paragraph, a list item's own text. A table and
    a chart have a `name` (what is set) and no wording of their own; a table's rows are children of kind `row`,
    whose `name` is the indicator's key and whose children are the blocks of the row's long cell.
    """

    kind: BlockKind
    id: str
    passages: Mapping[str, Passage] = field(default_factory=dict)
    children: tuple[Block, ...] = ()
    number: Number | None = None
    level: int = 0
    """Depth of a section: 1 for a chapter."""
    name: str = ""
    marks: frozenset[str] = frozenset()
    """Classes the editor set: `run-in` (a heading that its text follows on the line), `note`."""
    position: Position | None = None
    page: PageMark | None = None
    """The printed page that begins with this table row."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Exceptions from a check that the editor declared at this block: name of the check to reason."""
    review: Mapping[str, Position] = field(default_factory=dict)
    """The languages whose wording was carried over from another year and waits for review, and where it stands."""

    def walk(self) -> Iterator[Block]:
        """This block and all below it, in reading order."""
        waiting = [self]
        while waiting:
            block = waiting.pop()
            yield block
            waiting += reversed(block.children)
