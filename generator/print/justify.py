"""Chinese lines in WeasyPrint: broken by `lines`, both edges flush.

In: WeasyPrint's line layout, written for version 70. Out: within `chinese_lines(fonts)` it asks `lines` where a line
of Chinese ends and how wide its characters are set; text in other faces goes its usual way. WeasyPrint 70 knows
neither gaps between Chinese and digits, nor squeezed punctuation, nor justification between characters.

Three places are touched: the two functions below, by name, and the glyph widths of a line when it is drawn. A new
version must be read before `WRITTEN_FOR` is raised; the test that measures right edges tells whether it still holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise, zip_longest
from threading import Lock
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.ffi import TO_UNITS, ffi, pango, unicode_to_char_p
from weasyprint.text.line_break import Layout

from generator.print.lines import Line, first_line, first_of_even, may_grow

WRITTEN_FOR = "70."
MOST_GROWTH = 0.34
"""White that may be added after one character, in em; a line that would need more is left ragged."""
THOUSANDTHS = 1000
ONE_AT_A_TIME = Lock()

Advances = Mapping[str, float]
Metrics = tuple[float, float]


class LineLayout(Layout):  # type: ignore[misc]
    """A Pango layout whose glyphs take the `widths` and `shifts`, in em, that were decided for them when the line is drawn."""

    def __init__(self, text: str, widths: list[float], shifts: Mapping[int, float], advances: Advances) -> None:
        self.text, self.widths, self.shifts, self.advances = text, widths, shifts, advances
        self.justification_spacing, self.max_width, self.first_line_direction = 0, None, 0

    def deactivate(self) -> None:
        """Let go of Pango's objects, if there are any yet."""
        for name in ("layout", "language", "style"):
            self.__dict__.pop(name, None)

    def set_text(self, text: str, justify: bool = False) -> None:
        """Give Pango the bare text: letter spacing and the like are in the widths already."""
        pointer, _ = unicode_to_char_p(text)
        pango.pango_layout_set_text(self.layout, pointer, -1)

    def get_first_line(self) -> tuple[Any, int | None]:
        """The line, its glyphs spaced as decided."""
        line, index = super().get_first_line()
        self.space(line)
        return line, index

    def space(self, line: Any) -> None:
        """Write the widths into Pango's glyphs.

        WeasyPrint cuts what it adds between glyphs down to whole thousandths of an em. They are dealt out here so
        that no rounding adds up: half a thousandth more is asked for, and cut off there.
        """
        whole = _thousandths(self.widths)
        unit = self.style["font_size"] * TO_UNITS
        place = {start: index for index, start in enumerate(_starts(self.text))}
        run = line.runs[0]
        while run != ffi.NULL:
            item, run = run.data, run.next
            for number in range(item.glyphs.num_glyphs):
                index = place[item.item.offset + item.glyphs.log_clusters[number]]
                extra = whole[index] - round(self.advances.get(self.text[index], 1.0) * THOUSANDTHS)
                geometry = item.glyphs.glyphs[number].geometry
                if extra:
                    asked = whole[index] + (0.5 if extra > 0 else -0.5)
                    geometry.width = round(asked * unit / THOUSANDTHS)
                if index in self.shifts:
                    geometry.x_offset = round(self.shifts[index] * unit * THOUSANDTHS / TO_UNITS)


def _starts(text: str) -> Iterator[int]:
    """The place of each character in the UTF-8 form of `text`."""
    place = 0
    for character in text:
        yield place
        place += len(character.encode())


def _thousandths(widths: list[float]) -> list[int]:
    """Whole thousandths whose sums stay true."""
    edges, total = [0], 0.0
    for width in widths:
        total += width * THOUSANDTHS
        edges.append(round(total))
    return [after - before for before, after in pairwise(edges)]


