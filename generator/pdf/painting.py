"""A document painted once: what the public and the press file are both made of.

In: WeasyPrint's laid-out pages. Out: a `Painting`: an unwritten `pydyf.PDF` with our structure, of which each file takes a
copy of its own. So neither leaves a trace in the other, and their page images are the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from copy import copy
from typing import Any

import pydyf
from weasyprint import DEFAULT_OPTIONS, Document
from weasyprint.document import DocumentMetadata
from weasyprint.pdf import generate_pdf

from generator.pdf.pdf_file import compress
from generator.pdf.tree import own_structure

REFERENCE = re.compile(rb"(\d+) 0 R")
PAGE_TREE = frozenset(("Type", "Pages"))


class Painting:
    """The pages of a laid-out document with their structure, links, bookmarks and fonts, ready to be copied."""

    def __init__(self, document: Document, language: str) -> None:
        # Its own document, which shares the layout but neither fonts in use nor colour profiles.
        about = DocumentMetadata(lang=language)
        own = Document(list(document.pages), about, document.url_fetcher, document.font_config, {}, None)
        with own_structure():
            self._pdf = generate_pdf(own, None, 1, **{**DEFAULT_OPTIONS, "pdf_tags": True, "uncompressed_pdf": True})
        for item in self._pdf.objects:
            if isinstance(item, pydyf.Stream) and not is_painted(item):
                compress(item)

    def copy(self) -> Any:
        """All of it as a `pydyf.PDF` to be completed."""
        copying = _Copying(self._pdf)
        copying.take_pages(self._pages())
        copying.target.catalog.update(copying.value({
            key: value for key, value in self._pdf.catalog.items() if key not in PAGE_TREE
        }))  # fmt: skip
        return copying.whole()

    def copy_pages(self, count: int) -> Any:
        """The first `count` pages alone: what is painted on them, and nothing that speaks of it."""
        copying = _Copying(self._pdf)
        painted = ("Type", "MediaBox", "Contents", "Resources")
        copying.take_pages(self._pages()[:count], painted)
        return copying.whole()

    def __len__(self) -> int:
        return len(self._pdf.page_references)

    def _pages(self) -> list[int]:
        return list(self._pdf.pages["Kids"][::3])


def is_painted(stream: pydyf.Stream) -> bool:
    """Whether a stream holds operators that WeasyPrint painted, on a page or in a form."""
    return hasattr(stream, "page_rectangle")


class _Copying:
    """Takes objects of `source` over into `target`, each with all that it refers to."""

    def __init__(self, source: Any) -> None:
        self.source, self.target = source, pydyf.PDF()
        self._taken: dict[int, Any] = {source.pages.number: self.target.pages}
        self._waiting: list[Any] = []

    def take_pages(self, numbers: Collection[int], keys: Collection[str] = ()) -> None:
        """Begin with these pages, of which only `keys` are taken, or all; nothing else can refer to another page."""
        for number in numbers:
            page = self.source.objects[number]
            new = pydyf.Dictionary({key: value for key, value in page.items() if not keys or key in keys})
            new["Parent"] = self.source.pages.reference
            self.target.add_page(new)
            self._taken[number] = new
            self._waiting.append(new)

    def whole(self) -> Any:
        """The target, once everything that is referred to was taken."""
        while self._waiting:
            item = self._waiting.pop()
            if isinstance(item, pydyf.Stream):
                item.stream, item.extra = list(item.stream), self.value(item.extra)
            elif isinstance(item, dict):
                item.update({key: self.value(value) for key, value in item.items()})
            elif isinstance(item, list):
                item[:] = [self.value(value) for value in item]
        return self.target

    def value(self, value: Any) -> Any:
        """`value` with the numbers that its objects have in the target."""
        if isinstance(value, bytes) and (found := REFERENCE.fullmatch(value)):
            return self._reference(int(found[1]))
        if isinstance(value, dict):
            return pydyf.Dictionary({key: self.value(inner) for key, inner in value.items()})
        if isinstance(value, list | tuple):
            return pydyf.Array([self.value(inner) for inner in value])
        return value

    def _reference(self, number: int) -> bytes:
        if number not in self._taken:
            item = copy(self.source.objects[number])
            self.target.add_object(item)
            self._taken[number] = item
            self._waiting.append(item)
        return bytes(self._taken[number].reference)
