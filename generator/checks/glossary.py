"""Terms translated otherwise than was decided.

In: a `Statement` and the glossary. Out: a warning for each block whose original has a term of which the translation
has no form, with the form expected.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.glossary_file import Glossary, TermFile, words
from generator.checks.numbers.quantities import plain
from generator.checks.standards import Standards
from generator.content.blocks import Block
from generator.content.model import Statement
from generator.problems import Problem, inner, say

ORIGINAL, TRANSLATION = "zh-Hant", "en"
"""The glossary has these two languages."""


def check_glossary(statement: Statement, standards: Standards) -> Iterator[Problem]:
    """Every term that lacks its form, and every exception that is not needed."""
    if standards.glossary is None:
        return
    for block in statement.blocks:
        if ORIGINAL in block.passages and TRANSLATION in block.passages:
            lacking = list(_lacking(block, standards.glossary))
            if "glossary" not in block.reasons:
                yield from (_problem(block, term) for term in lacking)
            elif not lacking:
                yield _unused(block)


def _lacking(block: Block, glossary: Glossary) -> Iterator[TermFile]:
    terms = glossary.found_in(plain(block.passages[ORIGINAL].inlines))
    text = words(plain(block.passages[TRANSLATION].inlines)) if terms else ""
    return (term for term in terms if not glossary.is_translated(term, text))


def _problem(block: Block, term: TermFile) -> Problem:
    original = block.passages[ORIGINAL].position.at_line
    return Problem(
        block.passages[TRANSLATION].position,
        say(
            f"「{inner(term.zh)}」應譯為：{' 或 '.join(term.en)}",
            f"“{term.zh}” is to be translated as: {' or '.join(term.en)}",
        ),
        say(
            f"請更正譯文（原文在 {original}）；其他合用的譯法請加入 glossary.yaml",
            f"correct the translation (the original is at {original}); add other good forms to glossary.yaml",
        ),
        "warning",
        code="glossary",
    )


def _unused(block: Block) -> Problem:
    position = block.position or block.passages[TRANSLATION].position
    message = say(
        "此處用語均已依對照表，不需要 glossary 例外", "no term is missing here: the glossary exception is not needed"
    )
    return Problem(position, message, say("請刪除 glossary", "delete glossary"), "warning", code="glossary-unused")
