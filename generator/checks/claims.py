"""Words that a claim is to prove, and that say the contrary: `[未達原定目標值]{claim="leads.met"}` where the target was met.

In: a `Statement`. Out: an error for each claim that holds (more than, at least, as many as) around words that deny it.
What words say is judged by its negations alone, and two of them cancel out: 不低於, "no fewer than". A claim of less is
worded either way (a cost below its limit is a goal met), so that nothing is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.checks.cited import claims_in
from generator.checks.relations import Relation, relations
from generator.checks.standards import Standards
from generator.content import expressions
from generator.content.blocks import text_of
from generator.content.model import Statement
from generator.problems import Position, Problem, say

SIGNS = {
    "zh-Hant": (
        r"(?P<denies>不足|(?<!降)低於|少於|小於|遜於|落後|短少|短缺|尚欠|不(?![法當動斷止僅只但]|容置疑)|未(?!來)"
        r"|無(?![誤訛須需庸虞疑]|任何疑)|沒有?|非(?!常))"
        r"|(?P<harmless>下於|亞於|二致|[異變增減差])"
    ),
    "en": (
        r"(?i)\b(?P<denies>not?(?! (?:only|doubt|later than)\b)|never|none|nor|neither|cannot"
        r"|without(?! (?:difficulty|delay|doubt)\b)|hardly|fail\w*|miss(?:ed|es|ing)?|lack\w*|short of"
        r"|(?:less|lower|fewer) than|below|un(?:met|achieved|attained|fulfilled|reached))\b|(?P<contracted>n[’']t)\b"
        r"|\b(?P<harmless>less|lower|fewer|chang\w*|differ\w*|increas\w*|decreas\w*|exception\w*)\b"
    ),
}  # fmt: skip
"""What denies in each language; and what is harmless, but takes back a denial right before it: 無異, "no change"."""
TURNED: Mapping[str, Mapping[str, str]] = {
    ">": {
        "zh-Hant": "減少|下降|降低|縮減",
        "en": r"(?i)\b(?:decreas\w*|fewer|less|lower|declin\w*|reduc\w*|fell)\b",
    },
    "<": {
        "zh-Hant": "增加|上升|提高|成長",
        "en": r"(?i)\b(?:increas\w*|more|higher|rose|grew|growth)\b",
    },
}
"""What says the contrary of a claim that one number is above, or below, another. Few statements make one: these patterns are
compiled with the first."""
NEAR = 6
"""Characters between two words of which one takes the other back."""
CLAIMS_OF_MORE = ("≥", ">", "=")


def check_claims(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every claim that holds around words that deny it, in each language."""
    holding = {each.name: each for each in relations(statement) if each.rule == "claim" and each.holds}
    for block in statement.blocks if holding else ():
        for language, passage in block.passages.items():
            for span in claims_in(passage):
                relation = holding.get(span.value)
                if relation and (word := _contrary(text_of(span.children), language, _sign(relation))):
                    yield _told(word, relation, span.position or passage.position)


def _contrary(words: str, language: str, sign: str) -> str:
    """The word by which `words` deny a comparison by `sign`; empty where none does."""
    turned = TURNED.get(sign, {}).get(language)
    found = re.search(turned, words) if turned else None
    return found[0] if found else denial(words, language) if sign in CLAIMS_OF_MORE else ""


def denial(words: str, language: str) -> str:
    """The word by which `words` say that something is not so; empty where none does, or another takes it back."""
    found: re.Match[str] | None = None
    for sign in re.finditer(SIGNS[language], words) if language in SIGNS else ():
        if found is None:
            found = None if sign["harmless"] else sign
        elif sign.start() - found.end() <= NEAR:
            found = None
        else:
            break
    return found[0] if found else ""


def _sign(relation: Relation) -> str:
    return relation.expression.sign if isinstance(relation.expression, expressions.Operation) else ""


def _told(word: str, relation: Relation, position: Position) -> Problem:
    return Problem(
        position,
        say(
            f"這段文字有「{word}」，它所憑的 {relation.name} 卻成立：{relation.reckoning}",
            f"these words say “{word}”, yet the claim {relation.name} that proves them holds: {relation.reckoning}",
        ),
        say(
            "請更正文字，或只把 claim 所證明的字放進方括號",
            "correct the words, or put only those that the claim proves into the brackets",
        ),
        code="claim-words",
    )
