"""The organization chart, drawn at build time: hairlines and ink.

Lengths are points of the printed measure; on the web the picture scales. Colours are `currentColor`, so that the
page's style decides in light and dark, and print gets black.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.content.tables import Organisation, Post
from generator.site.charts.boxes import HEIGHT, LINE, Box, framed, length, wrapped
from generator.site.charts.svg import picture
from generator.site.phrasing import Phrasing
from generator.site.view import Chart

WIDTH = 510
"""Points: the printed measure of A4 with side margins of 15 mm."""
CENTRE = WIDTH / 2
GAP = 14
"""Points: the space between two levels."""
POST_WIDTH, BODY_WIDTH = 168, 150
"""Points: the boxes of posts, and of the bodies beside the head."""
ABREAST = 21
"""Units of a Chinese chart that stand side by side: more would be narrower than their characters."""


def organisation_chart(organisation: Organisation, phrasing: Phrasing, identity: str) -> Chart:
    """The organization chart: posts from the head down, bodies beside the head, units in a row below the last post."""
    boxes, lines, y = _posts(organisation, phrasing)
    units, wires, height = _units([phrasing.say(unit.name) for unit in organisation.units], y, phrasing.language)
    path = f'<path d="{"".join([*lines, *wires])}" fill="none" stroke="currentColor" stroke-width="0.6"/>'
    drawn = (path, *(box.drawn() for box in (*boxes, *units)))
    title, description = phrasing.strings["organisation_chart"], _in_words(organisation, phrasing)
    size = f' width="{WIDTH}" height="{height:g}"'
    drawing = picture("organisation", WIDTH, height, identity, title, description, drawn, size)
    return Chart(drawing, phrasing.say(organisation.note))


def _posts(organisation: Organisation, phrasing: Phrasing) -> tuple[list[Box], list[str], float]:
    """The boxes of the posts and of the bodies beside the head, the lines between them, and where the last line ends."""
    boxes: list[Box] = []
    lines: list[str] = []
    y = foot = 1.0
    for index, post in enumerate(organisation.posts):
        box = framed(_post_words(post, phrasing), CENTRE - POST_WIDTH / 2, y, POST_WIDTH)
        boxes.append(box)
        if index == 0 and organisation.bodies:
            bodies = list(_bodies(organisation.bodies, phrasing, y))
            boxes += bodies
            lines += _beside(bodies, y + HEIGHT / 2)
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


def _post_words(post: Post, phrasing: Phrasing) -> str:
    name = phrasing.say(post.name)
    return phrasing.strings.fill("post_number", name=name, number=str(post.number)) if (post.number or 1) > 1 else name


def _bodies(bodies: Sequence[Post], phrasing: Phrasing, y: float) -> Iterator[Box]:
    """The bodies below one another, each as high as its words."""
    for body in bodies:
        box = framed(phrasing.say(body.name), WIDTH - BODY_WIDTH - 1, y, BODY_WIDTH)
        yield box
        y += box.height + 6


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
    longest = max(length(word) for name in names for word in name.split(" "))
    rows = 2
    while (columns := -(-len(names) // rows)) > 1 and (WIDTH - 2) / columns - 16 < longest:
        rows += 1
    pitch = (WIDTH - 2) / columns
    width = pitch - 16
    texts = [wrapped(name, width) for name in names]
    height = LINE * max(len(text) for text in texts) + 10
    boxes, wires = [], [f"M{1 + 5:g} {y}H{max(1 + pitch * (columns - 1) + 5, WIDTH / 2):g}"]
    for n, text in enumerate(texts):
        column, row = divmod(n, rows)
        x, top = 1 + column * pitch, y + GAP + row * (height + 8)
        boxes.append(Box(x + 14, top, width, height, text))
        wires.append(f"M{x + 5:g} {y}V{top + height / 2:g}h9")
    return boxes, wires, y + GAP + rows * (height + 8) - 7


def _in_words(organisation: Organisation, phrasing: Phrasing) -> str:
    """The chart as a sentence."""
    separator = phrasing.strings["separator"]
    return phrasing.strings.fill(
        "organisation_in_words",
        posts=phrasing.strings["arrow"].join(_post_words(post, phrasing) for post in organisation.posts),
        bodies=separator.join(phrasing.say(post.name) for post in organisation.bodies),
        units=separator.join(phrasing.say(post.name) for post in organisation.units),
        count=str(len(organisation.units)),
    )
