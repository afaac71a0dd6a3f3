"""A formula in the signs of print: `sent / total` → `3,307 ÷ 3,360`.

In: a parsed expression and how its names are to be shown. Out: one line of text, with the brackets it needs.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.content.expressions import Constant, Count, Expression, Name, Operation

RANKS = {"+": 1, "-": 1, "sum": 1, "×": 2, "÷": 2}
PRINTED = {"sum": "+", "-": "−"}


def spell(expression: Expression, show: Callable[[Name | Count], str]) -> str:
    """The expression in the signs of print, each name and count as `show` gives it."""
    if isinstance(expression, Constant):
        return expression.text
    if not isinstance(expression, Operation):
        return show(expression)
    sign = PRINTED.get(expression.sign, expression.sign)
    terms = (_bracketed(expression.sign, term, at, spell(term, show)) for at, term in enumerate(expression.terms))
    return f" {sign} ".join(terms)


def _bracketed(outer: str, term: Expression, at: int, text: str) -> str:
    """A term in brackets where its own sign binds less than the one around it."""
    if not isinstance(term, Operation) or outer not in RANKS:
        return text
    inner, around = RANKS[term.sign], RANKS[outer]
    return f"({text})" if inner < around or (inner == around and at > 0 and outer in "-÷") else text
