"""The staff of this year and the last as bars from zero, drawn beside the table that states them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape

from markupsafe import Markup
from msgspec import Struct

from generator.content.tables import Staffing
from generator.site.charts import svg
from generator.site.phrasing import Phrasing
from generator.site.pieces import Datum
from generator.site.strings import Strings
from generator.site.view import Chart

WIDTH, ROOM = 360, 190
"""User units: the picture, and the room right of the longest bar."""
NAME, PITCH, THICK, SPACE = 18, 16, 9, 10
"""User units: the line of a category's name, from bar to bar, a bar's thickness, the space below a category."""


class Bars(Struct, frozen=True):
    """A category of staff as drawn: its name, a bar for the figure of this year and one for the last."""

    name: str
    figures: tuple[Datum, Datum]


def staff_chart(staffing: Staffing, phrasing: Phrasing, identity: str) -> Chart | None:
    """The chart of every category that the table states a number of; nothing if it states none."""
    say, datum, strings = phrasing.say, phrasing.datum, phrasing.strings
    known = [
        Bars(say(category.name), (datum(category.this_year), datum(category.last_year)))
        for category in staffing.categories
    ]
    groups = [bars for bars in known if any(figure.value for figure in bars.figures)]
    years = say(staffing.this_year), say(staffing.last_year)
    caption = strings.fill("staff_caption", this=years[0], last=years[1])
    return Chart(_picture(groups, years, strings, identity), caption) if groups else None


def _picture(groups: list[Bars], years: tuple[str, str], strings: Strings, identity: str) -> Markup:
    numbers = (Decimal(figure.value) for bars in groups for figure in bars.figures if figure.value)
    unit = svg.scale(numbers, WIDTH - ROOM)
    high = NAME + 2 * PITCH + SPACE
    drawn = (piece for n, bars in enumerate(groups) for piece in _bars(bars, years, n * high, unit))
    description = " ".join(_words(bars, years, strings) for bars in groups)
    return svg.picture("bars staff", WIDTH, high * len(groups), identity, strings["staff_chart"], description, drawn)


def _words(bars: Bars, years: tuple[str, str], strings: Strings) -> str:
    this, last = (figure.text or strings["not_stated"] for figure in bars.figures)
    return strings.fill("staff_in_words", name=bars.name, this=years[0], number=this, last=years[1], before=last)


def _bars(bars: Bars, years: tuple[str, str], top: int, unit: Decimal) -> Iterator[str]:
    yield f'<text x="0" y="{top + NAME - 5}">{escape(bars.name)}</text>'
    yield f'<path class="axis" d="M.5 {top + NAME}v{2 * PITCH}"/>'
    for n, (figure, year) in enumerate(zip(bars.figures, years, strict=True)):
        middle = top + NAME + n * PITCH + PITCH // 2
        length = Decimal(figure.value or 0) * unit
        if figure.value:
            yield svg.bar(0.5, middle, length, THICK, is_open=bool(n))
        words = f'{escape(figure.text or "–")} <tspan class="small">{escape(year)}</tspan>'
        yield f'<text x="{length + 7:.1f}" y="{middle + 4}">{words}</text>'
