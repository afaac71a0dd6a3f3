"""What makes a site beside its sources: the program, its packages, the libraries and fonts that set its type.

In: the project's folder. Out: one name and version each, for the manifest and for the keys of the cache: other versions
may set other lines, and then nothing rendered before may be used.
"""

from __future__ import annotations

import re
import sys
import zlib
from pathlib import Path

from generator import libraries, typefaces
from generator.publish import packages

_VERSION = re.compile(r"""^version\s*=\s*["'](.*?)["']""", re.MULTILINE)
_ABSENT = "–"


def versions(root: Path) -> dict[str, str]:
    """Everything that a build of this project on this machine depends on, by name, sorted.

    Packages are those that the project declares and what these require: the tools of a developer change no page.
    """
    found = {
        "program": program(root),
        "python": ".".join(map(str, sys.version_info[:3])),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    present = packages.installed()
    for name, version in packages.closure(packages.declared(root), present).items():
        found[f"package {name}"] = version
    found["pango"] = libraries.pango_version() or _ABSENT
    found["harfbuzz"] = libraries.harfbuzz_version() or _ABSENT
    found["harfbuzz-subset"] = "yes" if libraries.has_subset() else _ABSENT
    for typeface in typefaces.TYPEFACES:
        font = typefaces.font_file(typeface)
        found[f"font {typeface.name}"] = font.version() if font else _ABSENT
    return dict(sorted(found.items()))


def program(root: Path) -> str:
    """This program's own version, as `pyproject.toml` declares it."""
    found = _VERSION.search(packages.project(root))
    return found[1] if found else _ABSENT
