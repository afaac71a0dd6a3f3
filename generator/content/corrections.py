"""Corrections of a published statement: `corrections.yaml` → `Correction`s that fit the text, and the text before them.

The sources hold the corrected text and the file what stood there before, so that taking the corrections back one by
one, newest first, gives the text as first published. A correction that cannot be taken back is a placed problem.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from generator.content.blocks import Block, Citation, Inline, Span, Text
from generator.content.collector import nearest
from generator.content.figures import shown
from generator.content.model import Correction, Figure, Statement
from generator.content.schemas import CorrectionsFile
from generator.content.sources import Sources
from generator.problems import Message, say

NAME = "corrections"
NUMBER = re.compile(r"-?[0-9][0-9,]{0,29}(\.[0-9]{1,9})?%?")


def corrected(statement: Statement, folder: Path, sources: Sources) -> Statement:
    """`statement` with the corrections that `folder` keeps, each tried by taking it back."""
    path = folder / f"{NAME}.yaml"
    if not os.path.lexists(path):
        return statement
    file = sources.yaml(CorrectionsFile, path)
    if file is None:
        return statement
    found = list(_read(file, sources))
    before = statement
    for correction in _newest_first(found):
        if correction.when > statement.updated:
            _tell_later(correction, statement, sources)
        try:
            before = _without(before, correction)
        except _DoesNotFitError as error:
            sources.collector.error("correction", correction.position, error.message, error.hint)
    ordered = tuple(sorted(found, key=lambda correction: correction.when))
    return replace(
        statement,
        corrections=ordered,
        sources=dict(sorted(sources.hashes.items())),
        names=tuple(sources.names),
    )


def _read(file: CorrectionsFile, sources: Sources) -> Iterator[Correction]:
    """The corrections in the order of the file."""
    for index, correction in enumerate(file):
        yield Correction(
            correction.block,
            correction.figure or "",
            sources.quoted(correction.before, NAME, index, "from"),
            sources.quoted(correction.to, NAME, index, "to"),
            sources.words(correction.why, NAME, index, "why"),
            correction.when,
            sources.place(NAME, index),
        )


def without_corrections(statement: Statement) -> Statement:
    """The statement as first published: every correction taken back, newest first."""
    before = statement
    for correction in _newest_first(statement.corrections):
        before = _without(before, correction)
    return replace(before, corrections=())


def _newest_first(corrections: Sequence[Correction]) -> list[Correction]:
    """Of one day, the one that stands later in the file is the newer."""
    return sorted(corrections, key=lambda correction: correction.when)[::-1]


class _DoesNotFitError(Exception):
    """A correction whose block, figure or corrected text is not there."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.in_language("en"))
        self.message, self.hint = message, hint


def _tell_later(correction: Correction, statement: Statement, sources: Sources) -> None:
    """Note that a correction is newer than the edition that it is a part of."""
    message = say(
        f"更正日在電子版最後修改日（updated: {statement.updated}）之後",
        f"the day of the correction is after that of the edition (updated: {statement.updated})",
    )
    hint = say("請更正 when，或 statement.yaml 的 updated", "correct when, or updated in statement.yaml")
    sources.collector.error("correction", correction.position, message, hint)


