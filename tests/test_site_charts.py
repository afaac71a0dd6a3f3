"""The organization chart: whatever its names, its boxes lie apart and hold their words. Bars: each is told which year it is."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from generator.content.tables import Organisation, Post
from generator.site.charts.bars import Bar, bar_chart
from generator.site.charts.boxes import SIZE
from generator.site.charts.organisation import organisation_chart
from generator.site.phrasing import Phrasing
from generator.site.strings import Strings
from tests import printed_pages

LONG = "Director-General of the Agency Against Corruption"


def posts(*names: tuple[str, str]) -> tuple[Post, ...]:
    return tuple(Post(f"p{n}", {"zh-Hant": zh, "en": en}) for n, (zh, en) in enumerate(names))


BODY = ("國家廉政建設與公務倫理推動委員會諮詢會議", "National Advisory Committee on Integrity and Public Ethics")
CASES = {
    "bodies": (1, 3, 14, "調查組", "Investigation Office No."),
    "many": (4, 1, 45, "調查", "Office"),
    "words": (1, 0, 12, "組", "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenkassenverwaltungsgebäude"),
}


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
@pytest.mark.parametrize("case", CASES)
def test_boxes_lie_apart_and_hold_their_words(case: str, language: str) -> None:
    heads, bodies, units, zh, en = CASES[case]
    organisation = Organisation(
        posts(*[("法務部廉政署反貪腐暨公務倫理政策推動署長", LONG)] * heads),
        posts(*[BODY] * bodies),
        posts(*((f"{zh}{n}", f"{en} {n}") for n in range(units))),
        {"zh-Hant": "", "en": ""},
    )
    picture = organisation_chart(organisation, Phrasing(printed_pages.statement(), language), "x").picture
    [height] = map(float, re.findall(r'viewBox="0 0 510 ([\d.]+)"', picture))
    boxes = []
    for frame, words in re.findall(r"<rect ([^>]+)/>((?:<text[^>]*>[^<]*</text>)+)", picture):
        x, y, wide, high = (
            float(re.findall(rf'\b{name}="([\d.]+)"', frame)[0]) for name in ("x", "y", "width", "height")
        )
        boxes.append((x, y, x + wide, y + high))
        lines = re.findall(r">([^<]+)<", words)
        assert all(sum(1 if sign > "⺀" else 0.5 for sign in line) * SIZE <= wide for line in lines), lines
        assert len(lines) * SIZE < high
    assert len(boxes) == heads + bodies + units
    assert all(x >= 0 and y >= 0 and right <= 510 and foot <= height for x, y, right, foot in boxes)
    for (x, y, right, foot), (left, top, end, bottom) in combinations(boxes, 2):
        assert right < left or end < x or foot < top or bottom < y


def test_the_chart_of_104_stays() -> None:
    """Its lowest line: no name of it is broken otherwise."""
    statement = printed_pages.statement()
    assert statement.organisation
    for language, height in (("en", 248), ("zh-Hant", 246)):
        chart = organisation_chart(statement.organisation, Phrasing(statement, language), "x")
        assert f'viewBox="0 0 510 {height}"' in chart.picture


def test_a_year_that_was_not_over_is_named_as_the_others_and_says_below_how_far_it_went() -> None:
    bars = [
        Bar(f"FY{year}", Decimal(1), "1", None, "", until) for year, until in ((2013, ""), (2014, "to 30 September"))
    ]
    picture = str(bar_chart(bars, "Made up", "x", Strings("en")))
    labels = re.findall(r'y="([\d.]+)" text-anchor="end">([^<]+)<', picture)
    assert [words for _, words in labels] == ["FY2013", "FY2014", "to 30 September"]
    assert float(labels[1][0]) + 12 <= float(labels[2][0])
    assert "FY2014 to 30 September: result 1," in picture


def test_no_target_is_named_where_none_is_drawn() -> None:
    """A year that was not over is not set against its target: beside the axis, its target would pass for zero."""
    target = Decimal(90)
    bars = [Bar(f"FY{year}", None, "", target, "90%", until) for year, until in ((2013, ""), (2014, "to 30 June"))]
    picture = str(bar_chart(bars, "Made up", "x", Strings("en")))
    assert re.findall(r'<text x="[\d.]+" y="\d+">(.*?)<', picture) == ["target 90%", "not stated"]
    assert picture.count('class="target"') == 1


def test_a_year_whose_results_cannot_be_known_yet_has_no_result_in_words_either(site: Path) -> None:
    """Where the table has a dash, the picture does not say that the statement lacks a result."""
    for language, words in (("zh-Hant", "104年度：目標85%。"), ("en", "FY2015: target 85%.")):
        page = (site / language / "indicators" / "index.html").read_text("utf-8")
        indicator = page[page.index('id="edocuments"') :].partition("</section>")[0]
        [description] = re.findall(r"<desc[^>]*>(.*?)</desc>", indicator)
        assert description.endswith(words)
        assert re.findall(r'<td class="numeric">(.*?)</td>', indicator)[-1] == "–"
