"""Numbers of one year that two neighbouring statements give differently: last year's staff, columns and targets.

In: the numbers of statements. Out: a warning at each number of one that is another than its neighbour of the year before
published. A build reads a year alone, and only if it changed, so that it keeps the numbers of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from generator.content.figures import shown
from generator.content.model import Statement
from generator.content.years import told_before
from generator.problems import Position, Problem, say


class StatedNumber(Struct, frozen=True):
    """A number of a statement: exact, as shown, where it stands, and whether a reason lets it differ."""

    value: Decimal
    shown: str
    position: Position
    is_accepted: bool


Numbers = Mapping[str, StatedNumber]
"""The numbers of a statement under their full names."""


def numbers_of(statement: Statement) -> Numbers:
    """What neighbours of `statement` are held against."""
    return {
        name: StatedNumber(figure.value, shown(figure), figure.position, bool(figure.accept))
        for name, figure in statement.figures.items()
        if figure.value is not None
    }


def check_restated(years: Mapping[int, Numbers]) -> Iterator[Problem]:
    """Every number that tells of the year before otherwise than the statement of that year does."""
    for before, after in pairwise(sorted(years)):
        if after == before + 1:
            yield from _check_pair(before, years[before], years[after])


def _check_pair(year: int, before: Numbers, after: Numbers) -> Iterator[Problem]:
    for full_name, stated in after.items():
        name = told_before(full_name, 1)
        twin = before.get(name)
        is_of_other_year = name == full_name and not name.startswith(f"{year}.")
        if twin and not is_of_other_year and not stated.is_accepted and stated.value != twin.value:
            yield _restated(stated, twin, year, is_target=name == full_name)


def _restated(stated: StatedNumber, twin: StatedNumber, year: int, *, is_target: bool) -> Problem:
    place = twin.position.at_line
    message = say(
        f"此處 {year} 年度為 {stated.shown}，該年度的總說明為 {twin.shown}（{place}）",
        f"this gives {stated.shown} for {year}, whose own statement has {twin.shown} ({place})",
    )
    hint = say(
        "請更正其一；確經調整時，" + (f"在該指標寫 accept: {{{year}: 理由}}" if is_target else "在此數寫 accept: 理由"),
        "correct one of them; where it was restated, write "
        + (f"accept: {{{year}: reason}} at the indicator" if is_target else "accept: reason beside it"),
    )
    return Problem(stated.position, message, hint, "warning", code="restated")
