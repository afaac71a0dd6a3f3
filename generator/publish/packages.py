"""The Python packages that a build needs, as the project declares them and as this machine has them.

In: `pyproject.toml` and the folders that Python imports from. Out: what is declared, installed and missing. The names
of the folders are read, not the packages: `importlib.metadata` alone would take a third of the time of a build that
has nothing to do, `tomllib` a sixth. Only the standard library is used, for it is this that says what else is missing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

_LIST = re.compile(r"""^dependencies\s*=\s*\[((?:\#[^\n]*|"[^"]*"|'[^']*'|[^]"'#])*)\]""", re.MULTILINE)
_PYTHON = re.compile(r"""^requires-python\s*=\s*["'](.*?)["']""", re.MULTILINE)
_QUOTED = re.compile(r"""\#[^\n]*|"([^"]+)"|'([^']+)'""")
_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?\s*\(?([^;)]*)\)?\s*(?:;(.*))?")
_EXTRA = re.compile(r"""extra\s*==\s*["']([^"']+)["']""")
_CONDITION = re.compile(r"(>=|<=|==|!=|~=|>|<)\s*([\w.*]+)")


class Requirement(NamedTuple):
    """A package that is needed: its name, the extras asked of it, the versions that will do, for which extra alone."""

    name: str
    extras: frozenset[str]
    versions: str
    only_for: str
    text: str
    is_conditional: bool = False
    """Whether it is needed on some systems or Pythons only; which ones is left to the installer."""


class Installed(NamedTuple):
    """A package on this machine: its version, and the folder that describes it."""

    version: str
    folder: Path


def requirement(text: str) -> Requirement:
    """A requirement as `pyproject.toml` and packages write it; other markers than extras are left to the installer."""
    found = _REQUIREMENT.match(text)
    if found is None:
        raise ValueError(f"not a requirement: {text!r}")
    name, extras, versions, marker = found.groups(default="")
    only_for = _EXTRA.search(marker)
    asked = frozenset(extra.strip() for extra in extras.split(",") if extra.strip())
    return Requirement(
        normal(name),
        asked,
        versions.strip(),
        only_for[1] if only_for else "",
        text.split(";")[0].strip(),
        bool(marker) and only_for is None,
    )


def normal(name: str) -> str:
    """A package's name as all its spellings have in common."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(root: Path) -> tuple[Requirement, ...]:
    """What `pyproject.toml` in `root` asks for; nothing if there is no such file."""
    found = _LIST.search(project(root))
    if found is None:
        return ()
    quoted = (double or single for double, single in _QUOTED.findall(found[1]))
    return tuple(requirement(text) for text in quoted if text)  # A comment has no text.


def python_wanted(root: Path) -> str:
    """The Python versions that will do, such as `>=3.11`."""
    found = _PYTHON.search(project(root))
    return found[1] if found else ""


def project(root: Path) -> str:
    """The text of `pyproject.toml` in `root`, empty if there is none."""
    path = root / "pyproject.toml"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@cache
def installed(folders: tuple[str, ...] = ()) -> Mapping[str, Installed]:
    """Every package in `folders`, or on the path of imports; the first of a name is the one that is imported."""
    found: dict[str, Installed] = {}
    for folder in folders or sys.path:
        try:
            described = sorted(Path(folder or ".").glob("*.dist-info"))
        except OSError:
            continue
        for place in described:
            name, _, version = place.name.removesuffix(".dist-info").partition("-")
            found.setdefault(normal(name), Installed(version, place))
    return found


def closure(needed: Iterable[Requirement], present: Mapping[str, Installed]) -> dict[str, str]:
    """The versions of all packages that the needed ones bring, sorted; those that are not installed are left out."""
    found: dict[str, str] = {}
    waiting = [(wanted.name, wanted.extras) for wanted in needed]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen or name not in present:
            continue
        seen.add((name, extras))
        found[name] = present[name].version
        waiting += [
            (one.name, one.extras) for one in _brings(present[name]) if not one.only_for or one.only_for in extras
        ]
    return dict(sorted(found.items()))


def lacking(needed: Iterable[Requirement], present: Mapping[str, Installed]) -> dict[str, str]:
    """What is absent or of an unsuitable version among the needed packages and those that they bring: each requirement
    with the version that is there, empty if none."""
    found: dict[str, str] = {}
    waiting = list(needed)
    declared_ones = set(waiting)
    seen: set[str] = set()
    while waiting:
        wanted = waiting.pop(0)
        have = present.get(wanted.name)
        if have is None or not suits(have.version, wanted.versions):
            if wanted in declared_ones or not wanted.is_conditional:
                found[wanted.text] = have.version if have else ""
        elif wanted.name not in seen:
            seen.add(wanted.name)
            waiting += [one for one in _brings(have) if not one.only_for]
    return found


@cache
def _brings(package: Installed) -> list[Requirement]:
    """What an installed package requires in its turn: the head of its description, up to the first empty line."""
    try:
        text = (package.folder / "METADATA").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    head = text.split("\n\n", 1)[0]
    return [requirement(line[14:]) for line in head.splitlines() if line.startswith("Requires-Dist:")]


def suits(version: str, conditions: str) -> bool:
    """Whether a version fulfils conditions such as `>=70,<71`; what is not plain numbers is taken as fulfilled."""
    return all(_fulfils(_numbers(version), sign, wanted) for sign, wanted in _CONDITION.findall(conditions))


def _fulfils(have: tuple[int, ...], sign: str, wanted: str) -> bool:
    """One condition; shorter versions are filled up with zeros, `.*` compares the beginning."""
    want = _numbers(wanted)
    if sign in ("==", "!=") and wanted.endswith(".*"):
        return (have[: len(want)] == want) == (sign == "==")
    if sign == "~=":
        return have >= want and have[: len(want) - 1] == want[:-1]
    size = max(len(have), len(want))
    left, right = have + (0,) * (size - len(have)), want + (0,) * (size - len(want))
    outcomes = {">=": left >= right, "<=": left <= right, ">": left > right, "<": left < right, "==": left == right}
    return outcomes.get(sign, left != right)


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers that a version begins with: `2.14.3rc1` is (2, 14, 3)."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(int(part) for part in found[0].split(".")) if found else ()
