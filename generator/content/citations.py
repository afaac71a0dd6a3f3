"""What running text cites: the names of figures → their full names; what has no number and what proves nothing is told.

In: passages as they are read. Out: the same with full names, looked up from where the passage stands outwards.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.content.blocks import Citation, Inline, PageMark, Passage, Span
from generator.content.collector import ALIKE, LISTED, Collector, closest, nearest
from generator.content.figures import full_name
from generator.content.markdown.lookalikes import REMEDIES
from generator.content.model import Figure
from generator.problems import Message, Position, say

YEAR = re.compile(r"^[0-9]+\.")
"""The year with which the full name of a figure begins, if it is one year's."""


class Citations(Struct, frozen=True):
    """Looks up what passages of the statement of `year` cite among `figures`; `authority` is the language whose page marks
    count."""

    authority: str
    year: int
    figures: Mapping[str, Figure]
    collector: Collector

    def resolve(self, passage: Passage, scope: str, language: str) -> Passage:
        """`passage`, which stands within `scope`, with full names."""
        return replace(passage, inlines=tuple(self._inline(inline, scope, language) for inline in passage.inlines))

    def _inline(self, inline: Inline, scope: str, language: str) -> Inline:
        if isinstance(inline, Citation):
            figure = self._find(inline.figure, scope, inline.position)
            if figure:
                self._tell_numberless(figure, inline)
            return replace(inline, figure=figure.name if figure else inline.figure)
        if isinstance(inline, PageMark) and language != self.authority:
            hint = say(
                "譯文的頁次由原文推得，請刪除",
                "the place in the translation is taken from the original; delete the mark",
            )
            message = say("頁次標記只寫在中文檔", "page marks stand in the Chinese files only")
            self.collector.error("page-mark-language", inline.position, message, hint)
        if isinstance(inline, Span):
            value = self._claim(inline, scope) if inline.role == "claim" else inline.value
            children = tuple(self._inline(child, scope, language) for child in inline.children)
            return replace(inline, children=children, value=value)
        return inline

    def _claim(self, span: Span, scope: str) -> str:
        """The full name of the claim that proves the words of `span`; a figure that claims nothing proves none."""
        position = span.position or Position("")
        figure = self._find(span.value, scope, position)
        if figure and not figure.claim:
            message = say(
                f"「{span.value}」不是 claim，不能證明文句", f"“{span.value}” is not a claim, and proves no words"
            )
            hint = say(
                "請在該數字旁加一條件，例如 met: {claim: rate >= target}，並寫其名稱",
                "add one beside the figure, such as met: {claim: rate >= target}, and name that",
            )
            self.collector.error("not-a-claim", position, message, hint)
        return figure.name if figure else span.value

    def _tell_numberless(self, figure: Figure, citation: Citation) -> None:
        """A citation that would print nothing. Why a formula yields nothing was told beside it; a number still to come
        is told of a final statement as a whole."""
        name = citation.figure
        if figure.value is not None or figure.formula or figure.check or figure.blank:
            return
        if figure.claim:
            message = say(f"「{name}」是 claim，沒有數字可引用", f"“{name}” is a claim, and has no number to cite")
            hint = say(f'請寫 [文字]{{claim="{name}"}}', f'write [words]{{claim="{name}"}}')
        elif figure.items:
            message = say(f"「{name}」是清單，沒有數字可引用", f"“{name}” is a list, and has no number to cite")
            hint = say(
                f"請引用以 count({name.rpartition('.')[2]}) 驗算的數字",
                f"cite a figure whose formula or check is count({name.rpartition('.')[2]})",
            )
        else:
            message = say(f"「{name}」是空白格，沒有數字可引用", f"“{name}” is a blank cell, and has no number to cite")
            hint = say("請先登錄其數值", "enter its value first")
        self.collector.error("no-number", citation.position, message, hint)

    def _find(self, name: str, scope: str, position: Position) -> Figure | None:
        full = full_name(name, scope, self.figures)
        if full is None:
            is_broken = not name or "{" in name or "}" in name
            hint = REMEDIES["figure"] if is_broken else self._meant(name, scope)
            self.collector.tell_unknown(("數字", "figure"), name, position, hint)
            return None
        return self.figures[full]

    def _meant(self, name: str, scope: str) -> Message | None:
        """What was meant by a `name` that is unknown in `scope`: never a figure of another year, which reads alike and
        would be published as this one's."""
        year = scope.partition(".")[0]
        if any(YEAR.sub("", known) == name for known in self.figures):
            is_planned = year == str(self.year) or name.endswith("target")
            file = "indicators.yaml" if is_planned else "results.yaml"
            return say(
                f"{year} 年度沒有登錄這個數字；請在 {file} 補上，或更正名稱",
                f"the year {year} has no such figure: enter it in {file}, or correct the name",
            )
        typed = YEAR.match(name)
        names = [known for known in self.figures if typed and known.startswith(typed[0])]
        own = [known.removeprefix(f"{scope}.").removeprefix(f"{year}.") for known in self.figures]
        of, _, key = name.rpartition(".")
        beside = [known.removeprefix(f"{of}.") for known in own if of and known.startswith(f"{of}.")]
        if beside and not typed and not closest(key, beside, ALIKE):
            # What reads alike is of another indicator, or another kind of figure.
            zh, en = "、".join(beside[:LISTED]), ", ".join(beside[:LISTED])
            return say(
                f"「{of}」只有 {zh}；請補上「{key}」，或更正名稱",
                f"“{of}” has only {en}: add “{key}”, or correct the name",
            )
        return nearest(name, names or [known for known in own if not YEAR.match(known)])
