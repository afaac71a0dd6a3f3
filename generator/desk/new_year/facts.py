"""The YAML files of one year → those of a later one: what is known carried over, what is not left blank.

In: the text of each file and the turn of the year. Out: the new texts, edited in place; what was carried over and has to
be looked at is noted in the turn.
"""

from __future__ import annotations

import re
from typing import Any

from generator.content.calendar import roc_day
from generator.content.rules import RULES
from generator.content.yaml.document import Keys
from generator.content.years import moved_names
from generator.desk.new_year.tables import staffing, tables
from generator.desk.new_year.turn import Turn
from generator.desk.yaml_text import YamlText
from generator.problems import LANGUAGES


def carried_file(turn: Turn, name: str, text: str) -> str:
    """The file `name`.yaml for the new year."""
    yaml = YamlText(text, name)
    for path in [path for path in yaml.values if path and path[-1] in RULES]:
        if isinstance(yaml.at(*path), str) and yaml.raw(*path) != moved_names(yaml.raw(*path), turn.step):
            yaml.replace(path, moved_names(yaml.raw(*path), turn.step))
    for path in [path for path in yaml.keys if path[-1] in ("accept", "page")]:
        yaml.remove(path)
    FILES[name](turn, yaml)
    return yaml.result()


def statement(turn: Turn, yaml: YamlText) -> None:
    """Title, running head, state, day, end of results; what is to be reviewed is added when all files were carried."""
    turn.move_words(yaml, ("title",))
    for language in LANGUAGES:
        head = ("running-head", language)
        for index in range(len(yaml.at(*head) or [])):
            turn.move(yaml, (*head, index), language, head)
    yaml.replace(("status",), "draft")
    yaml.replace(("updated",), turn.today.isoformat())
    for key in ("pages", "review"):
        if (key,) in yaml.keys:
            yaml.remove((key,))
    for year in yaml.at("until") or {}:
        yaml.rename(("until", year), turn.year(year))
        yaml.replace(("until", year), _day(yaml.at("until", year), turn.step))
        _comment(yaml, ("until", year), str(year), turn.year(year))


def _comment(yaml: YamlText, path: Keys, old: str, new: str) -> None:
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


def indicators(turn: Turn, yaml: YamlText) -> None:
    """Targets known so far and the blank one of the new year; what the measures promise is blank."""
    for index, row in enumerate(yaml.data or []):
        if row["key"] in turn.ended(turn.first):
            yaml.remove((index,))
            continue
        yaml.replace((index, "targets"), _targets(turn, row["targets"], row.get("last")))
        _wording(turn, yaml, index, row.get("wording") or {})
        for key in row.get("figures") or {}:
            _blank(yaml, (index, "figures", key))
        for language in LANGUAGES:
            place = (index, "measure", language)
            if place in yaml.values:
                yaml.replace(place, moved_names(yaml.raw(*place), turn.step))
        turn.review.append(f"indicators.yaml {row['key']}")


def _targets(turn: Turn, targets: dict[int, Any], last: int | None) -> str:
    years = sorted({turn.statement.year, *(year + turn.step for year in targets)})
    years = [year for year in years if year <= (last or year)]
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


def _blank(yaml: YamlText, path: Keys) -> None:
    """Take out an entered number; formula, check and claim stay."""
    if yaml.at(*path, "value") is not None:
        yaml.replace((*path, "value"), "")


def results(turn: Turn, yaml: YamlText) -> None:
    """The same inputs for the years that follow, without their numbers and days."""
    for year, rows in (yaml.data or {}).items():
        yaml.rename((year,), turn.year(year))
        for indicator, figures in (rows or {}).items():
            if indicator in turn.ended(year + turn.step):
                yaml.remove((year, indicator))
                continue
            for key, figure in (figures or {}).items():
                if isinstance(figure, list):
                    yaml.replace((year, indicator, key), "[]")
                else:
                    _blank(yaml, (year, indicator, key))


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
