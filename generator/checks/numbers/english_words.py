"""English number words: what they are worth, and where they stand as numbers.

In: plain text, or number words cut out of it. Out: the text with the kind of each number word for the word, against which
`WORDS` is matched; the value of number words.
"""

from __future__ import annotations

import re

from generator.checks.numbers.quantities import CITED

CARDINALS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
ORDINALS = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SOFT = {"once": 1, "single": 1, "both": 2, "twice": 2, "double": 2, "dual": 2, "twofold": 2, "pair": 2}
LARGE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SMALL = {word: value for words in (CARDINALS, ORDINALS) for value, word in enumerate(words)} | SOFT
ROUND = {form: 10 * value for value, word in enumerate(TENS, 2) for form in (word, word[:-1] + "ieth")}
ARTICLES = {"a": 1, "an": 1}
"""Before a power of ten: a hundred, a thousand."""
PARTS = (
    dict.fromkeys(("half", "halve", "halves", "halved", "halving"), 2)
    | dict.fromkeys(("quarter", "quarters"), 4)
    | {f"{word}{s}": value for value, word in enumerate(ORDINALS) if value > SOFT["twice"] for s in ("", "s")}
    | {f"{word}{s}": value for word, value in ROUND.items() if word not in TENS for s in ("", "s")}
    | {f"{word}th{s}": value for word, value in LARGE.items() for s in ("", "s")}
)
"""The wholes of which "two thirds" and "a quarter" are parts."""
_MONEY = r"(?:NT\$|NTD|TWD|(?:NT|New\sTaiwan)\s[Dd]ollars?)"
PERCENT = r"\s*[%‰]|[\s-]per\s?(?:cent|mille)\b"
WORD = re.compile("[A-Za-z]+")
# WORDS tells where a number stands by the kinds of its words, its value is taken from the text: with every word of it a
# pattern would be compiled for longer than all texts of a year are read.
SMALL_KIND, ROUND_KIND, _LARGE, _KINDS = "\x01", "\x02", "\x03", "\x01-\x03"
KINDS = {
    word: kind * len(word)
    for kind, words in ((SMALL_KIND, SMALL), (ROUND_KIND, ROUND), (_LARGE, LARGE))
    for word in words
} | {f"{word}s": _LARGE * len(word) + "s" for word in LARGE}
"""The kind of a number word, written once for each of its letters; an ending of a plural stays."""
_WORDS = rf"(?:{ROUND_KIND}+(?:[\s-]{SMALL_KIND}+)?|{SMALL_KIND}+)"
# What a table counts in: thousand NT$, NTD million, thousands of New Taiwan dollars.
_UNIT = rf"(?<![0-9{CITED}]\s){_LARGE}+(?=s?\s(?:of\s)?{_MONEY})|(?<=NT\$\s|NTD\s|TWD\s){_LARGE}+"
WORDS = re.compile(
    rf"(?<![\w{_KINDS}-])(?P<words>(?:{_WORDS}|[Aa]n?(?=\s{_LARGE}+(?![s{_LARGE}])))"
    rf"(?:[\s-]{_LARGE}+(?:(?:\s(?i:and))?\s{_WORDS})?)*|{_UNIT})"
    rf"(?:(?![\w{_KINDS}])(?P<percent>(?i:{PERCENT}))?|s(?=\s(?:of\s)?{_MONEY}))"
)
LETTERS = bytes(code if chr(code) in "abcdefghijklmnopqrstuvwxyz" else 32 for code in range(256))
NUMBER_WORDS = frozenset(word.encode() for word in KINDS.keys() | PARTS)


def has_number_words(text: str) -> bool:
    """Asked first, since few texts have any, and to cut bytes into words takes a quarter of the time of a pattern."""
    return not NUMBER_WORDS.isdisjoint(text.encode("ascii", "replace").lower().translate(LETTERS).split())


def kinds_of(text: str) -> str:
    """`text` of the same length, each number word as its kind."""
    return WORD.sub(lambda word: KINDS.get(word[0].lower(), word[0]), text)


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
