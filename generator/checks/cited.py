"""What the text shows of the figures: which of them each block and passage cites or claims, and in which words.

In: a `Statement` or a passage of it. Out: the names of figures, the blocks that show them, the sentence around one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.content.blocks import Block, Citation, Inline, Passage, Span, Text, walk_inlines
from generator.content.figures import shown, table_scope
from generator.content.model import Figure, Statement

QUOTE = 40
"""Characters of a sentence that a message quotes at most."""


def citations(statement: Statement) -> Mapping[str, tuple[Block, ...]]:
    """The blocks that show each figure: cited or claimed in the authority's text, or set in a table of figures."""
    found: dict[str, list[Block]] = {}
    for block in statement.blocks:
        names: Iterable[str] = cited_in(block.passages.get(statement.site.authority))
        if block.kind == "table":
            scope = f"{table_scope(block.name)}."
            names = (name for name in statement.figures if name.startswith(scope))
        for name in dict.fromkeys(names):
            found.setdefault(name, []).append(block)
    return {name: tuple(blocks) for name, blocks in found.items()}


def cited_in(passage: Passage | None) -> tuple[str, ...]:
    """The figures that a passage cites or claims."""
    if passage is None:
        return ()
    return tuple(name for inline in walk_inlines(passage.inlines) for name in _shown_by(inline))


def claims_in(passage: Passage) -> Iterator[Span]:
    """The words of a passage that a claim proves."""
    for inline in walk_inlines(passage.inlines):
        if isinstance(inline, Span) and inline.role == "claim":
            yield inline


def _shown_by(inline: Inline) -> tuple[str, ...]:
    """The figure that a piece of running text cites, or that proves its words."""
    if isinstance(inline, Citation):
        return (inline.figure,)
    return (inline.value,) if isinstance(inline, Span) and inline.role == "claim" else ()


def sentence(passage: Passage, name: str, figures: Mapping[str, Figure]) -> str:
    """The sentence of `passage` that cites or claims `name`, its figures as printed."""
    text, at = "", 0
    for inline in walk_inlines(passage.inlines):
        if name in _shown_by(inline):
            at = len(text)
        if isinstance(inline, Citation):
            text += shown(figures[inline.figure]) if inline.figure in figures else "…"
        elif isinstance(inline, Text):
            text += inline.text
    start = max((match.end() for match in re.finditer(r"[。；]|[.;] ", text[:at])), default=0)
    end = re.compile(r"[。；]|[.;] |$").search(text, at)
    said = text[start : end.start() if end else None].strip()
    if len(said) <= QUOTE:
        return said
    cut = max(0, min(at - start - QUOTE // 2, len(said) - QUOTE))
    return f"{'…' * (cut > 0)}{said[cut : cut + QUOTE]}{'…' * (cut + QUOTE < len(said))}"
