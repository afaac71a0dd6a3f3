"""What a formula says, as parsed: constants, names and counts joined by signs.

An `Expression` tells the figures and lists that it reads. `formulas` reads it, `arithmetic` reckons it; either raises
`FormulaError` where it cannot.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NoReturn

from msgspec import Struct

from generator.problems import Message, say

COMPARISONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "≥": operator.ge, "≤": operator.le, "=": operator.eq, ">": operator.gt, "<": operator.lt,
}  # fmt: skip


class FormulaError(Exception):
    """A formula that cannot be read or reckoned; `column` counts from 1 within the formula."""

    def __init__(self, column: int, message: Message, hint: Message | None) -> None:
        super().__init__(message.in_language("en"))
        self.column, self.message, self.hint = column, message, hint


def fail(column: int, zh: str, en: str, hint: Message | None = None) -> NoReturn:
    """Stop at `column` of a formula."""
    raise FormulaError(column, say(zh, en), hint)


class Constant(Struct, frozen=True):
    """An exact number written in the formula itself; `90%` is nine tenths, as a percentage that is read is."""

    value: Fraction
    text: str
    column: int


class Name(Struct, frozen=True):
    """A figure that the formula reads, as the editor named it."""

    name: str
    column: int


class Count(Struct, frozen=True):
    """How many items the list `name` has."""

    name: str
    column: int


class Operation(Struct, frozen=True):
    """`terms` joined by `sign`: `sum` over one or more; one of + - × ÷ or a comparison over two."""

    sign: str
    terms: tuple[Expression, ...]
    column: int


Expression = Constant | Name | Count | Operation


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and all that it is made of, from left to right."""
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, Operation):
            waiting += reversed(part.terms)


def names(expression: Expression) -> tuple[str, ...]:
    """The figures read, each once, in the order in which they are written."""
    return tuple(dict.fromkeys(part.name for part in walk(expression) if isinstance(part, Name)))


def counted(expression: Expression) -> tuple[str, ...]:
    """The lists counted, each once, in the order in which they are written."""
    return tuple(dict.fromkeys(part.name for part in walk(expression) if isinstance(part, Count)))


def is_comparison(expression: Expression) -> bool:
    """Whether the expression claims something, true or false, rather than yielding a number."""
    return isinstance(expression, Operation) and expression.sign in COMPARISONS
