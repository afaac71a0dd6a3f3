"""Chinese numerals: their signs, what they are worth, and where the formal ones (壹貳參…拾佰仟) stand as numbers.

In: plain text, or a numeral cut out of it. Out: the text with common signs for formal ones, or with the kind of each sign
for the sign; the value of a numeral.
"""

from __future__ import annotations

import re
from decimal import Decimal

from generator.checks.numbers.quantities import CITED, FRACTIONS

DIGITS = {
    sign: value
    for value, signs in enumerate(["〇○零", "一", "二兩", "三", "四", "五", "六", "七", "八", "九"])
    for sign in signs
}
TENS = {"十": 10, "百": 100, "千": 1000}
LARGE = {"萬": 10**4, "億": 10**8, "兆": 10**12}
POWERS = LARGE.keys() | {"百", "千"}
SIGNS = "〇○零一二兩三四五六七八九十廿卅百千"
"""Of which numerals below 10,000 are made."""
ABOUT = "餘多幾"
"""After a number or its power of ten: so many and some more."""
LINKS = "至到、及和與或–~～－-"
"""Between the ends of a range, or the members of a list."""
ONE, TEN, HUNDRED, MYRIAD, SOME, LINK, VULGAR = "\x01\x02\x03\x04\x05\x06\x07"
"""The kinds of these signs: characters that no source may hold. Patterns tell where a number stands by its kinds, its value
is taken from the text. A set of Chinese signs would be compiled anew at each of thirty places, a third of a millisecond each."""
KINDS = (
    dict.fromkeys("〇○零一二兩三四五六七八九", ONE)
    | dict.fromkeys("十廿卅", TEN)
    | dict.fromkeys("百千", HUNDRED)
    | dict.fromkeys("萬億", MYRIAD)
    | dict.fromkeys(ABOUT, SOME)
    | dict.fromkeys(FRACTIONS, VULGAR)
    | dict.fromkeys(LINKS, LINK)
)
_SIGN = re.compile(f"[{''.join(KINDS)}]")
FIRST = re.compile(f"[0-9{CITED}{ONE}-{MYRIAD}{VULGAR}雙首元]")
"""Where a number may begin, among the kinds of a text."""
NUMERAL = f"[{ONE}-{HUNDRED}]{{1,16}}"
N = rf"(?:[0-9]{{1,9}}|{NUMERAL})"
TO = rf"\s*{LINK}\s*"
"""Patterns of a numeral below 10,000, of a number in digits or as such, and of what stands between two numbers."""
IN_FULL = str.maketrans({"廿": "二十", "卅": "三十"} | dict.fromkeys(ABOUT, ""))

_MEASURES = "人件案場項種期份條款號屆次名位家國倍天週元所歲點頁冊篇個"
MEASURES = frozenset({*_MEASURES, "職等", "小時", "分鐘", "年", "日", "%"})
"""What makes a Chinese numeral a count: a measure word, a word that takes one, or a sign. 組 and 室 name, they do not count."""
NO_MEASURES = ("年度度", "日常")

FORMAL = "壹貳參叁参肆伍陸柒捌玖"
FORMAL_TENS = "拾佰仟"
COMMON = str.maketrans(FORMAL + FORMAL_TENS, "一二三三三四五六七八九十百千")
_FORMAL_SIGN = re.compile(f"[{FORMAL}{FORMAL_TENS}]")
_TENS = frozenset("十百千拾佰仟萬億兆元")
_COUNTED = frozenset(f"{_MEASURES}年月日")
_NUMERALS = frozenset(f"{SIGNS}{FORMAL}{FORMAL_TENS}萬億")
WORDS = frozenset(
    {"大陸", "登陸", "內陸", "著陸", "赴陸", "隊伍", "落伍", "退伍", "收拾", "撿拾", "俯拾", "壹週"}
    | {f"拾{after}" for after in "獲得取回物荒金遺起級"}
)
"""In which a formal sign is no number, whatever stands around them. 壹週 is a magazine; a week is no count to ask for."""


def with_common_numerals(text: str) -> str:
    """`text` of the same length, its formal numerals as common ones: 伍拾萬元 as 五十萬元. 參加 and 大陸 stay."""
    return _FORMAL_SIGN.sub(
        lambda match: match[0].translate(COMMON) if _in_number(text, match.start()) else match[0], text
    )


def _in_number(text: str, at: int) -> bool:
    """Whether the formal sign at `at` stands in a number: a power of ten after a numeral or before what is counted; a
    digit before a power of ten or 元, at the end of a numeral, or before what is counted unless it is common in words."""
    if not WORDS.isdisjoint((text[at - 1 : at + 1], text[at : at + 2])):
        return False
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if sign in FORMAL_TENS:
        return before in _NUMERALS or before == CITED or before.isdigit() or after in _NUMERALS or after in _COUNTED
    if after in _TENS:
        return True
    ends = before in _NUMERALS or before in {"第", "計", "共"} or sign not in "參参伍陸"
    return ends and (after in _COUNTED or after in {"章", "節", "編"})


def kinds_of(text: str) -> str:
    """`text` of the same length, each sign of a numeral, and each between two, as its kind."""
    return _SIGN.sub(lambda sign: KINDS[sign[0]], text)


def is_measured(text: str, at: int) -> bool:
    """Whether a measure word stands at `at`."""
    return not MEASURES.isdisjoint((text[at : at + 1], text[at : at + 2])) and not text.startswith(NO_MEASURES, at)


def value_of(numeral: str) -> int:
    """The value of digits or of a Chinese numeral: 十五, 廿三, 一百零二, 一〇二, 三千萬, 十餘萬."""
    if numeral.isascii():
        return int(numeral.replace(",", ""))
    if not set(numeral := numeral.translate(IN_FULL)) & (TENS.keys() | LARGE.keys()):
        return int("".join(str(DIGITS[sign]) for sign in numeral))
    total = section = digit = 0
    for sign in numeral:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in TENS:
            section, digit = section + (digit or 1) * TENS[sign], 0
        else:
            # A smaller power begins anew (二億五千萬), a greater one multiplies all before it (二萬三千億).
            power, counted = LARGE[sign], section + digit
            total = total + counted * power if total > power else (total + counted or 1) * power
            section = digit = 0
    return total + section + digit


def exact_value_of(numeral: str) -> Decimal:
    """The value of a number that may have decimals: 85.5, 八十五點五."""
    whole, _, decimals = numeral.partition("點")
    if not decimals:
        return Decimal(numeral) if numeral.isascii() else Decimal(value_of(numeral))
    return Decimal(f"{value_of(whole)}.{''.join(str(DIGITS[sign]) for sign in decimals)}")


def large_value_of(text: str) -> Decimal:
    """The value of digits with Chinese powers of ten: 3萬, 1億2,000萬, 5千餘萬."""
    total = Decimal(0)
    for digits, powers in re.findall(r"([0-9][0-9,]*(?:\.[0-9]+)?)([百千萬億兆]*)", text.translate(IN_FULL)):
        value = Decimal(digits.replace(",", ""))
        for power in powers:
            value *= TENS.get(power) or LARGE[power]
        total += value
    return total
