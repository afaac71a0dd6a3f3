"""`new-year`: a draft of the next year beside an untouched year, its open points, and a normal statement once filled in."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from msgspec import structs

from generator.checks import run
from generator.checks.open_points import open_points
from generator.cli import main
from generator.content import load
from generator.content.model import Statement
from generator.desk.new_year.draft import new_year
from generator.desk.serve.site import PreviewSite
from generator.desk.yaml_text import YamlText
from generator.order import Order
from generator.pipeline import build
from generator.problems import ContentError
from generator.reading import check
from generator.site.pieces import plain
from tests.conftest import ROOT, TESTS
from tests.filled_year import fill
from tests.test_mistakes import spoil

TODAY = date(2026, 12, 1)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("105"))
    return tmp_path / "content"


def read(content: Path, year: int) -> Statement:
    loaded = load(content, [year])
    assert not [problem for problem in loaded.problems if problem.severity == "error"]
    return loaded.statements[0]


def built(content: Path, output: Path) -> dict[str, bytes]:
    build(Order(content, output, with_pdf=False, cache=None))
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_a_new_year_leaves_every_published_byte_as_it_was(content: Path, tmp_path: Path) -> None:
    before = built(content, tmp_path / "before")
    new_year(content, 105, 104, "en", TODAY)
    after = built(content, tmp_path / "after")
    new = {path for path in after if path not in before}
    assert all("-105-" in path for path in new if path.startswith("assets/"))
    assert {path for path in new if not path.startswith("assets/")} == {
        f"{language}/105/{page}index.html" for language in ("zh-Hant", "en") for page in ("", "parallel/", "figures/")
    }
    changed = {path for path in before if after[path] != before[path]}
    assert changed <= {"manifest.json"}


def test_the_draft_says_what_it_is_and_is_not_found(content: Path, tmp_path: Path) -> None:
    new_year(content, 105, 104, "en", TODAY)
    pages = built(content, tmp_path / "output")
    for language, word in (("zh-Hant", "草稿"), ("en", "Draft")):
        page = pages[f"{language}/105/index.html"].decode()
        assert '<meta name="robots" content="noindex">' in page
        assert '<body class="statement draft">' in page
        assert f"<strong>{word}</strong>" in page
    for path, data in pages.items():
        if "/105/" not in path and path.endswith((".html", ".xml", ".js")):
            assert b"/105/" not in data, path


def test_what_this_year_has_becomes_what_last_year_had(content: Path) -> None:
    new_year(content, 105, 104, "en", TODAY)
    old, new = read(content, 104), read(content, 105)
    assert new.draft
    assert new.updated == TODAY
    assert new.pages is None
    assert new.until == {104: date(2015, 6, 30)}
    assert new.running_head["zh-Hant"][-1] == "中華民國105年度"
    assert new.running_head["en"][-1] == "Fiscal Year 2016 (ROC 105)"
    for category in new.staffing.categories if new.staffing else ():
        assert new.figures[category.last_year].value == old.figures[category.this_year].value
        assert new.figures[category.this_year].value is None
    assert list(new.tables) == ["indicators", "results-103", "results-104"]
    for ours, theirs in zip(old.indicators, new.indicators, strict=True):
        assert (ours.key, ours.name, ours.goal) == (theirs.key, theirs.name, theirs.goal)
        assert new.figures[f"104.{ours.key}.target"].value == old.figures[f"104.{ours.key}.target"].value
        assert new.figures[f"105.{ours.key}.target"].value is None
    assert new.indicators[1].wording.keys() == {103}


def test_heads_of_staff_that_name_a_year_move_on_and_other_years_are_noted(content: Path) -> None:
    for find, put in (
        ("{zh-Hant: 本年度, en: This fiscal year}", "{zh-Hant: 104年度, en: FY2015}"),
        ("{zh-Hant: 上年度, en: Previous fiscal year}", "{zh-Hant: 103年度, en: FY2014}"),
        ("{zh-Hant: 員額數, en: Number of posts}", "{zh-Hant: 員額數（98年編制）, en: Number of posts (as of 2009)}"),
    ):
        spoil(content, {"file": "104/staffing.yaml", "find": find, "put": put})
    new_year(content, 105, 104, "en", TODAY)
    statement = read(content, 105)
    assert statement.staffing
    assert statement.staffing.this_year == {"zh-Hant": "105年度", "en": "FY2016"}
    assert statement.staffing.last_year == {"zh-Hant": "104年度", "en": "FY2015"}
    noted = [words for words, _ in statement.review if words.startswith("staffing.yaml")]
    assert noted == ["staffing.yaml head.zh-Hant: 98", "staffing.yaml head.en: 2009"]


def test_names_of_rows_that_name_a_year_move_on(harbour: Path) -> None:
    row = {"file": "110/tables.yaml", "find": "{zh-Hant: 港區工程, en: Harbour works}"}
    spoil(harbour, row | {"put": "{zh-Hant: 110年度港區工程, en: Harbour works of FY2021}"})
    new_year(harbour, 111, 110, "en", TODAY)
    names = [row.name for table in read(harbour, 111).tables.values() for row in table.rows]
    assert {"zh-Hant": "111年度港區工程", "en": "Harbour works of FY2022"} in names


def test_nothing_is_invented(content: Path) -> None:
    """Every number of the draft is one that the year before states for the same year."""
    new_year(content, 105, 104, "en", TODAY)
    old, new = read(content, 104), read(content, 105)
    for figure in new.figures.values():
        if figure.value is None or figure.name.startswith("organisation."):
            continue
        name = figure.name.replace("last_year", "this_year")
        assert figure.value == old.figures[name].value, figure.name


def test_names_and_rules_of_figures_are_kept(content: Path) -> None:
    new_year(content, 105, 104, "en", TODAY)
    old, new = (yaml.safe_load((content / year / "results.yaml").read_text("utf-8")) for year in ("104", "105"))
    assert list(new) == [103, 104]
    for year in (102, 103):
        assert old[year].keys() == new[year + 1].keys()
        for indicator, figures in old[year].items():
            assert figures.keys() == new[year + 1][indicator].keys()
            for key, figure in figures.items():
                ours = new[year + 1][indicator][key]
                if isinstance(figure, list):
                    assert ours == []
                else:
                    assert {**figure, "value": None} == {**ours, "value": None}
                    assert ours.get("value") is None


def test_comments_and_order_stay(content: Path) -> None:
    new_year(content, 105, 104, "en", TODAY)
    for path in (content / "104").glob("*.yaml"):
        comments = [re.findall(r"#.*", (content / year / path.name).read_text("utf-8")) for year in ("104", "105")]
        gone = [comment for comment in comments[0] if comment not in comments[1]]
        assert all("103" in comment or "pages of the printed" in comment for comment in gone), path.name


def test_headings_move_on_and_prose_does_not(content: Path) -> None:
    new_year(content, 105, 104, "en", TODAY)
    chapter = (content / "105" / "zh-Hant" / "3-results.md").read_text("utf-8")
    assert "## 前(103)年度施政績效及達成情形分析" in chapter
    assert "## 上(104)年度已過期間(104年1月1日起至104年6月30日止)施政績效及達成情形" in chapter
    assert "{page}" not in chapter
    assert "\n{.review}\n102年度督導各政風機構積極蒐報" in chapter
    english = (content / "105" / "en" / "3-results.md").read_text("utf-8")
    assert "(FY2014)" in english
    assert "FY2015" in english


def test_the_checklist_is_complete_and_the_terminal_counts_it_file_by_file(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content.parent)
    assert main(["new-year", "105", "--message-language", "en"]) == 0
    told = capsys.readouterr().out
    listed = (content / "105" / "open-points.md").read_text("utf-8")
    points = open_points(read(content, 105))
    assert listed.count("- [ ]") == len(points)
    *counts, closing = told.splitlines()
    assert sum(int(line.split()[0]) for line in counts) == len(points)
    assert [line.split()[1] for line in counts] == re.findall("^## (.+)$", listed, flags=re.MULTILINE)
    folders = [
        path.rpartition("/")[0].removeprefix("content/105").removeprefix("/")
        for path in re.findall("^## (.+)$", listed, flags=re.MULTILINE)
    ]
    assert list(dict.fromkeys(folders)) == ["", "zh-Hant", "en"], (
        "data are filled first, then the text, then its translation"
    )
    assert f"{len(points)} open points" in closing
    assert "open-points.md" in closing
    blank = {figure.name for figure in read(content, 105).figures.values() if figure.blank}
    assert blank == set(re.findall(r"blank figure: (\S+)", listed))
    carried = [block for block in read(content, 105).blocks if block.kind in ("paragraph", "list")]
    marked = [block for block in carried if block.review]
    assert all(set(block.review) == {"zh-Hant", "en"} for block in marked)
    assert main(["check", "--message-language", "en"]) == 0
    assert f"year 105 is a draft: {len(points)} open points left" in capsys.readouterr().out


def test_the_checklist_cuts_no_word_and_says_where_a_figure_belongs(content: Path) -> None:
    listed = (new_year(content, 105, 104, "en", TODAY).folder / "open-points.md").read_text("utf-8")
    assert "“The Agency Against…”" in listed
    assert "“The AAC held … liaison…”" in listed
    assert "“102年度電子發文件數合計…件，…”" in listed


def test_every_carried_passage_is_marked(content: Path) -> None:
    new_year(content, 105, 104, "en", TODAY)

    def unmarked(block: object, under: bool = False) -> list[str]:
        under = under or bool(block.review)  # type: ignore[attr-defined]
        own = [block.id] if block.kind in ("paragraph", "item") and not under else []  # type: ignore[attr-defined]
        children = () if block.name == "indicators" else block.children  # type: ignore[attr-defined]
        return own + [name for child in children for name in unmarked(child, under)]

    assert [name for chapter in read(content, 105).chapters for name in unmarked(chapter)] == []


def test_check_counts_down(content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(content.parent)
    made = new_year(content, 105, 104, "en", TODAY)
    path = content / "105" / "staffing.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("this-year: {value: }", "this-year: {value: 207}", 1), "utf-8")
    assert main(["check", "--message-language", "en"]) == 0
    out = capsys.readouterr().out
    assert f"{len(made.points) - 1} open points left" in out
    assert "staffing.staff.this_year" not in out


def test_of_a_draft_without_open_points_check_says_how_it_is_published(
    harbour: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = harbour / "110" / "statement.yaml"
    path.write_text(path.read_text("utf-8").replace("status: final", "status: draft"), "utf-8")
    assert main(["check", "--content", str(harbour), "--message-language", "en"]) == 0
    assert "year 110 is a draft without open points: with status: final" in capsys.readouterr().out


def test_twice_harms_nothing(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content.parent)
    new_year(content, 105, 104, "en", TODAY)
    (content / "105" / "zh-Hant" / "1-duties.md").write_text("work of hours", "utf-8")
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    assert main(["new-year", "105", "--message-language", "en"]) == 1
    assert "there is a folder for 105 already; nothing was changed" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before
    (content / "106").mkdir()
    assert main(["new-year", "106", "--from", "104"]) == 1
    assert list((content / "106").iterdir()) == []


def test_wrong_years_are_wrong_usage(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content.parent)
    assert main(["new-year", "104", "--from", "105"]) == 2
    assert main(["new-year", "999", "--from", "999"]) == 2
    capsys.readouterr()
    assert main(["new-year", "2016", "--message-language", "en"]) == 2
    assert capsys.readouterr().err == "years are those of the ROC: for 2016 write 105\n"
    assert main(["new-year", "90"]) == 1
    assert not (content / "90").exists()


def test_a_year_to_carry_that_is_not_there_is_told_with_the_option_for_another(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content.parent)
    assert main(["new-year", "108", "--message-language", "en"]) == 1
    assert (
        "no folder for the year 107\n    hint: to carry over another year, add --from YEAR" in capsys.readouterr().err
    )


def test_a_year_that_does_not_follow_knows_no_last_year(content: Path) -> None:
    new_year(content, 106, 104, "en", TODAY)
    new = read(content, 106)
    assert new.figures["staffing.staff.last_year"].blank
    assert list(new.tables) == ["indicators", "results-104", "results-105"]
    assert new.figures["104.quality.target"].value == 72


def test_a_final_statement_with_open_points_is_told_each(content: Path) -> None:
    made = new_year(content, 105, 104, "en", TODAY)
    path = content / "105" / "statement.yaml"
    path.write_text(path.read_text("utf-8").replace("status: draft", "status: final"), "utf-8")
    found = [problem for problem in run(read(content, 105)) if problem.code == "open-point"]
    assert len(found) == len(made.points)
    with pytest.raises(ContentError):
        build(Order(content, content.parent / "output", with_pdf=False, cache=None))


def test_filled_in_it_is_a_normal_statement(content: Path, tmp_path: Path) -> None:
    new_year(content, 105, 104, "en", TODAY)
    fill(content, 105)
    new, old = read(content, 105), read(content, 104)
    assert not new.draft
    assert open_points(new) == ()
    assert [problem for problem in run(new) if problem.severity == "error"] == []
    assert new.figures["103.edocuments.rate"].value == old.figures["102.edocuments.rate"].value
    assert new.figures["103.leads.met"].computed == 1
    pages = built(content, tmp_path / "output")
    page = pages["zh-Hant/105/index.html"].decode()
    for head in ("105年度目標值", "前(103)年度", "上(104)年度"):
        assert head in page
    assert 'class="results-103"' in page
    assert 'class="results-104"' in page
    assert "noindex" not in page
    assert "○○" not in page
    assert "/105/" in pages["sitemap.xml"].decode()


def test_last_years_staff_and_targets_stand_in_the_tables_of_the_filled_year(content: Path) -> None:
    from generator.site.presenter import present

    new_year(content, 105, 104, "en", TODAY)
    fill(content, 105)
    view = present(read(content, 105), "zh-Hant")
    tables = {each.name: each.table for each in view.views if each.table}
    staff = [plain(cell.pieces) for cell in tables["staffing"].groups[0].rows[0].cells]
    assert staff == ["207", "207", "", "", "6", "6", "1", "1", "2", "2", "", "", "2", "2", "218", "218"]
    for name, targets in {"indicators": ["85%", "90%", "100%"], "results-103": ["70%", "90%", "100%"]}.items():
        cells = [cell for row in tables[name].groups[0].rows for cell in row.cells]
        assert [plain(cell.pieces) for cell in cells if cell.kind == "target"] == targets


def test_what_proved_this_years_total_proves_last_years(content: Path) -> None:
    path = content / "104/staffing.yaml"
    text = path.read_text("utf-8").replace("Stationed police}}", "Stationed police}, this-year: {value: 3}}")
    text = text.replace("value: 218\n    check: sum(", "value: 221\n    check: sum(police.this_year, ", 1)
    path.write_text(text, "utf-8")
    new_year(content, 105, 104, "en", TODAY)
    new = read(content, 105)
    assert new.figures["staffing.police.last_year"].value == 3
    assert [problem for problem in run(new) if problem.severity == "error"] == []


def test_what_last_year_published_is_not_told_otherwise_unseen(content: Path) -> None:
    new_year(content, 105, 104, "en", TODAY)
    folder = fill(content, 105)
    assert restated(content) == []
    staff = folder / "staffing.yaml"
    text = staff.read_text("utf-8")
    staff.write_text(text.replace("last-year: {value: 6}", "last-year: {value: 7}", 1), "utf-8")
    indicators = folder / "indicators.yaml"
    indicators.write_text(indicators.read_text("utf-8").replace("104: 90", "104: 95", 1), "utf-8")
    told = restated(content)
    assert [words.partition(" for")[0] for words in told] == ["this gives 95%", "this gives 7"]
    staff.write_text(text.replace("last-year: {value: 6}", "last-year: {value: 7, accept: 追減}", 1), "utf-8")
    assert len(restated(content)) == 1
    targets = indicators.read_text("utf-8")
    at = targets.index("104: 95")
    before = targets.rindex("  targets:", 0, at)
    indicators.write_text(f"{targets[:before]}  accept: {{104: 追減}}\n{targets[before:]}", "utf-8")
    assert restated(content) == []
    indicators.write_text(targets, "utf-8")
    staff.write_text(text, "utf-8")
    preview = PreviewSite(content)
    preview.update()
    assert [problem.code for problem in preview.problems if problem.code == "restated"] == ["restated"]


def test_a_build_tells_what_is_told_otherwise_of_years_from_the_cache_too(content: Path, tmp_path: Path) -> None:
    new_year(content, 105, 104, "en", TODAY)
    indicators = fill(content, 105) / "indicators.yaml"
    text = indicators.read_text("utf-8")
    order = Order(content, tmp_path / "output", with_pdf=False, cache=tmp_path / "cache")
    assert "restated" not in [problem.code for problem in build(order).problems]
    for number in ("95", "97"):
        indicators.write_text(text.replace("104: 90", f"104: {number}", 1), "utf-8")
        done = build(order)
        assert done.made == 1
        (told,) = [problem for problem in done.problems if problem.code == "restated"]
        assert told.message.in_language("en").startswith(f"this gives {number}% for 104, whose own statement has 90% (")
        (same,) = [problem for problem in check(content)[1] if problem.code == "restated"]
        assert told == same


def restated(content: Path) -> list[str]:
    return sorted(
        (problem.message.in_language("en") for problem in check(content)[1] if problem.code == "restated"), reverse=True
    )


def test_the_made_up_agency_has_a_new_year_too(harbour: Path) -> None:
    made = new_year(harbour, 111, 110, "zh-Hant", TODAY)
    new = read(harbour, 111)
    assert list(new.tables) == ["indicators", "results-109", "expenditure"]
    assert new.figures["expenditure.salaries.last_year"].value == 120300
    assert new.figures["expenditure.salaries.this_year"].blank
    assert new.figures["expenditure.salaries.difference"].value is None
    assert "數字未填" in (made.folder / "open-points.md").read_text("utf-8")
    fill(harbour, 111)
    assert [problem for problem in run(read(harbour, 111)) if problem.severity == "error"] == []


def test_a_heading_with_a_year_of_others_is_marked(harbour: Path) -> None:
    path = harbour / "110" / "zh-Hant" / "1-harbours.md"
    path.write_text(path.read_text("utf-8").replace("## 年度目標", "## 97年以來之年度目標"), "utf-8")
    tables = harbour / "110" / "tables.yaml"
    tables.write_text(tables.read_text("utf-8").replace("zh-Hant: 目標值,", "zh-Hant: 一百零四年度目標值,", 1), "utf-8")
    made = new_year(harbour, 111, 110, "en", TODAY)
    assert "{.review}\n## 97年以來之年度目標" in (harbour / "111" / "zh-Hant" / "1-harbours.md").read_text("utf-8")
    assert any("一百零四年" in point.message.in_language("en") for point in made.points)


def test_a_blank_figure_yields_blanks_in_a_draft_and_an_error_in_a_final_statement(harbour: Path) -> None:
    path = harbour / "110" / "results.yaml"
    path.write_text(path.read_text("utf-8").replace("trained: {value: 36}", "trained: {value: }"), "utf-8")
    statement = read(harbour, 110)
    assert statement.figures["108.pilots.rate"].value is None
    assert statement.figures["108.pilots.met"].computed is None
    assert [problem.code for problem in run(statement) if problem.severity == "error"] == ["open-point"]
    assert not [problem for problem in run(structs.replace(statement, draft=True)) if problem.severity == "error"]


def test_text_edits_leave_all_else_alone() -> None:
    text = "# head\na: {x: 1, y: 2}   # why\nb:\n  - page: 3\n    c: 4\n  - d: [1, 2]\ne: 5\n"
    file = YamlText(text, "file")
    assert file.result() == text
    file.remove(("a", "x"))
    file.remove(("b", 0, "page"))
    file.replace(("e",), "")
    file.add(("b", 1, "d"), " # two")
    assert file.result() == "# head\na: {y: 2}   # why\nb:\n  - c: 4\n  - d: [1, 2] # two\ne:\n"


def test_the_made_up_sites_are_not_drafts() -> None:
    for path in (TESTS / "sites").glob("*/content"):
        assert not [statement.year for statement in load(path).statements if statement.draft]
