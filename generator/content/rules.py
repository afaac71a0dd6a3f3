"""The rule that a figure is held against: a formula that it follows from, a check that proves it, a claim that must be true.

In: an `Entry`. Out: its rules, whether they go together, and the expression of each; `FormulaError` where it is one of
another kind, or holds a percentage against what is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

from msgspec import UNSET

from generator.content.expressions import Constant, Expression, Name, Operation, fail, is_comparison, walk
from generator.content.figures import Entry, full_name
from generator.content.formulas import parse
from generator.content.yaml.schemas import FigureFile
from generator.problems import say

RULES = ("formula", "check", "claim")
"""What a figure can be held against, as its file names it."""


def rules_of(file: FigureFile) -> list[str]:
    """Which of the rules the file gives."""
    return [rule for rule in RULES if getattr(file, rule) is not None]


def go_together(rules: Sequence[str], file: FigureFile) -> bool:
    """Whether a figure can have these rules at once: a check proves a number, be it still blank, and a claim has none."""
    return not (
        len(rules) > 1 or ("check" in rules and file.value is UNSET) or ("claim" in rules and file.entered is not None)
    )


def read_rule(rule: str, entry: Entry, entries: Mapping[str, Entry]) -> Expression:
    """What the `rule` of `entry` says, held against what `entries` say of the figures that it reads; raises `FormulaError`
    where it cannot be read, or is of another kind than its rule."""
    expression = parse(getattr(entry.file, rule))
    _refuse_kind(expression, rule)
    _refuse_bare(expression, entry, entries)
    if entry.file.shown_as == "percent":
        _refuse_hundred(expression)
    return expression


def _refuse_kind(expression: Expression, rule: str) -> None:
    """A claim compares, and nothing else does."""
    if rule == "claim" and not is_comparison(expression):
        fail(1, "claim 應為比較，例如 rate >= target", "a claim is a comparison, such as rate >= target")
    if rule != "claim" and is_comparison(expression):
        fail(1, "此處應為算式，不是比較", "a formula, not a comparison")


def _refuse_bare(expression: Expression, entry: Entry, entries: Mapping[str, Entry]) -> None:
    """A percentage is compared with a percentage: `rate >= 90` would hold of any rate above nought."""
    if not isinstance(expression, Operation) or not is_comparison(expression):
        return
    for one, other in permutations(expression.terms, 2):
        if not isinstance(one, Name) or not isinstance(other, Constant):
            continue
        full = full_name(one.name, entry.scope, entries)
        if full and entries[full].file.shown_as == "percent" and other.value and not other.text.endswith("%"):
            meant = f"{other.text}%" if other.value > 1 else f"{float(other.value * 100):g}%"
            zh, en = f"{one.name} 是百分比，{other.text} 不是", f"{one.name} is a percentage, {other.text} is not"
            fail(other.column, zh, en, say(f"請寫 {meant}", f"write {meant}"))


def _refuse_hundred(expression: Expression) -> None:
    """A ratio that is multiplied by 100, as a percentage is by itself: it would be printed a hundred times as large."""
    products = (part for part in walk(expression) if isinstance(part, Operation) and part.sign == "×")
    for term in (term for product in products for term in product.terms):
        if isinstance(term, Constant) and term.text == "100":
            zh, en = "as: percent 已乘以 100，此處又乘一次", "as: percent multiplies by 100 already; this does so again"
            fail(term.column, zh, en, say("請刪去乘以 100", "do not multiply by 100"))
