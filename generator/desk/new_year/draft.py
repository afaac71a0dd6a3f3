"""`new-year`: the sources of the next statement from those of this one, as a draft with a list of what is open.

In: a content folder with one year, the new year. Out: the new year's folder, written whole or not at all, and its open
points. Nothing is invented, nothing that exists is touched.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from generator.checks.open_points import OpenPoint, open_points
from generator.content import load
from generator.content.collector import Collector
from generator.content.folders import OPEN_POINTS, SHARED_FILES
from generator.content.model import Statement
from generator.content.textfile import read_source
from generator.desk.new_year.facts import FILES, carried_file
from generator.desk.new_year.prose import carried_text
from generator.desk.new_year.turn import Turn
from generator.problems import ContentError, Position, Problem, counted, say
from generator.publish.errors import unwritable


class NewYear(Struct, frozen=True):
    """The folder that was made and what is left to do in it."""

    folder: Path
    points: tuple[OpenPoint, ...]


def new_year(content: Path, year: int, source: int, language: str, today: date | None = None) -> NewYear:
    """Make `year` from `source`; raises `ContentError` where that cannot be done, and then nothing was written.

    `language` is that of the written list; `today` becomes the day on which the edition was last changed.
    """
    folder = content / str(year)
    if os.path.lexists(folder):
        message = say(
            f"{year} 年度的資料夾已存在，未作任何變動", f"there is a folder for {year} already; nothing was changed"
        )
        hint = say("若要重做，請先移走該資料夾", "to begin anew, move it away first")
        raise ContentError([Problem(Position(folder.as_posix()), message, hint, code="year-exists")])
    statement = _read(content, source)
    texts = _texts(content, source, Turn(statement, year - source, today or date.today()))
    try:
        with tempfile.TemporaryDirectory(prefix=".new-year-", dir=content) as name:
            return _written(Path(name), content, folder, texts, language)
    except OSError as error:
        raise unwritable(error, folder) from error


def _read(content: Path, year: int) -> Statement:
    loaded = load(content, [year])
    other = say("要沿用其他年度，請加 --from 年度", "to carry over another year, add --from YEAR")
    errors = [
        problem._replace(hint=other) if problem.code == "no-year" and problem.hint else problem
        for problem in loaded.problems
        if problem.severity == "error"
    ]
    if errors:
        raise ContentError(errors)
    return loaded.statements[0]


def _texts(content: Path, year: int, turn: Turn) -> dict[str, str]:
    """The text of each file of the new year by its path in the year's folder."""
    source, texts = content / str(year), {}
    for name in FILES:
        path = source / f"{name}.yaml"
        if path.exists():
            texts[path.name] = carried_file(turn, name, _text(path, content))
    for language in turn.statement.site.languages:
        for path in sorted((source / language).glob("*.md")):
            texts[f"{language}/{path.name}"] = carried_text(_text(path, content), language, turn)
    texts["statement.yaml"] = _with_review(texts["statement.yaml"], turn)
    return texts


def _text(path: Path, content: Path) -> str:
    """The text of a source; a file that no chapter names was not read before, and may be anything."""
    collector = Collector()
    text = read_source(path, content, collector)
    if text is None:
        raise ContentError(collector.problems)
    return text if text.endswith("\n") else text + "\n"


def _with_review(text: str, turn: Turn) -> str:
    """The text of `statement.yaml` with what has to be looked at, one line each."""
    year = turn.statement.year
    if not turn.review:
        return text
    head = f"review:                              # 沿用 {year} 年度，審閱後刪除該行 carried over from {year}; delete a line when done\n"
    return text + head + "".join(f'  - "{words}"\n' for words in turn.review)


def _written(draft: Path, content: Path, folder: Path, texts: dict[str, str], language: str) -> NewYear:
    """Write the files below `draft`, read them as a build would, and put them in place in one step."""
    for name, text in texts.items():
        path = draft / folder.name / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for name in SHARED_FILES:
        if (content / name).is_file():
            shutil.copy(content / name, draft / name)
    loaded = load(draft, [int(folder.name)])

    def place(position: Position) -> Position:
        return position._replace(path=position.path.replace(draft.as_posix(), content.as_posix(), 1))

    errors = [problem._replace(position=place(problem.position))
              for problem in loaded.problems if problem.severity == "error"]  # fmt: skip
    if errors:
        raise ContentError(errors)
    points = tuple(OpenPoint(place(point.position), point.message) for point in open_points(loaded.statements[0]))
    lines = "\n".join(_checklist(int(folder.name), points, language))
    (draft / folder.name / OPEN_POINTS).write_text(f"{lines}\n", encoding="utf-8", newline="\n")
    (draft / folder.name).rename(folder)
    return NewYear(folder, points)


def _checklist(year: int, points: Sequence[OpenPoint], language: str) -> Iterator[str]:
    """The open points as a Markdown list of tasks, file by file."""
    yield say(
        f"# {year} 年度預算總說明：未完成事項 {len(points)} 項",
        f"# Statement of {year}: {counted(len(points), 'open point')}",
    ).in_language(language)
    yield ""
    yield say(
        "填妥數字；審閱後刪除該段的 {.review} 或 statement.yaml 的該行。`python build.py check` 列出剩下的事項。",
        "Fill in each figure; once a passage was reviewed, delete its {.review}, or its line in statement.yaml. "
        "`python build.py check` lists what is left.",
    ).in_language(language)
    for path, group in groupby(points, key=lambda point: point.position.path):
        yield from ("", f"## {path}", "")
        for point in group:
            yield f"- [ ] {point.position.line}: {point.message.in_language(language)}"
