"""Comparing neighbouring statements: exactly what was changed, cell by cell and sentence by sentence, told in words."""

from __future__ import annotations

import itertools
import re
import shutil
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.content import load
from generator.content.model import Statement
from generator.content.years import foreign_years, moved
from generator.desk.new_year.draft import new_year
from generator.order import Order
from generator.pipeline import build
from generator.site.compare.changes import Change, text_changes
from generator.site.compare.facts import Facts
from generator.site.compare.side import Side, decoded, encoded, side_of
from generator.site.compare.text import compared, same
from generator.site.compare.words import Sentence, Words, sentences
from generator.site.presenter import present
from generator.site.strings import Strings
from tests.browsing import resize
from tests.conftest import ROOT
from tests.filled_year import Plant, fill

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PLANTS: tuple[Plant, ...] = (
    ("staffing.yaml", "this-year: {value: 207}", "this-year: {value: 209}"),
    ("staffing.yaml", "this-year:\n    value: 218", "this-year:\n    value: 220"),
    ("staffing.yaml", "claims:\n  unchanged: {claim: total.this_year = total.last_year}\n", ""),
    ("zh-Hant/1-duties.md", '[與上年度同]{claim="staffing.unchanged"}', "較上年度增加2人"),
    ("en/1-duties.md", '[the same as in the previous fiscal year]{claim="staffing.unchanged"}', "2 persons more than in the previous fiscal year"),
    ("goals.yaml", "提升行政效能", "精進行政效能"),
    ("goals.yaml", "Improving administrative efficiency", "Refining administrative efficiency"),
    ("indicators.yaml", "targets: {103: 70, 104: 85, 105: 85}", "targets: {103: 70, 104: 85, 105: 88}"),
    ("indicators.yaml", "加強國際交流，掌握廉政新趨勢", "深化國際交流，掌握廉政新趨勢"),
    ("indicators.yaml", "Strengthening international exchange and", "Deepening international exchange and"),
    ("indicators.yaml", "本署移送檢察機關之貪瀆案件定罪率", "本署移送檢察機關之貪瀆案件確定判決定罪率"),
    ("indicators.yaml", "Conviction rate of the corruption", "Conviction rate by final judgment of the corruption"),
    # A year that moves on with the statement is no change.
    ("zh-Hant/2-goals.md", "本署依據行政院104年度施政方針", "本署依據行政院105年度施政方針"),
    ("zh-Hant/2-goals.md", "編定104年度施政計畫", "編定105年度施政計畫"),
    ("en/2-goals.md", "Executive Yuan for FY2015,", "Executive Yuan for FY2016,"),
    ("en/2-goals.md", "plan for FY2015.", "plan for FY2016."),
    # A sentence changed, a paragraph taken out, one put in.
    ("zh-Hant/2-goals.md", "落實推動執行各項廉政建設具體政策及措施", "落實推動執行各項廉政建設之具體政策"),
    ("en/2-goals.md", "put into effect the specific policies and measures of integrity building", "put into effect the specific policies of integrity building"),
    ("zh-Hant/2-goals.md", "另結合主管機關倡導企業誠信，推廣專業倫理，藉由會議、訓練等時機，主動與企業經營者、高階管理者，建構溝通平臺，深化企業反貪意識。\n\n", ""),
    ("en/2-goals.md", "In addition, together with the competent authorities, the AAC will advocate business integrity and promote professional ethics, take the initiative, on such occasions as meetings and training, in building platforms for communication with business operators and senior managers, and deepen the anti-corruption awareness of enterprises.\n\n", ""),
    ("zh-Hant/2-goals.md", "為提高貪瀆案件定罪率，督導", "本署將檢討現行通報程序。\n\n為提高貪瀆案件定罪率，督導"),
    ("en/2-goals.md", "To raise the conviction rate in cases of corruption and malfeasance, the AAC", "The AAC will review the present reporting procedures.\n\nTo raise the conviction rate in cases of corruption and malfeasance, the AAC"),
)  # fmt: skip


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pair") / "content"
    shutil.copytree(ROOT / "content", folder, ignore=shutil.ignore_patterns("105"))
    new_year(folder, 105, 104, "en", date(2026, 12, 1))
    fill(folder, 105, PLANTS)
    return folder


