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
LONG = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SHORT = {name[:3]: number for number, name in enumerate(LONG, 1) if name != "May"} | {"Sept": 9}
MONTHS = {name: number for number, name in enumerate(LONG, 1)} | SHORT
_NAMES = "|".join(name[:3] for name in LONG)
MONTH_NAME = re.compile(rf"\b(?:{_NAMES})[a-z]*")
"""What may be a month, as "Mayor" is not."""
NEAR = 40
"""Characters before a month in which its days stand."""
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
_LAST = rf"{_DAY}(?![\w,]*[0-9])"
_TO = r"(?:\s*[-–—]\s*|,?\s+(?:to|and|or|until|through)\s+(?:the\s+)?|,\s*)"
BEFORE = re.compile(rf"(?<![\w.,])(?P<days>{_DAY}(?:{_TO}{_DAY})*)\s+(?:of\s+)?$")
AFTER = re.compile(rf"\s+(?P<days>{_LAST}(?:{_TO}{_LAST}(?!\s+(?:{_NAMES})))*)")
"""The days of a month, as they stand before it or after it."""
YEAR = re.compile(rf",?\s+({YEAR_DIGITS})(?!\w)")
CHAIN = re.compile(rf"{_TO}(?:(?:from|on|again|between)\s+)*")


def english_days(text: str) -> list[Day]:
    """The dates of `text`, in order."""
    groups: list[list[Day]] = []
    follower: list[Day] = []
    for group in reversed(list(_groups(text))):
        linked = bool(follower and CHAIN.fullmatch(text, group[0].end, follower[0].at))
        if linked and group[0].year is None:
            group = [replace(day, year=follower[0].year) for day in group]
        if _is_verb(text, group[0], linked):
            continue
        groups.append(group)
        follower = group
    return [day for group in reversed(groups) for day in group]


def _groups(text: str) -> Iterator[list[Day]]:
    """The dates of each month that is named: most text has none."""
    end = 0
    for name in MONTH_NAME.finditer(text):
        if name[0] not in MONTHS or name.start() < end:
            continue
        before = BEFORE.search(text, max(end, name.start() - NEAR), name.start())
        end = name.end() + (name[0] in SHORT and text.startswith(".", name.end()))
        days = before or AFTER.match(text, end)
        end = max(end, days.end()) if days else end
        year = YEAR.match(text, end)
        at, end = before.start("days") if before else name.start(), year.end() if year else end
        place = int(year[1]) if year else None, text[at:end], at, end
        numbers = map(int, re.findall("[0-9]+", days["days"])) if days else [None]
        yield [Day(MONTHS[name[0]], number, *place) for number in numbers]


def _is_verb(text: str, day: Day, linked: bool) -> bool:
    """Whether "May" or "March" stands alone, as a word that is no month."""
    return (
        day.text in {"May", "March"}
        and not linked
        and not re.search(
            r"\b(?:in|of|to|by|until|since|from|and|late|early|mid|end)[\s-]+$", text[max(0, day.at - 12) : day.at]
        )
    )
