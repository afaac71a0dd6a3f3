"""The page map as `check --report pages` tells it.

In: a statement that was read. Out: for each printed page the place where it begins, how full it is, and its first and
last words. For a statement without page marks, where marks would stand if it were printed as it is now: keep them once
it has been.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.problems import Message, Position, counted, say
from generator.site.presenter import present

if TYPE_CHECKING:
    from generator.content.model import Statement
    from generator.print.pagemap import PageUse


def page_lines(statement: Statement) -> Iterator[Message]:
    """One line for each page of the edition that is printed."""
    # Imported here because setting type takes a second to import and the other reports do without.
    from generator.print.edition import page_uses
    from generator.print.pagemap import marks

    authority = statement.site.authority
    kept = marks(statement)
    pages = page_uses(present(statement, authority))
    if kept:
        yield from (kept_page(statement.year, page, kept.get(page.number, statement.position)) for page in pages)
        return
    places = beginnings(statement)
    starts = [False, *(page.ends_early for page in pages)]
    for page, start in zip(pages, starts, strict=False):
        yield free_page(statement.year, page, start, places.get(page.block, statement.position))
    yield say(
        f"付印後請保留以上標記，並在 {statement.position.path} 寫 pages: {len(pages)}",
        f"once this is printed, keep these marks and write pages: {len(pages)} in {statement.position.path}",
    )


def kept_page(year: int, page: PageUse, place: Position) -> Message:
    """A page that a mark begins."""
    room = int(page.room)
    zh, en = (
        (f"多出 {page.over} 行", f"{page.over} too many")
        if page.over
        else (f"尚可排 {room} 行", f"room for {room} more")
    )
    return say(
        f"{year} 年度第 {page.number} 頁：{place.at_line}：{page.lines} 行，{zh}：{_edges(page)}",
        f"{year} page {page.number}: {place.at_line}: {counted(page.lines, 'line')}, {en}: {_edges(page)}",
    )


def free_page(year: int, page: PageUse, starts: bool, place: Position) -> Message:
    """A page that no mark begins, with the mark that would; it `starts` where the page before ends early."""
    number = f"{page.number} start" if starts else f"{page.number}"
    mark = f"page: {number}" if _in_yaml(place) else f"{{page}}`{number}`"
    return say(
        f"{year} 年度第 {page.number} 頁：{place.at_line}：標記 {mark}，{page.lines} 行：{_edges(page)}",
        f"{year} page {page.number}: {place.at_line}: mark {mark}, {counted(page.lines, 'line')}: {_edges(page)}",
    )


def beginnings(statement: Statement) -> dict[str, Position]:
    """Where a mark would stand that begins a page with a block: in a row of running text at its first words."""
    found: dict[str, Position] = {}
    for block in statement.blocks:
        words = (each.passages.get(statement.site.authority) for each in block.walk())
        passage = next(filter(None, words), None) if block.kind == "row" or block.passages else None
        if place := passage.position if passage else block.position:
            found[block.id] = place
    for table in statement.blocks:
        places = _rows(table.name, statement) if table.kind == "table" else {}
        found.update({row.id: places[row.name] for row in table.children if row.name in places})
    return found


def _rows(table: str, statement: Statement) -> dict[str, Position]:
    """The rows of a table that stand in YAML, by their keys."""
    if table == "indicators":
        return {indicator.key: indicator.position for indicator in statement.indicators}
    design = statement.tables.get(table)
    return {row.key: row.position for row in design.rows} if design else {}


def _in_yaml(place: Position) -> bool:
    return place.path.endswith((".yaml", ".yml"))


def _edges(page: PageUse) -> str:
    return f"「{page.first}」…「{page.last}」"
