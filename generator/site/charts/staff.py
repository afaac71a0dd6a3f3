"""The staff of this year and the last as bars from zero, drawn beside the table that states them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from html import escape

from markupsafe import Markup
from msgspec import Struct

from generator.content.tables import Staffing
from generator.site.charts.svg import picture
from generator.site.pieces import Datum
from generator.site.strings import Strings
from generator.site.view import Chart

WIDTH, ROOM = 360, 190
"""User units: the picture, and the room right of the longest bar."""
NAME, PITCH, THICK, SPACE = 18, 16, 9, 10
"""User units: the line of a category's name, from bar to bar, a bar's thickness, the space below a category."""


class Pair(Struct, frozen=True):
    """A category of staff: its name, the figures of this year and the last."""

    name: str
    figures: tuple[Datum, Datum]


def staff_chart(
    staffing: Staffing,
    say: Callable[[Mapping[str, str]], str],
    datum: Callable[[str], Datum],
    strings: Strings,
    identity: str,
) -> Chart | None:
    """The chart of every category that the table states a number of; nothing if it states none."""
    known = [
        Pair(say(category.name), (datum(category.this_year), datum(category.last_year)))
        for category in staffing.categories
    ]
    pairs = [pair for pair in known if any(figure.value for figure in pair.figures)]
    years = say(staffing.this_year), say(staffing.last_year)
    caption = strings.fill("staff_caption", this=years[0], last=years[1])
    return Chart(_picture(pairs, years, strings, identity), caption) if pairs else None


def _picture(pairs: list[Pair], years: tuple[str, str], strings: Strings, identity: str) -> Markup:
    longest = max(Decimal(figure.value) for pair in pairs for figure in pair.figures if figure.value)
    scale = Decimal(WIDTH - ROOM) / (longest or 1)
    high = NAME + 2 * PITCH + SPACE
    drawn = (piece for n, pair in enumerate(pairs) for piece in _pair(pair, years, n * high, scale))
    description = " ".join(_words(pair, years, strings) for pair in pairs)
    return picture("bars staff", WIDTH, high * len(pairs), identity, strings["staff_chart"], description, drawn)


def _words(pair: Pair, years: tuple[str, str], strings: Strings) -> str:
    this, last = (figure.text or strings["not_stated"] for figure in pair.figures)
    return strings.fill("staff_in_words", name=pair.name, this=years[0], number=this, last=years[1], before=last)


def _pair(pair: Pair, years: tuple[str, str], top: int, scale: Decimal) -> Iterator[str]:
    yield f'<text x="0" y="{top + NAME - 5}">{escape(pair.name)}</text>'
    yield f'<path class="axis" d="M.5 {top + NAME}v{2 * PITCH}"/>'
    for n, (figure, year) in enumerate(zip(pair.figures, years, strict=True)):
        middle = top + NAME + n * PITCH + PITCH // 2
        length = Decimal(figure.value or 0) * scale
        kind = "bar partial" if n else "bar"
        if figure.value:
            yield f'<rect class="{kind}" x="0.5" y="{middle - THICK / 2}" width="{length:.1f}" height="{THICK}"/>'
        words = f'{escape(figure.text or "–")} <tspan class="small">{escape(year)}</tspan>'
        yield f'<text x="{length + 7:.1f}" y="{middle + 4}">{words}</text>'
