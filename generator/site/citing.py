"""The line that cites a statement or a passage of it: who, what, which year, printed page, version and day, address."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.model import Statement
from generator.site import addresses
from generator.site.addresses import absolute
from generator.site.dates import day_in_words, fiscal_year
from generator.site.strings import Strings


def passage(statement: Statement, language: str, version: str) -> str:
    """The line for a passage: the script puts its page and address for `{page}` and `{address}`."""
    return _line(statement, language, version, "{page}", "{address}")


def whole(statement: Statement, first: str, version: str) -> Iterator[dict[str, str]]:
    """The line for the whole statement in each language, that of the page first."""
    for language in sorted(statement.site.languages, key=lambda language: language != first):
        address = absolute(statement.site.base_url, addresses.statement(language, statement.year))
        yield {"lang": language, "text": _line(statement, language, version, "", address)}


def _line(statement: Statement, language: str, version: str, page: str, address: str) -> str:
    named = statement.site.named
    return Strings(language).fill(
        "citation",
        agency=named(statement.site.agency, language),
        title=named(statement.title, language),
        year=fiscal_year(statement.year, language),
        version=version,
        date=day_in_words(statement.updated, language),
        page=page,
        address=address,
    )
