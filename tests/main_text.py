"""The `<main>` of a page as its readers have it: text, ids and the elements that are not the statement's own."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

ADDED = {"nav", "aside", "details", "figcaption", "svg", "button"}
"""What the contract allows beside the statement's own text."""
VOID = {"col", "br", "img", "input", "link", "meta", "hr"}


class MainText(HTMLParser):
    """Reads one page; `text` is the statement's own text, `pages` where in it each printed page begins."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.stack: list[tuple[str, str]] = []
        self.text = ""
        self.ids: list[str] = []
        self.pages: dict[int, int] = {}
        self.parts: list[tuple[str, tuple[str, ...]]] = []
        self.languages: list[tuple[str, str]] = []
        self.feed(path.read_text("utf-8"))

    @property
    def inside(self) -> bool:
        return any(tag == "main" for tag, _ in self.stack)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.inside and not self.added:
            if "id" in given:
                self.ids.append(given["id"])
            if given.get("role") == "doc-pagebreak":
                self.pages[int(given["id"][1:])] = len(self.text)
        if tag not in VOID:
            self.stack.append((tag, given.get("lang", "")))

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop()[0] != tag:
            pass

    @property
    def added(self) -> bool:
        return any(tag in ADDED for tag, _ in self.stack)

    def handle_data(self, data: str) -> None:
        if self.inside and not self.added:
            self.text += data
            language = next((lang for _, lang in reversed(self.stack) if lang), "")
            self.languages.append((language, data))
