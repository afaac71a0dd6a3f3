"""Years and days in the two calendars: those of the Republic, by which statements are named, and the common era."""

from __future__ import annotations

import re
from datetime import date

ROC = 1911
"""The common-era year before the first year of the Republic."""
COMMON = 1000
"""Years from here on are of the common era."""


def roc_year(year: int) -> int:
    """The ROC year that `year` is, as written in either calendar."""
    return year - ROC if year >= COMMON else year


def roc_day(text: str) -> date:
    """The day that `102-04-25` of the ROC calendar is; raises `ValueError` where there is none."""
    match = re.fullmatch(r"(\d{2,3})-(\d\d)-(\d\d)", text)
    if match is None:
        raise ValueError(text)
    return date(int(match[1]) + ROC, int(match[2]), int(match[3]))


def is_within(year: int, first: int | None, last: int | None) -> bool:
    """Whether a year lies between two others, both included, of which None is open."""
    return (first or year) <= year <= (last or year)
