"""The numbers of an English text: digits, number words, fiscal and ROC years, ordinals and percentages.

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
from generator.checks.numbers.quantities import (
    BEGINS,
    CITED,
    UNSEPARATED,
    Quantity,
    hand_on_years,
    matches,
    number_key,
    numeric_days,
    part_key,
    share_key,
    without,
    year_key,
)
from generator.checks.numbers.units import english_unit
from generator.content.yaml.scalars import ROC

_ROC = r"ROC(?:\s+[Yy]ear)?\s+"
YEAR = re.compile(
    rf"(?:(?<=FY)|(?<![\w,.$])(?<!Nos\. )(?<!No\. ))(?P<year>{YEAR_DIGITS})(?!\w|[,.][0-9]|\s*%)"
    rf"(?:\s*\(\s*{_ROC}(?P<same>[0-9]{{2,3}})\s*\))?"
    rf"|\b{_ROC}(?P<roc>[0-9]{{2,3}})(?![\w,])(?:\s*\(\s*(?P<common>{YEAR_DIGITS})\s*\))?"
)
FIRST_OF_YEAR = re.compile("[12R]")
UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SOFT = {"once": 1, "single": 1, "both": 2, "twice": 2, "double": 2, "dual": 2, "twofold": 2, "pair": 2}
LARGE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SMALL = {word: value for words in (UNITS, ORDINALS) for value, word in enumerate(words)} | SOFT
ROUND = {form: 10 * value for value, word in enumerate(TENS, 2) for form in (word, word[:-1] + "ieth")}
ARTICLES = {"a": 1, "an": 1}
"""Before a power of ten: a hundred, a thousand."""
PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    f"{word}{ending}": value for value, word in enumerate(ORDINALS) if value > SOFT["twice"] for ending in ("", "s")
}
"""The wholes of which "two thirds" and "a quarter" are parts."""
FIRM_FROM = 3
"""Number words below this, and "third", are too often no numbers to ask for a counterpart."""

_POWER = "|".join(LARGE)
_MONEY = r"(?:NT\$|NTD|TWD|(?:NT|New\sTaiwan)\s[Dd]ollars?)"
_PERCENT = r"\s*[%‰]|[\s-]per\s?(?:cent|mille)\b"
DIGITS = re.compile(
    rf"(?P<cited>{CITED})(?:\s+(?P<power>{_POWER})\b)?"
    rf"|(?<!\.){BEGINS}"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    rf"(?:(?P<ordinal>st|nd|rd|th)\b|(?P<percent>{_PERCENT})|\s+(?P<large>{_POWER})\b)?",
    re.IGNORECASE,
)
FIRST_DIGIT = re.compile(rf"[0-9{CITED}]")
WORD = re.compile("[A-Za-z]+")
# WORDS tells where a number stands by the kinds of its words, its value is taken from the text: with every word of it a
# pattern would be compiled for longer than all texts of a year are read.
_SMALL, _ROUND, _LARGE, _KINDS = "\x01", "\x02", "\x03", "\x01-\x03"
KINDS = {
    word: kind * len(word) for kind, words in ((_SMALL, SMALL), (_ROUND, ROUND), (_LARGE, LARGE)) for word in words
} | {f"{word}s": _LARGE * len(word) + "s" for word in LARGE}
"""The kind of a number word, written once for each of its letters; an ending of a plural stays."""
_WORDS = rf"(?:{_ROUND}+(?:[\s-]{_SMALL}+)?|{_SMALL}+)"
# What a table counts in: thousand NT$, NTD million, thousands of New Taiwan dollars.
_UNIT = rf"(?<![0-9{CITED}]\s){_LARGE}+(?=s?\s(?:of\s)?{_MONEY})|(?<=NT\$\s|NTD\s|TWD\s){_LARGE}+"
WORDS = re.compile(
    rf"(?<![\w{_KINDS}-])(?P<words>(?:{_WORDS}|[Aa]n?(?=\s{_LARGE}+(?![s{_LARGE}])))"
    rf"(?:[\s-]{_LARGE}+(?:(?:\s(?i:and))?\s{_WORDS})?)*|{_UNIT})"
    rf"(?:(?![\w{_KINDS}])(?P<percent>(?i:{_PERCENT}))?|s(?=\s(?:of\s)?{_MONEY}))"
)
LETTERS = bytes(code if chr(code) in "abcdefghijklmnopqrstuvwxyz" else 32 for code in range(256))
NUMBER_WORDS = frozenset(word.encode() for word in KINDS.keys() | PARTS)
NUMBERED = re.compile(r"(?:\bNos?\.|\b[Nn]umber)\s*$")


@lru_cache(maxsize=4096)
def english_quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of `text`, in order; each citation as `CITED`, for the caller to name."""
    days = [*english_days(text), *numeric_days(text)]
    years: list[Quantity] = []
    numbers: list[Quantity] = []
    if FIRST_DIGIT.search(text):
        text = without(text, ((day.at, day.end) for day in days))
        years += _years(text)
        text = without(text, ((year.at, year.end) for year in years))
        numbers += _typed_parts(text) if "/" in text else ()
        for match in matches(DIGITS, FIRST_DIGIT, text):
            numbers += _cited(text, match) if match["cited"] else [_digits(text, match)]
    if _has_number_words(text):
        numbers += _parts(text)
        kinds = WORD.sub(lambda match: KINDS.get(match[0].lower(), match[0]), text)
        numbers += (_words(text, match) for match in WORDS.finditer(kinds))
    found = [*years, *hand_on_years(days, years), *numbers]
    return tuple(sorted(found, key=lambda quantity: quantity.at))


