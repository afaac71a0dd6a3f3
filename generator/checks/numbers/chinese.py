"""The numbers of a Chinese text: digits, Chinese numerals that count, dates, ROC years, ordinals, percentages and parts.

In: plain text, `CITED` where a figure is cited. Out: `Quantity` for each number, in order. Numerals inside words and
names (三管齊下, 一同, 雙重, 四組) come out not `firm`: a number of the other language may answer to them.
What a text was read as is remembered, so that the preview reads changed blocks only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace

from generator.checks.numbers.chinese_dates import SLASHED, chinese_days, chinese_years, either, slashed_days
from generator.checks.numbers.chinese_numerals import (
    ABOUT,
    FIRST,
    HUNDRED,
    MYRIAD,
    NUMERAL,
    ONE,
    POWERS,
    SOME,
    TEN,
    TO,
    exact_value_of,
    is_measured,
    kinds_of,
    large_value_of,
    value_of,
    with_common_numerals,
)
from generator.checks.numbers.chinese_parts import chinese_parts
from generator.checks.numbers.quantities import (
    BEGINS,
    CITED,
    Quantity,
    hand_on_years,
    looks_like_year,
    matches,
    number_key,
    numeric_days,
    share_key,
    without,
    year_key,
)
from generator.checks.numbers.units import chinese_unit

WIDE = re.compile("[％．-９]")
NARROW = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
SPACED = re.compile(
    rf"[ \u3000](?:(?<=[0-9{CITED}].)[ \u3000]*(?=[^\x00-\xff])|(?<=[^\x00-\xff\u3000].)[ \u3000]*(?=[0-9{CITED}]))"
)
"""Spaces that were typed around digits, as in 104 年度: the number is the same. A row of them is looked at from its first."""
NUMBER = re.compile(
    rf"(?P<cited>{CITED})|{HUNDRED}分之(?P<of>[0-9]+(?:\.[0-9]+)?|{NUMERAL}(?:點{ONE}{{1,9}})?)"
    rf"|(?<!\.){BEGINS}(?P<large>(?:[0-9][0-9,]{{0,24}}(?:\.[0-9]{{1,9}})?{SOME}?(?:[{HUNDRED}{MYRIAD}兆]{SOME}?){{1,4}}){{1,8}}"
    r"(?:[0-9][0-9,]{0,24})?)"
    rf"|(?P<tenths>(?<![0-9.])[1-9{ONE}]成(?:{ONE}|半|[1-9](?![0-9.,]))?"
    r"(?![立員為果效績本長就功品分形行人年書語見型熟案交套]))"
    rf"|(?<!\.){BEGINS}"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)(?P<sign>\s*[%‰])?"
    rf"|(?P<numeral>[{ONE}-{MYRIAD}雙]{{1,24}}(?:{SOME}[{TEN}-{MYRIAD}]{{1,4}}|點{ONE}{{1,9}}(?=個{HUNDRED}|倍))?)"
    r"|(?P<first>首)"
)
JOINED = re.compile(TO + NUMERAL)
RANGE = re.compile(f"第{NUMERAL}{TO}$")
"""What stands before the numeral that ends a range whose beginning is an ordinal: the 八 of 第七至八."""
FIRST_OF = ("屆", "次", "度", "任", "批", "期", "位")
"""What 首 counts."""
IDIOMS = {
    *("第一線", "第一時間", "第一手", "第三人", "第三方", "第三者", "十分", "千萬", "萬一", "三人成虎", "零件"),
    *(f"一{one}" for one in "次點位家所國人日件項種案個場名份條期號款成年週天"),
    *("一星期", "一小時"),
}
"""Words in which an ordinal or a numeral with a measure word does not count."""
ROUND = f"十百千萬億{ABOUT}"
ROUGHLY, COUNTS = ("數", "幾", "上"), ("件數", "人數", "次數", "算數")
"""Before a power of ten: so many of them (數百, 上千); and words that end in such a sign and mean a number."""


@lru_cache(maxsize=4096)
def chinese_quantities(source: str) -> tuple[Quantity, ...]:
    """The numbers of `source`, in order; each citation as `CITED`, for the caller to name."""
    written = SPACED.sub("", _narrow(source) if WIDE.search(source) else source)
    text = with_common_numerals(written)
    kinds = kinds_of(text)
    if not FIRST.search(kinds):
        return ()
    days = [*numeric_days(text), *chinese_days(text, kinds)]
    days += slashed_days(without(text, ((day.at, day.end) for day in days))) if "/" in text else ()
    kinds = without(kinds, ((day.at, day.end) for day in days))
    years = list(chinese_years(text, kinds))
    kinds = without(kinds, ((year.at, year.end) for year in years))
    parts = list(chinese_parts(text, kinds))
    kinds = without(kinds, ((part.at, part.end) for part in parts)) if parts else kinds
    found = [*parts, *years]
    for day in hand_on_years(days, years):
        found += either(day) if SLASHED.fullmatch(day.text) else [day]
    found += (quantity for match in matches(NUMBER, FIRST, kinds) for quantity in _number(text, match))
    if text != written:
        found = [replace(one, text=written[one.at : one.end]) for one in found]
    return tuple(sorted(found, key=lambda quantity: quantity.at))


def _narrow(text: str) -> str:
    """Full-width digits as others; a full-width comma between them parts thousands: １２，３４５."""
    return re.sub("(?<=[０-９])，(?=[０-９]{3})", ",", text).translate(NARROW)


def _is_in_part(text: str, at: int, end: int) -> bool:
    """Whether a number is one of the two of 十分之七八 or 1,200分之1, which are not read as one part."""
    return text.startswith("分之", end) or text.endswith("分之", 0, at)


def _number(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    kind = match.lastgroup
    at, end = match.span()
    words = text[at:end]
    unit = chinese_unit(text, end)
    if kind == "cited":
        yield Quantity(CITED, words, at, end, unit=unit)
    elif kind == "first":
        if text.startswith(FIRST_OF, end):
            yield Quantity("1", words, at, end)
    elif kind == "tenths":
        tens, _, ones = words.replace("半", "5").partition("成")
        yield Quantity(f"{value_of(tens) * 10 + (value_of(ones) if ones else 0)}%", words, at, end)
    elif kind == "numeral":
        yield from _numeral(text, match)
    elif kind == "of":
        key = share_key(exact_value_of(text[match.start("of") : end]), is_per_mille=words[0] == "千")
        yield Quantity(key, words, at, end)
    elif kind == "large":
        yield Quantity(number_key(large_value_of(words)), words, at, end, unit=unit)
    else:
        yield _digits(text, match, unit)


def _digits(text: str, match: re.Match[str], unit: str) -> Quantity:
    at, end = match.span()
    digits = match["digits"]
    ordinal = text[at - 1 : at] == "第"
    sign = (match["sign"] or "").strip()
    value = Decimal(digits.replace(",", ""))
    key = share_key(value, is_per_mille=sign == "‰") if sign else number_key(value)
    year = looks_like_year(digits) and not ordinal and not unit and not sign
    named = text[at - 1 : at].isalpha() and text[at - 1].isascii()  # PM2.5 may be a name in one language alone.
    firm = not named and not _is_in_part(text, at, end)
    return Quantity(year_key(int(digits)) if year else key, text[at:end], at, end, firm, unit="" if ordinal else unit)


def _numeral(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    """A Chinese numeral: firm after 第 and before a measure word (its own or that of the range it begins)."""
    at, end = match.span()
    words = text[at:end]
    numeral = words.replace("雙", "二")
    if text[at - 1 : at] == CITED and set(numeral) <= POWERS:
        # A power behind a citation multiplies it: {{ total }}千元 is thousands of dollars.
        yield Quantity(f"×{value_of(numeral)}", words, at, end)
        return
    if text.endswith(ROUGHLY, 0, at) and not text.endswith(COUNTS, 0, at) and not words.strip(ROUND):
        # Another language may say the number.
        yield Quantity(f"{value_of(numeral)}", words, at, end, firm=False)
        return
    is_ordinal = text[at - 1 : at] == "第"
    begin = at - is_ordinal
    if _is_in_part(text, at, end) or not IDIOMS.isdisjoint(text[begin : begin + length] for length in (2, 3, 4)):
        firm = False
    else:
        firm = is_ordinal or _measured(text, match) or bool(RANGE.search(match.string, max(0, at - 12), at))
    if set(numeral) <= POWERS and not firm and text[end : end + 1] not in {"餘", "多"}:
        return
    key = number_key(exact_value_of(numeral)) + "%" * text.startswith("%", end)
    yield Quantity(key, words, at, end, firm, chinese_unit(text, end) if firm else "")


def _measured(text: str, match: re.Match[str]) -> bool:
    """Whether a measure word follows, or does so behind the range that the numeral begins."""
    if is_measured(text, match.end()):
        return True
    joined = JOINED.match(match.string, match.end())
    return bool(joined and is_measured(text, joined.end()))