@pytest.fixture(scope="module")
def pair(content: Path) -> tuple[Statement, Statement]:
    loaded = load(content)
    assert [problem for problem in loaded.problems if problem.severity == "error"] == []
    before, after = loaded.statements
    return before, after


@pytest.fixture(scope="module")
def output(content: Path) -> Path:
    folder = content.parent / "output"
    build(Order(content, folder, with_pdf=False, cache=content.parent / "cache"))
    return folder


def changes(pair: tuple[Statement, Statement], language: str) -> list[Change]:
    sides = [tuple(side(statement, each) for statement in pair) for each in ("zh-Hant", "en")]
    told = text_changes(*sides)
    return list(told[("zh-Hant", "en").index(language)])


def side(statement: Statement, language: str) -> Side:
    """A statement as its edition keeps it to be compared."""
    return decoded(encoded(side_of(present(statement, language))))


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_exactly_the_planted_changes_of_the_text_are_found(pair: tuple[Statement, Statement], language: str) -> None:
    found = {(change.what, change.before, change.after) for change in changes(pair, language)}
    assert found == {
        ("changed", "s1-3-2-p1", "s1-3-2-p1"),
        ("changed", "s2-1-1-3-p1", "s2-1-1-3-p1"),
        ("removed", "s2-1-2-2-p2", ""),
        ("added", "", "s2-1-4-1-p1"),
    }


def test_a_changed_sentence_stands_alone_among_those_that_stayed(pair: tuple[Statement, Statement]) -> None:
    change = next(change for change in changes(pair, "zh-Hant") if change.after == "s2-1-1-3-p1")
    assert [(piece.what, piece.text[-6:]) for piece in change.runs] == [
        ("same", "各項廉政建設"), ("added", "之"), ("same", "具體政策"), ("removed", "及措施"), ("same", "。"),
    ]  # fmt: skip
    assert change.runs[0].text.startswith("廉政人員是本署的中堅骨幹")


