"""Values of the YAML files that need more than a type: how each is read, and what is expected where it cannot be.

In: a value as the YAML reader left it. Out: the same as its class, or a `ValueError`. `EXPECTED` goes into the message of
whoever wrote another value, `JSON_SCHEMA` to the editors' tools.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, Self
from unicodedata import normalize

from generator.problems import LANGUAGES, Message, say

PAGE = "([1-9][0-9]{0,2})( start)?"
"""What a page mark says, in running text and in YAML."""
TYPED = str.maketrans("−–—", "---", " _")
"""Signs that are typed into numbers, and what is meant."""
AS_TYPED = 40
"""Characters of a value that its remedy looks at."""
FILE_NAME = "[a-z0-9][a-z0-9-]*"
"""A pattern of names that stand for a file of content, without their ending."""
NUMBER_AS_TYPED = (
    r"(?:NT)?\$?(?P<number>-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    r"(?:(?P<percent>%)|(?:(?![十百千萬億兆])[\u4e00-\u9fff]){1,2}|pt|em)?"
)


class Scalar:
    """A value with rules of its own."""

    EXPECTED: ClassVar[Message]
    JSON_SCHEMA: ClassVar[Mapping[str, Any]]

    @classmethod
    def read(cls, value: Any) -> Self:
        """`value` as this class; raises `ValueError` where it is none."""
        raise NotImplementedError

    @classmethod
    def remedy(cls, value: Any) -> Message | None:
        """What to write for a `value` that is none, where that can be guessed."""
        return None


def half_width(value: Any) -> str:
    """What was typed for a scalar in half-width signs; empty for what is no text, or far too long for one."""
    return normalize("NFKC", value) if isinstance(value, str) and len(value) <= AS_TYPED else ""


class Number(Scalar, Decimal):
    """An exact number, which the YAML reader left as a whole or a decimal one, from `LOW` to `HIGH`."""

    LOW, HIGH = Decimal("-1e15"), Decimal("1e15")
    EXPECTED = say("此處應為數字，不加千分位逗號", "a number is expected here, without thousands separators")
    JSON_SCHEMA: ClassVar = {"type": "number", "minimum": -1e15, "maximum": 1e15}

    @classmethod
    def read(cls, value: Any) -> Self:
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not cls.LOW <= value <= cls.HIGH:
            raise ValueError(value)
        return cls(value)

    @classmethod
    def remedy(cls, value: Any) -> Message | None:
        """A number in quotes, of full-width digits, with a percent sign, a unit or a currency, a minus sign of print, brackets
        or separators."""
        # Accounts write what is below zero in brackets.
        plain = re.sub(r"^\((.+)\)$", r"-\1", half_width(value).translate(TYPED))
        typed = re.fullmatch(NUMBER_AS_TYPED, plain)
        if not typed:
            return None
        number = Decimal(typed["number"].replace(",", ""))
        if not cls.LOW <= number <= cls.HIGH:
            return None
        if typed["percent"] and cls is Number:
            return say(
                f"請寫 {number:f}，不加 %（成果數字另寫 as: percent，目標值不必）",
                f"write {number:f}, without % (a figure of results says as: percent beside it, a target does not)",
            )
        if f"{number:f}" == value:
            return say(f"請寫 {number:f}，不加引號", f"write {number:f}, without quotes")
        return say(f"請寫 {number:f}", f"write {number:f}")


class MarkedPage(Scalar, int):
    """The printed page that a mark names: `8`, or `8 start` where the page before is meant to end early."""

    EXPECTED = say("此處應為頁次，例如 8 或 8 start", "a page is expected here, such as 8 or 8 start")
    JSON_SCHEMA: ClassVar = {
        "anyOf": [{"type": "integer", "minimum": 1, "maximum": 999}, {"type": "string", "pattern": f"^{PAGE}$"}]
    }
    starts: bool

    @classmethod
    def read(cls, value: Any) -> Self:
        found = re.fullmatch(PAGE, str(value))
        if found is None:
            raise ValueError(value)
        page = cls(found[1])
        page.starts = bool(found[2])
        return page


class Points(Number):
    """A size of type or a leading, in points."""

    LOW, HIGH = Decimal(6), Decimal(72)
    EXPECTED = say("此處應為 6 至 72 的數字（點）", "a number from 6 to 72 is expected here, in points")
    JSON_SCHEMA: ClassVar = {"type": "number", "minimum": 6, "maximum": 72}


class Em(Number):
    """The width of a column, in em."""

    LOW, HIGH = Decimal(1), Decimal(60)
    EXPECTED = say("此處應為 1 至 60 的數字（全形字）", "a number from 1 to 60 is expected here, in em")
    JSON_SCHEMA: ClassVar = {"type": "number", "minimum": 1, "maximum": 60}


class Languages(Scalar, tuple[str, ...]):
    """The languages of the site, the one that prevails first."""

    EXPECTED = say("此處應為 [zh-Hant] 或 [zh-Hant, en]", "[zh-Hant] or [zh-Hant, en] is expected here")
    JSON_SCHEMA: ClassVar = {"enum": [[*LANGUAGES[:1]], [*LANGUAGES]]}

    @classmethod
    def read(cls, value: Any) -> Self:
        if value not in cls.JSON_SCHEMA["enum"]:
            raise ValueError(value)
        return cls(value)
