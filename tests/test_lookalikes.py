"""What looks like markup but is none: told where it stands, let pass where it is escaped; and no text ever vanishes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.content import load
from generator.content.blocks import text_of
from generator.content.collector import Collector
from generator.content.markdown.nodes import Node
from generator.content.markdown.reader import parse_markdown
from generator.problems import Problem
from tests.conftest import ROOT
from tests.hostile import edit


def words_of(nodes: tuple[Node, ...]) -> str:
    return "".join((text_of(node.passage.inlines) if node.passage else "") + words_of(node.children) for node in nodes)


def read(text: str) -> tuple[str, list[Problem]]:
    collector = Collector()
    nodes = parse_markdown(text, "a.md", "zh-Hant", collector)
    return words_of(nodes), collector.problems


NEAR = {
    "計{audits.audits}件": (1, 2, "a figure"),
    "計{{ audits }件": (1, 2, "a figure"),
    "計 audits }}件": (1, 10, "a figure"),
    "計｛｛audits｝｝件": (1, 2, "a figure"),
    "[一致]{claim=staffing.unchanged}。": (1, 5, "straight quotes"),
    '（一致）{claim="a"}。': (1, 5, "straight quotes"),
    '[一致]{claim="a"。': (1, 5, "straight quotes"),
    "賡續 {.note}": (1, 4, "on a line of its own"),
    "賡續\n{.note}\n推動": (2, 1, "on a line of its own"),
    "{page}9 推動": (1, 1, "a page mark"),
    "`推動": (1, 1, "a page mark"),
    "::{staffing}": (1, 1, "three half-width colons"),
    "推動\n：：：{staffing}": (2, 1, "three half-width colons"),
    "###標題": (1, 1, "# and a space"),
    "＃＃＃ 標題": (1, 1, "# and a space"),
    "{page}`9`##標題": (1, 10, "# and a space"),
    "1. 推動\n2.業務": (2, 1, "with a space"),
    "1. 推動\n２．業務": (2, 1, "with a space"),
    "1. 推動\n   ②業務": (2, 4, "with a space"),
    "1. 推動\n• 業務": (2, 1, "with a space"),
    "1. 推動\n乙、業務": (2, 1, "with a space"),
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |": (1, 1, "tables.yaml"),
    "甲 | 乙\n--- | ---": (2, 1, "tables.yaml"),
    "1. 推動\n   <b>業務</b>": (2, 4, "no HTML"),
    "推動<!-- 未定 -->": (1, 3, "no HTML"),
    "推動[^1]": (1, 3, "no footnotes"),
    "[甲][乙]": (1, 1, "a link"),
    "[甲]（https://a.tw）": (1, 1, "a link"),
    "**「賡續」**推動": (1, 1, "emphasis"),
    "我們_賡續_推動": (1, 3, "emphasis"),
    "\\*甲\\* 乙*": (1, 8, "emphasis"),
    "{{ a }}{{ b }}計{a}": (1, 16, "a figure"),
}
"""Text, line and column of what is told, and words of the remedy."""


@pytest.mark.parametrize("text", NEAR)
def test_near_markup_is_told_at_its_place(text: str) -> None:
    line, column, remedy = NEAR[text]
    problem, *more = [problem for problem in read(text)[1] if problem.code.startswith("looks-like")]
    assert problem.severity == "error"
    assert problem.position == ("a.md", line, column)
    assert problem.hint is not None
    assert remedy in problem.hint.in_language("en")
    assert not more


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"計\{audits\}件", "計{audits}件"), (r"計\{audits}件", "計{audits}件"), (r"\{\{ x }", "{{ x }"), (r"\### 標題", "### 標題"),
        (r"\| 甲 | 乙 |", "| 甲 | 乙 |"), (r"\<b>甲\</b>", "<b>甲</b>"), ("&lt;b>", "<b>"), (r"甲\[^1]", "甲[^1]"), (r"\*\*甲\*\*", "**甲**"),
        (r"\::甲", "::甲"), (r"甲\_乙", "甲_乙"), (r"\`甲", "`甲"), ("&#xFF5B;甲", "｛甲"), ("2 * 3", "2 * 3"), ("a_b@c.tw", "a_b@c.tw"),
        ("3 < 5 > 2", "3 < 5 > 2"), ("甲[乙]丙", "甲[乙]丙"), ("甲：：乙#1|2", "甲：：乙#1|2"), ("**甲**乙「**丙**」", "甲乙「丙」"),
    ],
)  # fmt: skip
def test_what_is_escaped_or_plain_is_printed(text: str, shown: str) -> None:
    assert read(text) == (shown, [])


@pytest.mark.parametrize("text", ["於\n2.5件", "於\n甲、乙二級", "於\n102.年", "1. 推動\n2. 業務\n\n   1. 甲"])
def test_a_line_that_begins_with_a_number_may_be_text(text: str) -> None:
    assert read(text)[1] == []


@pytest.mark.parametrize("sub", ["1. 甲\n  1. 乙", "1. 甲\n   1. 乙\n    2. 丙"])
def test_an_item_that_stands_between_two_levels_is_told(sub: str) -> None:
    (problem,) = read(sub)[1]
    assert (problem.code, problem.position.line) == ("item-indent", sub.count("\n") + 1)


PARTS = [
    "[註]:本段甲。", "[註]: 甲", "[註]: https://a.tw '甲'", "[^1]: 甲", "[甲]: <乙> (丙)", "*[甲]: 乙", "{甲}", "{#甲}", "{.甲}", "{甲=乙}", "{.note} 甲{{ b }}", "{.note}甲{.b}", "{.note}\n\n甲", "{.note % 甲 %}\n乙", "{.note}\n{.review}\n甲",
    "<甲>", "<!-- 甲 -->", "<p>甲</p>", "<?甲?>", "<![CDATA[甲]]>", "&甲;", "![甲](乙)", "[甲](乙 '丙')", "[甲](https://a.tw '乙')",
    "# 甲 #", "甲\n===", "甲\n---", "---\n甲: 乙\n---", "> 甲", "    甲", "```甲\n乙\n```", "~~~ 甲", "$甲$", ":::甲\n乙\n:::",     "`甲`", "{甲}`乙`", "{page}`甲`", "[甲]{.乙}", "[甲]{乙=丙}", "| 甲 |\n|-|\n| 乙 |", "甲\n: 乙", "+++\n甲\n+++", "% 甲", "(甲)= ", "- [ ] 甲", "\\甲",
]  # fmt: skip


@pytest.mark.parametrize(
    "around", ["{}", "前。\n\n{}\n\n後。", "1. 前。\n\n   {}", "前。\n{}"], ids=["alone", "between", "item", "line"]
)
@pytest.mark.parametrize("part", PARTS)
def test_no_text_vanishes_without_a_word(part: str, around: str) -> None:
    """What an editor wrote is read or told, whatever Markdown makes of it."""
    written = around.format(part.replace("\n", "\n   ") if around.startswith("1.") else part)
    shown, problems = read(written)
    lacking = set(re.findall(r"[一-龥]", written)) - set(shown)
    assert not lacking or any(problem.severity == "error" for problem in problems)


@pytest.mark.parametrize("directive", [":::{staffing}", ":::{chart} organisation"])
def test_text_inside_a_directive_that_holds_none_is_told(tmp_path: Path, directive: str) -> None:
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    for language in ("zh-Hant", "en"):
        edit(content, f"104/{language}/1-duties.md", f"{directive}\n", f"{directive}\n甲\n")
    assert [problem.code for problem in load(content).problems].count("table-text") == 2
