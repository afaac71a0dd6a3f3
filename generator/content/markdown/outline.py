"""A flat run of nodes → sections within sections, and the rows of a results table."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from generator.content.blocks import text_of
from generator.content.collector import Collector
from generator.content.markdown.nodes import DEEPEST, Node
from generator.problems import Position, say


def outline(nodes: Sequence[Node], path: str, collector: Collector) -> Node | None:
    """The one chapter that a Markdown file holds, its sections nested; None if the file has no chapter heading."""
    if not nodes:
        collector.error("no-chapter", Position(path), say("檔案沒有內容", "this file has no text"))
        return None
    if nodes[0].kind != "section" or nodes[0].level != 1:
        hint = say("請以一行「# 標題」開始", "begin with a line “# Heading”")
        message = say("檔案應以章標題開始", "the file must begin with the chapter's heading")
        collector.error("no-chapter", nodes[0].position, message, hint)
        return None
    _check_levels(nodes, collector)
    chapter, rest = _section(nodes, 0)
    for extra in nodes[rest:]:
        if extra.kind == "section":
            hint = say(
                "請改用 ##，或移到另一個檔案，並列入 statement.yaml 的 chapters",
                "use ##, or move it to a file of its own and list that in statement.yaml",
            )
            message = say("一個檔案只能有一章", "a file holds one chapter only")
            collector.error("second-chapter", extra.position, message, hint)
            break
    return chapter


def _check_levels(nodes: Sequence[Node], collector: Collector) -> None:
    # A line that was meant as a heading is told; what is below it does not skip a level.
    if any(
        each.code == "looks-like-block" and each.position.path == nodes[0].position.path for each in collector.problems
    ):
        return
    level = 0
    for index, node in enumerate(nodes):
        if node.kind != "section":
            continue
        if index and node.level == 1:  # A second chapter, which is told: its parts are those of a section.
            return
        if node.level > min(level + 1, DEEPEST):
            right = "#" * min(level + 1, DEEPEST)
            message = say(
                f"標題由第 {level} 層跳到第 {node.level} 層",
                f"the heading skips from level {level} to level {node.level}",
            )
            hint = say(
                f"請改用 {right}；若其前遺漏了一層標題，請補上",
                f"use {right}; where a heading is missing before it, add that",
            )
            collector.error("heading-skipped", node.position, message, hint)
        level = node.level


def _section(nodes: Sequence[Node], index: int) -> tuple[Node, int]:
    """The section that begins at `index`, and the index behind it."""
    head = nodes[index]
    index += 1
    children: list[Node] = []
    while index < len(nodes) and (nodes[index].kind != "section" or nodes[index].level > head.level):
        if nodes[index].kind == "section":
            child, index = _section(nodes, index)
            children.append(child)
        else:
            children.append(nodes[index])
            index += 1
    return replace(head, children=tuple(children)), index


def result_rows(table: Node, collector: Collector) -> tuple[Node, ...]:
    """The rows of a results table: one for each `### key` inside the directive, with the blocks below it."""
    rows: list[Node] = []
    for node in table.children:
        if node.kind == "section":
            key = text_of(node.passage.inlines) if node.passage else ""
            rows.append(Node("row", node.position, level=node.level, name=key.strip()))
        elif rows:
            rows[-1] = replace(rows[-1], children=(*rows[-1].children, node))
        else:
            hint = say("請先寫一行「### 指標的鍵」", "write a line “### key of the indicator” first")
            message = say("這段文字不屬於任何一列", "this text belongs to no row")
            collector.error("row-missing", node.position, message, hint)
    return tuple(rows)
