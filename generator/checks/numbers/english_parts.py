"""Parts of a whole in an English text: "two thirds", "a half", 2/3, "one in three".

In: plain text, and its kinds as `english_words` has them. Out: a `Quantity` for each part, beside those of its two numbers.
It answers 三分之二 and asks for nothing, but for "two thirds": "half a day" and "the third quarter" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.numbers.english_words import (
    ARTICLES,
    PARTS,
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
OFTEN = (2, 4)
"""Parts that are more often none: three quarters of a year, two halves of a match."""


def parts_in_words(text: str) -> Iterator[Quantity]:
    """Parts whose whole is a word: half, two thirds, a quarter; each begins with how many there are, where that is said, or
    with the number that it follows: three and a half."""
    words = list(WORD.finditer(text))
    for index, word in enumerate(words):
        whole = PARTS.get(word[0].lower())
        if whole is None:
            continue
        before = words[max(0, index - 3) : index]
        said = [each[0].lower() for each in before]
        if said[1:] == ["and", "a"] and said[0] in SMALL:
            key, first, firm = number_key(SMALL[said[0]] + Decimal(1) / whole), before[0], False
        elif before and before[-1].end() + 1 == word.start() and (part := COUNTS.get(said[-1])):
            key, first, firm = part_key(part, whole), before[-1], word[0].endswith("s") and whole not in OFTEN
        else:
            key, first, firm = part_key(1, whole), word, False
        yield Quantity(key, text[first.start() : word.end()], first.start(), word.end(), firm)


def ratios(text: str, kinds: str) -> Iterator[Quantity]:
    """Parts of which both numbers are said: 2/3, one in three, 3 out of 4."""
    for match in matches(RATIO, FIRST, kinds):
        part, whole = (_value(text[slice(*match.span(name))]) for name in ("part", "whole"))
        if 0 < part <= whole:
            yield Quantity(part_key(part, whole), text[match.start() : match.end()], *match.span(), firm=False)


def _value(number: str) -> int:
    return int(number) if number.isdigit() else words_value(number.lower())
