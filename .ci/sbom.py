#!/usr/bin/env python3
"""The bill of materials of a release, CycloneDX 1.6 in JSON: `.venv/bin/python .ci/sbom.py > sbom.cdx.json`.

In: `pyproject.toml` and what is installed on this machine. Out: the program, each package that a build uses with its
version, its licence and what it brings in its turn, the libraries and the typefaces that set the type. With
`SOURCE_DATE_EPOCH` (the time of the release) the same installation gives the same bytes.
"""

from __future__ import annotations

import os
import sys
import time
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from generator.publish import packages  # noqa: E402 — the project is a folder, not an installed package
from generator.publish.versions import versions  # noqa: E402

PACKAGE, FONT = "package ", "font "
LIBRARIES = ("python", "zlib", "pango", "harfbuzz")


def bill(found: Mapping[str, str], moment: datetime) -> str:
    """The bill of `found`, the names and versions of what makes a site."""
    program = _component("budget-statement", found["program"], ComponentType.APPLICATION)
    parts = {name: _part(name, version) for name, version in found.items() if name in LIBRARIES or " " in name}
    made = Bom(components=parts.values(), serial_number=uuid.uuid5(uuid.NAMESPACE_URL, repr(sorted(found.items()))))
    made.metadata.component = program
    made.metadata.timestamp = moment
    declared = [PACKAGE + one.name for one in packages.declared(ROOT)]
    made.register_dependency(program, [part for name, part in parts.items() if name in declared or PACKAGE not in name])
    for name, part in parts.items():
        made.register_dependency(part, [parts[one] for one in _brought(name) if one in parts])
    return JsonV1Dot6(made).output_as_string(indent=1) + "\n"


def _part(name: str, version: str) -> Component:
    if name.startswith(FONT):
        return _component(name.removeprefix(FONT), version, ComponentType.FILE)
    if not name.startswith(PACKAGE):
        return _component(name, version, ComponentType.LIBRARY)
    name = name.removeprefix(PACKAGE)
    part = _component(name, version, ComponentType.LIBRARY)
    part.purl = PackageURL("pypi", None, name, version)
    about = metadata.metadata(name)
    if licence := about.get("License-Expression") or about.get("License"):
        part.licenses.add(DisjunctiveLicense(name=licence.strip().split("\n")[0]))
    return part


def _component(name: str, version: str, kind: ComponentType) -> Component:
    return Component(name=name, version=version, type=kind, bom_ref=f"{name}@{version}")


def _brought(name: str) -> list[str]:
    """The packages that a package asks for, those of its extras left out."""
    if not name.startswith(PACKAGE):
        return []
    wanted = [packages.requirement(text) for text in metadata.requires(name.removeprefix(PACKAGE)) or []]
    return [PACKAGE + one.name for one in wanted if not one.only_for]


if __name__ == "__main__":
    seconds = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    sys.stdout.write(bill(versions(ROOT), datetime.fromtimestamp(seconds, UTC)))
