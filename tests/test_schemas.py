"""Editors' tools complete and explain the YAML files: their JSON Schemas are those of the program's own classes."""

from __future__ import annotations

import json
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.checks.glossary_file import GlossaryFile
from generator.content.yaml import schemas
from tests.conftest import ROOT

FILES: dict[str, Any] = {
    "site": schemas.SiteFile,
    "glossary": GlossaryFile,
    "statement": schemas.StatementFile,
    "organisation": schemas.OrganisationFile,
    "staffing": schemas.StaffingFile,
    "goals": schemas.GoalsFile,
    "indicators": schemas.IndicatorsFile,
    "results": schemas.ResultsFile,
    "terms": schemas.TermsFile,
    "tables": schemas.TablesFile,
    "corrections": schemas.CorrectionsFile,
}
OPTIONAL = {"content/*/corrections.yaml"}
"""Files that a year need not have."""
SCHEMAS = ROOT / ".vscode" / "schemas"


def unindented(schema: object) -> object:
    """The same with each description as it is read: before 3.13 Python keeps the indentation of a docstring."""
    match schema:
        case dict():
            return {
                key: cleandoc(value) if key == "description" and isinstance(value, str) else unindented(value)
                for key, value in schema.items()
            }
        case list():
            return [unindented(item) for item in schema]
    return schema


@pytest.mark.parametrize("name", FILES)
def test_the_schema_of_each_file_is_that_of_its_class(name: str, rewrite: bool) -> None:
    schema = unindented(msgspec.json.schema(FILES[name], schema_hook=lambda scalar: dict(scalar.JSON_SCHEMA)))
    text = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    path = SCHEMAS / f"{name}.json"
    if rewrite:
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text


def test_every_yaml_file_of_the_content_has_its_schema_named_in_the_settings() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    for path, patterns in settings["yaml.schemas"].items():
        assert (ROOT / path).is_file()
        assert all(list(ROOT.glob(pattern)) for pattern in patterns if pattern not in OPTIONAL)
    named = {
        match for patterns in settings["yaml.schemas"].values() for pattern in patterns for match in ROOT.glob(pattern)
    }
    assert set(Path(ROOT / "content").rglob("*.yaml")) == named
