"""The pages that span years: home in each language, the choice of language, search, site map, 404, feed.

They are functions of the records of all editions, never of the statements themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
from generator.site.pages.sitemap import sitemap_groups
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
        """A page for each of the methods below that give what it alone shows, its links led from `path`."""
        yield self.page("", "home", self.home)
        yield self.page("search", "search", self.search, ["search.js"])
        yield self.page("sitemap", "sitemap", self.sitemap)
        yield self.page("indicators", "indicators", self.indicators)
        yield self.page("compare", "comparisons", self.comparisons)
        yield self.page("corrections", "corrections", self.corrections)

    def page(self, name: str, kind: str, own: Callable[[str], dict[str, Any]], scripts: Sequence[str] = ()) -> Artifact:
        """The page called `name`, home where that is empty, by the template of its `kind`."""
        others = {
            language: addresses.section(language, name) if name else addresses.home(language)
            for language in self.site.languages
        }
        path, agency, statement = others[self.language], self.words["agency"], self.strings["statement"]
        heading = self.strings[name] if name else f"{agency}{self.strings['gap']}{statement}"
        home = {"text": self.strings["home"], "href": link(path, addresses.home(self.language))}
        head = PageHead(
            path=path,
            kind=kind,
            title=f"{heading} – {agency}",
            description=f"{agency} {statement}",
            updated=self.updated,
            others=others,
            heading=heading,
            trail=[home] if name else [],
            scripts=scripts,
        )
        return page_artifact(f"{kind}.html", path, frame(self.site, self.language, head) | own(path))

    def home(self, path: str) -> dict[str, Any]:
        entries = [self.entry(record, path) for record in self.listed]
        return {
            "lead": self.strings["home_lead"],
            "latest": entries[0] if entries else None,
            "earlier": entries[1:],
        }

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
            }
            if record.relations
            else None,
            "translated": translated if self.language != self.site.authority else "",
        }

    def search(self, path: str) -> dict[str, Any]:
        editions = [
            {
                "year": record.year,
                "text": fiscal_year(record.year, self.language),
                "title": record.title,
                "href": link(path, addresses.statement(self.language, record.year)),
                "data": link(path, addresses.document(self.language, record.year, addresses.SEARCH)),
            }
            for record in self.records
        ]
        return {"editions": editions}

    def sitemap(self, path: str) -> dict[str, Any]:
        return {"groups": sitemap_groups(self.site, self.records, path, self.language)}

    def indicators(self, path: str) -> dict[str, Any]:
        return {"goals": indicator_goals(self.records, path, self.language)}

    def comparisons(self, path: str) -> dict[str, Any]:
        return {"pairs": list_context(self.records, path, self.language)}

    def corrections(self, path: str) -> dict[str, Any]:
        return {"statements": corrections_context(self.final, path, self.language)}
