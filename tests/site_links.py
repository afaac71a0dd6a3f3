"""The links of a built site: where each leads, and which lead nowhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.browsing import pages

OURS = ("a", "link", "script", "img", "form")


class Anchors(HTMLParser):
    """The ids and links of one page, and its words for machines."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.head: dict[str, list[str]] = {}
        self.data = ""
        self._reads_data = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        self.links += [
            given[name] for name in ("href", "src", "action", "data-file", "data-statement") if name in given
        ]
        if tag == "meta":
            name = given.get("property") or given.get("name") or ""
            self.head.setdefault(name, []).append(given.get("content", ""))
        if tag == "link":
            name = f"{given['rel']} {given.get('hreflang', '')}".strip()
            self.head.setdefault(name, []).append(given["href"])
        self._reads_data = tag == "script" and given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._reads_data:
            self.data += data


def read(site: Path) -> dict[str, Anchors]:
    """Every page of a site by its path."""
    return {path: Anchors((site / path).read_text("utf-8")) for path in pages(site)}


def broken(site: Path, base_url: str) -> Iterator[str]:
    """Every link of the site's own that leads to no file, or to no element of the page it names."""
    found = read(site)
    for path, page in found.items():
        for link in page.links:
            target, fragment = _target(path, link, base_url)
            if target is None:
                continue
            lacks_place = fragment and target in found and fragment not in found[target].ids
            if lacks_place or not (site / target).is_file():
                yield f"{path}: {link}"


def _target(path: str, link: str, base_url: str) -> tuple[str | None, str]:
    """The file and fragment that `link` on the page at `path` leads to; no file if it leaves the site."""
    fragment = unquote(urlsplit(link).fragment)
    if link.startswith(base_url):
        inside = urlsplit(link).path.lstrip("/")
    elif urlsplit(link).scheme or link.startswith("//"):
        return None, ""
    else:
        address = urlsplit(link).path
        inside = (
            posixpath.normpath(posixpath.join("/", posixpath.dirname(path), address)).lstrip("/") if address else path
        )
    return (f"{inside}/index.html".lstrip("/") if inside.endswith("/") or not inside else inside), fragment
