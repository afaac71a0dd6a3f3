"""`stamp`: an editor says that translations were reviewed; the stamps of their Chinese blocks are written.

This is the only writer of `content/<year>/<language>.stamps`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.checks.names import check_names
from generator.checks.parity import check_parity
from generator.checks.stamps import read_stamps, renewed, reviews, write_stamps
from generator.checks.standards import Standards
from generator.content import load
from generator.content.collector import Collector
from generator.content.model import Statement
from generator.inputs import YEAR
from generator.problems import ContentError, Message, Position, Problem, counted, say
from generator.publish.errors import unwritable


def stamp(content: Path, paths: Sequence[Path]) -> Iterator[Message]:
    """Stamp the blocks that stand in `paths`: Markdown or YAML files of either language, or a year's folder.

    Raises `ContentError` where a path is no source of a statement, or the sources cannot be read.
    """
    if not os.path.isdir(content):  # noqa: PTH112 — where we may not look, there is no such folder.
        raise ContentError(load(content).problems)
    years = sorted({_year(content, path) for path in paths})
    loaded = load(content, years)
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    if errors:
        raise ContentError(errors)
    for statement in loaded.statements:
        folder = content / str(statement.year)
        chosen = [path for path in paths if _year(content, path) == statement.year]
        whole = any(path.resolve() == folder.resolve() for path in chosen)
        places = None if whole else {_as_read(content, path) for path in chosen}
        yield from _stamped(statement, folder, content, places)


def _stamped(statement: Statement, folder: Path, content: Path, places: set[str] | None) -> Iterator[Message]:
    if not statement.site.languages[1:]:
        yield say(f"{folder}：網站只有中文，沒有譯文", f"{folder}: the site is in Chinese alone and has no translation")
    for language in statement.site.languages[1:]:
        path = folder / f"{language}.stamps"
        collector = Collector()
        before = read_stamps(path, content, collector)
        if collector.problems:  # A link that leads elsewhere, say: nothing is written there.
            raise ContentError(collector.problems)
        try:
            write_stamps(path, renewed(statement, language, before, places))
        except OSError as error:
            raise unwritable(error, path) from error
        stamps = read_stamps(path, content, collector) - before
        new = sum(review.original.stamp in stamps for review in reviews(statement, language, stamps))
        yield say(f"{path}：新增 {new} 處已覆核", f"{path}: {counted(new, 'translation')} newly marked as reviewed")
    if wrong := _differing(statement):
        yield say(
            f"{folder}：仍有 {wrong} 處數字與原文不符，見 python build.py check",
            f"{folder}: numbers still differ from the original in {counted(wrong, 'place')}; see python build.py check",
        )


def _differing(statement: Statement) -> int:
    """In how many places a translation has other numbers or names than the original."""
    found = (problem for check in (check_parity, check_names) for problem in check(statement, Standards()))
    return sum(problem.severity == "error" and problem.code.startswith("parity") for problem in found)


def _as_read(content: Path, path: Path) -> str:
    """`path` as the sources name it in positions."""
    return (content / path.resolve().relative_to(content.resolve())).as_posix()


def _year(content: Path, path: Path) -> int:
    """The year whose folder holds `path`."""
    try:
        year = path.resolve().relative_to(content.resolve()).parts[0]
        if path.exists() and YEAR.fullmatch(year):
            return int(year)
    except (ValueError, IndexError, OSError, RuntimeError):  # RuntimeError: links that lead to one another.
        pass
    message = say("這不是某年度的來源檔或資料夾", "this is not a source file or a folder of a year")
    hint = say(f"例如 {content}/104/zh-Hant/2-goals.md", f"for example {content}/104/zh-Hant/2-goals.md")
    raise ContentError([Problem(Position(path.as_posix()), message, hint, code="stamp-path")])
