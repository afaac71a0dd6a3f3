"""What a terminal is told: messages, problems, what a machine lacks, progress.

Colour only echoes words, and NO_COLOR is honoured.

rich is imported for a terminal only: a pipe gets plain text and does not wait for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from generator.problems import Message, Problem, counted, say, show, sort_key, source_lines

if TYPE_CHECKING:
    from generator.desk.doctor import Lack


def tell(message: Message, language: str, stream: TextIO | None = None) -> None:
    """One message, to stderr where no other stream is named."""
    print(message.in_language(language), file=stream or sys.stderr)


def tell_lacks(lacks: Sequence[Lack], language: str) -> None:
    """What is missing, and under all that one command mends, the command."""
    for number, lack in enumerate(lacks):
        tell(lack.message, language)
        if number + 1 == len(lacks) or lacks[number + 1].remedy != lack.remedy:
            print(f"    {lack.remedy.in_language(language)}", file=sys.stderr)


def tell_problems(problems: Sequence[Problem], language: str, closing: Message | None) -> None:
    """All problems in the order of their places, and how many there are."""
    if not problems:
        return
    lines = source_lines(problems)
    for problem in sorted(problems, key=sort_key):
        _print_problem(show(problem, language, lines.get(problem.position)), problem.severity)
    severities = [problem.severity for problem in problems]
    errors, warnings = severities.count("error"), severities.count("warning")
    zh, en = f"{errors} 個錯誤，{warnings} 個警告", f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    if closing:
        zh, en = f"{zh}；{closing.in_language('zh-Hant')}", f"{en}; {closing.in_language('en')}"
    tell(say(zh, en), language)


def _print_problem(text: str, severity: str) -> None:
    if not sys.stderr.isatty():
        print(text, file=sys.stderr)
        return
    from rich.console import Console
    from rich.text import Text

    shown = Text(text)
    shown.highlight_words([f" {severity}: "], "bold red" if severity == "error" else "bold yellow")
    Console(stderr=True, highlight=False, soft_wrap=True).print(shown)


@contextmanager
def progress(language: str) -> Iterator[Callable[[Message], None]]:
    """What the build is doing, on one line of a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda message: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield lambda message: status.update(message.in_language(language))
