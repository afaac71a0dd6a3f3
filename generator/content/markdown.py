"""Markdown sources: text → a tree of `Node`s in one language, every node with its place.

Markdown in the manner of MyST: headings number the chapters, `:::{name} argument` sets a table or chart, an
attribute line `{.note}` before a block marks it. Raw HTML is off; what a statement does not use is a placed problem.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown_it.token import Token
from msgspec import Struct, field

from generator.content.blocks import BlockKind, Passage
from generator.content.collector import Collector, nearest
from generator.content.inline import InlineReader
from generator.content.lookalikes import SHAPES, lookalikes, remedy
from generator.content.numbering import BULLET, LEVELS, STYLES, next_style
from generator.content.parser import BLOCKS, LONGEST, MOST_SIGNS, STRAY, parser
from generator.problems import Position, Problem, say

DIRECTIVES = ("chart", "indicators", "results", "staffing", "table")
REVIEW = "review"
"""The mark of text that was carried over from another year and waits for review."""
MARKS = {"section": ("run-in", REVIEW), "paragraph": ("note", REVIEW), "list": (REVIEW,)}
REASONS = ("parity", "glossary")
AS_LIST = say(
    "清單請每項一行，寫成「1. 文字」，編號由程式加上",
    "write the items of a list as “1. text”, one a line: numbers are made by the program",
)
CODE = say("程式碼（行首空四格也算）", "code, such as a line that begins with four spaces,")
BLOCKS_UNUSED = {
    "fence": CODE,
    "code_block": CODE,
    "hr": say("分隔線", "a rule"),
    "blockquote_open": say("引言（>）", "a quotation (>)"),
}
OTHER = say("這種 Markdown", "this kind of Markdown")
DEEPEST = 4
"""Levels of headings and of lists."""
TYPED_NUMBER = re.compile(
    r"(?:\{page\}`[^`]*`)?(?P<number>[一二三四五六七八九十]+、(?![一二三四五六七八九十])"
    r"|[（(](?:[一二三四五六七八九十]+|[0-9]+|[ivx]+)[)）]|(?:[0-9]+|[IVX]+)[.．](?![0-9]))"
)
"""The number of a heading or an item as an editor would type it; 一、二級主管 begins with none."""


class Node(Struct, frozen=True):
    """A block in one language, before it is paired with the other languages and numbered."""

    kind: BlockKind
    position: Position
    passage: Passage | None = None
    children: tuple[Node, ...] = ()
    level: int = 0
    name: str = ""
    """A directive's name, or a row's key."""
    argument: str = ""
    style: str = ""
    marks: frozenset[str] = frozenset()
    reasons: dict[str, str] = field(default_factory=dict)
    list_name: str = ""


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
    of its files is saved, and the comparison of two years reads both again."""
    collector = Collector()
    reader = _BlockReader(path, text.split("\n"), language, collector, shift)
    nodes = reader.read(parser().parse(text))
    return nodes, tuple(collector.problems)


