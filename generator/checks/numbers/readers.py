"""The numbers of texts in whichever language, and what is left when those of two have answered each other.

In: a passage, or words, and their language. Out: `Quantity` for each number, in order; the `Difference` of two texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from generator.checks.numbers.chinese import chinese_quantities
from generator.checks.numbers.english import english_quantities
from generator.checks.numbers.quantities import CITED, UNSEPARATED, Quantity, cited_key, number_key, plain
from generator.content.blocks import Citation, Passage, citations_in
from generator.content.model import Figure

READERS: Mapping[str, Callable[[str], tuple[Quantity, ...]]] = {"zh-Hant": chinese_quantities, "en": english_quantities}
"""How the numbers of a text are read, by its language."""


SHARE = re.compile(r"([0-9]{1,2}(?:\.[0-9]+)?)%")


class Difference(Struct, frozen=True):
    """The numbers that only one of two languages has."""

    ours: tuple[Quantity, ...]
    theirs: tuple[Quantity, ...]


def quantities(passage: Passage, language: str, figures: Mapping[str, Figure]) -> tuple[Quantity, ...]:
    """The numbers of a passage; a citation counts as the number of its figure."""
    cited = citations_in(passage.inlines)
    return tuple(
        _named(quantity, next(cited), figures) if quantity.key == CITED else quantity
        for quantity in READERS[language](plain(passage.inlines))
    )


def difference(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> Difference:
    """What is left when each number has found its like; a number that is not firm may be that like, but needs none."""
    if sorted(one.key for one in ours if one.firm) == sorted(one.key for one in theirs if one.firm):
        return Difference((), ())
    # A number that the original writes without a separator too (ISO 27001, a telephone) lacks none.
    bare = {one.text for one in ours if one.text == one.key}
    theirs = [
        replace(one, key=one.text) if one.key.startswith(UNSEPARATED) and one.text in bare else one for one in theirs
    ]
    return Difference(_unanswered(ours, theirs), _unanswered(theirs, ours))


def _named(quantity: Quantity, citation: Citation, figures: Mapping[str, Figure]) -> Quantity:
    name = citation.figure
    key, text = cited_key(figures.get(name), name), f"{{{{ {name} }}}}"
    return Quantity(key, text, quantity.at, quantity.end, True, quantity.unit, name)


def _unanswered(asking: Sequence[Quantity], answering: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The firm numbers of `asking` that have no like in `answering`; the last ones of a kind are those left over."""
    answers = Counter(quantity.key for quantity in answering)
    left = []
    for quantity in asking:
        if quantity.firm and answers[quantity.key]:
            answers[quantity.key] -= 1
        elif quantity.firm:
            left.append(quantity)
    return _otherwise_unanswered(left, answers) if left else ()


def _otherwise_unanswered(asking: Sequence[Quantity], answers: Counter[str]) -> tuple[Quantity, ...]:
    """Those of `asking` of which neither the value nor all numbers of another way to say them are among the `answers`."""
    values = Counter(map(_value, answers.elements()))
    left = []
    for quantity in asking:
        ways = (Counter(map(_value, keys)) for keys in ((quantity.key,), *quantity.instead))
        found = next((way for way in ways if way <= values), None)
        if found is None:
            left.append(quantity)
        else:
            values -= found
    return tuple(left)


def _value(key: str) -> str:
    """The key of what a percentage below one hundred is worth, since half an hour is 0.5; any other as it is."""
    share = SHARE.fullmatch(key)
    return number_key(Decimal(share[1]) / 100) if share else key
