"""Slips of the pen in running text and in names, which no number, figure or term of the glossary gives away.

In: a `Statement`. Out: an error for Chinese that an English text does not mark as such (a voice would read it out as
English: WCAG 2.2, 3.1.2); warnings for spaces and punctuation of the other language, simplified characters, notes to
oneself, doubled words and marks, brackets without their like. Text marked with a language is as its author wants it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import eq

from msgspec import Struct

from generator.checks.numbers.quantities import BLOT, CITED, plain
from generator.checks.passages import place_of_match
from generator.checks.slip_messages import slip_in_name, slip_in_text
from generator.checks.standards import Standards
from generator.content.blocks import Passage
from generator.content.model import Statement
from generator.problems import Position, Problem

_HAN = "\u2e80-\u2fdf\u3005\u3007\u3105-\u312f\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "，。、；：！？（）「」『』《》〈〉【】％"
_SPACE = " \u3000\xa0\u2000-\u200a\u202f"
_BROKEN = r"- (?!(?:and|or|to|nor|but|as|rather|than|through|not|with|for|in|on|by|from|of)\b)"
_NOTE = r"(?P<note>(?<![A-Za-z])(?:TODO|FIXME|XXX|TBD)(?![A-Za-z])|[?？]{3,}|(?<![\u3400-\u9fff])(?:待補|待填|待確認)(?=[，。、；）)]|$))"
PATTERNS = {
    "zh-Hant": rf"(?<=[{_HAN}])(?P<mark>[,;:!?](?=[{_HAN}{CITED}0-9])|[.,;:!?]$)|(?<=[{_HAN}])(?P<quoted>[“”‘’\"])|(?P<quote>[“”‘’\"])(?=[{_HAN}])|(?P<tab>\t+)"
    rf"|(?<=[{_HAN}])(?P<space>[{_SPACE}]+(?=[{_HAN}{CITED}0-9A-Za-z]))"
    rf"|(?<=[0-9A-Za-z{CITED}])(?P<gap>[{_SPACE}]+(?=[{_HAN}]))"
    rf"|(?P<repeated>[，。、；：]{{2,}})|(?P<wide>[０-９Ａ-Ｚａ-ｚ]+)|{_NOTE}",
    "en": rf"(?P<tab>\t+)|(?P<unmarked>[{_MARKS}]*[{_HAN}][{_HAN}{_MARKS}]*)|(?P<mark>[{_MARKS}\u3000]+)|{_NOTE}"
    r"|(?<![\w-])(?P<doubled>(?i:(?P<word>(?!had\b|that\b)[a-z]+)\s+(?-i:(?=[a-z]))(?P=word)))(?![\w-])"
    rf"|(?P<broken>\b[a-z]+{_BROKEN}[a-z]+)",
}
"""Compiled with the first text that may have a slip: sets of Chinese characters take longer than all texts of a year."""
# Most texts have no slip, and a set of characters is searched for many times faster than a pattern. In English whatever
# comes after U+2E7F may be one.
SIGNS = {
    "zh-Hant": re.compile(rf"[,;:!?？“”‘’\"０-９Ａ-Ｚａ-ｚ{_SPACE}\t]|[，。、；：]{{2}}|\.$"),
    "en": re.compile(rf"[^\x00-\u2e7f]|\t|[a-z]{_BROKEN}[a-z]"),
}
WORD = re.compile(r"[a-z]+|[^a-z\s]+")
"""A word, or what stands between two beside white space."""
MOST = 20
"""Slips of one text that are told."""
NOTES = ("TODO", "FIXME", "XXX", "TBD", "???", "？？？", "待補", "待填", "待確認")
PAIRS = {
    "zh-Hant": {"「": "」", "『": "』", "（": "）", "《": "》", "〈": "〉", "【": "】", "(": ")"},
    "en": {"(": ")", "[": "]"},
}
"""The halves of brackets and quotation marks."""
BRACKET = re.compile("[「」『』（）《》〈〉【】()\\[\\]]")
ENUMERATOR = re.compile(r"(?<![0-9A-Za-z(])(?:[0-9]{1,2}|[A-Za-z]|[ivx]{2,4})\)$")
"""1) or b), which has no other half."""
KINDS = {"gap": "space", "quoted": "quote"}
"""Groups that are told as another kind: a pattern may have a name once only."""


class Slip(Struct, frozen=True):
    """A slip: its kind, its words, and these with the characters beside them, by which they are found."""

    kind: str
    words: str
    around: str


def check_slips(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every slip of every block and every name, in each language."""
    for block in statement.blocks:
        for language, passage in block.passages.items():
            if language in PATTERNS:
                for slip in slips(plain(passage.inlines, foreign=BLOT), language):
                    yield slip_in_text(slip.kind, slip.words, _place(slip, passage), is_draft=statement.draft)
    for name in statement.names:
        for language, words in name.wording.items():
            if language in PATTERNS:
                for slip in slips(words, language):
                    yield slip_in_name(slip.kind, slip.words, name.places[language])


@lru_cache(maxsize=4096)
def slips(text: str, language: str) -> tuple[Slip, ...]:
    """The slips of a text, in order."""
    found = []
    for match in re.finditer(PATTERNS[language], text) if _may_slip(text, language) else ():
        kind = match.lastgroup or ""
        around = text[max(0, match.start() - 1) : match.end(kind) + 1]
        found.append(Slip(KINDS.get(kind, kind), match[kind], around))
    if language == "zh-Hant":
        found += (Slip("simplified", sign, sign) for sign in dict.fromkeys(text) if _is_simplified(sign))
    found += _unpaired(text, language)
    return tuple(found[:MOST])


def _unpaired(text: str, language: str) -> Iterator[Slip]:
    """The brackets and quotation marks of which the other half is missing or of another kind."""
    pairs = PAIRS[language]
    opened: list[re.Match[str]] = []
    alone: list[re.Match[str]] = []
    for sign in BRACKET.finditer(text):
        if sign[0] in pairs:
            opened.append(sign)
        elif opened and pairs[opened[-1][0]] == sign[0]:
            opened.pop()
        elif sign[0] in pairs.values() and not ENUMERATOR.search(text, max(0, sign.start() - 4), sign.end()):
            alone.append(sign)
    for sign in (*alone, *opened):
        yield Slip("unpaired", sign[0], text[max(0, sign.start() - 1) : sign.end() + 1])


def _may_slip(text: str, language: str) -> bool:
    """Whether it is worth the time to look closely."""
    words = WORD.findall(text.lower()) if language == "en" else ()
    return bool(SIGNS[language].search(text)) or any(note in text for note in NOTES) or any(map(eq, words, words[1:]))


@cache
def _is_simplified(sign: str) -> bool:
    """Whether mainland China's first set of characters has it, and Taiwan's has not."""
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    try:
        sign.encode("big5")
    except UnicodeEncodeError:
        return "\u4e00" <= sign <= "\u9fff"
    return False


def _place(slip: Slip, passage: Passage) -> Position:
    before, _, after = (
        re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(part))
        for part in slip.around.strip(CITED + BLOT).partition(slip.words)
    )
    words = re.escape(slip.words)
    return place_of_match(passage, rf"{before}({words}){after}")
