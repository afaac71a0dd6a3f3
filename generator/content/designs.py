"""The tables of `tables.yaml`: their heads and columns, and the rows of tables of figures.

In: the file. Out: a `TableDesign` each; a column that lacks, that repeats, or that shows nothing known is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from generator.content.collector import Collector
from generator.content.figures import table_scope
from generator.content.sources import Sources
from generator.content.tables import Column, TableDesign, TableRow
from generator.content.yaml.schemas import ColumnFile, TableFile, TablesFile
from generator.problems import Position, say

MEASURE = Decimal("510.236")
"""Points: the width of the printed text on A4 with side margins of 15 mm."""
RULE = Decimal("0.6")
"""Points: the width of a table's rules; printers refuse less than 0.2 mm."""
PADDING = Decimal("5.4")
"""Points: the white at both sides of a cell where the widths of the columns do not tell it."""
SHOWS = {
    "indicators": ("goal", "indicator", "system", "method", "measure", "target"),
    "results": ("goal", "indicator", "target", "analysis"),
}
"""What the columns of the tables of indicators can show."""
NEEDED = {"indicators": ("indicator", "measure"), "results": ("indicator", "analysis"), "": ("name",)}
"""What the columns of each kind of table must show: without it, what belongs there would not be printed."""


def table_designs(file: TablesFile, sources: Sources) -> dict[str, TableDesign]:
    """The designs of the tables by name, with the rows of the tables of figures."""
    return {name: _design(name, table, sources) for name, table in file.items()}


def _design(name: str, table: TableFile, sources: Sources) -> TableDesign:
    columns = tuple(_column(column, sources, name, "columns", index) for index, column in enumerate(table.columns))
    leaves = [leaf for column in columns for leaf in column.leaves()]
    before = len(sources.collector.problems)
    _tell_columns(name, leaves, sources)
    _tell_rows(name, table, sources)
    fits = len(sources.collector.problems) == before
    _tell_widths(name, leaves, table, sources)
    shows = [leaf.shows for leaf in leaves if leaf.shows != "name"]
    sources.tell_twice([row.key for row in table.rows], [], "tables", name, "rows")
    rows = []
    for index, row in enumerate(table.rows):
        place = ("tables", name, "rows", index)
        if fits and len(row.cells) != len(shows):
            _tell_cells(len(row.cells), len(shows), sources.place(*place, "cells"), sources.collector)
        mark = sources.page_mark(row.page, *place, "page")
        cells = tuple(f"{table_scope(name)}.{row.key}.{key}" for key in shows)
        rows.append(TableRow(row.key, sources.words(row.name, *place, "name"), cells, sources.place(*place), mark))
    unit = sources.words(table.unit, "tables", name, "unit") if table.unit else None
    return TableDesign(
        name, columns, table.size, table.leading, sources.place("tables", name), unit=unit, rows=tuple(rows)
    )


def _tell_columns(name: str, leaves: Sequence[Column], sources: Sources) -> None:
    """A column that lacks or repeats, so that not all would be printed once."""
    tell, place = sources.collector.error, sources.place("tables", name)
    shown: list[str] = []
    for leaf in (leaf for leaf in leaves if leaf.shows):
        if leaf.shows in shown:
            message = say(f"兩欄的 shows 都是「{leaf.shows}」", f"two columns show “{leaf.shows}”")
            tell("column-twice", leaf.position or place, message, say("請更正其一", "correct one of them"))
        shown.append(leaf.shows)
    known = SHOWS.get(_kind(name), shown)
    # One that is mistyped was told: it may be the one that is needed.
    for needed in NEEDED[_kind(name)] if set(shown) <= set(known) else ():
        if needed not in shown:
            message = say(f"表格「{name}」沒有 shows: {needed} 的欄", f"no column of the table “{name}” shows {needed}")
            hint = say(f"請加上一欄，寫明 shows: {needed}", f"add a column with shows: {needed}")
            tell("column-missing", place, message, hint)


def _tell_rows(name: str, table: TableFile, sources: Sources) -> None:
    """Rows that do not go with the kind of the table, or lack."""
    tell, place = sources.collector.error, sources.place("tables", name)
    if table.rows and _kind(name):
        message = say(
            f"表格「{name}」的列來自 indicators.yaml", f"the rows of the table “{name}” come from indicators.yaml"
        )
        tell("table-rows", place, message, say("請刪除 rows", "delete rows"))
    if not table.rows and not _kind(name):
        message = say(f"表格「{name}」沒有列", f"the table “{name}” has no rows")
        tell("table-rows", place, message, say("請加上 rows", "add rows"))


def _tell_widths(name: str, leaves: Sequence[Column], table: TableFile, sources: Sources) -> None:
    """Columns wider together than the printed page."""
    widths = [leaf.width for leaf in leaves]
    total = sum((width for width in widths if width is not None), Decimal(0))
    white = 2 * PADDING if None in widths else Decimal(0)
    room = max(Decimal(0), MEASURE - (RULE + white) * len(widths)) / table.size
    if total > room:
        total, room = total.normalize(), room.quantize(Decimal("0.1"), ROUND_FLOOR)
        message = say(
            f"表格「{name}」的欄寬合計 {total:f} 字，版面只有 {room} 字",
            f"the widths of the columns of the table “{name}” come to {total:f} em, and the page has {room}",
        )
        hint = say("請縮減 width 或 size", "make width or size smaller")
        sources.collector.error("table-width", sources.place("tables", name, "columns"), message, hint)


def _kind(name: str) -> str:
    """Which table of indicators a table is, empty for a table of figures."""
    stem = name.split("-")[0]
    return stem if stem in SHOWS else ""


def _tell_cells(found: int, expected: int, position: Position, collector: Collector) -> None:
    zh, en = ("儲存格太多", "too many cells") if found > expected else ("儲存格太少", "too few cells")
    message = say(
        f"此列{zh}：{found} 格，欄數為 {expected}",
        f"{en} in this row: {found}; columns of figures in the table: {expected}",
    )
    hint = say("每欄一格，空白格寫 {}", "one cell a column; write {} for a blank one")
    collector.error("cells", position, message, hint)


def _column(column: ColumnFile, sources: Sources, *place: str | int) -> Column:
    head = sources.words(column.head, "tables", *place, "head")
    position = sources.place("tables", *place, "head")
    if column.columns:
        inner = tuple(_column(child, sources, *place, "columns", index) for index, child in enumerate(column.columns))
        return Column(head, columns=inner, position=position)
    known = SHOWS.get(_kind(str(place[0])))
    if column.shows is None:
        message = say("此欄未寫明內容（shows）", "this column does not say what it shows (shows)")
        sources.collector.error("missing-key", sources.place("tables", *place), message)
    elif known:
        sources.tell_unknown(column.shows, known, ("欄位內容", "column"), "tables", *place, "shows")
    return Column(head, column.shows or "", column.width, position=position)
