"""The turn of a year: which statement is carried over, by how many years, and what it knows."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from generator.content.model import Statement
from generator.content.yaml.document import Keys
from generator.content.years import foreign_years, moved, own_years, results_years
from generator.desk.yaml_text import YamlText
from generator.problems import LANGUAGES


class Turn(Struct):
    """The turn of the year: `statement` is carried over to the year `step` years later, on the day `today`."""

    statement: Statement
    step: int
    today: date
    own: frozenset[int] = frozenset()
    review: list[str] = field(default_factory=list)
    """What has to be looked at, as the draft's `review` lists it."""

    def __post_init__(self) -> None:
        self.own = own_years(self.statement)

    # --- Names and years

    def move_words(self, yaml: YamlText, path: Keys) -> None:
        """Move the years of a name in each language."""
        for language in LANGUAGES:
            if (*path, language) in yaml.values:
                self.move(yaml, (*path, language), language, (*path, language))

    def move(self, yaml: YamlText, place: Keys, language: str, named: Keys) -> None:
        """Move the years of the words at `place`; where they name years of others, that has to be looked at as `named`."""
        words = yaml.raw(*place)
        yaml.replace(place, moved(words, language, self.own, self.step))
        if foreign := foreign_years(words, language, self.own):
            self.review.append(f"{yaml.path}.yaml {'.'.join(map(str, named))}: {' '.join(foreign)}")

    @property
    def first(self) -> int:
        """The first year that the new statement tells of."""
        return min((self.statement.year, *results_years(self.statement))) + self.step

    def ended(self, year: int) -> frozenset[str]:
        """The indicators that a year has no more."""
        return frozenset(
            indicator.key for indicator in self.statement.indicators if indicator.last and indicator.last < year
        )

    def begun(self, year: int) -> tuple[str, ...]:
        """The indicators that a year had not, and the year has that its table is carried over to."""
        return tuple(
            indicator.key
            for indicator in self.statement.indicators
            if indicator.is_of(year + self.step) and not indicator.is_of(year)
        )

    def year(self, year: int) -> str:
        """A year moved on."""
        return str(year + self.step)

    # --- Figures

    def carried(self, name: str) -> str:
        """Last year's number of the new statement: this year's of the old one; blank where the years do not touch."""
        figure = self.statement.figures.get(name)
        return "" if self.step != 1 or figure is None or figure.value is None else format(figure.value, "f")
