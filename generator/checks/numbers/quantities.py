"""A number as it stands in running text, the same whichever language writes it.

In: text already read by `chinese` or `english`. Out: `Quantity`, whose `key` is equal in both
languages when they say the same: `1058`, `98.42%`, `year 2013`, `2013-01-25`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable, Iterator
from decimal import Context, Decimal

from msgspec import Struct
from msgspec.structs import replace

from generator.content.blocks import Inline, text_of
from generator.content.calendar import ROC
from generator.content.model import Figure

CITED = "\x1a"
"""Stands for a citation in plain text: SUBSTITUTE, one character that no source may hold, so that what follows is still
seen as its unit. Like `BLOT` it is of ASCII, since Python takes long to compile a set of it and of what is far from it."""

UNSEPARATED = "without separator "
"""Begins the key of a number written without its thousands separator, so that it equals only the like of it."""

YEAR = "year "
"""Begins the key of a year of the common era."""
DATED = re.compile(rf"{YEAR}(\d{{4}})|(\d{{4}})-\d\d")

BLOT = "\x7f"
"""Stands for a character that was read as part of a date or a year: DELETE."""

ROUNDED = Context(prec=4)
"""Digits of the percentage that a part of a whole is, as a message tells it."""

FRACTIONS = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3)}
"""Signs that are typed for a part of a whole: how many parts, and of how many."""

LEAP = 2000

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Four digits without a separator are a year between these."""


BEGINS = r"(?-i:(?<![0-9])(?:(?<![A-Za-z])|(?<=[A-Z]{2})))"
"""Where digits begin a number: not after a letter (A4, mp3), yet after an abbreviation (ISO27001), which may take a space."""

DIGIT = re.compile("[0-9]")
YEAR_DIGITS, MONTH_DIGITS, DAY_DIGITS = (
    "([6-9][0-9]|1[0-9]{2}|(?:19|20)[0-9]{2})",
    "(0?[1-9]|1[0-2])",
    "(0?[1-9]|[12][0-9]|3[01])",
)
"""Parts of a date in digits, its year of either calendar."""
NUMERIC_DAY = re.compile(rf"(?<![0-9/.,]){YEAR_DIGITS}([/.]){MONTH_DIGITS}\2{DAY_DIGITS}(?!\.?[0-9]|/)")


class Quantity(Struct, frozen=True):
    """One number of a text. A quantity that is not `firm` (an idiom, an article, "both") may answer to a number of the
    other language but asks for none."""

    key: str
    text: str
    at: int
    end: int
    firm: bool = True
    unit: str = ""
    """Kind of what is counted: a key of `units.UNITS`, or empty where the text does not say."""
    figure: str = ""
    """Full name of the figure, for a citation."""
    impossible: bool = False
    """Whether this is a date that no calendar has."""
    instead: tuple[tuple[str, ...], ...] = ()
    """Other ways in which another language may say it, each the keys of its numbers: of 2/3 as 2 and 3."""


class Day(Struct, frozen=True):
    """A date as far as the text gives it, before years are handed on to dates that share one."""

    month: int
    day: int | None
    year: int | None
    text: str
    at: int
    end: int

    def quantity(self) -> Quantity:
        """The date as a number to compare: `2013-01-25`, `2013-06`, `01-25`."""
        parts = [f"{part:02}" for part in (self.year, self.month, self.day) if part is not None]
        key = f"month {self.month}" if self.year is None and self.day is None else "-".join(parts)
        return Quantity(key, self.text, self.at, self.end, impossible=not self.exists)

    @property
    def exists(self) -> bool:
        """Whether the calendar has it; of an unknown year any leap day."""
        if not 1 <= self.month <= 12:
            return False
        return self.day is None or 1 <= self.day <= monthrange(self.year or LEAP, self.month)[1]


def number_key(value: Decimal) -> str:
    """The same for 36.5 and 36.50: what is compared is the value."""
    whole = value.to_integral_value()
    return f"{whole:f}" if value == whole else f"{value.normalize():f}"


def share_key(value: Decimal, *, is_per_mille: bool = False) -> str:
    """The key of a percentage; per mille are tenths of one."""
    return f"{number_key(value / 10 if is_per_mille else value)}%"


def part_key(part: int, whole: int) -> str:
    """The key of a part of a whole, as the percentage that another language may say: of 三分之二 it is 66.67%."""
    return share_key(ROUNDED.divide(Decimal(100 * part), Decimal(whole)))


def mixed_key(number: int, part: int, whole: int, power: int = 1) -> str:
    """The key of a part of a whole behind a number, as in 3½, and of so many times a power of ten, as in 3½ million."""
    if not number and power == 1:
        return part_key(part, whole)
    return number_key(Decimal((number * whole + part) * power) / whole)


def inner_keys(number: int, part: int, whole: int) -> tuple[str, ...]:
    """The keys of the two numbers that a part of a whole is made of; of 2 1/2, which may be 2 of 1/2 each, 2 and 50%."""
    return (str(number), part_key(part, whole)) if number else (str(part), str(whole))


def year_key(year: int) -> str:
    """The key of a year of the common era."""
    return f"{YEAR}{year}"


def year_of(quantity: Quantity) -> int | None:
    """The common-era year of a year or a date; None for any other number, and for a date that names none."""
    found = DATED.match(quantity.key)
    return int(found[1] or found[2]) if found else None


def looks_like_year(digits: str) -> bool:
    """Whether bare digits are read as a year rather than as a number without its thousands separator."""
    return len(digits) == 4 and digits.isdigit() and FIRST_YEAR <= int(digits) <= LAST_YEAR


def common_year(year: int) -> int:
    """The year of the common era that a year in digits means, of either calendar."""
    return year if year >= FIRST_YEAR else year + ROC


def numeric_days(text: str) -> Iterator[Day]:
    """Days written 102/12/31, 2013/12/31 or with points."""
    for match in matches(NUMERIC_DAY, DIGIT, text):
        year, month, day = (int(match[part]) for part in (1, 3, 4))
        yield Day(month, day, common_year(year), match[0], *match.span())


def hand_on_years(days: list[Day], years: list[Quantity]) -> Iterator[Quantity]:
    """Dates without a year take the nearest one written before them, be it of a date or one of `years`."""
    if not days:
        return
    known = [(year.at, int(year.key.removeprefix(YEAR))) for year in years]
    known = sorted([*known, *((day.at, day.year) for day in days if day.year is not None)])
    for day in days:
        before = bisect_left(known, (day.at, 0))
        yield (day if day.year is not None or not before else replace(day, year=known[before - 1][1])).quantity()


def plain(inlines: tuple[Inline, ...], foreign: str = "") -> str:
    """The characters of running text, `CITED` for each citation; `foreign` as of `text_of`."""
    return text_of(inlines, lambda _: CITED, foreign)


def cited_key(figure: Figure | None, name: str) -> str:
    """The key of a cited figure: that of the number it prints."""
    if figure is None or figure.value is None:
        return f"figure {name}"
    return number_key(figure.value) + "%" * (figure.shows == "percent")


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with the places already read blotted out, each character by one `BLOT`, so that nothing is read twice."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            pieces += [text[at:start], BLOT * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])


def matches(pattern: re.Pattern[str], first: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where `pattern` fits. It is tried only at characters of `first`, which is many times faster than to try it
    everywhere, since a plain set of characters is searched for at the speed of C."""
    after = 0
    for begin in first.finditer(text):
        if begin.start() >= after and (match := pattern.match(text, begin.start())):
            after = match.end()
            yield match
