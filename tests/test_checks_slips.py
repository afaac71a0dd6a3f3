"""Slips of the pen: found where they stand, and none in the true text."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks import run
from generator.content import load
from generator.problems import Problem
from tests.conftest import ROOT
from tests.hostile import edit

ZH, EN = "110/zh-Hant/1-harbours.md", "110/en/1-harbours.md"
OURS, THEIRS = "本署（虛構）職掌如次：", "The functions of this agency (made up) are:"


def found(content: Path) -> list[Problem]:
    return [
        problem
        for statement in load(content).statements
        for problem in run(statement)
        if problem.code in ("slip", "unmarked-chinese")
    ]


def test_the_true_text_has_none() -> None:
    assert found(ROOT / "content") == []


@pytest.mark.parametrize(
    ("text", "column", "severity", "words"),
    [
        ("The 廉立 case.", 5, "error", "廉立"),
        ("The [廉立]{lang=zh-Hant} and the 廉立 case.", 32, "error", "廉立"),
        ("The 「廉立，廉查」 case.", 5, "error", "「廉立，廉查」"),
        ("It was done， and well.", 12, "warning", "，"),
        ("It is the the case.", 7, "warning", "the the"),
        ("It is the case (in in, at that).", 17, "warning", "in in"),
        ("The the case.", 1, "warning", "The the"),
        ("It is done (TODO).", 13, "warning", "TODO"),
        ("It is ???", 7, "warning", "???"),
        ("The digiti- zation of work.", 5, "warning", "digiti- zation"),
        ("It is done (so.", 12, "warning", "("),
    ],
)
def test_a_slip_in_english_is_told_at_its_place(
    harbour: Path, text: str, column: int, severity: str, words: str
) -> None:
    edit(harbour, EN, THEIRS, text)
    problem = found(harbour)[-1]
    assert (problem.severity, problem.position.line, problem.position.column) == (severity, 5, column)
    assert f"“{words}”" in problem.message.in_language("en")


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("推動業務,提升效能", 5, ","), ("推動;102年", 3, ";"), ("推動 102年", 3, " "), ("於102 年", 5, " "), ("推動\u3000業務", 3, "\u3000"),
        ("赓續推動", 1, "赓"), ("推動XXX業務", 3, "XXX"), ("推動？？？", 3, "？？？"),
        ("推動業務.", 5, "."), ("推動。。", 3, "。。"), ("推動，。", 3, "，。"), ("推動「業務。", 3, "「"), ("推動業務）。", 5, "）"), ("（甲）與（乙", 5, "（"), ("甲）與（乙）", 2, "）"),
        ("於１０３年", 2, "１０３"), ("推動“業務", 3, "“"), ("“推動業務", 1, "“"), ('推動"業務', 3, '"'), ('"推動業務', 1, '"'), ("推動業務，待補。", 6, "待補"),
        ("推動\xa0業務", 3, "\xa0"), ("於102\u2009年", 5, "\u2009"),
    ],
)  # fmt: skip
def test_a_slip_in_chinese_is_told_at_its_place(harbour: Path, text: str, column: int, words: str) -> None:
    edit(harbour, ZH, OURS, text)
    (problem,) = [problem for problem in found(harbour) if problem.position.path.endswith(ZH)]
    assert (problem.severity, problem.position.line, problem.position.column) == ("warning", 5, column)
    assert f"「{words}」" in problem.message.in_language("zh-Hant")


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (
            "推動APEC、E化(會議)業務：「1,058件」；台北、里長、游志（二〇一三年）：1)甲2)乙；王○○待補實之職缺，仍待確認。",
            "He had had that that, Pago Pago, New York; 3,000 (a) x: y? two- as well as three-year (made up): a) b) iii) 1) It invested in in-house work, a follow-up up to 3.",
        ),
        ("[赓续推动]{lang=zh-Hans}", "The [廉立，廉查]{lang=zh-Hant} case, “so”"),
        ("推動{{ indicators.x }}", "no, no"),
    ],
)
def test_what_is_no_slip_is_let_pass(harbour: Path, zh: str, en: str) -> None:
    edit(harbour, ZH, OURS, zh.replace("{{ indicators.x }}", "{{ expenditure.total.this_year }}"))
    edit(harbour, EN, THEIRS, en)
    assert found(harbour) == []


def test_a_slip_in_a_name_is_told(harbour: Path) -> None:
    edit(harbour, "110/goals.yaml", "zh-Hant: ", "zh-Hant: 提升 ")
    (problem,) = found(harbour)
    assert (problem.severity, problem.position.path.endswith("110/goals.yaml")) == ("warning", True)


def test_a_translation_that_stops_in_a_sentence_is_told(harbour: Path) -> None:
    edit(harbour, EN, "{{ buoys.rounds }} times.", "{{ buoys.rounds }}")
    (problem,) = [each for statement in load(harbour).statements for each in run(statement) if each.code == "cut-short"]
    assert (problem.severity, problem.position.line) == ("warning", 24)


def test_chinese_in_a_draft_is_a_warning(harbour: Path) -> None:
    edit(harbour, EN, THEIRS, "The 廉立 case.")
    edit(harbour, "110/statement.yaml", "status: final", "status: draft")
    assert [problem.severity for problem in found(harbour)] == ["warning"]
