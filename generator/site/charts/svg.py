"""A picture as inline SVG, with a title and a description for those who cannot see it; the bars that pictures share.

Made of plain strings and marked as safe at the end, since a site has thousands of bars; so whoever draws escapes words
with `escape`, and `picture` escapes those it is given.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from html import escape

from markupsafe import Markup


def picture(
    kind: str, width: float, height: float, identity: str, title: str, description: str, drawn: Iterable[str],
    attributes: str = "",
) -> Markup:  # fmt: skip
    """What is `drawn` (safe SVG) in user units from 0, 0 to `width`, `height`; `kind` are classes, `identity` an id."""
    name = escape(identity)
    head = (
        f'<svg class="{kind}" viewBox="0 0 {width:g} {height:g}"{attributes} role="img" '
        f'aria-labelledby="{name}-title {name}-words">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-words">{escape(description)}</desc>'
    )
    return Markup(f"{head}{''.join(drawn)}</svg>")  # noqa: S704 — all words were escaped


def scale(numbers: Iterable[Decimal], room: int) -> Decimal:
    """The user units that a bar has for each unit of its number, where the largest of `numbers` takes the `room`."""
    return Decimal(room) / (max(numbers, default=None) or 1)


def bar(x: float, middle: float, length: Decimal, thick: int, *, is_open: bool) -> str:
    """A bar that begins at `x` and is `thick` around the line at `middle`, in user units; filled, or open to be told apart."""
    kind = "bar partial" if is_open else "bar"
    return f'<rect class="{kind}" x="{x}" y="{middle - thick / 2:g}" width="{length:.1f}" height="{thick}"/>'
