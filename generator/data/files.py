"""The files of a year's open data, and what of them PDFs and pages take."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from generator.artifact import Artifact
from generator.content.model import Site, Statement
from generator.data import places
from generator.data.figures import table_of_figures
from generator.data.package import data_package
from generator.data.printed import PrintedStatement, PrintedTable
from generator.data.proofs import Proofs
from generator.data.statement_file import as_json, statement_file
from generator.data.tables_of_indicators import table_of_indicators
from generator.data.tables_of_numbers import table_of_numbers
from generator.data.tidy import TidyTable
from generator.data.workbook import workbook
from generator.site.addresses import absolute

SCHEMA_SOURCE = Path(__file__).with_name("statement-1.schema.json")


class OpenData(Struct, frozen=True):
    """A statement as data: its `tables` in reading order and all its figures last, each as CSV too, by its name, and the
    `whole` as JSON."""

    printed: PrintedStatement
    tables: tuple[TidyTable, ...]
    csv: Mapping[str, bytes]
    whole: bytes


def data_artifacts(statement: Statement) -> tuple[Artifact, ...]:
    """Everything below `data/<year>/`; nothing for a draft."""
    if statement.draft:
        return ()
    data = open_data(statement)
    files = {f"{name}.csv": content for name, content in data.csv.items()}
    files[places.STATEMENT] = data.whole
    if data.printed.tables:
        files[places.WORKBOOK] = workbook(data.printed)
    made = {name: Artifact(places.file(statement.year, name), data) for name, data in files.items()}
    package = data_package(statement, data.tables, made)
    return (*made.values(), Artifact(places.file(statement.year, places.PACKAGE), package))


@lru_cache(maxsize=4)
def open_data(statement: Statement) -> OpenData:
    """What the files of the year hold, the PDFs of every language carry and the pages tell the size of."""
    printed = PrintedStatement(statement)
    known = Proofs(printed)
    tables = (*(_tidy(printed, table, known) for table in printed.tables), table_of_figures(printed, known))
    return OpenData(printed, tables, {table.name: table.csv() for table in tables}, statement_file(printed, known))


def _tidy(printed: PrintedStatement, table: PrintedTable, known: Proofs) -> TidyTable:
    design = printed.statement.tables.get(table.name)
    if design is None or design.rows:
        return table_of_numbers(printed, table, known)
    return table_of_indicators(printed, table)


def schema_artifact(site: Site) -> Artifact:
    """The schema of `statement.json`, once for all years."""
    schema = json.loads(SCHEMA_SOURCE.read_text("utf-8"))
    own = {"$schema": schema.pop("$schema"), "$id": absolute(site.base_url, places.SCHEMA)}
    return Artifact(places.SCHEMA, as_json(own | schema))
