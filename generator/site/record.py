"""What an edition yields beside its files: the little that pages spanning years need to know of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from generator.site.corrections import CorrectionRecord
from generator.site.indicator_record import IndicatorRecord


class Document(Struct, frozen=True):
    """A PDF of an edition: its file name, pages and size in bytes."""

    name: str
    pages: int
    size: int


class Record(Struct, frozen=True):
    """One edition as home, search, site map and feed show it. Everything in it can be written as JSON."""

    year: int
    language: str
    title: str
    draft: bool
    updated: str
    """ISO day."""
    chapters: tuple[tuple[str, str, str], ...]
    """Id, label and heading of each chapter."""
    documents: tuple[Document, ...]
    data: dict[str, str]
    """The files of its data, path to name."""
    proven: int
    relations: int
    translated: int
    blocks: int
    indicators: tuple[IndicatorRecord, ...]
    corrections: tuple[CorrectionRecord, ...] = ()
    """Newest first."""
    first_published: tuple[str, ...] = ()
    """Names of the PDFs as first published."""

    @property
    def day(self) -> date:
        """The day on which the edition was last changed."""
        return date.fromisoformat(self.updated)

    def as_json(self) -> dict[str, Any]:
        """The record as plain data."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Record:
        """The record that `as_json` wrote."""
        return msgspec.convert(data, cls)
