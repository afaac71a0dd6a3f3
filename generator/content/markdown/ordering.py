"""Sections that stand in another order in one language: which is told once, not block by block.

In: the blocks below one block, in two languages. Out: those of the second in the order of the first, where that can be told
by what is below each section: how many sections and items of lists, which figures, tables and charts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.content.blocks import Citation, walk_inlines
from generator.content.markdown.nodes import Node

Landmarks = tuple[str, ...]


def in_order(first: Sequence[Node], second: Sequence[Node]) -> Sequence[Node]:
    """`second` with its sections in the order of `first`, if they are the same in another one; else as it is."""
    ours, theirs = ([node for node in nodes if node.kind == "section"] for nodes in (first, second))
    if len(ours) != len(theirs) or list(map(_below, ours)) == list(map(_below, theirs)):
        return second
    here, there = list(map(_landmarks, ours)), list(map(_landmarks, theirs))
    if here == there or sorted(here) != sorted(there):
        return second
    waiting: dict[Landmarks, list[Node]] = {}
    for marks, node in zip(there, theirs, strict=True):
        waiting.setdefault(marks, []).append(node)
    return [*(node for node in second if node.kind != "section"), *(waiting[marks].pop(0) for marks in here)]


def _below(section: Node) -> list[tuple[str, str]]:
    """The blocks right below a section, looked at first since it takes little time."""
    return [(node.kind, node.argument) for node in section.children]


def _landmarks(section: Node) -> Landmarks:
    return tuple(sorted(mark for child in section.children for mark in _marks(child)))


def _marks(node: Node) -> Iterator[str]:
    if node.kind != "paragraph":  # One may have slipped under the next heading.
        yield f"{node.kind} {node.argument}"
    if node.passage:
        yield from (each.figure for each in walk_inlines(node.passage.inlines) if isinstance(each, Citation))
    for child in node.children:
        yield from _marks(child)
