"""The numbering of official documents: 一、 (一) 1. (1) in Chinese, I. (I) 1. (1) in English.

Numbers are made from the structure and never typed. A style has the name that it shows for one in Chinese.
The order of the levels follows 文書處理手冊 (Executive Yuan), where （一） is printed as (一) in this statement.
"""

from __future__ import annotations

from generator.content.blocks import Number

LEVELS = ("一、", "(一)", "1.", "(1)")
"""The style of each depth, chapters first."""
BULLET = "•"
STYLES = (*LEVELS, "一", "1", BULLET)

DIGITS = "〇一二三四五六七八九"
UNITS = ("千", "百", "十", "")
LARGEST, LARGEST_ROMAN = 9999, 3999
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def label(number: Number | None, language: str) -> str:
    """The printed number, such as `(二)` or `(II)`; empty for a block without one."""
    if number is None:
        return ""
    if number.style == BULLET:
        return BULLET
    if "1" in number.style:
        return number.style.replace("1", str(number.ordinal))
    if language == "zh-Hant":
        return number.style.replace("一", chinese(number.ordinal))
    return number.style.replace("一", roman(number.ordinal)).replace("、", ".")


def next_style(style: str) -> str:
    """The style of a list inside an item of `style`."""
    if style in LEVELS:
        return LEVELS[min(LEVELS.index(style) + 1, len(LEVELS) - 1)]
    return BULLET if style == BULLET else LEVELS[0]


def chinese(number: int) -> str:
    """1 to 9999 in Chinese numerals: 十, 十一, 二十, 一百零五; beyond them in digits."""
    if number > LARGEST:
        return str(number)
    text, skipped = "", False
    for power, unit in enumerate(UNITS):
        value = 10 ** (len(UNITS) - 1 - power)
        digit = number // value % 10
        if digit:
            text += ("零" if skipped else "") + DIGITS[digit] + unit
        skipped = not digit and bool(text)
    return text.removeprefix("一") if 10 <= number < 20 else text or DIGITS[0]


def roman(number: int) -> str:
    """1 to 3999 in Roman numerals; beyond them in digits."""
    if number > LARGEST_ROMAN:
        return str(number)
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text
