"""Several years at once: what is read, made and kept when one of them changes, is mistaken, or is saved meanwhile."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

import generator.pipeline
import generator.year
import generator.years
from generator.inputs import read_inputs
from generator.order import Order
from generator.pipeline import build
from generator.problems import ContentError, Position, Problem, once, say
from generator.publish.cache import Cache
from generator.publish.entry import read_entry
from generator.publish.manifest import verify
from generator.reading import check_year
from generator.year import YearMaker
from tests.benchmark.years import edit_paragraph, make_years
from tests.conftest import ROOT

COUNT = 5
MIDDLE = 106


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five years made of the real one, built: `content`, `output` and `cache` in one folder."""
    home = tmp_path_factory.mktemp("years")
    make_years(ROOT / "content", home / "content", COUNT)
    build(order(home))
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """A copy to be changed."""
    return Path(shutil.copytree(built, tmp_path / "home"))


def order(home: Path, output: str = "output", *, cached: bool = True, strict: bool = False) -> Order:
    cache = home / "cache" if cached else None
    return Order(home / "content", home / output, with_pdf=False, jobs=2, cache=cache, strict=strict)


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def same_without_cache(home: Path) -> bool:
    """Whether the site that stands is the one that a build without a cache makes."""
    build(order(home, "fresh", cached=False))
    return files(home / "output") == files(home / "fresh")


