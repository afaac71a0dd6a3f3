"""Tables and lists as other years may have them: many categories of staff, a long measure, lists in lists."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes

from generator.lengths import PIXEL
from generator.print.bounds import PageCount
from generator.print.fonts import prepare
from generator.print.setting import Compositor
from generator.print.sheets import boxes_of
from generator.problems import Position
from generator.typefaces import FontMissing
from tests import printed_pages
from tests.conftest import ROOT


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """A copy of 104 without page marks."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    for path in content.glob("104/**/*"):
        if path.suffix in (".md", ".yaml"):
            text = path.read_text("utf-8")
            path.write_text(re.sub(r"\{page\}`[^`]*`|\n +page: .*|\npages:.*", "", text), "utf-8")
    return content


def tables(content: Path, language: str, name: str) -> list[Any]:
    """The parts of a table, page for page."""
    setting = printed_pages.lay_out(printed_pages.read(content), language)
    found = [part for page in setting.document.pages for part in boxes_of(page._page_box, "table", name)]
    return [box for part in found for box in part.descendants() if isinstance(box, boxes.TableBox)]


def words(box: Any) -> str:
    return "".join(text.text for text in box.descendants() if isinstance(text, boxes.TextBox))


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_heads_of_many_categories_stay_in_their_columns(year: Path, language: str) -> None:
    staffing = year / "104" / "staffing.yaml"
    more = "".join(f"  - {{key: k{n}, name: {{zh-Hant: 約聘, en: Technicians}}}}\n" for n in "abcd")
    staffing.write_text(staffing.read_text("utf-8").replace("total:\n", f"{more}total:\n"), "utf-8")
    [table] = tables(year, language, "staffing")
    cells = [box for box in table.descendants() if isinstance(box, boxes.TableCellBox)]
    assert len(cells) > 50
    for cell in cells:
        for text in cell.descendants():
            if isinstance(text, boxes.TextBox):
                assert text.position_x >= cell.position_x - 0.5, words(cell)
                assert text.position_x + text.width <= cell.position_x + cell.border_width() + 0.5, words(cell)


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_a_row_longer_than_a_page_repeats_the_head(year: Path, language: str) -> None:
    indicators = year / "104" / "indicators.yaml"
    text = indicators.read_text("utf-8")
    for item in ("新進人員專業訓練{{ classes }}期", "new anti-corruption personnel"):
        line = next(line for line in text.splitlines() if line.endswith(item))
        words = "辦理訓練" if item.endswith("期") else "Holding classes of professional training"
        text = text.replace(line, "\n".join([line, *[f"      {n}. {words}" for n in range(2, 62)]]), 1)
    indicators.write_text(text, "utf-8")
    parts = tables(year, language, "indicators")
    assert len(parts) > 3
    assert all(part.children[0].is_header for part in parts)


def test_lists_in_lists_step_inwards() -> None:
    inner = '<li data-style="{}"><span class="number">{}</span>文{}</li>'
    styles = ["一、", "(一)", "1.", "(1)", "1.", "(1)"]
    html = ""
    for style in reversed(styles):
        html = inner.format(style, style, f"<ol>{html}</ol>" if html else "")
    try:
        fonts = prepare("zh-Hant", frozenset("一、(一)1.文"), printed_pages.FONTS)
    except FontMissing as missing:
        pytest.skip(str(missing))
    document = Compositor(fonts, PageCount(Position("")))(
        f'<html lang="zh-Hant"><link rel="stylesheet" href="print:zh-Hant.css">'
        f'<link rel="stylesheet" href="print:print.css"><body><ol>{html}</ol></body></html>'
    )
    lefts = [line.left for line in printed_pages.lines(document.pages[0], 1)]
    assert len(lefts) == len(styles)
    assert lefts == sorted(lefts)
    assert len(set(lefts[2:])) == 4


def test_words_stand_off_the_rules_where_columns_share_the_width(year: Path) -> None:
    design = year / "104" / "tables.yaml"
    design.write_text(re.sub(r", width: [\d.]+", "", design.read_text("utf-8")), "utf-8")
    cells = [cell for table in tables(year, "zh-Hant", "indicators") for cell in table.descendants()]
    paddings = {cell.padding_left for cell in cells if isinstance(cell, boxes.TableCellBox)}
    assert {round(padding * PIXEL, 3) for padding in paddings} == {5.4}
