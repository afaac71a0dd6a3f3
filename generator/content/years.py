"""The years that a statement calls its own, and how a text that names them reads when they move on.

A statement of the ROC year 104 tells of 104, of 103 up to June and of 102. A heading that names one of them names
another one in the next statement; a year outside them is a date like any other and never moves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from generator.content.calendar import roc_year
from generator.content.model import Statement

CHINESE = re.compile(r"(?<![\d.,])\d{2,4}(?=[)）]?\s*年)")
ENGLISH = re.compile(r"(?<=ROC )\d{2,3}(?!\d)|(?<![\d.,])\d{4}(?!\d|[.,]\d)")
NAMED: Mapping[str, re.Pattern[str]] = {"zh-Hant": CHINESE, "en": ENGLISH}
"""Where a text in each language names a year, of the ROC or of the common era."""
IN_WORDS = "[〇○零一二三四五六七八九十百]{2,}年"
"""A year in words, which `new-year` alone asks for."""
FIGURE = re.compile(r"(?<![\w.])(\d{2,3})(?=\.[a-z])")
"""The year in the full name of a figure, such as `102.leads.count`."""
THIS_YEAR, LAST_YEAR = "this_year", "last_year"
"""The columns of figures that follow one another: the next statement repeats in the latter what the former had."""
RESULTS = "results-"
MENTIONS = 4
"""Years in one sentence up to which every way of moving them is tried."""


def results_year(table: str) -> int | None:
    """The year of which the table called `table` gives the results; None for another table."""
    return int(table.removeprefix(RESULTS)) if table.startswith(RESULTS) else None


def table_year(table: str, year: int) -> int | None:
    """The year of which the table called `table` tells in the statement of `year`; None for a table of figures or staff."""
    return year if table == "indicators" else results_year(table)


def results_years(statement: Statement) -> tuple[int, ...]:
    """The years of which the statement has a table of results, oldest first."""
    return tuple(sorted(year for name in statement.tables if (year := results_year(name))))


def told_before(figure: str, step: int) -> str:
    """The name by which the statement `step` years before gives the number that the figure of a full name repeats: last
    year's staff or column, or a target; empty for any other."""
    stem, _, column = figure.rpartition(".")
    if column == "target":
        return figure
    return f"{stem}.{THIS_YEAR}" if column == LAST_YEAR and step == 1 else ""


def own_years(statement: Statement) -> frozenset[int]:
    """The ROC years that are the statement's own: its year, the two before, those of its results."""
    year = statement.year
    return frozenset({year, year - 1, year - 2, *results_years(statement), *statement.until})


def moved(text: str, language: str, own: Collection[int], step: int) -> str:
    """`text` with each of the `own` years moved on by `step`, in whichever calendar it is named."""

    def one(match: re.Match[str]) -> str:
        return str(int(match[0]) + step) if roc_year(int(match[0])) in own else match[0]

    return NAMED[language].sub(one, text)


def readings(text: str, language: str, own: Collection[int], step: int) -> tuple[str, ...]:
    """`text` with each mention of an own year as it stands or moved on: every way in which the next statement may say
    the same, as it stands first; with many mentions only that and all of them moved."""
    places = [match for match in NAMED[language].finditer(text) if roc_year(int(match[0])) in own] if step else []
    if len(places) > MENTIONS:
        return text, moved(text, language, own, step)
    found = [""]
    at = 0
    for match in places:
        stands, moves = text[at : match.end()], f"{text[at : match.start()]}{int(match[0]) + step}"
        found = [begun + end for begun in found for end in (stands, moves)]
        at = match.end()
    return tuple(begun + text[at:] for begun in found)


def foreign_years(text: str, language: str, own: Collection[int]) -> tuple[str, ...]:
    """The years that `text` names and that no rule can move: those of others, and those written in words."""
    found = [match[0] for match in NAMED[language].finditer(text) if roc_year(int(match[0])) not in own]
    return (*found, *re.findall(IN_WORDS, text))


def moved_names(text: str, step: int) -> str:
    """`text`, a formula or a citation, with the year in the full names of figures moved on."""
    return FIGURE.sub(lambda match: str(int(match[1]) + step), text)
