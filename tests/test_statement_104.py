"""The web edition of 104 is the printed statement, character for character, and both languages are one document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.edition import Task, render
from generator.reading import check
from generator.site import addresses
from tests.conftest import ROOT, first_text, normal
from tests.main_text import MainText


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> MainText:
    """The Chinese page with every correction taken back: what was printed stays the measure."""
    checked, _ = check(ROOT / "content")
    task = Task(first_text(checked[0].statement), "zh-Hant", checked[0].standards, ROOT / "content", False)
    made = {artifact.path: artifact.data for artifact in render(task).artifacts}
    page = tmp_path_factory.mktemp("first") / "index.html"
    page.write_bytes(made[addresses.statement("zh-Hant", 104)])
    return MainText(page)


def test_the_chinese_page_is_the_print_character_for_character(first: MainText, printed: list[str]) -> None:
    assert normal(first.text) == "".join(printed)


def test_each_printed_page_begins_where_the_print_does(first: MainText, printed: list[str]) -> None:
    starts = sorted(first.pages.items())
    assert [number for number, _ in starts] == list(range(1, 15))
    ends = [start for _, start in starts[1:]] + [len(first.text)]
    for (number, start), end in zip(starts, ends, strict=True):
        assert normal(first.text[start:end]) == printed[number - 1], f"page {number}"


def test_both_languages_have_the_same_ids(site: Path) -> None:
    chinese, english = (MainText(site / language / "104" / "index.html") for language in ("zh-Hant", "en"))
    assert chinese.ids == english.ids
    assert len(chinese.ids) == len(set(chinese.ids)) > 150


def test_the_english_page_has_chinese_characters_only_in_names_marked_as_chinese(site: Path) -> None:
    page = MainText(site / "en" / "104" / "index.html")
    han = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
    quoted = [text for language, text in page.languages if han.search(text) and language == "zh-Hant"]
    assert [text for language, text in page.languages if han.search(text) and language != "zh-Hant"] == []
    assert sorted(set(quoted)) == ["廉查", "廉立"]


def test_every_english_page_says_that_the_chinese_prevails(site: Path) -> None:
    pages = sorted((site / "en").rglob("*.html"))
    assert len(pages) > 8
    assert [page for page in pages if "the Chinese text prevails" not in page.read_text("utf-8")] == []


def test_figures_are_data_for_programs(site: Path) -> None:
    page = (site / "zh-Hant" / "104" / "index.html").read_text("utf-8")
    assert '<data value="3307">3,307</data>' in page
    assert '<data value="98.42">98.42%</data>' in page
