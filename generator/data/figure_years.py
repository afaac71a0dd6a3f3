"""The fiscal years of which the data tell: that of each figure, the columns that say so, the days with which they end.

In: a `Statement`. Out: ROC years by the names of figures, columns of rows, ISO days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from generator.checks.numbers.quantities import year_of
from generator.checks.numbers.readers import READERS
from generator.content.calendar import ROC
from generator.content.model import Statement
from generator.content.years import LAST_YEAR, THIS_YEAR

PERIODS = {THIS_YEAR: 0, LAST_YEAR: -1}
"""The names under which a column tells of the statement's own year and of the one before, where its head names none."""
YEARS = ("statement_year_roc", "year_roc", "year_ce")
"""The columns with which every row begins: the year of the statement, and the one that the row tells of."""
COMPARED = frozenset("較比與增減差")
"""In a head whose column holds a difference: a year in it is that with which is compared."""


@lru_cache(maxsize=4)
def figure_years(statement: Statement) -> Mapping[str, int]:
    """The ROC fiscal year that each figure tells of, by its full name."""
    columns = dict(_named_years(statement))
    return {name: columns.get(name) or _own_year(name, statement) for name in statement.figures}


def period(statement: Statement) -> tuple[str, str]:
    """The first and the last day of the fiscal years of which the data tell, its own among them."""
    told = {statement.year, *figure_years(statement).values()}
    return f"{min(told) + ROC}-01-01", f"{max(told) + ROC}-12-31"


def _own_year(name: str, statement: Statement) -> int:
    scope, *_, column = name.split(".")
    return int(scope) if scope.isdigit() else statement.year + PERIODS.get(column, 0)


def _named_years(statement: Statement) -> Iterator[tuple[str, int]]:
    """The figures of columns whose head names a year, be it the head over several, with that year."""
    authority = statement.site.authority
    for table in statement.tables.values():
        years = [_year_of([head[authority] for head in heads], authority) for _, heads in table.headed()]
        for row in table.rows:
            yield from ((name, year) for name, year in zip(row.cells, years, strict=True) if year)


def _year_of(heads: Sequence[str], language: str) -> int | None:
    """The ROC year that the lowest of `heads` names that names one."""
    for head in reversed(heads):
        if not COMPARED.isdisjoint(head):
            return None
        named = {year for quantity in READERS[language](head) if (year := year_of(quantity))}
        if len(named) == 1:
            return named.pop() - ROC
    return None


def years(statement_year: int, year: int) -> dict[str, str]:
    """What `YEARS` say of a row."""
    return dict(zip(YEARS, map(str, (statement_year, year, year + ROC)), strict=True))


def until(statement: Statement, name: str) -> str:
    """The day with which the results told of a year end where it was not over, for a figure of that year by its full name;
    empty for a target, which is that of the whole year."""
    year, *inner = name.split(".")
    day = statement.until.get(int(year)) if year.isdigit() and inner[-1:] != ["target"] else None
    return day.isoformat() if day else ""
