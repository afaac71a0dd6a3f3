"""Numbers of one year that two neighbouring statements give differently: last year's staff, columns and targets.

In: statements. Out: a warning at each number of one that is another than its neighbour of the year before published. A
build reads each year alone; `check` and the preview have them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from generator.content.figures import shown
from generator.content.model import Figure, Statement
from generator.content.years import told_before
from generator.problems import Problem, say


def check_restated(statements: Iterable[Statement]) -> Iterator[Problem]:
    """Every number that tells of the year before otherwise than the statement of that year does; `statements` by year."""
    for before, after in pairwise(statements):
        if after.year == before.year + 1:
            yield from _check_pair(before, after)


def _check_pair(before: Statement, after: Statement) -> Iterator[Problem]:
    for figure in after.figures.values():
        name = told_before(figure.name, 1)
        twin = before.figures.get(name)
        is_of_other_year = name == figure.name and not name.startswith(f"{before.year}.")
        if twin and not is_of_other_year and not figure.accept and _differ(figure, twin):
            yield _restated(figure, twin, before.year)


def _differ(figure: Figure, twin: Figure) -> bool:
    return None not in (figure.value, twin.value) and figure.value != twin.value


def _restated(figure: Figure, twin: Figure, year: int) -> Problem:
    place = f"{twin.position.path}:{twin.position.line}"
    message = say(
        f"此處 {year} 年度為 {shown(figure)}，該年度的說明為 {shown(twin)}（{place}）",
        f"this gives {shown(figure)} for {year}, whose own statement has {shown(twin)} ({place})",
    )
    hint = say(
        "請更正其一；確經調整時，在此數寫 accept: 理由",
        "correct one of them; where it was restated, write accept: reason beside it",
    )
    return Problem(figure.position, message, hint, "warning", code="restated")
