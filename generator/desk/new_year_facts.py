"""The YAML files of one year → those of a later one: what is known carried over, what is not left blank.

In: the text of each file and the statement it belongs to. Out: the new texts, edited in place, and the names of what
was carried over and has to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.content.model import Statement
from generator.content.schemas import roc_day
from generator.content.years import RESULTS, foreign_years, moved, moved_names, own_years
from generator.desk.yaml_text import YamlText

LANGUAGES = ("zh-Hant", "en")
RULES = ("formula", "check", "claim")
THIS, LAST = ("this_year", "this-year"), ("last_year", "last-year")


@dataclass(slots=True)
class Turn:
    """The turn of the year: `statement` is carried over to the year `step` years later, on the day `today`."""

    statement: Statement
    step: int
    today: date
    own: frozenset[int] = frozenset()
    review: list[str] = field(default_factory=list)
    """What has to be looked at, as the draft's `review` lists it."""

    def __post_init__(self) -> None:
        self.own = own_years(self.statement)

    def file(self, name: str, text: str) -> str:
        """The file `name`.yaml for the new year."""
        yaml = YamlText(text, name)
        for path in [path for path in yaml.values if path and path[-1] in RULES]:
            if isinstance(yaml.at(*path), str) and yaml.raw(*path) != moved_names(yaml.raw(*path), self.step):
                yaml.replace(path, moved_names(yaml.raw(*path), self.step))
        for path in [path for path in yaml.keys if path[-1] in ("accept", "page")]:
            yaml.remove(path)
        FILES[name](self, yaml)
        return yaml.result()

    # --- Names and years

    def move_words(self, yaml: YamlText, name: str, path: tuple[str | int, ...]) -> None:
        """Move the years of a name in each language; one that names years of others has to be looked at."""
        for language in LANGUAGES:
            place = (*path, language)
            if place not in yaml.values:
                continue
            words = yaml.raw(*place)
            yaml.replace(place, moved(words, language, self.own, self.step))
            if foreign := foreign_years(words, language, self.own):
                self.review.append(f"{name}.yaml {'.'.join(map(str, place))}: {' '.join(foreign)}")

    def year(self, year: int) -> str:
        """A year moved on."""
        return str(year + self.step)

    # --- Figures

    def carried(self, name: str) -> str:
        """Last year's number of the new statement: this year's of the old one; blank where the years do not touch."""
        figure = self.statement.figures.get(name)
        return "" if self.step != 1 or figure is None or figure.value is None else format(figure.value, "f")


def statement(turn: Turn, yaml: YamlText) -> None:
    """Title, running head, state, day, end of results; what is to be reviewed is added when all files were carried."""
    turn.move_words(yaml, "statement", ("title",))
    for language in LANGUAGES:
        lines = yaml.at("running-head", language) or []
        for index in range(len(lines)):
            place = ("running-head", language, index)
            words = yaml.raw(*place)
            yaml.replace(place, moved(words, language, turn.own, turn.step))
            if foreign := foreign_years(words, language, turn.own):
                turn.review.append(f"statement.yaml running-head.{language}: {' '.join(foreign)}")
    yaml.replace(("status",), "draft")
    yaml.replace(("updated",), turn.today.isoformat())
    for key in ("pages", "review"):
        if (key,) in yaml.keys:
            yaml.remove((key,))
    for year in yaml.at("until") or {}:
        yaml.rename(("until", year), turn.year(year))
        yaml.replace(("until", year), _day(yaml.at("until", year), turn.step))
        _comment(yaml, ("until", year), str(year), turn.year(year))


def _comment(yaml: YamlText, path: tuple[str | int, ...], old: str, new: str) -> None:
    """Name the new year in the comment at the end of the line as well."""
    start = yaml.values[path][1]
    end = yaml.text.find("\n", start)
    at = yaml.text.find("#", start, end)
    if at >= 0:
        yaml.edits.append((at, end, re.sub(rf"(?<!\d){old}(?!\d)", new, yaml.text[at:end])))


def _day(text: str, step: int) -> str:
    """The same day `step` years later; the last day of February stays the last one."""
    year, _, rest = text.partition("-")
    try:
        roc_day(f"{int(year) + step}-{rest}")
    except ValueError:
        rest = "02-28"
    return f"{int(year) + step}-{rest}"


def staffing(turn: Turn, yaml: YamlText) -> None:
    """This year's staff becomes last year's; this year's is blank."""
    for index, category in enumerate(yaml.at("categories") or []):
        _staff(turn, yaml, ("categories", index), f"staffing.{category['key']}")
    _staff(turn, yaml, ("total",), "staffing.total")


