"""Which neighbouring statements are compared, and the list of their comparisons.

In: the records of all final editions. Out: the pairs of years, and what the page that lists them shows. Apart from the
comparing itself, which a site of one year does without.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from generator.site import addresses
from generator.site.addresses import link
from generator.site.dates import fiscal_year
from generator.site.record import Record
from generator.site.strings import Strings


def neighbours(years: Iterable[int]) -> list[tuple[int, int]]:
    """The pairs of neighbours among `years`, oldest first."""
    return list(pairwise(sorted(set(years))))


def list_context(records: Sequence[Record], path: str, language: str) -> list[dict[str, str]]:
    """The pairs that have a page, newest first, for the list of comparisons."""
    return [
        {"text": pair_title(before, after, language), "href": link(path, addresses.comparison(language, before, after))}
        for before, after in reversed(neighbours(record.year for record in records))
    ]


def pair_title(before: int, after: int, language: str) -> str:
    """What a comparison is called."""
    words = {"before": fiscal_year(before, language), "after": fiscal_year(after, language)}
    return Strings(language).fill("compare_pair", **words)
