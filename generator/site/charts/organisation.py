"""The organisation chart, drawn at build time: hairlines and ink.

Lengths are points of the printed measure; on the web the picture scales. Colours are `currentColor`, so that the
page's style decides in light and dark, and print gets black.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import accumulate
from unicodedata import east_asian_width

from msgspec import Struct

from generator.content.tables import Organisation, Post
from generator.site.charts.svg import picture
from generator.site.strings import Strings
from generator.site.view import Chart

WIDTH = 510
"""Points: the printed measure of A4 with side margins of 15 mm."""
CENTRE = WIDTH / 2
SIZE, LINE = 11, 14
"""Points: type size and leading of the words in a chart."""
BOX, GAP = 26, 14
"""Points: height of a box of one line, and the space between two levels."""
POST_WIDTH, BODY_WIDTH = 168, 150
ABREAST = 21
"""Units of a Chinese chart that stand side by side: more would be narrower than their characters."""

Say = Callable[[Mapping[str, str]], str]


class Box(Struct, frozen=True):
    """A box with its words: left and top edge, width and height, lines of text."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


def organisation_chart(organisation: Organisation, say: Say, strings: Strings, identity: str) -> Chart:
    """The organisation chart: posts from the head down, bodies beside the head, units in a row below the last post."""
    boxes, lines, y = _posts(organisation, say, strings)
    units, wires, height = _units([say(unit.name) for unit in organisation.units], y, strings.language)
    path = f'<path d="{"".join([*lines, *wires])}" fill="none" stroke="currentColor" stroke-width="0.6"/>'
    drawn = (path, *(_box(box) for box in (*boxes, *units)))
    title, description = strings["organisation_chart"], _in_words(organisation, say, strings)
    size = f' width="{WIDTH}" height="{height:g}"'
    drawing = picture("organisation", WIDTH, height, identity, title, description, drawn, size)
    return Chart(drawing, say(organisation.note))


def _posts(organisation: Organisation, say: Say, strings: Strings) -> tuple[list[Box], list[str], float]:
    """The boxes of the posts and of the bodies beside the head, the lines between them, and where the last line ends."""
    boxes: list[Box] = []
    lines: list[str] = []
    y = foot = 1.0
    for index, post in enumerate(organisation.posts):
        box = _framed(_post_words(post, say, strings), CENTRE - POST_WIDTH / 2, y, POST_WIDTH)
        boxes.append(box)
        if index == 0 and organisation.bodies:
            bodies = list(_bodies(organisation.bodies, say, y))
            boxes += bodies
            lines += _beside(bodies, y + BOX / 2)
            foot = bodies[-1].y + bodies[-1].height + GAP
        lines.append(f"M{CENTRE} {y + box.height}v{GAP}")
        y += box.height + GAP
    if foot > y:
        lines.append(f"M{CENTRE} {y}V{foot}")
    return boxes, lines, max(foot, y)


def _beside(bodies: Sequence[Box], y: float) -> Iterator[str]:
    """The lines from the head, whose middle is at `y`, to the bodies beside it."""
    begin, end = CENTRE + POST_WIDTH / 2, WIDTH - BODY_WIDTH - 1
    yield f"M{begin} {y}H{end}"
    for body in bodies[1:]:
        yield f"M{(begin + end) / 2:g} {y:g}V{body.y + body.height / 2:g}H{end}"


def _post_words(post: Post, say: Say, strings: Strings) -> str:
    name = say(post.name)
    return strings.fill("post_number", name=name, number=str(post.number)) if (post.number or 1) > 1 else name


def _bodies(bodies: Sequence[Post], say: Say, y: float) -> Iterator[Box]:
    """The bodies below one another, each as high as its words."""
    for body in bodies:
        box = _framed(say(body.name), WIDTH - BODY_WIDTH - 1, y, BODY_WIDTH)
        yield box
        y += box.height + 6


def _framed(words: str, x: float, y: float, width: float) -> Box:
    """A box as high as its words."""
    lines = _wrapped(words, width - 6)
    return Box(x, y, width, BOX + LINE * (len(lines) - 1), lines)


def _units(names: Sequence[str], y: float, language: str) -> tuple[list[Box], list[str], float]:
    """The units' boxes below the line at `y`, the wires to them, and the height of the whole chart."""
    if not names:
        return [], [], y
    return _stacked_units(names, y) if language == "zh-Hant" else _listed_units(names, y)


