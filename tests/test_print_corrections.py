"""The corrections of a published statement on pages added to its public PDF: marked as ours, valid, not for the press."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import page as validator
import pikepdf
import pytest

from generator.pdf.pdf_file import label_tree
from generator.print.edition import added_labels, edition_pdfs, page_labels
from generator.print.faces import check_faces
from generator.print.pagemap import check_pages, page_map
from generator.print.pages import OURS, corrections_html
from generator.print.setting import Setting, set_edition
from generator.typefaces import FontMissing
from tests.conftest import TESTS, normal
from tests.pdf_structure import elements, reader, root
from tests.printed_pages import FONTS, edition, read, setting

CASE = TESTS / "sites" / "corrected" / "content"
LANGUAGES = ("zh-Hant", "en")
CORRECTED = {"zh-Hant": ("燈塔10座", "燈塔12座", "原登錄漏列外島燈塔2座。"), "en": ("10 lighthouses", "12 lighthouses")}


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def corrected(language: str) -> Setting:
    try:
        return set_edition(edition(read(CASE), language), FONTS)
    except FontMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def files(corrected: Setting) -> dict[str, bytes]:
    return {Path(file.path).name: file.data for file in edition_pdfs(corrected.edition, font_cache=FONTS)[0]}


def test_the_added_pages_stand_behind_the_last_and_are_labelled_c(corrected: Setting, files: dict[str, bytes]) -> None:
    pages = [*page_labels(corrected), "C1"]
    assert added_labels(corrected) == ["C1"]
    with pikepdf.open(BytesIO(files["statement.pdf"])) as pdf:
        assert [page.label for page in pdf.pages] == pages
        assert "/Nums" in pdf.Root.PageLabels
    assert len(label_tree(pages)["Nums"]) == 4


def test_what_was_corrected_is_heard_as_the_electronic_editions_own_words(
    language: str, files: dict[str, bytes]
) -> None:
    with pikepdf.open(BytesIO(files["statement.pdf"])) as pdf:
        heard = normal(reader(pdf)(root(pdf)))
        assert len(elements(root(pdf), "H2")) >= 3
    ours = heard.index(normal(OURS[language]))
    assert all(heard.index(normal(words), ours) > ours for words in CORRECTED[language])


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_file_is_valid(files: dict[str, bytes], tmp_path: Path, profile: str) -> None:
    path = tmp_path / "statement.pdf"
    path.write_bytes(files["statement.pdf"])
    assert validator.validate_pdf(str(path), profile=profile).failures == []


def test_the_printer_gets_the_statement_alone(corrected: Setting, files: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(files["statement-press.pdf"])) as pdf:
        assert not any(page.label.startswith("C") for page in pdf.pages)
        assert len(pdf.pages) - len(corrected.document.pages) in (0, 1)


def test_the_page_map_knows_nothing_of_them(corrected: Setting) -> None:
    assert len(page_map(corrected)) == len(page_labels(corrected)) == len(corrected.document.pages)
    assert check_pages(corrected) == check_faces(corrected) == []


def test_a_statement_without_corrections_has_no_such_page(language: str) -> None:
    assert setting(language).added == ()
    assert corrections_html(setting(language).edition) == ""
