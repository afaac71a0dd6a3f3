"""Lists of days that are counted, against the text of the row that they prove.

In: a `Statement`. Out: a warning for each list of which the text gives some days and lacks others: one of the two has a
slip. A list of which the text gives no day is the editors' own evidence; the readers' page of figures checked says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from generator.checks.numbers.readers import READERS, quantities
from generator.checks.standards import Standards
from generator.checks.table_years import ROC_DAY
from generator.content.blocks import Block
from generator.content.calendar import roc_day
from generator.content.model import Statement
from generator.content.years import results_year
from generator.problems import Problem, say


def check_listed_days(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every list of days that the text of its row gives in part only."""
    for name, missing in days_not_given(statement).items():
        figure = statement.figures[name]
        # A day of another year is told as such.
        own = [day for day in missing if day.partition("-")[0] == name.partition(".")[0]]
        if own and len(missing) < len(figure.items):
            listed = "、".join(own), ", ".join(own)
            message = say(f"本列文字沒有所列的 {listed[0]}", f"the text of this row does not give {listed[1]}")
            hint = say("請更正日期，或更正文字", "correct the day, or the text")
            yield Problem(figure.position, message, hint, "warning", code="day-not-given")


@lru_cache(maxsize=4)
def days_not_given(statement: Statement) -> Mapping[str, tuple[str, ...]]:
    """The days, as entered, that the authority's text of its row does not give, by the full name of each list of days."""
    rows = {
        f"{results_year(table.name)}.{row.name}": row
        for table in statement.blocks if table.kind == "table" and results_year(table.name)
        for row in table.children
    }  # fmt: skip
    return {
        figure.name: _missing(figure.items, frozenset(_days(rows.get(figure.name.rpartition(".")[0]), statement)))
        for figure in statement.figures.values() if figure.items and ROC_DAY.fullmatch(figure.items[0])
    }  # fmt: skip


def _days(row: Block | None, statement: Statement) -> Iterator[str]:
    authority = statement.site.authority
    for block in row.walk() if row and authority in READERS else ():
        if passage := block.passages.get(authority):
            yield from (quantity.key for quantity in quantities(passage, authority, statement.figures))


def _missing(days: tuple[str, ...], given: Set[str]) -> tuple[str, ...]:
    """The days that are not given, be it without the year, which the text may tell once for many."""
    return tuple(day for day in days if given.isdisjoint({(iso := roc_day(day).isoformat()), iso[5:]}))
