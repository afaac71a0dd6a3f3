"""The words of the interface: all of them are used, each idea has one word, and English is spelt as the statement spells it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import yaml

from tests.conftest import ROOT

STRINGS: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "templates" / "strings.yaml").read_text("utf-8"))
BRITISH = re.compile(r"organis|licence|colour|centre|programme|labour|favour|judgement|analyse", re.IGNORECASE)


def words_asked_for(folder: Path) -> set[str]:
    """The words that templates ask for by name, and every text that stands in a module that has the words at hand: one that
    merely goes by the same letters elsewhere, as a rule or a state of the checks does, uses no word."""
    found: set[str] = set()
    for path in (folder / "templates").rglob("*.j2"):
        found |= set(re.findall(r"\bt(?:\[[\w.]+\])?\.(\w+)", path.read_text("utf-8")))
    for path in (folder / "generator").rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        names = {getattr(node, "attr", "") or getattr(node, "id", "") for node in nodes}
        if names & {"strings", "Strings"}:
            found |= {node.value for node in nodes if isinstance(node, ast.Constant) and type(node.value) is str}
    return found


def test_every_word_is_used() -> None:
    assert STRINGS.keys() - words_asked_for(ROOT) == set()


def test_a_word_that_only_a_check_names_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "generator").mkdir()
    (tmp_path / "templates" / "page.j2").write_text("{{ t.asked }} {{ t[side.column].beside }} {{ text.other }}")
    (tmp_path / "generator" / "check.py").write_text("STATE = 'proven'")
    (tmp_path / "generator" / "page.py").write_text("title = Strings('en')['title']")
    assert words_asked_for(tmp_path) == {"asked", "beside", "en", "title"}


def test_each_word_stands_in_every_language_with_the_same_places() -> None:
    for key, wording in STRINGS.items():
        places = [sorted(set(re.findall(r"\{\w+\}", text))) for text in wording.values()]
        assert list(wording) == ["zh-Hant", "en"], key
        assert places[0] == places[1], key


def test_one_word_for_a_translation_that_waits_and_american_spelling() -> None:
    """A translation is 覆核, the carried text of a draft 審閱, as in the guide."""
    for key, wording in STRINGS.items():
        assert not re.search("待校閱|待更新|尚未經覆核", wording["zh-Hant"]), key
        assert ("待審閱" in wording["zh-Hant"]) == (key == "carried"), key
        assert not BRITISH.search(wording["en"]), key


def test_a_draft_and_the_file_for_the_printer_have_one_chinese_word_each() -> None:
    """草稿 stands beside 定稿; 草案 is a bill, of which the statement itself tells."""
    ours = [ROOT / "content" / name for name in ("README.md", "MESSAGES.md")]
    ours += [path for path in (ROOT / "templates").rglob("*") if path.suffix in (".yaml", ".css", ".j2", ".js")]
    ours += (ROOT / "generator").rglob("*.py")
    said = "\n".join(path.read_text("utf-8") for path in ours)
    assert "草稿" in said
    assert "付印檔" in said
    assert not re.search("草案|印刷用|印刷檔", said)
