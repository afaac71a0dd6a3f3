"""Staff and tables of one year → those of a later one: what this year has becomes what last year had.

In: the YAML text of a file and the turn of the year. Out: edits to that text; what is not known yet is blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from generator.content.figures import table_scope
from generator.content.yaml.document import Keys
from generator.content.years import LAST_YEAR, RESULTS, THIS_YEAR, results_year
from generator.desk.new_year.turn import Turn
from generator.desk.yaml_text import YamlText


def staffing(turn: Turn, yaml: YamlText) -> None:
    """This year's staff becomes last year's; this year's is blank; heads that name a year move on."""
    for key in ("head", "this-year", "last-year"):
        turn.move_words(yaml, (key,))
    for index, category in enumerate(yaml.at("categories") or []):
        _staff(turn, yaml, ("categories", index), f"staffing.{category['key']}")
    _staff(turn, yaml, ("total",), "staffing.total")


def _staff(turn: Turn, yaml: YamlText, path: Keys, name: str) -> None:
    this, last = (*path, "this-year"), (*path, "last-year")
    known = turn.carried(f"{name}.{THIS_YEAR}")
    if yaml.at(*last, "value") is not None:
        if this in yaml.values:
            yaml.replace((*last, "value"), known)
        else:
            yaml.remove(last)
    elif last not in yaml.values and (*this, "value") in yaml.values and path[-1] != "total":
        yaml.add(this, f", last-year: {{value: {known}}}" if path in yaml.flow else _line(yaml, this, known))
    if yaml.at(*this, "value") is not None:
        yaml.replace((*this, "value"), "")
    _rules(turn, yaml, this, last)


def _rules(turn: Turn, yaml: YamlText, this: Keys, last: Keys) -> None:
    """What proves this year's number proves last year's, of the figures of that year."""
    for rule in ("formula", "check"):
        if turn.step == 1 and isinstance(yaml.at(*this, rule), str) and isinstance(yaml.at(*last, rule), str):
            yaml.replace((*last, rule), re.sub(rf"\b{THIS_YEAR}\b", LAST_YEAR, yaml.raw(*this, rule)))


def _line(yaml: YamlText, this: Keys, known: str) -> str:
    start = yaml.keys[this][0]
    indent = start - yaml.text.rfind("\n", 0, start) - 1
    return f"\n{' ' * indent}last-year: {{value: {known}}}"


def tables(turn: Turn, yaml: YamlText) -> None:
    """Heads and names of the tables moved on; tables of figures carry this year's column over to last year's."""
    for name, table in yaml.data.items():
        if year := results_year(name):
            yaml.rename((name,), f"{RESULTS}{turn.year(year)}")
        for path in list(_heads(table["columns"], (name, "columns"))):
            turn.move_words(yaml, path)
        shows = [shown for shown in _shows(table["columns"]) if shown != "name"]
        for index, row in enumerate(table.get("rows") or []):
            turn.move_words(yaml, (name, "rows", index, "name"))
            _cells(turn, yaml, (name, "rows", index, "cells"), row, shows)


def _heads(columns: Sequence[dict[str, Any]], path: Keys) -> Iterator[Keys]:
    for index, column in enumerate(columns):
        yield (*path, index, "head")
        yield from _heads(column.get("columns") or [], (*path, index, "columns"))


def _shows(columns: Sequence[dict[str, Any]]) -> Iterator[str]:
    for column in columns:
        if column.get("columns"):
            yield from _shows(column["columns"])
        else:
            yield column["shows"]


def _cells(turn: Turn, yaml: YamlText, path: Keys, row: dict[str, Any], shows: list[str]) -> None:
    name = f"{table_scope(str(path[0]))}.{row['key']}"
    for index, (shown, cell) in enumerate(zip(shows, row["cells"], strict=False)):
        if cell.get("value") is None:
            continue
        follows = shown == LAST_YEAR and THIS_YEAR in shows
        if follows:
            _rules(turn, yaml, (*path, shows.index(THIS_YEAR)), (*path, index))
        yaml.replace((*path, index, "value"), turn.carried(f"{name}.{THIS_YEAR}") if follows else "")
