"""Links to the files of an edition: its PDFs, its data, the table that stands above the link; with kind and size.

In: what was made. Out: plain data for templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.site import addresses
from generator.site.addresses import link
from generator.site.record import Document
from generator.site.strings import Strings
from generator.site.view import EditionView


class TableFile(Struct, frozen=True):
    """The file with the data of a table: its path below `output/` and its size in bytes."""

    path: str
    size: int


def pdf_links(documents: Iterable[Document], language: str, year: int, page: str) -> Iterator[dict[str, str]]:
    """The PDFs of the edition of `year`, as linked from `page`."""
    strings = Strings(language)
    for document in documents:
        key = "pdf_size_one" if document.pages == 1 else "pdf_size"
        yield {
            "text": strings["pdf_press" if "press" in document.name else "pdf"],
            "href": link(page, addresses.document(language, year, document.name)),
            "note": strings.fill(key, pages=str(document.pages), size=_size(document.size)),
        }


def data_links(files: Mapping[str, str], page: str) -> Iterator[dict[str, str]]:
    """The files of data, path to name, as linked from `page`."""
    for path, text in files.items():
        yield {"text": text, "href": link(page, path), "note": _kind(path)}


def table_links(
    edition: EditionView, files: Mapping[str, TableFile], page: str
) -> Iterator[tuple[str, dict[str, str]]]:
    """The file of each table of `page`, by the id of the table's block; `name` is for those who hear the link alone."""
    strings = Strings(edition.language)
    for view in edition.views:
        if view.table and view.id in files:
            file = files[view.id]
            text = strings.fill("download", kind=_kind(file.path), size=_size(file.size))
            name = f"{edition.headings[view.table.label]} {text}"
            yield view.id, {"text": text, "href": link(page, file.path), "name": name}


def _kind(path: str) -> str:
    return path.rpartition(".")[2].upper()


def _size(size: int) -> str:
    return f"{-(-size // 1024):,} KB"
