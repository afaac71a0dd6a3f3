"""Bars from zero, the target a tick, the result a bar, each labelled directly: readable in grey and without sight.

A year that was not over is an open bar and is not set against a target; what is not stated is said, never drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

from markupsafe import Markup
from msgspec import Struct

from generator.site.charts import svg
from generator.site.strings import Strings

WIDTH, LABEL, TEXT = 360, 124, 86
"""User units: the picture, the labels left of the bars, the room right of the longest bar."""
PITCH, THICK = 30, 10
"""User units: from row to row, and the thickness of a bar."""


class Bar(Struct, frozen=True):
    """One row: `value` and `target` in the same unit, None where they are not stated, and as they are printed; `until`
    says where the year was not over, `is_awaited` that its results cannot be known yet."""

    year: str
    value: Decimal | None
    shown: str
    target: Decimal | None
    target_shown: str
    until: str = ""
    is_awaited: bool = False


def bar_chart(bars: Sequence[Bar], title: str, identity: str, strings: Strings) -> Markup:
    """The picture of `bars`; its description says every number."""
    numbers = (number for bar in bars for number in (bar.value, bar.target) if number is not None)
    unit = svg.scale(numbers, WIDTH - LABEL - TEXT)
    height = PITCH * len(bars) + 6
    rows = (piece for n, bar in enumerate(bars) for piece in _row(bar, n * PITCH + 4, unit, strings))
    description = " ".join(_words(bar, strings) for bar in bars)
    axis = f'<path class="axis" d="M{LABEL} 2V{height - 2}"/>'
    return svg.picture("bars", WIDTH, height, identity, title, description, (axis, *rows))


def bars_caption(bars: Sequence[Bar], strings: Strings) -> str:
    """What the marks in the picture of `bars` mean, of those alone that are drawn; empty where nothing is drawn."""
    drawn = {
        "bars_result": any(bar.value is not None and not bar.until for bar in bars),
        "bars_partial": any(bar.value is not None and bar.until for bar in bars),
        "bars_target": any(_has_tick(bar) for bar in bars),
    }
    told = [strings[key] for key, is_drawn in drawn.items() if is_drawn]
    return strings["label_gap"].join([*told, strings["bars_drawn"]]) if told else ""


def _has_tick(bar: Bar) -> bool:
    return bar.target is not None and not bar.until


def _words(bar: Bar, strings: Strings) -> str:
    target = bar.target_shown or strings["not_stated"]
    label = strings["label_gap"].join(filter(None, [bar.year, bar.until]))
    if bar.is_awaited:
        return strings.fill("bar_in_words_not_yet", label=label, target=target)
    result = bar.shown or strings["not_stated"]
    return strings.fill("bar_in_words", label=label, result=result, target=target)


def _row(bar: Bar, y: int, unit: Decimal, strings: Strings) -> Iterator[str]:
    middle = y + PITCH // 2
    yield f'<text x="{LABEL - 8}" y="{middle - 3 if bar.until else middle + 4}" text-anchor="end">{escape(bar.year)}</text>'
    if bar.until:
        yield f'<text class="small" x="{LABEL - 8}" y="{middle + 10}" text-anchor="end">{escape(bar.until)}</text>'
    end = Decimal(LABEL)
    if bar.value is not None:
        length = bar.value * unit
        end += length
        yield svg.bar(LABEL, middle, length, THICK, is_open=bool(bar.until))
    if bar.target is not None and _has_tick(bar):
        x = LABEL + bar.target * unit
        end = max(end, x)
        yield f'<path class="target" d="M{x:.1f} {middle - THICK}v{2 * THICK}"/>'
    yield f'<text x="{end + 6:.1f}" y="{middle + 4}">{escape(_text(bar, strings))}</text>'


def _text(bar: Bar, strings: Strings) -> str:
    """What stands beside the bar or tick: the result, or the target of a year that has none, or that nothing is stated."""
    if bar.shown:
        return bar.shown
    if _has_tick(bar):
        return strings.fill("bar_target", target=bar.target_shown)
    return strings["not_stated"]
