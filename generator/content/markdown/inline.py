"""Running text: inline tokens of one Markdown block → a `Passage`.

Allowed are emphasis, links, `{{ figure }}`, `{page}`n``, `[text]{lang=… | spread=… | claim="…"}`; all else is a
placed problem. markdown-it gives no columns inside a block, so a cursor follows the source text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from markdown_it.token import Token
from msgspec import Struct

from generator.content.blocks import Citation, Inline, PageMark, Passage, Span, Text
from generator.content.collector import nearest
from generator.content.markdown.faults import OTHER, MarkdownFaults
from generator.content.textfile import forbidden, tell_control
from generator.content.yaml.scalars import MarkedPage
from generator.problems import Position, say

ROLES = ("page",)
SPREAD = re.compile(r"[1-9]|1[0-9]|20")
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
"""A language as BCP 47 writes it, such as `zh-Hant`."""
DEEPEST = 10
"""Levels of emphasis, links and spans within one another."""
SPANS = {"lang": "language", "spread": "spread", "claim": "claim"}
UNUSED = {
    "image": say("圖片", "a picture"),
    "code_inline": say("程式碼", "code"),
    "hardbreak": say("強制換行", "a forced line break"),
}


class InlineReader(Struct):
    """Reads the inline tokens of one block, which `token` holds; `faults` knows the places of its text."""

    faults: MarkdownFaults
    token: Token
    language: str
    line: int = 0
    offset: int = 0
    index: int = 0

    def passage(self) -> Passage:
        """The block's running text with its place."""
        self.line = self.token.map[0] if self.token.map else 0
        inlines = () if self.is_too_deep() else self.run(None)
        return Passage(inlines, self.faults.within(self.token, 0), self.token.content)

    def is_too_deep(self) -> bool:
        """Whether marks nest deeper than any text needs, which is told."""
        deepest = max(accumulate((token.nesting for token in self.token.children or ()), initial=0))
        if deepest > DEEPEST:
            message = say(f"強調、連結等標記超過 {DEEPEST} 層", f"emphasis and links nest deeper than {DEEPEST} levels")
            self.faults.collector.error("markdown-depth", self.faults.within(self.token, 0), message)
        return deepest > DEEPEST

    def next_place(self, needle: str) -> Position:
        """The place of the next `needle` in the source; the cursor moves behind it."""
        text = self.faults.lines[self.line] if self.line < len(self.faults.lines) else ""
        found = text.find(needle, self.offset)
        if found < 0:
            return self.faults.place(self.line, max(self.offset, 0))
        self.offset = found + len(needle)
        return self.faults.place(self.line, found)

    def run(self, close: str | None) -> tuple[Inline, ...]:
        found: list[Inline] = []
        children = self.token.children or []
        while self.index < len(children):
            token = children[self.index]
            self.index += 1
            if token.type == close:
                break
            found.extend(self.one(token))
        return tuple(found)

    def one(self, token: Token) -> Sequence[Inline]:
        kind = token.type
        if kind in ("text", "text_special"):
            return self.text(token.content)
        if kind == "softbreak":
            self.line, self.offset = self.line + 1, 0
            # A line break in the source is a space in English and nothing in Chinese.
            return () if self.language == "zh-Hant" else (Text(" "),)
        if kind == "substitution_inline":
            return (Citation(token.content.strip(), self.next_place("{{")),)
        if kind == "myst_role":
            return self.role(token)
        if kind == "span_open":
            return self.span(token)
        if kind in ("em_open", "strong_open"):
            role = "emphasis" if kind == "em_open" else "strong"
            return (Span(role, self.run(kind.replace("open", "close"))),)  # type: ignore[arg-type]
        if kind == "link_open":
            return self.link(token)
        self.tell_unused(kind)
        return ()

    def tell_unused(self, kind: str) -> None:
        """A kind of running text that a statement does not use."""
        zh, en = UNUSED.get(kind, OTHER).both
        message = say(f"總說明不使用{zh}", f"{en} is not used in a statement")
        hint = say("請改為一般文字", "write it as plain text")
        self.faults.collector.error("markdown-unused", self.faults.place(self.line, self.offset), message, hint)

    def text(self, text: str) -> Sequence[Inline]:
        if wrong := next(forbidden(text), None):  # Written as an entity such as &#x202e;: the file itself has none.
            tell_control(wrong[0], self.faults.place(self.line, self.offset), self.faults.collector)
        return (Text(text),) if text else ()

    def role(self, token: Token) -> Sequence[Inline]:
        name, content = token.meta["name"], token.content
        position = self.next_place("{" + name + "}")
        if name not in ROLES:
            self.faults.collector.tell_unknown(("標記", "role"), name, position, nearest(name, ROLES))
            return ()
        try:
            page = MarkedPage.read(content)
        except ValueError:
            message = say(f"頁次標記「{content}」不合規定", f"“{content}” is not a page mark")
            hint = say("請寫 {page}`9` 或 {page}`9 start`", "write {page}`9` or {page}`9 start`")
            self.faults.collector.error("bad-page-mark", position, message, hint)
            return ()
        return (PageMark(int(page), page.starts, position),)

    def span(self, token: Token) -> Sequence[Inline]:
        position = self.next_place("[")
        children = self.run("span_close")
        if not self.has_one_attribute(token, position):
            return children
        ((name, value),) = token.attrs.items()
        if not self.value_fits(name, str(value), position):
            return children
        return (Span(SPANS[name], children, str(value), position),)  # type: ignore[arg-type]

    def has_one_attribute(self, token: Token, position: Position) -> bool:
        """Whether a span has one attribute, which is known; else it is told what is wrong."""
        unknown = [str(each) for each in (*token.attrs, *token.meta.get("insecure_attrs", ())) if each not in SPANS]
        if unknown:
            message = say(f"不認得的文字屬性「{unknown[0]}」", f"unknown attribute “{unknown[0]}” of a span")
            self.faults.collector.error("unknown-attribute", position, message, nearest(unknown[0], SPANS))
        elif len(token.attrs) != 1:
            message = say("文字須有一個屬性，且只能有一個", "a span has one attribute, and only one")
            hint = say(
                "請寫成 [文字]{lang=en}；兩個屬性寫成兩層",
                "write [words]{lang=en}; for two attributes, one span within another",
            )
            self.faults.collector.error("unknown-attribute", position, message, hint)
        else:
            return True
        return False

    def value_fits(self, name: str, value: str, position: Position) -> bool:
        """Whether the attribute `name` of a span can have this value; else it is told what is wrong."""
        if name == "spread" and not SPREAD.fullmatch(value):
            message = say(
                f"spread 應為 1 到 20 的字數，目前是「{value}」", f"spread is a width from 1 to 20 em, not “{value}”"
            )
            self.faults.collector.error("bad-spread", position, message)
        elif name == "lang" and not TAG.fullmatch(value):
            message = say(
                f"lang 應為語言代碼，例如 zh-Hant，目前是「{value}」",
                f"lang is a language such as zh-Hant, not “{value}”",
            )
            self.faults.collector.error("bad-language", position, message)
        else:
            return True
        return False

    def link(self, token: Token) -> Sequence[Inline]:
        position = self.next_place("[")
        children = self.run("link_close")
        address = str(token.attrs.get("href", ""))
        if not address.startswith(("https://", "http://", "mailto:")):
            message = say(
                f"連結只能是 https://、http:// 或 mailto:，目前是「{address}」",
                f"a link begins with https://, http:// or mailto:, not “{address}”",
            )
            self.faults.collector.error("bad-link", position, message)
            return children
        if title := token.attrs.get("title"):
            message = say(f"連結的說明「{title}」不會印出", f"the title “{title}” of the link would not be printed")
            hint = say("請刪除，或寫成內文", "delete it, or make it a part of the text")
            self.faults.collector.error("link-title", position, message, hint)
        return (Span("link", children, address, position),)
