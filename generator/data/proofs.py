"""What CSV and JSON both tell of a figure: its year, number, relation, source and the blocks that show it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from generator.checks.cited import cited_in
from generator.checks.relations import Relation, relations
from generator.content.figures import decimals_of
from generator.content.model import Figure, Statement
from generator.data.figure_years import figure_years
from generator.data.printed import PrintedStatement
from generator.site.pieces import data_in


class Proofs:
    """The figures of one statement with all that is known of them."""

    def __init__(self, printed: PrintedStatement) -> None:
        self.statement: Statement = printed.statement
        self.relations: Mapping[str, Relation] = {proof.name: proof for proof in relations(self.statement)}
        self.blocks = _blocks(printed)
        self.years = figure_years(self.statement)


def kind(figure: Figure) -> str:
    """What a figure is: `number`, `percent`, `claim` or `list`."""
    if figure.claim:
        return "claim"
    return "list" if figure.items else figure.shows


def number(figure: Figure) -> str:
    """The exact number with the decimals that are printed, a percentage in percent, a list as how many items it has."""
    if figure.items:
        return str(len(figure.items))
    return "" if figure.value is None else f"{figure.value:.{decimals_of(figure)}f}"


def reason(relation: Relation, statement: Statement) -> str:
    """Why a figure that does not hold stays as printed, in the language that prevails."""
    return relation.accepted.get(statement.site.authority, "")


def result(relation: Relation) -> str:
    """What a relation yields, as `number` writes it."""
    return relation.result.replace(",", "").rstrip("%")


def as_json_number(text: str) -> int | float | None:
    """The number written as `text`."""
    if not text:
        return None
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def _blocks(printed: PrintedStatement) -> Mapping[str, tuple[str, ...]]:
    """The ids of the passages that cite or claim each figure, and of the rows that show it."""
    found: dict[str, dict[str, None]] = {}
    authority = printed.statement.site.authority
    for block in printed.statement.blocks:
        for name in cited_in(block.passages.get(authority)):
            found.setdefault(name, {})[block.id] = None
    for table in printed.tables:
        for row in table.grids[authority].rows:
            for datum in (datum for cell in row.cells for datum in data_in(cell.pieces)):
                found.setdefault(datum.name, {})[row.id] = None
    return {name: tuple(ids) for name, ids in found.items()}
