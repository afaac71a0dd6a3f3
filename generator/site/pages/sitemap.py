"""The site map in one language: every page, PDF and file of data, those of a statement below it.

In: the records of editions in that language. Out: plain data for the template.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.content.model import Site
from generator.site import addresses
from generator.site.addresses import link
from generator.site.dates import fiscal_year
from generator.site.downloads import data_links, pdf_links
from generator.site.pieces import numbered
from generator.site.record import Record
from generator.site.strings import Strings


def sitemap_groups(site: Site, records: Sequence[Record], path: str, language: str) -> list[dict[str, Any]]:
    """The statements of `records`, then the pages that span years, as linked from `path`."""
    strings = Strings(language)
    beside = (*addresses.BESIDE_YEARS, "search")
    here = [
        _branch(strings["home"], link(path, addresses.home(language))),
        *(_branch(strings[name], link(path, addresses.section(language, name))) for name in beside),
        _branch(strings["feed"], link(path, addresses.FEED)),
    ]
    return [
        {"title": strings["statement"], "links": [_statement(site, record, path) for record in records]},
        {"title": strings["tools"], "links": here},
    ]


def _statement(site: Site, record: Record, path: str) -> dict[str, Any]:
    """A statement, with its chapters, the pages about it, its PDFs and its data."""
    year, language = record.year, record.language
    target, strings = addresses.statement(language, year), Strings(language)
    chapters = (
        _branch(numbered(label, text, language), link(path, target, identity))
        for identity, label, text in record.chapters
    )
    pages = (
        _branch(strings[name], link(path, addresses.beside_statement(language, year, name)))
        for name in addresses.names_beside(site.languages)
    )
    files = (*pdf_links(record.documents, language, year, path), *data_links(record.data, path))
    documents = (_branch(file["text"], file["href"], file["note"]) for file in files)
    text = f"{fiscal_year(year, language)} {record.title}"
    return _branch(text, link(path, target), children=[*chapters, *pages, *documents])


def _branch(text: str, href: str, note: str = "", children: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """A link with those below it."""
    return {"text": text, "href": href, "note": note, "children": children}
