"""Values of the YAML files that need more than a type: how each is read, and what is expected where it cannot be.

In: a value as the YAML reader left it. Out: the same as its class, or a `ValueError`. `EXPECTED` goes into the message of
whoever wrote another value, `JSON_SCHEMA` to the editors' tools.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self
from unicodedata import normalize
from urllib.parse import quote, urlsplit, urlunsplit

from generator.content.calendar import ROC, roc_day, roc_year
from generator.problems import LANGUAGES, Message, say

FIRST, LAST = 1980, 2107
"""Years of a day of the common era: what the archives that we make can be dated."""
LONGEST = 2000
"""Characters of an address: what browsers and servers take."""
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
        is_short = isinstance(value, str) and len(value) <= AS_TYPED
        # Accounts write what is below zero in brackets.
        plain = re.sub(r"^\((.+)\)$", r"-\1", normalize("NFKC", value).translate(TYPED)) if is_short else ""
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


class Day(Scalar, date):
    """A day of the common era, `2026-11-22`; YAML leaves it as text."""

    EXPECTED = say("此處應為西元日期，例如 2026-11-22", "a day of the common era is expected here, such as 2026-11-22")
    JSON_SCHEMA: ClassVar = {"type": "string", "format": "date"}

    @classmethod
    def read(cls, value: Any) -> Self:
        if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            raise ValueError(value)
        day = cls.fromisoformat(value)
        if not FIRST <= day.year <= LAST:
            raise ValueError(value)
        return day

    @classmethod
    def remedy(cls, value: Any) -> Message | None:
        return _day_written(cls, value)


class RocDay(Scalar, str):
    """A day of the ROC calendar, `102-04-25`."""

    EXPECTED = say("此處應為民國日期，例如 102-04-25", "a day of the ROC calendar is expected here, such as 102-04-25")
    JSON_SCHEMA: ClassVar = {"type": "string", "pattern": r"^\d{2,3}-\d\d-\d\d$"}

    @classmethod
    def read(cls, value: Any) -> Self:
        if not isinstance(value, str):
            raise ValueError(value)
        roc_day(value)
        return cls(value)

    @classmethod
    def remedy(cls, value: Any) -> Message | None:
        return _day_written(cls, value, ROC)


class Address(Scalar, str):
    """Where a link leads."""

    EXPECTED = say(
        "此處應為 https:// 或 http:// 起頭的網址", "an address that begins with https:// or http:// is expected here"
    )
    JSON_SCHEMA: ClassVar = {"type": "string", "format": "uri"}

    @classmethod
    def read(cls, value: Any) -> Self:
        if not isinstance(value, str) or not is_address(value):
            raise ValueError(value)
        return cls(value)


class BaseAddress(Address):
    """Where a site is published: the addresses of its pages begin with it."""

    EXPECTED = say(
        "此處應為 https:// 或 http:// 起頭的網址，不含 ? 與 #",
        "an address that begins with https:// or http:// is expected here, without ? and #",
    )

    @classmethod
    def read(cls, value: Any) -> Self:
        return cls(base_address(super().read(value)))


class Languages(Scalar, tuple[str, ...]):
    """The languages of the site, the one that prevails first."""

    EXPECTED = say("此處應為 [zh-Hant] 或 [zh-Hant, en]", "[zh-Hant] or [zh-Hant, en] is expected here")
    JSON_SCHEMA: ClassVar = {"enum": [[*LANGUAGES[:1]], [*LANGUAGES]]}

    @classmethod
    def read(cls, value: Any) -> Self:
        if value not in cls.JSON_SCHEMA["enum"]:
            raise ValueError(value)
        return cls(value)


def _day_written(kind: type[Scalar], value: Any, since: int = 0) -> Message | None:
    """How the day in `value`, written in another way, is written with the years that begin after `since`, if `kind` then
    reads it."""
    is_short = isinstance(value, str) and len(value) <= AS_TYPED
    parts = re.findall(r"[0-9]+", normalize("NFKC", value)) if is_short else ()
    if len(parts) != 3:
        return None
    year, month, day = map(int, parts)
    try:
        found = date(roc_year(year) + ROC, month, day)
    except ValueError:
        return say("曆法上沒有這一天，請查對月、日", "there is no such day: look up its month and day")
    with suppress(ValueError):
        written = f"{found.year - since}-{found:%m-%d}"
        kind.read(written)
        return say(f"請寫 {written}", f"write {written}")
    return None


def is_address(value: str) -> bool:
    """Whether a link can lead to `value`: `https://` or `http://`, a host, no tricks."""
    with suppress(ValueError):
        parts = urlsplit(value)
        _ = parts.port  # A wrong one raises only when it is asked for.
        is_plain = re.fullmatch(r"https?://[^\s<>\"'\\{}`|^]+", value) and len(value) <= LONGEST
        return bool(is_plain and parts.hostname)
    return False


def base_address(value: str) -> str:
    """The address `value`, under which a site can be published, in the characters that `sitemap.xml` and RFC 3986 ask for:
    a host of other ones by IDNA, a path percent-encoded. Raises `ValueError` where no path can be added to it."""
    if not is_address(value) or {"?", "#"} & set(value):
        raise ValueError(value)
    parts = urlsplit(value)
    host, colon, port = parts.netloc.partition(":")
    place = parts.netloc if parts.netloc.isascii() else f"{host.encode('idna').decode()}{colon}{port}"
    return urlunsplit(parts._replace(netloc=place, path=quote(parts.path, safe="/%:@!$&'()*+,;=~[]")))