def test_what_one_language_alone_reworded_stands_on_the_pages_of_both(content: Path, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(content, folder)
    path = folder / "105" / "en" / "1-duties.md"
    text = path.read_text("utf-8")
    first = next(line for line in text.split("\n") if line and line[0].isalpha())
    path.write_text(text.replace(first, first.replace("The ", "This ", 1), 1), "utf-8")
    assert path.read_text("utf-8") != text
    statements = load(folder).statements
    pair = statements[0], statements[1]
    ours, theirs = (changes(pair, language) for language in ("zh-Hant", "en"))
    assert [(one.before, one.after) for one in ours] == [(one.before, one.after) for one in theirs]
    assert len(ours) == len(changes((load(content).statements[0], load(content).statements[1]), "zh-Hant")) + 1
    (silent,) = (one for one in ours if all(piece.what == "same" for piece in one.runs))
    (told,) = (one for one in theirs if one.after == silent.after)
    assert [(piece.what, piece.text) for piece in told.runs[:2]] == [("removed", "The"), ("added", "This")]


def test_another_figure_of_the_same_number_is_no_change_that_anybody_sees(pair: tuple[Statement, Statement]) -> None:
    def citing(name: str, text: str = "共3件。") -> Side:
        words = Words("s1-p1", "paragraph", "", (Sentence(text, "zh-Hant", f"共⟨{name}⟩件。"),))
        return replace(side(pair[0], "zh-Hant"), words=(words,))

    assert text_changes((citing("cases"), citing("leads"))) == [()]
    assert [change.what for change in text_changes((citing("cases"), citing("leads", "計3件。")))[0]] == ["changed"]


@pytest.mark.parametrize(
    ("language", "before", "after", "pieces"),
    [
        ("en", "The AAC handled 1,234 cases in that year.", "The AAC handled 1,243 cases in that year.",
         ["The AAC handled ", "-1,234", "+1,243", " cases in that year."]),
        # One word that stayed between two changes is read with them.
        ("en", "It trains old hands and staff of the agency every year.", "It trains new hands or staff of the agency every year.",
         ["It trains ", "-old hands and", "+new hands or", " staff of the agency every year."]),
        ("zh-Hant", "辦理廉政人員專業訓練及講習。", "辦理廉政人員專精訓練及研習。",
         ["辦理廉政人員專", "-業", "+精", "訓練及", "-講", "+研", "習。"]),
        # Written anew: each wording stands whole.
        ("en", "Complaints are answered within a week.", "The hotline now works on Sundays, too.",
         ["-Complaints are answered within a week.", "+The hotline now works on Sundays, too."]),
        ("en", "It reports each year. It is open.", "It reports each year.", ["It reports each year.", "-It is open."]),
    ],
)  # fmt: skip
def test_reworded_sentences_are_told_word_by_word(language: str, before: str, after: str, pieces: list[str]) -> None:
    ours, theirs = ([Sentence(each, language) for each in sentences(text, language)] for text in (before, after))
    signs = {"same": "", "removed": "-", "added": "+"}
    found = compared(ours, theirs, lambda sentence: (sentence.key,))
    assert [signs[piece.what] + piece.text for piece in found] == pieces


def test_exactly_the_planted_facts_are_found(pair: tuple[Statement, Statement]) -> None:
    before, after = (side(statement, "zh-Hant") for statement in pair)
    groups = dict(Facts(before, after, Strings("zh-Hant")).groups())
    rows = {key: [(row.what, row.before, row.after) for row in rows] for key, rows in groups.items()}
    assert rows == {
        "compare_staff": [("changed", "207", "209"), ("changed", "218", "220")],
        "compare_organisation": [],
        "compare_goals": [("changed", "提升行政效能", "精進行政效能")],
        "compare_indicators": [
            ("changed", "加強國際交流，掌握廉政新趨勢", "深化國際交流，掌握廉政新趨勢"),
            ("changed", "本署移送檢察機關之貪瀆案件定罪率", "本署移送檢察機關之貪瀆案件確定判決定罪率"),
        ],
        "compare_targets": [("changed", "85%", "88%")],
    }


def test_what_a_side_holds_stays_in_the_order_of_the_statement(pair: tuple[Statement, Statement]) -> None:
    statement = pair[1]
    own = side(statement, "en")
    assert statement.staffing is not None
    assert list(own.facts["compare_staff"]) == [each.key for each in statement.staffing.categories]
    assert list(own.indicators) == [each.key for each in statement.indicators]
    said = next(iter(own.indicators.values())).said
    assert list(said) == [f"compare_{part}" for part in ("name", "goal", "system", "method", "measure")]


def test_a_statement_has_no_difference_from_itself(pair: tuple[Statement, Statement]) -> None:
    for language in ("zh-Hant", "en"):
        own = side(pair[0], language)
        assert text_changes((own, own)) == [()]
        assert not any(rows for _, rows in Facts(own, own, Strings(language)).groups())


TORN = """() => [...document.querySelectorAll("h1, h1 *, table *, .links a")].flatMap(element => [...element.childNodes])
  .filter(node => node.nodeType === Node.TEXT_NODE).flatMap(node => [...node.data.matchAll(/\\(ROC.\\d+\\)|\\d+年度/g)].filter(found => {
    const year = document.createRange();
    year.setStart(node, found.index);
    year.setEnd(node, found.index + found[0].length);
    return new Set([...year.getClientRects()].map(line => line.top)).size > 1;
  }).map(found => found[0]))"""
"""The years inside which a line breaks."""


class Reader(HTMLParser):
    """The words before each `ins` and `del` of the text, and the ids that the page links to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.strokes: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        if tag in ("ins", "del"):
            self.strokes.append(f"{tag}:{self.words}")

    def handle_data(self, data: str) -> None:
        self.words = data.strip() or self.words


@pytest.mark.parametrize(("language", "words"), [("zh-Hant", ("新增", "刪除")), ("en", ("added", "removed"))])
def test_the_page_reads_without_colour_and_links_to_both_statements(
    output: Path, language: str, words: tuple[str, str]
) -> None:
    path = output / language / "compare" / "104-105" / "index.html"
    reader = Reader(path.read_text("utf-8").partition('id="compare-text"')[2])
    assert set(reader.strokes) == {f"ins:{words[0]}", f"del:{words[1]}"}
    links = [link for link in reader.links if "#s" in link]
    assert links
    for link in links:
        target, _, identity = link.partition("#")
        assert f'id="{identity}"' in (path.parent / target).resolve().read_text("utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh-Hant", "en"])
@pytest.mark.parametrize("page", ["compare/104-105", "indicators"])
def test_no_line_breaks_inside_a_year(output: Path, browser: Browser, language: str, page: str) -> None:
    tab = browser.new_page()
    tab.goto((output / language / page / "index.html").as_uri())
    torn = {}
    for width in (320, 360, 390, 600, 768, 1440):
        resize(tab, width, 800)
        torn[width] = tab.evaluate(TORN)
    tab.close()
    assert not any(torn.values()), torn


def test_the_list_names_the_pair_and_says_so_where_there_is_none(output: Path, site: Path) -> None:
    listed = (output / "zh-Hant" / "compare" / "index.html").read_text("utf-8")
    assert 'href="104-105/index.html"' in listed
    alone = (site / "zh-Hant" / "compare" / "index.html").read_text("utf-8")
    assert Strings("zh-Hant")["compare_one"] in alone
    assert not list((site / "zh-Hant" / "compare").glob("*/"))
    assert "compare/104-105/" in (output / "sitemap.xml").read_text("utf-8")


def test_a_pair_from_the_cache_is_the_same(content: Path, output: Path) -> None:
    again = content.parent / "again"
    outcome = build(Order(content, again, with_pdf=False, cache=content.parent / "cache"))
    assert outcome.made == 0
    page = Path("en") / "compare" / "104-105" / "index.html"
    assert (again / page).read_bytes() == (output / page).read_bytes()


def test_drafts_are_not_compared(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("105"))
    new_year(content, 105, 104, "en", date(2026, 12, 1))
    build(Order(content, tmp_path / "output", with_pdf=False, cache=None))
    assert not (tmp_path / "output" / "en" / "compare" / "104-105").exists()


def test_the_same_year_stated_differently_is_told(content: Path, tmp_path: Path) -> None:
    shutil.copytree(content, tmp_path / "content")
    path = tmp_path / "content" / "105" / "indicators.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("targets: {103: 72, 104: 72, 105: 72}", "targets: {103: 72, 104: 73, 105: 72}"), "utf-8"
    )
    before, after = (side(each, "en") for each in load(tmp_path / "content").statements)
    rows = dict(Facts(before, after, Strings("en")).groups())["compare_restated"]
    assert [(row.before, row.after) for row in rows] == [("72%", "73%")]
    assert rows[0].name.startswith("FY2015 (ROC 104) ")


def test_cells_of_several_tables_are_told_apart_by_the_heading_over_them(harbour: Path) -> None:
    def names() -> list[str]:
        (statement,) = load(harbour).statements
        return [fact.name for fact in side(statement, "en").facts["compare_tables"].values()]

    assert names()[0] == "Salaries This fiscal year"
    path = harbour / "110" / "tables.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        f"{text}income:\n{text.partition('expenditure:')[2].lstrip()}".replace("income:\nunit", "income:\n  unit"),
        "utf-8",
    )
    for language, words in (("zh-Hant", "歲入總表"), ("en", "Table of income")):
        chapter = harbour / "110" / language / "2-money.md"
        chapter.write_text(f"{chapter.read_text('utf-8')}\n## {words}\n\n:::{{table}} income\n:::\n", "utf-8")
    assert names()[0] == "Table of expenditures: Salaries This fiscal year"
    assert names()[-1] == "Table of income: Total Difference"


def test_an_item_put_in_between_does_not_change_those_below(tmp_path: Path, content: Path) -> None:
    shutil.copytree(content, tmp_path / "content")
    for language, words in (("zh-Hant", "政風查核組：掌理查核事項。"), ("en", "Audit Division: in charge of audits.")):
        path = tmp_path / "content" / "105" / language / "1-duties.md"
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"^3\. ", f"3. {words}\n4. ", text, count=1, flags=re.MULTILINE), "utf-8")
    before, after = load(tmp_path / "content").statements
    for language in ("zh-Hant", "en"):
        found = [change for change in changes((before, after), language) if change.after.startswith("s1-2")
                 or change.before.startswith("s1-2")]  # fmt: skip
        assert [(change.what, change.after) for change in found] == [("added", "s1-2-3")]


@settings(max_examples=60)
@given(st.text(alphabet="甲乙。；！？」 ab.!?;”", max_size=40))
def test_cutting_into_sentences_loses_nothing(text: str) -> None:
    for language in ("zh-Hant", "en"):
        assert "".join(sentences(text, language)) == text


WORDS = st.lists(st.sampled_from(["甲。", "乙。", "丙。", "丁。"]), max_size=6)


@given(WORDS, WORDS)
def test_the_pieces_give_both_texts_back(before: list[str], after: list[str]) -> None:
    def as_it_stands(sentence: Sentence) -> tuple[str, ...]:
        return (sentence.key,)

    ours, theirs = ([Sentence(text, "zh-Hant") for text in each] for each in (before, after))
    pieces = compared(ours, theirs, as_it_stands)
    assert "".join(piece.text for piece in pieces if piece.what != "added") == "".join(before)
    assert "".join(piece.text for piece in pieces if piece.what != "removed") == "".join(after)
    assert same(ours, theirs, as_it_stands) == (before == after)


@given(st.text(alphabet="甲乙丙 ab1,.。", max_size=30), st.text(alphabet="甲乙丙 ab1,.。", max_size=30))
def test_the_words_of_a_reworded_sentence_give_both_wordings_back(before: str, after: str) -> None:
    assume(before.strip() != after.strip())
    pieces = compared([Sentence(before, "en")], [Sentence(after, "en")], lambda sentence: (sentence.key,))
    assert "".join(piece.text for piece in pieces if piece.what != "added") == before
    assert "".join(piece.text for piece in pieces if piece.what != "removed") == after
    assert all(one.what != other.what for one, other in itertools.pairwise(pieces))


def test_only_the_years_of_the_statement_itself_move() -> None:
    own = {102, 103, 104}
    for text, expected in (
        ("前(102)年度", "前(103)年度"), ("103年1月1日起至103年6月30日止", "104年1月1日起至104年6月30日止"),
        ("97年5月20日", "97年5月20日"), ("第104條", "第104條"), ("1,104年", "1,104年"), ("2015年", "2016年"),
    ):  # fmt: skip
        assert moved(text, "zh-Hant", own, 1) == expected
    for text, expected in (
        ("Fiscal Year 2015 (ROC 104)", "Fiscal Year 2016 (ROC 105)"), ("(FY2013)", "(FY2014)"),
        ("20 May 2008", "20 May 2008"), ("2,014 cases", "2,014 cases"), ("Article 104", "Article 104"),
    ):  # fmt: skip
        assert moved(text, "en", own, 1) == expected
    assert foreign_years("97年以來", "zh-Hant", own) == ("97",)
    assert foreign_years("一百零四年度", "zh-Hant", own) == ("一百零四年",)
