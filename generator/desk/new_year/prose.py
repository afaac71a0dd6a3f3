"""The Markdown of one year → a draft for a later one: the same text, every passage marked for review.

Years move in headings only: what a passage says of a year is for its reviewer to judge. Page marks belong to the
print of the old year and are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.stamps import PAGE_MARK
from generator.content.collector import Collector
from generator.content.markdown.attributes import REVIEW
from generator.content.markdown.nodes import Node
from generator.content.markdown.reader import parse_markdown
from generator.content.years import foreign_years, moved, moved_names
from generator.desk.new_year.turn import Turn

ATTRIBUTES = re.compile(r"\s*\{(?!\{)[^{}]*\}\s*")
"""A line that marks the block below it."""
NAMES = re.compile(r"\{\{.*?\}\}|\b(?:claim|list)=\"[^\"]*\"")
"""Where the names of figures stand in running text."""
DIRECTIVE = re.compile(r":{3,}\{results\}\s*(\d+)")
MARK = f"{{.{REVIEW}}}"
TO_WRITE = {"zh-Hant": "待補", "en": "TBD"}
"""What stands in the row of an indicator that had no results before."""


def carried_text(text: str, language: str, turn: Turn) -> str:
    """The draft of a chapter: headings moved on, passages marked, page marks and rows of ended indicators gone, those of
    new ones to be written."""
    step, own = turn.step, turn.own
    text = NAMES.sub(lambda match: moved_names(match[0], step), PAGE_MARK.sub("", text))
    lines = list(_going_on(text.split("\n"), language, turn))
    text = "\n".join(lines)
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


def _going_on(lines: Sequence[str], language: str, turn: Turn) -> Iterator[str]:
    """The lines without the rows of results whose indicator the new year of their table has no more, and with one to be
    written for each that it has first."""
    ended: frozenset[str] = frozenset()
    begun: tuple[str, ...] = ()
    is_gone = False
    for line in lines:
        if line.startswith(":::"):
            for key in begun:
                yield from (f"### {key}", "", TO_WRITE[language], "")
            directive = DIRECTIVE.match(line)
            ended = turn.ended(int(directive[1]) + turn.step) if directive else frozenset()
            begun = turn.begun(int(directive[1])) if directive else ()
        if line.startswith((":::", "### ")):
            is_gone = line[4:].strip() in ended
        if not is_gone:
            yield line


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
