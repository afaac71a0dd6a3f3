"""Pages as search engines read them: schema.org in JSON-LD, one graph a page.

The agency and its site are named by the same addresses on every page, so that readers of the graphs know them again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

from generator.content.model import Site
from generator.site import addresses
from generator.site.addresses import absolute

Node = dict[str, Any]


def page_graph(site: Site, page: Mapping[str, Any], words: Mapping[str, Any], search: str) -> Node:
    """The graph of a page: `page` as the frame has it, `words` of the site in its language, `search` the path of the
    search page. A page that holds more than itself adds it."""
    agency, whole = {"@id": f"{site.base_url}#agency"}, {"@id": f"{site.base_url}#site"}
    graph = [
        {**agency, **_agency(site, words)},
        {**whole, **_website(site, words, search), "publisher": agency},
        {**_page(page, words), "isPartOf": whole, "publisher": agency},
    ]
    return {"@context": "https://schema.org", "@graph": graph}


def _agency(site: Site, words: Mapping[str, Any]) -> Node:
    others = [name for name in (*site.agency.values(), *site.short.values()) if name != words["agency"]]
    return {
        "@type": "GovernmentOrganization",
        "name": words["agency"],
        "alternateName": list(dict.fromkeys(others)),
        "url": site.contact,
    }


def _website(site: Site, words: Mapping[str, Any], search: str) -> Node:
    return {
        "@type": "WebSite",
        "url": absolute(site.base_url, addresses.ROOT),
        "name": words["agency"],
        "inLanguage": list(site.languages),
        "license": site.licence_url,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{absolute(site.base_url, search)}?q={{query}}"},
            "query-input": "required name=query",
        },
    }


def _page(page: Mapping[str, Any], words: Mapping[str, Any]) -> Node:
    found: Node = {
        "@type": "WebPage",
        "@id": page["canonical"],
        "url": page["canonical"],
        "name": page["title"],
        "description": page["description"],
        "inLanguage": page["lang"],
        "dateModified": page["updated"]["iso"],
        "license": words["licence_url"],
    }
    if page["trail"]:
        found["breadcrumb"] = _breadcrumb(page["canonical"], page["trail"], page["heading"] or page["title"])
    return found


def _breadcrumb(canonical: str, trail: Sequence[Mapping[str, str]], last: str) -> Node:
    steps = [(step["text"], urljoin(canonical, step["href"]).removesuffix("index.html")) for step in trail]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": address}
        for place, (name, address) in enumerate([*steps, (last, canonical)], 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def report(page: Mapping[str, Any], name: str, year: int, version: str, data: Mapping[str, Any] | None) -> Node:
    """The statement itself as a publication of a fiscal year, which is a calendar year; `data` describes it as data."""
    found: Node = {
        "@type": "Report",
        "@id": f"{page['canonical']}#main",
        "name": name,
        "inLanguage": page["lang"],
        "url": page["canonical"],
        "mainEntityOfPage": {"@id": page["canonical"]},
        "dateModified": page["updated"]["iso"],
        "temporalCoverage": f"{year}-01-01/{year}-12-31",
        "version": version,
    }
    if data and "@id" in data:
        found["subjectOf"] = {"@id": data["@id"]}
    return found
