"""The blocks of a Markdown text in one language, before they are paired with those of the others and numbered."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from generator.content.blocks import BlockKind, Passage, text_of
from generator.problems import Position

ROW = 3
"""The level of the headings with which rows of results begin."""
DEEPEST = 4
"""Levels of headings and of lists."""


class Node(Struct, frozen=True):
    """A block in one language, with those below it."""

    kind: BlockKind
    position: Position
    passage: Passage | None = None
    children: tuple[Node, ...] = ()
    level: int = 0
    name: str = ""
    """A directive's name, or a row's key."""
    argument: str = ""
    style: str = ""
    """How the items of a list are numbered: a name of `numbering.STYLES`."""
    marks: frozenset[str] = frozenset()
    reasons: dict[str, str] = field(default_factory=dict)
    list_name: str = ""
    """Under which name the items of a list are counted."""


def first_outside(nodes: Sequence[Node], directive: str, *, is_closed: bool) -> Position | None:
    """The first of the `nodes` that stands inside a `directive` only since its end is missing: a table, or a heading that is
    no key. Where it has an end of its own, with no table before that, such a heading is a key that was mistyped."""
    if directive == "results" and is_closed and not any(node.kind in ("table", "chart") for node in nodes):
        return None
    return next((node.position for node in nodes if _is_outside(node, directive)), None)


def _is_outside(node: Node, directive: str) -> bool:
    if node.kind == "section" and directive == "results":
        words = text_of(node.passage.inlines).strip() if node.passage else ""
        return node.level < ROW and not (words.islower() and words.isidentifier())
    return node.kind in ("section", "table", "chart")
