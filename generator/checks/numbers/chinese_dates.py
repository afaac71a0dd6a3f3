"""Dates and years in a Chinese text: single, in ranges and in lists that share a month or the word for year.

In: plain text, and its kinds as `chinese_numerals` has them. Out: a `Day` for each date or month, with the year that the
text gives it; a `Quantity` for each year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from generator.checks.numbers.chinese_numerals import FIRST, ONE, SOME, TO, N, value_of
from generator.checks.numbers.quantities import (
    CITED,
    DAY_DIGITS,
    MONTH_DIGITS,
    YEAR_DIGITS,
    Day,
    Quantity,
    common_year,
    inner_keys,
    looks_like_year,
    matches,
    part_key,
    year_key,
)
from generator.content.calendar import ROC

NEAR = 20
"""Years from the first to the last of a list or a range; back, a quarter of them."""
EARLY = 60
"""The first year that a bare 年 after a number means; below, it counts years."""

# A day that shares the month of the day before it: 25日至29日, 2至3日.
_DAYS = rf"(?P<day>{N})(?:日|(?={TO}{N}日))(?P<more>(?:{TO}{N}(?:日|(?={TO}{N}日)))*)"
# 元月 is January behind a year, a preposition or a mark, not in 500元月費, 單元月考.
DATE = re.compile(
    rf"(?:(?P<year>{N})年)?(?:(?P<since>{N}){TO})?(?P<month>{N}|(?<![^\W年自於]|[{ONE}-{SOME}{CITED}])元)月(?:{_DAYS})?"
)
DAY = re.compile(N)
# 6/30 may be a day as well as a part, also in 102年6/30.
SLASHED = re.compile(
    rf"(?<![A-Za-z0-9/.,又])(?<![0-9] )(?:{YEAR_DIGITS}年)?{MONTH_DIGITS}/{DAY_DIGITS}(?![A-Za-z0-9/]|[.,][0-9])"
)
# A year that shares the 年 of the year after it: 102至104年度, 102、103年, 102/103年.
_OF_YEAR = "(?:會計|學)?年(?![來級資限齡]|期(?![間初中末]))"
YEAR = re.compile(
    rf"(?<![0-9])(?<![0-9][.,])(?P<year>{N})(?=(?:(?:{TO}|/)(?P<last>{N})){{0,4}}{_OF_YEAR})(?:會計|學)?年?"
    rf"|(?<=[(（])(?P<in>{N})[)）]年"
)


def chinese_days(text: str, kinds: str) -> list[Day]:
    """The dates of `text`, in order."""
    return [day for match in matches(DATE, FIRST, kinds) for day in _days(text, match)] if "月" in text else []


def chinese_years(text: str, kinds: str) -> Iterator[Quantity]:
    """The years of `text`, in order."""
    for match in matches(YEAR, FIRST, kinds) if "年" in text else ():
        first, last, alone = (text[slice(*match.span(part))] for part in ("year", "last", "in"))
        year = _year(match, first or alone, least=EARLY)
        if year and _leads_to(first, last):
            yield Quantity(year_key(year), alone or text[match.start() : match.end()], *match.span())


def slashed_days(text: str) -> list[Day]:
    """The days written 6/30, of which each may be a part of a whole too."""
    days = []
    for match in SLASHED.finditer(text):
        year = common_year(int(match[1])) if match[1] else None
        days.append(Day(int(match[2]), int(match[3]), year, match[0], *match.span()))
    return [day for day in days if day.exists]


def either(day: Quantity) -> Iterator[Quantity]:
    """A day written 6/30, which another language may say as a part of a whole or as the two numbers."""
    year, _, numbers = day.text.rpartition("年")
    part, whole = map(int, numbers.split("/"))
    said = (year_key(common_year(int(year))),) if year else ()
    share = [(part_key(part, whole),)] if part <= whole else []
    ways = tuple((*said, *keys) for keys in (*share, inner_keys(0, part, whole)))
    yield replace(day, instead=ways)
    yield from (replace(day, key=key, firm=False) for way in ways for key in way)


def _leads_to(first: str, last: str) -> bool:
    """Whether a number that leans on the 年 of a later one is a year as that is: 102至104年, 102-4年, not 計120、103年."""
    if not first or not last:
        return True
    return value_of(last) < EARLY or -NEAR // 4 <= value_of(last) - value_of(first) <= NEAR


def _days(text: str, match: re.Match[str]) -> Iterator[Day]:
    since, month, first = (text[slice(*match.span(part))] for part in ("since", "month", "day"))
    year = _year(match, text[slice(*match.span("year"))], least=1) if match["year"] else None
    days = [first, *(text[slice(*day.span())] for day in DAY.finditer(match.string, *match.span("more")))]
    place = text[match.start() : match.end()], match.start(), match.end()
    if since:
        yield Day(value_of(since), None, year, *place)
    for day in days:
        yield Day(1 if month == "元" else value_of(month), value_of(day) if day else None, year, *place)


def _year(match: re.Match[str], numeral: str, *, least: int) -> int | None:
    """The year of the common era; None where 年 counts years (三年, 5年): a bare ROC year is at least `least`."""
    value = value_of(numeral)
    before = match.string[max(0, match.start() - 2) : match.start()]
    if before in ("西元", "公元") or looks_like_year(str(value)):
        return value
    return value + ROC if (1 if before == "民國" else least) <= value < ROC else None