def _stacked_units(names: Sequence[str], y: float) -> tuple[list[Box], list[str], float]:
    """Names from top to bottom, side by side, as Chinese charts set them; in rows if there are too many."""
    columns = -(-len(names) // -(-len(names) // ABREAST))
    pitch = (WIDTH - 2) / columns
    width = min(30.0, pitch - 8)
    boxes: list[Box] = []
    wires: list[str] = []
    for start in range(0, len(names), columns):
        row = names[start : start + columns]
        if start:  # the line comes down at the left edge, past the row above
            wires.append(f"M{1 + pitch / 2:g} {boxes[0].y - GAP}H1V{y}H{1 + pitch / 2:g}")
        height = LINE * max(len(name) for name in row) + 12
        top = y + GAP
        boxes += [Box(1 + pitch * (n + 0.5) - width / 2, top, width, height, tuple(name)) for n, name in enumerate(row)]
        wires.append(f"M{1 + pitch / 2:g} {y}H{1 + pitch * (len(row) - 0.5):g}")
        wires += [f"M{box.x + width / 2:g} {y}v{GAP}" for box in boxes[start:]]
        y = top + height + GAP
    return boxes, wires, y - GAP + 1


def _listed_units(names: Sequence[str], y: float) -> tuple[list[Box], list[str], float]:
    """Names in columns of two, hung from a line: what long words need; of more, where a word is longer still."""
    longest = max(_length(word) for name in names for word in name.split(" "))
    rows = 2
    while (columns := -(-len(names) // rows)) > 1 and (WIDTH - 2) / columns - 16 < longest:
        rows += 1
    pitch = (WIDTH - 2) / columns
    width = pitch - 16
    texts = [_wrapped(name, width) for name in names]
    height = LINE * max(len(text) for text in texts) + 10
    boxes, wires = [], [f"M{1 + 5:g} {y}H{max(1 + pitch * (columns - 1) + 5, WIDTH / 2):g}"]
    for n, text in enumerate(texts):
        column, row = divmod(n, rows)
        x, top = 1 + column * pitch, y + GAP + row * (height + 8)
        boxes.append(Box(x + 14, top, width, height, text))
        wires.append(f"M{x + 5:g} {y}V{top + height / 2:g}h9")
    return boxes, wires, y + GAP + rows * (height + 8) - 7


def _length(text: str) -> float:
    """How long `text` is at most in the faces of web and print: a letter is about half as wide as it is high."""
    wide = {"W": 1.0, "F": 1.0}
    return SIZE * sum(wide.get(east_asian_width(sign), 0.7 if sign.isupper() else 0.52) for sign in text)


def _wrapped(text: str, width: float) -> tuple[str, ...]:
    """`text` in lines that fit `width`, broken at spaces and between Chinese characters; a word that is longer than a
    line is broken anywhere."""
    lines = [""]
    # Words are of European letters and common marks: a range up to the Chinese signs is compiled for a millisecond.
    for piece in re.findall(" ?[!-\u04ff\u2010-\u2027]+| ?[^ ]", text):
        if _length(lines[-1] + piece) > width and lines[-1]:
            lines.append("")
            piece = piece.lstrip(" ")
        while _length(piece) > width:
            fitting = sum(length <= width for length in accumulate(map(_length, piece)))
            lines[-1], piece = piece[:fitting], piece[fitting:]
            lines.append("")
        lines[-1] += piece
    return tuple(lines)


def _in_words(organisation: Organisation, say: Say, strings: Strings) -> str:
    """The chart as a sentence."""
    separator = strings["separator"]
    return strings.fill(
        "organisation_in_words",
        posts=strings["arrow"].join(_post_words(post, say, strings) for post in organisation.posts),
        bodies=separator.join(say(post.name) for post in organisation.bodies),
        units=separator.join(say(post.name) for post in organisation.units),
        count=str(len(organisation.units)),
    )


def _box(box: Box) -> str:
    """A frame and its words."""
    top = box.y + (box.height - LINE * len(box.lines)) / 2 + LINE * 0.78
    words = (
        f'<text x="{box.x + box.width / 2:g}" y="{top + n * LINE:g}" font-size="{SIZE}" text-anchor="middle" '
        f'fill="currentColor">{escape(line)}</text>'
        for n, line in enumerate(box.lines)
    )
    frame = f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" '
    return f'{frame}fill="none" stroke="currentColor" stroke-width="0.6"/>{"".join(words)}'
