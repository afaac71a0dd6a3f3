"""Signs of percentage beside a citation that prints one itself: 136%%.

In: a `Statement`. Out: an error for each, in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.numbers.quantities import CITED, plain
from generator.checks.standards import Standards
from generator.content.blocks import Passage, citations_in
from generator.content.figures import shown
from generator.content.model import Statement
from generator.problems import Problem, say

SIGN = re.compile(rf"(百分之)?\s*{CITED}(\s*(?:[%％]|個?百分點|per\s?cent(?:age points?)?\b))?")


def check_percent_signs(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every citation of a percentage that its sign, or words for it, stand beside."""
    for block in statement.blocks:
        for passage in block.passages.values():
            yield from _doubled(passage, statement)


def _doubled(passage: Passage, statement: Statement) -> Iterator[Problem]:
    for citation, match in zip(citations_in(passage.inlines), SIGN.finditer(plain(passage.inlines)), strict=True):
        figure = statement.figures.get(citation.figure)
        before, behind = match[1] or "", match[2] or ""
        if figure and figure.shows == "percent" and (before or behind):
            printed, sign = f"{before}{shown(figure)}{behind}", (before or behind).strip()
            message = say(f"百分比寫了兩次：會印成「{printed}」", f"percent twice: “{printed}” would be printed")
            hint = say(f"引用的數字已有 %，請刪除「{sign}」", f"the figure has its % already: delete “{sign}”")
            yield Problem(citation.position, message, hint, code="percent-twice")
