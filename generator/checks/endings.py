"""Translations cut short: a block whose original ends a sentence, and whose translation ends without any mark.

In: a `Statement`. Out: a warning at each such translation. An original without its full stop is left alone: the print
may have it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.numbers.quantities import CITED, plain
from generator.checks.standards import Standards
from generator.content.model import Statement
from generator.problems import Problem, say

CLOSING = (".", "!", "?", ";", ":", ")", "”", '"', "’", "'")
"""What ends a sentence, or an item that others follow; most translations end so and are not looked at any closer."""
OPEN = re.compile(rf"(?<![;,] and)(?<![;,] or)(?<=[A-Za-z0-9{CITED}])$")
"""The end of a word that ends no sentence, unless it leads on to the next item of a list."""
EXCERPT = 16
"""Characters of the end that are shown."""


def check_endings(statement: Statement, _: Standards) -> Iterator[Problem]:
    """Every English block that stops where its Chinese goes on to a full stop."""
    for block in statement.blocks:
        ours, theirs = block.passages.get("zh-Hant"), block.passages.get("en")
        if block.kind == "section" or not ours or not theirs or theirs.source.rstrip().endswith(CLOSING):
            continue
        text = plain(theirs.inlines)
        is_link = "://" in text.rpartition(" ")[2]
        if OPEN.search(text, max(0, len(text) - EXCERPT)) and not is_link and _is_ended(plain(ours.inlines)):
            last = text[-EXCERPT:].replace(CITED, "…")
            message = say(
                f"譯文到「{last}」為止，沒有句末標點",
                f"the translation stops at “{last}”, without closing punctuation",
            )
            hint = say("請補上遺漏的文字或標點", "add the words, or the mark, that are lost")
            yield Problem(theirs.position, message, hint, "warning", code="cut-short")


def _is_ended(text: str) -> bool:
    """Whether a Chinese text ends with a sentence, whatever brackets and quotes close behind its mark."""
    return text.rstrip("」』）》").endswith(("。", "！", "？"))
