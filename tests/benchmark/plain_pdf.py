"""The least that any PDF of the same text costs: WeasyPrint alone, on the HTML and with the typefaces of our own.

`prepare` leaves both in a folder. Run as a program: `python plain_pdf.py FOLDER/<language>` sets and writes one edition:
without page marks, our line breaking, structure, archive and press file, and without a proof of anything.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

PAGE, WRITTEN = "page.html", "plain.pdf"


def prepare(content: Path, folder: Path) -> list[Path]:
    """A folder for each edition of the newest year in `content`: the page, its styles, its typefaces."""
    from generator.content import load
    from generator.print.cut import PageTree
    from generator.print.fonts import prepare as fonts_of
    from generator.print.ink import printed
    from generator.print.pages import page_html
    from generator.site.presenter import present
    from generator.site.templates import TEMPLATES

    statement = load(content).statements[-1]
    made = []
    for language in statement.site.languages:
        edition, own = present(statement, language), folder / language
        own.mkdir(parents=True)
        page = page_html(edition, (PageTree(None, printed(edition.chapters, keep_marks=False)),))
        (own / PAGE).write_text(page, "utf-8")
        for name in ("print.css", f"{language}.css"):
            (own / name).write_bytes((TEMPLATES / "print" / name).read_bytes())
        for family, font in fonts_of(language, frozenset(page) - {"\n"}, folder / "fonts").items():
            (own / family.replace(" ", "-")).write_bytes(font.data)
        made.append(own)
    return made


def main(folder: Path) -> None:
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
    main(Path(sys.argv[1]))
