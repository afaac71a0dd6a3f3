"""`Statement` → problems: what can be read, but cannot be published as it stands.

In: a statement and the standards it is held against. Out: problems. Each check is one file and one function; they do
not know of one another, and `CHECKS` is the order in which they run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.checks.claims import check_claims
from generator.checks.endings import check_endings
from generator.checks.figures import check_figures
from generator.checks.glossary import check_glossary
from generator.checks.listed_days import check_listed_days
from generator.checks.names import check_names
from generator.checks.open_points import check_open
from generator.checks.page_marks import check_page_marks
from generator.checks.parity import check_parity
from generator.checks.percent_signs import check_percent_signs
from generator.checks.plausible import check_plausible
from generator.checks.rows import check_rows
from generator.checks.slips import check_slips
from generator.checks.stale import check_stale
from generator.checks.standards import Standards
from generator.checks.table_years import check_table_years
from generator.checks.unused import check_unused
from generator.checks.years import check_years
from generator.content.model import Statement
from generator.problems import Problem

Check = Callable[[Statement, Standards], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    check_years, check_table_years, check_page_marks, check_figures, check_listed_days, check_plausible, check_claims, check_rows, check_unused, check_parity, check_percent_signs, check_endings, check_names, check_stale,
    check_glossary, check_slips, check_open,
)  # fmt: skip


def run(statement: Statement, standards: Standards | None = None) -> tuple[Problem, ...]:
    """All problems of one statement, check by check."""
    against = standards or Standards()
    return tuple(problem for check in CHECKS for problem in check(statement, against))
