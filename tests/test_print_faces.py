"""Type is never silently wrong; and what makes it slower, or a draft, is said."""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from msgspec import structs
from msgspec.structs import replace
from weasyprint.formatting_structure import boxes
from weasyprint.urls import FatalURLFetchingError

from generator import cli, commands, libraries
from generator.desk import doctor
from generator.order import Order
from generator.pipeline import Outcome, build
from generator.print import setting as print_setting
from generator.print import subset
from generator.print.edition import edition_pdfs
from generator.print.faces import check_faces, check_file, check_log
from generator.print.fonts import KAI, locate
from generator.problems import ContentError
from generator.publish.standing import Published
from tests import printed_pages
from tests.conftest import ROOT
from tests.pdf_structure import reader, root
from tests.printed_pages import FONTS, edition, lay_out, read

MARKDOWN = "110/zh-Hant/1-harbours.md"
SAME_BYTES = """
import sys
from hashlib import sha256
from tests.printed_pages import files
print(*(sha256(files("zh-Hant")[name]).hexdigest() for name in sys.argv[1:]))
"""


@pytest.fixture
def styles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The style sheets of print, to be spoilt."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    monkeypatch.setattr(print_setting, "TEMPLATES", tmp_path / "templates")
    return tmp_path / "templates/print"


def spoil(path: Path, find: str, put: str) -> None:
    text = path.read_text("utf-8")
    assert find in text
    path.write_text(text.replace(find, put), "utf-8")


@pytest.mark.parametrize("character", ["\U0001f600", "\U0002000b", "\U0002ffff"])
def test_a_character_that_the_face_lacks_is_a_problem_at_its_place(harbour: Path, character: str) -> None:
    path = harbour / MARKDOWN
    lines = path.read_text("utf-8").splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if re.match("[\u4e00-\u9fff]", line))
    lines[number] = lines[number][0] + character + lines[number][1:]
    path.write_text("".join(lines), "utf-8")
    problems = check_faces(lay_out(read(harbour), "zh-Hant"))
    assert [problem.code for problem in problems] == ["no-glyph"]
    assert problems[0].position.path == str(path)
    assert problems[0].position.line == number + 1
    for language in ("zh-Hant", "en"):
        assert f"U+{ord(character):04X}" in problems[0].message.in_language(language)


def test_a_misspelt_family_is_one_problem_with_the_place_of_the_first_words(harbour: Path, styles: Path) -> None:
    spoil(styles / "zh-Hant.css", '14pt/21pt "Statement Kai"', '14pt/21pt "Statement Kay"')
    problems = check_faces(lay_out(read(harbour), "zh-Hant"))
    assert [problem.code for problem in problems] == ["no-face"]
    assert "Statement Kay" in problems[0].message.in_language("en")
    assert problems[0].position.path.endswith(".md")


def test_a_misspelt_family_stops_the_build(harbour: Path, styles: Path) -> None:
    spoil(styles / "zh-Hant.css", '14pt/21pt "Statement Kai"', '14pt/21pt "Statement Kay"')
    with pytest.raises(ContentError):
        edition_pdfs(edition(read(harbour), "zh-Hant"), font_cache=FONTS)


def test_a_face_that_nobody_asked_for_is_a_problem() -> None:
    setting = printed_pages.setting("zh-Hant")
    fewer = replace(setting, fonts={"Statement Kai": setting.fonts["Statement Kai"]})
    [problem] = check_file(printed_pages.files("zh-Hant")["statement.pdf"], fewer)
    assert problem.code == "foreign-face"
    assert "Statement Kai Heading" in problem.message.in_language("en")


def test_whatever_the_typesetter_logs_is_a_problem(harbour: Path, styles: Path) -> None:
    spoil(styles / "print.css", "orphans: 2;", "orphans: two;")
    setting = lay_out(read(harbour), "zh-Hant")
    [problem] = check_log(setting.log, setting.edition.statement)
    assert problem.code == "typesetter"
    assert "orphans" in problem.message.in_language("en")


def test_a_page_cannot_ask_for_what_is_not_its_own(harbour: Path, styles: Path) -> None:
    spoil(styles / "zh-Hant.css", 'url("font:Statement-Kai")', 'url("https://example.org/kai.ttf")')
    with pytest.raises(FatalURLFetchingError, match="not its own"):
        lay_out(read(harbour), "zh-Hant")


# --- Without libharfbuzz-subset -----------------------------------------------------------------------------------


