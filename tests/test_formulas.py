"""The grammar of formulas: what it reads, how exactly it reckons, and what it refuses."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.arithmetic import evaluate, round_half_up
from generator.content.expressions import FormulaError, counted, is_comparison, names
from generator.content.formulas import parse

FIGURES = {"sent": Fraction(3307), "total": Fraction(3360), "102.leads.count": Fraction(340), "none": Fraction(0)}
LISTS = {"dates": 4}


def reckon(text: str) -> Fraction | bool:
    return evaluate(parse(text), FIGURES.get, LISTS.__getitem__)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("sent / total", Fraction(3307, 3360)),
        ("sent ÷ total × 100", Fraction(330700, 3360)),
        ("9 + 64 + 3", 76),
        ("10 - 2 - 3", 5),
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("12 / 2 / 3", 2),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("sum(207, 6, 1, 2, 2)", 218),
        ("sum(sent)", 3307),
        ("count(dates)", 4),
        ("count(dates) + 1", 5),
        ("102.leads.count", 340),
        ("（sent＋total）－1", 6666),
        ("98.5%", Fraction(985, 1000)),
        ("90％", Fraction(9, 10)),
    ],
)
def test_numbers_are_reckoned_exactly(text: str, result: Fraction) -> None:
    assert reckon(text) == result


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("sent >= total", False),
        ("sent < total", True),
        ("count(dates) = 4", True),
        ("1 ≤ 1", True),
        ("1 ≧ 2", False),
        ("1 ≦ 2", True),
        ("2 > 2", False),
    ],
)
def test_a_comparison_holds_or_not(text: str, holds: bool) -> None:
    assert is_comparison(parse(text))
    assert reckon(text) is holds


def test_names_and_lists_are_told_once_in_order() -> None:
    expression = parse("sum(b, a, b) + count(dates) - 102.leads.count")
    assert names(expression) == ("b", "a", "102.leads.count")
    assert counted(expression) == ("dates",)


@pytest.mark.parametrize(
    ("text", "column", "english"),
    [
        ("", 1, "a number or a name is expected at the end"),
        ("a +", 4, "a number or a name is expected at the end"),
        ("a b", 3, "a sign such as + is missing before “b”"),
        ("(a", 3, "a closing bracket is missing"),
        ("a)", 2, "a sign such as + is missing before “)”"),
        ("a > b > c", 7, "there can be one comparison only, outside all brackets"),
        ("(a > b)", 4, "there can be one comparison only, outside all brackets"),
        ("count(3)", 7, "count( ) takes the name of one list"),
        ("a % b", 3, "“%” cannot stand in a formula"),
        ("a ** b", 4, "a number or a name is expected at “*”"),
        ("a // b", 4, "a number or a name is expected at “/”"),
        ("a ÷÷ b", 4, "a number or a name is expected at “÷”"),
        (">= b", 1, "a number or a name is expected at “>=”"),
        ("__import__('os')", 12, "“'” cannot stand in a formula"),
        ("a.b.", 1, "a number or a name is expected at “a.b.”"),
        ("A", 1, "“A” cannot stand in a formula"),
        ("rate%", 1, "a number or a name is expected at “rate%”"),
    ],
)
def test_what_is_not_in_the_grammar_is_refused_at_its_column(text: str, column: int, english: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert (caught.value.column, caught.value.message.in_language("en")) == (column, english)
    assert caught.value.message.in_language("zh-Hant")


@pytest.mark.parametrize(
    ("text", "english"),
    [("sent / none", "a division by zero"), ("sent / (total - total)", "a division by zero"), ("x", "x has no value")],
)
def test_what_cannot_be_reckoned_is_named(text: str, english: str) -> None:
    with pytest.raises(FormulaError, match=english):
        reckon(text)


@pytest.mark.parametrize("text", ["(" * 500 + "1" + ")" * 500, "(" * 100 + "1", "1" + "+1" * 400, "9" * 1000])
def test_hostile_formulas_are_refused_quickly(text: str) -> None:
    with pytest.raises(FormulaError):
        parse(text)


@given(st.text(alphabet="ab19.()+-*/,<>= sumcount÷×（、\n\0", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    column = 1
    try:
        evaluate(parse(text), {"a": Fraction(1), "b": Fraction(2)}.get, lambda _: 1)
    except FormulaError as error:
        column = error.column
    assert 1 <= column <= len(text) + 1


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Fraction(330700, 3360), 2, "98.42"),
        (Fraction(73, 2), 2, "36.50"),
        (Fraction(73, 2), 0, "37"),
        (Fraction(5, 1000), 2, "0.01"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(0), 0, "0"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: Fraction, decimals: int, shown: str) -> None:
    assert str(round_half_up(value, decimals)) == shown


@given(st.fractions(), st.integers(0, 9))
def test_rounding_is_off_by_half_a_unit_at_most(value: Fraction, decimals: int) -> None:
    rounded = round_half_up(value, decimals)
    assert abs(Fraction(rounded) - value) <= Fraction(1, 2 * 10**decimals)
    assert rounded.as_tuple().exponent == -decimals
    assert isinstance(rounded, Decimal)
