"""Formulas, checks and claims: a small closed grammar, read here and never evaluated as code.

In: what an editor wrote beside a figure, such as `count / base` or `sum(a, b) >= 250`. Out: an `Expression`;
`FormulaError` at the first place that does not fit the grammar.

    comparison = total [(">=" | "<=" | "=" | ">" | "<") total]
    total      = product {("+" | "-") product}
    product    = term {("*" | "/") term}
    term       = number ["%"] | name | "(" total ")" | "sum" "(" total {"," total} ")" | "count" "(" name ")"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache

from generator.content.expressions import COMPARISONS, Constant, Count, Expression, Name, Operation, fail
from generator.problems import say

LONGEST, DEEPEST = 400, 20
"""Limits, in characters and in brackets within brackets: far above any real formula, far below what could hurt."""

# What is typed on a Chinese keyboard or copied from a printed text means the same; one character for one, so that
# columns stay true.
SAME = str.maketrans("（）＋－−–×＊÷／，、＜＞＝≧≦％\u3000\t", "()+---**//,,<>=≥≤%  ")
TOKEN = re.compile(r"(?P<space> +)|(?P<word>[a-z0-9_.]+%?)|(?P<mark>[<>]=|[≤≥]|[<=>+\-*/(),])|(?P<wrong>.)", re.DOTALL)
NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?)(%?)")
NAME = re.compile(r"(?![0-9.]+$)[a-z0-9_]+(\.[a-z0-9_]+)*")
SIGNS = {">=": "≥", "<=": "≤", "*": "×", "/": "÷"}

MISTYPED = {
    (False, "="): say("算式不以 = 起頭，請刪除", "a formula does not begin with =: delete it"),
    (True, ">"): say("大於等於寫成 >=", "not less than is written >="),
    (True, "<"): say("小於等於寫成 <=", "not more than is written <="),
}
"""What is meant by a sign where a number or a name belongs, by whether something stands before it: `=a / b`, `a => b`."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """The expression that `text` writes; raises `FormulaError` at the first place that does not fit the grammar."""
    if len(text) > LONGEST:
        fail(LONGEST, f"算式長逾 {LONGEST} 字", f"the formula is longer than {LONGEST} characters")
    return _Reader(text).comparison()


def _tokens(text: str) -> Iterator[tuple[str, int, str]]:
    """The words and signs of `text` with their columns and as they were written; an empty one at the end."""
    for match in TOKEN.finditer(text.translate(SAME)):
        column = match.start() + 1
        if match.lastgroup == "wrong":
            fail(column, f"算式不能有「{match[0]}」", f"“{match[0]}” cannot stand in a formula")
        if match.lastgroup != "space":
            yield SIGNS.get(match[0], match[0]), column, text[match.start() : match.end()]
    yield "", len(text) + 1, ""


class _Reader:
    """Reads one formula from left to right; one method for each line of the grammar."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.at = 0
        self.depth = 0

    def comparison(self) -> Expression:
        left = self.total()
        if self.sees(*COMPARISONS):
            sign, column = self.take()
            left = Operation(sign, (left, self.total()), column)
        self.refuse_comparison()
        if not self.sees(""):
            rest, column = self.take()
            fail(column, f"「{rest}」之前缺少運算符號", f"a sign such as + is missing before “{rest}”")
        return left

    def total(self) -> Expression:
        return self.joined(("+", "-"), self.product)

    def product(self) -> Expression:
        return self.joined(("×", "÷"), self.term)

    def joined(self, signs: tuple[str, ...], operand: Callable[[], Expression]) -> Expression:
        left = operand()
        while self.sees(*signs):
            sign, column = self.take()
            left = Operation(sign, (left, operand()), column)
        return left

    def term(self) -> Expression:
        written = self.tokens[self.at][2]
        word, column = self.take()
        if word == "(":
            return self.bracketed(column, self.total)
        if word in {"sum", "count"} and self.sees("("):
            self.take()
            return self.bracketed(column, self.count if word == "count" else self.sum)
        if number := NUMBER.fullmatch(word):
            return Constant(Fraction(number[1]) / (100 if number[2] else 1), word, column)
        if not NAME.fullmatch(word):
            zh, en = (f"「{written}」", f"“{written}”") if written else ("算式結尾", "the end")
            meant = MISTYPED.get((column > 1, word))
            fail(column, f"{zh}應為數字或名稱", f"a number or a name is expected at {en}", meant)
        return Name(word, column)

    def count(self) -> Expression:
        word, column = self.take()
        if not NAME.fullmatch(word):
            fail(column, "count( )內應為清單名稱", "count( ) takes the name of one list")
        return Count(word, column)

    def sum(self) -> Expression:
        column = self.tokens[self.at][1]
        terms = [self.total()]
        while self.sees(","):
            self.take()
            terms.append(self.total())
        return Operation("sum", tuple(terms), column)

    def bracketed(self, column: int, inside: Callable[[], Expression]) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            fail(column, "括號層數過多", "too many brackets within brackets")
        expression = inside()
        self.refuse_comparison()
        sign, place = self.take()
        if sign != ")":
            fail(place, "缺少右括號", "a closing bracket is missing")
        self.depth -= 1
        return expression

    def refuse_comparison(self) -> None:
        if self.sees(*COMPARISONS):
            column = self.tokens[self.at][1]
            fail(column, "比較只能有一個，且不在括號內", "there can be one comparison only, outside all brackets")

    def sees(self, *signs: str) -> bool:
        return self.tokens[self.at][0] in signs

    def take(self) -> tuple[str, int]:
        word, column, _ = self.tokens[self.at]
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return word, column
