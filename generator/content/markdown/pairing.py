"""Which block of one language is which block of another: two trees side by side → pairs, with what is missing.

Sections that stand in another order are put right first, so that this is told once, not block by block, where that can be
told by what is below each section: how many sections and items of lists, which figures, tables and charts.

Blocks are aligned within their parent by kind and place. Where the numbers of blocks differ, the alignment that
keeps most figures and digits together, and lengths in proportion, decides which block is the one that is missing
(Needleman and Wunsch, 1970; Gale and Church, 1993).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.content.blocks import Citation, citations_in, text_of
from generator.content.markdown.nodes import Node

Pair = tuple[Node | None, Node | None]
Places = tuple[int | None, int | None]
Shape = tuple[str, int, str, str]
Traits = tuple[Shape, frozenset[str], float]
Landmarks = tuple[str, ...]
GAP, UNLIKE, UNEVEN, NEVER = 1.0, 0.9, 0.3, 1e9
EVEN = 0.8
"""Lengths whose shares differ by less say nothing: one language has more words for a thing than the other."""
MOST = 250_000
"""Pairs of blocks that are compared; a section of 104 has at most 30 blocks, which makes 900."""


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
        yield from (each.figure for each in citations_in(node.passage.inlines))
    for child in node.children:
        yield from _marks(child)


def align(first: Sequence[Node], second: Sequence[Node]) -> list[Pair]:
    """The nodes of two languages in pairs, in reading order; None stands for a block that one of them lacks."""
    here, there = [_shape(node) for node in first], [_shape(node) for node in second]
    if here == there:
        return list(zip(first, second, strict=True))
    ours, theirs = _measured(here, first), _measured(there, second)
    begin = _alike(ours, theirs)
    end = _alike(ours[begin:][::-1], theirs[begin:][::-1])
    rows, columns = len(first) - end, len(second) - end
    way = _aligned if (rows - begin) * (columns - begin) <= MOST else _side_by_side
    middle = way(ours[begin:rows], theirs[begin:columns])
    return [
        *zip(first[:begin], second[:begin], strict=True),
        *((None if i is None else first[begin + i], None if j is None else second[begin + j]) for i, j in middle),
        *zip(first[rows:], second[columns:], strict=True),
    ]


def _alike(first: Sequence[Traits], second: Sequence[Traits]) -> int:
    """How many nodes at the beginning agree in all traits, which those without any do not show."""
    count = 0
    for ours, theirs in zip(first, second, strict=False):
        if ours[:2] != theirs[:2] or not ours[1]:
            break
        count += 1
    return count


def _side_by_side(first: Sequence[Traits], second: Sequence[Traits]) -> list[Places]:
    """The nodes paired one by one up to the first of another shape: for texts too long to be compared each with each."""
    same = 0
    while same < min(len(first), len(second)) and first[same][0] == second[same][0]:
        same += 1
    rest: list[Places] = [(i, None) for i in range(same, len(first))]
    return [*((i, i) for i in range(same)), *rest, *((None, j) for j in range(same, len(second)))]


def _aligned(first: Sequence[Traits], second: Sequence[Traits]) -> list[Places]:
    costs = _costs(first, second)
    pairs: list[Places] = []
    i, j = 0, 0
    while i < len(first) or j < len(second):
        if i < len(first) and j < len(second) and costs[i][j] == costs[i + 1][j + 1] + _cost(first[i], second[j]):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif i < len(first) and costs[i][j] == costs[i + 1][j] + GAP:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs


def _costs(first: Sequence[Traits], second: Sequence[Traits]) -> list[list[float]]:
    """Least cost of aligning what follows each pair of places."""
    rows, columns = len(first), len(second)
    costs = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            ways = []
            if i < rows:
                ways.append(costs[i + 1][j] + GAP)
            if j < columns:
                ways.append(costs[i][j + 1] + GAP)
            if i < rows and j < columns:
                ways.append(costs[i + 1][j + 1] + _cost(first[i], second[j]))
            costs[i][j] = min(ways, default=0.0)
    return costs


def _shape(node: Node) -> Shape:
    return node.kind, node.level, node.name, node.style


def _cost(first: Traits, second: Traits) -> float:
    if first[0] != second[0]:
        return NEVER
    here, there = first[1], second[1]
    uneven = UNEVEN * max(0.0, EVEN - min(first[2], second[2]) / max(first[2], second[2]))
    if not here and not there:
        return UNLIKE / 3 + uneven
    return UNLIKE * (1 - len(here & there) / len(here | there)) + uneven


def _measured(shapes: Sequence[Shape], nodes: Sequence[Node]) -> list[Traits]:
    """The nodes with what they share with other languages, and their length by that of the average one."""
    lengths = [_length(node) for node in nodes]
    average = sum(lengths) / (len(lengths) or 1)
    return [
        (shape, _traits(node), length / average) for shape, node, length in zip(shapes, nodes, lengths, strict=True)
    ]


def _length(node: Node) -> int:
    """The characters of a block and of all below it, and one more, so that there are some."""
    own = len(text_of(node.passage.inlines)) if node.passage else 0
    return 1 + own + sum(map(_length, node.children))


def _traits(node: Node) -> frozenset[str]:
    """What two languages share: figures cited and digits, of a block and all below it, how it is made, which table it is."""
    found = {node.argument} - {""}
    if node.passage:
        found |= {item.figure for item in node.passage.inlines if isinstance(item, Citation)}
        found |= set(re.findall(r"[0-9]+", text_of(node.passage.inlines)))
    for index, child in enumerate(node.children):
        found |= _traits(child) | {f"{child.kind}{index}"}
    return frozenset(found)
