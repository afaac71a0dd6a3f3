"""The page of all corrections: what it shows, and where each correction stands on it.

In: the records of editions. Out: plain data for the template.
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
    """The corrected statements of `records`, which are in all languages and newest first, as the page in one takes them.

    What was corrected in another language alone is told in a word, so that an address leads to its place in each.
    """
    found: dict[int, dict[int, CorrectionRecord]] = {}
    for record in records:
        found.setdefault(record.year, {}).update({each.number: each for each in record.corrections})
    return [
        {
            "id": f"y{record.year}",
            "title": f"{fiscal_year(record.year, language)} {record.title}",
            "first_published": [
                {"name": name, "href": link(path, addresses.first_published(language, record.year, name))}
                for name in record.first_published
            ],
            "corrections": [
                _entry(record, correction, path, language)
                for _, correction in sorted(found[record.year].items(), reverse=True)
            ],
        }
        for record in records
        if record.language == language and found[record.year]
    ]


def _entry(record: Record, correction: CorrectionRecord, path: str, language: str) -> dict[str, Any]:
    own = next((each for each in record.corrections if each.number == correction.number), None)
    entry = {
        "id": addresses.correction(record.year, correction.number),
        "day": day_in_words(correction.day, language),
        "iso": correction.when,
        "told": own is not None,
    }
    if own is None:
        return entry
    return entry | {
        "place": own.place or own.block,
        "href": link(path, addresses.statement(language, record.year), own.block),
        "page": own.page,
        "before": own.before,
        "to": own.to,
        "why": own.why,
    }
