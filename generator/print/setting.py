"""An edition on pages: page trees → HTML → WeasyPrint's laid-out `Document`.

In: an `EditionView` made without proofs, and a folder where fonts are kept. Out: a `Setting`: the document, the page
trees it was made from, the fonts it was offered and what the typesetter had to say. The Chinese edition is cut at its
page marks; without marks, and in other languages, the text flows freely.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from weasyprint import HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

from generator.print.cut import PageTree, cut
from generator.print.flow import CONTINUED, flow
from generator.print.fonts import CHINESE, FACES, Font, Fonts, prepare
from generator.print.ink import printed
from generator.print.justify import chinese_lines
from generator.site.view import EditionView, Grid, html

TEMPLATES = Path(__file__).parents[2] / "templates"
MEASURE = Decimal("510.236")
"""Points: the width of the text on A4 with side margins of 15 mm."""
PRINTED = "zh-Hant"
"""The language of the printed original, whose measures the tables' designs hold."""
WATERMARK = {"zh-Hant": "草案", "en": "DRAFT"}
"""What stands under the text of a draft."""
RULE = Decimal("0.6")
"""Points: the width of a table's rules; printers refuse less than 0.2 mm."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A laid-out edition."""

    edition: EditionView
    pages: tuple[PageTree, ...]
    document: Document
    fonts: Fonts
    log: tuple[str, ...]


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage as long as this lasts: a laid-out document is a million objects that are all in use, and
    going through them again and again takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@uncollected()
def set_edition(edition: EditionView, font_cache: Path) -> Setting:
    """Lay out `edition`: at its page marks in the language that has them, flowing freely in another."""
    is_original = edition.language == edition.statement.site.authority
    pages = tuple(PageTree(page.mark, printed(page.views, not is_original)) for page in cut(edition.chapters))
    fonts = prepare(edition.language, frozenset(page_html(edition, pages)) - {"\n"}, font_cache)
    with listening() as log:
        if is_original and len(pages) > 1:
            document = lay_out(edition, fonts, FontConfiguration(), pages)
        else:
            views = printed(edition.chapters, keep_marks=not is_original)
            lay = partial(lay_out, edition, fonts, FontConfiguration())
            pages, document = flow(views, CONTINUED[edition.language], lay)
    return Setting(edition, pages, document, fonts, tuple(log))


def lay_out(
    edition: EditionView, fonts: Fonts, configuration: FontConfiguration, pages: Sequence[PageTree], before: int = 0
) -> Document:
    """The pages laid out by WeasyPrint, Chinese lines by our own rules; `before` is the number of the pages before.

    Layouts whose pages are to be put together share the `configuration`, which keeps the fonts.
    """
    source = HTML(string=page_html(edition, pages, before), base_url="print:", url_fetcher=Fetcher(fonts))
    with chinese_lines({family: fonts[family].advances for family in CHINESE}):
        return source.render(font_config=configuration)


def page_html(edition: EditionView, pages: Sequence[PageTree], before: int = 0) -> str:
    """The pages as HTML."""
    return (
        environment(edition.language)
        .get_template("print/statement.html.j2")
        .render(
            language=edition.language,
            title=edition.named(edition.statement.title),
            running_head=edition.statement.running_head[edition.language],
            watermark=WATERMARK[edition.language] if edition.statement.draft else "",
            pages=pages,
            before=before,
            styles=("print:print.css", f"print:{edition.language}.css"),
        )
    )


@cache
def environment(language: str) -> Environment:
    """The templates, with what they need to know of tables and faces."""
    made = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True)
    face = FACES[language][0].family
    made.filters.update(
        {
            "html": html,
            "column_styles": column_styles,
            "table_style": table_style,
            "lettered": lambda picture: picture.replace("<svg ", Markup('<svg font-family="{}" ').format(face), 1),
        }
    )
    return made


def padding(grid: Grid) -> Decimal:
    """The white at both sides of each cell: what the widths of the contents leave of the measure."""
    widths = [width for width in grid.columns if width is not None]
    if len(widths) < len(grid.columns):
        return Decimal(0)
    return (MEASURE - sum(widths) * grid.size - RULE * len(widths)) / (2 * len(widths))


def table_style(grid: Grid, language: str) -> str:
    """Type size, leading and padding of a table as the print has them; another language leaves them to its styles."""
    if language != PRINTED:
        return ""
    return f"font-size: {grid.size}pt; line-height: {grid.leading}pt; --padding: {padding(grid):.4f}pt"


def column_styles(grid: Grid, language: str) -> list[str]:
    """The width of each column; empty where the columns share the width or the style sheet knows it."""
    white = 2 * padding(grid) + RULE
    return [
        f"width: {width * grid.size + white:.4f}pt" if width is not None and language == PRINTED else ""
        for width in grid.columns
    ]


class Fetcher:
    """Gives the setting our own style sheets and fonts, and refuses everything else: no network, no other file."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = {family.replace(" ", "-"): font for family, font in fonts.items()}

    def __call__(self, url: str, **_: Any) -> URLFetcherResponse:
        kind, _colon, name = url.partition(":")
        if kind == "font" and name in self.fonts:
            return self.font(url, self.fonts[name])
        style = TEMPLATES / "print" / name
        if kind == "print" and style.parent == TEMPLATES / "print" and style.suffix == ".css" and style.is_file():
            return URLFetcherResponse(url, style.read_bytes(), {"Content-Type": "text/css; charset=utf-8"})
        raise FatalURLFetchingError(f"a printed page asks for {url!r}, which is not its own")

    def font(self, url: str, font: Font) -> URLFetcherResponse:
        """A font made for this edition."""
        return URLFetcherResponse(url, font.data, {"Content-Type": "font/ttf"})


@contextmanager
def listening() -> Iterator[list[str]]:
    """Whatever WeasyPrint logs while this lasts: nothing, or something is wrong."""
    lines: list[str] = []
    logger = logging.getLogger("weasyprint")
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield lines
    finally:
        logger.propagate = propagate
        logger.removeHandler(handler)
