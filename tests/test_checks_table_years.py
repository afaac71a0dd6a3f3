"""Years of another statement are told above and in the tables of one year; other years that belong there are let pass."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.checks import run
from generator.content import load
from generator.problems import Problem
from tests.hostile import edit

ZH, EN = "110/zh-Hant/1-harbours.md", "110/en/1-harbours.md"
CODES = ("table-year", "until-heading", "results-year", "results-day", "years-unused")


def found(content: Path) -> list[Problem]:
    (statement,) = load(content).statements
    return [problem for problem in run(statement) if problem.code in CODES]


def heading(content: Path, words: str) -> None:
    edit(content, ZH, "前(108)年度成果", words)


def row(content: Path, text: str) -> None:
    edit(content, ZH, "辦理檢修", f"{text}，辦理檢修")


@pytest.mark.parametrize(
    "words", ["成果", "前(108)年度成果", "108及107年度成果", "107至109年度成果", "中程計畫（107-110年度）成果", "108年度成果（107年12月核定）"]
)  # fmt: skip
def test_a_heading_that_names_the_year_or_none_is_let_pass(harbour: Path, words: str) -> None:
    heading(harbour, words)
    assert found(harbour) == []


@pytest.mark.parametrize(
    "words", ["前(107)年度成果", "107年度成果", "一○七年度成果", "109及110年度成果", "107年度成果（第108次會議）"]
)
def test_a_heading_of_another_year_is_an_error_unless_it_is_meant(harbour: Path, words: str) -> None:
    heading(harbour, words)
    (problem,) = found(harbour)
    assert (problem.code, problem.severity, problem.position.line) == ("table-year", "error", 15)
    edit(harbour, ZH, f"## {words}", f'{{years="原計畫"}}\n## {words}')
    assert found(harbour) == []


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("(108年1月1日起至108年6月30日止)", False), ("(108年1月1日至6月底)", False), ("(108年8月15日統計)", False),
        ("(108年1月1日至7月31日)", True), ("(截至108年7月31日)", True), ("(108年7月31日止)", True),
    ],
)  # fmt: skip
def test_the_end_in_a_heading_is_that_of_the_statement(harbour: Path, words: str, is_told: bool) -> None:
    edit(harbour, "110/statement.yaml", "status: final", "until: {108: 108-06-30}\nstatus: final")
    heading(harbour, f"前(108)年度已過期間{words}成果")
    assert [problem.code for problem in found(harbour)] == ["until-heading"] * is_told


@pytest.mark.parametrize(
    "head", ["達成情形", "108年度達成情形", "較107年度增減", "目標值（107年12月核定）", "108、107年度達成情形"]
)
def test_a_head_of_its_year_or_beside_it_is_let_pass(harbour: Path, head: str) -> None:
    edit(harbour, "110/tables.yaml", "{zh-Hant: 達成情形, en: Results}", f"{{zh-Hant: {head}, en: Results}}")
    assert found(harbour) == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("107年度達成情形", "Results"),
        ("中華民國107年度成果", "Results"),
        ("成果", "FY2018 results"),
        ("成果", "Fiscal year 2018 results"),
    ],
)
def test_a_head_that_begins_with_another_year_is_an_error(harbour: Path, zh: str, en: str) -> None:
    edit(harbour, "110/tables.yaml", "{zh-Hant: 達成情形, en: Results}", f"{{zh-Hant: {zh}, en: {en}}}")
    (problem,) = found(harbour)
    assert (problem.code, problem.position.line) == ("table-year", 13)


@pytest.mark.parametrize(
    "text", ["較107年增加20件", "依106年6月29日修正之條文", "截至107年底累計50件", "預計109年完成", "業於109年1月報院", "檔案保存80年"]
)  # fmt: skip
def test_results_may_name_another_year(harbour: Path, text: str) -> None:
    row(harbour, text)
    assert found(harbour) == []


@pytest.mark.parametrize("text", ["107年度督導各港", "107年1月至6月督導", "107年9月18日召開", "民國107年度辦理109場"])
def test_results_that_begin_with_another_year_are_a_warning_unless_it_is_meant(harbour: Path, text: str) -> None:
    row(harbour, text)
    (problem,) = found(harbour)
    assert (problem.code, problem.severity, problem.position.line) == ("results-year", "warning", 24)
    edit(harbour, ZH, text, f'{{years="續辦"}}\n{text}')
    assert found(harbour) == []


def test_a_heading_of_another_year_in_all_languages_is_told_once(harbour: Path) -> None:
    edit(harbour, ZH, "前(108)年度成果", "前(107)年度成果")
    edit(harbour, EN, "(FY2019)", "(FY2018)")
    (problem,) = found(harbour)
    assert (problem.code, problem.position.path.endswith(ZH)) == ("table-year", True)
    assert problem.hint
    assert f"{EN}:15" in problem.hint.in_language("en")


def exchange(content: Path, one: str, other: str) -> None:
    """Let what `one` and `other` find stand in each other's place, in both languages."""
    for language in ("zh-Hant", "en"):
        path = content / "104" / language / "3-results.md"
        text = path.read_text("utf-8")
        first, second = (re.search(each, text, re.DOTALL) for each in (one, other))
        assert first
        assert second
        between = text[first.end() : second.start()]
        path.write_text(text[: first.start()] + second[0] + between + first[0] + text[second.end() :], "utf-8")


@pytest.mark.parametrize(
    ("one", "other"), [(r":::\{results\} 102\n.*?\n:::\n", r":::\{results\} 103\n.*?\n:::\n"), ("102|2013", "103|2014")]
)
def test_tables_exchanged_in_both_languages_are_told_once(tmp_path: Path, one: str, other: str) -> None:
    content = Path(shutil.copytree("content", tmp_path / "content"))
    exchange(content, one, other)
    (statement,) = load(content).statements
    errors = [problem for problem in run(statement) if problem.severity == "error"]
    # The pages of the print are in another order too, if what was exchanged has their marks.
    assert [problem.code for problem in errors if problem.code != "page-mark-order"] == ["table-year"]
    assert len(errors) <= 2


def write_list(content: Path, zh: str, en: str) -> None:
    edit(content, ZH, "辦理檢修{{ buoys.rounds }}次。", zh)
    edit(content, EN, "Buoys were overhauled {{ buoys.rounds }} times.", en)


def test_a_list_declares_the_reason_for_its_items(harbour: Path) -> None:
    write_list(
        harbour,
        '{years="續辦"}\n1. 107年檢修{{ buoys.rounds }}次。\n2. 107年更新。',
        "1. Overhauled {{ buoys.rounds }} times in 2018.\n2. Renewed in 2018.",
    )
    assert found(harbour) == []


def test_what_an_item_of_the_year_holds_may_begin_with_another(harbour: Path) -> None:
    write_list(
        harbour,
        "1. 108年檢修{{ buoys.rounds }}次：\n\n   1. 107年12月籌備。\n   2. 108年9月辦理。",
        "1. Overhauled {{ buoys.rounds }} times in 2019:\n\n   1. Begun in December 2018.\n   2. Done in September 2019.",
    )
    assert found(harbour) == []


def test_a_draft_is_warned_of_headings_and_not_of_what_waits_for_review(harbour: Path) -> None:
    edit(harbour, "110/statement.yaml", "status: final", "status: draft")
    heading(harbour, "前(107)年度成果")
    edit(harbour, ZH, "辦理檢修", "{.review}\n107年度檢修")
    assert [(problem.code, problem.severity) for problem in found(harbour)] == [("table-year", "warning")]
