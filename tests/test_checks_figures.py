"""Recomputed figures: all relations of 104 hold; each of them, broken, is told at its line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.checks import run
from generator.checks.listed_days import days_not_given
from generator.checks.relations import relations
from generator.checks.trust import trust
from generator.content import load
from generator.content.blocks import Citation, Passage
from generator.content.citations import Citations
from generator.content.collector import Collector
from generator.content.model import Figure, Statement
from generator.problems import Position, Problem

CONTENT = Path("content")
RESULTS, STAFFING = "104/results.yaml", "104/staffing.yaml"
TRIPS = ("104/zh-Hant/3-results.md", "104/en/3-results.md")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def read(root: Path) -> Statement:
    loaded = load(root, [104])
    assert [problem for problem in loaded.problems if problem.severity == "error"] == []
    return loaded.statements[0]


def errors(root: Path) -> list[Problem]:
    return [problem for problem in run(read(root)) if problem.severity == "error"]


def edit(path: Path, old: str, new: str) -> int:
    """Replace `old`, which stands once, and give its line."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_category_that_the_total_leaves_out_is_an_error_at_its_number(site: Path) -> None:
    line = edit(site / STAFFING, "en: Stationed police}}", "en: Stationed police}, last-year: {value: 5}}")
    (problem,) = errors(site)
    assert (problem.code, problem.position.line) == ("total-part", line)
    assert problem.hint
    assert problem.hint.in_language("en").startswith("add police.last_year to the check or formula of the total")
    edit(site / STAFFING, "{value: 5}", "{value: 5, accept: 已列入職員}")
    assert [problem.code for problem in run(read(site)) if problem.code in ("total-part", "accept-unused")] == []


def test_what_a_total_adds_by_way_of_a_subtotal_is_not_left_out(site: Path) -> None:
    path = site / STAFFING
    text = path.read_text("utf-8")
    row = "  - {key: sub, name: {zh-Hant: 小計, en: Subtotal}, this-year: {value: 9, check: 'sum(%s)'}}\n"
    parts = "janitors.this_year, technicians.this_year, drivers.this_year"
    text = text.replace(f", {parts}, contracted.this_year", ", sub.this_year, contracted.this_year")
    path.write_text(text.replace("total:\n", f"{row % parts}total:\n", 1), "utf-8")
    assert errors(site) == []


def test_all_relations_of_the_statement_are_declared_and_hold(site: Path) -> None:
    known = {relation.name: relation for relation in relations(read(site))}
    assert all(relation.holds for relation in known.values())
    assert {name: known[name].reckoning for name in known if known[name].rule != "claim"} == {
        "staffing.total.this_year": "207 + 6 + 1 + 2 + 2",
        "staffing.total.last_year": "207 + 6 + 1 + 2 + 2",
        "102.edocuments.rate": "3,307 ÷ 3,360",
        "102.coordination.meetings": "4",
        "102.audits.held_responsible": "9 + 64 + 3",
        "102.campaigns.events": "309 + 94",
        "102.exchange.reports": "6",
        "102.leads.rate": "340 ÷ 250",
        "102.cases.rate": "554 ÷ 250",
        "102.administrative.rate": "260 ÷ 200",
        "103.edocuments.rate": "1,493 ÷ 1,493",
        "103.coordination.meetings": "3",
        "103.campaigns.events": "543 + 191",
        "103.leads.rate": "158 ÷ 250",
        "103.cases.rate": "250 ÷ 250",
        "103.administrative.rate": "73 ÷ 200",
    }
    assert [known[name].result for name in ("102.edocuments.rate", "103.administrative.rate")] == ["98.42%", "36.50%"]
    assert sum(relation.rule == "claim" for relation in known.values()) == 5


