"""Translations that are behind: blocks and names whose original changed after the translation was reviewed.

In: a `Statement` and its stamps. Out: a warning for each of them, at the translation that has to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.stamps import EXCERPT, Original, reviews
from generator.checks.standards import Standards
from generator.content.blocks import beginning
from generator.content.model import Statement
from generator.problems import LANGUAGE_NAMES, Problem, counted, say

CITATION = re.compile(r"\{\{.*?\}\}")
"""A citation of a figure as its source has it."""
MOST = 20
"""Stale translations of one year that are told one by one."""


def check_stale(statement: Statement, standards: Standards) -> Iterator[Problem]:
    """The stale translations; one warning in all where nothing was ever stamped."""
    for language in statement.site.languages[1:]:
        stamps = standards.stamps.get(language, frozenset())
        stale = [review.original for review in reviews(statement, language, stamps) if review.state == "stale"]
        if stale and not stamps:
            yield _never(statement, language, len(stale))
        else:
            yield from (_behind(original, language) for original in stale[:MOST])
            if len(stale) > MOST:
                yield _more(statement, language, len(stale) - MOST)


def _behind(original: Original, language: str) -> Problem:
    begins, here = beginning(CITATION.sub("…", original.says), EXCERPT), original.position
    place = original.translations[language]
    return Problem(
        place,
        say(
            f"原文是新的或已變更，譯文尚未覆核（{here.at_line}「{begins}」）",
            f"the original is new or has changed since this was reviewed ({here.at_line}: {begins})",
        ),
        say(
            f"覆核譯文後請執行 python build.py stamp {place.path}",
            f"review it, then run python build.py stamp {place.path}",
        ),
        "warning",
        code="stale",
    )


def _more(statement: Statement, language: str, number: int) -> Problem:
    zh, en = LANGUAGE_NAMES[language].both
    return Problem(
        statement.position,
        say(
            f"還有{zh}譯文 {number} 處尚未覆核", f"{counted(number, 'more translation')} into {en} still to be reviewed"
        ),
        say(
            "請執行 python build.py check --report translation 逐一列出",
            "python build.py check --report translation lists them",
        ),
        "warning",
        code="stale",
    )


def _never(statement: Statement, language: str, number: int) -> Problem:
    zh, en = LANGUAGE_NAMES[language].both
    folder = statement.position.path.rpartition("/")[0]
    return Problem(
        statement.position,
        say(
            f"{zh}譯文 {number} 處均未經覆核",
            f"translations into {en} that were never stamped as reviewed: {number}",
        ),
        say(
            f"覆核譯文後請執行 python build.py stamp {folder}",
            f"review the translation, then run python build.py stamp {folder}",
        ),
        "warning",
        code="never-stamped",
    )
