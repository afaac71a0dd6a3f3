"""The Chinese PDF is the printed document again: the same text on each page, the same lines, flush edges, one face."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from weasyprint import Document

from generator.print.faces import check_faces, check_file, faces_in
from generator.print.lines import FULL_WIDTH, NEVER_FIRST, NEVER_LAST, SQUEEZE
from generator.print.pagemap import check_pages
from generator.site.pieces import plain
from tests import printed_pages
from tests.conftest import ROOT, TESTS, normal
from tests.printed_pages import Line

PRINTED_PAGES = 14
MISSED = {("構、縣市政府", "政風機構主管")}
"""The printed line ends of page 8 that the setting does not have: this line of the print holds fifteen characters, its
neighbours in the same cell thirteen and fourteen, and these prove the measure."""
FEWEST_ENDS = 32
poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")


@pytest.fixture(scope="module")
def lines() -> list[list[Line]]:
    document = printed_pages.setting("zh-Hant").document
    return [printed_pages.lines(page, number) for number, page in enumerate(document.pages, 1)]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "statement.pdf"
    path.write_bytes(printed_pages.files("zh-Hant")["statement.pdf"])
    return path


def of_poppler(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_each_page_holds_the_text_of_the_printed_page(printed: list[str]) -> None:
    document = printed_pages.setting("zh-Hant").document
    assert [printed_pages.text(page) for page in document.pages] == printed
    assert len(printed) == PRINTED_PAGES


@poppler
def test_each_page_of_the_file_gives_back_the_text_of_the_printed_page(pdf: Path, printed: list[str]) -> None:
    pages = of_poppler("pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-").split("\f")[:-1]
    laid_out = printed_pages.setting("zh-Hant").document.pages
    assert len(pages) == len(printed) == PRINTED_PAGES
    for page, wanted, laid in zip(pages, printed, laid_out, strict=True):
        assert Counter(normal(page)) == Counter(wanted) + Counter(printed_pages.besides(laid))
        assert wanted[-40:] in normal(page)


def test_the_page_map_of_the_print_is_kept() -> None:
    assert check_pages(printed_pages.setting("zh-Hant")) == []


def bookmarks(document: Document) -> list[str]:
    def walk(tree: list[Any]) -> Iterator[str]:
        for title, _, below, _ in tree:
            yield title
            yield from walk(below)

    return list(walk(document.make_bookmark_tree()))


@pytest.mark.parametrize(("language", "gap"), [("zh-Hant", ""), ("en", " ")])
def test_a_bookmark_says_its_heading_as_the_contents_do(language: str, gap: str) -> None:
    setting = printed_pages.setting(language)
    headings = [view for view in setting.edition.views if view.kind == "section"]
    said = [view.label + gap + plain(view.inlines).rstrip("：:") for view in headings]
    assert bookmarks(setting.document) == [words for words in said if words.strip()]


def test_a_heading_that_a_page_mark_cuts_has_one_bookmark(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    chapter = tmp_path / "content" / "104" / "zh-Hant" / "2-goals.md"
    text = chapter.read_text("utf-8")
    moved = text.replace("{page}`6`積極查辦貪瀆犯罪，", "積極查辦貪瀆犯罪，{page}`6`")
    assert moved != text
    chapter.write_text(moved, "utf-8")
    document = printed_pages.lay_out(printed_pages.read(tmp_path / "content"), "zh-Hant").document
    assert [title for title in bookmarks(document) if "提升定罪率" in title] == ["(4)積極查辦貪瀆犯罪，提升定罪率"]


def test_lines_of_page_8_end_where_the_print_has_them(lines: list[list[Line]]) -> None:
    printed_ends = (TESTS / "statement_104/line-ends-page-08.txt").read_text("utf-8").split()
    ours = [normal(line.text) for line in lines[7]]
    pairs = list(pairwise(ours))
    missed = set()
    for end, start in (each.split("|") for each in printed_ends):
        # A line or its neighbour may be shorter than what is known of it.
        found = next((pair for pair in pairs if alike(pair[0][::-1], end[::-1]) and alike(pair[1], start)), None)
        if found:
            pairs.remove(found)
        else:
            missed.add((end, start))
    assert missed == MISSED
    assert len(printed_ends) - len(missed) >= FEWEST_ENDS


def alike(line: str, known: str) -> bool:
    return line.startswith(known) or known.startswith(line)


def test_no_line_break_is_typed() -> None:
    for path in (ROOT / "content/104").rglob("*.*"):
        if path.suffix in (".md", ".yaml"):
            assert not re.search(r"<br|\\$|(?<=\S)  $|[\u200b\u2028\u00ad]", path.read_text("utf-8"), re.M), path


def test_full_lines_end_at_the_measure(lines: list[list[Line]]) -> None:
    body = [
        line for page in lines for line in printed_pages.full(page) if line.tag in ("p", "li", "td", "th", "section")
    ]
    ragged = [line for line in body if abs(line.edge - line.right) > 1]
    assert len(body) > 350
    assert len(ragged) <= 0.05 * len(body), [(line.page, line.text) for line in ragged]


@poppler
def test_full_lines_of_the_file_end_at_the_measure(lines: list[list[Line]], pdf: Path) -> None:
    """Measured in the PDF: what the layout says of a line, its glyphs must do."""
    layout = of_poppler("pdftotext", "-bbox", str(pdf), "-")
    number = r'="([\d.]+)"'
    word = re.compile(rf"<word xMin{number} yMin{number} xMax{number} yMax{number}>")
    pages = [[tuple(map(float, found)) for found in word.findall(page)] for page in layout.split("</page>")]
    body = [line for page in lines for line in printed_pages.full(page) if line.tag in ("p", "li")]
    flush = 0
    for line in body:
        middle = line.y + line.height / 2
        ends = [
            x
            for start, top, x, foot in pages[line.page - 1]
            if top < middle < foot and line.left - 6 < start < line.edge
        ]
        # A mark at the end may give up white of its own square, which poppler counts.
        spare = SQUEEZE * line.size if line.text[-1] in FULL_WIDTH else 0
        flush += bool(ends) and -1 <= max(ends) - line.edge <= 1 + spare
    assert flush >= 0.95 * len(body)


def test_no_line_begins_or_ends_with_what_may_not_stand_there(lines: list[list[Line]]) -> None:
    pairs = [(line, after) for page in lines for line, after in pairwise(page) if line.block == after.block]
    assert len(pairs) > 350
    assert [pair for pair in pairs if pair[0].text[-1] in NEVER_LAST or pair[1].text[0] in NEVER_FIRST] == []


def test_every_glyph_is_of_the_faces_that_the_style_asks_for() -> None:
    setting = printed_pages.setting("zh-Hant")
    file = printed_pages.files("zh-Hant")["statement.pdf"]
    assert setting.log == ()
    assert check_faces(setting) == []
    assert check_file(file, setting) == []
    assert faces_in(file) == {"Statement Kai", "Statement Kai Heading"}
