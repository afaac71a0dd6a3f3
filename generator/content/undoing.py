"""A statement as it was before a correction: the words or the number that stood there put back.

In: a statement and one of its corrections, the newest first. Out: the statement before it; `DoesNotFitError` where what
the correction says stands there now does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from generator.content.blocks import Block, Inline, Span, Text, text_of
from generator.content.collector import nearest
from generator.content.figure_places import holds, where
from generator.content.figures import shown
from generator.content.model import Correction, Figure, Statement
from generator.content.tables import Wording
from generator.problems import Message, say

NUMBER = re.compile(r"-?[0-9][0-9,]{0,29}(\.[0-9]{1,9})?%?")


class DoesNotFitError(Exception):
    """A correction whose block, figure or corrected text is not there."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.in_language("en"))
        self.message, self.hint = message, hint


def without(statement: Statement, correction: Correction) -> Statement:
    """`statement` as it was before `correction`; raises `DoesNotFitError` where that says of now what is not so."""
    block = _block(statement, correction)
    if correction.figure:
        return _with_figure(statement, correction)
    if not block.passages:
        message = say("此段沒有自己的文字", "this block has no text of its own")
        hint = say("表格儲存格請以 figure 寫明數字的全名", "for a cell of a table name the figure: figure: …")
        raise DoesNotFitError(message, hint)
    chapters = tuple(_in_block(chapter, correction, statement) for chapter in statement.chapters)
    return replace(statement, chapters=chapters)


def _block(statement: Statement, correction: Correction) -> Block:
    """The block that `correction` names, if it changes something that can stand there."""
    if correction.before == correction.to:
        message = say("from 與 to 相同，沒有更正", "“from” and “to” are the same: nothing was corrected")
        hint = say(
            "from 寫原來的文字，to 寫現在的文字", "“from” is what stood there before, “to” what stands there now"
        )
        raise DoesNotFitError(message, hint)
    blocks = {block.id: block for block in statement.blocks if block.id}
    if correction.block not in blocks:
        message = say(f"沒有代號為「{correction.block}」的段落", f"there is no block “{correction.block}”")
        is_table = "-t" in correction.block
        alike = [identity for identity in blocks if ("-t" in identity) == is_table]
        # Who copied the whole address wrote the id behind its #.
        raise DoesNotFitError(message, nearest(correction.block.rpartition("#")[2], alike))
    if correction.figure and blocks[correction.block].kind not in ("table", "row"):
        message = say(f"段落「{correction.block}」不是表格", f"the block “{correction.block}” is not a table")
        hint = say(
            "figure 用於表格儲存格；內文請刪除 figure", "figure is for a cell of a table; in running text delete it"
        )
        raise DoesNotFitError(message, hint)
    return blocks[correction.block]


# --- Text ---------------------------------------------------------------------------------------------------------


def _in_block(block: Block, correction: Correction, statement: Statement) -> Block:
    """`block` with the words before `correction` in the one block that it names."""
    children = tuple(_in_block(child, correction, statement) for child in block.children)
    if block.id != correction.block:
        return block if children == block.children else replace(block, children=children)
    passages = dict(block.passages)
    for language, passage in block.passages.items():
        if language in correction.to and language in correction.before:
            to, before = correction.to[language], correction.before[language]
            text = _read(passage.inlines, statement)
            if text.count(to) != 1:
                raise _not_once(text.count(to), to, language)
            start = text.index(to)
            inlines = tuple(_replaced(passage.inlines, start, start + len(to), before, statement))
            passages[language] = replace(passage, inlines=inlines)
    return replace(block, passages=passages, children=children)


def _not_once(times: int, to: str, language: str) -> DoesNotFitError:
    if times:
        message = say(
            f"更正後的文字「{to}」在此段（{language}）出現 {times} 次",
            f"the corrected text “{to}” stands {times} times in this block ({language})",
        )
        return DoesNotFitError(message, say("請多寫幾個字，使其只出現一次", "write more of the sentence"))
    message = say(
        f"此段（{language}）沒有更正後的文字「{to}」",
        f"the corrected text “{to}” does not stand in this block ({language})",
    )
    hint = say("to 寫現在的文字，from 寫原來的文字", "“to” is what stands there now, “from” what stood there before")
    return DoesNotFitError(message, hint)


def _read(inlines: Sequence[Inline], statement: Statement) -> str:
    """Running text as readers see it, figures included."""
    figures = statement.figures
    return text_of(inlines, lambda name: shown(figures[name]) if name in figures else "")


def _replaced(inlines: Sequence[Inline], start: int, end: int, text: str, statement: Statement) -> Iterator[Inline]:
    """`inlines` with `text` for the characters from `start` to `end`, in the first piece that they touch."""
    at = 0
    for inline in inlines:
        length = len(_read((inline,), statement))
        first, last = max(start - at, 0), min(end - at, length)
        at += length
        if first >= last:
            yield inline
            continue
        put = text if start >= at - length else ""
        if isinstance(inline, Span):
            children = tuple(_replaced(inline.children, first, last, put, statement))
            yield replace(inline, children=children)
        else:
            whole = _read((inline,), statement)
            yield Text(whole[:first] + put + whole[last:])


# --- Figures in tables --------------------------------------------------------------------------------------------


def _with_figure(statement: Statement, correction: Correction) -> Statement:
    """`statement` with the number that stood in a cell before."""
    figure = statement.figures.get(correction.figure)
    if figure is None:
        message = say(f"不認得的數字「{correction.figure}」", f"unknown figure “{correction.figure}”")
        raise DoesNotFitError(message, nearest(correction.figure, statement.figures))
    if not holds(correction.block, correction.figure, statement):
        message = say(
            f"表格「{correction.block}」沒有數字「{correction.figure}」",
            f"the table “{correction.block}” does not hold the figure “{correction.figure}”",
        )
        raise DoesNotFitError(message, where(correction.figure, statement))
    for said in correction.to.values():
        if shown(figure) != said:
            message = say(
                f"此數字現為「{shown(figure)}」，不是「{said}」", f"this figure is “{shown(figure)}”, not “{said}”"
            )
            raise DoesNotFitError(message)
    before = _with_number(figure, correction.before)
    return replace(statement, figures={**statement.figures, figure.name: before})


def _with_number(figure: Figure, words: Wording) -> Figure:
    """`figure` with the number that `words` write, the same in each language."""
    text, *others = dict.fromkeys(words.values())
    if others:
        message = say(
            f"from 的數字因語言而異：{text}、{others[0]}", f"“from” differs between the languages: {text}, {others[0]}"
        )
        raise DoesNotFitError(message)
    if not NUMBER.fullmatch(text):
        message = say(f"from 應為數字，目前是「{text}」", f"“from” must be a number, not “{text}”")
        raise DoesNotFitError(message)
    value = Decimal(text.rstrip("%").replace(",", ""))
    return replace(figure, value=value, formula="", check="", computed=None)
