"""Text that looks like markup, but would be printed as it stands: a brace short, a full-width sign, no space after #.

Markdown never fails: what it does not understand is text, which the public would read. In: the tokens of a block, before
escaped characters (`\\{`, `&lt;`) join the rest, since those are meant. Out: each case, with its remedy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from markdown_it.token import Token

from generator.problems import Message, joined, say

LOOKALIKES = "lookalikes"
"""Where a token keeps what looks like markup in it: for each case where in its source, the case, and the words."""
MEANT = "\ufdd0"
"""Stands for what was understood, or was escaped."""
SIGN = re.compile(r"[{}｛｝#＃|<*＊_`｀~\[\n]|::|：：")
BULLETS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳•‧●■◆▪"
TYPED_SIGN = (
    f"[{BULLETS}]|[甲乙丙丁戊己庚辛壬癸]、(?![甲乙丙丁戊己庚辛壬癸])"
    "|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|[(（][0-9０-９一二三四五六七八九十]{1,3}[)）]"
)
"""What items are begun with elsewhere: ②, •, 乙、, 二、, (2)."""
CASE = (
    r"(?m)^[ \t]*(?:(?P<directive>[:：]{2,}.*)|(?P<heading>[#＃].*|[-=]+[ \t]*$)|(?P<table>\|.*|(?=[^\n]*\|)[ \t|:-]+$))"
    rf"|(?<=\n)[ \t]*(?P<item>(?:[0-9０-９]{{1,2}}[.．)）、](?![0-9０-９])|{TYPED_SIGN}).*)"
    r"|(?P<page>[{｛]page[^{}｛｝\n]*[}｝])"
    r"|(?P<words>[{｛]\s*(?:claim|lang|spread)\b[^{}｛｝\n]*[}｝]?)"
    r"|(?P<block>[{｛]\s*(?:[.#]|[a-z]+\s*[=＝]|(?:note|run-in|review)\s*[}｝])[^{}｛｝\n]*[}｝]?)"
    r"|(?P<figure>[{｛]+[^{}｛｝\n]*[}｝]*|[}｝]{2,})"
    r"|(?P<html><[A-Za-z/?][^<>\n]*>|<!-.*)"
    r"|(?P<note>\[\^[^\[\]\n]*\])"
    r"|(?P<link>\[[^\[\]\n]*\](?:\[|\(|（\s*(?:https?:|mailto:)))"
    r"|(?P<emphasis>\*+(?=\S)|(?<=\S)\*+|＊＊|~~|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))"
    r"|(?P<code>[`｀])"
)
"""Compiled with the first text that has such a sign: hardly one has, and that takes longer than to read a file."""
SHAPES = frozenset({"directive", "heading", "table", "item"})
"""What would have been a block of its own: without it the blocks of a file cannot be told apart."""
ONCE = SHAPES | {"emphasis", "code", "html"}
"""What is told once a block: each line of a table has it, or each end of the words."""
SHOWN, MOST = 40, 20
"""Characters of what was found that are shown, and how much is looked for in a block."""
MEANT_SO = say("若確實要印出，請在符號前加反斜線「\\」", "if it is to be printed so, put a backslash before the sign")
REMEDIES = {
    "directive": say("表格或圖寫成半形的三個冒號：:::{staffing}", "a table or chart is written with three half-width colons, :::{staffing}"),
    "heading": say("標題寫成半形的 #，其後空一格", "a heading is a half-width # and a space"),
    "table": say("不使用 Markdown 表格，請以 tables.yaml 及 :::{table} 製表", "there are no Markdown tables: use tables.yaml and :::{table}"),
    "item": say(
        "清單項目每項一行，寫成「2. 文字」，點後空一格；若是內文，請與前一行接成一行",
        "an item of a list is a line “2. text”, with a space; where it is running text, join it to the line before",
    ),
    "page": say("頁次標記寫成 {page}`9`", "a page mark is written {page}`9`"),
    "words": say('請寫成 [文字]{claim="名稱"}，用半形括號，值加半形引號 "', 'write [words]{claim="name"} in half-width brackets, the value in straight quotes "'),
    "block": say(
        '請寫成 {.note} 或 {parity="理由"} 的樣子，用半形符號，獨立一行寫在該段之前，其上空一行；清單項目寫在編號之後',
        'write it like {.note} or {parity="reason"}, with half-width signs, on a line of its own right before its block, below '
        "an empty line; for an item of a list right after the number",
    ),
    "figure": say("引用數字寫成 {{ 名稱 }}，前後各兩個半形大括號", "a figure is cited as {{ name }}, two half-width braces on each side"),
    "html": say("不使用 HTML，請刪除", "there is no HTML here: delete it"),
    "note": say("沒有註腳，請寫成一段，並在前一行寫 {.note}", "there are no footnotes: write a paragraph, and {.note} on the line before it"),
    "link": say("連結寫成 [文字](https://…)", "a link is written [words](https://…)"),
    "emphasis": say(
        "強調寫成 **文字**；標點與引號移到星號之外：「**文字**」",
        "emphasis is written **words**, with quotes and punctuation outside the stars",
    ),
    "code": say("此處不使用程式碼；頁次標記寫成 {page}`9`", "there is no code here; a page mark is written {page}`9`"),
}  # fmt: skip


def keep_lookalikes(block: Token) -> None:
    """Have a block remember what looks like markup in it, before its pieces are joined."""
    if SIGN.search(block.content):
        block.meta[LOOKALIKES] = tuple(_lookalikes(block.content, [_piece(child) for child in block.children or ()]))


def _piece(token: Token) -> tuple[str, str]:
    """What can be mistaken for markup in a piece, and what stands in the source for it."""
    if token.type in ("text", "text_special") and token.markup in ("", token.content):  # `\\文` escapes nothing.
        return token.content, token.content
    if token.type == "softbreak":
        return "\n", "\n"
    # A mark that prints nothing: what follows a page mark may still be the beginning of the line.
    return "" if token.type == "myst_role" else MEANT, token.content if not token.markup else token.markup


def _lookalikes(source: str, pieces: Sequence[tuple[str, str]]) -> Iterator[tuple[int, str, str]]:
    text, told = "".join(text for text, _ in pieces), set[str]()
    for match in islice(re.finditer(CASE, text), MOST) if SIGN.search(text) else ():
        case = match.lastgroup or ""
        if case not in told:
            told |= {case} & ONCE
            yield _source_place(pieces, source, match.start(case)), case, match[case][:SHOWN].strip()


def _source_place(pieces: Sequence[tuple[str, str]], source: str, at: int) -> int:
    """Where in `source` the character stands that is the `at`th of the pieces."""
    behind = 0
    for text, written in pieces:
        begins = max(source.find(written, behind), behind)
        if at < len(text):
            return begins + at
        at -= len(text)
        behind = begins + len(written)
    return behind


def remedy(case: str) -> Message:
    """What mends a case, and what to do where it is no mistake: an item is then joined to the line before."""
    return REMEDIES[case] if case == "item" else joined(REMEDIES[case], MEANT_SO)
