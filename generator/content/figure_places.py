"""Where the figures of a statement stand, as a correction names their places.

In: the full name of a figure. Out: whether a table or a row shows it, and what to write where none does.
"""

from __future__ import annotations

from generator.content.blocks import Block, citations_in
from generator.content.model import Statement
from generator.problems import Message, say


def holds(identity: str, figure: str, statement: Statement) -> bool:
    """Whether the block `identity` is a table, or a row of one, that shows `figure`."""
    for table in (block for block in statement.blocks if block.kind == "table"):
        row = next((row.name for row in table.children if row.id == identity), "")
        if row or table.id == identity:
            return figure in _shown(table.name, row, statement)
    return False


def where(figure: str, statement: Statement) -> Message:
    """What to write in a correction of `figure`: the table that shows it, or else the first text that cites it."""
    blocks = [block for block in statement.blocks if block.id]
    for block in blocks:
        if block.kind == "table" and figure in _shown(block.name, "", statement):
            return say(f"此數字在表格「{block.id}」，請更正 block", f"the table “{block.id}” holds it: correct block")
    for block in blocks:
        if figure in _cited(block, statement.site.authority):
            return say(
                f"此數字在內文：請將 block 改為「{block.id}」，並刪除 figure 一行",
                f"it stands in running text: write block: {block.id}, and delete the line figure",
            )
    return say("請更正 block 或 figure", "correct block or figure")


def _cited(block: Block, language: str) -> set[str]:
    """The figures that the text of a block cites."""
    passage = block.passages.get(language)
    return {each.figure for each in citations_in(passage.inlines)} if passage else set()


def _shown(table: str, row: str, statement: Statement) -> set[str]:
    """The figures in the cells of a table, or of its row of the key `row`; of an indicator these are its targets."""
    if table == "staffing":
        return {name for name, *_ in statement.staffing.cells()} if statement.staffing else set()
    rows = statement.tables[table].cells() if table in statement.tables else ()
    shown = {name for name, of, _ in rows if row in ("", of.key)}
    indicators = (each for each in statement.indicators if row in ("", each.key))
    return shown or {name for indicator in indicators for name in indicator.targets.values()}
