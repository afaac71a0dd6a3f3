"""Commands pointed at places that are none, are closed to us, or are somebody else's: each says so and ends with a code
of the README, and whatever stood there stands there afterwards."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.cli import main
from generator.order import Order
from generator.pipeline import build
from generator.problems import Position, Problem, say, show
from generator.publish.errors import path_text
from generator.publish.manifest import Difference, verify
from tests.conftest import TESTS
from tests.hostile import edit, program

HARBOUR = TESTS / "sites" / "harbour" / "content"


def run(*arguments: object) -> int:
    return main([*map(str, arguments), "--message-language", "en"])


def standing(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder below `folder`, empty ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if "__pycache__" not in path.parts and ".cache" not in path.parts
    }


# --- An output folder that is no place for a site -----------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program with its content, and with an empty folder, which an exchange would lose."""
    folder = program(tmp_path_factory.mktemp("program"))
    shutil.copytree(HARBOUR, folder / "content")
    (folder / "empty").mkdir()
    return folder


@pytest.mark.parametrize("output", [".", "..", "/", "", "content", "content/110", "content/site", "generator/site"])
def test_a_site_never_takes_the_place_of_the_program_or_the_sources(project: Path, output: str) -> None:
    before = standing(project)
    command = [sys.executable, "build.py", "build", "--html-only", "--output", output, "--message-language", "en"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "no place for a site; nothing was changed" in done.stderr
    assert "Traceback" not in done.stderr
    assert standing(project) == before


def test_a_message_is_told_where_the_folder_has_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert path_text("a/b") == "a/b"


# --- Folders that are none ----------------------------------------------------------------------------------------


def nothing(path: Path) -> None:
    """There is nothing at `path`."""


PLACES: dict[str, Callable[[Path], object]] = {
    "nothing": nothing,
    "a-file": lambda path: path.write_text("x"),
    "an-empty-folder": Path.mkdir,
    "a-link-to-itself": lambda path: path.symlink_to(path),
    "a-link-to-nothing": lambda path: path.symlink_to("nowhere"),
    "a-pipe": os.mkfifo,
}
COMMANDS = {
    "check": ("check", "--content"),
    "build": ("build", "--html-only", "--output", "out", "--content"),
    "new-year": ("new-year", "111", "--content"),
    "stamp": ("stamp",),
    "preflight": ("preflight",),
    "verify": ("verify",),
}
CODES = {"preflight": 2}
"""What is not 1: a PDF that is not there is wrong usage."""


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("place", PLACES)
def test_a_place_that_is_none_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], place: str, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    PLACES[place](tmp_path / "there")
    code = run(*COMMANDS[command], "there")
    said = capsys.readouterr()
    is_text = command == "preflight" and place == "a-file"
    assert code == (1 if is_text else CODES.get(command, 1))
    assert said.err.strip() or said.out.strip()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("size", ["1e400", "NaN", "-1", "1" + "0" * 5000])
def test_a_manifest_with_a_size_that_is_none_is_a_change(tmp_path: Path, size: str) -> None:
    text = '{"format": 1, "made_by": {}, "files": {"a": {"sha256": "0", "size": ' + size + "}}}\n"
    (tmp_path / "manifest.json").write_text(text)
    assert {each.path for each in verify(tmp_path)} <= {"manifest.json", "a"}
    assert verify(tmp_path)


def test_a_name_of_a_strangers_file_commands_no_terminal() -> None:
    assert Difference("\x1b[31m\n\udcff", "extra").message(Path("site")).in_language("en").isprintable()


def test_a_message_quotes_no_ten_thousand_letters() -> None:
    word = "1" * 10_000
    sentence = f"the translation has {word} where the original has 2"
    problem = Problem(Position("a.md"), say(sentence, sentence), say(word, word))
    assert len(show(problem, "en", word)) < 5000
    assert "where the original has 2" in show(problem, "en", word)


@pytest.mark.parametrize("port", ["-1", "65536", "99999999", "x"])
def test_a_port_that_is_none_is_wrong_usage(port: str) -> None:
    with pytest.raises(SystemExit) as end:
        run("serve", "--port", port)
    assert end.value.code == 2