def test_a_change_has_no_other_year_read_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def noted(content: Path, year: int, *rest: object) -> object:
        read.append(year)
        return check_year(content, year, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(generator.year, "check_year", noted)
    before = files(home / "output")
    edit_paragraph(home / "content", MIDDLE, "a7")
    assert build(order(home)).made == 1
    assert read == [MIDDLE]
    after = files(home / "output")
    changed = {path for path in after if before.get(path) != after[path]}
    assert {f"en/compare/{MIDDLE - 1}-{MIDDLE}/index.html", f"en/compare/{MIDDLE}-{MIDDLE + 1}/index.html"} <= changed
    assert same_without_cache(home)


def test_the_mistakes_of_all_years_are_told_at_once(home: Path) -> None:
    before = files(home / "output")
    (home / "content" / "105" / "en" / "1-duties.md").write_text("# Duties {#", "utf-8")
    (home / "content" / "107" / "goals.yaml").write_text("- [", "utf-8")
    (home / "content" / "glossary.yaml").write_text("terms: [", "utf-8")
    with pytest.raises(ContentError) as error:
        build(order(home, cached=False))
    assert {folder(home, problem.position.path) for problem in error.value.problems} == {"105", "107", "glossary.yaml"}
    told = [(problem.position, problem.code) for problem in error.value.problems]
    assert len(told) == len(set(told))
    assert files(home / "output") == before


def folder(home: Path, path: str) -> str:
    return Path(path).relative_to(home / "content").parts[0]


def test_with_strict_a_warning_in_any_year_stops_the_build_from_the_cache_as_well(home: Path) -> None:
    (home / "content" / str(MIDDLE) / "notes.txt").write_text("for later", "utf-8")
    assert [problem.code for problem in build(order(home)).problems] == ["unread-file"]
    for _ in range(2):
        with pytest.raises(ContentError) as error:
            build(order(home, strict=True))
        assert [problem.code for problem in error.value.problems] == ["unread-file"]


def test_the_site_map_tells_the_day_on_which_each_page_was_changed(home: Path) -> None:
    path = home / "content" / str(MIDDLE) / "statement.yaml"
    text, late = path.read_text("utf-8"), "2029-01-31"
    path.write_text(re.sub(r"(?m)^updated: .*", f"updated: {late}", text), "utf-8")
    build(order(home))
    told = (home / "output" / "sitemap.xml").read_text("utf-8")
    changed = re.findall(rf"<loc>https://[^/]+/([^<]*)</loc><lastmod>{late}</lastmod>", told)
    assert {f"en/{MIDDLE}/", f"en/{MIDDLE}/figures/", f"en/compare/{MIDDLE - 1}-{MIDDLE}/", "en/", ""} <= set(changed)
    assert not [page for page in changed if page.startswith(f"en/{MIDDLE + 1}/")]
    assert f"/en/{MIDDLE + 1}/</loc>" in told


def test_what_is_saved_while_it_is_read_is_not_kept_under_what_it_was(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = home / "content" / str(MIDDLE) / "en" / "1-duties.md"
    edit_paragraph(home / "content", MIDDLE, "before")
    text, read = page.read_text("utf-8"), YearMaker.read

    def saved(maker: YearMaker, years: Iterable[int]) -> object:
        edit_paragraph(home / "content", MIDDLE, "after")
        return read(maker, list(years))

    with monkeypatch.context() as patch:
        patch.setattr(YearMaker, "read", saved)
        build(order(home))
    shown = home / "output" / "en" / str(MIDDLE) / "index.html"
    assert "editafter" in shown.read_text("utf-8")
    assert json.loads((home / "output" / "manifest.json").read_text("utf-8"))["made_by"]["saved meanwhile"] == "yes"
    page.write_text(text, "utf-8")
    assert build(order(home)).made == 1
    assert "editbefore" in shown.read_text("utf-8")
    assert same_without_cache(home)


@pytest.mark.parametrize("is_writable", [True, False])
def test_entries_that_are_damaged_within_are_made_anew(
    home: Path, monkeypatch: pytest.MonkeyPatch, *, is_writable: bool
) -> None:
    before = files(home / "output")
    names = {f"zh-Hant/{year}/index.html" for year in (MIDDLE, MIDDLE + 1)}
    for path in (home / "cache").glob("*.edition"):
        for artifact in read_entry(path, path.stem).artifacts:
            if artifact.path in names:
                data = bytearray(path.read_bytes())
                data[artifact.start + 100] ^= 1
                path.write_bytes(data)
    for name in names:
        (home / "output" / name).unlink()
    if not is_writable:
        monkeypatch.setattr(Cache, "put", lambda *_: False)
    assert build(order(home)).made == 2
    assert files(home / "output") == before
    assert verify(home / "output") == []


def test_what_was_saved_and_undone_while_it_was_read_is_not_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = home / "content" / str(MIDDLE) / "en" / "1-duties.md"
    edit_paragraph(home / "content", MIDDLE, "before")
    text, made = page.read_text("utf-8"), YearMaker.make

    def undone(maker: YearMaker, year: int, languages: Sequence[str]) -> object:
        done = made(maker, year, languages)
        page.write_text(text, "utf-8")
        return done

    def saved(content: Path, year: int, *rest: object) -> object:
        edit_paragraph(home / "content", MIDDLE, "after")
        return check_year(content, year, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(generator.year, "check_year", saved)
        patch.setattr(YearMaker, "make", undone)
        build(order(home))
    shown = home / "output" / "en" / str(MIDDLE) / "index.html"
    assert "editafter" in shown.read_text("utf-8")
    assert page.read_text("utf-8") == text
    assert build(order(home)).made == 1
    assert "editbefore" in shown.read_text("utf-8")


def test_what_a_template_saved_meanwhile_made_is_not_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is hashed when a build begins; what was made with another one may not stand under that hash."""
    edit_paragraph(home / "content", MIDDLE, "template")
    begun = read_inputs(home / "content")
    with monkeypatch.context() as patch:
        told = iter((begun, begun._replace(program="saved meanwhile")))
        patch.setattr(generator.pipeline, "read_inputs", lambda *_: next(told))
        patch.setattr(generator.years, "read_inputs", lambda *_: next(told))
        assert build(order(home)).made == 1
    assert build(order(home)).made == 1


def test_years_without_mistakes_are_kept_though_another_stops_the_build(home: Path) -> None:
    for year in range(MIDDLE, MIDDLE + 3):
        edit_paragraph(home / "content", year, "kept")
    goals = home / "content" / "104" / "goals.yaml"
    text = goals.read_text("utf-8")
    goals.write_text("- [", "utf-8")
    with pytest.raises(ContentError):
        build(order(home))
    goals.write_text(text, "utf-8")
    assert build(order(home)).made == 0
    assert same_without_cache(home)


def test_a_preview_of_one_language_links_to_no_other(home: Path) -> None:
    build(order(home, "preview")._replace(languages=("zh-Hant",)))
    assert not (home / "preview" / "en").exists()
    assert 'hreflang="en"' not in (home / "preview" / "index.html").read_text("utf-8")


def test_a_language_that_the_site_has_not_is_told(home: Path) -> None:
    site = home / "content" / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("languages: [zh-Hant, en]", "languages: [zh-Hant]"), "utf-8")
    with pytest.raises(ContentError) as error:
        build(order(home)._replace(languages=("en",)))
    assert "no-language" in {problem.code for problem in error.value.problems}


def test_an_error_is_told_beside_a_warning_of_the_same_words() -> None:
    place, words = Position("a.yaml"), say("甲", "a")
    both = [Problem(place, words), Problem(place, words, severity="warning")]
    assert once([*both, *both]) == tuple(both)


AFRESH = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from generator import workers
from generator.order import Order
from generator.pipeline import build
if __name__ == "__main__":
    workers.START = "spawn"
    build(Order(Path(sys.argv[2]), Path(sys.argv[3]), with_pdf=False, jobs=2, cache=None))
"""


def test_workers_that_begin_afresh_make_the_same(built: Path, tmp_path: Path) -> None:
    """As on Windows and macOS, where a worker is no copy of the process that began it."""
    script = tmp_path / "afresh.py"
    script.write_text(AFRESH, "utf-8")
    output = tmp_path / "output"
    command = [sys.executable, str(script), str(ROOT), str(built / "content"), str(output)]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert files(output) == files(built / "output")


KILLED = """
import os, signal, sys, threading
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from generator.order import Order
from generator.pipeline import build
from generator.year import YearMaker

def make(*_):
    os.kill(os.getppid(), signal.SIGKILL)
    threading.Event().wait()

YearMaker.make = make
build(Order(Path(sys.argv[2]), Path(sys.argv[3]), with_pdf=False, jobs=2, cache=None))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the script would not begin its workers there")
def test_a_killed_build_takes_its_workers_along(built: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(ROOT), str(built / "content"), str(tmp_path / "output")]
    killed = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, start_new_session=True)
    try:
        killed.communicate(timeout=30)  # Each worker holds the pipe open as long as it lives.
    finally:
        with suppress(ProcessLookupError):
            os.killpg(killed.pid, signal.SIGKILL)
    assert killed.returncode == -signal.SIGKILL
