"""How a mistake in the sources is placed, worded and shown.

In: what a reader or a check noticed. Out: one aligned block of text per problem, in the editor's language.
A mistake of an editor's is a `Problem` (collected, never raised alone); `ContentError` carries the collected
ones to the outermost layer. A fault of ours is an ordinary exception and is not handled here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]
MESSAGE_LANGUAGES = ("zh-Hant", "en")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a source: `path` as the editor typed it, `line` and `column` counted from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence in every message language: `{"zh-Hant": …, "en": …}`."""

    wording: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """The sentence in `language`."""
        return self.wording[language]


def say(zh: str, en: str) -> Message:
    """A message in both languages, side by side in the code so that neither is forgotten."""
    return Message({"zh-Hant": zh, "en": en})


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in the sources: where it is, what it is, and what mends it."""

    position: Position
    message: Message
    hint: Message | None = None
    severity: Severity = "error"
    code: str = field(default="", kw_only=True)
    """A short stable name of the kind of mistake, the key under which the editor's guide explains it."""


class ContentError(Exception):
    """The sources have errors; `problems` holds all of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the sources")
        self.problems = tuple(problems)


SEVERITY_WORDS = {
    "error": say("錯誤", "error"),
    "warning": say("警告", "warning"),
}
HINT_WORD = say("提示", "hint")