BROKEN = [
    # figure, file, the text that stands there, and what an editor mistypes
    ("total.this_year", STAFFING, "    value: 218\n    check: sum(staff.this", "    value: 219\n    check: sum(staff.this"),
    ("total.last_year", STAFFING, "    value: 218\n    check: sum(staff.last", "    value: 281\n    check: sum(staff.last"),
    ("102 rate", RESULTS, "{formula: sent / total, as: percent, decimals: 2}", "{value: 98.24, formula: sent / total, as: percent, decimals: 2}"),
    ("102 meetings", RESULTS, "{value: 4, check: count(dates)}", "{value: 5, check: count(dates)}"),
    ("102 audits", RESULTS, "{value: 76,", "{value: 67,"),
    ("102 campaigns", RESULTS, "{value: 403,", "{value: 430,"),
    ("102 reports", RESULTS, "{value: 6, ", "{value: 7, "),
    ("102 leads", RESULTS, "count: {value: 340}\n    base: {value: 250}                             # not printed for this year; the 104 table prints 250\n    rate: {", "count: {value: 340}\n    base: {value: 250}\n    rate: {value: 163, "),
    ("102 cases", RESULTS, "rate: {formula: investigated / base, as: percent, decimals: 2}", "rate: {value: 221.66, formula: investigated / base, as: percent, decimals: 2}"),
    ("102 administrative", RESULTS, "count: {value: 260}\n    base: {value: 200}                             # not printed for this year; the 104 table prints 200\n    rate: {", "count: {value: 260}\n    base: {value: 200}\n    rate: {value: 131, "),
    ("103 rate", RESULTS, "{formula: sent / total, as: percent, decimals: 0}", "{value: 99, formula: sent / total, as: percent, decimals: 0}"),
    ("103 meetings", RESULTS, "{value: 3, check: count(dates)}", "{value: 2, check: count(dates)}"),
    ("103 campaigns", RESULTS, "{value: 734,", "{value: 743,"),
    ("103 leads", RESULTS, "count: {value: 158}\n    base: {value: 250}                             # not printed for this year; the 104 table prints 250\n    rate: {", "count: {value: 158}\n    base: {value: 250}\n    rate: {value: 62.30, "),
    ("103 cases", RESULTS, "rate: {formula: investigated / base, as: percent, decimals: 0}", "rate: {value: 101, formula: investigated / base, as: percent, decimals: 0}"),
    ("103 administrative", RESULTS, "count: {value: 73}\n    base: {value: 200}                             # not printed for this year; the 104 table prints 200\n    rate: {", "count: {value: 73}\n    base: {value: 200}\n    rate: {value: 35.60, "),
]  # fmt: skip


@pytest.mark.parametrize(("name", "file", "old", "new"), BROKEN, ids=[broken[0] for broken in BROKEN])
def test_a_wrong_value_is_an_error_at_its_line(site: Path, name: str, file: str, old: str, new: str) -> None:
    line = edit(site / file, old, new) + (old.count("\n") if file == RESULTS else 0)
    wrong = [problem for problem in errors(site) if problem.code == "figure-wrong"]
    assert wrong[0].position.path.endswith(file)
    assert abs(wrong[0].position.line - line) <= (1 if file == STAFFING else 0)
    assert " is entered as " in wrong[0].message.in_language("en")
    if name != "total.last_year":
        assert "printed at " in str(wrong[0].hint)


@pytest.mark.parametrize(
    ("old", "new"),
    [("102-04-25, 102-08-28, ", "102-04-25, "), ("103-01-14, 103-01-16, 103-05-20", "103-01-14, 103-05-20")],
)
def test_a_missing_date_is_an_error(site: Path, old: str, new: str) -> None:
    line = edit(site / RESULTS, old, new)
    (problem,) = errors(site)
    assert problem.position.line == line + 1
    assert "meetings is entered as" in problem.message.in_language("en")


def test_a_listed_day_that_the_row_does_not_give_is_told_at_its_list(site: Path) -> None:
    line = edit(site / RESULTS, "103-01-14, 103-01-16, 103-05-20", "103-01-14, 103-01-26, 103-05-21")
    (problem,) = [problem for problem in run(read(site)) if problem.code == "day-not-given"]
    assert (problem.severity, problem.position.line) == ("warning", line)
    assert problem.message.in_language("en") == "the text of this row does not give 103-01-26, 103-05-21"


