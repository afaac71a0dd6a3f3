"""What the pages say of the open data: the file of each table, and the description for search engines (JSON-LD)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.content.model import Statement
from generator.data import places, words
from generator.data.figure_years import period
from generator.data.ods import MEDIA_TYPE
from generator.data.tidy import FIGURES
from generator.data.words import titles
from generator.problems import say
from generator.site import addresses
from generator.site.addresses import absolute

COUNTRY = say("臺灣", "Taiwan")
"""Whose budgets are counted in ROC fiscal years, which are calendar years."""

FILES = {
    f"{FIGURES}.csv": words.FIGURES,
    places.WORKBOOK: words.WORKBOOK,
    places.STATEMENT: words.STATEMENT,
    places.PACKAGE: words.PACKAGE,
}
"""The files that are not one table's, with what they hold."""
FORMATS = {"csv": "text/csv", "json": "application/json", "ods": MEDIA_TYPE}


def table_files(statement: Statement) -> Mapping[str, str]:
    """The path of the CSV of each table, by the id of the table's block; none for a draft."""
    if statement.draft:
        return {}
    return {block.id: places.table(statement.year, block.name) for block in statement.blocks if block.kind == "table"}


def data_files(statement: Statement, language: str) -> Mapping[str, str]:
    """The path of each file that is not one table's, with its name in `language`; none for a draft."""
    if statement.draft:
        return {}
    made = {name: title for name, title in FILES.items() if name != places.WORKBOOK or table_files(statement)}
    return {places.file(statement.year, name): title.in_language(language) for name, title in made.items()}


def dataset(statement: Statement, language: str) -> dict[str, Any] | None:
    """The open data of a year as schema.org describes it, for the statement's page; none for a draft."""
    if statement.draft:
        return None
    names = titles(statement)
    own_first = sorted(names, key=lambda known: known != language)
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": absolute(statement.site.base_url, places.file(statement.year, places.PACKAGE)),
        "name": names[language],
        "alternateName": [names[known] for known in own_first[1:]],
        "description": " ".join(words.DESCRIPTION.in_language(known) for known in own_first),
        "url": absolute(statement.site.base_url, addresses.statement(language, statement.year)),
        "inLanguage": list(names),
        "dateModified": statement.updated.isoformat(),
        "version": statement.version,
        **_rights(statement, language),
        "temporalCoverage": "/".join(period(statement)),
        "spatialCoverage": {"@type": "Country", "name": COUNTRY.in_language(language), "identifier": "TW"},
        "distribution": [
            _download(statement, path) for path in (*table_files(statement).values(), *data_files(statement, language))
        ],
    }


def _rights(statement: Statement, language: str) -> dict[str, Any]:
    site = statement.site
    name = site.named(site.publisher, language)
    publisher = {"@type": "GovernmentOrganization", "name": name, "url": site.contact}
    return {"license": site.licence_url, "isAccessibleForFree": True, "creator": publisher, "publisher": publisher}


def _download(statement: Statement, path: str) -> dict[str, str]:
    _, _, name = path.rpartition("/")
    return {
        "@type": "DataDownload",
        "name": name,
        "encodingFormat": FORMATS[name.rpartition(".")[2]],
        "contentUrl": absolute(statement.site.base_url, path),
    }
