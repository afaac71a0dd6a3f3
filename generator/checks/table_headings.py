"""Headings above tables that name another year than the table, or another end of its results than `until`.

In: the headings above the tables of a `Statement`, each with the year that it may name. Out: one error for each heading in
all its languages, or for two that stand above each other's table.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from generator.checks.numbers.quantities import Quantity, plain, year_of
from generator.checks.numbers.readers import quantities
from generator.checks.passages import place
from generator.content.blocks import Block
from generator.content.calendar import ROC
from generator.content.model import Statement
from generator.problems import Message, Position, Problem, joined, say

DAY = re.compile(r"\d{4}-\d\d-\d\d")
TO = r"(?:至|到|\bto|\buntil|\bthrough|[-–—~～])\s*"
AROUND = 20
"""Years around that of a table among which a range is looked for."""
REASON = "years"
"""What a block declares that names other years on purpose."""


def check_headings(above: Collection[tuple[Block, int]], statement: Statement, excused: set[int]) -> Iterator[Problem]:
    """The headings `above` tables, each with its year; those that declare a reason for another are added to `excused`."""
    named = {year: (section, named) for section, year in above if (named := _named(section, year, statement))}
    for section, year in above:
        crossed, other = named.get(year, (None, 0))
        if crossed is section and named.get(other, (None, 0))[1] == year:
            if year < other:
                yield _exchanged(section, named[other][0], (year, other), statement)
        else:
            yield from once(_in_each_language(section, year, statement, excused))


def _named(section: Block, year: int, statement: Statement) -> int:
    """The year that a heading names, in all its languages and without a reason, instead of `year`; 0 if it does not."""
    found = (quantities(passage, language, statement.figures) for language, passage in section.passages.items())
    others = {year_of(other) if (other := other_year(each, year)) else None for each in found}
    named = others.pop() if len(others) == 1 and REASON not in section.reasons else None
    return named - ROC if named else 0


def _exchanged(one: Block, other: Block, years: tuple[int, int], statement: Statement) -> Problem:
    """Two headings of which each names the year of the table below the other."""
    here, there = (block.passages[statement.site.authority].position for block in (one, other))
    zh, en = " 與 ".join(map(str, years)), " and ".join(map(str, years))
    message = say(
        f"{zh} 年度的成果表對調了：各在另一年度的標題之下",
        f"the tables of results of {en} are exchanged: each stands below the heading of the other year",
    )
    hint = say(
        f"請對調兩表，或兩個標題，各語言相同（另一標題在 {there.at_line}）",
        f"exchange the two tables, or the two headings, in each language alike (the other heading is at {there.at_line})",
    )
    return contrary(statement, here, message, hint, code="table-year")


def once(problems: Iterator[Problem]) -> Iterator[Problem]:
    """What is wrong with a heading in several languages, told where it comes first; the hint tells where else."""
    first: dict[str, Problem] = {}
    for problem in problems:
        if before := first.get(problem.code):
            at = problem.position.at_line
            also = say(f"譯文也有同樣的錯誤（在 {at}）", f"the translation has the same mistake (at {at})")
            problem = before._replace(hint=joined(before.hint, also) if before.hint else also)
        first[problem.code] = problem
    yield from first.values()


def other_year(found: Sequence[Quantity], year: int) -> Quantity | None:
    """The year or date that a text names instead of `year`: None where it names that, a range around it, or none."""
    dated = [(quantity, of) for quantity in found if (of := year_of(quantity))]
    if not dated:
        return None
    near = [each for _, each in dated if abs(each - year - ROC) <= AROUND]
    return None if near and min(near) <= year + ROC <= max(near) else dated[0][0]


def _in_each_language(section: Block, year: int, statement: Statement, excused: set[int]) -> Iterator[Problem]:
    """A heading above a table, in each language."""
    for language, passage in section.passages.items():
        text, found = plain(passage.inlines), quantities(passage, language, statement.figures)
        other, end = other_year(found, year), statement.until.get(year)
        last = next((quantity for quantity in reversed(found) if DAY.fullmatch(quantity.key)), None)
        if other and REASON in section.reasons:
            excused.add(id(section))
        elif other:
            message, hint = _names_other(other.text, year)
            yield contrary(statement, place(passage, other), message, hint, code="table-year")
        elif end and last and last.key != end.isoformat() and _is_end(text, last.text):
            until = f"{end.year - ROC}-{end:%m-%d}"
            message = say(
                f"標題寫「{last.text}」，until 卻是 {until}",
                f"the heading says “{last.text}”, yet until is {until} ({end})",
            )
            hint = say("請更正標題，或 statement.yaml 的 until", "correct the heading, or until in statement.yaml")
            yield contrary(statement, place(passage, last), message, hint, code="until-heading")


def _names_other(named: str, year: int) -> tuple[Message, Message]:
    """What is told of a heading that names another year, and what mends it."""
    return (
        say(
            f"標題寫「{named}」，其下卻是 {year} 年度的表",
            f"the heading names “{named}”, yet the table below is of {year} ({year + ROC})",
        ),
        say(
            f'請更正標題，或表格的年度；確為他年度之事，在標題前一行寫 {{{REASON}="理由"}}',
            f"correct the heading, or the year of the table; where another year is meant, write "
            f'{{{REASON}="reason"}} on the line before the heading',
        ),
    )


def _is_end(text: str, day: str) -> bool:
    """Whether a day is the end of a time that a heading names."""
    return bool(re.search(rf"{TO}{re.escape(day)}|{re.escape(day)}\s*止", text))


def contrary(statement: Statement, position: Position, message: Message, hint: Message, *, code: str) -> Problem:
    """What a draft may still say because it was carried over."""
    return Problem(position, message, hint, "warning" if statement.draft else "error", code=code)
