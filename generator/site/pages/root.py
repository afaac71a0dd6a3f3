"""The pages that offer all languages as equals: the choice of language, and the one for an address that leads nowhere.

In: the records of all final editions. Out: a page each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from generator.artifact import Artifact
from generator.content.model import Site
from generator.site import addresses
from generator.site.addresses import absolute, link
from generator.site.dates import day_in_words, fiscal_year
from generator.site.pages.frame import TONGUES, PageHead, frame, page_artifact, site_title, site_words, tools
from generator.site.record import Record
from generator.site.strings import Strings


def root_page(site: Site, records: Sequence[Record], updated: date) -> Artifact:
    """The page that lets readers choose a language."""
    return page_artifact("root.html", addresses.ROOT, _both(site, records, updated, addresses.ROOT))


def not_found_page(site: Site, records: Sequence[Record], updated: date) -> Artifact:
    """The page that a server shows at any address: every link in it is led from the root."""
    context = _both(site, records, updated, addresses.NOT_FOUND)
    for language in context["languages"]:
        language |= {"title": language["t"]["missing"], "lead": language["t"]["missing_text"]}
    title = " / ".join(language["title"] for language in context["languages"])
    context["page"] |= {"robots": "noindex", "title": title}
    return page_artifact("root.html", addresses.NOT_FOUND, _absolute(context, urlsplit(site.base_url).path))


def _both(site: Site, records: Sequence[Record], updated: date, path: str) -> dict[str, Any]:
    """The context of a page that offers both languages as equals."""
    title = site_title(site)
    head = PageHead(path=path, kind="root", title=title, description=title, updated=updated, others={})
    context = frame(site, site.languages[0], head)
    context["page"]["alternates"] = [
        {"lang": language, "href": absolute(site.base_url, addresses.home(language))} for language in site.languages
    ]
    context["languages"] = [_language(site, language, records, updated, path) for language in site.languages]
    return context


def _language(site: Site, language: str, records: Sequence[Record], updated: date, path: str) -> dict[str, Any]:
    words, strings = site_words(site, language), Strings(language)
    statements = [
        {
            "year": fiscal_year(record.year, language),
            "title": record.title,
            "href": link(path, addresses.statement(language, record.year)),
        }
        for record in records
        if record.language == language
    ]
    return {
        **words,
        "lang": language,
        "title": strings["statement"],
        "lead": strings["home_lead"],
        "href": link(path, addresses.home(language)),
        "enter": TONGUES[language],
        "t": strings.mapping(),
        "updated": {"iso": updated.isoformat(), "text": day_in_words(updated, language)},
        "statements": statements,
        "links": tools(path, language),
    }


def _absolute(context: Any, root: str) -> Any:
    """`context` with each link that is relative to the site's first page led from `root`, the path of that page."""
    if isinstance(context, Mapping):
        links = {"href", "style", "script", "icon", "home", "search", "sitemap", "feed"}
        return {
            key: root + value
            if key in links and isinstance(value, str) and not value.startswith(("http", "#", "mailto:"))
            else value if key == "t" else _absolute(value, root)
            for key, value in context.items()
        }  # fmt: skip
    return [_absolute(value, root) for value in context] if isinstance(context, list) else context
