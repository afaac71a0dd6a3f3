"""The sources read and checked: each statement with what it was held against, and every problem found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.checks import run
from generator.checks.glossary_file import Glossary, read_glossary
from generator.checks.stamps import read_stamps
from generator.checks.standards import Standards
from generator.content import load
from generator.content.collector import Collector
from generator.content.folders import tell_shared_folder
from generator.content.model import Statement
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement that was read, with what it was held against."""

    statement: Statement
    standards: Standards


def check(content: Path, years: Sequence[int] = ()) -> tuple[list[Checked], list[Problem]]:
    """The statements of `content`, all or those of `years`, that could be read, and every problem found."""
    loaded = load(content, years)
    glossary, found = read_shared(content)
    problems = [*loaded.problems, *found]
    checked = []
    for statement in loaded.statements:
        against, found = read_standards(statement, content, glossary)
        checked.append(Checked(statement, against))
        problems += [*found, *run(statement, against)]
    return checked, problems


def read_shared(content: Path) -> tuple[Glossary | None, list[Problem]]:
    """The glossary that all years share, and the mistakes in it and in the folder that holds it."""
    collector = Collector()
    tell_shared_folder(content, collector)
    return read_glossary(content / "glossary.yaml", content, collector), collector.problems


def read_standards(statement: Statement, content: Path, glossary: Glossary | None) -> tuple[Standards, list[Problem]]:
    """What `statement` is held against, the glossary and the stamps of its translations, and the mistakes in these."""
    collector = Collector()
    folder = content / str(statement.year)
    stamps = {
        language: read_stamps(folder / f"{language}.stamps", content, collector)
        for language in statement.site.languages[1:]
    }
    return Standards(glossary, stamps), collector.problems
