"""A wrong command is told in both languages, with exit 2."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import cli, commands
from generator.command_line import parser
from tests.conftest import ROOT
from tests.hostile import edit


@pytest.mark.parametrize(
    ("command", "zh", "en"),
    [
        (["chek"], "COMMAND 不可為 'chek'，可用：", "argument COMMAND: invalid choice: 'chek'"),
        (["--year", "x"], "--year 應為整數，不是 'x'", "argument --year: invalid int value: 'x'"),
        (
            ["build", "--jobs=-3"],
            "--jobs 應為 0–999 的整數，不是 -3",
            "argument --jobs: -3 is not a whole number from 0 to 999",
        ),
        (
            ["serve", "--port", "65536"],
            "--port 應為 0–65535 的整數，不是 65536",
            "argument --port: 65536 is not a whole number from 0 to 65535",
        ),
        (["check", "--report"], "--report 之後缺少內容", "argument --report: expected one argument"),
        (["check", "--all"], "沒有這個參數：--all", "unrecognized arguments: --all"),
        (["new-year"], "缺少 N", "the following arguments are required: N"),
    ],
)
def test_a_wrong_command_is_told_in_both_languages(
    capsys: pytest.CaptureFixture[str], command: list[str], zh: str, en: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(command)
    told = capsys.readouterr().err
    assert stopped.value.code == 2
    assert f"用法錯誤：{zh}" in told
    assert f"wrong usage: {en}" in told


def test_a_preview_never_comes_into_the_site_from_wherever_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    monkeypatch.setattr(commands, "ROOT", tmp_path / "program")
    for output in ("output", "../program/output", "output/preview", "../program/output/a/b"):
        assert cli.main(["build", "--html-only", "--message-language", "en", "--output", output]) == 2
        assert "make previews" in capsys.readouterr().err


@pytest.mark.parametrize("years", [["--year", "110", "111"], ["--year", "110", "--year", "111"]])
@pytest.mark.parametrize("languages", [["--language", "en", "zh-Hant"], ["--language", "en", "--language", "zh-Hant"]])
def test_years_and_languages_of_a_preview_are_named_in_one_go_or_one_by_one(
    years: list[str], languages: list[str]
) -> None:
    options = parser().parse_args(["build", *years, *languages, "--html-only"])
    assert options.year == [110, 111]
    assert options.language == ["en", "zh-Hant"]
    assert options.html_only


@pytest.mark.parametrize("command", [["check", "--report", "figures", "--message-language", "zh-Hant"], ["--help"]])
def test_a_stream_of_few_characters_gets_the_others_spelled_out(harbour: Path, command: list[str]) -> None:
    where = ["--content", str(harbour)] if command[0] == "check" else []
    done = subprocess.run(
        [sys.executable, "build.py", *command, *where], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "\\u" in done.stdout


def test_a_file_is_no_folder_for_the_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("ours")
    harbour = ROOT / "tests" / "sites" / "harbour" / "content"
    command = ["build", "--html-only", "--content", str(harbour), "--message-language", "en", "--output"]
    assert cli.main([*command, str(tmp_path / "file")]) == 2
    assert "is not a folder" in capsys.readouterr().err
    assert (tmp_path / "file").read_text() == "ours"


@pytest.mark.parametrize("is_option", [True, False])
def test_an_address_of_other_characters_is_published_as_rfc_3986_has_it(harbour: Path, is_option: bool) -> None:
    """A site map takes addresses of ASCII alone; `http` is one's own machine or network."""
    address, out = "http://例.tw:8080/預算", harbour.parent / "out"
    if not is_option:
        edit(harbour, "site.yaml", "base-url: https://harbour.example/", f"base-url: {address}")
    command = ["build", "--html-only", "--content", str(harbour), "--output", str(out)]
    assert cli.main([*command, "--base-url", address] if is_option else command) == 0
    for path in ("sitemap.xml", "feed.xml", "en/110/index.html"):
        text = (out / path).read_text("utf-8")
        assert "http://xn--fsq.tw:8080/%E9%A0%90%E7%AE%97/en/110/" in text
        assert "例.tw" not in text


def test_who_stops_reading_does_not_make_a_refused_file_fit(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 made up")
    command = f"{sys.executable} build.py preflight {tmp_path / 'bad.pdf'} | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() in ("1", "141"), done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without a device that is always full")
@pytest.mark.parametrize(
    "command", ["check", "check --report figures", "--help", "new-year --help"],
    ids=["a-line", "more-than-a-buffer", "help", "help-of-a-command"],
)  # fmt: skip
def test_a_full_disk_behind_stdout_is_told_in_a_sentence(command: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "build.py", *command.split()],
            cwd=ROOT, env={**os.environ, "LC_ALL": "C"}, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (3, "the disk is full: the result cannot be written\n")


def test_check_tells_that_the_address_is_an_example_still(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check = ["check", "--content", str(harbour), "--message-language", "en"]
    assert cli.main(check) == 0
    assert "still the example https://harbour.example/" in capsys.readouterr().out
    edit(harbour, "site.yaml", "https://harbour.example/", "https://harbour.gov.tw/")
    assert cli.main(check) == 0
    assert "example" not in capsys.readouterr().out


def test_a_build_that_changes_the_site_tells_that_its_address_is_an_example(
    harbour: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build = ["build", "--content", str(harbour), "--output", str(harbour.parent / "out"), "--html-only"]
    told = []
    for options in ([], [], ["--base-url", "https://harbour.gov.tw/"]):
        assert cli.main([*build, *options, "--message-language", "en"]) == 0
        told.append("still the example https://harbour.example/" in capsys.readouterr().out)
    assert told == [True, False, False]


def test_a_reckoning_of_words_ends_without_a_blank(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--report", "figures", "--message-language", "en"]) == 0
    claim = next(line for line in capsys.readouterr().out.splitlines() if "102.edocuments.met" in line)
    assert claim.endswith("98.42% ≥ 70%")
