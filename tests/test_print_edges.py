"""A word that reaches beyond its page is told at its block, not at the file that a printer would refuse; so is a chart
that no page holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.print.edges import check_edges
from tests.conftest import ROOT
from tests.hostile import edit
from tests.printed_pages import lay_out, read, setting

ENDLESS = "0123456789" * 18
FIRST_ITEM = {"zh-Hant": "引水業務。", "en": "Pilotage."}


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_nothing_of_the_statement_reaches_the_edge(language: str) -> None:
    assert check_edges(setting(language)) == []


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_a_word_that_cannot_be_broken_is_told_where_it_stands(harbour: Path, language: str) -> None:
    chapter = harbour / "110" / language / "1-harbours.md"
    text = chapter.read_text("utf-8")
    assert text.count(FIRST_ITEM[language]) == 1
    chapter.write_text(text.replace(FIRST_ITEM[language], f"{ENDLESS} {FIRST_ITEM[language]}"), "utf-8")
    (problem,) = check_edges(lay_out(read(harbour), language))
    line = text[: text.index(FIRST_ITEM[language])].count("\n") + 1
    assert (problem.position.path[-len("1-harbours.md") :], problem.position.line) == ("1-harbours.md", line)
    assert problem.code == "too-wide"
    assert problem.message.in_language("en") == f"“{ENDLESS[:20]}…” is too long for the page"
    assert problem.message.in_language("zh-Hant") == f"「{ENDLESS[:20]}…」太長，超出紙面"


@pytest.mark.parametrize(
    ("language", "name", "old", "new", "words"),
    [
        # A number set to the right of its column, a word of a name.
        ("zh-Hant", "tables.yaml", "{value: 120300}", "{value: 120300000000000}", "120,299,999,881,100"),
        ("en", "indicators.yaml", "en: Training pilots", "en: Training of antidisestablishmentarians", "antidisestablishment…"),
    ],
)  # fmt: skip
def test_text_that_leaves_its_cell_is_told(
    harbour: Path, language: str, name: str, old: str, new: str, words: str
) -> None:
    path = harbour / "110" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1).replace(", check: salaries.this_year + works.this_year", ""), "utf-8")
    (problem, *_) = check_edges(lay_out(read(harbour), language))
    assert problem.message.in_language("en") == f"“{words}” is too long for its cell"


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_a_chart_taller_than_a_page_is_told_where_it_stands(tmp_path: Path, language: str) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    units = "".join(
        f"  - {{key: u{number}, name: {{zh-Hant: 虛構{'港務聯繫協調' * 8}組, en: Made-up {'Liaison ' * 8}Division}}}}\n"
        for number in range(50)
    )
    edit(content, "104/organisation.yaml", "units:\n", f"units:\n{units}")
    (problem,) = check_edges(lay_out(read(content), language))
    chapter = content / "104" / language / "1-duties.md"
    assert Path(problem.position.path).name == chapter.name
    assert chapter.read_text("utf-8").splitlines()[problem.position.line - 1] == ":::{chart} organisation"
    assert problem.code == "too-tall"
    assert problem.message.in_language("en") == "the chart is too tall for a page"
