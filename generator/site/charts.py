"""The organisation chart, drawn at build time: hairlines and ink.

Lengths are points of the printed measure; on the web the picture scales. Colours are `currentColor`, so that the
page's style decides in light and dark, and print gets black.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from msgspec import Struct

from generator.content.tables import Organisation, Post
from generator.site.strings import Strings
from generator.site.svg import picture
from generator.site.view import Chart

WIDTH = 510
"""Points: the printed measure of A4 with side margins of 15 mm."""
SIZE, LINE = 11, 14
"""Points: type size and leading of the words in a chart."""
BOX, GAP = 26, 14
"""Points: height of a box of one line, and the space between two levels."""
POST_WIDTH, BODY_WIDTH = 168, 150

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
    posts = [_post_words(post, say, strings) for post in organisation.posts]
    centre = WIDTH / 2
    boxes, lines = [], []
    y = 1.0
    for index, words in enumerate(posts):
        boxes.append(Box(centre - POST_WIDTH / 2, y, POST_WIDTH, BOX, (words,)))
        if index == 0:
            boxes += list(_bodies(organisation.bodies, say, y))
            lines += [
                f"M{centre + POST_WIDTH / 2} {y + BOX / 2}H{WIDTH - BODY_WIDTH - 1}" for _ in organisation.bodies[:1]
            ]
        y += BOX
        lines.append(f"M{centre} {y}v{GAP}")
        y += GAP
    units, wires, height = _units([say(unit.name) for unit in organisation.units], y, strings.language)
    title = strings["organisation_chart"]
    description = _in_words(organisation, say, strings)
    path = f'<path d="{"".join([*lines, *wires])}" fill="none" stroke="currentColor" stroke-width="0.6"/>'
    drawn = (path, *(_box(box) for box in (*boxes, *units)))
    size = f' width="{WIDTH}" height="{height:g}"'
    return Chart(
        picture("organisation", WIDTH, height, identity, title, description, drawn, size), say(organisation.note)
    )


def _post_words(post: Post, say: Say, strings: Strings) -> str:
    name = say(post.name)
    return strings.fill("post_number", name=name, number=str(post.number)) if (post.number or 1) > 1 else name


def _bodies(bodies: Sequence[Post], say: Say, y: float) -> Iterator[Box]:
    for index, body in enumerate(bodies):
        lines = _wrapped(say(body.name), BODY_WIDTH)
        yield Box(WIDTH - BODY_WIDTH - 1, y + index * (BOX + 6), BODY_WIDTH, BOX + LINE * (len(lines) - 1), lines)


def _units(names: Sequence[str], y: float, language: str) -> tuple[list[Box], list[str], float]:
    """The units' boxes below the line at `y`, the wires to them, and the height of the whole chart."""
    if not names:
        return [], [], y
    pitch = (WIDTH - 2) / len(names)
    if language == "zh-Hant":
        return _stacked_units(names, y, pitch)
    return _listed_units(names, y)


def _stacked_units(names: Sequence[str], y: float, pitch: float) -> tuple[list[Box], list[str], float]:
    """Names from top to bottom, side by side, as Chinese charts set them."""
    height = LINE * max(len(name) for name in names) + 12
    width = min(30.0, pitch - 8)
    top = y + GAP
    boxes = [Box(1 + pitch * (n + 0.5) - width / 2, top, width, height, tuple(name)) for n, name in enumerate(names)]
    first, last = 1 + pitch / 2, WIDTH - 1 - pitch / 2
    wires = [f"M{first:g} {y}H{last:g}", *(f"M{box.x + width / 2:g} {y}v{GAP}" for box in boxes)]
    return boxes, wires, top + height + 1


def _listed_units(names: Sequence[str], y: float) -> tuple[list[Box], list[str], float]:
    """Names in columns of two, hung from a line: what long words need."""
    columns = -(-len(names) // 2)
    pitch = (WIDTH - 2) / columns
    width = pitch - 16
    texts = [_wrapped(name, width) for name in names]
    height = LINE * max(len(text) for text in texts) + 10
    boxes, wires = [], [f"M{1 + 5:g} {y}H{max(1 + pitch * (columns - 1) + 5, WIDTH / 2):g}"]
    for n, text in enumerate(texts):
        column, row = divmod(n, 2)
        x, top = 1 + column * pitch, y + GAP + row * (height + 8)
        boxes.append(Box(x + 14, top, width, height, text))
        wires.append(f"M{x + 5:g} {y}V{top + height / 2:g}h9")
    return boxes, wires, y + GAP + 2 * height + 9


def _wrapped(text: str, width: float) -> tuple[str, ...]:
    """`text` in lines that fit `width`, broken at spaces; a Latin letter is about half as wide as it is high."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and len(longer) * SIZE * 0.52 <= width:
            lines[-1] = longer
        else:
            lines.append(word)
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