def _without(statement: Statement, correction: Correction) -> Statement:
    """`statement` as it was before `correction`."""
    if correction.before == correction.to:
        message = say("from 與 to 相同，沒有更正", "“from” and “to” are the same: nothing was corrected")
        hint = say(
            "from 寫原來的文字，to 寫現在的文字", "“from” is what stood there before, “to” what stands there now"
        )
        raise _DoesNotFitError(message, hint)
    blocks = {block.id: block for block in statement.blocks if block.id}
    if correction.block not in blocks:
        message = say(f"沒有代號為「{correction.block}」的段落", f"there is no block “{correction.block}”")
        is_table = "-t" in correction.block
        alike = [identity for identity in blocks if ("-t" in identity) == is_table]
        raise _DoesNotFitError(message, nearest(correction.block, alike))
    if correction.figure and blocks[correction.block].kind not in ("table", "row"):
        message = say(f"段落「{correction.block}」不是表格", f"the block “{correction.block}” is no table")
        hint = say(
            "figure 用於表格儲存格；內文請刪除 figure", "figure is for a cell of a table; in running text delete it"
        )
        raise _DoesNotFitError(message, hint)
    if correction.figure:
        return _with_figure(statement, correction)
    if not blocks[correction.block].passages:
        message = say("此段沒有自己的文字", "this block has no text of its own")
        hint = say("表格儲存格請以 figure 寫明數字代號", "for a cell of a table name the figure: figure: …")
        raise _DoesNotFitError(message, hint)
    chapters = tuple(_in_block(chapter, correction, statement) for chapter in statement.chapters)
    return replace(statement, chapters=chapters)


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
            text = text_of(passage.inlines, statement)
            if text.count(to) != 1:
                raise _not_once(text.count(to), to, language)
            start = text.index(to)
            inlines = tuple(_replaced(passage.inlines, start, start + len(to), before, statement))
            passages[language] = replace(passage, inlines=inlines)
    return replace(block, passages=passages, children=children)


def _not_once(times: int, to: str, language: str) -> _DoesNotFitError:
    if times:
        message = say(
            f"更正後的文字「{to}」在此段（{language}）出現 {times} 次",
            f"the corrected text “{to}” stands {times} times in this block ({language})",
        )
        return _DoesNotFitError(message, say("請多寫幾個字，使其只出現一次", "write more of the sentence"))
    message = say(
        f"此段（{language}）沒有更正後的文字「{to}」",
        f"the corrected text “{to}” does not stand in this block ({language})",
    )
    hint = say("to 寫現在的文字，from 寫原來的文字", "“to” is what stands there now, “from” what stood there before")
    return _DoesNotFitError(message, hint)


def text_of(inlines: Sequence[Inline], statement: Statement) -> str:
    """Running text as readers see it, figures included."""
    return "".join(_characters(inline, statement) for inline in inlines)


def _characters(inline: Inline, statement: Statement) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, Citation):
        figure = statement.figures.get(inline.figure)
        return shown(figure) if figure else ""
    return text_of(inline.children, statement) if isinstance(inline, Span) else ""


def _replaced(inlines: Sequence[Inline], start: int, end: int, text: str, statement: Statement) -> Iterator[Inline]:
    """`inlines` with `text` for the characters from `start` to `end`, in the first piece that they touch."""
    at = 0
    for inline in inlines:
        length = len(_characters(inline, statement))
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
            whole = _characters(inline, statement)
            yield Text(whole[:first] + put + whole[last:])


# --- Figures in tables --------------------------------------------------------------------------------------------


def _with_figure(statement: Statement, correction: Correction) -> Statement:
    """`statement` with the number that stood in a cell before."""
    figure = statement.figures.get(correction.figure)
    if figure is None:
        message = say(f"不認得的數字「{correction.figure}」", f"unknown figure “{correction.figure}”")
        raise _DoesNotFitError(message, nearest(correction.figure, statement.figures))
    authority = statement.site.authority
    if shown(figure) != correction.to[authority]:
        message = say(
            f"此數字現為「{shown(figure)}」，不是「{correction.to[authority]}」",
            f"this figure is “{shown(figure)}”, not “{correction.to[authority]}”",
        )
        raise _DoesNotFitError(message)
    before = _number(figure, correction.before[authority])
    return replace(statement, figures={**statement.figures, figure.name: before})


def _number(figure: Figure, text: str) -> Figure:
    if not NUMBER.fullmatch(text):
        message = say(f"from 應為數字，目前是「{text}」", f"“from” must be a number, not “{text}”")
        raise _DoesNotFitError(message)
    value = Decimal(text.rstrip("%").replace(",", ""))
    return replace(figure, value=value, formula="", check="", computed=None)
