"""The page of all corrections: what it shows, and where each correction stands on it.

In: the records of editions in one language. Out: plain data for the template.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.site import addresses
from generator.site.addresses import link
from generator.site.corrections import CorrectionRecord
from generator.site.dates import day_in_words, fiscal_year
from generator.site.record import Record


def corrections_context(records: Sequence[Record], path: str, language: str) -> list[dict[str, Any]]:
    """The corrected statements in one language, newest first, as the page of corrections takes them."""
    return [
        {
            "id": f"y{record.year}",
            "title": f"{fiscal_year(record.year, language)} {record.title}",
            "corrections": [_entry(record, correction, path, language) for correction in record.corrections],
        }
        for record in records
        if record.corrections
    ]


def _entry(record: Record, correction: CorrectionRecord, path: str, language: str) -> dict[str, Any]:
    target = addresses.statement(language, record.year)
    return {
        "id": addresses.correction(record.year, correction.number),
        "day": day_in_words(correction.day, language),
        "iso": correction.when,
        "place": correction.place or correction.block,
        "href": link(path, target, correction.block),
        "page": correction.page,
        "before": correction.before,
        "to": correction.to,
        "why": correction.why,
    }
