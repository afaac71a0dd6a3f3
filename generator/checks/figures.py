"""Figures that contradict what the statement itself says: a wrong total, a rate that does not follow, a claim that fails.

In: a `Statement`. Out: an error for each relation that does not hold, with the sentence that prints it, both values
and every input with its place, and for each row that the total of its table leaves out; a warning for an `accept` that
accepts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import islice

from generator.checks.cited import sentence
from generator.checks.relations import Input, Relation, relations
from generator.checks.standards import Standards
from generator.content import expressions, formulas
from generator.content.model import Figure, Statement
from generator.problems import Message, Position, Problem, say

MOST = 20
"""Numbers that one total leaves out which are told."""


def check_figures(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every relation that fails, every part that a total leaves out, and every exception that is not needed."""
    proven = relations(statement)
    wrong = {each.name for each in proven if each.rule != "claim" and not each.holds and not each.accepted}
    for relation in proven:
        # Of a number that is wrong itself there is no telling what it claims.
        is_told = relation.rule == "claim" and not wrong.isdisjoint(relation.figure.inputs)
        if not relation.holds and not relation.accepted and not is_told:
            yield Problem(relation.figure.position, _says(relation), _hint(relation, statement), code="figure-wrong")
    left_out = {figure.name: figure for figure in _left_out(statement)}
    yield from (_not_added(figure) for figure in left_out.values() if not figure.accept)
    failing = {relation.name for relation in proven if not relation.holds} | left_out.keys()
    for figure in statement.figures.values():
        # Last year's number and a target may stand beside another in the statement of their year.
        if figure.accept and figure.name not in failing and not figure.name.endswith((".last_year", ".target")):
            yield _unused(figure)


def _left_out(statement: Statement) -> Iterator[Figure]:
    """The numbers that a total leaves out which adds others of their column."""
    for names in _columns(statement):
        figures = [statement.figures[name] for name in names if name in statement.figures]
        total = _total([figure for figure in figures if _adds(figure)], statement)
        added = _all_inputs(total, statement) if total else set()
        if total and added & set(names):
            left_out = (each for each in _parts(figures, total, added) if not _is_in(each, added, statement))
            yield from islice(left_out, MOST)


def _parts(figures: Sequence[Figure], total: Figure, added: Set[str]) -> Iterator[Figure]:
    """What a column has for its total to add: the numbers above it; below one that stands first, those down to the last
    that it adds, since what follows (of which …, a rate) is none of its parts."""
    begin, end = 0, figures.index(total)
    if end == 0:
        begin, end = 1, 1 + max(number for number, each in enumerate(figures) if each.name in added)
    return (each for each in figures[begin:end] if each.value is not None and each.shows == total.shows)


def _total(sums: Sequence[Figure], statement: Statement) -> Figure | None:
    """Which of the sums of a column is its total: the last or the first, if it is the only one or adds another."""
    for sum_ in (*sums[-1:], *sums[:1]):
        if len(sums) == 1 or _all_inputs(sum_, statement) & {other.name for other in sums}:
            return sum_
    return None


def _is_in(figure: Figure, added: Set[str], statement: Statement) -> bool:
    """Whether a total adds the figure, or, where it is a sum itself, all that it adds."""
    return figure.name in added or (_adds(figure) and _all_inputs(figure, statement) <= added)


def _adds(figure: Figure) -> bool:
    """Whether a figure is reckoned as a sum of others and nothing else."""
    rule = figure.formula or figure.check
    if not rule or not figure.inputs:
        return False
    parts = list(expressions.walk(formulas.parse(rule)))
    signs = {part.sign for part in parts if isinstance(part, expressions.Operation)}
    return bool(signs) and signs <= {"+", "sum"} and not any(isinstance(part, expressions.Count) for part in parts)


def _columns(statement: Statement) -> Iterator[tuple[str, ...]]:
    """The names of the figures of each column of staff and of the tables of figures, from the top."""
    if statement.staffing:
        yield tuple(category.this_year for category in statement.staffing.categories)
        yield tuple(category.last_year for category in statement.staffing.categories)
    for table in statement.tables.values():
        yield from zip(*(row.cells for row in table.rows), strict=True)


def _not_added(figure: Figure) -> Problem:
    cited = figure.name.partition(".")[2]
    message = say(f"合計的算式沒有計入 {cited}", f"the total leaves out {cited}")
    hint = say(
        f"請在合計的 check 或 formula 加上 {cited}；已計入他列時，在此數寫 accept: 理由",
        f"add {cited} to the check or formula of the total; where another row holds it, write accept: reason beside it",
    )
    return Problem(figure.position, message, hint, code="total-part")


def _all_inputs(figure: Figure, statement: Statement) -> set[str]:
    """What a figure is reckoned from, be it by way of others."""
    found: set[str] = set()
    waiting = [*figure.inputs]
    while waiting:
        name = waiting.pop()
        if name not in found and name in statement.figures:
            found.add(name)
            waiting += statement.figures[name].inputs
    return found


def _says(relation: Relation) -> Message:
    name = short(relation.name)
    if relation.rule == "claim":
        return say(
            f"{name} 所證明的文句有誤：{relation.reckoning} 不成立",
            f"the words that {name} proves are not true: {relation.reckoning} does not hold",
        )
    # A mere count says more by the name of its list than by the number of items, which is the result.
    reckoned = relation.formula if all(each.is_list for each in relation.inputs) else relation.reckoning
    return say(
        f"{name} 登錄為 {relation.printed}；{reckoned} 得 {relation.result}",
        f"{name} is entered as {relation.printed}; {reckoned} is {relation.result}",
    )


def _hint(relation: Relation, statement: Statement) -> Message:
    """What to correct, where each input stands, and which sentences print the figure."""
    here = relation.figure.position
    zh = "；".join(["請更正其一", *(f"{each.name} 是 {_zh(each, here)}" for each in relation.inputs)])
    listed = ", ".join(f"{each.name} is {_en(each, here)}" for each in relation.inputs)
    en = f"correct one of them; {listed}"
    for block in relation.blocks:
        if passage := block.passages.get(statement.site.authority):
            place = passage.position.at_line
            said = sentence(passage, relation.name, statement.figures)
            zh += f"；見 {place}「{said}」"
            en += f"; printed at {place}: “{said}”"
    return say(zh, en)


def _zh(given: Input, here: Position) -> str:
    return f"{given.value}{' 項' if given.is_list else ''}（{_place(given.position, here, '第 {} 行')}）"


def _en(given: Input, here: Position) -> str:
    return f"{given.value}{' items' if given.is_list else ''} ({_place(given.position, here, 'line {}')})"


def _place(position: Position, here: Position, line: str) -> str:
    return line.format(position.line) if position.path == here.path else position.at_line


def short(name: str) -> str:
    """The last part of a figure's name, as the editor typed it."""
    return name.rpartition(".")[2]


def _unused(figure: Figure) -> Problem:
    message = say(
        f"{short(figure.name)} 的 accept 沒有需要接受的差異",
        f"accept at {short(figure.name)} accepts nothing: no relation of this figure fails",
    )
    return Problem(figure.position, message, say("請刪除 accept", "delete accept"), "warning", code="accept-unused")