def _has_number_words(text: str) -> bool:
    """Asked first, since few texts have any, and to cut bytes into words takes a quarter of the time of a pattern."""
    return not NUMBER_WORDS.isdisjoint(text.encode("ascii", "replace").lower().translate(LETTERS).split())


def words_value(words: str) -> int:
    """The value of number words: twenty-one, three hundred and five."""
    total = part = 0
    for word in re.split(r"[\s-]+", words):
        if word in LARGE:
            part = (part or 1) * LARGE[word]
            if LARGE[word] > LARGE["hundred"]:
                total, part = total + part, 0
        elif word != "and":
            part += ARTICLES.get(word) or ROUND.get(word) or SMALL[word]
    return total + part


def _years(text: str) -> Iterator[Quantity]:
    """Each year once where both calendars say the same, twice where they contradict each other."""
    for match in matches(YEAR, FIRST_OF_YEAR, text):
        common, roc = match["year"] or match["common"], match["same"] or match["roc"]
        said = [int(common)] if common else []
        said += [int(roc) + ROC] if roc else []
        for year in dict.fromkeys(said):
            yield Quantity(year_key(year), match[0], *match.span())


def _parts(text: str) -> Iterator[Quantity]:
    """Parts of a whole, which answer 三分之二 and ask for nothing: "half a day" and "the third quarter" are none."""
    before, end = "", 0
    for word in WORD.finditer(text):
        if whole := PARTS.get(word[0].lower()):
            part = SMALL.get(before, 1) if word.start() == end + 1 else 1
            yield Quantity(part_key(part, whole), word[0], *word.span(), firm=False)
        before, end = word[0].lower(), word.end()


def _typed_parts(text: str) -> Iterator[Quantity]:
    """Parts of a whole in digits, 2/3, beside what is read of their digits."""
    for match in re.finditer(r"(?<![0-9/.,])([0-9]{1,2})/([1-9][0-9]?)(?![0-9/])", text):
        if int(match[1]) <= int(match[2]):
            yield Quantity(part_key(int(match[1]), int(match[2])), match[0], *match.span(), firm=False)


def _words(text: str, match: re.Match[str]) -> Quantity:
    at, end = match.span()
    words = text[slice(*match.span("words"))].lower()
    value = words_value(words)
    firm = value >= FIRM_FROM and words not in {*SOFT, "third"} and words.split()[0] not in ARTICLES
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
