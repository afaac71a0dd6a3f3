"""Parts of a whole in an English text: "two thirds", "a half", 2/3, "one in three".

In: plain text, and its kinds as `english_words` has them. Out: a `Quantity` for each part, beside those of its two numbers.
It answers 三分之二 and asks for nothing, but for "two thirds": "half a day" and "the third quarter" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from generator.checks.numbers.english_words import (
    ARTICLES,
    LARGE,
    ORDINALS,
    PARTS,
    ROUND,
    ROUND_KIND,
    SMALL,
    SMALL_KIND,
    WORD,
    words_value,
)
from generator.checks.numbers.quantities import Quantity, matches, number_key, part_key

RATIO = re.compile(
    rf"(?<![\w/.,{SMALL_KIND}])(?P<part>[0-9]{{1,2}}|{SMALL_KIND}+)(?:/|\s(?:in|(?:out\s)?of)(?:\severy)?\s)"
    rf"(?P<whole>[0-9]{{1,2}}|[{SMALL_KIND}{ROUND_KIND}]+)(?![\w/{SMALL_KIND}{ROUND_KIND}]|[.,][0-9])"
)
FIRST = re.compile(f"[0-9{SMALL_KIND}]")
COUNTS = SMALL | ARTICLES
"""How many parts there are, by the word before them."""
NUMBER = SMALL | ROUND | LARGE
OFTEN = (2, 4)
"""Parts that are more often none: three quarters of a year, two halves of a match."""


def parts_in_words(text: str) -> Iterator[Quantity]:
    """Parts whose whole is a word: half, two thirds, a quarter; each begins with how many there are, where that is said.
    The number that such a part ends comes beside it: three and a half."""
    words = list(WORD.finditer(text))
    for index, word in enumerate(words):
        whole = PARTS.get(word[0].lower())
        if whole is None:
            continue
        before = words[index - 1] if index and words[index - 1].end() + 1 == word.start() else None
        part = COUNTS.get(before[0].lower(), 0) if before else 0
        # The five of "five third-party audits" counts no parts.
        is_counted = part == 1 or (part > 1 and word[0].lower() not in ORDINALS)
        at = before.start() if before and is_counted else word.start()
        firm = is_counted and word[0].endswith("s") and whole not in OFTEN
        yield Quantity(part_key(part or 1, whole), text[at : word.end()], at, word.end(), firm)
        if part and (number := _number_before(words[max(0, index - 5) : index - 1])):
            value = words_value(" ".join(each[0].lower() for each in number)) + Decimal(part) / whole
            at = number[0].start()
            yield Quantity(number_key(value), text[at : word.end()], at, word.end(), firm=False)


def _number_before(words: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The words of the number that stands at the end of `words`, before an "and"."""
    if not words or words[-1][0] != "and":
        return []
    number = takewhile(lambda word: word[0].lower() in NUMBER, reversed(words[:-1]))
    return list(number)[::-1]


def ratios(text: str, kinds: str) -> Iterator[Quantity]:
    """Parts of which both numbers are said: 2/3, one in three, 3 out of 4."""
    for match in matches(RATIO, FIRST, kinds):
        part, whole = (_value(text[slice(*match.span(name))]) for name in ("part", "whole"))
        if 0 < part <= whole:
            yield Quantity(part_key(part, whole), text[match.start() : match.end()], *match.span(), firm=False)


def _value(number: str) -> int:
    return int(number) if number.isdigit() else words_value(number.lower())
