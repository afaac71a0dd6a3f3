"""How a mistake in the sources is placed, worded and shown.

In: what a reader or a check noticed. Out: one aligned block of text per problem, in the editor's language.
A mistake of an editor's is a `Problem` (collected, never raised alone); `ContentError` carries the collected
ones to the outermost layer. A fault of ours is an ordinary exception and is not handled here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
LANGUAGES = ("zh-Hant", "en")
"""The languages of statements, that of the original first, and of messages."""


class Position(NamedTuple):
    """A place in a source: `path` as the editor typed it, `line` and `column` counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    @property
    def at_line(self) -> str:
        """`path:line`, as a message tells of another place."""
        return f"{self.path}:{self.line}"


class Message(NamedTuple):
    """One sentence in every message language: `{"zh-Hant": …, "en": …}`."""

    wording: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """The sentence in `language`."""
        return self.wording[language]

    @property
    def both(self) -> tuple[str, str]:
        """The sentence in Chinese and in English, to be put into another one."""
        return self.wording["zh-Hant"], self.wording["en"]


INNER = str.maketrans("「」", "『』")


def say(zh: str, en: str) -> Message:
    """A message in both languages, side by side in the code so that neither is forgotten."""
    return Message({"zh-Hant": zh, "en": en})


def inner(text: str) -> str:
    """Chinese `text` as it stands within 「」: what it quotes itself stands within 『』."""
    return text.translate(INNER)


def joined(*messages: Message) -> Message:
    """Several messages as one."""
    zh, en = zip(*(message.both for message in messages), strict=True)
    return say("；".join(zh), "; ".join(en))


LANGUAGE_NAMES = {"zh-Hant": say("中文", "Chinese"), "en": say("英文", "English")}
"""What messages call the languages of a statement."""


class Problem(NamedTuple):
    """A mistake in the sources: where it is, what it is, and what mends it. A note says what was not looked for."""

    position: Position
    message: Message
    hint: Message | None = None
    severity: Severity = "error"
    code: str = ""
    """A short stable name of the kind of mistake, the key under which the editor's guide explains it."""


class ContentError(Exception):
    """The sources have errors; `problems` holds all of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the sources")
        self.problems = tuple(problems)


HINT_WORD = say("提示：", "hint: ")
LONGEST = 110
"""Characters of a source line that are shown."""
SENTENCE = 2_000
"""Characters of a message or hint that are shown."""
READABLE = 2_000_000
"""Bytes of a file that are read to show its lines."""
UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that a message does not show: controls, formats, unassigned ones, breaks of lines."""
REFUSED = frozenset({"outside", "unreadable", "too-large", "unread-file"})
"""Mistakes of a whole file. What lies outside the content folder must not be shown to whoever reads the messages."""


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of `problems` is an error, which stops the build."""
    return any(problem.severity == "error" for problem in problems)


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """`problems` without those that were told before: what years share is found with each of them."""
    told: dict[tuple[object, ...], Problem] = {}
    for each in problems:
        told.setdefault((each.position, each.severity, each.code, each.message.in_language("en")), each)
    return tuple(told.values())


def sort_key(problem: Problem) -> tuple[bool, Position, bool]:
    """Problems in the order of their places, errors before warnings of the same place; notes come last."""
    return problem.severity == "note", problem.position, problem.severity != "error"


def show(problem: Problem, language: str, line: str | None) -> str:
    """One problem as an aligned block of text; `line` is the source line it stands on, None if it cannot be read."""
    position = problem.position
    head = f"{position.at_line}:{position.column}: {problem.severity}: "
    parts = [head + printable(_short(problem.message.in_language(language)))]
    if line is not None and line.strip():
        parts.append(f"{position.line:>6} | {_cut(line, position.column)}")
    if problem.hint:
        parts.append(f"    {HINT_WORD.in_language(language)}{printable(_short(problem.hint.in_language(language)))}")
    return "\n".join(parts)


def _cut(line: str, column: int) -> str:
    """At most `LONGEST` characters of `line` around `column`."""
    if len(line) <= LONGEST:
        return line.rstrip()
    start = max(0, min(column - 1 - LONGEST // 3, len(line) - LONGEST))
    end = start + LONGEST
    return f"{'…' if start else ''}{line[start:end].rstrip()}{'…' if end < len(line) else ''}"


def source_lines(problems: Iterable[Problem]) -> dict[Position, str]:
    """The source line of each problem, where its file can be read; none of a file that was refused as a whole."""
    found: dict[Position, str] = {}
    problems = tuple(problems)
    texts: dict[str, list[str]] = {problem.position.path: [] for problem in problems if problem.code in REFUSED}
    for position in {problem.position for problem in problems}:
        if position.path not in texts:
            texts[position.path] = _lines(Path(position.path))
        lines = texts[position.path]
        if position.line <= len(lines):
            found[position] = printable(lines[position.line - 1])
    return found


def _lines(path: Path) -> list[str]:
    try:
        if not path.is_file():  # A pipe would keep us waiting.
            return []
        with path.open("rb") as file:
            text = file.read(READABLE).decode("utf-8", "replace")
    except OSError:
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _short(text: str) -> str:
    """A sentence that quotes a source, which may hold a word of ten thousand letters."""
    return text if len(text) <= SENTENCE else f"{text[: SENTENCE * 2 // 3]} … {text[-SENTENCE // 3 :]}"


def printable(text: str) -> str:
    """`text`, which may quote a source, without what would command a terminal or break its line."""
    if text.isprintable():
        return text
    return "".join("·" if unicodedata.category(one) in UNSHOWN else one for one in text)
