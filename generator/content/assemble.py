"""Paired nodes → numbered `Block`s with ids, their citations resolved to figures.

Ids come from the numbering: chapter `s2`, section `s2-1-3-4` for 二、(一)3.(4), `-p1` a paragraph, `-t1` a table,
`-f1` a chart; rows of a table of indicators carry goal and indicator: `s2-2-3-1`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from generator.content.blocks import Block, Number
from generator.content.citations import Citations
from generator.content.collector import Collector, nearest
from generator.content.markdown.attributes import REVIEW
from generator.content.markdown.nodes import Node
from generator.content.model import Site
from generator.content.numbering import LEVELS
from generator.content.plans import RowPlan
from generator.content.side_by_side import Nodes, below, pair
from generator.content.written_rows import WrittenRows, written_rows
from generator.problems import Position, say


class Assembler(Struct, frozen=True):
    """Makes the blocks of one statement. `tables` gives the rows of a table by its name, None for an unknown table."""

    site: Site
    citations: Citations
    tables: Mapping[str, tuple[RowPlan, ...]]
    indicators: frozenset[str]
    """The keys of the indicators of all years."""
    charts: Sequence[str]
    collector: Collector
    placed: set[str] = field(default_factory=set)
    """The tables and charts that stand in the text so far."""

    def chapters(self, nodes: Sequence[Nodes], year: int) -> tuple[Block, ...]:
        """The chapters in order, ids `s1`, `s2`, …"""
        chapters = tuple(self.block(node, f"s{n}", Number(LEVELS[0], n), str(year)) for n, node in enumerate(nodes, 1))
        self.tell_repeated(block for chapter in chapters for block in chapter.walk() if block.id)
        return chapters

    def tell_repeated(self, blocks: Iterable[Block]) -> None:
        seen: set[str] = set()
        for block in blocks:
            if block.id in seen:
                hint = say(
                    "請將第二個清單或表格移到另一個小節", "move the second list or table to a section of its own"
                )
                message = say(f"代號「{block.id}」重複", f"the id “{block.id}” appears twice")
                self.collector.error("duplicate-id", block.position or Position(""), message, hint)
            seen.add(block.id)

    def block(self, nodes: Nodes, identity: str, number: Number | None, scope: str) -> Block:
        first = next(iter(nodes.values()))
        passages = {
            language: self.citations.resolve(node.passage, scope, language)
            for language, node in nodes.items()
            if node.passage
        }
        return Block(
            first.kind, identity, passages, self.blocks(below(nodes), identity, scope), number,
            level=first.level, name=first.name, marks=first.marks - {REVIEW}, position=first.position,
            reasons=_reasons(nodes), review=_review(nodes),
        )  # fmt: skip

    def blocks(self, nodes: Mapping[str, Sequence[Node]], identity: str, scope: str) -> tuple[Block, ...]:
        """The children of a block: paired, numbered, and given ids below `identity`."""
        counts: Counter[str] = Counter()
        has_sections = any(node.kind == "section" for node in next(iter(nodes.values()), ()))
        found: list[Block] = []
        for group in pair(nodes, self.site, self.collector):
            first = next(iter(group.values()))
            counts[first.kind] += 1
            count = counts[first.kind]
            if first.kind == "list":
                prefix = identity if count == 1 and not has_sections else f"{identity}-l{count}"
                found.append(self.sequence(group, prefix, scope))
            elif first.kind == "section":
                number = Number(LEVELS[min(first.level, len(LEVELS)) - 1], count)
                found.append(self.block(group, f"{identity}-{count}", number, scope))
            elif first.kind == "table":
                found.append(self.table(group, identity, count))
            elif first.kind == "chart":
                found.append(self.chart(group, f"{identity}-f{count}"))
            else:
                found.append(self.block(group, f"{identity}-p{count}", None, scope))
        return tuple(found)

    def sequence(self, group: Nodes, identity: str, scope: str) -> Block:
        first = next(iter(group.values()))
        items = tuple(
            self.block(item, f"{identity}-{n}", Number(first.style, n), scope)
            for n, item in enumerate(pair(below(group), self.site, self.collector), 1)
        )
        return Block(
            "list", "", children=items, name=first.style, position=first.position,
            reasons=_reasons(group), review=_review(group),
        )  # fmt: skip

    def chart(self, group: Nodes, identity: str) -> Block:
        first = next(iter(group.values()))
        name, position = first.argument, first.position
        self.tell_text(group)
        if name not in self.charts:
            self.collector.tell_unknown(("圖", "chart"), name, position, nearest(name, self.charts))
        else:
            self.tell_another(group, first)
        self.place(f"chart {name}", position)
        return Block("chart", identity, name=name, position=position)

    def tell_text(self, group: Nodes) -> None:
        """Text inside a directive whose content comes from YAML is told: it would not be printed."""
        message = say(
            "此圖表的內容來自 YAML，指令內不應有文字",
            "this table or chart comes from YAML; the directive holds no text",
        )
        for node in group.values():
            if node.children:
                self.collector.error("table-text", node.children[0].position, message)

    def place(self, name: str, position: Position) -> bool:
        """Give a table or chart its place in the text; False, which is told, where it has one: its data stands once."""
        is_new = name not in self.placed
        if not is_new:
            message = say(f"「{name}」在總說明中出現兩次", f"“{name}” appears twice in the statement")
            self.collector.error("placed-twice", position, message)
        self.placed.add(name)
        return is_new

    def table(self, group: Nodes, identity: str, ordinal: int) -> Block:
        first = next(iter(group.values()))
        name = {"table": first.argument, "results": f"results-{first.argument}"}.get(first.name, first.name)
        plans = self.tables.get(name)
        table = Block("table", f"{identity}-t{ordinal}", name=name, position=first.position)
        if plans is None:
            self.collector.tell_unknown(("表格", "table"), name, first.position, nearest(name, self.tables))
            return table
        self.tell_another(group, first)
        if not self.place(name, first.position):
            return table
        written = WrittenRows({})
        if first.name == "results":
            written = written_rows(group, [plan.key for plan in plans], self.indicators, self.collector)
            plans = tuple(plan for plan in plans if written.has(plan.key))
        else:
            self.tell_text(group)
        rows = tuple(
            self.row(
                plan, written.of(plan.key), identity if ordinal == 1 and plan.path[0].isdigit() else table.id, first
            )
            for plan in plans
        )
        return replace(table, children=rows)

    def tell_another(self, group: Nodes, first: Node) -> None:
        """A translation that sets another table or chart at the place of the `first`."""
        for node in group.values():
            if node.argument != first.argument:
                message = say(
                    f"中文此處是「{first.argument}」，譯文卻是「{node.argument}」",
                    f"the original has “{first.argument}” here, not “{node.argument}”",
                )
                hint = say(f"請寫 :::{{{first.name}}} {first.argument}", f"write :::{{{first.name}}} {first.argument}")
                self.collector.error("other-table", node.position, message, hint)

    def row(self, plan: RowPlan, written: Nodes, identity: str, table: Node) -> Block:
        position = next((row.position for row in written.values()), table.position)
        identity = f"{identity}-{plan.path}"
        children = self.blocks(plan.nodes or below(written), identity, plan.scope or table.argument)
        return Block(
            "row", identity, children=children, number=plan.number, name=plan.key, position=position, page=plan.page
        )


def _reasons(nodes: Nodes) -> dict[str, str]:
    """The exceptions that a block declares in any language."""
    return {name: reason for node in nodes.values() for name, reason in node.reasons.items()}


def _review(nodes: Nodes) -> dict[str, Position]:
    """The languages in which a block is marked for review, and where."""
    return {language: node.position for language, node in nodes.items() if REVIEW in node.marks}
