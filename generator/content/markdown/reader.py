"""Markdown sources: text → `Node`s in one language, every node with its place.

Markdown in the manner of MyST: headings number the chapters, `:::{name} argument` sets a table or chart, an
attribute line `{.note}` before a block marks it. Raw HTML is off; what a statement does not use is a placed problem.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from markdown_it.token import Token
from msgspec import Struct

from generator.content.blocks import BlockKind, Passage
from generator.content.collector import Collector, closest, nearest
from generator.content.markdown.attributes import read_attributes
from generator.content.markdown.faults import MarkdownFaults
from generator.content.markdown.inline import InlineReader
from generator.content.markdown.lookalikes import LOOKALIKES
from generator.content.markdown.nodes import DEEPEST, Node, first_outside
from generator.content.markdown.parser import STRAY, parser
from generator.content.numbering import BULLET, LEVELS, next_style
from generator.problems import Position, Problem, say

DIRECTIVES = ("chart", "indicators", "results", "staffing", "table")
ALONE = ("indicators", "staffing")
"""The directives that nothing follows: there is one table of each kind."""
WITH_TEXT = ("code_block", "fence", "blockquote_open", "substitution_block")
"""What is not used, and was mostly meant as a paragraph."""


def parse_markdown(
    text: str, path: str, language: str, collector: Collector, shift: Position | None = None
) -> tuple[Node, ...]:
    """The blocks of `text`; `shift` is where the text begins, for Markdown that stands inside a YAML file."""
    nodes, problems = _parsed(text, path, language, shift or Position(path))
    collector.problems += problems
    return nodes


@lru_cache(maxsize=128)
def _parsed(text: str, path: str, language: str, shift: Position) -> tuple[tuple[Node, ...], tuple[Problem, ...]]:
    """The blocks and the problems of a text. Those parsed last are kept: the preview reads a year again whenever one
    of its files is saved."""
    collector = Collector()
    faults = MarkdownFaults(path, text.split("\n"), shift, collector)
    nodes = _BlockReader(faults, language, parser().parse(text)).read()
    return nodes, tuple(collector.problems)


class _BlockReader(Struct):
    faults: MarkdownFaults
    language: str
    tokens: Sequence[Token]
    index: int = 0
    level: int = 0
    """Level of the heading read last."""

    def read(self) -> tuple[Node, ...]:
        if self.faults.lines[0].strip() == "---" and not (self.tokens and self.tokens[0].type == "front_matter"):
            self.faults.tell_front_matter()
            return ()
        return self.blocks(None, depth=0)

    def blocks(self, close: str | None, depth: int, style: str = "") -> tuple[Node, ...]:
        """The blocks up to the token `close`, at list depth `depth`."""
        found: list[Node] = []
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            self.index += 1
            if token.type == close:
                break
            node = self.block(token, depth, style)
            if node:
                found.append(node)
        return tuple(found)

    def block(self, token: Token, depth: int, style: str) -> Node | None:
        kind = token.type
        if kind == "heading_open":
            return self.heading(token)
        if kind == "paragraph_open":
            return self.paragraph(token, depth)
        if kind in ("ordered_list_open", "bullet_list_open"):
            return self.list(token, depth, style)
        if kind == "container_directive_open":
            return self.directive(token)
        if kind == STRAY:
            self.faults.tell_stray(token)
        else:
            self.faults.tell_unused(token)
            self.skip(kind)
            if kind in WITH_TEXT:  # Else its translation would be told as one too many.
                return Node("paragraph", self.faults.here(token))
        return None

    def skip(self, kind: str) -> None:
        if not kind.endswith("_open"):
            return
        level = 1
        while level and self.index < len(self.tokens):
            other = self.tokens[self.index].type
            level += (other == kind) - (other == kind.replace("_open", "_close"))
            self.index += 1

    def passage(self, inline: Token) -> Passage:
        faults = self.faults
        if "too-much" in inline.meta:
            faults.tell_too_much(inline)
        for at, case, words in inline.meta.get(LOOKALIKES, ()):
            faults.tell_lookalike(faults.within(inline, at), case, words)
        return InlineReader(faults, inline, self.language).passage()

    def heading(self, token: Token) -> Node:
        inline = self.tokens[self.index]
        self.index += 2
        self.faults.tell_number(inline.content, token)
        given = read_attributes(token, "section", self.faults)
        self.level = int(token.tag[1:])
        position, passage = self.faults.here(token), self.passage(inline)
        return Node("section", position, passage, level=self.level, marks=given.marks, reasons=given.reasons)

    def paragraph(self, token: Token, depth: int) -> Node:
        inline = self.tokens[self.index]
        self.index += 2
        if depth:
            self.faults.tell_number(inline.content, token)
        else:
            self.faults.tell_typed_item(inline.content, token)
        given = read_attributes(token, "paragraph", self.faults)
        return Node(
            "paragraph", self.faults.here(token), self.passage(inline), marks=given.marks, reasons=given.reasons
        )

    def list(self, token: Token, depth: int, style: str) -> Node:
        given = read_attributes(token, "list", self.faults)
        self.faults.tell_start(token)
        if depth >= DEEPEST:
            message = say(f"清單超過 {DEEPEST} 層", f"lists nest deeper than {DEEPEST} levels")
            self.faults.collector.error("list-depth", self.faults.here(token), message)
        style = given.numbering or (BULLET if token.type == "bullet_list_open" else style)
        style = style or LEVELS[min(self.level, len(LEVELS) - 1)]
        items: list[Node] = []
        begun: list[Token] = []
        while (item := self.tokens[self.index]).type == "list_item_open":
            self.index += 1
            begun.append(item)
            items.append(self.item(item, depth, style))
        self.index += 1
        self.faults.tell_indent(begun)
        return Node(
            "list", self.faults.here(token), children=tuple(items), style=style, marks=given.marks,
            reasons=given.reasons, list_name=given.list_name,
        )  # fmt: skip

    def item(self, token: Token, depth: int, style: str) -> Node:
        position = self.faults.here(token)
        children = self.blocks("list_item_close", depth + 1, next_style(style))
        if not children or children[0].kind != "paragraph":
            message = say("清單項目沒有文字", "a list item without text")
            hint = say("請在編號後直接寫文字", "write its text right after the number")
            self.faults.collector.error("empty-item", position, message, hint)
            return Node("item", position, children=children)
        own, *rest = children
        return Node("item", position, own.passage, tuple(rest), marks=own.marks, reasons=own.reasons)

    def directive(self, token: Token) -> Node | None:
        match = re.fullmatch(r"\s*\{([^{}]*)\}\s*(.*?)\s*", token.info)
        name = match[1] if match else token.info.strip()
        position = self.faults.here(token)
        read_attributes(token, "directive", self.faults)  # It takes none, and each is told.
        children = self.blocks("container_directive_close", 0, LEVELS[0])
        if name and not (match and name in DIRECTIVES):
            self.faults.collector.tell_unknown(("指令", "directive"), name, position, nearest(name, DIRECTIVES))
            name = closest(name, DIRECTIVES, 60) or name  # Else its translation would be told as one too many.
        known = match if name in DIRECTIVES else None
        is_closed = self.faults.is_closed(token)
        self.faults.tell_open(token, name, first_outside(children, name, is_closed=is_closed) if known else None)
        if known:
            argument = known[2]
            if argument and name in ALONE:
                message = say(
                    f"指令「{name}」之後不寫「{argument}」", f"“{argument}” cannot follow the directive “{name}”"
                )
                self.faults.collector.error("directive-argument", position, message, say("請刪除", "delete it"))
                argument = ""
            kind: BlockKind = "chart" if name == "chart" else "table"
            return Node(kind, position, children=children, name=name, argument=argument)
        return None
