"""The least that any PDF of the same text costs: WeasyPrint alone, on the HTML and with the typefaces of our own.

`python plain_pdf.py CONTENT FOLDER` leaves both in a folder for each language; `python plain_pdf.py FOLDER/<language>` sets
and writes one edition: without page marks, our line breaking, structure, archive and press file, and without a proof of
anything.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

PAGE, WRITTEN = "page.html", "plain.pdf"


def prepare(content: Path, folder: Path) -> None:
    """Make a folder for each edition of the newest year in `content`: the page, its styles, its typefaces."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from generator.content import load
    from generator.print.cut import PageTree
    from generator.print.fonts import prepare as fonts_of
    from generator.print.ink import printed
    from generator.print.pages import page_html
    from generator.site.presenter import present
    from generator.site.templates import TEMPLATES

    statement = load(content).statements[-1]
    for language in statement.site.languages:
        edition, own = present(statement, language), folder / language
        own.mkdir(parents=True)
        page = page_html(edition, (PageTree(None, printed(edition.chapters, keep_marks=False)),))
        (own / PAGE).write_text(page, "utf-8")
        for name in ("print.css", f"{language}.css"):
            (own / name).write_bytes((TEMPLATES / "print" / name).read_bytes())
        for family, font in fonts_of(language, frozenset(page) - {"\n"}, folder / ".fonts").items():
            (own / family.replace(" ", "-")).write_bytes(font.data)


def set_type(folder: Path) -> None:
    """Set one edition and write it."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcherResponse

    def fetch(url: str, **_: Any) -> URLFetcherResponse:
        kind, _colon, name = url.partition(":")
        media = {"font": "font/ttf", "print": "text/css; charset=utf-8"}[kind]
        return URLFetcherResponse(url, (folder / name).read_bytes(), {"Content-Type": media})

    page = (folder / PAGE).read_text("utf-8")
    HTML(string=page, base_url="print:", url_fetcher=fetch).write_pdf(folder / WRITTEN)


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:]]
    prepare(*folders) if len(folders) == 2 else set_type(*folders)
