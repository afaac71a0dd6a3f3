"""All checks of the whole statement in a warm process: measured and printed (`pytest -s tests/test_checks_speed.py`)."""

from __future__ import annotations

import time
from pathlib import Path

from generator.checks import CHECKS, run
from generator.checks.chinese_numbers import chinese_quantities
from generator.checks.english_numbers import english_quantities
from generator.checks.glossary_file import read_glossary
from generator.checks.standards import Standards
from generator.content import load
from generator.content.collector import Collector

CONTENT = Path("content")
ROUNDS = 30
LIMIT = 0.015
"""Seconds for the whole statement."""


def test_the_whole_statement_is_checked_within_the_limit() -> None:
    (statement,) = load(CONTENT, [104]).statements
    standards = Standards(read_glossary(CONTENT / "glossary.yaml", CONTENT, Collector()))
    run(statement, standards)
    warm, afresh, each = [], [], {check.__name__: 9.0 for check in CHECKS}
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        run(statement, standards)
        warm.append(time.perf_counter() - begin)
        for check in CHECKS:
            begin = time.perf_counter()
            list(check(statement, standards))
            each[check.__name__] = min(each[check.__name__], time.perf_counter() - begin)
        chinese_quantities.cache_clear()
        english_quantities.cache_clear()
        begin = time.perf_counter()
        run(statement, standards)
        afresh.append(time.perf_counter() - begin)
    print(f"\nchecks of 104: {min(warm) * 1000:.1f} ms; with every text read afresh {min(afresh) * 1000:.1f} ms")
    print(", ".join(f"{name} {seconds * 1000:.1f} ms" for name, seconds in each.items()))
    assert min(warm) < LIMIT