# --- Files and folders that are closed to us ----------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a content folder, a site and what was seen of it."""
    shutil.copytree(HARBOUR, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    build(Order(Path("content"), Path("site"), cache=None, with_pdf=False, jobs=1))
    shutil.copytree("site", "seen")
    return tmp_path


@contextmanager
def unprivileged() -> Iterator[None]:
    """Whoever runs the tests may open all files, if it is root: this takes that right away, as capabilities(7) tells."""
    if os.geteuid() != 0:
        yield
        return
    header = struct.pack("Ii", 0x20080522, 0)  # The third version of the call; this thread.
    data = ctypes.create_string_buffer(24)
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.capget(header, data) == 0
    effective, *others = struct.unpack("6I", data)
    over_modes = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH.
    assert libc.capset(header, struct.pack("6I", effective & ~over_modes, *others)) == 0
    try:
        yield
    finally:
        assert libc.capset(header, data) == 0


CLOSED = {
    "a-file": ("content/110/goals.yaml", 0o000),
    "the-site's-file": ("content/site.yaml", 0o000),
    "the-chapters": ("content/110/en", 0o000),
    "a-year": ("content/110", 0o000),
    "a-year-that-hides-its-names": ("content/110", 0o311),
    "the-content": ("content", 0o000),
    "the-content-that-hides-its-names": ("content", 0o311),
    "the-content-that-shows-its-names-alone": ("content", 0o444),
}
READERS = {
    "check": ("check",),
    "build": ("build", "--html-only", "--output", "out"),
    "stamp": ("stamp", "content/110"),
    "new-year": ("new-year", "111"),
}


@pytest.mark.parametrize("command", READERS)
@pytest.mark.parametrize("closed", CLOSED)
def test_a_source_that_we_may_not_read_is_told(
    desk: Path, capsys: pytest.CaptureFixture[str], closed: str, command: str
) -> None:
    before = standing(desk / "content")
    path, mode = CLOSED[closed]
    (desk / path).chmod(mode)
    with unprivileged():
        code = run(*READERS[command])
    said = capsys.readouterr().err
    (desk / path).chmod(0o777)
    if closed == "a-year-that-hides-its-names":  # What is asked for by name can be read all the same.
        assert code in (0, 3), said
    else:
        assert code == 1
        assert "content" in said
        assert standing(desk / "content") == before


def test_what_was_made_of_hidden_names_is_not_found_again(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    year = desk / CLOSED["a-year"][0]
    codes = []
    for mode in (0o311, 0o000):
        year.chmod(mode)
        with unprivileged():
            codes.append(run(*READERS["build"]))
    year.chmod(0o777)
    assert codes == [0, 1], capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "path"), [(("new-year", "111"), "content"), (("stamp", "content/110"), "content/110")]
)
def test_a_source_that_we_may_not_write_is_told(
    desk: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], path: str
) -> None:
    before = standing(desk)
    (desk / path).chmod(0o555)
    with unprivileged():
        assert run(*command) == 3
    assert "Permission denied): nothing was changed" in capsys.readouterr().err
    (desk / path).chmod(0o777)
    assert standing(desk) == before


@pytest.mark.parametrize(
    ("path", "kind"), [("index.html", "unreadable"), ("manifest.json", "changed"), (".", "unreadable")]
)
def test_a_site_that_we_may_not_read_is_no_match(desk: Path, path: str, kind: str) -> None:
    (desk / "site" / path).chmod(0)
    with unprivileged():
        found = verify(desk / "site")
        assert run("verify", "site") == 1
    (desk / "site" / path).chmod(0o777)
    assert [each.kind for each in found] == [kind]


def test_a_site_is_published_once_its_folder_may_be_written_again(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was got ready had the mode of the folder already, and could not be removed again."""
    publish = "build", "--html-only", "--output", "site"
    edit(desk / "content", "site.yaml", "harbour.example", "harbour.gov.tw")
    (desk / "site").chmod(0o555)
    with unprivileged():
        assert run(*publish) == 3
        assert "no permission to write" in capsys.readouterr().err
        assert not (desk / ".site.publishing").exists()
    (desk / "site").chmod(0o777)
    with unprivileged():
        assert run(*publish) == 0
    assert not verify(desk / "site")


def test_a_stamp_from_another_folder_asks_for_the_content_folder(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk / "seen")
    assert run("stamp", desk / "content/110/goals.yaml") == 1
    assert "no such content folder" in capsys.readouterr().err


def test_stamps_are_written_whole_or_not_at_all(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up while the stamps are written takes none of those that were there."""
    before = standing(desk / "content")

    def full(path: Path, *given: object, **named: object) -> int:
        with path.open("w") as file:
            file.write("#")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert run("stamp", "content/110") == 3
    assert standing(desk / "content") == before


@pytest.mark.parametrize("what", ["big5", "pipe", "folder"])
def test_a_file_beside_the_chapters_is_told_by_new_year(
    desk: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    """No chapter names it, so nothing has read it before."""
    path = desk / "content/110/en/notes.md"
    {
        "big5": lambda: path.write_bytes("廉政".encode("big5")),
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
    }[what]()
    assert run("new-year", "111") == 1
    assert "content/110/en/notes.md:1:1: error: " in capsys.readouterr().err
    assert sorted(each.name for each in (desk / "content").iterdir()) == ["110", "site.yaml"]


# --- Names and copies ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("a.pdf", "A.pdf"), "differs from this one only in upper and lower case"),
        (("con.pdf",), "cannot be an address"),
    ],
)
def test_a_pdf_whose_name_is_another_elsewhere_is_told(
    harbour: Path, capsys: pytest.CaptureFixture[str], names: tuple[str, ...], told: str
) -> None:
    (harbour / "110/published").mkdir()
    for name in names:
        (harbour / "110/published" / name).write_bytes(b"%PDF-1.4\n")
    assert run("check", "--content", harbour) == 1
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("how", ["copy", "link"])
def test_a_copy_of_a_year_is_a_year_of_its_own(harbour: Path, how: str) -> None:
    """It has the same bytes, in which no year is named, and was taken for the other year where that was in the cache."""
    cache, output = harbour.parent / "cache", harbour.parent / "out"
    order = Order(harbour, output, cache=cache, with_pdf=False, jobs=1)
    for name, named in [
        ("statement", "110年度|2021 .ROC 110."),
        ("statement", "(?<=status: )final"),
        ("indicators", ", 110: .."),
    ]:
        path = harbour / f"110/{name}.yaml"
        path.write_text(re.sub(named, "draft" if "status" in named else "", path.read_text("utf-8")), "utf-8")
    build(order)
    if how == "copy":
        shutil.copytree(harbour / "110", harbour / "111")
    else:
        (harbour / "111").symlink_to("110")
    assert build(order).years == 2
    assert (output / "en/111/index.html").read_bytes() != (output / "en/110/index.html").read_bytes()
