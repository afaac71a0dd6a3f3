"""Numbers that cannot be meant: half a person, fewer than no cases, a target of 0.92% where 92% was.

In: a `Statement`. Out: a warning for a count that is below zero or has a fraction, and for a share below one percent, in
staff, results and targets. `decimals` says that it is meant, of a target `accept`. Tables of figures hold differences and
may hold anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.checks.standards import Standards
from generator.content.figures import shown
from generator.content.model import Figure, Statement
from generator.problems import Message, Problem, joined, say

MANY = 10
CORRECT = say("請更正", "correct it")
MEANT = say(
    "確為如此時，請加上 decimals（印出的小數位數）", "where it is meant so, add decimals, the number of them to print"
)


def check_plausible(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every entered number that cannot be meant."""
    targets = {name for indicator in statement.indicators for name in indicator.targets.values()}
    for figure in statement.figures.values():
        scope = figure.name.partition(".")[0]
        if figure.entered is None or not (scope.isdecimal() or scope == "staffing") or figure.name in targets:
            continue
        yield from _percentage(figure, figure.entered) if figure.shows == "percent" else _count(figure, figure.entered)
    for indicator in statement.indicators:
        yield from _targets({of: statement.figures[name] for of, name in indicator.targets.items()})


def _targets(figures: Mapping[int, Figure]) -> Iterator[Problem]:
    """A target below one percent where another year's is many times as large."""
    most = max((figure.value for figure in figures.values() if figure.value is not None), default=Decimal(0))
    for year, figure in figures.items():
        if figure.value is not None and 0 < figure.value < 1 and most >= MANY * figure.value and not figure.accept:
            meant = say(
                f"確為如此時，在該指標寫 accept: {{{year}: 理由}}",
                f"where it is meant so, write accept: {{{year}: reason}} at the indicator",
            )
            yield _share(figure, figure.value, meant)


def _percentage(figure: Figure, value: Decimal) -> Iterator[Problem]:
    if 0 < value < 1 and figure.decimals is None:
        yield _share(figure, value, MEANT)


def _share(figure: Figure, value: Decimal, *remedies: Message) -> Problem:
    message = say(f"此數會印成 {shown(figure)}", f"this would be printed as {shown(figure)}")
    meant = f"{(value * 100).normalize():f}"
    hint = joined(say(f"百分之 {meant} 應寫 {meant}", f"{meant} percent is written {meant}"), *remedies)
    return Problem(figure.position, message, hint, "warning", code="implausible")


def _count(figure: Figure, value: Decimal) -> Iterator[Problem]:
    if figure.decimals is not None:
        return
    if value < 0:
        message = say(f"數量為負數：{shown(figure)}", f"a count below zero: {shown(figure)}")
        yield Problem(figure.position, message, joined(CORRECT, MEANT), "warning", code="implausible")
    elif value != value.to_integral_value():
        message = say(f"數量有小數：{shown(figure)}", f"a count with a fraction: {shown(figure)}")
        hint = say("百分比請加 as: percent", "a percentage takes as: percent")
        yield Problem(figure.position, message, joined(hint, MEANT), "warning", code="implausible")
