"""What every page carries: head, language switch, tools and footer, as the template `web/base.html.j2` takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import jinja2
from msgspec import Struct

from generator.artifact import Artifact
from generator.content.model import Site
from generator.site import addresses, templates
from generator.site.addresses import absolute, link
from generator.site.assets import assets
from generator.site.dates import day_in_words
from generator.site.linked_data import page_graph
from generator.site.pieces import html, unbroken
from generator.site.strings import Strings

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
"""The Content-Security-Policy of every page: nothing inline, nothing from another host."""
TONGUES = {"zh-Hant": "中文", "en": "English"}
"""The name of each language in itself."""
LOCALES = {"zh-Hant": "zh_TW", "en": "en_US"}
"""The name of each language among those of Open Graph."""


@cache
def environment() -> jinja2.Environment:
    """The templates of pages."""
    found = templates.environment("web", trim_blocks=True, keep_trailing_newline=True)
    found.filters["html"] = html
    found.filters["unbroken"] = unbroken
    found.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return found


def page_artifact(template: str, path: str, context: Mapping[str, Any]) -> Artifact:
    """The page, or a file for programs, at `path`, made by the template `web/<template>.j2`."""
    return Artifact(path, environment().get_template(f"web/{template}.j2").render(context).encode())


class PageHead(Struct, frozen=True, kw_only=True):
    """What a page says of itself. `others` are the paths of the same page in each language, its own included; `trail` leads
    from home to the page above, `scripts` are assets that it alone loads. `root` is the path of the site on its server for a page that is shown at any
    address."""

    path: str
    kind: str
    title: str
    description: str
    updated: date
    others: Mapping[str, str]
    heading: str = ""
    year: str = ""
    trail: Sequence[Mapping[str, str]] = ()
    scripts: Sequence[str] = ()
    og_type: str = "website"
    robots: str = ""
    root: str = ""

    def link(self, target: str) -> str:
        """The link from the page to `target`."""
        return link(self.path, target, root=self.root)


def frame(site: Site, language: str, head: PageHead) -> dict[str, Any]:
    """The context of a page in `language` of which `head` tells."""
    words = site_words(site, language)
    page: dict[str, Any] = {
        "lang": language,
        "kind": head.kind,
        "title": head.title,
        "heading": head.heading,
        "description": head.description,
        "og_type": head.og_type,
        "robots": head.robots,
        "year": head.year,
        "trail": list(head.trail),
        "updated": {"iso": head.updated.isoformat(), "text": day_in_words(head.updated, language)},
        **_whereabouts(site, language, head),
        **_files(site, head),
    }
    page["linked_data"] = page_graph(site, page, words, addresses.section(language, "search"))
    return {"t": Strings(language).mapping(), "site": words, "page": page}


def _whereabouts(site: Site, language: str, head: PageHead) -> dict[str, Any]:
    """The page's own address, those of the same page in other languages, and the links that every page has."""
    alternates = [{"lang": lang, "href": absolute(site.base_url, other)} for lang, other in head.others.items()]
    return {
        "canonical": absolute(site.base_url, head.path),
        "alternates": [*alternates, {"lang": "x-default", "href": absolute(site.base_url, addresses.ROOT)}],
        "locales": [LOCALES[lang] for lang in dict.fromkeys([language, *site.languages])],
        "links": tools(head, language),
        "switch": _switch(head, language),
    }


def _files(site: Site, head: PageHead) -> dict[str, Any]:
    """What the page loads, the policy that forbids all else, and the picture that stands for it elsewhere."""
    kinds = {"style": "site.css", "script": "site.js", "icon": "favicon.svg"}
    return {
        "csp": CONTENT_POLICY,
        "assets": {kind: head.link(assets()[name].path) for kind, name in kinds.items()},
        "scripts": [head.link(assets()[name].path) for name in head.scripts],
        "card": absolute(site.base_url, assets()["card.png"].path),
    }


def tools(head: PageHead, language: str) -> dict[str, Any]:
    """The links that every page has."""
    strings = Strings(language)
    return {
        "beside": [
            {"text": strings[name], "href": head.link(addresses.section(language, name))}
            for name in addresses.BESIDE_YEARS
        ],
        "home": head.link(addresses.home(language)),
        "search": head.link(addresses.section(language, "search")),
        "sitemap": head.link(addresses.section(language, "sitemap")),
        "feed": head.link(addresses.FEED),
    }


def _switch(head: PageHead, language: str) -> dict[str, str] | None:
    for other, target in head.others.items():
        if other != language:
            return {"lang": other, "name": TONGUES[other], "href": head.link(target)}
    return None


def site_words(site: Site, language: str) -> dict[str, Any]:
    """What `site.yaml` says, in one language."""

    def say(wording: Mapping[str, str]) -> str:
        return site.named(wording, language)

    address = site.contact.removeprefix("https://").removeprefix("http://").rstrip("/")
    return {
        "agency": say(site.agency),
        "short": say(site.short),
        "publisher": say(site.publisher),
        "source": say(site.source),
        "licence": say(site.licence),
        "licence_url": site.licence_url,
        "privacy": say(site.privacy),
        "prevails": "" if language == site.authority else say(site.prevails),
        "contact": {"text": address, "href": site.contact},
    }


def site_title(site: Site) -> str:
    """What the site is called, in all its languages."""
    return " / ".join(f"{site_words(site, lang)['agency']} {Strings(lang)['statement']}" for lang in site.languages)
