"""Every figure of a statement as a tidy table, with its relation, its source and where it is shown."""

from __future__ import annotations

from generator.data import words
from generator.data.columns import fields
from generator.data.figure_years import YEARS, until, years
from generator.data.printed import PrintedStatement
from generator.data.proofs import Proofs, kind, number, reason, result
from generator.data.tidy import FIGURES, INDICATORS, TidyTable

COLUMNS = [
    *YEARS, "until", "figure", "indicator", "kind", "value", "rule", "relation", "inputs", "result", "holds", "reason",
    "source_file", "source_line", "blocks",
]  # fmt: skip


def table_of_figures(printed: PrintedStatement, known: Proofs) -> TidyTable:
    """A row for each figure, list and claim, in the order of the sources."""
    indicators = {indicator.key for indicator in printed.statement.indicators}
    rows = tuple(_row(known, name, indicators) for name in printed.statement.figures)
    named = {row["indicator"] for row in rows if row["indicator"]}
    return TidyTable(
        name=FIGURES,
        title={language: words.FIGURES.in_language(language) for language in printed.languages},
        fields=fields(COLUMNS, printed.languages, optional=("indicator",)),
        key=("figure",),
        rows=rows,
        links=(("indicator", INDICATORS, "indicator"),) if printed.lists(named) else (),
    )


def _row(known: Proofs, name: str, indicators: set[str]) -> dict[str, str]:
    figure = known.statement.figures[name]
    year, *inner = name.split(".")
    row = years(known.statement.year, known.years[name]) | {
        "until": until(known.statement, name),
        "figure": name,
        "indicator": inner[0] if year.isdigit() and inner[0] in indicators else "",
        "kind": kind(figure),
        "value": number(figure),
        "source_file": known.statement.source_file(figure.position),
        "source_line": str(figure.position.line),
        "blocks": " ".join(known.blocks.get(name, ())),
    }
    return row | _relation(known, name)


def _relation(known: Proofs, name: str) -> dict[str, str]:
    relation = known.relations.get(name)
    if relation is None:
        return {}
    return {
        "rule": relation.rule,
        "relation": relation.formula,
        "inputs": " ".join(relation.figure.inputs),
        "result": result(relation),
        "holds": "true" if relation.holds else "false",
        "reason": reason(relation, known.statement),
    }
