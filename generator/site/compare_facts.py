"""What two statements state as facts, side by side: staff, organisation, goals, indicators, targets, tables of figures.

In: two editions of one language. Out: a `Row` for each fact that differs, told in words of that language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from generator.content.figures import shown
from generator.content.tables import Indicator
from generator.content.years import moved, own_years
from generator.site.compare_text import What
from generator.site.indicator_record import measures
from generator.site.strings import Strings
from generator.site.view import EditionView

LATER = "last_year"
"""The column that tells of the year before: what it says is compared with what that year's statement said."""


class Row(Struct, frozen=True):
    """One fact: what it is, what each statement says of it (empty where it says nothing)."""

    what: What
    name: str
    before: str
    after: str


class Facts:
    """The facts of two statements in one language."""

    def __init__(self, before: EditionView, after: EditionView, strings: Strings) -> None:
        self.before, self.after, self.strings = before, after, strings
        self.own = own_years(before.statement)
        self.step = after.statement.year - before.statement.year

    def groups(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        """Every kind of fact that one of the statements has, by its key among the interface words."""
        both = (self.before.statement, self.after.statement)
        if any(statement.staffing for statement in both):
            yield "compare_staff", self.rows(_staff)
        if any(statement.organisation for statement in both):
            yield "compare_organisation", self.rows(_posts)
        if any(table.rows for statement in both for table in statement.tables.values()):
            yield "compare_tables", self.rows(_cells)
        yield "compare_goals", self.rows(_goals)
        yield "compare_indicators", tuple(self.indicators())
        yield "compare_targets", self.rows(_targets)
        if restated := tuple(self.restated()):
            yield "compare_restated", restated

    def rows(self, facts: Callable[[EditionView], Mapping[str, tuple[str, str]]]) -> tuple[Row, ...]:
        """The facts that differ: in the order of the newer statement, then what it has no more."""
        ours, theirs = facts(self.before), facts(self.after)
        found = []
        for key in (*theirs, *(key for key in ours if key not in theirs)):
            name, after = theirs.get(key, (ours.get(key, ("", ""))[0], ""))
            before = ours[key][1] if key in ours else ""
            what: What = "added" if key not in ours else "removed" if key not in theirs else "changed"
            if what != "changed" or not self.is_same(before, after):
                found.append(Row(what, name, before, after))
        return tuple(found)

    def is_same(self, before: str, after: str) -> bool:
        """Whether two wordings are the same but for a year that moved on with the statement."""
        return after in (before, moved(before, self.before.language, self.own, self.step))

    def indicators(self) -> Iterator[Row]:
        """Indicators that came and went, then what is said otherwise of those that stayed."""
        yield from (row for row in self.rows(_names) if row.what != "changed")
        ours, theirs = ({each.key: each for each in view.statement.indicators} for view in (self.before, self.after))
        measured = dict(measures(self.before)), dict(measures(self.after))
        for key in (key for key in theirs if key in ours):
            said = _said(ours[key], self.before, measured[0]), _said(theirs[key], self.after, measured[1])
            stays = ours[key].goal == theirs[key].goal
            for part, before in said[0].items():
                if not self.is_same(before, said[1][part]) and not (stays and part == "compare_goal"):
                    name = f"{self.after.named(theirs[key].name)}{self.strings['colon']}{self.strings[part]}"
                    yield Row("changed", name, before, said[1][part])

    def restated(self) -> Iterator[Row]:
        """Where both statements tell of one year and not the same: last year's staff, a target of that year."""
        ours, theirs = self.before.statement.figures, self.after.statement.figures
        labels = {**_labels(self.before), **_labels(self.after)}
        for name, figure in theirs.items():
            stem, _, column = name.rpartition(".")
            twin = f"{stem}.this_year" if column == LATER and self.step == 1 else name if column == "target" else ""
            if twin in ours and figure.value is not None and ours[twin].value not in (None, figure.value):
                yield Row("changed", labels.get(name, name), shown(ours[twin]), shown(figure))


def _staff(view: EditionView) -> dict[str, tuple[str, str]]:
    staffing, figures = view.statement.staffing, view.statement.figures
    return {each.key: (view.named(each.name), shown(figures[each.this_year]))
            for each in (staffing.categories if staffing else ())}  # fmt: skip


def _posts(view: EditionView) -> dict[str, tuple[str, str]]:
    chart = view.statement.organisation
    posts = (*chart.posts, *chart.bodies, *chart.units) if chart else ()
    number = Strings(view.language)
    return {
        post.key: (name := view.named(post.name),
                   number.fill("post_number", name=name, number=str(post.number)) if post.number else name)
        for post in posts
    }  # fmt: skip


def _cells(view: EditionView) -> dict[str, tuple[str, str]]:
    """The cells of the tables of figures but those that tell of the year before."""
    labels = _labels(view)
    return {name: (labels[name], shown(view.statement.figures[name]))
            for table in view.statement.tables.values()
            for name, *_ in table.cells() if not name.endswith(f".{LATER}")}  # fmt: skip


def _labels(view: EditionView) -> dict[str, str]:
    """The names in words of cells, of last year's staff and of targets, by the full names of their figures."""
    statement = view.statement
    found: dict[str, str] = {}
    for table in statement.tables.values():
        found |= {name: f"{view.named(row.name)} {view.named(column.head)}" for name, row, column in table.cells()}
    for category in statement.staffing.categories if statement.staffing else ():
        found[category.last_year] = view.named(category.name)
    for indicator in statement.indicators:
        for year, name in indicator.targets.items():
            found[name] = f"{year} {view.named(indicator.name)}"
    return found


def _goals(view: EditionView) -> dict[str, tuple[str, str]]:
    return {goal.key: (view.named(goal.name),) * 2 for goal in view.statement.goals}


def _names(view: EditionView) -> dict[str, tuple[str, str]]:
    return {each.key: (view.named(each.name),) * 2 for each in view.statement.indicators}


def _targets(view: EditionView) -> dict[str, tuple[str, str]]:
    """What each statement promises for its own year."""
    year, figures = view.statement.year, view.statement.figures
    return {each.key: (view.named(each.name), shown(figures[each.targets[year]]))
            for each in view.statement.indicators if year in each.targets}  # fmt: skip


def _said(indicator: Indicator, view: EditionView, measured: Mapping[str, str]) -> dict[str, str]:
    goals = {goal.key: view.named(goal.name) for goal in view.statement.goals}
    return {
        "compare_name": view.named(indicator.name),
        "compare_goal": goals[indicator.goal],
        "compare_system": indicator.system,
        "compare_method": view.named(indicator.method),
        "compare_measure": measured.get(indicator.key, ""),
    }
