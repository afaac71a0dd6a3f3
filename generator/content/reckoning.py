"""Reckoning: what YAML enters → the exact number of each figure, after those that its formula, check or claim reads.

In: entries and lists by their full names. Out: the figures; a rule that cannot be reckoned, and figures that need each
other, are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from fractions import Fraction

from msgspec import Struct, field
from msgspec.structs import replace

from generator.content import expressions, formulas
from generator.content.arithmetic import evaluate, round_half_up
from generator.content.collector import Collector, nearest
from generator.content.figures import Entry, full_name
from generator.content.model import Figure
from generator.content.rules import RULES, go_together, read_rule, rules_of
from generator.problems import counted, say

CIRCLE = 8
"""Figures of a circle that are named."""


class Reckoner(Struct):
    """Reckons figures from one another, each once; mistakes go to `collector`."""

    entries: Mapping[str, Entry]
    lists: Mapping[str, Figure]
    collector: Collector
    done: dict[str, Figure] = field(default_factory=dict)
    open: dict[str, None] = field(default_factory=dict)
    """Figures that wait for those they read, the one that began it first."""
    known: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known |= {**self.entries, **self.lists}

    def figures(self) -> dict[str, Figure]:
        """All figures and lists by name."""
        for name in self.entries:
            self.figure(name)
        return {**self.done, **self.lists}

    def figure(self, name: str) -> Figure:
        """The figure `name`, reckoned after those that it reads.

        What waits is kept in a list of our own: a long row of formulas would exhaust the stack.
        """
        if name in self.done:
            return self.done[name]
        waiting = [(name, self.reads(name))]
        self.open[name] = None
        while waiting:
            last, reads = waiting[-1]
            needed = next((one for one in reads if one not in self.done and one not in self.open), None)
            if needed is None:
                self.done[last] = self.reckon(self.entries[last])
                waiting.pop()
                del self.open[last]
            else:
                waiting.append((needed, self.reads(needed)))
                self.open[needed] = None
        return self.done[name]

    def reads(self, name: str) -> Iterator[str]:
        """The figures that the formula, check or claim of `name` reads; what is wrong with it is told later."""
        entry = self.entries[name]
        for rule in filter(None, (getattr(entry.file, key) for key in RULES)):
            with suppress(expressions.FormulaError):
                for read in expressions.names(formulas.parse(rule)):
                    full = full_name(read, entry.scope, self.known)
                    if full is not None and full in self.entries:
                        yield full

    def reckon(self, entry: Entry) -> Figure:
        file, figure = entry.file, _entered(entry)
        self.tell_decimals(figure)
        rules = rules_of(file)
        if not go_together(rules, file):
            hint = say(
                "value 可配 formula 或 check；claim 單獨使用", "value goes with formula or check; claim stands alone"
            )
            message = say("formula、check、claim 不可如此並用", "formula, check and claim cannot go together like this")
            self.collector.error("figure-rules", entry.position, message, hint)
            return figure
        derived = self.derive(figure, rules[0], entry) if rules else figure
        # A check proves what was entered: there is nothing to prove yet.
        return replace(derived, computed=None) if figure.blank and rules == ["check"] else derived

    def tell_decimals(self, figure: Figure) -> None:
        """A number entered with more decimals than the text shows: the data would say what print does not."""
        if figure.entered is None or figure.decimals is None:
            return
        given = -int(figure.entered.normalize().as_tuple().exponent)
        if given > figure.decimals:
            message = say(
                f"{figure.entered} 有 {given} 位小數，decimals 為 {figure.decimals}",
                f"{figure.entered} has {counted(given, 'decimal')}, yet decimals is {figure.decimals}",
            )
            hint = say("請照印本寫數值，或更正 decimals", "enter the number as printed, or correct decimals")
            self.collector.error("figure-decimals", figure.position, message, hint)

    def derive(self, figure: Figure, rule: str, entry: Entry) -> Figure:
        """`figure` with what its formula, check or claim yields."""
        place = entry.place(rule)
        inputs: dict[str, None] = {}
        try:
            expression = read_rule(rule, entry, self.entries)
            # All of them, before the first that is still blank ends the reckoning: they are used all the same.
            named = (*expressions.names(expression), *expressions.counted(expression))
            names = {name: self.resolve(name, entry, inputs) for name in named}
            yields = evaluate(expression, lambda name: self.number(names[name]), lambda name: self.count(names[name]))
        except expressions.FormulaError as error:
            position = place._replace(column=place.column + error.column - 1)
            self.collector.error("formula", position, error.message, error.hint)
        except _Unknown:
            pass
        else:
            return _derived(figure, rule, Fraction(yields), tuple(inputs))
        return replace(figure, inputs=tuple(inputs))

    def resolve(self, name: str, entry: Entry, inputs: dict[str, None]) -> str:
        """The full name that `name` stands for in a rule of `entry`, added to its `inputs`."""
        full = full_name(name, entry.scope, self.known)
        if full is None:
            if not self.collector.is_full:
                position = next(entry.place(rule) for rule in RULES if getattr(entry.file, rule))
                near = (known.removeprefix(f"{entry.scope}.") for known in self.known if known.startswith(entry.scope))
                self.collector.tell_unknown(("數字", "figure"), name, position, nearest(name, near))
            raise _Unknown
        if full in self.open:
            waiting = list(self.open)
            circle = [*waiting[waiting.index(full) :], full]
            chain = " → ".join(circle if len(circle) <= CIRCLE else [*circle[: CIRCLE - 1], "…", full])
            message = say(f"算式互相引用：{chain}", f"formulas that refer to each other: {chain}")
            self.collector.error("figure-circle", entry.position, message)
            raise _Unknown
        inputs[full] = None
        return full

    def number(self, name: str) -> Fraction | None:
        """The exact number of a figure, a percentage as a fraction of one."""
        if name in self.lists:
            return None
        figure = self.figure(name)
        if figure.entered is None and figure.computed is not None:
            return figure.computed
        if figure.value is None and (figure.formula or figure.blank):
            # Why it has none was told at that figure, or it is still to come.
            raise _Unknown
        if figure.value is None:
            return None
        return Fraction(figure.value) / (100 if figure.shows == "percent" else 1)

    def count(self, name: str) -> int | None:
        return len(self.lists[name].items) if name in self.lists else None


class _Unknown(Exception):
    """An input that was told already."""


def _entered(entry: Entry) -> Figure:
    """The figure before anything is reckoned."""
    file = entry.file
    return Figure(
        entry.name,
        entry.position,
        entered=file.entered,
        value=file.entered,
        formula=file.formula or "",
        check=file.check or "",
        claim=file.claim or "",
        shows=file.shown_as,
        decimals=file.decimals,
        accept=file.reason,
        blank=file.value is None,
    )


def _derived(figure: Figure, rule: str, yields: Fraction, inputs: tuple[str, ...]) -> Figure:
    if rule != "formula" or figure.entered is not None:
        return replace(figure, computed=yields, inputs=inputs)
    shown = yields * 100 if figure.shows == "percent" else yields
    decimals = figure.decimals or 0
    value = round_half_up(shown, decimals)
    return replace(figure, value=value, computed=yields, decimals=decimals, inputs=inputs)
