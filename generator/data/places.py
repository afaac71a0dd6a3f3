"""Where the open data of a year stands, relative to `output/`."""

from __future__ import annotations

FOLDER = "data"
SCHEMA = f"{FOLDER}/schema/statement-1.json"
"""The schema of `statement.json`; a change that old readers cannot follow gets the next number."""


def folder(year: int) -> str:
    """The folder of a year's data."""
    return f"{FOLDER}/{year}"


def file(year: int, name: str) -> str:
    """A file of a year's data: `statement.json`, `tables.ods`."""
    return f"{folder(year)}/{name}"


def table(year: int, name: str) -> str:
    """The CSV of the table `name`."""
    return file(year, f"{name}.csv")
