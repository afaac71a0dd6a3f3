"""The glossary: no warning on the reviewed translation, one where a term is translated otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.checks import run
from generator.checks.glossary_file import Glossary, TermFile, read_glossary, words
from generator.checks.numbers.quantities import plain
from generator.checks.standards import Standards
from generator.content import load
from generator.content.collector import Collector
from generator.content.model import Statement
from generator.problems import Problem


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree("content", tmp_path / "content"))


def glossary(root: Path) -> Glossary:
    collector = Collector()
    found = read_glossary(root / "glossary.yaml", root, collector)
    assert collector.problems == []
    assert found is not None
    return found


def read(root: Path) -> Statement:
    return load(root, [104]).statements[0]


def warnings(root: Path) -> list[Problem]:
    problems = run(read(root), Standards(glossary(root)))
    return [problem for problem in problems if problem.code.startswith("glossary")]


def edit(path: Path, old: str, new: str) -> int:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_translation_keeps_to_the_glossary(site: Path) -> None:
    assert warnings(site) == []


def test_every_term_stands_in_the_statement(site: Path) -> None:
    terms, used = glossary(site), set()
    for block in read(site).blocks:
        if "zh-Hant" in block.passages:
            used |= {term.zh for term in terms.found_in(plain(block.passages["zh-Hant"].inlines))}
    assert [term.zh for term in terms.terms if term.zh not in used] == []


def test_another_translation_is_a_warning_with_the_expected_form(site: Path) -> None:
    line = edit(site / "104/en/2-goals.md", "Anti-Corruption Review Committee", "Clean Politics Advisory Committee")
    (problem,) = warnings(site)
    assert (problem.severity, problem.position.line) == ("warning", line)
    assert problem.message.in_language("en") == "“廉政審查會” is to be translated as: Anti-Corruption Review Committee"
    assert problem.message.in_language("zh-Hant") == "「廉政審查會」應譯為：Anti-Corruption Review Committee"


def test_a_term_with_quotes_of_its_own_is_told_in_inner_ones(site: Path) -> None:
    edit(site / "104/en/3-results.md", "“Lian-Li”", "“Lian-Lee”")
    problem, _ = warnings(site)
    assert problem.message.both == (
        "「『廉立』字案」應譯為：“Lian-Li”",
        "“「廉立」字案” is to be translated as: “Lian-Li”",
    )


def test_an_exception_with_a_reason_is_let_pass(site: Path) -> None:
    edit(site / "104/en/2-goals.md", "Anti-Corruption Review Committee", "Clean Politics Advisory Committee")
    edit(site / "104/zh-Hant/2-goals.md", "本署設置「廉政審查會」", '{glossary="依網站譯名"}\n本署設置「廉政審查會」')
    assert warnings(site) == []


def test_an_exception_that_is_not_needed_is_a_warning(site: Path) -> None:
    edit(site / "104/zh-Hant/2-goals.md", "本署設置「廉政審查會」", '{glossary="依網站譯名"}\n本署設置「廉政審查會」')
    (problem,) = warnings(site)
    assert problem.code == "glossary-unused"


def test_the_longest_term_wins() -> None:
    terms = Glossary([TermFile(zh="政風", en=["ethics"]), TermFile(zh="政風機構", en=["ethics unit"])])
    assert [term.zh for term in terms.found_in("各政風機構")] == ["政風機構"]
    assert [term.zh for term in terms.found_in("政風機構之政風")] == ["政風機構", "政風"]


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("ethics unit", "Ethics units", True),
        ("ethics unit", "the ethics unit’s work", True),
        ("ethics unit", "ethics\nunit", True),
        ("duty", "duties", True),
        ("class", "classes", True),
        ("prosecutors' office", "prosecutors’ offices", True),
        ("AAC", "the AAC's", True),
        ("case", "cases", True),
        ("statute", "Statute-making", True),
        ("ethics unit", "in ethics, unit by unit", False),
        ("lead", "leadership", False),
        ("lead", "mislead", False),
        ("“Lian-Li”", "the “Lian-Li” (廉立) series", True),
    ],
)
def test_simple_inflection_is_understood(form: str, text: str, found: bool) -> None:
    term = TermFile(zh="詞", en=[form])
    assert Glossary([term]).is_translated(term, words(text)) is found


def test_a_mistake_in_the_file_is_placed(site: Path) -> None:
    (site / "glossary.yaml").write_text("- {zh: 廉政, english: [integrity]}\n", encoding="utf-8")
    collector = Collector()
    assert read_glossary(site / "glossary.yaml", site, collector) is None
    assert {problem.position.line for problem in collector.problems} == {1}
