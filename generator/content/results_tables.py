"""The years that the text sets over its tables of results, looked at before anything is named by them.

In: the chapters, the designs of the tables and `results.yaml`. Out: whether each table is of a year of its own, as far as can
be told; if not, every figure that it cites would be told as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.content.blocks import Citation, Span, walk_inlines
from generator.content.collector import Collector
from generator.content.markdown.nodes import Node
from generator.content.tables import TableDesign
from generator.content.yaml.schemas import ResultsFile
from generator.content.years import RESULTS, results_year
from generator.problems import say


def tell_results_tables(
    chapters: Sequence[Node], tables: Mapping[str, TableDesign], results: ResultsFile, collector: Collector
) -> bool:
    """Whether a table of results in the text stands over a wrong year, which is told: one that has no design, one that stands
    twice, or that of another table, of which this one cites what only that year has."""
    before = len(collector.problems)
    placed = [node for chapter in chapters for node in _tables(chapter)]
    years = [str(year) for name in tables if (year := results_year(name))]
    known: set[str] = set()
    for node in placed:
        if node.argument not in years:
            _tell_unknown(node, years, collector)
        elif node.argument in known:
            name = f"{RESULTS}{node.argument}"
            message = say(f"「{name}」在總說明中出現兩次", f"“{name}” appears twice in the statement")
            hint = say("請更正其一的年度，或刪去其一", "correct the year of one of them, or delete one")
            collector.error("placed-twice", node.position, message, hint)
        known.add(node.argument)
    if len(collector.problems) == before:
        _tell_exchanged(placed, results, collector)
    return len(collector.problems) > before


def _tables(node: Node) -> Iterator[Node]:
    if node.name == "results" and node.kind == "table":
        yield node
    for child in node.children:
        yield from _tables(child)


def _tell_unknown(node: Node, years: Sequence[str], collector: Collector) -> None:
    hint = say("請在 tables.yaml 加上此表", "add the table to tables.yaml")
    if years:
        hint = say(
            f"請寫民國年度，例如 :::{{results}} {years[0]}；可用的年度：{'、'.join(years)}",
            f"write the ROC year, such as :::{{results}} {years[0]}; known years: {', '.join(years)}",
        )
    collector.tell_unknown(("表格", "table"), f"{RESULTS}{node.argument}", node.position, hint)


def _tell_exchanged(placed: Sequence[Node], results: ResultsFile, collector: Collector) -> None:
    """Two tables of which each cites what its year has not, and the year of the other has."""
    known = {
        str(year): {f"{indicator}.{key}" for indicator, figures in indicators.items() for key in figures}
        for year, indicators in results.items()
    }
    lacking = {node.argument: set(cited_results(node)) - known.get(node.argument, set()) for node in placed}
    for index, node in enumerate(placed):
        for other in placed[:index]:
            here, there = lacking[node.argument], lacking[other.argument]
            if here and there and here <= known.get(other.argument, set()) and there <= known.get(node.argument, set()):
                message = say(
                    f"{other.argument} 與 {node.argument} 年度的成果表對調了：各引用只有另一年度才有的數字",
                    f"the tables of results of {other.argument} and {node.argument} are exchanged: each cites figures that only the other year has",
                )
                hint = say(
                    f"請對調兩表的年度（另一表在 {other.position.at_line}）",
                    f"exchange the years of the two (the other is at {other.position.at_line})",
                )
                collector.error("results-table", node.position, message, hint)


def cited_results(node: Node) -> Iterator[str]:
    """The names by which the text of `node` cites results: those with a year of their own, and targets, are none."""
    for inline in walk_inlines(node.passage.inlines) if node.passage else ():
        name = inline.figure if isinstance(inline, Citation) else ""
        if isinstance(inline, Span) and inline.role == "claim":
            name = inline.value
        if name and not name[0].isdigit() and not name.endswith(".target"):
            yield name
    for child in node.children:
        yield from cited_results(child)
