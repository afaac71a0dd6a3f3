"""What programs read of the whole site: robots, site map, feed, and the headers that servers are to send."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from generator.artifact import Artifact
from generator.content.model import Site
from generator.site import addresses
from generator.site.addresses import absolute
from generator.site.compare.listing import neighbours
from generator.site.dates import fiscal_year
from generator.site.pages.frame import CONTENT_POLICY, environment, page_artifact, site_title, site_words
from generator.site.record import Record
from generator.site.strings import Strings


def machine_files(site: Site, records: Sequence[Record], updated: date) -> Iterator[Artifact]:
    """What programs read: robots, site map and feed; what servers read: their headers, in two dialects."""
    context: dict[str, Any] = {
        "base": site.base_url,
        "updated": updated.isoformat(),
        "root": absolute(site.base_url, addresses.ROOT),
        "groups": [
            {"updated": day.isoformat(), "pages": {lang: absolute(site.base_url, page) for lang, page in group.items()}}
            for day, group in _groups(site, records, updated)
        ],
        "title": site_title(site),
        "agency": " / ".join(site_words(site, language)["agency"] for language in site.languages),
        "entries": [entry for record in records for entry in _feed_entries(site, record)],
    }
    for name in ("robots.txt", "sitemap.xml", "feed.xml"):
        yield page_artifact(name, name, context)
    for name in ("_headers", ".htaccess"):
        text = environment().get_template(f"server/{name}.j2").render(policy=Markup(CONTENT_POLICY))  # noqa: S704
        yield Artifact(name, text.encode())


def _groups(site: Site, records: Sequence[Record], updated: date) -> Iterator[tuple[date, dict[str, str]]]:
    """Every page that there is in each language: the day on which it was last changed, its path by language."""
    days = {record.year: record.day for record in records}
    yield updated, {language: addresses.home(language) for language in site.languages}
    for name in addresses.BESIDE_YEARS:
        yield updated, {language: addresses.section(language, name) for language in site.languages}
    for pair in neighbours(days):
        day = max(days[year] for year in pair)
        yield day, {language: addresses.comparison(language, *pair) for language in site.languages}
    for year, day in sorted(days.items(), reverse=True):
        yield day, {language: addresses.statement(language, year) for language in site.languages}
        for name in addresses.names_beside(site.languages):
            yield day, {language: addresses.beside_statement(language, year, name) for language in site.languages}


def _feed_entries(site: Site, record: Record) -> Iterator[dict[str, str]]:
    """The statement, and each correction of it."""
    words = site_words(site, record.language)
    title = f"{words['agency']} {fiscal_year(record.year, record.language)} {record.title}"
    yield {
        "id": absolute(site.base_url, addresses.statement(record.language, record.year)),
        "lang": record.language,
        "title": title,
        "updated": record.updated,
    }
    page = absolute(site.base_url, addresses.section(record.language, "corrections"))
    for correction in record.corrections:
        yield {
            "id": f"{page}#{addresses.correction(record.year, correction.number)}",
            "lang": record.language,
            "title": Strings(record.language).fill(
                "corrected_feed", title=title, place=correction.place or correction.block
            ),
            "updated": correction.when,
        }
