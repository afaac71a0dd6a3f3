"""Days in the YAML files, of the common era and of the ROC calendar."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any, ClassVar, Self

from generator.content.calendar import ROC, roc_day, roc_year
from generator.content.yaml.scalars import Scalar, half_width
from generator.problems import Message, say

FIRST, LAST = 1980, 2107
"""Years of a day of the common era: what the archives that we make can be dated."""


class _Written(Scalar):
    """A day that may have been written in another way; `SINCE` is the year before the first one that it counts."""

    SINCE: ClassVar = 0

    @classmethod
    def remedy(cls, value: Any) -> Message | None:
        parts = re.findall(r"[0-9]+", half_width(value))
        if len(parts) != 3:
            return None
        year, month, day = map(int, parts)
        try:
            found = date(roc_year(year) + ROC, month, day)
        except ValueError:
            return say("曆法上沒有這一天，請查對月、日", "there is no such day: check the month and the day")
        with suppress(ValueError):
            written = f"{found.year - cls.SINCE}-{found:%m-%d}"
            cls.read(written)
            return say(f"請寫 {written}", f"write {written}")
        return say("請查對年份", "check the year")


class Day(_Written, date):
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


class RocDay(_Written, str):
    """A day of the ROC calendar, `102-04-25`."""

    SINCE = ROC
    EXPECTED = say("此處應為民國日期，例如 102-04-25", "a day of the ROC calendar is expected here, such as 102-04-25")
    JSON_SCHEMA: ClassVar = {"type": "string", "pattern": r"^\d{2,3}-\d\d-\d\d$"}

    @classmethod
    def read(cls, value: Any) -> Self:
        if not isinstance(value, str):
            raise ValueError(value)
        roc_day(value)
        return cls(value)
