"""Stamps: a changed Chinese block is stale, reflowed lines and page marks are not; renewed by content, not by place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.checks import run
from generator.checks.stale import MOST
from generator.checks.stamps import read_stamps, renewed, reviews, write_stamps
from generator.checks.standards import Standards
from generator.content import load
from generator.content.collector import Collector
from generator.content.model import Statement
from generator.desk.stamp import stamp
from generator.problems import Problem

GOALS = "104/zh-Hant/2-goals.md"
SENTENCE = "賡續推動業務E化，並強化資訊系統管理運用之功能"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The content of 104, all of it stamped."""
    root = Path(shutil.copytree("content", tmp_path / "content"))
    write_stamps(root / "104/en.stamps", renewed(read(root), "en", [], paths=None))
    return root


def read(root: Path) -> Statement:
    return load(root, [104]).statements[0]


def stamps_of(root: Path) -> frozenset[str]:
    return read_stamps(root / "104/en.stamps", root, Collector())


def stale(root: Path) -> list[Problem]:
    standards = Standards(stamps={"en": stamps_of(root)})
    return [problem for problem in run(read(root), standards) if problem.code in ("stale", "never-stamped")]


def edit(root: Path, old: str, new: str, file: str = GOALS) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_stamped_is_not_stale(site: Path) -> None:
    assert stale(site) == []


def test_a_changed_paragraph_is_the_only_stale_block(site: Path) -> None:
    edit(site, SENTENCE, "賡續推動業務電子化，並強化資訊系統管理運用之功能")
    (problem,) = stale(site)
    assert (problem.severity, problem.code) == ("warning", "stale")
    assert problem.position.path.endswith("104/en/2-goals.md")
    assert "賡續推動業務電子化" in problem.message.in_language("en")
    stamps = stamps_of(site)
    behind = [review.original.block for review in reviews(read(site), "en", stamps) if review.state == "stale"]
    assert behind == ["s2-1-1-1-p1"]


def test_the_beginning_of_a_changed_paragraph_has_a_sign_for_each_citation(site: Path) -> None:
    edit(site, SENTENCE, "{{ staffing.total.this_year }}項業務賡續推動，並強化資訊系統管理運用之功能")
    messages = [problem.message.in_language("zh-Hant") for problem in stale(site)]
    assert ["「…項業務賡續推動，並強化資訊系統…」" in message for message in messages] == [True]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SENTENCE, "賡續推動業務E化，\n並強化資訊系統\n管理運用之功能"),
        (SENTENCE, "賡續推動業務E化，{page}`4`並強化資訊系統管理運用之功能"),
        (SENTENCE, "賡續推動業務 E 化，並強化資訊系統管理運用之功能"),
        ("{page}`3`", ""),
        ("{page}`7 start`", "{page}`7`"),
    ],
)
def test_reflowing_lines_and_marking_pages_make_nothing_stale(site: Path, old: str, new: str) -> None:
    edit(site, old, new)
    assert stale(site) == []


def test_a_changed_figure_makes_nothing_stale(site: Path) -> None:
    edit(site, "count: {value: 340}", "count: {value: 341}", "104/results.yaml")
    assert stale(site) == []


def test_moving_a_block_makes_nothing_stale(site: Path) -> None:
    for language in ("zh-Hant", "en"):
        path = site / "104" / language / "2-goals.md"
        paragraphs = path.read_text(encoding="utf-8").split("\n\n")
        paragraphs[1], paragraphs[3] = paragraphs[3], paragraphs[1]
        path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    assert stale(site) == []


def test_stamping_one_file_leaves_the_others_stale(site: Path) -> None:
    edit(site, SENTENCE, "賡續推動業務電子化，並強化資訊系統管理運用之功能")
    edit(site, "掌理本署人事事項", "掌理本署之人事事項", "104/zh-Hant/1-duties.md")
    stamps = site / "104/en.stamps"
    path = (site / "104/en/2-goals.md").as_posix()
    write_stamps(stamps, renewed(read(site), "en", stamps_of(site), [path]))
    assert [problem.position.path for problem in stale(site)] == [(site / "104/en/1-duties.md").as_posix()]


def test_the_file_is_the_same_for_the_same_content(site: Path) -> None:
    stamps = site / "104/en.stamps"
    first = stamps.read_bytes()
    again = renewed(read(site), "en", stamps_of(site))
    assert again.encode() == first
    lines = again.splitlines()[1:]
    assert lines == sorted(lines)
    assert len(lines) > 100


def test_nothing_ever_stamped_is_one_warning(site: Path) -> None:
    (site / "104/en.stamps").unlink()
    (problem,) = stale(site)
    assert problem.code == "never-stamped"
    assert problem.hint is not None
    assert problem.hint.in_language("en").endswith(f"build.py stamp {Path(problem.position.path).parent.as_posix()}")


def test_stamping_counts_what_the_warning_counted(site: Path) -> None:
    """Two passages of the same words are one stamp, yet two translations."""
    (site / "104/en.stamps").unlink()
    (problem,) = stale(site)
    (told,) = stamp(site, [site / "104"])
    (count,) = re.findall(r": (\d+)$", problem.message.in_language("en"))
    assert f" {count} translations newly marked" in told.in_language("en")


def test_of_many_stale_translations_the_first_are_told_and_the_rest_counted(site: Path) -> None:
    stamps = site / "104/en.stamps"
    write_stamps(stamps, renewed(read(site), "en", [], [(site / "104/goals.yaml").as_posix()]))
    *told, more = stale(site)
    assert len(told) == MOST
    states = [review.state for review in reviews(read(site), "en", stamps_of(site))]
    assert more.message.in_language("en").startswith(f"{states.count('stale') - MOST} more translations into English")


def test_a_changed_name_in_yaml_is_stale_at_its_translation(site: Path) -> None:
    edit(site, "zh-Hant: 提升行政效能", "zh-Hant: 提升行政之效能", "104/goals.yaml")
    (problem,) = stale(site)
    place = problem.position
    assert "en: " in Path(place.path).read_text("utf-8").splitlines()[place.line - 1]
    write_stamps(site / "104/en.stamps", renewed(read(site), "en", stamps_of(site), [place.path]))
    assert stale(site) == []


def test_each_block_has_a_state(site: Path) -> None:
    states = [review.state for review in reviews(read(site), "en", stamps_of(site))]
    assert set(states) == {"translated"}


def test_a_broken_stamps_file_stamps_nothing(site: Path) -> None:
    (site / "104/en.stamps").write_bytes(b"\xff\xfe<<<<<<< HEAD\nabc\n")
    assert stamps_of(site) == frozenset()
