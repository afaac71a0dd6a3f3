"""Parts of a whole in an English text: "two thirds", "a half", 2/3, "one in three".

In: plain text, and its kinds as `english_words` has them. Out: a `Quantity` for each part, beside those of its two numbers.
It answers 三分之二 and asks for nothing: "half a day" and "the third quarter" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.numbers.english_words import PARTS, ROUND_KIND, SMALL, SMALL_KIND, WORD, words_value
from generator.checks.numbers.quantities import Quantity, matches, part_key

RATIO = re.compile(
    rf"(?<![\w/.,{SMALL_KIND}])(?P<part>[0-9]{{1,2}}|{SMALL_KIND}+)(?:/|\s(?:in|(?:out\s)?of)(?:\severy)?\s)"
    rf"(?P<whole>[0-9]{{1,2}}|[{SMALL_KIND}{ROUND_KIND}]+)(?![\w/{SMALL_KIND}{ROUND_KIND}]|[.,][0-9])"
)
FIRST = re.compile(f"[0-9{SMALL_KIND}]")


def parts_in_words(text: str) -> Iterator[Quantity]:
    """Parts whose whole is a word: half, two thirds, a quarter."""
    before, end = "", 0
    for word in WORD.finditer(text):
        if whole := PARTS.get(word[0].lower()):
            part = SMALL.get(before, 1) if word.start() == end + 1 else 1
            yield Quantity(part_key(part, whole), word[0], *word.span(), firm=False)
        before, end = word[0].lower(), word.end()


def ratios(text: str, kinds: str) -> Iterator[Quantity]:
    """Parts of which both numbers are said: 2/3, one in three, 3 out of 4."""
    for match in matches(RATIO, FIRST, kinds):
        part, whole = (_value(text[slice(*match.span(name))]) for name in ("part", "whole"))
        if 0 < part <= whole:
            yield Quantity(part_key(part, whole), text[match.start() : match.end()], *match.span(), firm=False)


def _value(number: str) -> int:
    return int(number) if number.isdigit() else words_value(number.lower())
