"""One side of a comparison: what an edition says, word by word and fact by fact, as its neighbours are compared with it.

In: an edition. Out: a `Side`, and its bytes, so that a statement that did not change need not be read again when its
neighbour did.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import msgspec
from msgspec import Struct

from generator.content.figures import shown
from generator.content.tables import Indicator, Organisation, Staffing
from generator.content.years import LAST_YEAR, THIS_YEAR, own_years
from generator.site.compare.words import Words, words_of
from generator.site.dates import fiscal_year
from generator.site.indicator_record import measures
from generator.site.strings import Strings
from generator.site.view import EditionView

TOLD_TWICE = (THIS_YEAR, LAST_YEAR, "target")
"""The columns of figures that two statements may both tell."""


class Fact(Struct, frozen=True, array_like=True):
    """A fact in words: what it is about, and what is stated of it."""

    name: str
    value: str


class Figured(Struct, frozen=True, array_like=True):
    """A figure that the next statement may tell again: its name in words ("" if it has none), as shown, its value."""

    name: str
    shown: str
    value: Decimal


class IndicatorFact(Struct, frozen=True, array_like=True):
    """An indicator: its name, the key of its goal, and each thing that is said of it, by its key among the interface
    words."""

    name: str
    goal: str
    said: Mapping[str, str]


class Side(Struct, frozen=True, array_like=True):
    """What the statement of `year` says in `language`.

    `updated` is an ISO day. `own` are the years that it calls its own. `facts` holds a group of facts by its key among
    the interface words, where the statement has one; in each group a fact by its key. `figures` are known by their full
    names.
    """

    year: int
    language: str
    updated: str
    own: tuple[int, ...]
    words: tuple[Words, ...]
    facts: Mapping[str, Mapping[str, Fact]]
    indicators: Mapping[str, IndicatorFact]
    figures: Mapping[str, Figured]


def side_of(view: EditionView) -> Side:
    """What the edition `view` says."""
    statement, in_words = view.statement, _names_in_words(view)
    return Side(
        year=statement.year,
        language=view.language,
        updated=statement.updated.isoformat(),
        own=tuple(sorted(own_years(statement))),
        words=words_of(view),
        facts=_facts(view, in_words),
        indicators=_indicators(view),
        figures=_figures(view, in_words),
    )


_ENCODER, _DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Side)


def encoded(side: Side) -> bytes:
    """`side` as bytes, in the order in which it says what it says."""
    return _ENCODER.encode(side)


def decoded(data: bytes) -> Side:
    """The side that `encoded` wrote."""
    return _DECODER.decode(data)


def _facts(view: EditionView, in_words: Mapping[str, str]) -> dict[str, dict[str, Fact]]:
    statement = view.statement
    found = {}
    if statement.staffing:
        found["compare_staff"] = _staff(view, statement.staffing)
    if statement.organisation:
        found["compare_organisation"] = _posts(view, statement.organisation)
    if any(table.rows for table in statement.tables.values()):
        found["compare_tables"] = _cells(view, in_words)
    if statement.goals:
        names = {goal.key: view.named(goal.name) for goal in statement.goals}
        found["compare_goals"] = {key: Fact(name, name) for key, name in names.items()}
    if statement.indicators:
        found["compare_targets"] = _targets(view)
    return found


def _staff(view: EditionView, staffing: Staffing) -> dict[str, Fact]:
    figures = view.statement.figures
    return {each.key: Fact(view.named(each.name), shown(figures[each.this_year])) for each in staffing.categories}


def _posts(view: EditionView, chart: Organisation) -> dict[str, Fact]:
    strings = Strings(view.language)
    found = {}
    for post in (*chart.posts, *chart.bodies, *chart.units):
        name = view.named(post.name)
        told = strings.fill("post_number", name=name, number=str(post.number)) if post.number else name
        found[post.key] = Fact(name, told)
    return found


def _cells(view: EditionView, in_words: Mapping[str, str]) -> dict[str, Fact]:
    """The cells of the tables of figures but those that tell of the year before."""
    return {name: Fact(in_words[name], shown(view.statement.figures[name]))
            for table in view.statement.tables.values()
            for name, *_ in table.cells() if not name.endswith(f".{LAST_YEAR}")}  # fmt: skip


def _targets(view: EditionView) -> dict[str, Fact]:
    """What the statement promises for its own year."""
    year, figures = view.statement.year, view.statement.figures
    return {each.key: Fact(view.named(each.name), shown(figures[each.targets[year]]))
            for each in view.statement.indicators if year in each.targets}  # fmt: skip


def _names_in_words(view: EditionView) -> dict[str, str]:
    """The names in words of cells, of last year's staff and of targets, by the full names of their figures."""
    statement = view.statement
    found: dict[str, str] = {}
    titles = _titles(view)
    for table in statement.tables.values():
        for name, row, column in table.cells():
            found[name] = f"{titles.get(table.name, '')}{view.named(row.name)} {view.named(column.head)}"
    for category in statement.staffing.categories if statement.staffing else ():
        found[category.last_year] = view.named(category.name)
    for indicator in statement.indicators:
        for year, name in indicator.targets.items():
            found[name] = f"{fiscal_year(year, view.language)} {view.named(indicator.name)}"
    return found


def _titles(view: EditionView) -> dict[str, str]:
    """What stands before the name of a cell: the heading over its table, where there are several tables of figures."""
    tables = {name for name, table in view.statement.tables.items() if table.rows}
    if len(tables) < 2:
        return {}
    colon = Strings(view.language)["colon"]
    return {
        each.name: f"{view.headings[each.table.label]}{colon}"
        for each in view.views
        if each.table and each.name in tables
    }


def _indicators(view: EditionView) -> dict[str, IndicatorFact]:
    measured = dict(measures(view))
    goals = {goal.key: view.named(goal.name) for goal in view.statement.goals}
    return {
        each.key: IndicatorFact(view.named(each.name), each.goal, _said(each, view, goals, measured))
        for each in view.statement.indicators
        if each.is_of(view.statement.year)
    }


def _said(
    indicator: Indicator, view: EditionView, goals: Mapping[str, str], measured: Mapping[str, str]
) -> dict[str, str]:
    return {
        "compare_name": view.named(indicator.name),
        "compare_goal": goals[indicator.goal],
        "compare_system": indicator.system,
        "compare_method": view.named(indicator.method),
        "compare_measure": measured.get(indicator.key, ""),
    }


def _figures(view: EditionView, in_words: Mapping[str, str]) -> dict[str, Figured]:
    return {
        name: Figured(in_words.get(name, ""), shown(figure), Decimal(figure.value))
        for name, figure in view.statement.figures.items()
        if figure.value is not None and name.rpartition(".")[2] in TOLD_TWICE
    }