@dataclass(slots=True)
class _BlockReader:
    path: str
    lines: Sequence[str]
    language: str
    collector: Collector
    shift: Position
    tokens: Sequence[Token] = ()
    index: int = 0
    level: int = 0
    """Level of the heading read last."""
    told_too_much: bool = False

    def read(self, tokens: Sequence[Token]) -> tuple[Node, ...]:
        if self.lines and self.lines[0].strip() == "---" and not (tokens and tokens[0].type == "front_matter"):
            message = say("檔首的 --- 沒有結束", "the front matter opened by --- is not closed")
            hint = say(
                "請刪除第一行，或在其後加上另一行 ---", "delete the first line, or close it with another line ---"
            )
            self.collector.error("front-matter-open", self.place(0), message, hint)
            return ()
        self.tokens, self.index = tokens, 0
        return self.blocks(None, depth=0)

    def place(self, line: int, offset: int = 0) -> Position:
        return Position(self.path, self.shift.line + line, self.shift.column + offset)

    def here(self, token: Token) -> Position:
        line = token.map[0] if token.map else 0
        text = self.lines[line] if line < len(self.lines) else ""
        return self.place(line, len(text) - len(text.lstrip()))

    def within(self, inline: Token, at: int) -> Position:
        """The place of the character `at` of a block's source."""
        before = inline.content[:at]
        line = (inline.map[0] if inline.map else 0) + before.count("\n")
        begins = before.rpartition("\n")[2]
        found = (
            self.lines[line].find(inline.content[at - len(begins) :].split("\n", 1)[0]) if line < len(self.lines) else 0
        )
        return self.place(line, max(found, 0) + len(begins))

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
        if kind == "substitution_block":
            self.unused(token, "單獨成段的引用", "a citation that is a paragraph of its own")
        elif kind == "front_matter":
            self.unused(token, "檔首設定", "front matter")
        elif kind == STRAY:
            message = say(
                "此行標記之後還有文字，或沒有段落", "text on this line follows the attributes, or no block does"
            )
            hint = say(
                "標記獨立一行，其下一行是所屬的段落",
                "write the attributes on a line of their own, right before their block",
            )
            self.collector.error("stray-attributes", self.here(token), message, hint)
        else:
            zh, en = (BLOCKS_UNUSED.get(kind, OTHER).in_language(one) for one in ("zh-Hant", "en"))
            self.unused(token, zh, en)
            self.skip(kind)
        return None

    def unused(self, token: Token, zh: str, en: str) -> None:
        hint = say(
            "請寫成標題、段落、編號清單或 ::: 指令", "write headings, paragraphs, numbered lists or ::: directives"
        )
        message = say(f"此處不使用{zh}", f"{en} is not used here")
        self.collector.error("markdown-unused", self.here(token), message, hint)

    def skip(self, kind: str) -> None:
        if not kind.endswith("_open"):
            return
        open_, level = kind, 1
        while level and self.index < len(self.tokens):
            other = self.tokens[self.index].type
            level += (other == open_) - (other == open_.replace("_open", "_close"))
            self.index += 1

    def passage(self, inline: Token) -> Passage:
        first = inline.map[0] if inline.map else 0
        if "too-much" in inline.meta:
            self.tell_too_much(inline)
        for at, case, words in lookalikes(inline):
            self.tell_lookalike(self.within(inline, at), case, words)
        return InlineReader(self.path, self.lines, inline, first, self.shift, self.language, self.collector).passage()

    def tell_too_much(self, inline: Token) -> None:
        if self.told_too_much:
            return
        self.told_too_much = True
        message = say(
            f"文字過長：每段至多 {LONGEST:,} 字、{MOST_SIGNS} 個標記，每檔至多 {BLOCKS:,} 段",
            f"too much text: at most {LONGEST:,} characters and {MOST_SIGNS} marks a block, {BLOCKS:,} blocks a file",
        )
        hint = say("請分為數段或數個檔案", "split it into several blocks or files")
        self.collector.error("too-much", self.here(inline), message, hint)

    def tell_lookalike(self, position: Position, case: str, words: str) -> None:
        message = say(
            f"「{words}」看似標記，卻會照原樣印出", f"“{words}” looks like markup, but would be printed as it stands"
        )
        if case in SHAPES:
            self.collector.error("looks-like-block", position, message, remedy(case))
        else:
            self.collector.error("looks-like-markup", position, message, remedy(case))

    def tell_number(self, text: str, token: Token) -> None:
        """The number of a heading or an item was typed: print would have it twice."""
        if typed := TYPED_NUMBER.match(text):
            number = typed["number"]
            message = say(f"編號「{number}」會印兩次", f"the number “{number}” would be printed twice")
            hint = say("編號由程式加上，請刪除", "numbers are made by the program: delete it")
            self.collector.warning("typed-number", self.here(token), message, hint)

    def tell_typed_item(self, text: str, token: Token) -> None:
        """A paragraph that begins with a number is mostly meant as an item of a list."""
        if typed := TYPED_NUMBER.match(text):
            number = typed["number"]
            message = say(f"段落以編號「{number}」開頭", f"the paragraph begins with the number “{number}”")
            self.collector.warning("typed-item", self.here(token), message, AS_LIST)

    def tell_start(self, token: Token) -> None:
        """A list that is typed from another number on than the first, which the program would not print."""
        if start := token.attrs.get("start"):
            message = say(
                f"清單從 {start} 寫起，卻會從頭編號",
                f"this list is typed from {start} on, but would be numbered from the beginning",
            )
            hint = say(
                f"接續前面的清單時，請將中間的段落縮排三格；若是內文，請寫成 {start}\\.",
                f"to go on with the list before, indent the paragraph between by three spaces; in running text write {start}\\.",
            )
            self.collector.error("list-start", self.here(token), message, hint)

    def heading(self, token: Token) -> Node:
        inline = self.tokens[self.index]
        self.index += 2
        self.tell_number(inline.content, token)
        marks, reasons, _ = self.attributes(token, "section")
        self.level = int(token.tag[1:])
        return Node("section", self.here(token), self.passage(inline), level=self.level, marks=marks, reasons=reasons)

    def paragraph(self, token: Token, depth: int) -> Node:
        inline = self.tokens[self.index]
        self.index += 2
        if depth:
            self.tell_number(inline.content, token)
        else:
            self.tell_typed_item(inline.content, token)
        marks, reasons, _ = self.attributes(token, "paragraph")
        return Node("paragraph", self.here(token), self.passage(inline), marks=marks, reasons=reasons)

    def list(self, token: Token, depth: int, style: str) -> Node:
        marks, reasons, others = self.attributes(token, "list")
        self.tell_start(token)
        if depth >= DEEPEST:
            message = say(f"清單超過 {DEEPEST} 層", f"lists nest deeper than {DEEPEST} levels")
            self.collector.error("list-depth", self.here(token), message)
        style = others.get("numbering", "") or (BULLET if token.type == "bullet_list_open" else style)
        style = style or LEVELS[min(self.level, len(LEVELS) - 1)]
        items = []
        while (item := self.tokens[self.index]).type == "list_item_open":
            self.index += 1
            items.append(self.item(item, depth, style))
        self.index += 1
        position, name = self.here(token), others.get("list", "")
        return Node("list", position, children=tuple(items), style=style, marks=marks, reasons=reasons, list_name=name)

    def item(self, token: Token, depth: int, style: str) -> Node:
        children = self.blocks("list_item_close", depth + 1, next_style(style))
        if not children or children[0].kind != "paragraph":
            hint = say("請在編號後直接寫文字", "write its text right after the number")
            self.collector.error(
                "empty-item", self.here(token), say("清單項目沒有文字", "a list item without text"), hint
            )
            return Node("item", self.here(token), children=children)
        own, *rest = children
        return Node("item", self.here(token), own.passage, tuple(rest), marks=own.marks, reasons=own.reasons)

    def directive(self, token: Token) -> Node | None:
        match = re.fullmatch(r"\s*\{([^{}]*)\}\s*(.*?)\s*", token.info)
        name = match[1] if match else token.info.strip()
        position = self.here(token)
        self.tell_open(token, name)
        children = self.blocks("container_directive_close", 0, LEVELS[0])
        if match and name in DIRECTIVES:
            kind: BlockKind = "chart" if name == "chart" else "table"
            return Node(kind, position, children=children, name=name, argument=match[2])
        if name:
            message = say(f"不認得的指令「{name}」", f"unknown directive “{name}”")
            self.collector.error("unknown-directive", position, message, nearest(name, DIRECTIVES))
        return None

    def tell_open(self, token: Token, name: str) -> None:
        """A directive without its end, or an end without its directive."""
        last = token.map[1] if token.map else 0
        if not name:
            message = say("此行 ::: 之前沒有指令", "this line ::: closes nothing")
            hint = say("請刪除，或在指令那一行寫 :::{名稱}", "delete it, or begin the directive with :::{name}")
        elif last >= len(self.lines) or not self.lines[last].strip().startswith(":::"):
            message = say("::: 指令沒有結束", "a ::: directive is not closed")
            hint = say("請在其後加一行 :::", "close it with a line :::")
        else:
            return
        self.collector.error("directive-open", self.here(token), message, hint)

    def attributes(self, token: Token, kind: str) -> tuple[frozenset[str], dict[str, str], dict[str, str]]:
        """The marks, reasons and other attributes that an attribute line sets on a block of `kind`."""
        if not token.attrs and not token.meta:
            return frozenset(), {}, {}
        position = self.here(token)
        known = ("numbering", "list", *REASONS) if kind == "list" else REASONS
        attrs: dict[str, Any] = dict(token.attrs)
        attrs.pop("start", None)
        marks = frozenset(str(attrs.pop("class", "")).split())
        for mark in marks.difference(MARKS.get(kind, ())):
            message = say(f"此處不認得的標記「.{mark}」", f"unknown mark “.{mark}” here")
            self.collector.error("unknown-attribute", position, message, nearest(mark, MARKS.get(kind, ())))
        refused = token.meta.get("insecure_attrs", ())
        for name in [name for name in (*attrs, *refused) if name not in known]:
            message = say(f"此處不認得的屬性「{name}」", f"unknown attribute “{name}” here")
            self.collector.error("unknown-attribute", position, message, nearest(name, known))
        style = attrs.get("numbering", "")
        if style and style not in STYLES:
            message = say(f"不認得的編號樣式「{style}」", f"unknown numbering “{style}”")
            self.collector.error("unknown-numbering", position, message, nearest(style, STYLES))
            attrs.pop("numbering")
        reasons = {name: str(attrs[name]) for name in REASONS if name in attrs}
        return marks, reasons, {name: str(attrs[name]) for name in attrs if name in ("numbering", "list")}
