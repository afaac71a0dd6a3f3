"""What CSV and JSON both tell of a figure: its year, number, relation, source and the blocks that show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from generator.checks.numbers.quantities import year_of
from generator.checks.numbers.readers import READERS
from generator.checks.relations import Relation, cited_in, relations
from generator.content.figures import decimals_of
from generator.content.model import Figure, Statement
from generator.content.yaml.scalars import ROC
from generator.data.printed import PrintedStatement
from generator.site.pieces import Datum

PERIODS = {"this_year": 0, "last_year": -1}
"""The names under which a column tells of the statement's own year and of the one before, where its head names none."""


COMPARED = frozenset("較比與增減差")
"""In a head whose column holds a difference: a year in it is that with which is compared."""


class Proofs:
    """The figures of one statement with all that is known of them."""

    def __init__(self, printed: PrintedStatement) -> None:
        self.statement: Statement = printed.statement
        self.relations: Mapping[str, Relation] = {proof.name: proof for proof in relations(self.statement)}
        self.blocks = _blocks(printed)
        self._columns = dict(_named_years(self.statement))

    def year(self, name: str) -> int:
        """The ROC fiscal year that the figure `name` tells of."""
        parts = name.split(".")
        own = int(parts[0]) if parts[0].isdigit() else self.statement.year + PERIODS.get(parts[-1], 0)
        return self._columns.get(name, own)


def _named_years(statement: Statement) -> Iterator[tuple[str, int]]:
    """The figures of columns whose head names a year, be it the head over several, with that year."""
    authority = statement.site.authority
    for table in statement.tables.values():
        years = [_year_of([head[authority] for head in heads], authority) for _, heads in table.headed()]
        for row in table.rows:
            yield from ((name, year) for name, year in zip(row.cells, years, strict=True) if year)


def _year_of(heads: Sequence[str], language: str) -> int | None:
    """The ROC year that the lowest of `heads` names that names one."""
    for head in reversed(heads):
        if not COMPARED.isdisjoint(head):
            return None
        named = {year for quantity in READERS[language](head) if (year := year_of(quantity))}
        if len(named) == 1:
            return named.pop() - ROC
    return None


def years(statement_year: int, year: int) -> dict[str, str]:
    """The columns with which every row begins."""
    return {"statement_year_roc": str(statement_year), "year_roc": str(year), "year_ce": str(year + ROC)}


def until(statement: Statement, name: str) -> str:
    """The day with which the results told of a year end where it was not over, for a figure of that year by its full name;
    empty for a target, which is that of the whole year."""
    year, *inner = name.split(".")
    day = statement.until.get(int(year)) if year.isdigit() and inner[-1:] != ["target"] else None
    return day.isoformat() if day else ""


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
        for group in table.grids[authority].groups:
            for row in group.rows:
                for piece in (piece for cell in row.cells for piece in cell.pieces):
                    if isinstance(piece, Datum):
                        found.setdefault(piece.name, {})[row.id] = None
    return {name: tuple(ids) for name, ids in found.items()}
