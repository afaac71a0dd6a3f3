"""A page read without forgiveness: what stands open, what is closed, which elements and attributes there are."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LINKS = {"href", "src", "action", "srcset", "data", "formaction", "poster", "xlink:href"}


class Markup(HTMLParser):
    """Reads one page; a fault where an element is not closed in its turn or an attribute stands twice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.names: set[tuple[str, str]] = set()
        self.links: set[str] = set()
        self.text = ""
        self.feed(text)
        self.close()
        assert not self.stack, f"never closed: {self.stack}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = [name for name, _ in attrs]
        assert len(set(given)) == len(given), f"an attribute twice: {tag} {given} at {self.getpos()}"
        self.names |= {(tag, ""), *((tag, name) for name in given)}
        self.links |= {value or "" for name, value in attrs if name in LINKS}
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.stack, f"</{tag}> closes nothing at {self.getpos()}"
        assert self.stack.pop() == tag, f"</{tag}> closes another element at {self.getpos()}"

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data!r} at {self.getpos()}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data!r} at {self.getpos()}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data!r} at {self.getpos()}")


def vocabulary(pages: Iterable[Path]) -> set[tuple[str, str]]:
    """Every element, and every attribute of an element, that stands in `pages`."""
    found: set[tuple[str, str]] = set()
    for path in pages:
        found |= Markup(path.read_text("utf-8")).names
    return found
