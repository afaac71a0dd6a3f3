"""Another agency starts anew: what the guide shows is enough, and its site promises nothing that it has not.

The agency is made up: the site file is that of the Harbour Trial Agency, the statement the one that the guides show.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from generator.cli import main
from generator.order import Order
from generator.pipeline import build
from tests.conftest import ROOT, TESTS
from tests.site_links import broken
from tests.test_mistakes import spoil

GUIDES = {"README.md": "從頭開始", "README.en.md": "Start anew"}
BOTH, ALONE = "languages: [zh-Hant, en]", "languages: [zh-Hant]"


@pytest.fixture(params=GUIDES)
def content(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The content that a guide shows, in both languages, published."""
    guide = (ROOT / "content" / request.param).read_text("utf-8")
    section = re.split(r"^## ", guide.partition(f"## {GUIDES[request.param]}\n")[2], flags=re.MULTILINE)[0]
    statement, chapter = (
        re.sub("^    ", "", block, flags=re.M)
        for block in re.findall(r"(?:^(?:    .*)?\n)+", section, re.M)
        if block.strip()
    )
    site = (TESTS / "sites" / "harbour" / "content" / "site.yaml").read_text("utf-8")
    folder = tmp_path / "content"
    for path, text in {
        "site.yaml": site.replace("harbour.example/contact", "contact.example"),
        "112/statement.yaml": statement.strip().replace("draft", "final"),
        "112/zh-Hant/1-duties.md": chapter.strip(),
        "112/en/1-duties.md": "# Functions\n\nThe Agency has its functions.",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"{text}\n", "utf-8")
    return folder


def in_chinese_alone(content: Path) -> None:
    spoil(content, {"file": "site.yaml", "find": BOTH, "put": ALONE})
    site = content / "site.yaml"
    site.write_text(
        re.sub(r"^prevails:.*\n|, en: [^}]*(?=})|^ +en: .*\n", "", site.read_text("utf-8"), flags=re.M), "utf-8"
    )
    shutil.rmtree(content / "112" / "en")


def pages(content: Path, *codes: str) -> dict[str, str]:
    """The pages of the site by path; nothing is told of it but `codes`."""
    output = content.parent / "output"
    outcome = build(Order(content, output, with_pdf=False, cache=None))
    assert [problem.code for problem in outcome.problems] == [*codes]
    assert not list(broken(output, "https://harbour.example/"))
    return {path.relative_to(output).as_posix(): path.read_text("utf-8") for path in output.rglob("*.html")}


def test_what_the_guide_shows_is_enough_and_its_pages_promise_no_more(content: Path) -> None:
    found = pages(content, "never-stamped")
    assert "zh-Hant/112/parallel/index.html" in found
    described = re.findall(r'<meta name="description" content="(.*?)">', found["zh-Hant/112/index.html"])
    assert described == ["港務試驗署（虛構） 112年度 預算總說明：現行法定職掌"]
    assert "已發布之總說明未列績效指標。" in found["zh-Hant/indicators/index.html"]
    for path, text in found.items():
        assert not re.search("0／0|0 of 0|下列各項可", text.partition("<body")[2]), path
        lead = re.sub(r"<nav.*?</nav>|<footer.*?</footer>", "", text, flags=re.DOTALL)
        assert not re.search("印本頁次|printed pages|目標值|past results|實施成果|1058", lead), path


def test_a_site_in_chinese_alone_speaks_of_no_other_language(content: Path) -> None:
    in_chinese_alone(content)
    found = pages(content)
    assert [path for path, text in found.items() if "parallel" in path or re.search("中英|英譯|譯文|英文", text)] == []
    output = content.parent / "output"
    assert "parallel" not in (output / "sitemap.xml").read_text("utf-8")
    assert "prevails" not in json.loads((output / "data" / "112" / "statement.json").read_text("utf-8"))


def test_a_site_in_chinese_alone_has_nothing_to_stamp(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    in_chinese_alone(content)
    assert main(["stamp", str(content / "112"), "--content", str(content), "--message-language", "en"]) == 0
    assert "has no translation" in "".join(capsys.readouterr())
    assert not list((content / "112").glob("*.stamps"))


def test_a_first_year_is_carried_from_none_other(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "112").rename(content.parent / "112")
    assert main(["new-year", "113", "--content", str(content), "--message-language", "en"]) == 1
    assert "hint" not in capsys.readouterr().err


def test_two_years_are_compared_in_what_they_have(content: Path) -> None:
    assert main(["new-year", "113", "--content", str(content)]) == 0
    for path in content.glob("113/**/*.*"):
        path.write_text(path.read_text("utf-8").replace("{.review}\n", "").replace("draft", "final"), "utf-8")
    found = pages(content, "never-stamped", "never-stamped")["zh-Hant/compare/112-113/index.html"]
    assert re.findall(r"<h2[^>]*>(.*?) <", found.partition("<main")[2]) == ["文字"]


INDICATORS = {
    "tables.yaml": """indicators:
  columns:
    - {shows: goal, width: 8, head: {zh-Hant: 目標, en: Goal}}
    - {shows: indicator, width: 10, head: {zh-Hant: 指標, en: Indicator}}
    - {shows: measure, width: 10, head: {zh-Hant: 衡量標準, en: Measure}}
    - {shows: target, width: 8, head: {zh-Hant: 112年度目標值, en: FY2023 target value}}
""",
    "indicators.yaml": """- key: lights
  goal: safety
  zh-Hant: 燈塔妥善率
  en: Lighthouses in order
  system: 1
  method: statistics
  targets: {112: 95}
  measure: {zh-Hant: 妥善座數÷總座數×100, en: Lighthouses in order ÷ all × 100}
""",
    "goals.yaml": "- {key: safety, zh-Hant: 航行安全, en: Safe navigation}\n",
    "terms.yaml": "statistics: {zh-Hant: 統計數據, en: Statistics}\n",
}
"""What the guide says that a table of indicators needs, made up."""


def test_a_first_year_with_indicators_and_no_results_is_carried_to_the_next(content: Path) -> None:
    for name, text in INDICATORS.items():
        (content / "112" / name).write_text(text, "utf-8")
    for chapter in content.glob("112/*/1-duties.md"):
        chapter.write_text(chapter.read_text("utf-8") + "\n:::{indicators}\n:::\n", "utf-8")
    assert "燈塔妥善率" in pages(content, "never-stamped")["zh-Hant/indicators/index.html"]
    assert main(["new-year", "113", "--content", str(content)]) == 0
    assert "targets: {112: 95, 113: }" in (content / "113" / "indicators.yaml").read_text("utf-8")
    assert "113年度目標值, en: FY2024" in (content / "113" / "tables.yaml").read_text("utf-8")
