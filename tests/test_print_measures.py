"""Chinese words in an English paragraph: whatever room the line leaves them, even none, they are set, whole and in order."""

from __future__ import annotations

import pytest
from weasyprint.formatting_structure import boxes

from generator.print.bounds import PageCount
from generator.print.fonts import prepare
from generator.print.lines import first_line, is_gap, may_part
from generator.print.setting import Compositor
from generator.problems import Position
from generator.typefaces import FontMissing
from tests.printed_pages import FONTS

TEXT = "In 2013, 540 cases were registered under the word "
SPANS = ("（廉立）", "「廉立」字案 2014 年度", "廉立")
WIDTHS = [20 + 2 * number for number in range(200)]


@pytest.mark.parametrize("span", SPANS)
def test_words_in_chinese_are_set_at_any_width(span: str) -> None:
    paragraph = f'{TEXT}<span lang="zh-Hant">{span}</span>, which is <span lang="zh-Hant">{span}</span>.'
    body = "".join(f'<p id="p{width}" style="width: {width}pt">{paragraph}</p>' for width in WIDTHS)
    try:
        fonts = prepare("en", frozenset(TEXT + "".join(SPANS) + ", which is."), FONTS)
    except FontMissing as missing:
        pytest.skip(str(missing))
    document = Compositor(fonts, PageCount(Position("")))(
        f'<html lang="en"><link rel="stylesheet" href="print:en.css"><body>{body}</body></html>'
    )
    found: dict[str, str] = {}
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.BlockContainerBox) and box.element_tag == "p":
                words = (each.text for each in box.descendants() if isinstance(each, boxes.TextBox))
                found[box.element.get("id")] = found.get(box.element.get("id"), "") + "".join(words)
    wanted = f"{TEXT}{span}, which is {span}.".replace(" ", "")
    assert len(found) == len(WIDTHS)
    assert {text.replace(" ", "").replace("-", "") for text in found.values()} == {wanted}


@pytest.mark.parametrize("measure", [-40.0, -0.5, 0.0, 0.4, 1.0])
@pytest.mark.parametrize(
    ("text", "first"), [("（廉立）案", "（廉"), ("廉立", "廉"), ("2014年", "2014"), ("「（廉", "「（廉")]
)
def test_where_nothing_fits_the_line_takes_what_cannot_be_parted(text: str, first: str, measure: float) -> None:
    assert text[: first_line(text, {}, measure).length] == first


def test_letters_with_accents_go_with_their_neighbours_to_a_word() -> None:
    assert [may_part(*pair) for pair in ("ná", "ás", "ão", "中é", "é中")] == [False, False, False, True, True]
    assert [is_gap(*pair) for pair in ("中é", "ñ中", "中×")] == [True, True, False]
    try:
        fonts = prepare("zh-Hant", frozenset("中Panamáéü"), FONTS)
    except FontMissing as missing:
        pytest.skip(str(missing))
    assert {fonts["Statement Kai"].advances[letter] for letter in "Páéü"} == {0.5}
