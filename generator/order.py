"""What to build, as the commands ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.inputs import CACHE
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.content.model import Site


class Order(NamedTuple):
    """What to build, from where, to where. An empty `years` or `languages` means all."""

    content: Path
    output: Path
    years: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    with_pdf: bool = True
    multiple: int = 2
    strict: bool = False
    jobs: int = 0
    base_url: str = ""
    cache: Path | None = CACHE

    @property
    def options(self) -> dict[str, str]:
        """What the pages depend on beside the sources, as the manifest names it."""
        made = f"pdf {self.multiple}" if self.with_pdf else "html"
        return {"options": " ".join([*map(str, self.years), *self.languages, made, self.base_url]).strip()}

    def is_stopped_by(self, problems: Iterable[Problem]) -> bool:
        """Whether nothing may be published with `problems` in the sources."""
        return any(self.strict or problem.severity == "error" for problem in problems)

    def at_address(self, site: Site) -> Site:
        """`site` as published under the address that is wanted, if one is."""
        return site.at(self.base_url) if self.base_url else site

    def languages_of(self, site: Site) -> tuple[str, ...]:
        """The languages of `site` that are wanted, in the site's order."""
        return tuple(language for language in site.languages if not self.languages or language in self.languages)
