"""The rows that tables must have: one for each indicator of a table's year, or as a table of figures lists them.

In: indicators, the designs of tables, and `indicators.yaml`, whose measures are the long cells of one table. Out: a
`RowPlan` for each row, which the assembler fills with what is written in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.content.blocks import Number, PageMark
from generator.content.markdown.nodes import Node
from generator.content.markdown.reader import parse_markdown
from generator.content.sources import Sources
from generator.content.tables import Indicator, TableDesign
from generator.content.yaml.schemas import IndicatorsFile, Prose
from generator.content.years import results_year
from generator.problems import Position


class RowPlan(Struct, frozen=True):
    """A row that a table must have: its key, the end of its id, and the printed page that begins with it.

    The id of an indicator's row is numbered (`goal-indicator`) below its section, that of another row (`r1`) below
    its table.
    """

    key: str
    path: str
    number: Number | None = None
    page: PageMark | None = None
    nodes: Mapping[str, tuple[Node, ...]] | None = None
    """The blocks of the long cell where they come from YAML."""
    scope: str = ""


def row_plans(
    file: IndicatorsFile,
    indicators: Sequence[Indicator],
    tables: Mapping[str, TableDesign],
    year: int,
    sources: Sources,
) -> dict[str, tuple[RowPlan, ...]]:
    """The rows that each table of `tables` must have, by the table's name, in the order of print. `indicators` are those
    of `file`, by goal; `year` is the statement's."""
    plans: dict[str, tuple[RowPlan, ...]] = {}
    for name, design in tables.items():
        if name == "indicators":
            plans[name] = tuple(_indicator_plans(file, year, _paths(indicators, year), sources))
        elif of := results_year(name):
            plans[name] = tuple(RowPlan(key, path) for key, path in _paths(indicators, of).items())
        else:
            rows = enumerate(design.rows, 1)
            plans[name] = tuple(RowPlan(row.key, f"r{n}", page=row.page) for n, row in rows)
    return plans


def _paths(indicators: Sequence[Indicator], year: int) -> dict[str, str]:
    """`goal-indicator` of each indicator of a year, both counted from 1 in the order of print."""
    goals = list(dict.fromkeys(indicator.goal for indicator in indicators))
    counts = dict.fromkeys(goals, 0)
    paths = {}
    for indicator in (indicator for indicator in indicators if indicator.is_of(year)):
        counts[indicator.goal] += 1
        paths[indicator.key] = f"{goals.index(indicator.goal) + 1}-{counts[indicator.goal]}"
    return paths


def _indicator_plans(file: IndicatorsFile, year: int, paths: Mapping[str, str], sources: Sources) -> Iterator[RowPlan]:
    indexes = {row.key: index for index, row in enumerate(file)}
    for key, path in paths.items():
        index = indexes[key]
        mark = sources.page_mark(file[index].page, "indicators", index, "page")
        nodes = _measure(file[index].measure, index, sources)
        yield RowPlan(key, path, Number("1", int(path.rpartition("-")[2])), mark, nodes, f"{year}.{key}")


def _measure(measure: Prose, index: int, sources: Sources) -> dict[str, tuple[Node, ...]]:
    """The Markdown of the measure of the indicator `index` in each language, placed in its YAML file."""
    file, path = sources.files["indicators"], (index, "measure")
    found = {}
    for language, text in sources.in_languages(measure.zh_hant, measure.en, "indicators", *path).items():
        place = file.place(*path, language)
        if (*path, language) in file.blocks:
            begins = next((line for line in file.lines[place.line :] if line.strip()), "")
            place = Position(place.path, place.line + 1, len(begins) - len(begins.lstrip()) + 1)
        found[language] = parse_markdown(text, place.path, language, sources.collector, place)
    return found
