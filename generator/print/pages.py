"""An edition as HTML for the setting: its page trees, and the pages that are added to the public PDF.

In: an `EditionView` made without proofs, and page trees. Out: HTML that names style sheets and fonts which only the
setting knows. The added pages list the corrections of a published statement: they are ours, not the statement's, are
labelled C1, C2, … and stand in no page map.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from generator.content.designs import MEASURE, PADDING, RULE
from generator.print.cut import PageTree
from generator.print.fonts import FACES
from generator.print.lines import is_chinese
from generator.site import templates
from generator.site.corrections import correction_records
from generator.site.dates import day_in_words
from generator.site.pieces import html, numbered
from generator.site.strings import Strings
from generator.site.view import EditionView, Grid, heading

PRINTED = "zh-Hant"
"""The language of the printed original, whose measures the tables' designs hold."""
WATERMARK = {"zh-Hant": "草稿", "en": "DRAFT"}
"""What stands under the text of a draft."""
ADDED = "C"
"""What the numbers of the added pages begin with."""
OURS = {
    "zh-Hant": "以下為電子版所列之更正紀錄，非屬原總說明；前列各頁已依此更正。",
    "en": "These are the corrections listed by the electronic edition. They are no part of the statement itself, "
    "whose pages above show the corrected text.",
}
"""What stands over the corrections."""


def page_html(edition: EditionView, pages: Sequence[PageTree], long: Sequence[str] = ()) -> str:
    """The pages as HTML; `long` are the ids of rows of tables that no page holds."""
    return (
        _environment(edition.language)
        .get_template("print/statement.html.j2")
        .render(_surroundings(edition), pages=pages, long=long, bookmarks=_bookmarks(edition))
    )


def _bookmarks(edition: EditionView) -> dict[str, str]:
    """What the PDF's bookmark says of each section by its id: all of its heading, be that cut by a page mark or not."""
    sections = (view for view in edition.views if view.kind == "section")
    return {view.id: numbered(view.label, heading(view), view.lang) for view in sections}


def _surroundings(edition: EditionView) -> dict[str, Any]:
    """What all pages have in common."""
    site = edition.statement.site
    return {
        "language": edition.language,
        "title": edition.named(edition.statement.title),
        "running_head": edition.statement.running_head[edition.language],
        "prevails": edition.named(site.prevails) if edition.language != site.authority else "",
        "watermark": WATERMARK[edition.language] if edition.statement.draft else "",
        "styles": ("print:print.css", f"print:{edition.language}.css"),
    }


@cache
def _environment(language: str) -> Environment:
    """The templates, with what they need to know of tables and faces."""
    made = templates.environment("print")
    face = FACES[language][0].family
    made.filters.update(
        {
            "html": html,
            "column_styles": _column_styles,
            "table_style": _table_style,
            "lettered": lambda picture: picture.replace("<svg ", Markup('<svg font-family="{}" ').format(face), 1),
        }
    )
    return made


def _padding(grid: Grid) -> Decimal:
    """The white at both sides of each cell: what the widths of the contents leave of the measure; where not all columns
    say theirs, as much as the print has."""
    widths = [width for width in grid.columns if width is not None]
    if len(widths) < len(grid.columns):
        return PADDING
    return (MEASURE - sum(widths) * grid.size - RULE * len(widths)) / (2 * len(widths))


def _table_style(grid: Grid, language: str) -> str:
    """Type size, leading and padding of a table as the print has them; another language leaves them to its styles."""
    if language != PRINTED:
        return ""
    return f"font-size: {grid.size}pt; line-height: {grid.leading}pt; --padding: {_padding(grid):.4f}pt"


def _column_styles(grid: Grid, language: str) -> list[str]:
    """The width of each column; empty where the columns share the width or the style sheet knows it."""
    white = 2 * _padding(grid) + RULE
    return [
        f"width: {width * grid.size + white:.4f}pt" if width is not None and language == PRINTED else ""
        for width in grid.columns
    ]


def corrections_html(edition: EditionView) -> str:
    """The corrections of a published statement as HTML; empty if there are none."""
    corrections = list(_corrections(edition))
    if not corrections:
        return ""
    strings = Strings(edition.language)
    return (
        _environment(edition.language)
        .get_template("print/corrections.html.j2")
        .render(
            _surroundings(edition),
            corrections=corrections,
            heading=strings["corrections"],
            level=min((view.level for view in edition.chapters), default=1),
            note=OURS[edition.language],
            number=ADDED,
            t=strings.mapping(),
        )
    )


def _corrections(edition: EditionView) -> Iterator[dict[str, Any]]:
    """Each correction, oldest first; text that has not been translated says in which language it is."""
    for record in sorted(correction_records(edition), key=lambda record: record.number):
        words = {"before": record.before, "to": record.to, "why": record.why, "place": record.place or record.block}
        yield {
            "number": record.number,
            "day": day_in_words(record.day, edition.language),
            "page": record.page,
            **{name: (text, _foreign(text, edition)) for name, text in words.items()},
        }


def _foreign(text: str, edition: EditionView) -> str:
    """The language of a text if it is not that of the edition."""
    authority = edition.statement.site.authority
    return authority if edition.language != authority and any(map(is_chinese, text)) else ""
