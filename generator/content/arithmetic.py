"""What a formula yields: an exact fraction, or for a comparison whether it holds.

In: an `Expression`, and how its names are looked up. Out: the fraction; `FormulaError` where something has no value, is
divided by zero or grows too large. And how printed tables round.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from generator.content.expressions import COMPARISONS, Constant, Count, Expression, Name, Operation, fail

OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add, "-": operator.sub, "×": operator.mul, "÷": operator.truediv,
}  # fmt: skip
Lookup = Callable[[str], Fraction | None]
Counts = Callable[[str], int | None]
LARGEST = 10**300
"""What no numerator or denominator on the way reaches: figures that square one another would fill any memory."""


def evaluate(expression: Expression, lookup: Lookup, counts: Counts) -> Fraction | bool:
    """What the expression yields: an exact fraction, or whether the comparison holds.

    Raises `FormulaError` where a figure has no value and where something is divided by zero.
    """
    if isinstance(expression, Operation) and expression.sign in COMPARISONS:
        left, right = (_reckon(term, lookup, counts) for term in expression.terms)
        return COMPARISONS[expression.sign](left, right)
    return _reckon(expression, lookup, counts)


def round_half_up(value: Fraction, decimals: int) -> Decimal:
    """`value` with `decimals` decimals, halves away from zero, as printed tables round."""
    digits = int(abs(value) * 10**decimals + Fraction(1, 2))
    return Decimal(f"{-digits if value < 0 else digits}E-{decimals}")


def _reckon(expression: Expression, lookup: Lookup, counts: Counts) -> Fraction:
    # What is joined by signs leans to the left: a loop, since a long row of terms would exhaust the stack.
    row: list[Operation] = []
    while isinstance(expression, Operation) and expression.sign != "sum":
        row.append(expression)
        expression = expression.terms[0]
    value = _term(expression, lookup, counts)
    for operation in reversed(row):
        value = _joined(operation, value, _reckon(operation.terms[1], lookup, counts))
    return value


def _term(expression: Expression, lookup: Lookup, counts: Counts) -> Fraction:
    if isinstance(expression, Constant):
        return expression.value
    if isinstance(expression, Count):
        items = counts(expression.name)
        if items is None:
            name = expression.name
            fail(expression.column, f"「{name}」不是清單，無法計數", f"“{name}” is not a list that can be counted")
        return Fraction(items)
    if isinstance(expression, Name):
        value = lookup(expression.name)
        if value is None:
            fail(expression.column, f"{expression.name} 沒有數值", f"{expression.name} has no value")
        return value
    first, *rest = [_reckon(term, lookup, counts) for term in expression.terms]
    return sum(rest, first)


def _joined(operation: Operation, left: Fraction, right: Fraction) -> Fraction:
    if operation.sign == "÷" and right == 0:
        fail(operation.column, "除數為零", "a division by zero")
    value = OPERATIONS[operation.sign](left, right)
    if abs(value.numerator) >= LARGEST or value.denominator >= LARGEST:
        fail(operation.column, "數字過大", "the number grows too large")
    return value
