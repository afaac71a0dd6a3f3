"""An edition on pages: HTML → WeasyPrint's laid-out `Document`.

In: an `EditionView` made without proofs, and a folder where fonts are kept. Out: a `Setting`: the document, the page
trees it was made from, the fonts it was offered and what the typesetter had to say. The Chinese edition is cut at its
page marks; without marks, and in other languages, the text flows freely, and tables go over pages where these end.
"""

from __future__ import annotations

import gc
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct
from weasyprint import HTML, Document
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

from generator.print.bounds import PageCount, refuse_too_much
from generator.print.cut import PageTree, cut
from generator.print.fonts import CHINESE, Fonts, prepare
from generator.print.ink import printed
from generator.print.justify import chinese_lines
from generator.print.pages import corrections_html, page_html
from generator.print.row_heads import CONTINUED, tables_over_pages
from generator.print.rules import close_tables
from generator.print.sheets import named
from generator.site.templates import TEMPLATES
from generator.site.view import EditionView


class Setting(Struct, frozen=True):
    """A laid-out edition."""

    edition: EditionView
    pages: tuple[PageTree, ...]
    document: Document
    fonts: Fonts
    log: tuple[str, ...]
    added: tuple[Page, ...]
    """The pages that only the public PDF has."""


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage as long as this lasts: a laid-out document is a million objects that are all in use, and
    going through them again and again takes a third of the time. A document laid out before, if any, goes first."""
    was_on = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def temporary_fonts() -> Iterator[None]:
    """The files that WeasyPrint writes fonts to go when this ends. By itself it removes them when their configuration is
    garbage, and a process that sets one edition ends before that. The temporary folder is the whole process's: type is set
    by processes beside one another, never by threads."""
    system = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="budget-statement-", ignore_cleanup_errors=True) as tempfile.tempdir:
        try:
            yield
        finally:
            tempfile.tempdir = system


def set_edition(edition: EditionView, font_cache: Path) -> Setting:
    """Lay out `edition`: at its page marks in the language that has them, flowing freely in another; raises
    `ContentError` for one that is too long."""
    is_original = edition.language == edition.statement.site.authority
    trees = cut(edition.chapters) if is_original else (PageTree(None, edition.chapters),)
    pages = tuple(PageTree(tree.mark, printed(tree.views, keep_marks=not is_original)) for tree in trees)
    corrections = corrections_html(edition)
    html = page_html(edition, pages)
    refuse_too_much(html + corrections, edition.statement.position)
    fonts = prepare(edition.language, frozenset(html + corrections) - {"\n"}, font_cache)
    lay_out = Compositor(fonts, PageCount(edition.statement.position))
    with listening() as log:
        with tables_over_pages(CONTINUED[edition.language]):
            document = lay_out(html)
            if long := _torn_rows(document):
                lay_out.count = PageCount(edition.statement.position)  # of the pages that stay
                document = lay_out(page_html(edition, pages, long))
        close_tables(document.pages)
        added = lay_out(corrections).pages if corrections else []
    return Setting(edition, pages, document, lay_out.fonts, tuple(log), tuple(added))


def _torn_rows(document: Document) -> tuple[str, ...]:
    """The ids of the rows that go over a page although they are to be kept whole: no page holds them."""
    rows = [
        (named(row), row.element)
        for page in document.pages
        for row in page._page_box.descendants()
        if isinstance(row, boxes.TableRowBox) and row.style["break_inside"] == "avoid" and named(row)
    ]
    return tuple(dict.fromkeys(name for (name, row), (_, later) in pairwise(rows) if row is later))


class Compositor:
    """Lays out HTML by WeasyPrint, Chinese lines by our own rules.

    All its layouts share the `fonts`, so that their pages may be put together.
    """

    def __init__(self, fonts: Fonts, count: PageCount) -> None:
        self.fonts, self.count = fonts, count
        self.configuration = FontConfiguration()

    def __call__(self, html: str) -> Document:
        source = HTML(string=html, base_url="print:", url_fetcher=Fetcher(self.fonts))
        chinese = {family: font.advances for family, font in self.fonts.items() if family in CHINESE}
        with self.count.watching(), chinese_lines(chinese):
            return source.render(font_config=self.configuration)


class Fetcher:
    """Gives the setting our own style sheets and fonts, and refuses everything else: no network, no other file."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = {family.replace(" ", "-"): font for family, font in fonts.items()}

    def __call__(self, url: str, **_: Any) -> URLFetcherResponse:
        kind, _colon, name = url.partition(":")
        if kind == "font" and name in self.fonts:
            return URLFetcherResponse(url, self.fonts[name].data, {"Content-Type": "font/ttf"})
        style = TEMPLATES / "print" / name
        if kind == "print" and style.parent == TEMPLATES / "print" and style.suffix == ".css" and style.is_file():
            return URLFetcherResponse(url, style.read_bytes(), {"Content-Type": "text/css; charset=utf-8"})
        raise FatalURLFetchingError(f"a printed page asks for {url!r}, which is not its own")


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
