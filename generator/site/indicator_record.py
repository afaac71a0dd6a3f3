"""What a statement says of each indicator, year by year, as the page of all indicators needs it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.content.figures import shown
from generator.content.model import Figure, Statement
from generator.content.tables import Indicator
from generator.content.years import table_year
from generator.site.pieces import numbered, plain
from generator.site.strings import Strings
from generator.site.view import EditionView, View

MARKS = "。，；：！？.,;:!?"


class YearRecord(Struct, frozen=True):
    """One indicator in one year, as one statement has it. Texts are empty where the statement states nothing.

    `target` and `result` are as printed, `target_value` and `result_value` for drawing, in the same unit. `until` is
    the ISO day with which the results end where the year was not over. `block` is the id of the row that states it.
    """

    year: int
    name: str
    target: str
    target_value: str
    result: str
    result_value: str
    until: str
    block: str


class IndicatorRecord(Struct, frozen=True):
    """One indicator in one statement. `measure` is the measure of the statement's own year, empty where that has not the
    indicator; `first` and `last` are the years between which there is the indicator, None where that is open."""

    key: str
    goal: str
    goal_name: str
    name: str
    measure: str
    first: int | None
    last: int | None
    years: tuple[YearRecord, ...]


def indicator_records(edition: EditionView) -> Iterator[IndicatorRecord]:
    """Every indicator of the edition, in the order of print."""
    statement = edition.statement
    goals = {goal.key: goal for goal in statement.goals}
    rows = dict(_rows(statement))
    measured = dict(measures(edition))
    for indicator in statement.indicators:
        years = sorted({*indicator.targets, *(year for key, year in rows if key == indicator.key)})
        yield IndicatorRecord(
            key=indicator.key,
            goal=indicator.goal,
            goal_name=edition.named(goals[indicator.goal].name),
            name=edition.named(indicator.name),
            measure=measured.get(indicator.key, ""),
            first=indicator.first,
            last=indicator.last,
            years=tuple(_year(edition, indicator, year, rows.get((indicator.key, year), "")) for year in years),
        )


def _rows(statement: Statement) -> Iterator[tuple[tuple[str, int], str]]:
    """The id of the row of each indicator in each year's table."""
    for block in statement.blocks:
        if block.kind == "table" and (year := table_year(block.name, statement.year)):
            for row in block.children:
                yield (row.name, year), row.id


def measures(edition: EditionView) -> Iterator[tuple[str, str]]:
    """The measure of each indicator of the statement's year as one line."""
    keys = {row: key for (key, _), row in _rows(edition.statement)}
    strings = Strings(edition.language)
    gap, clause = strings["label_gap"], strings["clause"]
    for view in edition.views:
        for row in view.table.rows if view.table and view.name == "indicators" else ():
            words = [text for cell in row.cells for block in cell.blocks for text in _words(block, edition.language)]
            # What ends in a mark of its own, such as a colon before a list, is parted from the next by that.
            ends = [gap if text[-1] in MARKS else clause for text in words[:-1]]
            yield keys[row.id], "".join(map("".join, zip(words, [*ends, ""], strict=True)))


def _words(view: View, language: str) -> Iterator[str]:
    if own := numbered(view.label, plain(view.inlines), language):
        yield own
    for child in view.children:
        yield from _words(child, language)


def _year(edition: EditionView, indicator: Indicator, year: int, block: str) -> YearRecord:
    figures = edition.statement.figures
    target = figures.get(indicator.targets.get(year, ""))
    result = figures.get(f"{year}.{indicator.key}.{indicator.result}")
    is_comparable = result is not None and (target is None or target.shows == result.shows)
    until = edition.statement.until.get(year)
    return YearRecord(
        year=year,
        name=edition.named(indicator.wording.get(year, indicator.name)),
        target=shown(target) if target else "",
        target_value=_value(target),
        result=shown(result) if result and is_comparable else "",
        result_value=_value(result) if is_comparable else "",
        until=until.isoformat() if until else "",
        block=block,
    )


def _value(figure: Figure | None) -> str:
    return "" if figure is None or figure.value is None else str(figure.value)
