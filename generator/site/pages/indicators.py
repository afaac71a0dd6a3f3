"""Every indicator over the years of all statements: chart, table, links to where each figure stands, flags of change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from generator.site import addresses
from generator.site.addresses import link
from generator.site.charts.bars import Bar, bar_chart, bars_caption
from generator.site.dates import day_of_year, fiscal_year, short_year, unbroken_year
from generator.site.indicator_record import IndicatorRecord, YearRecord
from generator.site.record import Record
from generator.site.strings import Strings

Stated = tuple[Record, IndicatorRecord, YearRecord]
"""A year of an indicator with the statement that states it."""


def goals(records: Sequence[Record], path: str, language: str) -> list[dict[str, Any]]:
    """The goals of the newest statement, then those of older ones, each with its indicators, for the template."""
    found: dict[str, dict[str, Any]] = {}
    indicators: dict[str, list[tuple[Record, IndicatorRecord]]] = {}
    for record in sorted(records, key=lambda record: -record.year):
        for indicator in record.indicators:
            found.setdefault(
                indicator.goal, {"id": addresses.goal(indicator.goal), "name": indicator.goal_name, "indicators": []}
            )
            indicators.setdefault(indicator.key, []).append((record, indicator))
    for key, stated in indicators.items():
        found[stated[0][1].goal]["indicators"].append(_indicator(key, stated, path, Strings(language)))
    return list(found.values())


def _indicator(
    key: str, stated: Sequence[tuple[Record, IndicatorRecord]], path: str, strings: Strings
) -> dict[str, Any]:
    """One indicator: `stated` by its statements, newest first."""
    newest = stated[0][1]
    years: dict[int, list[Stated]] = {}
    for record, indicator in stated:
        for year in indicator.years:
            years.setdefault(year.year, []).append((record, indicator, year))
    rows = [row for _, group in sorted(years.items()) for row in _rows(group, path, strings)]
    bars = [_bar(*group[0], strings) for _, group in sorted(years.items())]
    caption = bars_caption(bars, strings)
    return {
        "id": key.replace("_", "-"),
        "name": newest.name,
        "measure": next((indicator.measure for _, indicator in stated if indicator.measure), ""),
        "chart": bar_chart(bars, newest.name, f"chart-{key.replace('_', '-')}", strings) if caption else "",
        "caption": caption,
        "rows": rows,
        "flags": list(_flags([year for _, group in sorted(years.items()) for *_, year in group], stated, strings)),
    }


def _rows(group: Sequence[Stated], path: str, strings: Strings) -> Iterator[dict[str, Any]]:
    """The rows of one year: one for each statement that says something else of it, what ends within the year first."""
    seen = set()
    for record, _, year in sorted(group, key=lambda stated: not stated[2].until):
        if (year.until, year.target, year.result) in seen:
            continue
        seen.add((year.until, year.target, year.result))
        target = addresses.statement(record.language, record.year)
        yield {
            "year": unbroken_year(year.year, record.language),
            "until": _until(year, strings),
            "target": year.target or strings["not_stated"],
            "result": year.result or strings["not_yet" if _is_awaited(record, year) else "not_stated"],
            "differs": any(_contradicts(year, other) for *_, other in group),
            "source": {
                "text": unbroken_year(record.year, record.language),
                "href": link(path, target, year.block) if year.block else link(path, target),
            },
        }


def _contradicts(one: YearRecord, other: YearRecord) -> bool:
    """Whether two statements say something else of a year: half a year's result is no other than the whole one's."""
    targets, results = {one.target, other.target}, {one.result, other.result}
    return len(targets - {""}) > 1 or (one.until == other.until and len(results - {""}) > 1)


def _until(year: YearRecord, strings: Strings) -> str:
    if not year.until:
        return ""
    return strings.fill("until", day=day_of_year(date.fromisoformat(year.until), strings.language))


def _is_awaited(record: Record, year: YearRecord) -> bool:
    """Whether the statement of `record` was issued before there could be a result of the year."""
    return not year.result and year.year >= record.year


def _bar(record: Record, _: IndicatorRecord, year: YearRecord, strings: Strings) -> Bar:
    return Bar(
        year=short_year(year.year, strings.language),
        until=_until(year, strings),
        value=_number(year.result_value),
        shown=year.result,
        target=_number(year.target_value),
        target_shown=year.target,
        is_awaited=_is_awaited(record, year),
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _flags(
    years: Sequence[YearRecord], stated: Sequence[tuple[Record, IndicatorRecord]], strings: Strings
) -> Iterator[str]:
    """What changed over the years: that it began or ended, the wording, the target, the measure."""
    newest, language = stated[0][1], strings.language
    if newest.first:
        yield strings.fill("indicator_began", year=fiscal_year(newest.first, language))
    if newest.last:
        yield strings.fill("indicator_ended", year=fiscal_year(newest.last, language))
    if len({year.name for year in years}) > 1:
        yield strings["wording_changed"]
    if len({year.target for year in years if year.target}) > 1:
        yield strings["target_changed"]
    if len({indicator.measure for _, indicator in stated} - {""}) > 1:
        yield strings["measure_changed"]
