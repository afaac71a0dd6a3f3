"""Years that a table of one year names, or the headings above it: what is left of another year's statement.

In: a `Statement`. Out: an error where a heading, the head of a column, or a day of results is of another year than the
table; a warning for a row of results that names other years only, unless the block declares a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.parity import READERS, quantities
from generator.checks.parity_messages import place
from generator.checks.quantities import ROC, YEAR, Quantity
from generator.checks.standards import Standards
from generator.content.blocks import Block, Passage
from generator.content.model import Statement
from generator.content.tables import Column
from generator.content.years import RESULTS, results_years
from generator.problems import Message, Position, Problem, say

DATED = re.compile(rf"{YEAR}(\d{{4}})|(\d{{4}})-\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
ROC_DAY = re.compile(r"(\d{2,3})-\d\d-\d\d")
REASON = "years"
"""What a block declares that names other years on purpose."""


def check_table_years(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every year that is not that of its table, and every end of results that its heading does not name."""
    excused: set[int] = set()
    for chapter in statement.chapters:
        for table, above in _tables(chapter, ()):
            if year := _year(table, statement):
                yield from _headings(above, year, statement)
                yield from _heads(table, year, statement)
                if table.name.startswith(RESULTS):
                    yield from _rows(table, year, statement, excused)
    for block in statement.blocks:
        if REASON in block.reasons and not block.review and id(block) not in excused:
            yield _unused(block.position or statement.position)
    yield from _days(statement)


def _tables(block: Block, above: Sequence[Block]) -> Iterator[tuple[Block, Sequence[Block]]]:
    """The tables with the sections that each stands in, the nearest first."""
    if block.kind == "table":
        yield block, above
    above = (block, *above) if block.kind == "section" else above
    for child in block.children:
        yield from _tables(child, above)


def _year(table: Block, statement: Statement) -> int | None:
    """The ROC year of which a table tells; None for one of no year."""
    if table.name.startswith(RESULTS):
        return int(table.name.removeprefix(RESULTS))
    return statement.year if table.name == "indicators" else None


def _named(quantity: Quantity) -> int | None:
    """The common-era year of a year or a date."""
    found = DATED.match(quantity.key)
    return int(found[1] or found[2]) if found else None


def _others(found: Sequence[Quantity], year: int) -> list[Quantity]:
    """The years and dates of a text that never names `year`; nothing where it names that, or none."""
    dated = [(quantity, _named(quantity)) for quantity in found]
    if any(named == year + ROC for _, named in dated):
        return []
    return [quantity for quantity, named in dated if named]


def _headings(above: Sequence[Block], year: int, statement: Statement) -> Iterator[Problem]:
    """In each language the nearest heading that names a year."""
    for language in statement.site.languages:
        for section in above:
            if not (passage := section.passages.get(language)):
                continue
            found = quantities(passage, language, statement.figures)
            if wrong := _others(found, year):
                message = say(
                    f"標題寫「{wrong[0].text}」，其下卻是 {year} 年度的表",
                    f"the heading names “{wrong[0].text}”, yet the table below is of {year} ({year + ROC})",
                )
                hint = say("請更正標題，或表格的年度", "correct the heading, or the year of the table")
                yield _contrary(statement, place(passage, wrong[0]), message, hint, code="table-year")
            end = statement.until.get(year)
            days = [quantity for quantity in found if DAY.fullmatch(quantity.key)]
            if end and days and end.isoformat() not in [quantity.key for quantity in days]:
                until = f"{end.year - ROC}-{end:%m-%d}"
                message = say(
                    f"標題寫「{days[-1].text}」，until 卻是 {until}",
                    f"the heading says “{days[-1].text}”, yet until is {until} ({end})",
                )
                hint = say("請更正標題，或 statement.yaml 的 until", "correct the heading, or until in statement.yaml")
                yield _contrary(statement, place(passage, days[-1]), message, hint, code="until-heading")
            if any(map(_named, found)):
                break


def _heads(table: Block, year: int, statement: Statement) -> Iterator[Problem]:
    """The heads of the columns."""
    for column in _columns(statement.tables[table.name].columns):
        for language, words in column.head.items():
            if language in READERS and (wrong := _others(READERS[language](words), year)):
                message = say(
                    f"表頭寫「{wrong[0].text}」，此表卻是 {year} 年度的",
                    f"a head says “{wrong[0].text}”, yet the table is of {year} ({year + ROC})",
                )
                hint = say("請更正表頭", "correct the head")
                yield _contrary(statement, column.position, message, hint, code="table-year")


def _contrary(statement: Statement, position: Position, message: Message, hint: Message, *, code: str) -> Problem:
    """What a draft may still say because it was carried over."""
    return Problem(position, message, hint, "warning" if statement.draft else "error", code=code)


def _columns(columns: Sequence[Column]) -> Iterator[Column]:
    for column in columns:
        yield column
        yield from _columns(column.columns)


def _rows(table: Block, year: int, statement: Statement, excused: set[int]) -> Iterator[Problem]:
    """The blocks of results, adding to `excused` those that declare a needed reason; what still waits for review is an
    open point, which names the years."""
    waiting = [*reversed(table.children)]
    while waiting:
        block = waiting.pop()
        if block.review:
            continue
        waiting += reversed(block.children)
        for language, passage in block.passages.items():
            found = quantities(passage, language, statement.figures) if language in READERS else ()
            if (wrong := _others(found, year)) and REASON in block.reasons:
                excused.add(id(block))
            elif wrong:
                yield _other_year(wrong[0], year, passage)


def _other_year(quantity: Quantity, year: int, passage: Passage) -> Problem:
    message = say(
        f"{year} 年度的成果只提及「{quantity.text}」", f"results of {year} ({year + ROC}) name only “{quantity.text}”"
    )
    hint = say(
        f'請更正；確為他年度之事，在該段前一行寫 {{{REASON}="理由"}}',
        f'correct it; where another year is meant, write {{{REASON}="reason"}} on the line before the block',
    )
    return Problem(place(passage, quantity), message, hint, "warning", code="results-year")


def _unused(position: Position) -> Problem:
    message = say("此處不需要 years 例外", "the years exception is not needed here")
    return Problem(position, message, say("請刪除 years", "delete years"), "warning", code="years-unused")


def _days(statement: Statement) -> Iterator[Problem]:
    """The days that are listed to be counted."""
    for year in results_years(statement):
        for figure in statement.figures.values():
            if figure.name.startswith(f"{year}."):
                for day in filter(ROC_DAY.fullmatch, figure.items):
                    if int(day.partition("-")[0]) != year:
                        message = say(
                            f"{year} 年度的日期清單有「{day}」", f"“{day}” is listed among the days of {year}"
                        )
                        hint = say("請更正日期，或移到該年度", "correct the day, or move it to its year")
                        yield Problem(figure.position, message, hint, code="results-day")