def _splitter(original: Callable[..., Any], fonts: Mapping[str, Advances]) -> Callable[..., Any]:
    """What takes the place of `split_first_line`: the same answer, for Chinese by our own rules."""
    heights: dict[tuple[str, float], Metrics] = {}

    def split(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **options: Any) -> Any:
        family, size = style["font_family"][0], style["font_size"]
        advances = fonts.get(family)
        if advances is None or style["white_space"] not in ("normal", "nowrap"):
            return original(text, style, context, max_width, *rest, **options)
        if (family, size) not in heights:
            *_, height, baseline = original("永", style, context, None, 0)
            heights[family, size] = height, baseline
        measure = None if max_width is None or style["white_space"] == "nowrap" else max_width / size
        if measure and style["text_align_last"] == "justify":
            line = first_of_even(text, advances, measure)
        else:
            line = first_line(text, advances, measure)
        widths = _spaced(text, line, 0.0 if style["letter_spacing"] == "normal" else style["letter_spacing"] / size)
        layout = LineLayout(text[: line.length], widths, line.shifts, advances)
        resume = None if line.resume is None else len(text[: line.resume].encode())
        return layout, len(layout.text.encode()), resume, sum(widths) * size, *heights[family, size]

    return split


def _spaced(text: str, line: Line, spacing: float) -> list[float]:
    """The widths of `line`, the first of `text`, with `spacing` after each character that stands apart."""
    grows = (may_grow(before, after) for before, after in pairwise(text[: line.length]))
    return [width + spacing * growing for width, growing in zip_longest(line.widths, grows, fillvalue=False)]


def _justifier(original: Callable[..., None]) -> Callable[..., None]:
    """What takes the place of `justify_line`: white grows between characters if the line is Chinese."""

    def justify(context: Any, line: Any, extra: float) -> None:
        texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
        ours = [isinstance(box.pango_layout, LineLayout) for box in texts]
        if not all(ours) and (not any(ours) or any(" " in box.text for box in texts)):
            return original(context, line, extra)
        places = _growing_places(texts)
        if places and extra / len(places) <= MOST_GROWTH * line.style["font_size"]:
            _grow(line, extra / len(places), places, 0.0)
        return None

    return justify


def _growing_places(texts: list[Any]) -> set[tuple[Any, int]]:
    """Box and index of each character of a line after which white may grow."""
    characters = [
        (box, index, character)
        for box in texts
        if isinstance(box.pango_layout, LineLayout)
        for index, character in enumerate(box.text)
    ]
    return {
        (box, index)
        for (box, index, character), (_, _, following) in pairwise(characters)
        if may_grow(character, following)
    }


def _grow(box: Any, share: float, places: set[tuple[Any, int]], moved: float) -> float:
    """Add `share` after each character of `box` that is among `places` and move what follows; how far the next box moves."""
    if isinstance(box, boxes.TextBox):
        box.position_x += moved
        added = 0.0
        for index in range(len(box.text)):
            if (box, index) in places:
                box.pango_layout.widths[index] += share / box.style["font_size"]
                added += share
        box.width += added
        return moved + added
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        before = moved
        box.position_x += moved
        for child in box.children:
            if child.is_in_normal_flow():
                moved = _grow(child, share, places, moved)
        box.width += moved - before
        return moved
    box.translate(moved, 0)
    return moved


@contextmanager
def chinese_lines(fonts: Mapping[str, Advances]) -> Iterator[None]:
    """Lay out Chinese in the faces `fonts` (family to advances) by our rules as long as this lasts."""
    if not weasyprint.__version__.startswith(WRITTEN_FOR):
        raise RuntimeError(f"justification is written for WeasyPrint {WRITTEN_FOR}x, not {weasyprint.__version__}")
    with ONE_AT_A_TIME:
        split, justify = inline.split_first_line, inline.justify_line
        inline.split_first_line, inline.justify_line = _splitter(split, fonts), _justifier(justify)
        try:
            yield
        finally:
            inline.split_first_line, inline.justify_line = split, justify
