"""What numbers count, told apart as far as a translation must keep it apart.

In: the words right after a number. Out: the kind of thing counted, a key of `UNITS`, or "" where the words do not
say. Kinds are coarse on purpose: 件 may be cases, leads or audits, but never persons, and 人次 are never persons.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.checks.numbers.quantities import BLOT, CITED

_PERSONS = r"persons?|people|members?|trainees?|participants?|officers?|employees?|students?|individuals?"
_THINGS = (
    r"cases?|leads?|reports?|sessions?|meetings?|events?|classes|class|courses?|audits?|documents?|measures?|issues?"
    r"|platforms?|times|items?|copies|copy|programmes?|programs?"
)
UNITS: Mapping[str, tuple[str, str]] = {
    "person-times": (r"人次", r"person-times?"),
    "persons": (r"人(?![次員力事民口數])|名(?!稱)|位", _PERSONS),
    "things": (r"[件案份項種期](?!人)|場次?|次", _THINGS),
    "hours": (r"個?小時", r"hours?"),
    "minutes": (r"分鐘", r"minutes?"),
    "days": (r"[日天]", r"days?"),
    "weeks": (r"週|星期", r"weeks?"),
    "months": (r"個月", r"months?"),
    "years": (r"年|個?年度", r"years?"),
    "dollars": (r"元", r"(?:New Taiwan |NT )?dollars?|NTD|TWD"),
}
"""Kind of unit to its words in Chinese and in English."""

WINDOW = 60
"""Characters of English after a number in which its unit is looked for: adjectives and "corruption" come between."""

_CHINESE = re.compile(f"[餘多]?(?:{'|'.join(f'(?P<u{at}>{zh})' for at, (zh, _) in enumerate(UNITS.values()))})")
_ENGLISH = re.compile(
    rf"(?<!\w)(?:{'|'.join(f'(?P<u{at}>{en})' for at, (_, en) in enumerate(UNITS.values()))})(?![\w-])", re.IGNORECASE
)
_NAMES = tuple(UNITS)
_STOP = re.compile(rf"[.;:,(){CITED}{BLOT}\d]|(?<!\S)(?:than|in|during|this|last|each|every|per)(?!\S)")
"""Behind it no unit is looked for: in "21 more than last year", "21 in the year" and "21 this year" no years are counted."""


def chinese_unit(text: str, at: int) -> str:
    """The kind of thing counted by the number that ends at `at`: its measure word follows at once, or after 餘."""
    return _name(_CHINESE.match(text, at))


def english_unit(text: str, at: int) -> str:
    """The kind of thing counted by the number that ends at `at`: the first such noun before a stop or a number."""
    stop = _STOP.search(text, at, at + WINDOW)
    return _name(_ENGLISH.search(text, at, stop.start() if stop else min(len(text), at + WINDOW)))


def _name(match: re.Match[str] | None) -> str:
    return _NAMES[int((match.lastgroup or "u0")[1:])] if match else ""
