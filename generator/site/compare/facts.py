"""What two statements state as facts, side by side: staff, organisation, goals, indicators, targets, tables of figures.

In: the two sides of one language. Out: a `Row` for each fact that differs, told in words of that language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.content.years import moved, told_before
from generator.site.compare.side import Fact, Side
from generator.site.compare.text import What
from generator.site.strings import Strings


class Row(Struct, frozen=True):
    """One fact: what it is, what each statement says of it (empty where it says nothing)."""

    what: What
    name: str
    before: str
    after: str


NONE: Mapping[str, Fact] = {}


class Facts:
    """The facts of two statements in one language."""

    def __init__(self, before: Side, after: Side, strings: Strings) -> None:
        self.before, self.after, self.strings = before, after, strings
        self.step = after.year - before.year

    def groups(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        """Every kind of fact that one of the statements has, by its key among the interface words."""
        yield from self.group("compare_staff", "compare_organisation", "compare_tables", "compare_goals")
        if self.before.indicators or self.after.indicators:
            yield "compare_indicators", tuple(self.indicators())
        yield from self.group("compare_targets")
        if restated := tuple(self.restated()):
            yield "compare_restated", restated

    def group(self, *keys: str) -> Iterator[tuple[str, tuple[Row, ...]]]:
        """The groups `keys`, those that neither of the statements has left out."""
        for key in keys:
            if key in self.before.facts or key in self.after.facts:
                yield key, self.rows(self.before.facts.get(key, NONE), self.after.facts.get(key, NONE))

    def rows(self, ours: Mapping[str, Fact], theirs: Mapping[str, Fact]) -> tuple[Row, ...]:
        """The facts that differ: in the order of the newer statement, then what it has no more."""
        found = []
        for key in (*theirs, *(key for key in ours if key not in theirs)):
            before, after = ours.get(key), theirs.get(key)
            if before is None or after is None:
                name = (after or ours[key]).name
                what: What = "removed" if after is None else "added"
                found.append(Row(what, name, before.value if before else "", after.value if after else ""))
            elif not self.is_same(before.value, after.value):
                found.append(Row("changed", after.name, before.value, after.value))
        return tuple(found)

    def is_same(self, before: str, after: str) -> bool:
        """Whether two wordings are the same but for a year that moved on with the statement."""
        return after in (before, moved(before, self.before.language, self.before.own, self.step))

    def indicators(self) -> Iterator[Row]:
        """Indicators that came and went, then what is said otherwise of those that stayed."""
        ours, theirs = self.before.indicators, self.after.indicators
        yield from (Row("added", each.name, "", each.name) for key, each in theirs.items() if key not in ours)
        yield from (Row("removed", each.name, each.name, "") for key, each in ours.items() if key not in theirs)
        for key in (key for key in theirs if key in ours):
            one, other = ours[key], theirs[key]
            for part, before in one.said.items():
                stays = part == "compare_goal" and one.goal == other.goal
                if not stays and not self.is_same(before, other.said[part]):
                    name = f"{other.name}{self.strings['colon']}{self.strings[part]}"
                    yield Row("changed", name, before, other.said[part])

    def restated(self) -> Iterator[Row]:
        """Where both statements tell of one year and not the same: last year's staff, a target of that year."""
        ours, theirs = self.before.figures, self.after.figures
        for name, figure in theirs.items():
            twin = told_before(name, self.step)
            if twin in ours and ours[twin].value != figure.value:
                label = figure.name or (ours[name].name if name in ours else "") or name
                yield Row("changed", label, ours[twin].shown, figure.shown)
