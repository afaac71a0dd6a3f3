"""The folder of a language that was renamed or deleted is told itself, not each chapter that it lacks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.problems import Problem
from generator.reading import check


def told(content: Path) -> list[Problem]:
    return [problem for problem in check(content)[1] if problem.severity != "note"]


@pytest.mark.parametrize(
    ("language", "name"), [("zh-Hant", "zh-hant"), ("zh-Hant", "中文"), ("en", "English"), ("en", "en - 複製")]
)
def test_a_folder_under_another_name_is_told_once(harbour: Path, language: str, name: str) -> None:
    (harbour / "110" / language).rename(harbour / "110" / name)
    (problem,) = told(harbour)
    assert (problem.code, problem.severity, Path(problem.position.path).name) == ("unread-file", "error", name)
    assert problem.hint
    assert f"rename it to “{language}”" in problem.hint.in_language("en")


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_a_folder_that_is_not_there_is_told_once(harbour: Path, language: str) -> None:
    shutil.rmtree(harbour / "110" / language)
    (problem,) = told(harbour)
    assert (problem.code, Path(problem.position.path).name) == ("no-file", language)


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_a_file_where_the_folder_belongs_is_told_once(harbour: Path, language: str) -> None:
    folder = harbour / "110" / language
    shutil.rmtree(folder)
    folder.write_text("a file", "utf-8")
    (problem,) = told(harbour)
    assert (problem.code, problem.severity, Path(problem.position.path).name) == ("unread-file", "error", language)
    assert problem.message.in_language("en") == f"“{language}” is a file; a folder is expected here"


def test_a_copy_beside_the_folder_is_no_other_name_of_it(harbour: Path) -> None:
    shutil.copytree(harbour / "110/en", harbour / "110/English")
    (problem,) = told(harbour)
    assert (problem.code, problem.severity) == ("unread-file", "warning")
