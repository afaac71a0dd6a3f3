"""A wrong year over a table of results is told by itself, without every figure that the table cites."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.checks import run
from generator.content import load
from generator.problems import Problem
from tests.conftest import ROOT


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


def errors(content: Path, years: dict[int, int], languages: tuple[str, ...] = ("zh-Hant", "en")) -> list[Problem]:
    """What is told where each year of a table is written as another."""
    for language in languages:
        path = content / "104" / language / "3-results.md"
        pieces = path.read_text("utf-8").split(":::{results} ")
        path.write_text(
            pieces[0]
            + "".join(f":::{{results}} {years.get(int(each[:3]), each[:3])}{each[3:]}" for each in pieces[1:]),
            "utf-8",
        )
    return [problem for problem in load(content).problems if problem.severity == "error"]


@pytest.mark.parametrize(
    ("years", "code", "line"),
    [
        ({102: 103, 103: 104}, "unknown-table", 70),
        ({102: 101, 103: 102}, "unknown-table", 5),
        ({103: 102}, "placed-twice", 70),
        ({102: 103}, "placed-twice", 70),
        ({102: 103, 103: 102}, "results-table", 70),
    ],
)
def test_a_wrong_year_of_a_table_is_told_once(site: Path, years: dict[int, int], code: str, line: int) -> None:
    (problem,) = errors(site, years)
    assert (problem.code, problem.position.line) == (code, line)
    assert problem.position.path.endswith("zh-Hant/3-results.md")
    assert problem.hint


def test_years_exchanged_in_the_translation_are_told_there(site: Path) -> None:
    assert [problem.code for problem in errors(site, {102: 103, 103: 102}, ("en",))] == ["other-table"] * 2


def test_a_figure_of_another_name_is_told_where_it_is_cited(site: Path) -> None:
    path = site / "104/results.yaml"
    path.write_text(path.read_text("utf-8").replace("    convictions: {value: 57}", "    won: {value: 57}"), "utf-8")
    assert {problem.code for problem in errors(site, {})} == {"unknown-figure"}


@pytest.mark.parametrize("languages", [("zh-Hant", "en"), ("en",)])
def test_texts_under_the_keys_of_one_another_are_told(site: Path, languages: tuple[str, ...]) -> None:
    for language in languages:
        path = site / "104" / language / "3-results.md"
        text = path.read_text("utf-8").replace("### leads", "### -", 1).replace("### cases", "### leads", 1)
        path.write_text(text.replace("### -", "### cases", 1), "utf-8")
    found = load(site)
    problems = [*found.problems, *(problem for each in found.statements for problem in run(each))]
    told = {(problem.code, problem.position.line) for problem in problems if problem.code != "never-stamped"}
    assert told == {("row-of-another", 51), ("row-of-another", 55)}


def test_rows_of_other_shapes_under_the_keys_of_one_another_are_told_as_such(site: Path) -> None:
    path = site / "104/en/3-results.md"
    text = path.read_text("utf-8").replace("### training", "### -", 1).replace("### coordination", "### training", 1)
    path.write_text(text.replace("### -", "### coordination", 1), "utf-8")
    assert [(problem.code, problem.position.line) for problem in load(site).problems] == [
        ("row-of-another", 10),
        ("row-of-another", 14),
    ]


def test_one_figure_of_another_row_is_no_other_key(site: Path) -> None:
    path = site / "104/en/3-results.md"
    path.write_text(path.read_text("utf-8").replace("{{ leads.count }}", "{{ cases.registered }}", 1), "utf-8")
    assert not load(site).problems


def test_a_row_without_figures_may_refer_to_another(site: Path) -> None:
    for language in ("zh-Hant", "en"):
        path = site / "104" / language / "3-results.md"
        path.write_text(path.read_text("utf-8").replace("{{ quality.target }}", "{{ leads.count }}", 1), "utf-8")
    assert "row-of-another" not in {problem.code for problem in run(load(site).statements[0])}
