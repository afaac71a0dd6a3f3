"""Corrections on a made-up site: told at the block, on a page, in the feed, in both languages; taken back, the first text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.cli import main
from generator.content import load
from generator.content.blocks import text_of
from generator.content.figures import shown
from generator.content.model import Statement
from generator.order import Order
from generator.pipeline import build
from generator.site.corrections import correction_records
from generator.site.presenter import present
from generator.site.strings import Strings
from tests.conftest import ROOT, TESTS, first_text
from tests.main_text import MainText
from tests.site_links import Anchors, broken

LANGUAGES = ("zh-Hant", "en")
CASE = TESTS / "sites" / "corrected" / "content"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(CASE, tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corrected") / "output"
    build(Order(CASE, folder, with_pdf=False, cache=None))
    return folder


def read(content: Path) -> Statement:
    loaded = load(content)
    assert [problem for problem in loaded.problems if problem.severity == "error"] == []
    return loaded.statements[0]


def words(statement: Statement, identity: str, language: str) -> str:
    block = next(block for block in statement.blocks if block.id == identity)
    return text_of(block.passages[language].inlines, lambda name: shown(statement.figures[name]))


def test_taking_the_corrections_back_gives_the_first_text() -> None:
    now = read(CASE)
    first = first_text(now)
    assert words(now, "s1-1-p1", "zh-Hant") == "本署（虛構）管理燈塔12座、浮標40具，業務如次："
    assert words(first, "s1-1-p1", "zh-Hant") == "本署（虛構）管理燈塔10座、浮標40具，職掌如次："
    assert words(first, "s1-1-p1", "en") == "This agency (made up) runs 10 lighthouses and 40 buoys. Its functions are:"
    assert (shown(now.figures["works.lights.cost"]), shown(first.figures["works.lights.cost"])) == ("1,250", "1,520")
    assert words(first, "s1-1-1", "zh-Hant") == words(now, "s1-1-1", "zh-Hant")


def test_a_correction_of_the_translation_alone_is_none_of_the_original(content: Path) -> None:
    path = content / "112" / "corrections.yaml"
    path.write_text(path.read_text("utf-8").replace("from: {zh-Hant: 職掌如次,", "from: {zh-Hant: 業務如次,"), "utf-8")
    statement = read(content)
    told = {language: list(correction_records(present(statement, language))) for language in ("zh-Hant", "en")}
    assert [record.number for record in told["zh-Hant"]] == [3, 1]
    assert [record.number for record in told["en"]] == [3, 2, 1]
    notices = {
        language: [notice.text for view in present(statement, language).views for notice in view.corrected]
        for language in told
    }
    assert not any("業務如次" in notice for notice in notices["zh-Hant"])
    assert any("duties are" in notice for notice in notices["en"])


def test_an_address_of_the_page_leads_to_its_place_in_every_language(content: Path, tmp_path: Path) -> None:
    path = content / "112" / "corrections.yaml"
    path.write_text(path.read_text("utf-8").replace("from: {zh-Hant: 職掌如次,", "from: {zh-Hant: 業務如次,"), "utf-8")
    build(Order(content, tmp_path / "output", with_pdf=False, cache=None))
    pages = [
        Anchors((tmp_path / "output" / each / "corrections" / "index.html").read_text("utf-8")) for each in LANGUAGES
    ]
    assert pages[0].ids == pages[1].ids
    assert "c112-2" in pages[0].ids
    assert not [link for link in broken(tmp_path / "output", "https://lights.example/") if "#" in link]


def test_a_correction_is_told_at_its_block_outside_the_text(output: Path) -> None:
    for language, why in (
        ("zh-Hant", "原登錄漏列外島燈塔2座。"),
        ("en", "Two lighthouses on the outer islands had been left out."),
    ):
        path = output / language / "112" / "index.html"
        page = path.read_text("utf-8")
        notice = page.index(why)
        assert page.rfind("<aside", 0, notice) > page.rfind("</aside>", 0, notice)
        assert 'id="s1-1-p1"' in page[notice - 400 : notice]
        assert why not in MainText(path).text
        links = re.findall(r'<aside class="corrected-here" role="note">.*?<a href="(.*?)">.*?</aside>', page)
        assert links == [f"../corrections/index.html#c112-{number}" for number in (1, 2, 3)]


def test_a_correction_of_a_cell_is_told_after_its_table(output: Path) -> None:
    page = (output / "en" / "112" / "index.html").read_text("utf-8")
    assert page.index("</table>") < page.index("“1,520” became “1,250”")


def test_side_by_side_every_correction_is_told_and_leads_to_its_entry_in_its_language(output: Path) -> None:
    for page in ("zh-Hant", "en"):
        text = (output / page / "112" / "parallel" / "index.html").read_text("utf-8")
        told = re.findall(r'<aside class="corrected-here" role="note">(.*?)<a href="(.*?)">', text)
        assert [link for _, link in told] == [
            f"../../../{language}/corrections/index.html#c112-{number}"
            for numbers in ((1, 2), (3,))
            for language in ("zh-Hant", "en")
            for number in numbers
        ]
        assert ["1,520" in words for words, _ in told] == [False] * 4 + [True] * 2
    assert not [link for link in broken(output, "https://lights.example/") if "#" in link]


def test_the_page_lists_every_correction_newest_first_in_both_languages(output: Path) -> None:
    for language in ("zh-Hant", "en"):
        page = (output / language / "corrections" / "index.html").read_text("utf-8")
        places = [page.index(f'id="c112-{number}"') for number in (3, 2, 1)]
        assert places == sorted(places)
        assert "<del>1,520</del>" in page
        assert 'href="../112/index.html#s1-1-p1"' in page


def test_the_feed_tells_of_every_correction_in_both_languages(output: Path) -> None:
    feed = (output / "feed.xml").read_text("utf-8")
    for language in ("zh-Hant", "en"):
        for number in (1, 2, 3):
            assert f"<id>https://lights.example/{language}/corrections/#c112-{number}</id>" in feed
    assert "2024-03-01T" in feed


def test_the_pdf_as_first_published_is_kept_and_linked(output: Path) -> None:
    first = (CASE / "112" / "published" / "statement-2023-08-31.pdf").read_bytes()
    for language in ("zh-Hant", "en"):
        folder = output / language / "112"
        assert (folder / "published" / "statement-2023-08-31.pdf").read_bytes() == first
        assert 'href="published/statement-2023-08-31.pdf"' in (folder / "index.html").read_text("utf-8")
        page = (output / language / "corrections" / "index.html").read_text("utf-8")
        assert 'href="../112/published/statement-2023-08-31.pdf"' in page


def test_the_added_pages_of_the_pdf_are_given_their_data() -> None:
    statement = read(CASE)
    found = list(correction_records(present(statement, "en")))
    assert [(record.number, record.block, record.when) for record in found] == [
        (3, "s1-2-t1-r1", "2024-03-01"), (2, "s1-1-p1", "2024-03-01"), (1, "s1-1-p1", "2023-10-05"),
    ]  # fmt: skip
    assert found[1].before == "functions are"
    assert found[1].place == "I.(I) Functions"
    assert found[0].place == "I.(II) Repair of lighthouses Cost"


def test_a_correction_may_quote_a_number_that_the_translation_had_wrong(content: Path) -> None:
    path = content / "112" / "corrections.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("en: 10 lighthouses", "en: 21 lighthouses"), "utf-8")
    assert main(["check", "--content", str(content), "--message-language", "en"]) == 0


@pytest.mark.parametrize(
    ("find", "put", "said"),
    [
        (
            "block: s1-1-p1\n  from: {zh-Hant: 燈塔10座",
            "block: s1-1-p9\n  from: {zh-Hant: 燈塔10座",
            "there is no block “s1-1-p9”",
        ),
        (
            "block: s1-1-p1",
            "block: https://harbour.example/zh-Hant/112/index.html#s1-1-p1",
            "did you mean “s1-1-p1”?",
        ),
        ("block: s1-2-t1-r1", "block: s1-2-t1-r2", "the table “s1-2-t1” holds it: correct block"),
        ("to: {zh-Hant: 燈塔12座", "to: {zh-Hant: 燈塔13座", "does not stand in this block (zh-Hant)"),
        ("to: {zh-Hant: 業務如次, en: duties are}", "to: {zh-Hant: 業務如次, en: s}", "stands 7 times"),
        ("block: s1-2-t1-r1", "block: s1-1-p1", "the block “s1-1-p1” is not a table"),
        ("figure: works.lights.cost", "figure: works.light.cost", "unknown figure “works.light.cost”"),
        ("  figure: works.lights.cost\n", "", "this block has no text of its own"),
        ('to: {zh-Hant: "1,250"', 'to: {zh-Hant: "1,251"', "this figure is “1,250”, not “1,251”"),
        (
            'to: {zh-Hant: "1,250", en: "1,250"}',
            'to: {zh-Hant: "1,250", en: "1,205"}',
            "this figure is “1,250”, not “1,205”",
        ),
        (
            'from: {zh-Hant: "1,520", en: "1,520"}',
            'from: {zh-Hant: "1,520", en: "1,502"}',
            "“from” differs between the languages",
        ),
        (
            "block: s1-2-t1-r1",
            "block: s1-2-t1-r2",
            "the table “s1-2-t1-r2” does not hold the figure “works.lights.cost”",
        ),
        ("from: {zh-Hant: 職掌如次, en: functions are}", "from: {zh-Hant: 業務如次, en: duties are}", "are the same"),
        ("when: 2023-10-05", "when: 2062-10-05", "after that of the edition (updated: 2024-03-01)"),
        ("when: 2023-10-05", "when: 112-10-05", "a day of the common era is expected here"),
        ("why: {zh-Hant: 原登錄", "reason: {zh-Hant: 原登錄", "unknown key “reason”"),
    ],
)
def test_a_correction_that_does_not_fit_is_a_placed_mistake(
    content: Path, find: str, put: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = content / "112" / "corrections.yaml"
    text = path.read_text("utf-8")
    assert find in text
    path.write_text(text.replace(find, put, 1), "utf-8")
    monkeypatch.chdir(content.parent)
    assert main(["check", "--message-language", "en"]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "content/112/corrections.yaml:" in told


def test_a_site_without_corrections_says_so(site: Path) -> None:
    for language in ("zh-Hant", "en"):
        page = (site / language / "corrections" / "index.html").read_text("utf-8")
        assert Strings(language)["corrections_none"] in page


def test_a_published_pdf_needs_a_name_that_can_be_an_address(content: Path) -> None:
    (content / "112" / "published" / "總說明 1.pdf").write_bytes(b"%PDF-1.4")
    assert [problem.code for problem in load(content).problems] == ["published-name"]


def test_a_figure_of_running_text_is_corrected_as_text(tmp_path: Path) -> None:
    """The guide names the figure for a cell of a table only: whoever does so for a text is told its block."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    (content / "104" / "corrections.yaml").write_text(
        "- block: s3-1-t1\n  figure: 102.coordination.contacts\n"
        '  from: {zh-Hant: "841", en: "841"}\n  to: {zh-Hant: "840", en: "840"}\n'
        "  why: {zh-Hant: 虛構之例。, en: A made-up case.}\n  when: 2026-11-22\n",
        "utf-8",
    )
    hints = [problem.hint.in_language("en") for problem in load(content).problems if problem.hint]
    assert hints == ["it stands in running text: write block: s3-1-1-3-2, and delete the line figure"]
