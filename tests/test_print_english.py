"""The English PDF: free page breaks, heads of rows said again, the printed Chinese pages in the margin, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from unittest.mock import patch

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure import boxes

from generator.lengths import PIXEL
from generator.print.faces import check_faces, check_file, faces_in
from generator.print.pagemap import marks
from generator.print.row_heads import is_said_again, tables_over_pages
from generator.print.rules import close_tables
from generator.print.setting import Setting, set_edition
from generator.print.sheets import boxes_of, named
from generator.site.pieces import plain
from generator.site.view import View
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


def own_words(box: Any) -> Iterator[Any]:
    """The boxes with the words of a paragraph or item: without its number, marks in the margin, and blocks below it."""
    for child in getattr(box, "children", ()):
        tag, element = str(child.element_tag), child.element
        if isinstance(child, boxes.TextBox):
            yield child
        elif (
            "::" not in tag
            and not _is_number(element)
            and not (isinstance(child, boxes.BlockBox) and tag in ("p", "li", "ol"))
        ):
            yield from own_words(child)


def _is_number(element: Any) -> bool:
    return element is not None and element.get("class") == "number"


def parts_of(table: Any) -> Iterator[Any]:
    """The rows, paragraphs and items of a table, in order."""
    for child in getattr(table, "children", ()):
        is_block = isinstance(child, boxes.BlockBox) and child.element_tag in ("p", "li")
        if (is_block or isinstance(child, boxes.TableRowBox)) and child.element is not None and named(child):
            yield child
        yield from parts_of(child)


def test_nothing_is_said_against_it(setting: Setting) -> None:
    file = printed_pages.files("en")["statement.pdf"]
    assert setting.log == ()
    assert check_faces(setting) == []
    assert check_file(file, setting) == []
    assert faces_in(file) <= set(setting.fonts)


def test_a_row_that_goes_over_a_page_says_its_heads_again(setting: Setting) -> None:
    found = 0
    for (number, row), (following, later) in pairwise(rows(setting)):
        if named(row) != named(later):
            continue
        assert following == number + 1
        heads, again = (
            [words(cell) for cell in each.children if cell.element_tag == "th" and cell.element.get("scope") == "row"]
            for each in (row, later)
        )
        assert [head.removesuffix("(continued)").strip() + "(continued)" for head in heads] == [
            head.replace(" (continued)", "(continued)") for head in again
        ]
        found += 1
    assert found >= 3


def test_a_goal_that_goes_over_a_page_says_its_head_again(setting: Setting) -> None:
    found = 0
    for (number, _), (following, later) in pairwise(rows(setting)):
        goal = later.children[0]
        if following > number and goal.element.get("scope") == "rowgroup" and is_said_again(goal):
            assert words(goal).endswith("(continued)")
            found += 1
    assert found >= 3


def test_no_head_of_a_row_goes_over_a_page(setting: Setting) -> None:
    for _, row in rows(setting):
        for cell in row.children:
            if cell.element_tag == "th":
                whole = "".join("".join(cell.element.itertext()).split())
                printed = "".join(words(cell).split()).removesuffix("(continued)")
                assert printed.replace("-", "") == whole.replace("-", "")


def test_pages_of_tables_are_filled(setting: Setting) -> None:
    """Only a row whose heads find no room leaves white at the foot of a page."""
    pages = setting.document.pages[7:-1]
    rests = []
    for number, page in enumerate(pages):
        foot = max(line.y + line.height for line in printed_pages.lines(page, number))
        box = page._page_box
        rests.append((box.content_box_y() + box.height) * PIXEL - foot)
    assert max(rests) < 130, rests
    assert sum(rests) / len(rests) < 45, rests


def test_every_printed_page_is_marked_in_the_margin(setting: Setting) -> None:
    found = []
    for page in setting.document.pages:
        box = page._page_box
        for mark in box.descendants():
            is_mark = str(mark.element_tag) in ("span::before", "span::after")
            if is_mark and not isinstance(mark, boxes.LineBox | boxes.TextBox):
                found.append(words(mark))
                assert mark.position_x + mark.width <= box.content_box_x()
                assert mark.position_x > 0
    pages = sorted(marks(printed_pages.statement()))
    assert found == [words for number in pages for words in ("Chinese", f"Page {number}")]


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
    feet = [
        words(box)
        for page in setting.document.pages
        for box in page._page_box.children
        if isinstance(box, boxes.MarginBox) and "bottom" in box.at_keyword and words(box)
    ]
    assert feet == [str(number) for number in range(1, len(setting.document.pages) + 1)]


def test_one_layout_does(setting: Setting) -> None:
    with patch("weasyprint.HTML.render", autospec=True, side_effect=HTML.render) as render:
        set_edition(setting.edition, printed_pages.FONTS)
    assert render.call_count == 1


def test_tables_are_closed_at_the_head_and_at_the_foot_of_each_page(setting: Setting) -> None:
    """As painted: a rule from edge to edge at both ends of every part of a table."""
    pictures = printed_pages.pictures(printed_pages.files("en")["statement.pdf"])
    parts = 0
    for page, picture in zip(setting.document.pages, pictures, strict=True):
        for table in page._page_box.descendants():
            if isinstance(table, boxes.TableBox):
                left, right = table.content_box_x(), table.content_box_x() + sum(table.column_widths)
                last = table.children[-1].children[-1]
                for y in (table.children[0].position_y, last.position_y + last.height):
                    assert printed_pages.has_rule(picture, y, left, right), (parts, y)
                parts += 1
    assert parts > len(pictures) / 2


GOAL = """<style>@page {{ size: 300px 220px; margin: 20px }} table {{ border-collapse: collapse; table-layout: fixed }}
table {{ width: 100% }} th, td {{ border: 1px solid; font: 12px/16px "Gentium Book Basic"; vertical-align: top }}
p {{ height: 60px }} tr + tr {{ break-inside: avoid }} div {{ height: 150px }}
</style>{before}<table><thead><tr><th>goal<th>row<th>text</thead><tbody>
<tr><th scope=rowgroup rowspan=2>A long name of a goal that takes many lines in its narrow column, nine or so<th scope=row>first<td>a
<tr><th scope=row>second<td><div>too high for the rest of the page</div></tbody></table>"""


def tables(before: str) -> list[list[Any]]:
    """The parts of a made-up table on each page of a made-up document."""
    with tables_over_pages("(continued)"):
        document = HTML(string=GOAL.format(before=before)).render()
    close_tables(document.pages)
    pages = (page._page_box.descendants() for page in document.pages)
    return [[box for box in page if isinstance(box, boxes.TableBox)] for page in pages]


def test_a_row_whose_goal_finds_no_room_goes_to_the_next_page() -> None:
    assert [len(parts) for parts in tables("<p>before</p>")] == [0, 1, 1]


def test_a_goal_longer_than_its_rows_on_a_page_is_within_the_table() -> None:
    [first], [second] = tables("")
    [row] = first.children[-1].children
    goal, head, _ = row.children
    assert row.height > 2 * head.height
    assert row.position_y + row.height >= goal.position_y + goal.border_height()
    assert words(second.children[-1].children[0].children[0]).endswith("(continued)")


def test_no_style_names_a_year() -> None:
    """The tables of the next year are called otherwise and have the same columns."""
    sheets = (ROOT / "templates" / "print").glob("*.css")
    assert not [sheet.name for sheet in sheets if re.search(r"results-\d", sheet.read_text("utf-8"))]
