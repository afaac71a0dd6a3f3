"""Years that a table of one year names, or the headings above it: what is left of another year's statement.

In: a `Statement`. Out: an error where a heading or the head of a column begins with another year than the table's, or a
heading ends the results on another day than `until`; a warning for a day of results of another year, and for a row of
results that begins with one. A block may declare a reason, a list for all its items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.numbers.quantities import CITED, Quantity, plain, year_of
from generator.checks.numbers.readers import READERS, quantities
from generator.checks.passages import place
from generator.checks.standards import Standards
from generator.checks.table_headings import REASON, check_headings, contrary, once, other_year
from generator.content.blocks import Block, Passage
from generator.content.calendar import ROC
from generator.content.model import Statement
from generator.content.tables import Column
from generator.content.years import results_year, results_years, table_year
from generator.problems import Position, Problem, say

ROC_DAY = re.compile(r"(\d{2,3})-\d\d-\d\d")
BEFORE = re.compile(r"^[「（]?\(?(?:(?:中華)?民國|FY|Fiscal [Yy]ear )?")
"""What may stand before the year with which a row or a head begins."""
BEGINS = tuple("0123456789〇○零一二三四五六七八九十百{")
"""How such a row then goes on: most begin with words and are not looked at any closer."""


def check_table_years(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every year that is not that of its table, and every end of results that its heading does not name."""
    excused: set[int] = set()
    above: dict[tuple[str, int], tuple[Block, int]] = {}
    for chapter in statement.chapters:
        for table, sections in _tables(chapter, ()):
            if year := table_year(table.name, statement.year):
                for section in sections:
                    # The heading of a chapter names the statement's own year, if any, whatever it tells of.
                    of = year if section.level > 1 else statement.year
                    above[section.id, of] = section, of
                yield from _heads(table, year, statement)
                if results_year(table.name):
                    yield from _rows(table, year, statement, excused)
    yield from check_headings(tuple(above.values()), statement, excused)
    for block in statement.blocks:
        if REASON in block.reasons and not block.review and id(block) not in excused:
            yield _unused(block.position or statement.position)
    yield from _days(statement)


def _tables(block: Block, above: Sequence[Block]) -> Iterator[tuple[Block, Sequence[Block]]]:
    """The tables with the sections that each stands in, from the chapter down."""
    if block.kind == "table":
        yield block, above
    above = (*above, block) if block.kind == "section" else above
    for child in block.children:
        yield from _tables(child, above)


def _begins(text: str, quantity: Quantity) -> bool:
    """Whether a text begins with a year or a date."""
    return BEFORE.sub("", text).startswith(quantity.text)


def _heads(table: Block, year: int, statement: Statement) -> Iterator[Problem]:
    """The heads of the columns that begin with a year."""
    design = statement.tables[table.name]
    for column in (column for head in design.columns for column in head.walk()):
        yield from once(_head(column, column.position or design.position, year, statement))


def _head(column: Column, position: Position, year: int, statement: Statement) -> Iterator[Problem]:
    """The head of a column in each language."""
    for language, words in column.head.items():
        found = READERS[language](words) if language in READERS else ()
        other = other_year(found, year)
        if other and _begins(words, other):
            message = say(
                f"表頭寫「{other.text}」，此表卻是 {year} 年度的",
                f"a head says “{other.text}”, yet the table is of {year} ({year + ROC})",
            )
            yield contrary(statement, position, message, say("請更正表頭", "correct the head"), code="table-year")


def _rows(block: Block, year: int, statement: Statement, excused: set[int]) -> Iterator[Problem]:
    """A block of results and all below it: one that begins with another year, unless it, or the list around it, declares
    a reason, which is added to `excused` if it is needed. What still waits for review is an open point already."""
    if block.review:
        return
    found = [problem for child in block.children for problem in _rows(child, year, statement, excused)]
    passage = block.passages.get(statement.site.authority)
    if passage and (found or BEFORE.sub("", passage.source.lstrip()).startswith(BEGINS)):
        text, named = plain(passage.inlines), quantities(passage, statement.site.authority, statement.figures)
        other = other_year(named, year)
        if other and _begins(text, other):
            found.insert(0, _row_problem(other, year, passage))
        elif any(year_of(quantity) == year + ROC for quantity in named):
            # What stands below it is told of this year too, whatever other year it begins with.
            found = []
    if REASON in block.reasons and found:
        excused.add(id(block))
    else:
        yield from found


def _row_problem(quantity: Quantity, year: int, passage: Passage) -> Problem:
    named = (year_of(quantity) or ROC) - ROC
    text = quantity.text.replace(CITED, "…")
    message = say(
        f"{year} 年度的成果以 {named} 年的「{text}」起頭", f"results of {year} begin with “{text}”, of the year {named}"
    )
    hint = say(
        f'請更正；確為他年度之事，在該段前一行（清單項目在編號之後）寫 {{{REASON}="理由"}}',
        f'correct it; where another year is meant, write {{{REASON}="reason"}} on the line before the block, '
        "for an item of a list right after its number",
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
                        yield Problem(figure.position, message, hint, "warning", code="results-day")
