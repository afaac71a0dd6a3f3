"""What the program is made from: locked to the letter, no more than declared, listed on release, built without a network."""

from __future__ import annotations

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from generator.publish import packages
from generator.publish.versions import versions
from tests.conftest import ROOT, TESTS
from tests.hostile import program

LOCK = ROOT / ".ci" / "constraints.txt"
PIN = re.compile(r"([A-Za-z0-9][\w.-]*)==([0-9][\w.+!-]*)")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DECLARED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]


def locked() -> dict[str, str]:
    """The locked packages: each line is a name and one exact version, nothing else."""
    lines = [line for line in LOCK.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    pins = [PIN.fullmatch(line) for line in lines]
    assert [line for line, pin in zip(lines, pins, strict=True) if pin is None] == []
    found = {packages.normal(pin[1]): pin[2] for pin in pins if pin}
    assert len(found) == len(lines), "a package stands twice"
    return found


def test_the_lock_holds_everything_that_is_declared_and_what_it_brings() -> None:
    wanted = packages.closure(map(packages.requirement, DECLARED), packages.installed())
    assert wanted.keys() - locked().keys() == set()
    assert {packages.requirement(text).name for text in DECLARED} <= wanted.keys()


def test_what_is_installed_is_what_is_locked() -> None:
    wanted = packages.closure(map(packages.requirement, DECLARED), packages.installed())
    pins = locked()
    assert {name: version for name, version in wanted.items() if pins[name] != version} == {}


def test_the_lock_fulfils_what_is_declared() -> None:
    pins = locked()
    for wanted in map(packages.requirement, DECLARED):
        assert packages.suits(pins[wanted.name], wanted.versions), wanted


def test_each_package_has_its_reason_in_the_readme() -> None:
    table = (ROOT / "README.md").read_text("utf-8").partition("### Packages")[2].partition("\n## ")[0]
    named = {packages.normal(name) for row in re.findall(r"^\| ([\w, -]+) \|", table, re.M) for name in row.split(", ")}
    assert {packages.requirement(text).name for text in PROJECT["dependencies"]} - named == set()


@pytest.mark.parametrize("folder", ["generator", "templates", ".ci"])
def test_nothing_of_the_project_is_fetched_by_an_address(folder: str) -> None:
    """No package from a repository or an address, no script or style of another host."""
    for path in (ROOT / folder).rglob("*"):
        if path.suffix in (".py", ".txt", ".json", ".j2", ".css") and "node_modules" not in path.parts:
            text = path.read_text("utf-8")
            assert not re.search(r"git\+|\bpip install [^\n]*https?:", text), path
            assert not re.search(r"""(?:src|@import|url\()\s*=?\s*["']?(?:https?:)?//""", text), path


# --- The bill of materials ----------------------------------------------------------------------------------------


def bill() -> dict[str, object]:
    script = str(ROOT / ".ci" / "sbom.py")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    done = subprocess.run([sys.executable, script], capture_output=True, env=environment, check=True)
    again = subprocess.run([sys.executable, script], capture_output=True, env=environment, check=True)
    assert done.stdout == again.stdout
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_the_bill_of_materials_lists_what_makes_a_site() -> None:
    found = bill()
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    parts = {part["name"]: part["version"] for part in found["components"]}  # type: ignore[attr-defined]
    made_by = versions(ROOT)
    assert {name: parts.get(name.partition(" ")[2]) for name in made_by if " " in name} == {
        name: version for name, version in made_by.items() if " " in name
    }
    assert {"pango", "harfbuzz", "python", "zlib"} <= parts.keys()
    tree = {one["ref"]: one.get("dependsOn", []) for one in found["dependencies"]}  # type: ignore[attr-defined]
    assert f"weasyprint@{parts['weasyprint']}" in tree[f"budget-statement@{made_by['program']}"]
    assert f"pydyf@{parts['pydyf']}" in tree[f"weasyprint@{parts['weasyprint']}"]


# --- The audit ----------------------------------------------------------------------------------------------------

SOUND = {"name": "a", "version": "1", "vulns": []}
WEAK = {"name": "b", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}]}
UNASKED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "code"), [([SOUND], 0), ([SOUND, WEAK], 1), ([WEAK, UNASKED], 1), ([SOUND, UNASKED], 3), ([], 3)]
)
def test_the_audit_tells_a_weakness_from_a_silence(packages: list[dict[str, object]], code: int) -> None:
    audit = runpy.run_path(str(ROOT / ".ci" / "audit"))
    assert audit["told"](packages) == code
    assert audit["LOCK"] == LOCK


def test_the_audit_says_that_it_could_not_ask() -> None:
    """Without a network there is no answer, which is not the same as no weakness."""
    alone = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}
    command = [sys.executable, str(ROOT / ".ci" / "audit")]
    done = subprocess.run(command, env=alone, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert "cannot be installed: nothing was asked" in done.stderr


# --- The network --------------------------------------------------------------------------------------------------

CUT = """
import socket, sys
def refused(*given, **named):
    raise OSError("the network is cut off")
class Socket(socket.socket):
    def __new__(cls, *given, **named):
        refused()
socket.socket = Socket
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refused
from generator.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_build_needs_no_network(tmp_path: Path) -> None:
    """The whole build, PDFs too, in a namespace without any network where the system lets us, and without sockets."""
    project = program(tmp_path / "project")
    shutil.copytree(TESTS / "sites" / "harbour" / "content", project / "content")
    apart = ["unshare", "--net"] if _may_unshare() else []
    command = [*apart, sys.executable, "-c", CUT, "build", "--message-language", "en"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (project / "output/en/110/statement-press.pdf").is_file()


def _may_unshare() -> bool:
    tool = shutil.which("unshare")
    return tool is not None and subprocess.run([tool, "--net", "true"], capture_output=True).returncode == 0


# --- What the table of threats says -------------------------------------------------------------------------------


def test_every_test_that_the_table_of_threats_names_is_there() -> None:
    """Each test stands in a file that its row names, or an earlier one; each row names something that shows it."""
    text = (ROOT / ".github" / "SECURITY.md").read_text("utf-8")
    rows = [line for line in text.partition("## What is left")[0].splitlines() if line.startswith("| ")][1:]
    files = {path.name: path.read_text("utf-8") for path in (ROOT / "tests").glob("test_*.py")}
    assert len(rows) > 15
    for row in rows:
        shown = row.split(" | ")[-1]
        names = re.findall(r"`(test_\w+?)(\.py)?`", shown)
        assert names or "the same" in shown, row
        for name, is_file in names:
            known = f"{name}.py" in files if is_file else any(f"def {name}(" in source for source in files.values())
            assert known, (row, name)
    campaigns = text.partition("## Campaigns")[2]
    assert set(re.findall(r"`(test_\w+\.py)`", campaigns)) <= files.keys()
