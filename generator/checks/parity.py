"""Numbers that differ between the languages of a block: a digit, a separator, a date, a year, an ordinal, a unit.

In: a `Statement`. Out: a problem for each block whose languages do not hold the same set of numbers, or count different
things by them, unless the block declares a reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.checks.cited import claims_in
from generator.checks.numbers.quantities import Quantity
from generator.checks.numbers.readers import READERS, difference, quantities
from generator.checks.parity_messages import (
    claimed,
    differing,
    no_such_date,
    other_figure,
    other_unit,
    typed,
    unused_reason,
)
from generator.checks.standards import Standards
from generator.content.blocks import Block, Passage
from generator.content.model import Statement
from generator.problems import Problem


def check_parity(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every block whose numbers differ between the authority's text and a translation."""
    authority = statement.site.authority
    for block in statement.blocks:
        ours = block.passages.get(authority)
        if ours is None or authority not in READERS:
            continue
        here = quantities(ours, authority, statement.figures)
        wrong = [quantity for quantity in here if quantity.impossible]
        if wrong and "parity" not in block.reasons:
            yield from (no_such_date(date, ours) for date in wrong)
            continue
        for language in statement.site.languages[1:]:
            if language in block.passages and language in READERS:
                there = quantities(block.passages[language], language, statement.figures)
                yield from _check_block(block, here, there, ours, block.passages[language])


def _check_block(
    block: Block, here: Sequence[Quantity], there: Sequence[Quantity], ours: Passage, theirs: Passage
) -> Iterator[Problem]:
    found = [*_problems(here, there, ours, theirs), *_claimed_otherwise(ours, theirs)]
    if "parity" not in block.reasons:
        yield from found
    elif not found:
        yield unused_reason(block, theirs)


def _problems(here: Sequence[Quantity], there: Sequence[Quantity], ours: Passage, theirs: Passage) -> Iterator[Problem]:
    left = difference(here, there)
    if left.ours or left.theirs:
        yield differing(left.ours, left.theirs, ours, theirs)
        return
    yield from _cited_otherwise(here, there, ours, theirs)
    for one, other in _pairs(here, there):
        if _counts_otherwise(one.unit, other.unit):
            yield other_unit(one, other, theirs)


def _cited_otherwise(
    here: Sequence[Quantity], there: Sequence[Quantity], ours: Passage, theirs: Passage
) -> Iterator[Problem]:
    """Equal numbers of which one does not follow its figure, or follows another: they would part with the next change."""
    cited, other = (sorted(one.figure for one in side if one.figure) for side in (here, there))
    if cited == other:
        return
    lacking, extra = (list((Counter(a) - Counter(b)).elements()) for a, b in ((cited, other), (other, cited)))
    keys = {one.figure: one.key for one in (*here, *there)}
    for name in lacking:
        if twin := next((twin for twin in extra if keys[twin] == keys[name]), None):
            extra.remove(twin)
            yield other_figure(name, twin, theirs)
        else:
            yield from (typed(number, name, theirs) for number in _typed(there, keys[name]))
    for name in extra:
        yield from (typed(number, name, ours) for number in _typed(here, keys[name]))


def _claimed_otherwise(ours: Passage, theirs: Passage) -> Iterator[Problem]:
    """Claims that prove words of one language only."""
    here, there = (dict.fromkeys(span.value for span in claims_in(passage)) for passage in (ours, theirs))
    yield from (claimed(name, theirs, ours) for name in here if name not in there)
    yield from (claimed(name, ours, theirs) for name in there if name not in here)


def _typed(side: Sequence[Quantity], key: str) -> Iterator[Quantity]:
    """The number that stands for a figure without citing it."""
    yield from islice((one for one in side if one.key == key and not one.figure), 1)


def _pairs(here: Sequence[Quantity], there: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Firm numbers of both languages that are the same, in order; a cited figure with the citation of that figure."""
    waiting: dict[str, list[Quantity]] = {}
    for other in there:
        waiting.setdefault(other.figure or other.key, []).append(other)
    for one in here:
        if one.firm and (same := waiting.get(one.figure or one.key)):
            yield one, same.pop(0)


def _counts_otherwise(ours: str, theirs: str) -> bool:
    """Whether the units contradict each other; English often leaves a unit out, but never that persons recur."""
    if "person-times" in (ours, theirs):
        return ours != theirs
    return bool(ours and theirs and ours != theirs)
