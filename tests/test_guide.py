"""The editors' guide explains every message of the program, in both languages, in the program's own words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from generator.preflight.rules import RULES
from tests.conftest import ROOT

GUIDES = ("content/MESSAGES.md", "content/MESSAGES.en.md")
ROW = re.compile(r"^\| (.+?) \| .+ \| .+ \| `([a-z0-9: -]+)` \|$", re.MULTILINE)
PLACE = {
    "error": 0,
    "warning": 0,
    "lacking": 0,
    "tell": 0,
    "PublishError": 0,
    "WrongPlace": 0,
    "Lack": 0,
    "refuse": 1,
    "_writable": 1,
}
"""Which argument of a call names the code."""


@cache
def nodes() -> tuple[ast.AST, ...]:
    """Every node of the program's source."""
    trees = (ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "generator").rglob("*.py")))
    return tuple(node for tree in trees for node in ast.walk(tree))


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def told() -> Iterator[ast.expr]:
    """What stands in the place of a code, wherever one is told."""
    for call in nodes():
        if not isinstance(call, ast.Call):
            continue
        yield from (word.value for word in call.keywords if word.arg == "code")
        name = name_of(call)
        # The preview has a `tell` of its own, with one or two words.
        if name in PLACE and len(call.args) > PLACE[name] and (name != "tell" or len(call.args) > 2):
            yield call.args[PLACE[name]]


def codes() -> set[str]:
    """All codes: constants, what is unknown of names in YAML (`unknown-goal`), and the rules of the preflight."""
    found = {code.value for code in told() if isinstance(code, ast.Constant) and isinstance(code.value, str)}
    made = [code for code in told() if isinstance(code, ast.JoinedStr)]
    assert [ast.unparse(code) for code in made] == ["f'unknown-{kind[1]}'"]
    for call in nodes():
        if isinstance(call, ast.Call) and name_of(call) == "tell_unknown":
            found |= {f"unknown-{kind.elts[1].value}" for kind in call.args if _is_pair(kind)}  # type: ignore[attr-defined]
    return found | {f"preflight: {rule}" for rule in RULES}


def _is_pair(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Tuple) and all(isinstance(word, ast.Constant) for word in argument.elts)


@cache
def wording() -> tuple[str, ...]:
    """Every text of the program, with … for what is filled in."""
    found = []
    for node in nodes():
        if isinstance(node, ast.JoinedStr):
            found.append("".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(re.sub(r"\{\w+\}", "…", node.value))
    return tuple(re.sub("…+", "…", text) for text in found)


def is_said(words: str) -> bool:
    """Whether the program says `words`, or a sentence of which they fill a gap."""
    words = re.sub("…+", "…", words)
    if any(words in text for text in wording()):
        return True
    gaps = (text for text in wording() if "…" in text and len(re.findall(r"\w", text)) > 3)
    return any(re.fullmatch(re.escape(text).replace("…", ".+"), words) for text in gaps)


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guide_explains_every_code_once_and_no_other(guide: str) -> None:
    rows = [code for _, code in ROW.findall((ROOT / guide).read_text("utf-8"))]
    assert sorted(rows) == sorted(codes())


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guide_quotes_messages_as_they_read(guide: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    quoted = [words for cell, _ in ROW.findall(text) for words in re.findall(r"`([^`]+)`", cell)]
    assert [words for words in quoted if not is_said(words)] == []


def test_both_guides_have_the_same_rows() -> None:
    chinese, english = (ROW.findall((ROOT / guide).read_text("utf-8")) for guide in GUIDES)
    assert [code for _, code in chinese] == [code for _, code in english]


def test_a_number_in_a_chinese_message_stands_between_spaces() -> None:
    """Only what is a number by its name or format: a Chinese word that is filled in has no spaces."""
    says = (call for call in nodes() if isinstance(call, ast.Call) and name_of(call) == "say")
    texts = (node for call in says for node in ast.walk(call) if isinstance(node, ast.JoinedStr))
    shown = ("".join(map(_number_as_sign, text.values)) for text in texts)
    assert [text for text in shown if re.search("[一-鿿]#|#[一-鿿]", text)] == []


def _number_as_sign(part: ast.expr) -> str:
    if not isinstance(part, ast.FormattedValue):
        return ast.literal_eval(part).replace("#", "")
    name = re.fullmatch(r"len\(.+\)|(.+\.)?(number|year|line|room|over|count|times|printed)", ast.unparse(part.value))
    return "#" if part.format_spec or name else "…"
