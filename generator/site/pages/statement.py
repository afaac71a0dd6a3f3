"""The statement of a year on one page, with what stands beside it; the frame of every page about one edition."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.artifact import Artifact
from generator.content.calendar import ROC
from generator.content.model import Statement
from generator.site import addresses, citing
from generator.site.addresses import link
from generator.site.dates import fiscal_year
from generator.site.downloads import TableFile, data_links, pdf_links, table_links
from generator.site.follow import follow
from generator.site.linked_data import report
from generator.site.pages.frame import PageHead, frame, page_artifact
from generator.site.pieces import Break, Proof
from generator.site.record import Document
from generator.site.strings import Strings
from generator.site.view import EditionView, View, heading

CONTENTS_DEPTH = 3


def edition_frame(edition: EditionView, name: str = "") -> dict[str, Any]:
    """The frame of a page about one edition: of the one called `name` beside the statement, or of the statement itself."""
    statement, language, strings = edition.statement, edition.language, Strings(edition.language)
    year, title = fiscal_year(statement.year, language), edition.named(statement.title)
    agency = edition.named(statement.site.agency)
    others = {lang: _path(lang, statement.year, name) for lang in statement.site.languages}
    path, heading, kind = others[language], strings[name] if name else "", name or "statement"
    trail = [{"text": strings["home"], "href": link(path, addresses.home(language))}]
    if name:
        trail.append({"text": f"{year} {title}", "href": link(path, addresses.statement(language, statement.year))})
    full = f"{heading} – {year} {title} – {agency}" if heading else f"{year} {title} – {agency}"
    head = PageHead(
        path=path,
        kind=f"{kind} draft" if statement.draft else kind,
        title=full,
        description=_description(edition, f"{agency} {year} {title}", name),
        updated=statement.updated,
        others=others,
        heading=heading,
        year=year,
        trail=trail,
        og_type="article",
        robots="noindex" if statement.draft else "",
    )
    return frame(statement.site, language, head)


def _description(edition: EditionView, subject: str, name: str) -> str:
    """What a page about the `subject` tells: the statement's own page its chapters, any other what stands first on it."""
    strings = Strings(edition.language)
    about = strings[f"{name}_intro"] if name else strings["separator"].join(map(heading, edition.chapters))
    return f"{subject}{strings['colon']}{about}"


def _path(language: str, year: int, name: str) -> str:
    return addresses.beside_statement(language, year, name) if name else addresses.statement(language, year)


class Beside(Struct, frozen=True):
    """What the statement's page shows beside the statement: its PDFs, the files of its data (path to name), the data
    as search engines read it. `is_reviewed` is false for a translation of which nothing was reviewed. `proofs` links
    figures and claims, by name, to what proves them or shows that they do not hold; `tables` are the files of the tables, by the
    ids of their blocks."""

    documents: Sequence[Document]
    data: Mapping[str, str]
    dataset: Mapping[str, Any] | None
    is_reviewed: bool
    proofs: Mapping[str, Proof]
    tables: Mapping[str, TableFile]


def statement_page(edition: EditionView, beside: Beside) -> Artifact:
    """The whole statement inside `<main>`, its contents, page list and documents beside it."""
    statement, language = edition.statement, edition.language
    path = addresses.statement(language, statement.year)
    context = edition_frame(edition)
    _describe(context["page"], edition, beside.dataset)
    context |= {
        "edition": edition,
        "running_head": [_figures_apart(line) for line in _running_head(edition)],
        "notice": _notice(edition, beside.is_reviewed),
        "draft": statement.draft,
        "contents": contents(edition.chapters),
        "pages": pages(edition),
        "documents": [*_documents(edition, path, beside.documents), *data_links(beside.data, path)],
        "follow": follow(edition, path),
        "proofs": beside.proofs,
        "corrections": dict(correction_links(edition, path)),
        "downloads": dict(table_links(edition, beside.tables, path)),
        "citation": citing.passage(statement, language, statement.version),
        "citations": list(citing.whole(statement, language, statement.version)),
        "pdf_address": _official_pdf(statement, beside.documents),
    }
    return page_artifact("statement.html", path, context)


def _describe(page: dict[str, Any], edition: EditionView, dataset: Mapping[str, Any] | None) -> None:
    """Have search engines read the page as the statement, and its data beside it."""
    statement, nodes = edition.statement, page["linked_data"]["@graph"]
    name = f"{edition.named(statement.site.agency)} {page['year']} {edition.named(statement.title)}"
    nodes.append(report(page, name, statement.year + ROC, statement.version, dataset))
    if dataset:
        nodes.append({key: value for key, value in dataset.items() if key != "@context"})


def _running_head(edition: EditionView) -> Sequence[str]:
    return edition.statement.site.named(edition.statement.running_head, edition.language)


def _figures_apart(line: str) -> list[str]:
    """A line of the running head with its figures apart, since print spreads the words and not the figures."""
    return re.findall(r"[0-9]+|[^0-9]+", line)


def _notice(edition: EditionView, is_reviewed: bool) -> str:
    """What a reader of a translation must know before reading."""
    if edition.language == edition.statement.site.authority:
        return ""
    prevails = edition.named(edition.statement.site.prevails)
    return prevails if is_reviewed else f"{prevails} {Strings(edition.language)['unreviewed']}"


def correction_links(edition: EditionView, path: str) -> Iterator[tuple[int, str]]:
    """The link to the entry of each correction, by its number; none for a draft, of which the page of corrections does not tell."""
    statement = edition.statement
    target = addresses.section(edition.language, "corrections")
    for number in range(1, 0 if statement.draft else len(statement.corrections) + 1):
        yield number, link(path, target, addresses.correction(statement.year, number))


def _official_pdf(statement: Statement, documents: Sequence[Document]) -> str:
    """The address of the PDF that prevails, that of the authority's text; empty where none was made, and for a draft."""
    if statement.draft or not documents:
        return ""
    path = addresses.document(statement.site.authority, statement.year, addresses.PDF)
    return addresses.absolute(statement.site.base_url, path)


def contents(views: Sequence[View], depth: int = 1) -> list[dict[str, Any]]:
    """The headings, `CONTENTS_DEPTH` levels deep."""
    return [
        {
            "href": f"#{view.id}",
            "label": view.label,
            "text": heading(view),
            "children": contents(view.children, depth + 1) if depth < CONTENTS_DEPTH else [],
        }
        for view in views
        if view.kind == "section"
    ]


def pages(edition: EditionView) -> list[dict[str, Any]]:
    """The printed pages in order, each with the link to where it begins."""
    return [
        {"number": mark.page, "href": f"#p{mark.page}", "name": mark.label}
        for mark in sorted(breaks(edition), key=lambda mark: mark.page)
    ]


def breaks(edition: EditionView) -> Iterator[Break]:
    """The page marks of an edition, in reading order."""
    for view in edition.views:
        yield from view.opening
        yield from (piece for piece in view.inlines if isinstance(piece, Break))
        yield from (row.page for row in (view.table.rows if view.table else ()) if row.page)


def _documents(edition: EditionView, path: str, documents: Sequence[Document]) -> Iterator[dict[str, str]]:
    statement, language = edition.statement, edition.language
    strings = Strings(language)
    yield from pdf_links(documents, language, statement.year, path)
    for name in (posixpath.basename(file) for file in statement.first_published):
        target = addresses.first_published(language, statement.year, name)
        yield {"text": strings["first_published"], "href": link(path, target), "note": name}
    for name in addresses.names_beside(statement.site.languages):
        target = addresses.beside_statement(language, statement.year, name)
        yield {"text": strings[name], "href": link(path, target), "note": ""}
