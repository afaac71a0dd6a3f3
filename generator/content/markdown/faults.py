"""What an editor is told of a Markdown text: what is not used there, not closed, typed by hand, or would be lost.

In: the text and a token of its parser. Out: problems, each at its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.token import Token
from msgspec import Struct

from generator.content.collector import Collector
from generator.content.markdown.lookalikes import BULLETS, SHAPES, TYPED_SIGN, remedy
from generator.content.markdown.parser import BLOCKS, LONGEST, MOST_SIGNS
from generator.problems import Position, say

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
    "substitution_block": say("單獨成段的引用", "a citation that is a paragraph of its own"),
    "front_matter": say("檔首設定", "front matter"),
}
OTHER = say("這種 Markdown", "this kind of Markdown")
ITEM = re.compile(r"\s*((?:[0-9]+[.)]|[-*+])\s+)")
"""What stands before the text of an item: what is below it is indented by as much."""
INDENT = 3
TYPED_NUMBER = (
    r"(?:\{page\}`[^`]*`)?(?P<number>[一二三四五六七八九十]+、(?![一二三四五六七八九十])"
    r"|[（(](?:[一二三四五六七八九十]+|[0-9]+|[ivx]+)[)）]|(?:[0-9]+|[IVX]+)[.．](?![0-9])"
    rf"|{TYPED_SIGN})"
)
"""The number of a heading or an item as an editor would type it; 一、二級主管 begins with none. Compiled with the first text
that may begin with one."""
NUMERALS = "（(0123456789０１２３４５６７８９IVXivx一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"
ENDS = tuple(f"、.．)）{BULLETS}")
"""Of what such a number is made; and what it ends with, or is alone."""


def typed_number(text: str) -> str:
    """The number, typed by hand, with which a text begins; empty for most texts, which are not looked at any closer."""
    begin = text.split("`", 2)[-1] if text.startswith("{page}`") else text
    match = re.match(TYPED_NUMBER, text) if begin.lstrip(NUMERALS).startswith(ENDS) else None
    return match["number"] if match else ""


class MarkdownFaults(Struct):
    """The places of a text, and what is wrong there. `lines` are those of the text; `shift` is where it begins in the
    file `path`: line and column to add, (1, 1) for a Markdown file."""

    path: str
    lines: Sequence[str]
    shift: Position
    collector: Collector
    told_too_much: bool = False

    def place(self, line: int, offset: int = 0) -> Position:
        """The place of the character `offset` of a line, both from 0."""
        return Position(self.path, self.shift.line + line, self.shift.column + offset)

    def here(self, token: Token) -> Position:
        """The place where a block begins."""
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

    def tell_unused(self, token: Token) -> None:
        """A kind of block that a statement does not use."""
        zh, en = BLOCKS_UNUSED.get(token.type, OTHER).both
        hint = say(
            "請寫成標題、段落、編號清單或 ::: 指令", "write headings, paragraphs, numbered lists or ::: directives"
        )
        if token.type == "code_block":
            hint = say("請刪除行首的空格", "delete the spaces at the beginning of the line")
        message = say(f"此處不使用{zh}", f"{en} is not used here")
        self.collector.error("markdown-unused", self.here(token), message, hint)

    def tell_too_much(self, inline: Token) -> None:
        """A block, or a file, longer than is read; once a file."""
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
        """Text that looks like markup: `case` as `lookalikes` names it."""
        message = say(
            f"「{words}」看似標記，卻會照原樣印出", f"“{words}” looks like markup, but would be printed as it stands"
        )
        if case in SHAPES:
            self.collector.error("looks-like-block", position, message, remedy(case))
        else:
            self.collector.error("looks-like-markup", position, message, remedy(case))

    def tell_number(self, text: str, token: Token) -> None:
        """The number of a heading or an item was typed: print would have it twice."""
        if number := typed_number(text):
            message = say(f"編號「{number}」會印兩次", f"the number “{number}” would be printed twice")
            hint = say("編號由程式加上，請刪除", "numbers are made by the program: delete it")
            self.collector.warning("typed-number", self.here(token), message, hint)

    def tell_typed_item(self, text: str, token: Token) -> None:
        """A paragraph that begins with a number is mostly meant as an item of a list."""
        if number := typed_number(text):
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

    def tell_indent(self, items: Sequence[Token]) -> None:
        """The first of the items of a list that is indented as if it stood below the one before, but by too little."""
        outer = self.here(items[0]).column if items else 0
        for before, item in pairwise(items):
            if self.here(item).column > outer:
                marker = ITEM.match(self.lines[before.map[0] if before.map else 0])
                spaces = outer - self.shift.column + (len(marker[1]) if marker else INDENT)
                message = say(
                    "此項縮排不足，會與上一層並列",
                    "this item is indented by too little, and would stand beside the others",
                )
                hint = say(
                    f"下一層請縮排 {spaces} 格；並列請對齊",
                    f"indent it by {spaces} spaces to stand below, or align it with the items beside it",
                )
                self.collector.error("item-indent", self.here(item), message, hint)
                return

    def is_closed(self, directive: Token) -> bool:
        """Whether the line where a directive ends is an end at all, and not that of the file or of what it stands in."""
        last = directive.map[1] if directive.map else 0
        return last < len(self.lines) and self.lines[last].strip().startswith(":::")

    def tell_open(self, token: Token, name: str, outside: Position | None) -> None:
        """A directive without its end, which may have taken in what stands `outside` of it, or an end without its directive."""
        if not name:
            message = say("此行 ::: 之前沒有指令", "this line ::: closes nothing")
            hint = say("請刪除，或在指令那一行寫 :::{名稱}", "delete it, or begin the directive with :::{name}")
        elif outside or not self.is_closed(token):
            message = say("::: 指令沒有結束", "a ::: directive is not closed")
            hint = say("請在其後加一行 :::", "close it with a line :::")
            if outside:
                line = outside.line
                hint = say(f"請在第 {line} 行之前加一行 :::", f"close it with a line ::: before line {line}")
        else:
            return
        self.collector.error("directive-open", self.here(token), message, hint)

    def tell_stray(self, token: Token) -> None:
        """A line of attributes that the parser would drop."""
        message = say("此行標記之後還有文字，或沒有段落", "text on this line follows the attributes, or no block does")
        hint = say(
            "標記獨立一行，其下一行是所屬的段落",
            "write the attributes on a line of their own, right before their block",
        )
        self.collector.error("stray-attributes", self.here(token), message, hint)

    def tell_front_matter(self) -> None:
        """Front matter that is opened and never closed."""
        message = say("檔首的 --- 沒有結束", "the front matter opened by --- is not closed")
        hint = say("請刪除該行", "delete that line")
        self.collector.error("front-matter-open", self.place(0), message, hint)
