"""The web edition of 104 is the printed statement, character for character, and both languages are one document."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import normal
from tests.main_text import MainText


def test_the_chinese_page_is_the_print_character_for_character(site: Path, printed: list[str]) -> None:
    page = MainText(site / "zh-Hant" / "104" / "index.html")
    assert normal(page.text) == "".join(printed)


def test_each_printed_page_begins_where_the_print_does(site: Path, printed: list[str]) -> None:
    page = MainText(site / "zh-Hant" / "104" / "index.html")
    starts = sorted(page.pages.items())
    assert [number for number, _ in starts] == list(range(1, 15))
    ends = [start for _, start in starts[1:]] + [len(page.text)]
    for (number, start), end in zip(starts, ends, strict=True):
        assert normal(page.text[start:end]) == printed[number - 1], f"page {number}"


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
    for path in ("104/index.html",):
        assert "the Chinese text prevails" in (site / "en" / path).read_text("utf-8")


def test_figures_are_data_for_programs(site: Path) -> None:
    page = (site / "zh-Hant" / "104" / "index.html").read_text("utf-8")
    assert '<data value="3307">3,307</data>' in page
    assert '<data value="98.42">98.42%</data>' in page
