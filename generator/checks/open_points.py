"""What a draft still lacks: blank figures, carried text that waits for review, what its editors noted themselves.

In: a `Statement`. Out: its open points in the order of the work, for `check` to count down; and, once the statement
is said to be final, an error for each that is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.checks.standards import Standards
from generator.content.blocks import Block, beginning, text_of
from generator.content.model import Statement
from generator.problems import Message, Position, Problem, say

EXCERPT = 16
"""How many characters of a carried passage are shown."""
YEARS = {
    "zh-Hant": re.compile(r"(?<!\d)\d{2,3}年度?"),
    "en": re.compile(r"\b(?:19|20)\d\d\b"),
}
"""The years that a carried passage names: what its reviewer looks at first."""


class OpenPoint(Struct, frozen=True):
    """One thing left to do, and where."""

    position: Position
    message: Message


def open_points(statement: Statement) -> tuple[OpenPoint, ...]:
    """Everything that is left to do, in the order in which it is done: the data, the text, its translation."""
    found = [*_blanks(statement), *_noted(statement), *_carried(statement)]
    languages = {language: number for number, language in enumerate(statement.site.languages, 1)}
    return tuple(sorted(found, key=lambda point: (languages.get(_folder(point), 0), point.position)))


def _folder(point: OpenPoint) -> str:
    return Path(point.position.path).parent.name


def check_open(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every open point of a statement that is no longer a draft."""
    if statement.draft:
        return
    hint = say("完成後才能定稿；或將 status 改回 draft", "finish it first, or set status back to draft")
    for point in open_points(statement):
        yield Problem(point.position, point.message, hint, code="open-point")


def _blanks(statement: Statement) -> Iterator[OpenPoint]:
    for figure in statement.figures.values():
        if figure.blank:
            message = say(f"數字未填：{figure.name}", f"blank figure: {figure.name}")
            yield OpenPoint(figure.position, message)


def _noted(statement: Statement) -> Iterator[OpenPoint]:
    for words, position in statement.review:
        yield OpenPoint(position, say(f"待審閱：{words}", f"to be reviewed: {words}"))


def _carried(statement: Statement) -> Iterator[OpenPoint]:
    for block in statement.blocks:
        for language, position in block.review.items():
            text = _text(block, language)
            years = "、".join(dict.fromkeys(YEARS[language].findall(text))) if language in YEARS else ""
            begins = beginning(text, EXCERPT)
            zh, en = f"沿用文字待審閱：「{begins}」", f"text carried over, to be reviewed: “{begins}”"
            if years:
                zh, en = f"{zh}（提及 {years}）", f"{en} (names {years.replace('、', ', ')})"
            yield OpenPoint(position, say(zh, en))


def _text(block: Block, language: str) -> str:
    """The words of a block and of all below it, with a sign of omission where they cite a figure."""
    passages = (part.passages.get(language) for part in block.walk())
    return "".join(text_of(passage.inlines, lambda _: "…") for passage in passages if passage)
