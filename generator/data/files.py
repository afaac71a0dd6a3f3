"""The files of a year's open data, and what of them the public PDF carries."""

from __future__ import annotations

import json
from pathlib import Path

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


def data_artifacts(statement: Statement) -> tuple[Artifact, ...]:
    """Everything below `data/<year>/`; nothing for a draft."""
    if statement.draft:
        return ()
    printed = PrintedStatement(statement)
    known = Proofs(printed)
    tables = tidy_tables(printed, known)
    files = {f"{table.name}.csv": table.csv() for table in tables}
    files["statement.json"] = statement_file(printed, known)
    if printed.tables:
        files["tables.ods"] = workbook(printed)
    made = {name: Artifact(places.file(statement.year, name), data) for name, data in files.items()}
    package = data_package(statement, tables, made)
    return (*made.values(), Artifact(places.file(statement.year, "datapackage.json"), package))


def tidy_tables(printed: PrintedStatement, known: Proofs) -> tuple[TidyTable, ...]:
    """The tables of the statement in reading order, and all its figures last."""
    return (*(_tidy(printed, table, known) for table in printed.tables), table_of_figures(printed, known))


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
