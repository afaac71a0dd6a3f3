"""The YAML files of one year, each as its schema class has it.

In: the folder. Out: `YearFiles`; what cannot be followed is told.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.content.designs import table_designs
from generator.content.sources import Sources
from generator.content.yaml.schemas import (
    GoalsFile,
    IndicatorsFile,
    OrganisationFile,
    ResultsFile,
    StaffingFile,
    StatementFile,
    TablesFile,
    TermsFile,
)  # fmt: skip

CITED_BY = {"terms": ("indicators",), "goals": ("indicators",), "indicators": ("results",)}
"""A file that need not be there, and what cites its keys in every entry: where that is there, it is needed as well."""


class YearFiles(Struct, frozen=True):
    """The YAML files of one year; a file that the year does not keep is empty, or None."""

    statement: StatementFile
    tables: TablesFile
    terms: TermsFile = {}
    goals: GoalsFile = []
    indicators: IndicatorsFile = []
    results: ResultsFile = {}
    staffing: StaffingFile | None = None
    organisation: OrganisationFile | None = None


def read_files(folder: Path, statement: StatementFile | None, sources: Sources) -> YearFiles | None:
    """The files beside `statement`, which was read before; None where one of them, or that, cannot be followed."""
    tables = sources.yaml(TablesFile, folder / "tables.yaml")
    kept: dict[str, Any] = {}
    failed = False
    for schema, name in (
        (TermsFile, "terms"), (GoalsFile, "goals"), (IndicatorsFile, "indicators"), (ResultsFile, "results"),
        (StaffingFile, "staffing"), (OrganisationFile, "organisation"),
    ):  # fmt: skip
        path = folder / f"{name}.yaml"
        # Unlike `Path.exists`, it does not mind a folder that it may not look into.
        if any(os.path.lexists(folder / f"{each}.yaml") for each in (name, *CITED_BY.get(name, ()))):
            kept[name] = sources.yaml(schema, path)
            failed |= kept[name] is None
    if statement is None or tables is None or failed:
        if tables:
            table_designs(tables, sources)
        return None
    return YearFiles(statement, tables, **kept)
