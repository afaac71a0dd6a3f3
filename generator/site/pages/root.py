"""The pages that offer all languages as equals: the choice of language, and the one for an address that leads nowhere.

In: the records of all final editions. Out: a page each.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from generator.artifact import Artifact
from generator.content.model import Site
from generator.site import addresses
from generator.site.addresses import absolute
from generator.site.dates import day_in_words, fiscal_year
from generator.site.pages.frame import TONGUES, PageHead, frame, page_artifact, site_title, site_words, tools
from generator.site.record import Record
from generator.site.strings import Strings


def root_page(site: Site, records: Sequence[Record], updated: date) -> Artifact:
    """The page that lets readers choose a language."""
    return page_artifact("root.html", addresses.ROOT, _both(site, records, updated, addresses.ROOT))


def not_found_page(site: Site, records: Sequence[Record], updated: date) -> Artifact:
    """The page that a server shows at any address: every link in it is led from the root."""
    context = _both(site, records, updated, addresses.NOT_FOUND, urlsplit(site.base_url).path)
    for language in context["languages"]:
        language |= {"title": language["t"]["missing"], "lead": language["t"]["missing_text"]}
    title = " / ".join(language["title"] for language in context["languages"])
    context["page"] |= {"robots": "noindex", "title": title}
    return page_artifact("root.html", addresses.NOT_FOUND, context)


def _both(site: Site, records: Sequence[Record], updated: date, path: str, root: str = "") -> dict[str, Any]:
    """The context of a page that offers both languages as equals, led from `root` where it is shown at any address."""
    title = site_title(site)
    head = PageHead(path=path, kind="root", title=title, description=title, updated=updated, others={}, root=root)
    context = frame(site, site.languages[0], head)
    context["page"]["alternates"] = [
        {"lang": language, "href": absolute(site.base_url, addresses.home(language))} for language in site.languages
    ]
    context["languages"] = [_language(site, language, records, head) for language in site.languages]
    return context


def _language(site: Site, language: str, records: Sequence[Record], head: PageHead) -> dict[str, Any]:
    words, strings = site_words(site, language), Strings(language)
    statements = [
        {
            "year": fiscal_year(record.year, language),
            "title": record.title,
            "href": head.link(addresses.statement(language, record.year)),
        }
        for record in records
        if record.language == language
    ]
    return {
        **words,
        "lang": language,
        "title": strings["statement"],
        "lead": strings["home_lead"],
        "href": head.link(addresses.home(language)),
        "enter": TONGUES[language],
        "t": strings.mapping(),
        "updated": {"iso": head.updated.isoformat(), "text": day_in_words(head.updated, language)},
        "statements": statements,
        "links": tools(head, language),
    }
