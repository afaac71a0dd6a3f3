"""The Markdown of one year → a draft for a later one: the same text, every passage marked for review.

Years move in headings only: what a passage says of a year is for its reviewer to judge. Page marks belong to the
print of the old year and are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from generator.checks.stamps import PAGE_MARK
from generator.content.collector import Collector
from generator.content.markdown import REVIEW, Node, parse_markdown
from generator.content.years import foreign_years, moved, moved_names

ATTRIBUTES = re.compile(r"\s*\{(?!\{)[^{}]*\}\s*")
"""A line that marks the block below it."""
NAMES = re.compile(r"\{\{.*?\}\}|\b(?:claim|list)=\"[^\"]*\"")
"""Where the names of figures stand in running text."""
MARK = f"{{.{REVIEW}}}"


def carried_text(text: str, language: str, own: Collection[int], step: int) -> str:
    """The draft of a chapter: headings moved on by `step` years, passages marked, page marks gone."""
    text = NAMES.sub(lambda match: moved_names(match[0], step), PAGE_MARK.sub("", text))
    lines = text.split("\n")
    nodes = parse_markdown(text, "", language, Collector())
    for node in reversed(list(_outer(nodes))):
        at = node.position.line - 1
        if node.kind == "section":
            is_known = not foreign_years(lines[at], language, own)
            lines[at] = moved(lines[at], language, own, step)
            if is_known:
                continue
        elif node.kind == "table":
            if node.name == "results" and node.argument.isdigit():
                lines[at] = lines[at].replace(node.argument, str(int(node.argument) + step))
            continue
        elif node.kind == "chart":
            continue
        _mark(lines, at)
    return "\n".join(lines)


def _outer(nodes: Sequence[Node]) -> Iterator[Node]:
    """Headings, paragraphs, whole lists and tables, and what stands in the rows of tables, in reading order."""
    for node in nodes:
        yield node
        if node.kind == "table":
            # The headings inside are keys of indicators, not words.
            yield from (child for child in node.children if child.kind != "section")


def _mark(lines: list[str], at: int) -> None:
    """Mark the block that begins on line `at`, in the line of attributes above it or in a new one."""
    above = lines[at - 1] if at else ""
    if not ATTRIBUTES.fullmatch(above):
        begins_after_text = bool(above.strip()) and not above.lstrip().startswith(("#", ":::"))
        lines[at:at] = ["", MARK] if begins_after_text else [MARK]
    elif f".{REVIEW}" not in above:
        inside = above.strip()[1:-1].strip()
        lines[at - 1] = f"{{.{REVIEW} {inside}}}" if inside else MARK
