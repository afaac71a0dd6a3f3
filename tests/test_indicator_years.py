"""Indicators that come and go: each year's tables have those of that year, and a new year carries on what goes on."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.checks import run
from generator.content import load
from generator.content.model import Statement
from generator.data.dataset import dataset
from generator.data.files import data_artifacts
from generator.desk.new_year.draft import new_year
from generator.order import Order
from generator.pipeline import build
from generator.problems import Problem
from generator.site.indicator_record import measures
from generator.site.presenter import present
from tests.hostile import edit

INDICATORS, RESULTS = "110/indicators.yaml", "110/{}/1-harbours.md"


def ended(content: Path) -> None:
    """The made-up agency has its buoys no more, and reports of them for the last time."""
    edit(content, INDICATORS, "- key: buoys\n", "- key: buoys\n  last: 108\n")
    edit(content, INDICATORS, "  targets: {108: 90, 110: 95}", "  targets: {108: 90}")


def begun(content: Path) -> None:
    """The made-up agency has buoys for the first time, and nothing to report of them."""
    edit(content, INDICATORS, "- key: buoys\n", "- key: buoys\n  first: 110\n")
    edit(content, INDICATORS, "  targets: {108: 90, 110: 95}", "  targets: {110: 95}")
    for language in ("zh-Hant", "en"):
        path = content / RESULTS.format(language)
        path.write_text(re.sub(r"\n### buoys\n\n.*\n", "", path.read_text("utf-8")), "utf-8")
    path = content / "110/results.yaml"
    path.write_text(path.read_text("utf-8").partition("  buoys:")[0], "utf-8")


def read(content: Path, year: int = 110) -> tuple[Statement, list[Problem]]:
    loaded = load(content, [year])
    (statement,) = loaded.statements
    return statement, [*loaded.problems, *run(statement)]


def rows(statement: Statement) -> dict[str, list[tuple[str, str]]]:
    tables = [block for block in statement.blocks if block.kind == "table" and block.name != "expenditure"]
    return {table.name: [(row.name, row.id) for row in table.children] for table in tables}


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems if not problem.code.startswith(("stale", "never"))]


def test_an_indicator_that_ended_stands_in_the_results_alone(harbour: Path) -> None:
    before = rows(read(harbour)[0])
    ended(harbour)
    statement, problems = read(harbour)
    assert codes(problems) == []
    assert rows(statement) == {"indicators": before["indicators"][:1], "results-108": before["results-108"]}


def test_an_indicator_that_begins_stands_in_no_results(harbour: Path) -> None:
    before = rows(read(harbour)[0])
    begun(harbour)
    statement, problems = read(harbour)
    assert codes(problems) == []
    assert rows(statement) == {"indicators": before["indicators"], "results-108": before["results-108"][:1]}


def test_a_row_of_another_years_indicator_is_an_error_at_its_place(harbour: Path) -> None:
    edit(harbour, INDICATORS, "- key: buoys\n", "- key: buoys\n  first: 109\n")
    edit(harbour, INDICATORS, "  targets: {108: 90, 110: 95}", "  targets: {110: 95}")
    wrong = [problem for problem in load(harbour).problems if problem.severity == "error"]
    assert {problem.code for problem in wrong} == {"other-years-indicator"}
    assert all(problem.position.path.endswith("1-harbours.md") for problem in wrong)


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ("first: 110\n  last: 109", "first is 110, yet last is 109"),
        ("last: 108", "targets has 110, yet last is 108"),
        ("first: 110", "targets has 108, yet first is 110"),
        ("last: 2019", "not more than 999"),
        ("accept: {109: 虛構之追減}", "accept has 109, yet targets has not"),
    ],
)
def test_years_that_contradict_each_other_are_an_error(harbour: Path, years: str, said: str) -> None:
    edit(harbour, INDICATORS, "- key: buoys\n", f"- key: buoys\n  {years}\n")
    (problem,) = load(harbour).problems
    assert said in problem.message.in_language("en")
    assert problem.hint


def test_indicators_in_any_order_of_the_file_stand_by_their_goals(harbour: Path) -> None:
    path = harbour / INDICATORS
    goals = harbour / "110/goals.yaml"
    goals.write_text(goals.read_text("utf-8") + "- {key: fleet, zh-Hant: 船隊, en: The fleet}\n", "utf-8")
    text = path.read_text("utf-8")
    path.write_text(text.replace("goal: safety", "goal: fleet", 1), "utf-8")
    statement, _ = read(harbour)
    assert [key for key, _ in rows(statement)["indicators"]] == ["buoys", "pilots"]
    table = next(artifact.data for artifact in data_artifacts(statement) if artifact.path.endswith("indicators.csv"))
    found = csv.DictReader(io.StringIO(table.decode("utf-8-sig")))
    assert [(row["goal"], row["indicator"], row["indicator_en"]) for row in found] == [
        ("safety", "buoys", "Overhauling buoys"),
        ("fleet", "pilots", "Training pilots"),
    ]


def test_an_indicator_of_no_year_told_of_is_a_warning(harbour: Path) -> None:
    begun(harbour)
    edit(harbour, INDICATORS, "  first: 110\n", "  last: 107\n")
    edit(harbour, INDICATORS, "  targets: {110: 95}", "  targets: {}")
    assert "indicator-years" in codes(read(harbour)[1])


@pytest.mark.parametrize("change", [ended, begun])
def test_site_and_data_hold_what_the_tables_hold(harbour: Path, tmp_path: Path, change: Callable[[Path], None]) -> None:
    change(harbour)
    build(Order(harbour, tmp_path / "out", with_pdf=False, cache=None))
    statement = read(harbour)[0]
    page = (tmp_path / "out" / "en" / "110" / "index.html").read_text("utf-8")
    assert all(f'id="{row}"' in page for table in rows(statement).values() for _, row in table)
    files = {artifact.path: artifact.data for artifact in data_artifacts(statement)}
    listed = {path.rpartition("/")[2]: data for path, data in files.items()}
    known = {row["indicator"] for row in csv.DictReader(io.StringIO(listed["indicators.csv"].decode("utf-8-sig")))}
    package = json.loads(next(data for name, data in listed.items() if "datapackage" in name))
    for resource in package["resources"]:
        for key in resource.get("schema", {}).get("foreignKeys", ()):
            if key["reference"]["resource"] == "indicators":
                text = listed[Path(resource["path"]).name].decode("utf-8-sig")
                assert {row["indicator"] for row in csv.DictReader(io.StringIO(text))} - {""} <= known
    assert dataset(statement, "en")


def test_a_new_year_carries_on_what_goes_on(harbour: Path) -> None:
    ended(harbour)
    new_year(harbour, 111, 110, "en", date(2022, 8, 31))
    statement, problems = read(harbour, 111)
    assert {name: [key for key, _ in found] for name, found in rows(statement).items()} == {
        "indicators": ["pilots"],
        "results-109": ["pilots"],
    }
    assert "buoys" not in (harbour / "111/results.yaml").read_text("utf-8")
    assert [problem.code for problem in problems if problem.severity == "error"] == []


def test_a_new_year_has_a_row_to_be_written_for_an_indicator_that_began(harbour: Path) -> None:
    begun(harbour)
    made = new_year(harbour, 112, 110, "en", date(2023, 8, 31))
    statement, problems = read(harbour, 112)
    assert [key for key, _ in rows(statement)["results-110"]] == ["pilots", "buoys"]
    assert [problem.code for problem in problems if problem.severity == "error"] == []
    assert sorted(problem.message.in_language("en") for problem in problems if problem.code == "slip") == [
        "“TBD” looks like a note of something left to do",
        "“待補” looks like a note of something left to do",
    ]
    assert {"待補", "TBD"} <= {word for point in made.points for word in ("待補", "TBD") if word in str(point.message)}


def test_a_draft_may_lack_the_row_of_an_indicator_that_began(harbour: Path, tmp_path: Path) -> None:
    begun(harbour)
    new_year(harbour, 112, 110, "en", date(2023, 8, 31))
    for language, words in (("zh-Hant", "待補"), ("en", "TBD")):
        edit(harbour, f"112/{language}/1-harbours.md", f"### buoys\n\n{{.review}}\n{words}\n\n", "")
    statement, problems = read(harbour, 112)
    lacking = [problem for problem in problems if problem.code == "missing-row"]
    assert {
        (problem.severity, "### buoys" in problem.hint.in_language("en")) for problem in lacking if problem.hint
    } == {("warning", True)}
    assert [key for key, _ in rows(statement)["results-110"]] == ["pilots"]
    build(Order(harbour, tmp_path / "out", with_pdf=False, cache=None))


def test_a_new_year_leaves_out_what_ended_before_all_that_it_tells_of(harbour: Path) -> None:
    ended(harbour)
    path = harbour / INDICATORS
    before = path.read_text("utf-8")
    new_year(harbour, 112, 110, "en", date(2023, 8, 31))
    text = (harbour / "112/indicators.yaml").read_text("utf-8")
    assert [row["key"] for row in yaml.safe_load(text)] == ["pilots"]
    assert text.count("\n") == before.partition("- key: buoys")[0].count("\n")
    assert [code for code in codes(read(harbour, 112)[1]) if code == "indicator-years"] == []


@pytest.mark.parametrize(
    ("language", "line"),
    [("zh-Hant", "下列：一、檢修率；二、浮標數"), ("en", "Both of: I. Share overhauled; II. Number of buoys")],
)
def test_a_measure_of_several_items_reads_as_one_line(harbour: Path, language: str, line: str) -> None:
    edit(harbour, INDICATORS, "zh-Hant: 浮標檢修率", 'zh-Hant: "下列：\\n\\n1. 檢修率\\n2. 浮標數"')
    edit(
        harbour,
        INDICATORS,
        "en: Share of buoys overhauled",
        'en: "Both of:\\n\\n1. Share overhauled\\n2. Number of buoys"',
    )
    statement, problems = read(harbour)
    assert codes(problems) == []
    assert dict(measures(present(statement, language)))["buoys"] == line
