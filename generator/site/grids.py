"""The tables of a statement as `Grid`s: heads merged as in print, goals over the rows of their indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from generator.content.blocks import Block, Number
from generator.content.numbering import label
from generator.content.tables import Column, Indicator, TableDesign, TableRow
from generator.content.years import results_year
from generator.site.phrasing import Phrasing
from generator.site.pieces import Break, Piece, Wrap
from generator.site.view import Cell, Grid, Group, HeadCell, Row, View

STAFFING_SIZE, STAFFING_LEADING = Decimal(11), Decimal(18)
"""Points; the table of staff has 16 columns and is set smaller than the others."""


Inside = Mapping[str, tuple[View, ...]]
"""The blocks of text in the rows of a table, by the id of the row."""


def grid(phrasing: Phrasing, block: Block, section: str, inside: Inside) -> Grid:
    """The table that `block` sets, named by the heading of id `section`."""
    if block.name == "staffing":
        return _staffing(phrasing, block, section)
    design = phrasing.statement.tables[block.name]
    if design.rows:
        groups: tuple[Group, ...] = (Group(tuple(_figure_rows(phrasing, block, design))),)
    else:
        groups = tuple(_goal_groups(phrasing, block, design, inside))
    unit = phrasing.say(design.unit) if design.unit else ""
    return _grid(phrasing, design.columns, groups, section, unit, design.size, design.leading)


def _grid(
    phrasing: Phrasing, columns: Sequence[Column], groups: tuple[Group, ...], section: str, unit: str,
    size: Decimal, leading: Decimal,
) -> Grid:  # fmt: skip
    head = tuple(tuple(row) for row in _head(phrasing, columns))
    widths = tuple(leaf.width for column in columns for leaf in column.leaves())
    return Grid(head, groups, widths, section, unit, size, leading)


def _depth(columns: Sequence[Column]) -> int:
    return 1 + max((_depth(column.columns) for column in columns if column.columns), default=0)


def _head(phrasing: Phrasing, columns: Sequence[Column]) -> Iterator[list[HeadCell]]:
    """The rows of the head, from the top; a head over several columns spans them, another the rows below it."""
    depth = _depth(columns)
    while columns:
        below: list[Column] = []
        row = []
        for column in columns:
            width = len(list(column.leaves()))
            scope = "colgroup" if column.columns else "col"
            row.append(HeadCell(phrasing.say(column.head), width, 1 if column.columns else depth, scope))  # type: ignore[arg-type]
            below.extend(column.columns)
        yield row
        columns, depth = below, depth - 1


def _staffing(phrasing: Phrasing, block: Block, section: str) -> Grid:
    staffing = phrasing.statement.staffing
    if staffing is None:
        raise ValueError("a table of staff without staffing facts")
    cells = tuple(
        _figure_cell(phrasing, name, f"{phrasing.say(category)} {phrasing.say(year)}")
        for name, category, year in staffing.cells()
    )
    groups = (Group((Row(block.children[0].id, cells),)),)
    unit = phrasing.say(staffing.unit)
    return _grid(phrasing, staffing.columns, groups, section, unit, STAFFING_SIZE, STAFFING_LEADING)


def _figure_cell(phrasing: Phrasing, name: str, head: str) -> Cell:
    datum = phrasing.datum(name)
    return Cell("figure", (datum,) if datum.text else (), numeric=True, head=head)


def _figure_rows(phrasing: Phrasing, block: Block, design: TableDesign) -> Iterator[Row]:
    """The rows of a table of figures."""
    leaves = [leaf for column in design.columns for leaf in column.leaves()]
    for child, facts in zip(block.children, design.rows, strict=True):
        names = iter(facts.cells)
        cells = [_labelled(phrasing, facts, leaf) if leaf.shows == "name" else
                 _figure_cell(phrasing, next(names), phrasing.say(leaf.head)) for leaf in leaves]  # fmt: skip
        yield _with_page(Row(child.id, tuple(cells)), phrasing.page(facts.page) if facts.page else None)


def _labelled(phrasing: Phrasing, facts: TableRow, leaf: Column) -> Cell:
    return Cell("text", (phrasing.say(facts.name),), header=True, scope="row", head=phrasing.say(leaf.head))


def _goal_groups(phrasing: Phrasing, block: Block, design: TableDesign, inside: Inside) -> Iterator[Group]:
    """A group of rows for each goal, its name spanning them."""
    rows = {row.name: row for row in block.children}
    statement = phrasing.statement
    for ordinal, goal in enumerate(statement.goals, 1):
        members = [each for each in statement.indicators if each.goal == goal.key and each.key in rows]
        name: tuple[Piece, ...] = (phrasing.say(goal.name),)
        if design.name == "indicators":
            name = (_number(label(Number("一", ordinal), phrasing.language)), *name)
        found = []
        for index, indicator in enumerate(members):
            over = (name, len(members)) if index == 0 else None
            row = rows[indicator.key]
            found.append(_indicator_row(phrasing, row, indicator, design, inside[row.id], over))
        if found:
            yield Group(tuple(found))


def _number(text: str) -> Wrap:
    return Wrap("number", (text,))


def _indicator_row(
    phrasing: Phrasing,
    row: Block,
    indicator: Indicator,
    design: TableDesign,
    blocks: tuple[View, ...],
    goal: tuple[tuple[Piece, ...], int] | None,
) -> Row:
    """The row of one indicator; `goal` is the goal's name and how many rows it spans, in its first row."""
    page = phrasing.page(row.page) if row.page else None
    if blocks and blocks[0].begins and page is None:
        # A mark before the first words of the long cell means that the row begins the page.
        page, blocks = blocks[0].opening[0], (replace(blocks[0], opening=blocks[0].opening[1:]), *blocks[1:])
    cells = []
    for leaf in (leaf for column in design.columns for leaf in column.leaves()):
        head = phrasing.say(leaf.head)
        if leaf.shows != "goal":
            cells.append(replace(_indicator_cell(phrasing, leaf.shows, row, indicator, design, blocks), head=head))
        elif goal:
            cells.append(Cell("goal", goal[0], header=True, scope="rowgroup", rowspan=goal[1], head=head))
    return _with_page(Row(row.id, tuple(cells)), page)


def _indicator_cell(
    phrasing: Phrasing, shows: str, row: Block, indicator: Indicator, design: TableDesign, blocks: tuple[View, ...]
) -> Cell:
    year = _year(phrasing, design)
    match shows:
        case "indicator":
            pieces: tuple[Piece, ...] = (phrasing.say(indicator.wording.get(year, indicator.name)),)
            number = label(row.number, phrasing.language)
            return Cell("indicator", (_number(number), *pieces) if number else pieces, header=True, scope="row")
        case "target":
            name = indicator.targets.get(year)
            return Cell("target", (phrasing.datum(name),) if name else (), numeric=True)
        case "system":
            return Cell("code", (indicator.system,))
        case "method":
            return Cell("text", (phrasing.say(indicator.method),))
        case _:
            return Cell("blocks", blocks=blocks)


def _year(phrasing: Phrasing, design: TableDesign) -> int:
    """The year that a table of indicators tells of: a results table names it."""
    return results_year(design.name) or phrasing.statement.year


def _with_page(row: Row, page: Break | None) -> Row:
    """`row` with the page mark that it begins, which stands in its first cell."""
    if page is None:
        return row
    first, *rest = row.cells
    return replace(row, page=page, cells=(replace(first, pieces=(page, *first.pieces)), *rest))
