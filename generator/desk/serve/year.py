"""A year of the preview: its sources as they were read last, and its statement as it was good last.

In: what all years share, at each save. Out: the statement to show, and every problem of the sources as they are now.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from generator.checks import run
from generator.checks.glossary_file import Glossary
from generator.checks.standards import Standards
from generator.content import load_year
from generator.content.model import Site, Statement
from generator.problems import Problem, has_errors
from generator.reading import read_standards


class Year(Struct):
    """The year `number` in the folder `content`; `statement` is the last good one."""

    content: Path
    number: int
    statement: Statement | None = None
    standards: Standards = field(default_factory=lambda: Standards(None, {}))
    _read: tuple[Problem, ...] = ()
    """What reading found."""
    _checked: tuple[Problem, ...] = ()
    """What checking found."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of the sources as they were read last."""
        return (*self._read, *self._checked)

    def read(self, site: Site, glossary: Glossary | None) -> bool:
        """Read the sources; whether the statement to show is another. With a mistake in them, the one before stays."""
        statement, self._read = load_year(self.content, self.number, site)
        self._checked = ()
        return statement is not None and self._check(statement, glossary)

    def follow(self, site: Site, glossary: Glossary | None) -> bool:
        """Follow what all years share, though no source of this one changed; whether the statement to show is another.

        Where the sources have a mistake they are read anew: the statement shown is not theirs.
        """
        shown = self.statement
        if shown is None or has_errors(self.problems) or shown.site.languages != site.languages:
            return self.read(site, glossary)
        return self._check(shown.of(site), glossary)

    def _check(self, statement: Statement, glossary: Glossary | None) -> bool:
        standards, found = read_standards(statement, self.content, glossary)
        self._checked = (*found, *run(statement, standards))
        if has_errors(self._checked):
            return False
        self.statement, self.standards = statement, standards
        return True
