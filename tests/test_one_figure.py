"""A figure stands in one place: changing it there changes it everywhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.order import Order
from generator.pipeline import build
from tests.conftest import ROOT


def built(tmp_path: Path, old: str, new: str) -> Path:
    """The site of the real statement with `new` for `old`, which stands once among the results."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    results = content / "104" / "results.yaml"
    text = results.read_text("utf-8")
    assert text.count(old) == 1
    results.write_text(text.replace(old, new), "utf-8")
    build(Order(content, tmp_path / "output", with_pdf=False, cache=None))
    return tmp_path / "output"


def test_changing_340_once_changes_both_languages_and_the_rate(tmp_path: Path) -> None:
    output = built(tmp_path, "count: {value: 340}", "count: {value: 345}")
    for language in ("zh-Hant", "en"):
        page = (output / language / "104" / "index.html").read_text("utf-8")
        assert '<data value="345">345</data>' in page
        assert '<data value="138">138%</data>' in page
        assert ">340<" not in page
        assert ">136%<" not in page


def test_a_figure_that_does_not_hold_says_so_where_it_stands_and_on_home(tmp_path: Path) -> None:
    right = "meetings: {value: 4, check: count(dates)}"
    output = built(tmp_path, right, "meetings: {value: 5, check: count(dates), accept: 原文如此。}")
    for language in ("zh-Hant", "en"):
        page = (output / language / "104" / "index.html").read_text("utf-8")
        assert re.findall(r'class="proof unequal" href="[^"]+"><data value="(.*?)">', page) == ["5"]
        assert 'class="proof"' in page
        home = (output / language / "index.html").read_text("utf-8")
        assert 'href="104/figures/index.html"' in home
        assert "proof" not in home


@pytest.mark.parametrize(
    ("reason", "shown"),
    [("原文如此", '<span lang="zh-Hant">原文如此</span>'), ("{zh-Hant: 原文如此, en: So in print}", "So in print")],
)
def test_the_reason_for_what_stays_is_told_in_the_language_of_the_page(reason: str, shown: str, harbour: Path) -> None:
    path = harbour / "110" / "results.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("{value: 2, check", f"{{value: 3, accept: {reason}, check"), "utf-8")
    output = harbour.parent / "output"
    build(Order(harbour, output, with_pdf=False, cache=None))
    pages = [(output / language / "110/figures/index.html").read_text("utf-8") for language in ("en", "zh-Hant")]
    assert f'<p class="notice">Reason: {shown}</p>' in pages[0]
    assert '<p class="notice">理由：原文如此</p>' in pages[1]


def test_readers_are_told_which_inputs_the_statement_does_not_state(tmp_path: Path) -> None:
    output = built(tmp_path, "dates: [103-01-14, 103-01-16, 103-05-20]", "dates: [103-02-03, 103-02-04, 103-02-05]")
    for language, words in (
        ("zh-Hant", "預算總說明未明載，由編者登錄"),
        ("en", "not stated as such, entered by the editors"),
    ):
        page = (output / language / "104/figures/index.html").read_text("utf-8")
        marked = re.findall(
            rf'<dd>.*?<code>(\w+)</code> <code>[^<]+</code> <span class="aside">{words}</span></dd>', page
        )
        assert marked == ["base", "base", "base", "dates", "base", "base", "base"]


def test_an_input_that_is_reckoned_itself_is_not_called_entered(tmp_path: Path) -> None:
    rate = "rate: {formula: %s / base, as: percent, decimals: 2}"
    whole = f"whole: {{formula: investigated + registered - registered}}\n    {rate % 'whole'}"
    output = built(tmp_path, rate % "investigated", whole)
    page = (output / "en/104/figures/index.html").read_text("utf-8")
    assert "<dd>554 <code>whole</code> <code>104/results.yaml:51</code></dd>" in page


def test_a_claim_is_listed_with_the_words_that_it_proves(harbour: Path) -> None:
    build(Order(harbour, harbour.parent / "output", with_pdf=False, cache=None))
    for language, words in (("zh-Hant", "：「已達目標」"), ("en", ": “meeting the target”")):
        page = (harbour.parent / "output" / language / "110/figures/index.html").read_text("utf-8")
        assert words in page
