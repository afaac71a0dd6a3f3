"""Numbers that cannot be meant are told; those that are declared, or that may be, are let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks import run
from generator.content import load
from tests.hostile import edit

RESULTS, INDICATORS = "110/results.yaml", "110/indicators.yaml"


def found(content: Path) -> list[str]:
    (statement,) = load(content).statements
    return [problem.message.in_language("en") for problem in run(statement) if problem.code == "implausible"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (RESULTS, "base: {value: 40}", "base: {value: 40.5}", ["a count with a fraction: 40.5"]),
        (RESULTS, "base: {value: 40}", "base: {value: -40}", ["a count below zero: -40"]),
        (RESULTS, "base: {value: 40}", "base: {value: 0.4, as: percent}", ["this would be printed as 0.4%"]),
        (RESULTS, "base: {value: 40}", "base: {value: 40.5, decimals: 1}", []),
        (RESULTS, "base: {value: 40}", "base: {value: -40, decimals: 0}", []),
        (RESULTS, "base: {value: 40}", "base: {value: 0.4, as: percent, decimals: 1}", []),
        (RESULTS, "base: {value: 40}", "base: {value: 140, as: percent}", []),
        (INDICATORS, "{108: 80, 110: 90}", "{108: 80, 110: 0.9}", ["this would be printed as 0.9%"]),
        (INDICATORS, "{108: 80, 110: 90}", "{108: 0.6, 110: 0.5}", []),
        (INDICATORS, "{108: 80, 110: 90}", "{108: 80, 110: 0.9}\n  accept: {110: 改以虛構之意外率為目標}", []),
        ("110/tables.yaml", "[{value: 120300}", "[{value: -120300.5}", []),
    ],
)
def test_numbers_are_plausible(harbour: Path, file: str, old: str, new: str, said: list[str]) -> None:
    edit(harbour, file, old, new)
    assert found(harbour) == said
