"""Parts of a whole in an English text: "two thirds", "a half", 2/3, "one in three".

In: plain text, and its kinds as `english_words` has them. Out: a `Quantity` for each part, beside those of its two numbers.
It answers 三分之二 and asks for nothing, but for "two thirds": "half a day" and "the third quarter" are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from generator.checks.numbers.english_words import (
    ARTICLES,
    CARDINALS,
    LARGE,
    ORDINALS,
    PARTS,
    ROUND_KIND,
    SMALL,
    SMALL_KIND,
    TENS,
    WORD,
    words_value,
)
from generator.checks.numbers.quantities import FRACTIONS, Quantity, inner_keys, matches, mixed_key

RATIO = re.compile(
    rf"(?<![\w/.,{SMALL_KIND}])(?:(?P<number>[0-9]{{1,3}})[ -](?=[0-9]+/))?"
    rf"(?P<part>[0-9]{{1,2}}|{SMALL_KIND}+)(?:/|\s(?:in|(?:out\s)?of)(?:\severy)?\s)"
    rf"(?P<whole>[0-9]{{1,2}}|[{SMALL_KIND}{ROUND_KIND}]+)(?![\w/{SMALL_KIND}{ROUND_KIND}]|[.,][0-9])"
)
FIRST = re.compile(f"[0-9{SMALL_KIND}]")
COUNTS = SMALL | ARTICLES
"""How many parts there are, by the word before them."""
NUMBER = {*CARDINALS, *TENS, *LARGE}
"""What may be said before its half: of "the first three and a half years" it is three."""
AND_HALF = " and a half"
SIGN = re.compile(
    rf"(?<![\w.,/])(?P<digits>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{0,15}})"
    rf"(?P<sign>[{''.join(FRACTIONS)}]|(?<=[0-9])(?<![0-9]{{4}}){AND_HALF}\b)"
    rf"(?:\s(?P<power>{'|'.join(LARGE)})\b)?"
)
TIMES = {f"{time}{s}" for time in ("year", "month", "week", "day", "hour") for s in ("", "s")}
"""What may stand between a number and its half: a year and a half."""
OFTEN = (2, 4)
"""Parts that are more often none: three quarters of a year, two halves of a match."""


def parts_in_words(text: str) -> Iterator[Quantity]:
    """Parts whose whole is a word: half, two thirds, a quarter; each begins with how many there are, where that is said.
    The number that such a part ends is one with it, and so is the power that it is a part of: three and a half million."""
    words = list(WORD.finditer(text))
    for index, word in enumerate(words):
        if whole := PARTS.get(word[0].lower()):
            yield _part_in_words(text, words[max(0, index - 6) : index], words[index : index + 4], whole)


def _part_in_words(text: str, before: Sequence[re.Match[str]], words: Sequence[re.Match[str]], whole: int) -> Quantity:
    """The part at the beginning of `words`, one of `whole`."""
    word = words[0]
    is_ordinal = word[0].lower() in ORDINALS
    count = before[-1] if before and before[-1].end() + 1 == word.start() else None
    part = COUNTS.get(count[0].lower(), 0) if count else 0
    # The five of "five third-party audits" counts no parts, nor does "two and a third party".
    is_counted = part == 1 or (part > 1 and not is_ordinal)
    number = _number_before(before[:-1]) if part and not is_ordinal else []
    power, end = (1, word.end()) if is_ordinal else _power_behind(words, text)
    begin = (number[0] if number else count if count and is_counted else word).start()
    value = words_value(" ".join(each[0].lower() for each in number)) if number else 0
    firm = bool(number) or power > 1 or (is_counted and word[0].endswith("s") and whole not in OFTEN)
    return Quantity(mixed_key(value, part or 1, whole, power), text[begin:end], begin, end, firm)


def _number_before(words: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The words of the number that stands at the end of `words`, before an "and", or before a time and that: a year and."""
    if not words or words[-1][0] != "and":
        return []
    is_timed = len(words) > 1 and words[-2][0] in TIMES
    known, before = (NUMBER | {*ARTICLES}, words[:-2]) if is_timed else (NUMBER, words[:-1])
    return list(takewhile(lambda word: word[0].lower() in known, reversed(before)))[::-1]


def _power_behind(words: Sequence[re.Match[str]], text: str) -> tuple[int, int]:
    """The power of ten that multiplies the part at the beginning of `words`, and where it ends: half a million."""
    part, *behind = words
    power = next((word for word in behind if word[0] in LARGE), None)
    if power and text[part.end() : power.start()] in {" ", " a ", " of a "}:
        return LARGE[power[0]], power.end()
    return 1, part.end()


def signs(text: str) -> Iterator[Quantity]:
    """Signs of parts: ½, which half an hour may answer, and so asks for nothing; behind digits it ends their number, as words
    may: 3½, 3 and a half."""
    for match in SIGN.finditer(text) if AND_HALF in text or not text.isascii() else ():
        digits = int(match["digits"].replace(",", "") or 0)
        power = LARGE.get(match["power"] or "", 1)
        key = mixed_key(digits, *FRACTIONS.get(match["sign"], (1, 2)), power)
        yield Quantity(key, match[0], *match.span(), firm=digits > 0 or power > 1)


def with_ratios(text: str, kinds: str, numbers: Sequence[Quantity]) -> Iterator[Quantity]:
    """`numbers`, and each part of which both numbers are said: 2/3, one in three, 3 out of 4; of these two, it alone asks."""
    ratios, mixed = [], []
    for match in matches(RATIO, FIRST, kinds):
        number, part, whole = (_value(text[slice(*match.span(name))]) for name in ("number", "part", "whole"))
        if 0 < part <= whole:
            key = mixed_key(number, part, whole)
            ratios.append(Quantity(key, text[match.start() : match.end()], *match.span()))
            mixed.append(inner_keys(number, part, whole) if number else ())
    begins, said = [ratio.at for ratio in ratios], [list[str]() for _ in ratios]
    for one in numbers:
        index = bisect_right(begins, one.at) - 1
        is_said = index >= 0 and one.end <= ratios[index].end
        if is_said and one.firm:
            said[index].append(one.key)
        yield replace(one, firm=False) if is_said else one
    for ratio, keys, inner in zip(ratios, said, mixed, strict=True):
        yield replace(ratio, firm=bool(keys), instead=((inner or tuple(keys)),) if keys else ())
        yield from (replace(ratio, key=key, firm=False) for key in inner)


def _value(number: str) -> int:
    return words_value(number.lower()) if number.isalpha() else int(number or 0)
