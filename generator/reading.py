"""The sources read and checked: each statement with what it was held against, and every problem found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from generator.checks import run
from generator.checks.glossary_file import Glossary, read_glossary
from generator.checks.restated import check_restated, numbers_of
from generator.checks.stamps import read_stamps
from generator.checks.standards import Standards
from generator.content import load_shared, load_year
from generator.content.collector import Collector
from generator.content.folders import tell_shared_folder
from generator.content.model import Site, Statement
from generator.problems import Position, Problem, has_errors, say


class Shared(Struct, frozen=True):
    """What all years share, None where it cannot be read, the years that there are, and every problem found."""

    site: Site | None
    glossary: Glossary | None
    years: tuple[int, ...]
    problems: tuple[Problem, ...]


class Checked(Struct, frozen=True):
    """A statement that was read, with what it was held against."""

    statement: Statement
    standards: Standards


def check(content: Path) -> tuple[list[Checked], list[Problem]]:
    """The statements of `content` that could be read, and every problem found."""
    shared = read_shared(content)
    problems = [*shared.problems]
    statements = []
    for year in shared.years:
        checked, found = check_year(content, year, shared)
        statements += [checked] if checked else []
        problems += found
    problems += check_restated({one.statement.year: numbers_of(one.statement) for one in statements})
    return statements, problems


def read_shared(content: Path, years: Sequence[int] = ()) -> Shared:
    """What all years of `content` share, and which of `years` (all if empty) there are."""
    loaded, collector = load_shared(content, years), Collector()
    tell_shared_folder(content, collector)
    glossary = read_glossary(content / "glossary.yaml", content, collector)
    return Shared(loaded.site, glossary, loaded.years, (*loaded.problems, *collector.problems))


def check_year(content: Path, year: int, shared: Shared) -> tuple[Checked | None, tuple[Problem, ...]]:
    """The statement of `year`, None if it could not be read, and every problem found."""
    statement, problems = load_year(content, year, shared.site)
    if statement is None:
        waiting = (_waiting(content, year),) if has_errors(problems) else ()
        return None, (*problems, *waiting)
    standards, found = read_standards(statement, content, shared.glossary)
    return Checked(statement, standards), (*problems, *found, *run(statement, standards))


def _waiting(content: Path, year: int) -> Problem:
    """What is not looked for in a `year` with errors: an editor who mended these may meet more."""
    message = say(
        f"{year} 年度的數字、譯文與用語，待該年度的錯誤更正後才比對",
        f"numbers, translations and terms of {year} are compared once its errors are mended",
    )
    return Problem(Position((content / str(year)).as_posix()), message, severity="note", code="waiting")


def read_standards(statement: Statement, content: Path, glossary: Glossary | None) -> tuple[Standards, list[Problem]]:
    """What `statement` is held against, the glossary and the stamps of its translations, and the mistakes in these."""
    collector = Collector()
    folder = content / str(statement.year)
    stamps = {
        language: read_stamps(folder / f"{language}.stamps", content, collector)
        for language in statement.site.languages[1:]
    }
    return Standards(glossary, stamps), collector.problems
