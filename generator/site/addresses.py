"""Where everything stands: the only maker of paths, of links between pages and of fragments, for web and print.

A path is relative to `output/`, with `/` on every system. A link is relative to the page it stands on and names
`index.html`, so that the site reads from a plain folder as well as from a server.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

ROOT = "index.html"
NOT_FOUND = "404.html"
FEED = "feed.xml"
BESIDE_YEARS = ("indicators", "compare", "corrections")
"""The pages of their own that span years, by name and by key of their title."""
PDF, SEARCH = "statement.pdf", "search.js"
"""Files that belong to a statement: its public PDF, and what is searched in it."""


def home(language: str) -> str:
    """All years in one language."""
    return f"{language}/index.html"


def section(language: str, name: str) -> str:
    """A page of its own beside the years: `search`, `sitemap`."""
    return f"{language}/{name}/index.html"


def statement(language: str, year: int) -> str:
    """The whole statement of a year."""
    return f"{language}/{year}/index.html"


def names_beside(languages: Sequence[str]) -> tuple[str, ...]:
    """The pages about a statement in `languages`, by name and by key of their title: one alone has none beside it."""
    return ("parallel", "figures") if len(languages) > 1 else ("figures",)


def beside_statement(language: str, year: int, name: str) -> str:
    """A page about a statement: `figures`, `parallel`."""
    return f"{language}/{year}/{name}/index.html"


def document(language: str, year: int, name: str) -> str:
    """A file that belongs to a statement: `PDF`, `SEARCH`, a press PDF."""
    return f"{language}/{year}/{name}"


def first_published(language: str, year: int, name: str) -> str:
    """A PDF of a statement as it was first published."""
    return f"{language}/{year}/published/{name}"


def comparison(language: str, before: int, after: int) -> str:
    """What changed from one statement to the next."""
    return f"{language}/compare/{before}-{after}/index.html"


def proof(figure: str) -> str:
    """The fragment of a figure's relation on the page of figures checked."""
    return "f-" + figure.replace(".", "-").replace("_", "-")


def goal(key: str) -> str:
    """The fragment of a goal on the page of indicators."""
    return "goal-" + key.replace("_", "-")


def correction(year: int, number: int) -> str:
    """The fragment of a statement's correction on the page of all corrections."""
    return f"c{year}-{number}"


def link(page: str, target: str, fragment: str = "", root: str = "") -> str:
    """The link from `page` to `target`, both paths; to a block of it where `fragment` is given. A `page` that is shown at
    any address is led from `root`, the path of the site on its server."""
    address = _way(page, target, root) if page != target or not fragment else ""
    return f"{address}#{fragment}" if fragment else address


def _way(page: str, target: str, root: str) -> str:
    """The way from `page` to `target`: from `root` if that is given, else up to the folder that holds both, then down."""
    if root:
        return root + target
    here, there = page.split("/")[:-1], target.split("/")
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there[:-1], strict=False)))
    return "/".join([*[".."] * (len(here) - common), *there[common:]])


def absolute(base_url: str, target: str) -> str:
    """The address under which `target` is published; a page is named by its folder."""
    return base_url + target.removesuffix("index.html")
