"""The rows of a table of results as the text writes them, one for each indicator of its year.

In: the directive in each language, and the keys of its rows. Out: the rows by language and key; one of no indicator of that
year, one that stands twice, one under the key of another and one that lacks are told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from generator.content.collector import Collector, closest, nearest
from generator.content.markdown.nodes import ROW, Node
from generator.content.markdown.outline import result_rows
from generator.content.results_tables import cited_results
from generator.content.side_by_side import Nodes
from generator.problems import Message, say

MISNAMED = ("unknown-indicator", "duplicate-row", "row-of-another")
"""What is told of a row of results whose key is not its own."""
BEHIND = say(
    "每列以「### 指標的鍵」起頭；內文的標題請移到 ::: 那一行之後",
    "each row begins with “### key of the indicator”; a heading of the text stands after the line :::",
)


class WrittenRows(Struct, frozen=True):
    """The `rows` of a table by language and key; of a table that the text does not write there are none."""

    rows: Mapping[str, Mapping[str, Node]]
    is_misnamed: bool = False
    """Whether one stands under another's key, or none's: its translation would look like one too many."""

    def has(self, key: str) -> bool:
        """Whether the row of `key` is written, where some are misnamed in all languages."""
        among = all if self.is_misnamed else any
        return among(key in each for each in self.rows.values())

    def of(self, key: str) -> Nodes:
        """The row of `key` in each language that has it."""
        return {language: rows[key] for language, rows in self.rows.items() if key in rows}


def written_rows(group: Nodes, keys: Sequence[str], indicators: Collection[str], collector: Collector) -> WrittenRows:
    """The rows that `group`, a table in each language, writes; its year has those of `keys`, of all the `indicators`."""
    told = len(collector.problems)
    rows = {language: _rows(table, keys, indicators, collector) for language, table in group.items()}
    for key in _tell_of_another(rows, collector):
        rows = {language: {name: row for name, row in each.items() if name != key} for language, each in rows.items()}
    is_misnamed = any(problem.code in MISNAMED for problem in collector.problems[told:])
    if not is_misnamed:
        _tell_missing(group, rows, keys, collector)
    return WrittenRows(rows, is_misnamed)


def _rows(table: Node, keys: Sequence[str], indicators: Collection[str], collector: Collector) -> dict[str, Node]:
    """The rows written inside a directive by key; unknown and repeated ones are told."""
    rows: dict[str, Node] = {}
    for row in result_rows(table, collector):
        if row.name not in keys:
            _tell_unknown(row, table.argument, keys, indicators, collector)
        elif row.name in rows:
            message = say(
                f"指標「{row.name}」在此表出現兩次", f"the indicator “{row.name}” appears twice in this table"
            )
            line = rows[row.name].position.line
            hint = say(
                f"第一次在第 {line} 行；請更正其中之一的鍵，或合併兩列",
                f"it first appears in line {line}: correct the key of one of them, or make one row of both",
            )
            collector.error("duplicate-row", row.position, message, hint)
        rows.setdefault(row.name, row)
    return rows


def _tell_of_another(rows: Mapping[str, Mapping[str, Node]], collector: Collector) -> set[str]:
    """The keys of rows that in one language cite other indicators alone, whose rows do not cite them either, and in another
    language their own: block by block each would look like a mistake."""
    cited = {
        language: {key: [name.partition(".")[0] for name in cited_results(row)] for key, row in each.items()}
        for language, each in rows.items()
    }
    found = set()
    for language, each in rows.items():
        for key, row in each.items():
            others = [of for of in cited[language][key] if of not in cited[language].get(of, (of,))]
            if others and key not in others and any(key in there.get(key, ()) for there in cited.values()):
                collector.error("row-of-another", row.position, *of_another(key, others[0]))
                found.add(key)
    return found


def of_another(key: str, other: str) -> tuple[Message, Message]:
    """What is told of the row of `key` whose text seems to be that of the `other`, and what mends it."""
    return (
        say(
            f"「{key}」這一列引用「{other}」的數字，卻沒有引用自己的",
            f"the row of “{key}” cites figures of “{other}”, and none of its own",
        ),
        say(
            f"這段文字若屬於「{other}」，請將鍵改為「### {other}」，或移到該列",
            f"if this text belongs to “{other}”, correct the key to “### {other}”, or move the text to that row",
        ),
    )


def _tell_missing(
    group: Nodes, rows: Mapping[str, Mapping[str, Node]], keys: Sequence[str], collector: Collector
) -> None:
    """Each row that a table of results must have, and that a language has not."""
    for language, table in group.items():
        for key in [key for key in keys if key not in rows[language]]:
            message = say(f"表格缺少指標「{key}」的一列", f"the row of the indicator “{key}” is missing")
            hint = say(
                f"請加上一行「### {key}」及其文字；該年度無此指標，請寫明 first 或 last",
                f"add a line “### {key}” and its text; where the year has no such indicator, say so by first or last",
            )
            collector.lacking("missing-row", table.position, message, hint)


def _tell_unknown(row: Node, year: str, keys: Sequence[str], indicators: Collection[str], collector: Collector) -> None:
    """A row of results of an indicator that is not among the `keys` of its `year`."""
    if row.name not in indicators:
        is_heading = row.level < ROW and not closest(row.name, keys, 60)
        hint = BEHIND if is_heading else nearest(row.name, keys)
        collector.tell_unknown(("指標", "indicator"), row.name, row.position, hint)
        return
    message = say(f"{year} 年度沒有指標「{row.name}」", f"the year {year} has no indicator “{row.name}”")
    hint = say(
        "請刪除此列，或更正 indicators.yaml 的 first、last",
        "delete the row, or correct first or last in indicators.yaml",
    )
    collector.error("other-years-indicator", row.position, message, hint)
