"""The figures of a statement: what the YAML files enter → exact numbers under one set of names.

A name is a path: `102.leads.count` (results), `104.leads.count` (promised in the measure), `102.leads.target`,
`staffing.total.this_year`, `organisation.review_committee.members`, `<table>.<row>.<column>`. A formula, check,
claim or citation is looked up from where it stands outwards: in `102.leads`, then `102`, then everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct

from generator.content.collector import Collector
from generator.content.model import Figure
from generator.content.yaml.schemas import FigureFile
from generator.problems import Position, say


class Entry(Struct, frozen=True):
    """A figure as entered: its full name, what the file says of it, and where each of its keys stands."""

    name: str
    file: FigureFile
    place: Callable[..., Position]

    @property
    def position(self) -> Position:
        """Where it stands."""
        return self.place()

    @property
    def scope(self) -> str:
        """Where the names in its rules are looked up first."""
        return self.name.rpartition(".")[0]


def table_scope(table: str) -> str:
    """What the names of the figures of `table` begin with: names in formulas have no hyphens."""
    return table.replace("-", "_")


def full_name(name: str, scope: str, known: Mapping[str, object]) -> str | None:
    """The full name that `name` stands for when read within `scope`, or None."""
    while scope:
        if (full := f"{scope}.{name}") in known:
            return full
        scope = scope.rpartition(".")[0]
    return name if name in known else None


def shown(figure: Figure) -> str:
    """The figure as print shows it: `3,307`, `98.42%`; empty for a blank."""
    if figure.value is None:
        return ""
    return f"{figure.value:,.{decimals_of(figure)}f}" + ("%" if figure.shows == "percent" else "")


def decimals_of(figure: Figure) -> int:
    """How many decimals the text shows: as many as are asked for, else as many as were entered."""
    if figure.decimals is not None or figure.value is None:
        return figure.decimals or 0
    return max(0, -int(figure.value.as_tuple().exponent))


Named = TypeVar("Named", Entry, Figure)


def by_name(named: Iterable[Named], known: Container[str], collector: Collector) -> dict[str, Named]:
    """What stands under each name; a name that stands twice, or is among the `known`, is a problem."""
    found: dict[str, Named] = {}
    for each in named:
        if each.name in found or each.name in known:
            message = say(f"數字「{each.name}」重複", f"the figure “{each.name}” appears twice")
            collector.error("duplicate-figure", each.position, message, say("請改用另一名稱", "give one another name"))
        else:
            found[each.name] = each
    return found
