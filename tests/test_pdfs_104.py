"""The four PDFs of 104: valid, heard in the order of the web page, black for the press, the same bytes anywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import page as validator
import pikepdf
import pytest
from PIL import Image, ImageChops

from generator.preflight.inspection import is_fit, preflight
from generator.publish.manifest import verify
from tests.conftest import ROOT, normal
from tests.main_text import MainText
from tests.pdf_structure import elements, reader, root

LANGUAGES = ("zh-Hant", "en")


def needs(program: str, package: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is missing: apt-get install {package}")


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_public_file_is_valid(whole_site: Path, language: str, profile: str) -> None:
    report = validator.validate_pdf(str(whole_site / language / "104" / "statement.pdf"), profile=profile)
    assert report.failures == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_table_of_the_statement_is_one_table_with_its_head_once(whole_site: Path, language: str) -> None:
    with pikepdf.open(whole_site / language / "104" / "statement.pdf") as pdf:
        tables = elements(root(pdf), "Table")
        assert len(tables) == 4
        assert [len(elements(table, "THead")) for table in tables] == [1, 1, 1, 1]
        heads = [cell for table in tables for cell in elements(table, "TH")]
        assert all(str(cell.A.Scope) in ("/Row", "/Column", "/Both") for cell in heads if "/A" in cell)
        assert all("/A" in cell for cell in heads)


PREVAILS = {"zh-Hant": "", "en": "This English text is a translation for convenience; the Chinese text prevails."}
"""What the PDF says of itself before the statement's own first words."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_public_file_is_heard_as_the_web_page_is_read(whole_site: Path, language: str) -> None:
    web = MainText(whole_site / language / "104" / "index.html").text
    with pikepdf.open(whole_site / language / "104" / "statement.pdf") as pdf:
        heard = reader(pdf)(root(pdf))
    caption = re.search(
        r"<figcaption>(.*?)</figcaption>", (whole_site / language / "104" / "index.html").read_text("utf-8")
    )
    said = normal(heard).replace("\u00ad", "")
    assert caption
    assert normal(caption[1]) in said
    assert said.replace(normal(caption[1]), "", 1) == normal(PREVAILS[language] + web)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_public_file_carries_the_data_of_the_year(whole_site: Path, language: str) -> None:
    with pikepdf.open(whole_site / language / "104" / "statement.pdf") as pdf:
        names = sorted(pdf.attachments)
        assert names == [
            "indicators.csv", "results-102.csv", "results-103.csv", "sources.zip", "staffing.csv", "statement.json",
        ]  # fmt: skip
        statement = pdf.attachments["statement.json"].get_file().read_bytes()
    assert statement == (whole_site / "data" / "104" / "statement.json").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_press_file_is_fit_and_black(whole_site: Path, language: str) -> None:
    path = whole_site / language / "104" / "statement-press.pdf"
    assert is_fit(preflight(path))
    needs("gs", "ghostscript")
    ink = subprocess.run(
        ["gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(path)], capture_output=True, text=True, check=True
    ).stdout
    pages = re.findall(r"([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+) CMYK OK", ink)
    assert len(pages) == 14 if language == "zh-Hant" else len(pages) % 2 == 0
    assert {colours[:3] for colours in pages} == {("0.00000", "0.00000", "0.00000")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_files_show_the_same_pages(whole_site: Path, tmp_path: Path, language: str) -> None:
    needs("pdftoppm", "poppler-utils")
    folder = whole_site / language / "104"
    with pikepdf.open(folder / "statement.pdf") as public, pikepdf.open(folder / "statement-press.pdf") as press:
        assert len(press.pages) == len(public.pages) + len(public.pages) % 2
    for number in (1, 2, 8):
        ours = picture(folder / "statement.pdf", tmp_path, number)
        theirs = picture(folder / "statement-press.pdf", tmp_path, number, MARGIN)
        difference = ImageChops.difference(ours, theirs).point(lambda level: 255 if level > 128 else 0)
        assert difference.histogram()[255] < ours.width * ours.height / 1000


MARGIN = 50
"""Dots: the 10 mm around the trimmed page of a press file at 127 dots an inch."""


def picture(path: Path, folder: Path, number: int, left_and_top: int = 0) -> Image.Image:
    """A page, trimmed, at 127 dots an inch: 5 dots are a millimetre."""
    place = ["-x", str(left_and_top), "-y", str(left_and_top), "-W", "1050", "-H", "1485"]
    command = ["pdftoppm", "-r", "127", "-gray", "-singlefile", "-f", str(number), *place]
    subprocess.run([*command, str(path), str(folder / path.stem)], check=True)
    return Image.open(folder / f"{path.stem}.pgm")


def test_a_build_elsewhere_gives_the_same_bytes(whole_site: Path, tmp_path: Path) -> None:
    """Another time zone, locale, hash seed, path, number of cores, without cache: every file of the site."""
    content = tmp_path / "another place" / "content"
    shutil.copytree(ROOT / "content", content)
    output = tmp_path / "output"
    settings = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "LANG": "", "HOME": str(tmp_path)}
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from pathlib import Path; from generator.order import Order; from generator.pipeline import build;"
        "build(Order(Path(sys.argv[2]), Path(sys.argv[3]), jobs=1, cache=None))"
    )
    command = [sys.executable, "-c", code, str(ROOT), str(content), str(output)]
    subprocess.run(command, env={**os.environ, **settings}, cwd=tmp_path, check=True)
    ours = {
        path.relative_to(whole_site).as_posix(): path.read_bytes() for path in whole_site.rglob("*") if path.is_file()
    }
    theirs = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert sorted(ours) == sorted(theirs)
    assert [path for path in ours if ours[path] != theirs[path]] == []
    assert verify(output) == []


def test_the_printed_web_page_names_the_pdf_of_the_text_that_prevails(whole_site: Path, site: Path) -> None:
    for language in ("zh-Hant", "en"):
        told = [(folder / language / "104" / "index.html").read_text("utf-8") for folder in (whole_site, site)]
        named = [re.findall(r'<p class="paper">.*?</p>', page)[0] for page in told]
        assert re.findall(r"https://\S+/zh-Hant/104/statement.pdf", named[0])
        assert ".pdf" not in named[1]