def _staff(turn: Turn, yaml: YamlText, path: tuple[str | int, ...], name: str) -> None:
    this, last = (*path, "this-year"), (*path, "last-year")
    known = turn.carried(f"{name}.this_year")
    if yaml.at(*last, "value") is not None:
        if this in yaml.values:
            yaml.replace((*last, "value"), known)
        else:
            yaml.remove(last)
    elif last not in yaml.values and (*this, "value") in yaml.values and path[-1] != "total":
        yaml.add(this, f", last-year: {{value: {known}}}" if path in yaml.flow else _line(yaml, this, known))
    if yaml.at(*this, "value") is not None:
        yaml.replace((*this, "value"), "")


def _line(yaml: YamlText, this: tuple[str | int, ...], known: str) -> str:
    start = yaml.keys[this][0]
    indent = start - yaml.text.rfind("\n", 0, start) - 1
    return f"\n{' ' * indent}last-year: {{value: {known}}}"


def indicators(turn: Turn, yaml: YamlText) -> None:
    """Targets known so far and the blank one of the new year; what the measures promise is blank."""
    for index, row in enumerate(yaml.data or []):
        yaml.replace((index, "targets"), _targets(turn, row["targets"]))
        _wording(turn, yaml, index, row.get("wording") or {})
        for key in row.get("figures") or {}:
            _blank(yaml, (index, "figures", key))
        for language in LANGUAGES:
            place = (index, "measure", language)
            if place in yaml.values:
                yaml.replace(place, moved_names(yaml.raw(*place), turn.step))
        turn.review.append(f"indicators.yaml {row['key']}")


def _targets(turn: Turn, targets: dict[int, Any]) -> str:
    years = sorted({turn.statement.year, *(year + turn.step for year in targets)})
    known = {year: "" if targets.get(year) is None else format(targets[year], "f" if "." in str(targets[year]) else "")
             for year in years}  # fmt: skip
    return "{" + ", ".join(f"{year}: {value}" for year, value in known.items()) + "}"


def _wording(turn: Turn, yaml: YamlText, index: int, wording: dict[int, Any]) -> None:
    """Names as other years' tables print them stay for the years that still have a table."""
    tables = {year + turn.step for year in turn.own}
    gone = [year for year in wording if year not in tables]
    if wording and len(gone) == len(wording):
        yaml.remove((index, "wording"))
        return
    for year in gone:
        yaml.remove((index, "wording", year))


def _blank(yaml: YamlText, path: tuple[str | int, ...]) -> None:
    """Take out an entered number; formula, check and claim stay."""
    if yaml.at(*path, "value") is not None:
        yaml.replace((*path, "value"), "")


def results(turn: Turn, yaml: YamlText) -> None:
    """The same inputs for the years that follow, without their numbers and days."""
    for year, rows in (yaml.data or {}).items():
        yaml.rename((year,), turn.year(year))
        for indicator, figures in (rows or {}).items():
            for key, figure in (figures or {}).items():
                if isinstance(figure, list):
                    yaml.replace((year, indicator, key), "[]")
                else:
                    _blank(yaml, (year, indicator, key))


def tables(turn: Turn, yaml: YamlText) -> None:
    """Heads and names of the tables moved on; tables of figures carry this year's column over to last year's."""
    for name, table in yaml.data.items():
        year = name.removeprefix(RESULTS)
        if name.startswith(RESULTS) and year.isdigit():
            yaml.rename((name,), f"{RESULTS}{turn.year(int(year))}")
        for path in list(_heads(table["columns"], (name, "columns"))):
            turn.move_words(yaml, "tables", path)
        shows = [shown for shown in _shows(table["columns"]) if shown != "name"]
        for index, row in enumerate(table.get("rows") or []):
            _cells(turn, yaml, (name, "rows", index, "cells"), row, shows)


def _heads(columns: Sequence[dict[str, Any]], path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    for index, column in enumerate(columns):
        yield (*path, index, "head")
        yield from _heads(column.get("columns") or [], (*path, index, "columns"))


def _shows(columns: Sequence[dict[str, Any]]) -> Iterator[str]:
    for column in columns:
        if column.get("columns"):
            yield from _shows(column["columns"])
        else:
            yield column["shows"]


def _cells(turn: Turn, yaml: YamlText, path: tuple[str | int, ...], row: dict[str, Any], shows: list[str]) -> None:
    name = f"{str(path[0]).replace('-', '_')}.{row['key']}"
    for index, (shown, cell) in enumerate(zip(shows, row["cells"], strict=False)):
        if cell.get("value") is None:
            continue
        twin = next((this for this, last in zip(THIS, LAST, strict=True) if shown == last), "")
        yaml.replace((*path, index, "value"), turn.carried(f"{name}.{twin}") if twin in shows else "")


def carried(turn: Turn, yaml: YamlText) -> None:
    """A file that is carried over as it is, to be looked at."""
    turn.review.append(f"{yaml.path}.yaml")


FILES = {
    "statement": statement,
    "staffing": staffing,
    "organisation": carried,
    "goals": carried,
    "indicators": indicators,
    "results": results,
    "terms": carried,
    "tables": tables,
}
"""How each file is carried over, by its name."""
