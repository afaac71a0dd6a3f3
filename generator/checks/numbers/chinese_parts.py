"""Parts of a whole in a Chinese text, alone or behind a number: 三分之二, 2/3, ½, 三又四分之一, 3½萬, 四年半.

In: plain text, and its kinds as `chinese_numerals` has them. Out: a `Quantity` for each, what it is made of included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.numbers.chinese_numerals import (
    FIRST,
    HUNDRED,
    MYRIAD,
    ONE,
    VULGAR,
    N,
    large_value_of,
    value_of,
)
from generator.checks.numbers.quantities import FRACTIONS, Quantity, inner_keys, matches, mixed_key, number_key
from generator.checks.numbers.units import chinese_unit

_FROM = "(?<![A-Za-z0-9/.,])"
_HALF = "半(?![天日夜年數價票徑導成官途島圓載]|自動|功(?!能)|工半讀|信半疑|月刊(?![登載出印])|月報(?![告請名]))"
"""After a number and its measure word one half more, yet not in 三個半天, 三年半數 and 三個半月刊."""
PART = re.compile(
    rf"(?:{_FROM}(?P<and>{N})又)?(?P<whole>(?<![0-9.,])[0-9]{{1,9}}|[{ONE}-{MYRIAD}]{{1,16}})分之(?P<part>{N})"
    rf"|{_FROM}(?:(?P<with>[0-9]{{1,9}})[又 ])?(?P<over>[0-9]{{1,2}})/(?P<under>[0-9]{{1,2}})(?![A-Za-z0-9/]|[.,][0-9])"
    rf"|{_FROM}(?P<halved>{N})[年個天日週倍歲]{_HALF}"
    rf"|{_FROM}(?P<digits>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{0,15}})(?P<sign>{VULGAR})(?P<power>[{HUNDRED}{MYRIAD}兆]*)"
)
MARKS = ("分之", "/", "半", *FRACTIONS)
"""One of them stands in each."""
COMMON_WHOLE = 100
"""A part of a greater whole asks for nothing: 五千分之一 is the scale of a map, 1:5,000."""


def chinese_parts(text: str, kinds: str) -> Iterator[Quantity]:
    """The parts of `text`, and the two numbers of those that say both; none of 百分之 and 千分之, which say percentages, nor
    where the part is the larger, as in 十分之七八."""
    for match in matches(PART, FIRST, kinds) if any(mark in text for mark in MARKS) else ():
        if match["sign"] or match["halved"]:
            yield _mixed(text, match)
        elif not text.startswith(("百分", "千分"), match.start()):
            yield from _part(text, match)


def _value(text: str, match: re.Match[str], *names: str) -> int:
    """The number that stands in the first of the groups `names` that there is; 0 if in none."""
    return next((value_of(text[slice(*match.span(name))]) for name in names if match[name]), 0)


def _mixed(text: str, match: re.Match[str]) -> Quantity:
    """A number and a half, or one that a sign ends."""
    at, end = match.span()
    if match["halved"]:
        key = number_key(_value(text, match, "halved") + Decimal("0.5"))
        return Quantity(key, text[at:end], at, end, unit=chinese_unit(text, match.end("halved")))
    power = int(large_value_of(f"1{text[slice(*match.span('power'))]}"))
    key = mixed_key(_value(text, match, "digits"), *FRACTIONS[text[match.start("sign")]], power)
    return Quantity(key, text[at:end], at, end, unit=chinese_unit(text, end))


def _part(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    """A part of a whole, alone or behind a number."""
    at, end = match.span()
    number, part = _value(text, match, "and", "with"), _value(text, match, "part", "over")
    whole = _value(text, match, "whole", "under")
    if 0 < part <= whole:
        inner = () if "又" in text[at:end] else inner_keys(number, part, whole)
        firm = whole <= COMMON_WHOLE
        yield Quantity(mixed_key(number, part, whole), text[at:end], at, end, firm, instead=(inner,) if inner else ())
        yield from (Quantity(key, text[at:end], at, end, firm=False) for key in inner)
