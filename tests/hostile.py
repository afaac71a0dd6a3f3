"""What tests of bad input share: sources that are tried, a build that is watched, a page held to the templates."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from generator.cli import main
from generator.order import Order
from generator.pipeline import build
from generator.problems import ContentError
from tests.conftest import ROOT, TESTS
from tests.markup import Markup

SECONDS, MEGABYTES = 10, 500
"""Of processor time and of memory: what any source may cost until it is refused or made into pages."""
SECRET = "the-secret-of-this-machine"
PLACED = re.compile(r"^(\S.*?):(\d+):(\d+): (error|warning): \S", re.MULTILINE)
PROGRAM = ("generator", "templates", "build.py", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Tried:
    """How a content folder fared: the exit code, what stderr said, and the site if one was made."""

    code: int
    said: str
    site: Path | None = None

    @property
    def pages(self) -> list[Path]:
        return sorted(self.site.rglob("*.html")) if self.site else []


def tried(content: Path, pages: bool = True) -> Tried:
    """`content` checked as the command does and, if it is fine, built into pages. A fault of ours raises."""
    said = StringIO()
    with redirect_stderr(said), redirect_stdout(StringIO()):
        code = main(["check", "--content", str(content), "--message-language", "en"])
    if code != 0:
        assert code == 1
        assert_placed(said.getvalue(), content)
        return Tried(code, said.getvalue())
    if not pages:
        return Tried(code, said.getvalue())
    site = content.parent / "site"
    try:
        build(Order(content, site, cache=None, with_pdf=False))
    except ContentError as error:
        raise AssertionError("what the check lets through, the build refuses") from error
    return Tried(code, said.getvalue(), site)


def assert_placed(said: str, content: Path) -> None:
    """Each problem names a file of the content, a line and a column; there is no traceback."""
    assert "Traceback" not in said
    places = PLACED.findall(said)
    assert places, said
    for path, _, _, _ in places:
        assert Path(path).is_relative_to(content) or Path(path) == content, path
    assert [kind for *_, kind in places].count("error") > 0, said


def assert_harmless(found: Tried, allowed: set[tuple[str, str]]) -> None:
    """Every page is well-formed, has only what templates write, and leads only where links may lead."""
    assert found.pages
    for page in found.pages:
        markup = Markup(page.read_text("utf-8"))
        assert markup.names <= allowed, (page, markup.names - allowed)
        for link in markup.links:
            scheme = link.partition(":")[0] if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", link) else ""
            assert scheme in ("", "http", "https", "mailto"), (page, link)
            assert not link.startswith("//"), (page, link)


def escaped(text: str) -> str:
    """`text` as an editor writes it who wants each sign printed."""
    return re.sub(r"[\\`*_{}\[\]<>#|~!&]", r"\\\g<0>", text)


def put(content: Path, text: str) -> None:
    """Let a paragraph of both languages be `text`."""
    for language, own in (("zh-Hant", "本署（虛構）職掌如次："), ("en", "The functions of this agency (made up) are:")):
        path = content / "110" / language / "1-harbours.md"
        whole = path.read_text("utf-8")
        assert own in whole
        path.write_text(whole.replace(own, text), "utf-8")


def put_name(content: Path, text: str) -> None:
    """Let the name of a goal, the title of the statement and a cell be `text`, quoted as YAML wants it."""
    quoted = "'" + text.replace("'", "''") + "'"
    edit(content, "110/goals.yaml", "港區安全", quoted)
    edit(content, "110/goals.yaml", "Harbour safety", quoted)
    edit(content, "110/statement.yaml", "General Statement of the Budget}", quoted + "}")
    edit(content, "110/statement.yaml", "{zh-Hant: 預算總說明", "{zh-Hant: " + quoted)
    edit(content, "110/tables.yaml", "人員維持", quoted)
    edit(content, "110/tables.yaml", "Salaries", quoted)


def edit(content: Path, name: str, find: str, new: str) -> None:
    path = content / name
    text = path.read_text("utf-8")
    assert find in text, (name, find)
    path.write_text(text.replace(find, new, 1), "utf-8")


# --- In a process of its own --------------------------------------------------------------------------------------

GUARD = """
import os, sys
def watch(event, given):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind",
                 "urllib.Request", "os.system", "os.exec", "os.posix_spawn", "subprocess.Popen"):
        os.write(2, f"FORBIDDEN {event} {given}".encode())
        os._exit(97)
    if event == "open" and isinstance(given[0], (str, bytes)) and b"/secret/" in os.path.realpath(os.fsencode(given[0])):
        os.write(2, f"FORBIDDEN open {given}".encode())
        os._exit(98)
import ctypes.util  # Asks the linker for the place of libraries: before the watch begins.
import generator.print.setting
sys.addaudithook(watch)
from generator.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""Ends the program at once where it reaches for the network, another program, or a file that is none of its business."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a command did and cost: exit code, stderr, seconds of processor, megabytes at the most."""

    code: int
    said: str
    seconds: float
    megabytes: float


def program(folder: Path) -> Path:
    """A copy of the program with a cache of its own."""
    for name in PROGRAM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)
    return folder


def watched(project: Path, *arguments: str, patience: float = 120) -> Run:
    """Run a command of `project` under guard."""
    command = [sys.executable, "-c", GUARD, *arguments, "--message-language", "en"]
    limit = 4 * MEGABYTES * 1024 * 1024

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    with (project / "stderr.txt").open("w+b") as errors:
        process = subprocess.Popen(
            command, cwd=project, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, preexec_fn=limited
        )  # fmt: skip
        status, used = _ended(process.pid, patience)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace")
    return Run(process.returncode, said, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _ended(pid: int, patience: float) -> tuple[int, resource.struct_rusage]:
    ends = time.monotonic() + patience
    while time.monotonic() < ends:
        done, status, used = os.wait4(pid, os.WNOHANG)
        if done:
            return status, used
        time.sleep(0.02)
    os.kill(pid, 9)
    _, status, used = os.wait4(pid, 0)
    return status, used


def harbour_of(folder: Path) -> Path:
    """The made-up agency's content at `folder`, anew."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(TESTS / "sites" / "harbour" / "content", folder)
    return folder
