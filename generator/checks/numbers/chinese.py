"""The numbers of a Chinese text: digits, Chinese numerals that count, dates, ROC years, ordinals and percentages.

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

from generator.checks.numbers.chinese_numerals import (
    ABOUT,
    MEASURE,
    POWERS,
    SIGNS,
    exact_value_of,
    large_value_of,
    value_of,
    with_common_numerals,
)
from generator.checks.numbers.quantities import (
    BEGINS,
    CITED,
    Day,
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
from generator.content.yaml.scalars import ROC

NEAR = 20
"""Years from the first to the last of a list or a range; back, a quarter of them."""
EARLY = 60
"""The first year that a bare 年 after a number means; below, it counts years."""

WIDE = re.compile("[０-９％．]")
GROUPED = re.compile("(?<=[０-９])，(?=[０-９]{3})")
"""The full-width comma of １２，３４５: between full-width digits it parts thousands."""
NARROW = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
SPACED = re.compile(rf"(?<=[0-9{CITED}])[ \u3000]+(?=[^\x00-\xff])|(?<=[^\x00-\xff])[ \u3000]+(?=[0-9{CITED}])")
"""Spaces that were typed around digits, as in 104 年度: the number is the same."""
_NUMERAL = f"[{SIGNS}]{{1,16}}"
_DECIMALS = "點[〇○零一二三四五六七八九]{1,9}"
_N = rf"(?:[0-9]{{1,9}}|{_NUMERAL})"
_TO = r"\s*(?:至|到|、|及|和|與|或|[-–~～－])\s*"
# A day that shares the month of the day before it: 25日至29日, 2至3日.
_DAYS = rf"(?P<day>{_N})(?:日|(?={_TO}{_N}日))(?P<more>(?:{_TO}{_N}(?:日|(?={_TO}{_N}日)))*)"
DATE = re.compile(rf"(?:(?P<year>{_N})年)?(?:(?P<since>{_N}){_TO})?(?P<month>{_N}|(?<=年)元)月(?:{_DAYS})?")
# A year that shares the 年 of the year after it: 102至104年度, 102、103年.
_OF_YEAR = "(?:會計|學)?年(?![來級資限齡]|期(?![間初中末]))"
YEAR = re.compile(
    rf"(?<![0-9])(?<![0-9][.,])(?P<year>{_N})(?=(?:{_TO}(?P<last>{_N})){{0,4}}{_OF_YEAR})(?:會計|學)?年?"
    rf"|(?<=[(（])(?P<in>{_N})[)）]年"
)
NUMBER = re.compile(
    rf"(?P<cited>{CITED})|(?P<percent>[百千]分之)(?P<of>[0-9]+(?:\.[0-9]+)?|{_NUMERAL}(?:{_DECIMALS})?)"
    rf"|(?<!\.){BEGINS}(?P<large>(?:[0-9][0-9,]{{0,24}}(?:\.[0-9]{{1,9}})?[{ABOUT}]?(?:[百千萬億兆][{ABOUT}]?){{1,4}}){{1,8}}"
    r"(?:[0-9][0-9,]{0,24})?)"
    r"|(?P<tenths>(?<![0-9.])[1-9一二三四五六七八九]成(?:[一二三四五六七八九]|[1-9](?![0-9.,]))?"
    r"(?![立員為果效績本長就功品分形行人年書語見型熟案交套]))"
    rf"|(?<!\.){BEGINS}"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)(?P<sign>\s*[%‰])?"
    rf"|(?P<numeral>[{SIGNS}雙萬億]{{1,24}}(?:[{ABOUT}][十百千萬億]{{1,4}}|{_DECIMALS}(?=個百|倍))?)"
    r"|(?P<first>首(?=[屆次度任批期位]))"
)
FIRST = re.compile(f"[0-9{CITED}{SIGNS}雙萬億首]")
JOINED = re.compile(rf"(?:{_TO}){_NUMERAL}(?P<measure>.{{0,2}})")
# Words in which an ordinal or a numeral with a measure word does not count.
IDIOMS = re.compile(
    r"第一(?:線|時間|手)|第三(?:人|方|者)|十分(?!之)|千萬|萬一|三人成虎|零件"
    r"|一(?:次|點|位|家|所|國|人|日|件|項|種|案|個|場|名|份|條|期|號|款|成|年|週|天|星期|小時)"
)


ABOUT_SO_MANY = re.compile(r"[數幾上](?<![件人次算]數)[十百千萬億]+(?![〇○零一二兩三四五六七八九])")


@lru_cache(maxsize=4096)
def chinese_quantities(source: str) -> tuple[Quantity, ...]:
    """The numbers of `source`, in order; each citation as `CITED`, for the caller to name."""
    text = GROUPED.sub(",", source).translate(NARROW) if WIDE.search(source) else source
    written = SPACED.sub("", text) if " " in text or "\u3000" in text else text
    text = with_common_numerals(written)
    dates = list(matches(DATE, FIRST, text)) if "月" in text else []
    days = [*numeric_days(text), *(day for match in dates for day in _days(match))]
    text = without(text, ((day.at, day.end) for day in days))
    years = list(_years(text)) if "年" in text else []
    text = without(text, ((year.at, year.end) for year in years))
    found = [*years, *hand_on_years(days, years)]
    found += (quantity for match in matches(NUMBER, FIRST, text) for quantity in _number(text, match))
    if text != written:
        found = [replace(one, text=written[one.at : one.end]) for one in found]
    return tuple(sorted(found, key=lambda quantity: quantity.at))


def _years(text: str) -> Iterator[Quantity]:
    for match in matches(YEAR, FIRST, text):
        year = _year(match, match["year"] or match["in"], least=EARLY)
        if year and _leads_to(match["year"], match["last"]):
            yield Quantity(year_key(year), match[0], *match.span())


def _leads_to(first: str | None, last: str | None) -> bool:
    """Whether a number that leans on the 年 of a later one is a year as that is: 102至104年, 102-4年, not 計120、103年."""
    if not first or not last:
        return True
    return value_of(last) < EARLY or -NEAR // 4 <= value_of(last) - value_of(first) <= NEAR


def _days(match: re.Match[str]) -> Iterator[Day]:
    year = _year(match, match["year"], least=1) if match["year"] else None
    month = 1 if match["month"] == "元" else value_of(match["month"])
    text, at, end = match[0], match.start(), match.end()
    if match["since"]:
        yield Day(value_of(match["since"]), None, year, text, at, end)
    if not match["day"]:
        yield Day(month, None, year, text, at, end)
        return
    yield Day(month, value_of(match["day"]), year, text, at, end)
    for more in re.findall(_N, match["more"]):
        yield Day(month, value_of(more), year, text, at, end)


def _year(match: re.Match[str], numeral: str, *, least: int) -> int | None:
    """The year of the common era; None where 年 counts years (三年, 5年): a bare ROC year is at least `least`."""
    value = value_of(numeral)
    before = match.string[max(0, match.start() - 2) : match.start()]
    if before in ("西元", "公元") or looks_like_year(str(value)):
        return value
    return value + ROC if (1 if before == "民國" else least) <= value < ROC else None


def _number(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    kind = match.lastgroup
    at, end = match.span()
    unit = chinese_unit(text, end)
    if kind == "cited":
        yield Quantity(CITED, match[0], at, end, unit=unit)
    elif kind == "first":
        yield Quantity("1", match[0], at, end)
    elif kind == "tenths":
        tens, _, ones = match[0].partition("成")
        yield Quantity(f"{value_of(tens) * 10 + (value_of(ones) if ones else 0)}%", match[0], at, end)
    elif kind == "numeral":
        yield from _numeral(text, match)
    elif match["of"]:
        key = share_key(exact_value_of(match["of"]), is_per_mille=match["percent"] == "千分之")
        yield Quantity(key, match[0], at, end)
    elif match["large"]:
        yield Quantity(number_key(large_value_of(match["large"])), match[0], at, end, unit=unit)
    else:
        digits = match["digits"]
        ordinal = text[at - 1 : at] == "第"
        sign = (match["sign"] or "").strip()
        value = Decimal(digits.replace(",", ""))
        key = share_key(value, is_per_mille=sign == "‰") if sign else number_key(value)
        year = looks_like_year(digits) and not ordinal and not unit and not sign
        named = text[at - 1 : at].isalpha() and text[at - 1].isascii()  # PM2.5 may be a name in one language alone.
        is_part = text.startswith("分之", end) or text.endswith("分之", 0, at)  # 2分之1 may be a half in words.
        firm = not named and not is_part
        yield Quantity(year_key(int(digits)) if year else key, match[0], at, end, firm, unit="" if ordinal else unit)


def _numeral(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    """A Chinese numeral: firm after 第 and before a measure word (its own or that of the range it begins)."""
    at, end = match.span()
    numeral = match[0].replace("雙", "二")
    if text[at - 1 : at] == CITED and set(numeral) <= POWERS:
        # A power behind a citation multiplies it: {{ total }}千元 is thousands of dollars.
        yield Quantity(f"×{value_of(numeral)}", match[0], at, end)
        return
    if ABOUT_SO_MANY.match(text, at - 1):
        # 數百, 上千: another language may say the number.
        yield Quantity(f"{value_of(numeral)}", match[0], at, end, firm=False)
        return
    if IDIOMS.match(text, at - (text[at - 1 : at] == "第")):
        firm = False
    else:
        firm = text[at - 1 : at] == "第" or _measured(text, end) or _range_ends(text, at)
    if set(numeral) <= POWERS and not firm and text[end : end + 1] not in {"餘", "多"}:
        return
    yield Quantity(
        number_key(exact_value_of(numeral)), match[0], at, end, firm, unit=chinese_unit(text, end) if firm else ""
    )


def _measured(text: str, end: int) -> bool:
    if MEASURE.match(text, end):
        return True
    joined = JOINED.match(text, end)
    return bool(joined and MEASURE.match(joined["measure"]))


def _range_ends(text: str, at: int) -> bool:
    """Whether the numeral ends a range whose beginning is an ordinal: the 八 of 第七至八."""
    return bool(re.search(rf"第{_NUMERAL}{_TO}$", text[max(0, at - 12) : at]))
