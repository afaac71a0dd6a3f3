"""The English PDF: free page breaks, labels said again, the printed Chinese pages in the margin, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any
from unittest.mock import patch

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure import boxes

from generator.print.faces import check_faces, check_file, faces_in
from generator.print.pagemap import marks
from generator.print.setting import Setting, set_edition
from generator.print.sheets import boxes_of, named, parts_of
from generator.print.tear import own_words
from generator.site.view import View, plain
from tests import printed_pages
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def setting() -> Setting:
    return printed_pages.setting("en")


def rows(setting: Setting) -> Iterator[tuple[int, Any]]:
    """Every row of every page, heads apart."""
    for number, page in enumerate(setting.document.pages, 1):
        for table in boxes_of(page._page_box, "table"):
            yield from ((number, row) for row in parts_of(table) if row.element_tag == "tr")


def words(box: Any) -> str:
    return "".join(text.text for text in box.descendants() if isinstance(text, boxes.TextBox))


def test_nothing_is_said_against_it(setting: Setting) -> None:
    file = printed_pages.files("en")["statement.pdf"]
    assert setting.log == ()
    assert check_faces(setting) == []
    assert check_file(file, setting) == []
    assert faces_in(file) <= set(setting.fonts)


def test_a_row_that_goes_over_a_page_says_its_labels_again(setting: Setting) -> None:
    found = 0
    for (number, row), (following, later) in pairwise(rows(setting)):
        if named(row) != named(later):
            continue
        assert following == number + 1
        labels, again = (
            [words(cell) for cell in each.children if cell.element_tag == "th" and cell.element.get("scope") == "row"]
            for each in (row, later)
        )
        assert [label.removesuffix("(continued)").strip() + "(continued)" for label in labels] == [
            label.replace(" (continued)", "(continued)") for label in again
        ]
        found += 1
    assert found >= 3


def test_a_goal_that_goes_over_a_page_says_its_label_again(setting: Setting) -> None:
    found = 0
    for (number, _), (following, later) in pairwise(rows(setting)):
        goal = later.children[0]
        if following > number and goal.element.get("scope") == "rowgroup" and goal.element.find(".//em") is not None:
            assert words(goal).endswith("(continued)")
            found += 1
    assert found >= 3


def test_no_label_goes_over_a_page(setting: Setting) -> None:
    for _, row in rows(setting):
        for cell in row.children:
            if cell.element_tag == "th":
                whole = "".join("".join(cell.element.itertext()).split())
                assert "".join(words(cell).split()).replace("-", "") == whole.replace("-", "")


def test_pages_of_tables_are_filled(setting: Setting) -> None:
    """Only a row whose labels find no room leaves white at the foot of a page."""
    pages = setting.document.pages[7:-1]
    rests = []
    for number, page in enumerate(pages):
        foot = max(line.y + line.height for line in printed_pages.lines(page, number))
        box = page._page_box
        rests.append((box.content_box_y() + box.height) * printed_pages.POINTS - foot)
    assert max(rests) < 130, rests
    assert sum(rests) / len(rests) < 45, rests


def test_every_printed_page_is_marked_in_the_margin(setting: Setting) -> None:
    found = []
    for page in setting.document.pages:
        box = page._page_box
        for mark in box.descendants():
            if str(mark.element_tag) == "span::before" and not isinstance(mark, boxes.LineBox | boxes.TextBox):
                found.append(words(mark))
                assert mark.position_x + mark.width <= box.content_box_x()
                assert mark.position_x > 0
    assert found == [f"ChinesePage {number}" for number in sorted(marks(printed_pages.statement()))]


def test_long_words_are_broken_the_american_way(setting: Setting) -> None:
    broken = []
    for number, page in enumerate(setting.document.pages, 1):
        for line, after in pairwise(printed_pages.lines(page, number)):
            if line.block == after.block and line.text.endswith("-"):
                broken.append(re.split(r"\W", line.text[:-1])[-1] + "-" + re.split(r"\W", after.text)[0])
    assert len(broken) > 20
    assert {"mecha-nism", "effec-tively"} & set(broken)
    assert not [word for word in broken if re.search("-(atic|ative|ism|ally)$", word)], broken


def blocks(views: tuple[View, ...]) -> Iterator[View]:
    for view in views:
        yield view
        yield from blocks(view.children)
        for group in view.table.groups if view.table else ():
            for cell in (cell for row in group.rows for cell in row.cells):
                yield from blocks(cell.blocks)


def test_every_paragraph_is_there_whole_and_once(setting: Setting) -> None:
    printed: dict[str, str] = {}
    for page in setting.document.pages:
        for box in page._page_box.descendants():
            if box.element is not None and box.element_tag in ("p", "li") and isinstance(box, boxes.BlockContainerBox):
                printed[named(box)] = printed.get(named(box), "") + "".join(text.text for text in own_words(box))
    wanted = {
        view.id: plain(view.inlines) for view in blocks(setting.edition.chapters) if view.kind in ("paragraph", "item")
    }
    for identity, text in wanted.items():
        if identity in printed:
            assert re.sub(r"[\s-]", "", printed[identity]) == re.sub(r"[\s-]", "", text), identity
    assert len(wanted.keys() - printed.keys()) <= 2  # a paragraph that follows a run-in heading has no box of its own


def test_pages_are_numbered_through(setting: Setting) -> None:
    """Though they come from more than one layout."""
    feet = [
        words(box)
        for page in setting.document.pages
        for box in page._page_box.children
        if isinstance(box, boxes.MarginBox) and "bottom" in box.at_keyword and words(box)
    ]
    assert feet == [str(number) for number in range(1, len(setting.document.pages) + 1)]


def test_two_layouts_do_and_pages_without_tables_are_laid_out_once(setting: Setting) -> None:
    pages = []

    def counted(original: Callable[..., Any]) -> Callable[..., Any]:
        def render(*arguments: Any, **options: Any) -> Any:
            document = original(*arguments, **options)
            pages.append(len(document.pages))
            return document

        return render

    with patch("weasyprint.HTML.render", counted(HTML.render)):
        set_edition(setting.edition, printed_pages.FONTS)
    assert len(pages) == 2
    assert sum(pages) < 2 * len(setting.document.pages) - 4


def test_no_style_names_a_year() -> None:
    """The tables of the next year are called otherwise and have the same columns."""
    sheets = (ROOT / "templates" / "print").glob("*.css")
    assert not [sheet.name for sheet in sheets if re.search(r"results-\d", sheet.read_text("utf-8"))]
