"""Dates in an English text, day first or month first, single, in ranges and in lists that share a month or a year.

In: plain text. Out: a `Day` for each date or month, with the year that the text gives it: `25 to 29 January 2013` is
two days, `from 13 January to 11 April 2014` two days of one year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from generator.checks.numbers.quantities import Day

YEAR_DIGITS = r"(?:19|20)[0-9]{2}"
MONTH_NAME = re.compile("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
BEFORE = 40
"""Characters before a month in which its days stand."""
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
_NOT_MORE = r"(?![\w,]*[0-9])"
_TO = r"(?:\s*[-–—]\s*|,?\s+(?:to|and|or|until|through)\s+(?:the\s+)?|,\s*)"
DATE = re.compile(
    rf"(?<![\w.,])(?P<before>{_DAY}(?:{_TO}{_DAY})*)\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<year>{YEAR_DIGITS})(?!\w))?"
    rf"|\b(?P<month2>{_MONTH})\s+(?P<after>{_DAY}{_NOT_MORE}(?:{_TO}{_DAY}{_NOT_MORE}(?!\s+(?:{_MONTH})))*)"
    rf"(?:,\s+(?P<year2>{YEAR_DIGITS})(?!\w))?"
    rf"|\b(?P<month3>{_MONTH})(?:,?\s+(?P<year3>{YEAR_DIGITS})(?!\w))?"
)
CHAIN = re.compile(rf"{_TO}(?:(?:from|on|again|between)\s+)*")


def english_days(text: str) -> list[Day]:
    """The dates of `text`, in order."""
    groups: list[list[Day]] = []
    follower: list[Day] = []
    for match in reversed(list(_matches(text))):
        group = _group(match)
        linked = bool(follower and CHAIN.fullmatch(text, match.end(), follower[0].at))
        if linked and group[0].year is None:
            group = [replace(day, year=follower[0].year) for day in group]
        if _is_verb(text, match, linked):
            continue
        groups.append(group)
        follower = group
    return [day for group in reversed(groups) for day in group]


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The dates, looked for around the names of months only: most text has none."""
    after = 0
    for name in MONTH_NAME.finditer(text):
        if name.start() >= after and (
            match := DATE.search(text, max(after, name.start() - BEFORE), name.start() + BEFORE)
        ):
            after = match.end()
            yield match


def _group(match: re.Match[str]) -> list[Day]:
    month = MONTHS.index((match["month"] or match["month2"] or match["month3"])[:3].lower()) + 1
    year = match["year"] or match["year2"] or match["year3"]
    days: list[int | None] = [int(day) for day in re.findall(r"[0-9]+", match["before"] or match["after"] or "")]
    return [Day(month, day, int(year) if year else None, match[0], *match.span()) for day in days or [None]]


def _is_verb(text: str, match: re.Match[str], linked: bool) -> bool:
    """Whether "May" or "March" stands alone, as a word that is no month."""
    alone = match["month3"] in {"May", "March"} and not match["year3"] and not linked
    return alone and not re.search(
        r"\b(?:in|of|to|by|until|since|from|and|late|early|mid|end)[\s-]+$",
        text[max(0, match.start() - 12) : match.start()],
    )
