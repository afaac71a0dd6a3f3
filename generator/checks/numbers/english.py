"""The numbers of an English text: digits, number words, fiscal and ROC years, ordinals, percentages and parts.

In: plain text, `CITED` where a figure is cited. Out: `Quantity` for each number, in order. Words that may be no number
("one", "first", "both") come out not `firm`. A number of four digits or more without its separator gets a key of its
own, so that it equals only one that the original writes without it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from generator.checks.numbers.english_dates import YEAR_DIGITS, english_days
from generator.checks.numbers.english_parts import parts_in_words, signs, with_ratios
from generator.checks.numbers.english_words import (
    ARTICLES,
    LARGE,
    PERCENT,
    SOFT,
    WORDS,
    has_number_words,
    kinds_of,
    words_value,
)
from generator.checks.numbers.quantities import (
    BEGINS,
    BLOT,
    CITED,
    UNSEPARATED,
    Quantity,
    hand_on_years,
    matches,
    number_key,
    numeric_days,
    share_key,
    without,
    year_key,
)
from generator.checks.numbers.units import english_unit
from generator.content.calendar import ROC

_ROC = r"ROC(?:\s+[Yy]ear)?\s+"
YEAR = re.compile(
    rf"(?:(?<=FY)|(?<![\w,.$])(?<!Nos\. )(?<!No\. ))(?P<year>{YEAR_DIGITS})(?!\w|[,.][0-9]|\s*%)"
    r"(?:[/–-](?P<next>[0-9]{2})(?![\w/–-]|[.,][0-9]|\s*%))?"
    rf"(?:\s*\(\s*{_ROC}(?P<same>[0-9]{{2,3}})\s*\))?"
    rf"|\b{_ROC}(?P<roc>[0-9]{{2,3}})(?![\w,])(?:\s*\(\s*(?P<common>{YEAR_DIGITS})\s*\))?"
)
FIRST_OF_YEAR = re.compile("[12R]")
FIRM_FROM = 3
"""Number words below this, and "third", are too often no numbers to ask for a counterpart."""

_POWER = "|".join(LARGE)
DIGITS = re.compile(
    rf"(?P<cited>{CITED})(?:\s+(?P<power>{_POWER})\b)?"
    rf"|(?<!\.){BEGINS}"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    rf"(?:(?P<ordinal>st|nd|rd|th)\b|(?P<percent>{PERCENT})|\s+(?P<large>{_POWER})\b)?",
    re.IGNORECASE,
)
FIRST_DIGIT = re.compile(rf"[0-9{CITED}]")
NUMBERED = re.compile(r"(?:\bNos?\.|\b[Nn]umber)\s*$")


@lru_cache(maxsize=4096)
def english_quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of `text`, in order; each citation as `CITED`, for the caller to name."""
    days = [*english_days(text), *numeric_days(text)]
    years: list[Quantity] = []
    numbers = list(signs(text))
    text = without(text, ((number.at, number.end) for number in numbers)) if numbers else text
    if FIRST_DIGIT.search(text):
        text = without(text, ((day.at, day.end) for day in days))
        years += _years(text)
        text = without(text, ((year.at, year.end) for year in years))
        for match in matches(DIGITS, FIRST_DIGIT, text):
            numbers += _cited(text, match) if match["cited"] else [_digits(text, match)]
    kinds = text
    if has_number_words(text):
        kinds = kinds_of(text)
        parts = list(parts_in_words(text))
        # The two of "four fifths" ask for nothing, since the part may be said as 八成.
        rest = without(kinds, ((part.at, part.end) for part in parts if not part.text.isalpha()))
        numbers += (_words(text, match, is_alone=rest[match.start()] != BLOT) for match in WORDS.finditer(kinds))
        numbers += parts
    found = [*years, *hand_on_years(days, years), *with_ratios(text, kinds, numbers)]
    return tuple(sorted(found, key=lambda quantity: quantity.at))


def _years(text: str) -> Iterator[Quantity]:
    """Each year once where both calendars say the same, twice where they contradict each other; both of 2013/14."""
    for match in matches(YEAR, FIRST_OF_YEAR, text):
        common, roc = match["year"] or match["common"], match["same"] or match["roc"]
        said = [int(common)] if common else []
        said += [int(roc) + ROC] if roc else []
        for year in dict.fromkeys(said):
            yield Quantity(year_key(year), match[0], *match.span())
        if after := match["next"]:
            number, year = number_key(Decimal(after)), int(common[:2] + after)
            if is_later := year > int(common):
                yield Quantity(year_key(year), match[0], *match.span(), instead=((number,),))
            yield Quantity(number, match[0], *match.span(), firm=not is_later)


def _words(text: str, match: re.Match[str], *, is_alone: bool) -> Quantity:
    """A number in words; one that is not alone is one of the numbers of a part."""
    at, end = match.span()
    words = text[slice(*match.span("words"))].lower()
    value = words_value(words)
    firm = is_alone and value >= FIRM_FROM and words not in {*SOFT, "third"} and words.split()[0] not in ARTICLES
    return Quantity(_key(Decimal(value), match["percent"]), text[at:end], at, end, firm, english_unit(text, end))


def _key(value: Decimal, percent: str | None) -> str:
    """The key of a number, behind which a sign or words of percentage may stand."""
    if not percent:
        return number_key(value)
    return share_key(value, is_per_mille=percent.lower().endswith(("‰", "mille")))


def _cited(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    """A citation, and the power of ten behind it, which multiplies it: {{ total }} thousand."""
    at, end = match.span("cited")
    yield Quantity(CITED, match["cited"], at, end, unit=english_unit(text, end))
    if power := match["power"]:
        yield Quantity(f"×{LARGE[power.lower()]}", text[end : match.end()], end, match.end())


def _digits(text: str, match: re.Match[str]) -> Quantity:
    at, end = match.span()
    unit = english_unit(text, end)
    digits = match["digits"]
    value = Decimal(digits.replace(",", ""))
    if match["large"]:
        return Quantity(number_key(value * LARGE[match["large"].lower()]), match[0], at, end, unit=unit)
    numbered = bool(match["ordinal"] or NUMBERED.search(text, max(0, at - 12), at))
    unseparated = "," not in digits and value >= 1000 and not numbered
    key = UNSEPARATED * unseparated + _key(value, match["percent"])
    firm = not text[at - 1 : at].isalpha()  # PM2.5 and ISO27001 may be a name in one language alone.
    return Quantity(key, match[0], at, end, firm, unit="" if numbered else unit)