def test_a_list_of_days_of_which_the_text_gives_none_is_the_editors_own(site: Path) -> None:
    edit(site / RESULTS, "103-01-14, 103-01-16, 103-05-20", "103-02-03, 103-02-04, 103-02-05")
    assert [problem.code for problem in run(read(site)) if problem.severity == "error"] == []
    assert days_not_given(read(site)) == {
        "102.coordination.dates": (),
        "103.coordination.dates": ("103-02-03", "103-02-04", "103-02-05"),
    }


def test_a_missing_item_of_the_text_is_an_error_that_names_the_sentence(site: Path) -> None:
    for path in TRIPS:
        text = (site / path).read_text(encoding="utf-8")
        (site / path).write_text(re.sub(r"(?m)^2\. .*(17).*\n", "", text), encoding="utf-8")
    (problem,) = errors(site)
    assert problem.message.in_language("en") == "reports is entered as 6; count(trips) is 5"
    hint = problem.hint.in_language("en") if problem.hint else ""
    assert "trips is 5 items (" in hint
    assert "提出專題報告6份" in hint


def test_the_message_names_both_values_the_inputs_and_the_sentence(site: Path) -> None:
    edit(site / RESULTS, "rate: {formula: investigated / base, as: percent, decimals: 2}",
         "rate: {value: 216.00, formula: investigated / base, as: percent, decimals: 2}")  # fmt: skip
    (problem,) = errors(site)
    assert problem.message.in_language("en") == "rate is entered as 216.00%; 554 ÷ 250 is 221.60%"
    assert problem.message.in_language("zh-Hant") == "rate 登錄為 216.00%；554 ÷ 250 得 221.60%"
    hint = problem.hint.in_language("en") if problem.hint else ""
    assert re.match(
        r"correct one of them; investigated is 554 \(line \d+\), base is 250 \(line \d+\); printed at ", hint
    )
    assert "達成率216.00%" in hint


def test_a_claim_that_fails_is_an_error(site: Path) -> None:
    edit(site / RESULTS, "count: {value: 340}", "count: {value: 200}")
    (problem,) = errors(site)
    assert problem.message.in_language("en") == "the words that met proves are not true: 80% ≥ 90% does not hold"
    assert "已達原定目標值" in (problem.hint.in_language("zh-Hant") if problem.hint else "")


def test_a_mistake_of_the_agency_stays_when_it_is_accepted(site: Path) -> None:
    edit(site / RESULTS, "{value: 403,", "{value: 404, accept: 印本如此,")
    assert errors(site) == []
    relation = next(relation for relation in relations(read(site)) if relation.name == "102.campaigns.events")
    assert (relation.holds, relation.accepted, relation.printed, relation.result) == (
        False,
        {"zh-Hant": "印本如此"},
        "404",
        "403",
    )


def test_an_accept_that_accepts_nothing_is_a_warning(site: Path) -> None:
    line = edit(site / RESULTS, "{value: 403,", "{value: 403, accept: 印本如此,")
    problem = next(problem for problem in run(read(site)) if problem.code == "accept-unused")
    assert (problem.severity, problem.position.line) == ("warning", line)


def test_what_rests_on_trust_is_listed(site: Path) -> None:
    found = trust(read(site))
    assert {figure.name for figure in found.uncovered} == {
        "organisation.review_committee.members",
        "102.quality.target",
        "103.quality.target",
    }


def test_a_typed_percentage_rests_on_trust(site: Path) -> None:
    edit(site / "104/zh-Hant/3-results.md", "皆為有罪判決，", "皆為有罪判決，比率為100%，")
    assert "100%" in [figure.text for figure in trust(read(site)).uncovered]


def test_a_total_typed_in_place_of_its_citation_rests_on_trust_and_its_figure_is_told(site: Path) -> None:
    for path in TRIPS:
        text = (site / path).read_text("utf-8")
        assert text.count("{{ campaigns.events }}") == 2  # 102 and 103
        (site / path).write_text(text.replace("{{ campaigns.events }}", "404", 1), "utf-8")
    statement = read(site)
    assert "404" in [figure.text for figure in trust(statement).uncovered if figure.kind == "total"]
    (told,) = [problem for problem in run(statement) if problem.code == "figure-unused"]
    assert told.severity == "warning"
    assert "102.campaigns.events" in told.message.in_language("en")


