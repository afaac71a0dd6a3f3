"""Where the open data of a year stands, relative to `output/`."""

from __future__ import annotations

FOLDER = "data"
STATEMENT, PACKAGE, WORKBOOK = "statement.json", "datapackage.json", "tables.ods"
"""The files of a year that are not one table's."""
SCHEMA = f"{FOLDER}/schema/statement-1.json"
"""The schema of `statement.json`; a change that old readers cannot follow gets the next number."""


def file(year: int, name: str) -> str:
    """A file of a year's data."""
    return f"{FOLDER}/{year}/{name}"


def table(year: int, name: str) -> str:
    """The CSV of the table `name`."""
    return file(year, f"{name}.csv")
