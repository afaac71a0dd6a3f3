"""The pages that span years: home in each language, the choice of language, search, site map, 404, feed.

They are functions of the records of all editions, never of the statements themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from generator.artifact import Artifact
from generator.content.model import Site
from generator.site import addresses
from generator.site.addresses import link
from generator.site.compare.listing import list_context
from generator.site.dates import fiscal_year
from generator.site.downloads import pdf_links
from generator.site.machine_files import machine_files
from generator.site.pages.corrections import corrections_context
from generator.site.pages.figures import figures_checked
from generator.site.pages.frame import PageHead, frame, page_artifact, site_words
from generator.site.pages.indicators import goals as indicator_goals
from generator.site.pages.root import not_found_page, root_page
from generator.site.pieces import numbered
from generator.site.record import Record
from generator.site.strings import Strings


def site_artifacts(site: Site, records: Sequence[Record], *, with_drafts: bool = False) -> Iterator[Artifact]:
    """Every page and file that spans years. `records` of all editions; drafts are left out, but for the list of years on
    the home pages of a preview (`with_drafts`), so that their editors find them."""
    newest = sorted(records, key=lambda record: -record.year)
    final = [record for record in newest if not record.draft]
    listed = newest if with_drafts else final
    updated = max((record.day for record in final), default=date(1970, 1, 1))
    for language in site.languages:
        yield from _LanguagePages(site, language, final, listed, updated).artifacts()
    yield root_page(site, final, updated)
    yield not_found_page(site, final, updated)
    yield from machine_files(site, final, updated)


class _LanguagePages:
    """The pages in one language. Of the `final` records, newest first, `records` are those of that language, as of the
    ones that home lists `listed` are."""

    def __init__(
        self, site: Site, language: str, final: Sequence[Record], listed: Sequence[Record], updated: date
    ) -> None:
        self.site, self.language, self.final, self.updated = site, language, final, updated
        self.records, self.listed = (
            [record for record in found if record.language == language] for found in (final, listed)
        )
        self.strings = Strings(language)
        self.words = site_words(site, language)

    def artifacts(self) -> Iterator[Artifact]:
        yield self.home()
        yield self.search()
        yield self.sitemap()
        yield self.indicators()
        yield self.comparisons()
        yield self.corrections()

    def frame(self, path: str, name: str, kind: str, heading: str, scripts: Sequence[str] = ()) -> dict[str, Any]:
        others = {
            language: addresses.section(language, name) if name else addresses.home(language)
            for language in self.site.languages
        }
        agency = self.words["agency"]
        home = {"text": self.strings["home"], "href": link(path, addresses.home(self.language))}
        head = PageHead(
            path=path,
            kind=kind,
            title=f"{heading} – {agency}",
            description=f"{agency} {self.strings['statement']}",
            updated=self.updated,
            others=others,
            heading=heading,
            trail=[home] if name else [],
            scripts=scripts,
        )
        return frame(self.site, self.language, head)

    def home(self) -> Artifact:
        path = addresses.home(self.language)
        context = self.frame(
            path, "", "home", f"{self.words['agency']}{self.strings['gap']}{self.strings['statement']}"
        )
        entries = [self.entry(record, path) for record in self.listed]
        context |= {
            "lead": self.strings["home_lead"],
            "latest": entries[0] if entries else None,
            "earlier": entries[1:],
        }
        return page_artifact("home.html", path, context)

    def entry(self, record: Record, path: str) -> dict[str, Any]:
        """A year on the home page."""
        target = addresses.statement(self.language, record.year)
        figures = addresses.beside_statement(self.language, record.year, "figures")
        translated = self.strings.fill(
            "blocks_translated", translated=str(record.translated), total=str(record.blocks)
        )  # fmt: skip
        return {
            "number": record.year,
            "year": fiscal_year(record.year, self.language),
            "title": record.title,
            "href": link(path, target),
            "draft": record.draft,
            "chapters": [
                {"label": label, "text": text, "href": link(path, target, identity)}
                for identity, label, text in record.chapters
            ],
            "documents": list(pdf_links(record.documents, self.language, record.year, path)),
            "figures": {
                "text": figures_checked(record.proven, record.relations, self.strings),
                "href": link(path, figures),
                "holds": record.proven == record.relations,
            },
            "translated": translated if self.language != self.site.authority else "",
        }

    def search(self) -> Artifact:
        path = addresses.section(self.language, "search")
        context = self.frame(path, "search", "search", self.strings["search"], ["search.js"])
        context["editions"] = [
            {
                "year": record.year,
                "text": fiscal_year(record.year, self.language),
                "title": record.title,
                "href": link(path, addresses.statement(self.language, record.year)),
                "data": link(path, addresses.document(self.language, record.year, addresses.SEARCH)),
            }
            for record in self.records
        ]
        return page_artifact("search.html", path, context)

    def indicators(self) -> Artifact:
        path = addresses.section(self.language, "indicators")
        context = self.frame(path, "indicators", "indicators", self.strings["indicators"])
        context["goals"] = indicator_goals(self.records, path, self.language)
        return page_artifact("indicators.html", path, context)

    def comparisons(self) -> Artifact:
        path = addresses.section(self.language, "compare")
        context = self.frame(path, "compare", "comparisons", self.strings["compare"])
        context["pairs"] = list_context(self.records, path, self.language)
        return page_artifact("compare_list.html", path, context)

    def corrections(self) -> Artifact:
        path = addresses.section(self.language, "corrections")
        context = self.frame(path, "corrections", "corrections", self.strings["corrections"])
        context["statements"] = corrections_context(self.final, path, self.language)
        return page_artifact("corrections.html", path, context)

    def sitemap(self) -> Artifact:
        path = addresses.section(self.language, "sitemap")
        context = self.frame(path, "sitemap", "sitemap", self.strings["sitemap"])
        here = [
            _branch(self.strings["home"], link(path, addresses.home(self.language))),
            *(
                _branch(self.strings[name], link(path, addresses.section(self.language, name)))
                for name in (*addresses.BESIDE_YEARS, "search")
            ),
            _branch(self.strings["feed"], link(path, addresses.FEED)),
        ]
        years = [self.sitemap_entry(record, path) for record in self.records]
        context["groups"] = [
            {"title": self.strings["statement"], "links": years},
            {"title": self.strings["tools"], "links": here},
        ]
        return page_artifact("sitemap.html", path, context)

    def sitemap_entry(self, record: Record, path: str) -> dict[str, Any]:
        target = addresses.statement(self.language, record.year)
        chapters = (
            _branch(numbered(label, text, self.language), link(path, target, identity))
            for identity, label, text in record.chapters
        )
        pages = (
            _branch(self.strings[name], link(path, addresses.beside_statement(self.language, record.year, name)))
            for name in addresses.names_beside(self.site.languages)
        )
        pdfs = pdf_links(record.documents, self.language, record.year, path)
        documents = (_branch(document["text"], document["href"], document["note"]) for document in pdfs)
        text = f"{fiscal_year(record.year, self.language)} {record.title}"
        return _branch(text, link(path, target), children=[*chapters, *pages, *documents])


def _branch(text: str, href: str, note: str = "", children: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """A link of the site map with those below it."""
    return {"text": text, "href": href, "note": note, "children": children}