def test_every_figure_of_the_statement_is_used(site: Path) -> None:
    assert [problem for problem in run(read(site)) if problem.code == "figure-unused"] == []


def test_a_row_that_the_total_of_a_table_leaves_out_is_an_error(harbour: Path) -> None:
    row = "    - key: reserve\n      name: {zh-Hant: 準備金, en: Reserve}\n      cells: [{value: 7}, {}, {}]\n"
    path = harbour / "110/tables.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("    - key: total\n", f"{row}    - key: total\n"), "utf-8")
    (statement,) = load(harbour).statements
    (problem,) = [problem for problem in run(statement) if problem.severity == "error"]
    assert (problem.code, problem.message.in_language("en")) == (
        "total-part",
        "the total leaves out reserve.this_year",
    )


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        # A total that stands first, and one that forgets the works.
        ("sum(salaries.this_year, works.this_year)", "", []), ("works.this_year + 45000", "", ["salaries"]),
        # Below the total a share of it, or what of it is something else: none of its parts.
        ("", "works.this_year / salaries.this_year", []), ("sum(salaries.this_year, works.this_year)", "7 * 6", []),
        ("salaries.this_year + works.this_year", "works.this_year / all.this_year", []),
    ],
)  # fmt: skip
def test_a_total_is_a_sum_wherever_it_stands(harbour: Path, first: str, last: str, told: list[str]) -> None:
    path = harbour / "110/tables.yaml"
    text = path.read_text("utf-8")
    row = "    - key: {}\n      name: {{zh-Hant: 列, en: Row}}\n      cells: [{{formula: '{}'}}, {{}}, {{}}]\n"
    if first:
        head, rows = text.split("  rows:\n")
        text = head + "  rows:\n" + row.format("all", first) + rows[: rows.index("    - key: total\n")]
    if last:
        text += row.format("share", last)
    path.write_text(text, "utf-8")
    for language in ("zh-Hant", "en"):
        chapter = harbour / "110" / language / "2-money.md"
        chapter.write_text(chapter.read_text("utf-8").replace("expenditure.total", "expenditure.salaries"), "utf-8")
    (statement,) = load(harbour).statements
    wrong = [problem.message.in_language("en") for problem in run(statement) if problem.code == "total-part"]
    assert wrong == [f"the total leaves out {name}.this_year" for name in told]


def test_subtotals_without_a_total_leave_nothing_out(harbour: Path) -> None:
    path = harbour / "110/tables.yaml"
    text = path.read_text("utf-8").replace("cells: [{value: 45000}", "cells: [{formula: sum(salaries.this_year)}")
    text = text.replace("{value: 165300, check: salaries.this_year + works.this_year}", "{value: 7}")
    path.write_text(
        text + "    - {key: a, name: {zh-Hant: 甲, en: A}, cells: [{formula: sum(total.this_year)}, {}, {}]}\n", "utf-8"
    )
    (statement,) = load(harbour).statements
    assert [problem for problem in run(statement) if problem.code == "total-part"] == []


def test_what_is_entered_beside_a_formula_is_read_with_its_own_decimals(site: Path) -> None:
    edit(
        site / RESULTS,
        "{formula: sent / total, as: percent, decimals: 2}",
        "{value: 98.43, formula: sent / total, as: percent}",
    )
    (problem,) = errors(site)
    assert problem.message.in_language("en") == "rate is entered as 98.43%; 3,307 ÷ 3,360 is 98.42%"


def test_a_figure_of_another_year_is_none_of_this_one_whatever_its_key_ends_with() -> None:
    here, collector = Position("made-up.md"), Collector()
    citations = Citations("zh-Hant", 108, {"107.plan2.count": Figure("107.plan2.count", here)}, collector)
    citations.resolve(Passage((Citation("plan2.count", here),), here, ""), "108", "zh-Hant")
    (hint,) = (problem.hint for problem in collector.problems)
    assert hint
    assert hint.in_language("en").startswith("the year 108 has no such figure")
