"""What the statement proves of its own figures: each formula, check and claim with all that it rests on.

In: a `Statement`, whose figures are reckoned. Out: one `Relation` for each, for the check that reports the ones that
do not hold, for the readers' page of figures checked and for the open data.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from generator.checks.cited import citations
from generator.checks.spelling import spell
from generator.content import expressions, formulas
from generator.content.arithmetic import round_half_up
from generator.content.blocks import Block
from generator.content.figures import decimals_of, full_name, shown
from generator.content.model import Figure, Statement
from generator.content.tables import Wording
from generator.problems import Position

Rule = Literal["formula", "check", "claim"]


class Input(Struct, frozen=True):
    """An input of a relation: `name` as the formula writes it, the full name of the figure, and where it stands."""

    name: str
    figure: Figure
    is_list: bool = False
    """Whether its items are counted."""

    @property
    def value(self) -> str:
        """What it gives to the relation, as print shows it: `3,307`, or the number of a list's items."""
        return f"{len(self.figure.items):,}" if self.is_list else shown(self.figure)

    @property
    def position(self) -> Position:
        """Where it stands in the sources."""
        return self.figure.position


class Relation(Struct, frozen=True):
    """One thing proven, or not. `rule` says how: the figure follows (`formula`), is proven (`check`) or is words of the
    text that must be true (`claim`)."""

    figure: Figure
    rule: Rule
    expression: expressions.Expression
    """What is reckoned, as parsed."""
    formula: str
    """The same in the signs of print, with names: `sent ÷ total`."""
    reckoning: str
    """The same with numbers: `3,307 ÷ 3,360`; a list as the number of its items."""
    inputs: tuple[Input, ...]
    result: str
    """What it yields, with the decimals that the text shows: `98.42%`; empty for a claim."""
    printed: str
    """The number in the text; empty for a claim."""
    holds: bool
    blocks: tuple[Block, ...]
    """The blocks of the text that cite it."""

    @property
    def name(self) -> str:
        """Full name of the figure proven."""
        return self.figure.name

    @property
    def accepted(self) -> Wording:
        """The reason for which a mistake of the agency's stays printed; empty where there is none."""
        return {} if self.holds else self.figure.accept


@lru_cache(maxsize=4)
def relations(statement: Statement) -> tuple[Relation, ...]:
    """All relations of the statement that can be reckoned, in the order of the sources."""
    citing = citations(statement)
    return tuple(
        _relation(figure, statement.figures, citing.get(figure.name, ()))
        for figure in statement.figures.values()
        if figure.computed is not None
    )


def _relation(figure: Figure, figures: Mapping[str, Figure], blocks: tuple[Block, ...]) -> Relation:
    rule: Rule = "formula" if figure.formula else "check" if figure.check else "claim"
    expression = formulas.parse(figure.formula or figure.check or figure.claim)
    scope, known = figure.name.rpartition(".")[0], dict.fromkeys(figure.inputs)
    inputs = {}
    counted = expressions.counted(expression)
    for name in (*expressions.names(expression), *counted):
        if full := full_name(name, scope, known):
            inputs[name] = Input(name, figures[full], name in counted)
    result = _result(figure, rule)
    return Relation(
        figure,
        rule,
        expression,
        spell(expression, lambda part: part.name if isinstance(part, expressions.Name) else f"count({part.name})"),
        spell(expression, lambda part: inputs[part.name].value if part.name in inputs else part.name),
        tuple(inputs.values()),
        _shown_result(figure, result) if rule != "claim" else "",
        shown(figure),
        bool(figure.computed) if rule == "claim" else result == figure.value,
        blocks,
    )


def _result(figure: Figure, rule: Rule) -> Decimal:
    """What the relation yields, rounded as the text shows the figure."""
    yields = (figure.computed or Fraction(0)) * (100 if figure.shows == "percent" and rule != "claim" else 1)
    return round_half_up(yields, decimals_of(figure))


def _shown_result(figure: Figure, value: Decimal) -> str:
    """`value` in the form in which `figure` is printed."""
    return f"{value:,}" + "%" * (figure.shows == "percent")
