"""`datapackage.json`: what the files of a year are, column by column, as the Data Package standard (2.0) has it.

The standard has one language, so titles and explanations say everything in Chinese and English, one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.artifact import Artifact
from generator.content.model import Statement
from generator.content.tables import Wording
from generator.data import places, words
from generator.data.figure_years import period
from generator.data.statement_file import as_json
from generator.data.tidy import Field, TidyTable
from generator.data.words import both, titles
from generator.site import addresses

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def data_package(statement: Statement, tables: Sequence[TidyTable], files: Mapping[str, Artifact]) -> bytes:
    """The description of `tables` and `statement.json`; `files` are those of the year, by name."""
    site = statement.site
    here = addresses.absolute(site.base_url, places.file(statement.year, places.PACKAGE))
    home = addresses.absolute(site.base_url, addresses.statement(site.authority, statement.year))
    return as_json({
        "$schema": PROFILE,
        "name": f"statement-{statement.year}",
        "id": here,
        "title": both(titles(statement)),
        "description": both(words.DESCRIPTION.wording),
        "homepage": home,
        "version": statement.version,
        "created": f"{statement.updated.isoformat()}T00:00:00Z",
        "languages": list(site.languages),
        "temporal": dict(zip(("start", "end"), period(statement), strict=True)),
        "licenses": [{"title": both(site.licence), "path": site.licence_url}],
        "sources": [{"title": both(site.source), "path": home}],
        "contributors": [{"title": both(site.publisher), "path": site.contact, "roles": ["publisher"]}],
        "resources": [
            *(_table(table, files[f"{table.name}.csv"]) for table in tables),
            _about(places.STATEMENT, words.STATEMENT.wording, "application/json", files[places.STATEMENT]),
        ],
    })  # fmt: skip


def _about(name: str, title: Wording, media_type: str, file: Artifact) -> dict[str, Any]:
    path = file.path.rpartition("/")[2]
    return {
        "name": name,
        "title": both(title),
        "path": path,
        "format": path.rpartition(".")[2],
        "mediatype": media_type,
        "encoding": "utf-8",
        "bytes": len(file.data),
        "hash": f"sha256:{file.sha256}",
    }


def _table(table: TidyTable, file: Artifact) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(field) for field in table.fields],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.links:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [named]}}
            for column, other, named in table.links
        ]
    dialect = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
    return _about(table.name, table.title, "text/csv", file) | {"type": "table", "dialect": dialect, "schema": schema}


def _field(field: Field) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "title": both(field.title.wording),
        "description": both(field.description.wording),
    }
    if field.unit:
        entry["unit"] = field.unit
    if field.required:
        entry["constraints"] = {"required": True}
    return entry
