"""Each mistake an editor can make: what is said of it, word for word, in both languages, and that nothing is lost.

A case under `mistakes/` spoils the made-up agency's content and tells what stderr must say. `--rewrite` writes anew
what is said; read the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli import main
from generator.content.collector import Collector
from generator.content.yaml.document import parse_yaml
from tests.conftest import TESTS

CASES = sorted((TESTS / "mistakes").glob("*.yaml"))


class Block(str):
    """Text written as a block in YAML, so that expectations are read as they are shown."""


yaml.SafeDumper.add_representer(
    Block, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
)  # fmt: skip


def spoil(content: Path, change: dict[str, Any]) -> None:
    """Make one change: `put` for `find`, `text` or `bytes` (hexadecimal) as the whole file, rename or delete it."""
    path = content / change["file"]
    if "rename" in change:
        path.rename(content / change["rename"])
    elif "text" in change:
        path.write_text(change["text"], "utf-8")
    elif "bytes" in change:
        path.write_bytes(bytes.fromhex(change["bytes"]))
    elif change.get("delete"):
        path.unlink()
    else:
        text = path.read_text("utf-8")
        assert text.count(change["find"]) >= 1, change
        path.write_text(text.replace(change["find"], change["put"], 1), "utf-8")


def test_a_build_of_nothing_tells_the_warnings_again_and_a_strict_one_stops(
    harbour: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(harbour, {"file": "110/zh-Hant/1-harbours.md", "find": "# 港區業務", "put": "# 一、港區業務"})
    monkeypatch.chdir(harbour.parent)
    build = ["build", "--html-only", "--output", "new", "--message-language", "en"]
    told = []
    for options, code in (([], 0), ([], 0), (["--strict"], 1)):
        assert main([*build, *options]) == code
        told.append(capsys.readouterr().err.removesuffix("; new unchanged\n").removesuffix("\n"))
    assert "would be printed twice" in told[0]
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize("content", ["content", "."])
@pytest.mark.parametrize("path", ["110/corrigenda.yml", "words.yaml", "110/zh-Hant/3-annex.md"])
def test_a_warning_is_told_again_by_a_year_from_the_cache_wherever_it_lies(
    path: str, content: str, harbour: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (harbour / path).write_text("# 附錄", "utf-8")
    monkeypatch.chdir(harbour / content if content == "." else harbour.parent)
    folder = harbour.parent / "new"
    build = ["build", "--html-only", "--content", content, "--output", str(folder), "--message-language", "en"]
    assert [main(build), main(build), main([*build, "--strict"])] == [0, 0, 1]
    place = (Path(content) / path).as_posix()
    assert capsys.readouterr().err.count(f"{place}:1:1: warning: nothing reads “{Path(path).name}”") == 3


def test_a_year_under_another_name_is_not_taken_off_the_site(
    harbour: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(harbour.parent)
    build = ["build", "--html-only", "--output", "new"]
    assert main(build) == 0
    (harbour / "110").rename(harbour / "110年度")
    assert main(build) == 1
    assert (harbour.parent / "new/en/110/index.html").exists()


YAML = {
    'a: "x #1"\nb:\n\tc: 1\n': (3, 1, "a tab as indentation"),
    "a: x\nb: [x #1, y]\n": (2, 7, "what follows “#” is taken for a comment"),
    "a: 「甲」乙\nb: c: d\n": (2, 5, "“: ” cannot stand here"),
    "a: 「甲: 乙」\n": (1, 4, "“「” is a full-width sign"),
    "a: x\nb:2\nc: 3\n": (2, 2, "a space is missing after the colon"),
    "a: |\n  註：甲\n b: 2\nc:\n - d\n  e: 1\n": (3, 2, "not in line"),
    "a: %x\n": (1, 4, "text that begins with this sign needs quotes"),
    "a: [1, 2\nb: 3\n": (1, 4, "a bracket is not closed"),
    "a: 'x\nb: 3\n": (1, 4, "a quote is not closed"),
    'a: "x\nb: "y"\n': (1, 4, "a quote is not closed"),
    "％a: {b：1}\n": (1, 7, "“：” is a full-width sign"),
}
"""Texts that cannot be followed, and what is told of each and where."""


@pytest.mark.parametrize("text", YAML)
def test_a_slip_in_yaml_is_told_where_it_stands(text: str) -> None:
    collector = Collector()
    parse_yaml(text, "a.yaml", collector)
    (problem,) = collector.problems
    line, column, words = YAML[text]
    assert (problem.position.line, problem.position.column) == (line, column)
    assert words in problem.message.in_language("en")


def test_a_comment_after_a_value_is_none_of_its_text() -> None:
    collector = Collector()
    file = parse_yaml("a: x # y\nb: 2 #c\nc: 'x' #d\nd: {e: f} #g\n#h\n", "a.yaml", collector)
    assert file
    assert (file.data, collector.problems) == ({"a": "x", "b": 2, "c": "x", "d": {"e": "f"}}, [])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_mistake_is_told_with_its_place_and_remedy(
    path: Path, harbour: Path, rewrite: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    for change in case["changes"]:
        spoil(harbour, change)
    monkeypatch.chdir(harbour.parent)
    output = harbour.parent / "output"
    output.mkdir()
    (output / "index.html").write_text("the last good site")
    said = {}
    for language in ("en", "zh-Hant"):
        code = main(["build", "--html-only", "--output", "new", "--message-language", language])
        captured = capsys.readouterr()
        assert code == case.get("exit", 1)
        said[language] = captured.err
    expected = {language: case.get(language, "") for language in said}
    if rewrite and said != expected:
        case |= {language: Block(text) for language, text in said.items()}
        path.write_text(yaml.safe_dump(case, allow_unicode=True, sort_keys=False, width=1000), "utf-8")
    assert rewrite or said == expected
    assert (output / "index.html").read_text() == "the last good site"
    assert (harbour.parent / "new").exists() == (case.get("exit", 1) == 0)