def test_without_harfbuzz_the_same_glyphs_are_cut_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    from fontTools.ttLib import TTFont

    asked = (locate(KAI), "永和九年ABC", subset.PLAIN, (subset.COPYRIGHT, subset.LICENCE))
    fast = TTFont(BytesIO(subset.subset(*asked)))
    monkeypatch.setattr(subset, "harfbuzz", lambda: None)
    slow = TTFont(BytesIO(subset.subset(*asked)))
    for font in (fast, slow):
        assert not {*subset.PLAIN} & {*font.keys()}
        assert {record.nameID for record in font["name"].names} <= {subset.COPYRIGHT, subset.LICENCE}
    assert fast.getBestCmap().keys() == slow.getBestCmap().keys()
    for point, name in fast.getBestCmap().items():
        assert (
            fast["glyf"][name].getCoordinates(fast["glyf"])[0]
            == slow["glyf"][slow.getBestCmap()[point]].getCoordinates(slow["glyf"])[0]
        )


def test_a_build_without_harfbuzz_works(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weasyprint.pdf.fonts.harfbuzz_subset", None)
    artifacts, _ = edition_pdfs(edition(read(harbour), "zh-Hant"), font_cache=FONTS)
    assert artifacts[0].data.startswith(b"%PDF-")


def test_no_font_stays_behind_in_the_temporary_folder(
    harbour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    gc.disable()  # as the command does
    try:
        build(Order(harbour, tmp_path / "output", jobs=2, cache=None))
    finally:
        gc.enable()
    assert list(temporary.iterdir()) == []


def test_a_build_that_is_told_to_end_takes_its_temporary_folders_along(
    harbour: Path, project: Path, tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    command = [
        sys.executable,
        "build.py",
        "--content",
        str(harbour),
        "--output",
        str(tmp_path / "output"),
        "--jobs",
        "2",
    ]
    process = subprocess.Popen(command, cwd=project, env={**os.environ, "TMPDIR": str(temporary)})
    # What the system's compiler leaves there, of which Python asks for the place of a library, is not ours.
    ours = "budget-statement-*"
    while process.poll() is None and not any(temporary.glob(ours)):
        time.sleep(0.02)
    process.terminate()
    assert process.wait(60) == 130
    assert list(temporary.glob(ours)) == []


@pytest.mark.parametrize(("language", "words"), [("zh-Hant", "會慢許多"), ("en", "PDFs take much longer")])
def test_a_build_without_harfbuzz_says_that_it_is_slower(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str, words: str
) -> None:
    outcome = Outcome((), Published(True, 1), 1, 1)
    monkeypatch.setattr("generator.pipeline.build", lambda *_: outcome)
    monkeypatch.setattr(doctor, "missing", lambda *_, **__: ())
    monkeypatch.setattr(libraries, "has_subset", lambda: False)
    command = ["build", "--output", str(tmp_path), "--message-language", language]
    assert cli.main(command) == commands.FINE
    assert words in capsys.readouterr().err
    cli.main([*command, "--html-only"])
    assert words not in capsys.readouterr().err


# --- The files ----------------------------------------------------------------------------------------------------


def test_another_process_elsewhere_makes_the_same_bytes() -> None:
    names = ("statement.pdf", "statement-press.pdf")
    ours = [sha256(printed_pages.files("zh-Hant")[name]).hexdigest() for name in names]
    environment = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", SAME_BYTES, *names]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ours


@pytest.mark.parametrize(("language", "word"), [("zh-Hant", "草稿"), ("en", "DRAFT")])
def test_a_draft_says_so_under_the_text_of_every_page(harbour: Path, language: str, word: str) -> None:
    final = read(harbour)
    draft = structs.replace(final, draft=True)
    assert all(word in margins(page) for page in lay_out(draft, language).document.pages)
    assert not any(word in margins(page) for page in lay_out(final, language).document.pages)
    artifacts, _ = edition_pdfs(edition(draft, language), font_cache=FONTS)
    assert [artifact.path.split("/")[-1] for artifact in artifacts] == ["statement.pdf"]
    with pikepdf.open(BytesIO(artifacts[0].data)) as pdf:
        assert word not in reader(pdf)(root(pdf))  # an artifact: nothing that is read out


def margins(page: Any) -> list[str]:
    """The texts in the margins of a page."""
    boxes_of_margins = [box for box in page._page_box.children if isinstance(box, boxes.MarginBox)]
    return [text.text for box in boxes_of_margins for text in box.descendants() if isinstance(text, boxes.TextBox)]
