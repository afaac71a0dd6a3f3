"""The rooms of the house: what each may import, that each module stands alone, and that only what is declared is used."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from tests.conftest import ROOT

HALL = {
    "problems",
    "libraries",
    "typefaces",
    "artifact",
    "inputs",
    "lengths",
    "webfont",
    "edition",
    "reading",
    "kept",
    "workers",
    "order",
    "year",
    "years",
    "pipeline",
}
MAY_IMPORT: dict[str, set[str]] = {
    "problems": set(),
    "libraries": set(),
    "typefaces": {"problems", "libraries"},
    "artifact": set(),
    "lengths": set(),
    "inputs": set(),
    "content": {"problems", "inputs"},
    "checks": {"problems", "content"},
    "site": {"problems", "artifact", "content", "checks"},
    "data": {"problems", "artifact", "content", "checks", "site"},
    "pdf": {"artifact", "lengths"},
    "preflight": {"problems", "lengths"},
    "print": {
        "problems",
        "libraries",
        "typefaces",
        "artifact",
        "lengths",
        "inputs",
        "content",
        "checks",
        "site",
        "pdf",
        "preflight",
    },
    "publish": {"problems", "libraries", "typefaces", "artifact", "inputs", "content"},
    "webfont": {"artifact", "inputs", "typefaces", "site", "print"},
    "reading": {"problems", "content", "checks"},
    "edition": {"problems", "artifact", "content", "checks", "site", "data", "print", "webfont"},
    "order": {"problems", "inputs", "content"},
    "kept": {"problems", "artifact", "checks", "publish"},
    "year": {"problems", "artifact", "inputs", "order", "checks", "reading", "edition", "kept", "site", "webfont"},
    "workers": {"problems", "artifact", "kept", "year", "print"},
    "years": {
        "problems",
        "artifact",
        "inputs",
        "order",
        "content",
        "checks",
        "reading",
        "kept",
        "year",
        "workers",
        "site",
        "publish",
    },
    "pipeline": {*HALL, "content", "checks", "site", "data", "print", "publish"} - {"pipeline"},
    "desk": {*HALL, "content", "checks", "site", "print", "publish"},
    "command_line": {"problems"},
    "console": {"problems", "desk"},
    "commands": {*HALL, "content", "preflight", "publish", "desk", "console"},
    "cli": {"problems", "typefaces", "publish", "desk", "command_line", "console", "commands"},
}
"""The architecture section of the README shows this as a table."""
FILES = sorted((ROOT / "generator").rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "generator":
                yield from (f"generator.{alias.name}" for alias in node.names)
            else:
                yield node.module


def room(path: Path) -> str:
    parts = path.relative_to(ROOT / "generator").parts
    return parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_up_the_table(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        return
    used = {name.split(".")[1] for name in imports(path) if name.startswith("generator.")}
    assert used - {here} <= MAY_IMPORT[here]


def test_only_declared_packages_are_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.match(r"[\w.-]+", entry)[0].lower().replace("_", "-") for entry in project["dependencies"]}
    names = metadata.packages_distributions()
    for path in FILES:
        for name in imports(path):
            top = name.split(".")[0]
            if top in sys.stdlib_module_names or top == "generator":
                continue
            owners = {owner.lower().replace("_", "-") for owner in names.get(top, [top])}
            assert owners & declared, f"{path.relative_to(ROOT)} imports {top}"


@pytest.mark.parametrize(
    "name", ["generator.content", "generator.checks", "generator.site.pages.spanning", "generator.cli"]
)
def test_a_room_imports_alone(name: str) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", f"import {name}"], cwd=ROOT, check=True)


def test_nothing_in_the_program_or_its_templates_knows_this_agency() -> None:
    names = ["廉政", "Against Corruption", "貪瀆", "AAC"]
    for folder in ("generator", "templates"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".j2", ".yaml", ".css", ".js"):
                text = path.read_text("utf-8")
                assert not [name for name in names if name in text], path


def test_style_and_types_are_clean() -> None:
    for command in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]):
        done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_records_are_named_tuples_or_structs() -> None:
    """To make a dataclass takes ten times as long, and a build of nothing would load what makes it."""
    for path in FILES:
        assert "dataclasses" not in path.read_text("utf-8"), path
