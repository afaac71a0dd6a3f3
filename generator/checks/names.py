"""Numbers in names, which stand in no block of the text (`Statement.names`).

In: a `Statement`. Out: an error for each name whose languages do not hold the same numbers, such as 104年度目標值 beside
"FY2014 target value".
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.numbers.readers import READERS, difference
from generator.checks.parity_messages import names_differ
from generator.checks.standards import Standards
from generator.content.model import Statement
from generator.problems import Problem


def check_names(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every name whose numbers differ between the languages."""
    authority = statement.site.authority
    for name in statement.names:
        wording = name.wording
        for language in statement.site.languages[1:]:
            if {authority, language} <= wording.keys() & READERS.keys():
                left = difference(READERS[authority](wording[authority]), READERS[language](wording[language]))
                if left.ours or left.theirs:
                    yield names_differ(left.ours, left.theirs, wording[authority], name.places[language])
