"""Which block of one language is which block of another: two trees side by side → pairs, with what is missing.

Blocks are aligned within their parent by kind and place. Where the numbers of blocks differ, the alignment that
keeps most figures and digits together decides which block is the one that is missing (Needleman and Wunsch, 1970).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.content.inline import plain_text
from generator.content.markdown import Node
from generator.content.model import Citation

Pair = tuple[Node | None, Node | None]
GAP, UNLIKE, NEVER = 1.0, 0.9, 1e9


def align(first: Sequence[Node], second: Sequence[Node]) -> list[Pair]:
    """The nodes of two languages in pairs, in reading order; None stands for a block that one of them lacks."""
    if [_shape(node) for node in first] == [_shape(node) for node in second]:
        return list(zip(first, second, strict=True))
    costs = _costs(first, second)
    pairs: list[Pair] = []
    i, j = 0, 0
    while i < len(first) or j < len(second):
        if i < len(first) and j < len(second) and costs[i][j] == costs[i + 1][j + 1] + _cost(first[i], second[j]):
            pairs.append((first[i], second[j]))
            i, j = i + 1, j + 1
        elif i < len(first) and costs[i][j] == costs[i + 1][j] + GAP:
            pairs.append((first[i], None))
            i += 1
        else:
            pairs.append((None, second[j]))
            j += 1
    return pairs


def _costs(first: Sequence[Node], second: Sequence[Node]) -> list[list[float]]:
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


def _shape(node: Node) -> tuple[str, int, str, str, str]:
    return node.kind, node.level, node.name, node.argument, node.style


def _cost(first: Node, second: Node) -> float:
    if _shape(first) != _shape(second):
        return NEVER
    here, there = _traits(first), _traits(second)
    if not here and not there:
        return UNLIKE / 3
    return UNLIKE * (1 - len(here & there) / len(here | there))


def _traits(node: Node) -> frozenset[str]:
    """What two languages share: figures cited and digits, of a block and all below it, and how it is made."""
    found: set[str] = set()
    if node.passage:
        found |= {item.figure for item in node.passage.inlines if isinstance(item, Citation)}
        found |= set(re.findall(r"[0-9]+", plain_text(node.passage.inlines)))
    for index, child in enumerate(node.children):
        found |= _traits(child) | {f"{child.kind}{index}"}
    return frozenset(found)
