"""However much the sources hold, an edition is set in a bounded time and memory, or that it is too long is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.print import bounds
from generator.print.bounds import MOST, MOST_PAGES, PageCount, refuse_too_much, weight
from generator.print.pages import page_html
from generator.problems import ContentError, Position
from tests.hostile import MEGABYTES, SECONDS, edit, watched
from tests.printed_pages import setting

PLACE = Position("content/110/statement.yaml")
TOLD = {
    "en": (
        "the statement is too long to be set: {}",
        "shorten its text or its tables, or set them in smaller type; pages for the web alone: --html-only",
    ),
    "zh-Hant": ("總說明太長，無法排印：{}", "請縮減文字、表格的列數或字級；只要網頁時請用 --html-only"),
}


def assert_told(error: ContentError, zh: str, en: str) -> None:
    (problem,) = error.problems
    assert (problem.position, problem.code) == (PLACE, "too-long")
    assert problem.hint
    for language, why in (("zh-Hant", zh), ("en", en)):
        message, hint = TOLD[language]
        assert problem.message.in_language(language) == message.format(why)
        assert problem.hint.in_language(language) == hint


@pytest.mark.parametrize(
    ("html", "zh", "en"),
    [
        ("x" * (MOST * 3 // 2), "為上限的1.5 倍", "it is 1.5 times what can be set"),
        ("<b>x</b>" * (MOST // 100), "為上限的2.1 倍", "it is 2.1 times what can be set"),
        ("x" * (11 * MOST), "為上限的十倍以上", "it is more than ten times what can be set"),
    ],
)
def test_much_is_told_before_anything_is_set(html: str, zh: str, en: str) -> None:
    with pytest.raises(ContentError) as error:
        refuse_too_much(html, PLACE)
    assert_told(error.value, zh, en)


def test_as_much_as_can_be_is_set() -> None:
    assert weight("<p>字</p>") == 10 + bounds.ELEMENT
    refuse_too_much("x" * MOST, PLACE)


def test_the_pages_of_all_layouts_are_counted() -> None:
    count = PageCount(PLACE)
    lay_out = count.counted(lambda pages: iter(range(pages)))
    assert list(lay_out(MOST_PAGES - 1)) == list(range(MOST_PAGES - 1))
    with pytest.raises(ContentError) as error:
        list(lay_out(2))
    assert_told(error.value, f"超過 {MOST_PAGES} 頁", f"it takes more than {MOST_PAGES} pages")


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_a_statement_twice_as_long_as_that_of_104_can_be_set(language: str) -> None:
    made = setting(language)
    assert weight(page_html(made.edition, made.pages)) < MOST / 2
    assert 2 * len(made.document.pages) < MOST_PAGES / 2


# --- Whole builds -------------------------------------------------------------------------------------------------

ZH = "本署職掌國家廉政政策之擬訂，協調並推動各機關貪瀆預防措施；研議廉政法規、查處不法案件。"
EN = "The agency drafts national policy, coordinates the measures of other bodies, and studies the law on harbours. "


def long_text(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[:length].strip()


def add(content: Path, zh: str, en: str) -> None:
    for language, text in (("zh-Hant", zh), ("en", en)):
        path = content / "110" / language / "2-money.md"
        path.write_text(path.read_text("utf-8") + "\n" + text, "utf-8")


def add_rows(content: Path, count: int) -> None:
    edit(
        content, "110/tables.yaml", "    - key: salaries",
        "".join(
            f"    - {{key: a{n}, name: {{zh-Hant: 項目, en: item}}, cells: [{{}}, {{}}, {{value: {n}}}]}}\n"
            for n in range(count)
        ) + "    - key: salaries",
    )  # fmt: skip


def add_to_cell(content: Path, zh: str, en: str) -> None:
    """Text in the long cell of a table of results."""
    edit(content, "110/zh-Hant/1-harbours.md", "### buoys\n", f"{zh}\n\n### buoys\n")
    edit(content, "110/en/1-harbours.md", "### buoys\n", f"{en}\n\n### buoys\n")


def add_indicators(content: Path, count: int) -> None:
    names = [f"k{n}" for n in range(count)]
    edit(
        content, "110/indicators.yaml", "- key: pilots",
        "".join(
            f"- {{key: {name}, goal: safety, zh-Hant: 指標, en: Indicator, system: 1, method: count, targets: {{108: 1, 110: 2}}, "
            "measure: {zh-Hant: 甲, en: A}}\n"
            for name in names
        ) + "- key: pilots",
    )  # fmt: skip
    edit(content, "110/results.yaml", "108:\n", "108:\n" + "".join(f"  {n}: {{rate: {{value: 5}}}}\n" for n in names))
    for language in ("zh-Hant", "en"):
        rows = "".join(f"### {name}\n\nx\n\n" for name in names)
        edit(content, f"110/{language}/1-harbours.md", "### pilots", f"{rows}### pilots")


def narrow(content: Path) -> None:
    """One character a line, seven lines a page."""
    add_to_cell(content, long_text(ZH, 9_000), long_text(EN, 9_000))
    edit(content, "110/tables.yaml", "results-108:\n", "results-108:\n  size: 72\n  leading: 72\n")
    edit(content, "110/tables.yaml", "width: 19", "width: 1")


WORD = "x" * 9_990
LARGE: dict[str, Callable[[Path], object]] = {
    "long-paragraphs": lambda c: add(c, "\n\n".join([long_text(ZH, 9_800)] * 10), "\n\n".join([long_text(EN, 9_800)] * 10)),
    "shorter-paragraphs": lambda c: add(c, "\n\n".join([long_text(ZH, 3_000)] * 30), "\n\n".join([long_text(EN, 9_000)] * 30)),
    "paragraphs": lambda c: add(c, "甲乙丙丁。\n\n" * 2_900, "Some words.\n\n" * 2_900),
    "fewer-paragraphs": lambda c: add(c, "甲乙丙丁。\n\n" * 1_200, "Some words.\n\n" * 1_200),
    "items": lambda c: add(c, "1. 甲乙丙丁\n" * 2_900, "1. Some words\n" * 2_900),
    "fewer-items": lambda c: add(c, "1. 甲乙丙丁\n" * 950, "1. Some words\n" * 950),
    "deep-items": lambda c: add(c, *["1. a\n    1. b\n        1. c\n            1. d\n" * 700] * 2),
    "fewer-deep-items": lambda c: add(c, *["1. a\n    1. b\n        1. c\n            1. d\n" * 160] * 2),
    "headings": lambda c: add(c, "## 節\n\n甲。\n\n" * 500, "## Section\n\nA.\n\n" * 500),
    "words-set-apart": lambda c: add(c, "\n\n".join(["**甲**乙" * 140] * 15), "\n\n".join(["**a** b " * 140] * 15)),
    "rows": lambda c: add_rows(c, 2_000),
    "fewer-rows": lambda c: add_rows(c, 370),
    "indicators": lambda c: add_indicators(c, 500),
    "fewer-indicators": lambda c: add_indicators(c, 145),
    "a-long-cell": lambda c: add_to_cell(c, "\n\n".join([long_text(ZH, 9_000)] * 10), "\n\n".join([long_text(EN, 9_000)] * 10)),
    "a-shorter-cell": lambda c: add_to_cell(c, "\n\n".join([long_text(ZH, 9_000)] * 3), "\n\n".join([long_text(EN, 9_000)] * 3)),
    "paragraphs-in-a-cell": lambda c: add_to_cell(c, "甲乙\n\n" * 1_500, "Ab\n\n" * 1_500),
    "a-narrow-cell": narrow,
    "an-endless-word": lambda c: add(c, WORD, WORD),
    "endless-words": lambda c: add(c, "\n\n".join([WORD] * 29), "\n\n".join([WORD] * 29)),
    "an-endless-word-in-a-cell": lambda c: add_to_cell(c, WORD, WORD),
    "marks-that-end-no-line": lambda c: add(c, "\n\n".join(["，" * 9_900] * 9), "\n\n".join(["," * 9_900] * 9)),
}  # fmt: skip


def set_or_refused(project: Path, content: Path, name: str) -> None:
    LARGE[name](content)
    shutil.rmtree(project / "out", ignore_errors=True)
    done = watched(project, "build", "--jobs", "1", "--output", "out", patience=300)
    said = done.said.splitlines()[0] if done.said else ""
    print(f"{name}: exit {done.code}, {done.seconds:.1f} s, {done.megabytes:.0f} MB {said[:150]}")
    assert done.code in (0, 1), done.said[-2000:]
    assert "Traceback" not in done.said
    assert done.code == 0 or re.match(r"content/110/\S+:[0-9]+:[0-9]+: error: ", done.said)
    assert done.seconds < 2 * SECONDS  # Of two editions.
    assert done.megabytes < MEGABYTES


@pytest.mark.parametrize("name", ["rows", "an-endless-word"])
def test_a_long_statement_is_set_or_refused_in_time(project: Path, content: Path, name: str) -> None:
    set_or_refused(project, content, name)


@pytest.mark.campaign
@pytest.mark.parametrize("name", LARGE)
def test_whatever_is_long_is_set_or_refused_in_time(project: Path, content: Path, name: str) -> None:
    set_or_refused(project, content, name)


def test_it_is_refused_with_pdfs_alone(project: Path, content: Path) -> None:
    """The pages of the web are made all the same."""
    add_rows(content, 1200)
    assert watched(project, "build", "--html-only", "--output", "out").code == 0
    done = watched(project, "build", "--output", "out")
    assert done.code == 1
    assert "content/110/statement.yaml:1:1: error: the statement is too long to be set: it is 1." in done.said
