"""Years that the statement's facts name, held against the year that its folder is named after.

In: a `Statement`. Out: an error for a title or running head that names another year, for results that end in another
year than their own, and for a target of this year that is missing or of a later one; a warning for an indicator of no
year that the statement tells of. The text may name any year.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.numbers.quantities import YEAR
from generator.checks.numbers.readers import READERS
from generator.checks.standards import Standards
from generator.content.calendar import ROC
from generator.content.model import Statement
from generator.content.tables import Indicator
from generator.content.years import results_years
from generator.problems import Position, Problem, say


def check_years(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every year that contradicts that of the statement."""
    for language, words, position in _heads(statement):
        yield from _named(statement, language, words, position)
    yield from _ends(statement)
    for indicator in statement.indicators:
        yield from _span(statement, indicator)
        yield from _targets(statement, indicator)
    if statement.indicators and not any(indicator.is_of(statement.year) for indicator in statement.indicators):
        message = say(f"{statement.year} 年度沒有任何指標", f"the year {statement.year} has no indicator")
        hint = say("請更正 first、last，或加上新的指標", "correct first or last, or add new indicators")
        yield Problem(statement.indicators[0].position, message, hint, "warning", code="indicator-years")


def _heads(statement: Statement) -> Iterator[tuple[str, str, Position]]:
    for language, words in statement.title.items():
        yield language, words, statement.place("title", language)
    for language, lines in statement.running_head.items():
        for index, words in enumerate(lines):
            yield language, words, statement.place("running-head", language, index)


def _named(statement: Statement, language: str, words: str, position: Position) -> Iterator[Problem]:
    """A title or running head that names another year than the statement's; a draft may have carried it over."""
    year = statement.year
    found = READERS[language](words) if language in READERS else ()
    wrong = [each for each in found if each.key.startswith(YEAR) and each.key != f"{YEAR}{year + ROC}"]
    if wrong:
        message = say(
            f"此處寫「{wrong[0].text}」，資料夾卻是 {year} 年度",
            f"“{wrong[0].text}” is named here, yet the folder is that of the year {year} ({year + ROC})",
        )
        hint = say("請更正年度，或更改資料夾名稱", "correct the year, or the name of the folder")
        yield Problem(position, message, hint, "warning" if statement.draft else "error", code="other-year")


def _ends(statement: Statement) -> Iterator[Problem]:
    """An end of results (`until`) that lies in another year, or of a year that has no results here."""
    known = results_years(statement)
    for year, day in statement.until.items():
        position = statement.place("until", year)
        if day.year - ROC != year:
            message = say(
                f"{year} 年度成果的截止日不在 {year} 年", f"the results of {year} end on a day of another year"
            )
            hint = say(f"截止日應為 {year}-MM-DD", f"the day should be {year}-MM-DD")
            yield Problem(position, message, hint, code="until-year")
        if year not in known:
            message = say(f"沒有 {year} 年度的成果表", f"there is no table of results of {year}")
            listed = "、".join(map(str, known))
            hint = say(
                f"until 的年度應為：{listed}" if known else "請刪除 until",
                f"until takes the years {listed.replace('、', ', ')}" if known else "delete until",
            )
            yield Problem(position, message, hint, code="until-year")


def _span(statement: Statement, indicator: Indicator) -> Iterator[Problem]:
    """An indicator that no table of the statement has: its years are over, or are none."""
    if not any(map(indicator.is_of, (statement.year, *results_years(statement)))):
        message = say(
            f"沒有任何表列出「{indicator.key}」", f"no table has “{indicator.key}”: it belongs to other years"
        )
        hint = say(
            "請更正 first、last，或將此指標及其成果數字刪除",
            "correct first or last, or delete the indicator and its figures of results",
        )
        yield Problem(indicator.position, message, hint, "warning", code="indicator-years")


def _targets(statement: Statement, indicator: Indicator) -> Iterator[Problem]:
    """A final statement has this year's target of each indicator; a later year's is a slip of the pen, and may be that one."""
    year = statement.year
    places = {of: statement.figures[name].position for of, name in indicator.targets.items()}
    for of, position in places.items():
        if of > year:
            message = say(f"{of} 年度在 {year} 年度之後", f"the target is of {of}, a year after {year}")
            yield Problem(
                position, message, say("請更正 targets 的年度", "correct the year in targets"), code="target-year"
            )
    if indicator.is_of(year) and year not in places and max(places, default=year) <= year and not statement.draft:
        message = say(
            f"「{indicator.key}」沒有 {year} 年度的目標值", f"“{indicator.key}” has no target for the year {year}"
        )
        hint = say(f"請在 targets 加上「{year}: …」", f"add “{year}: …” to targets")
        yield Problem(next(iter(places.values()), indicator.position), message, hint, code="target-year")
