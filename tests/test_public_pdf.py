"""The public PDF: valid as PDF/UA-1 and PDF/A-3a, and heard in the right order."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from datetime import date
from hashlib import md5
from io import BytesIO
from pathlib import Path

import page as validator
import pikepdf
import pydyf
import pytest
import weasyprint.pdf
from weasyprint import HTML

from generator.pdf.painting import Painting
from generator.pdf.pdf_file import Metadata, add, write
from generator.pdf.public import finish_public
from generator.pdf.tree import add_structure
from generator.typefaces import FontMissing
from tests import print_lab
from tests.pdf_structure import Heard, elements, reader, root, texts


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    try:
        return print_lab.make_public(print_lab.paint(tmp_path_factory.mktemp("lab")))
    except FontMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture
def pdf(public: bytes, tmp_path: Path) -> Iterator[pikepdf.Pdf]:
    (tmp_path / "public.pdf").write_bytes(public)
    with pikepdf.open(tmp_path / "public.pdf") as opened:
        yield opened


@pytest.fixture
def heard(pdf: pikepdf.Pdf) -> Heard:
    """What is read out of an element, figures apart."""
    return reader(pdf)


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_validator_finds_no_failure(public: bytes, tmp_path: Path, profile: str) -> None:
    path = tmp_path / "public.pdf"
    path.write_bytes(public)
    result = validator.validate_pdf(str(path), profile=profile)
    assert "Checks: 0 failed" in str(result), str(result)


@pytest.mark.parametrize("in_object_streams", [False, True])
def test_data_that_ends_with_a_carriage_return_keeps_its_length(in_object_streams: bool) -> None:
    words = next(text for text in map(str, range(100_000)) if zlib.compress(text.encode(), 6).endswith(b"\r"))
    pdf = pydyf.PDF()
    add(pdf, pydyf.Stream([words]))
    add(pdf, pydyf.Stream(["after it"]))
    written = write(pdf, Metadata("t", "a", "s", "en", date(2026, 11, 27)), "1.7", in_object_streams)
    for match in re.finditer(rb"/Length (\d+).*?stream\n", written, re.DOTALL):
        assert re.match(rb"\r?\nendstream", written[match.end() + int(match[1]) :])
        assert not re.match(rb"\r\nendstream", written[match.end() + int(match[1]) - 1 :])
    with pikepdf.open(BytesIO(written)) as opened:
        assert opened.check_pdf_syntax() == []
        assert any(words.encode() == item.read_bytes() for item in opened.objects if isinstance(item, pikepdf.Stream))


def test_weasyprint_has_the_function_that_is_replaced() -> None:
    assert weasyprint.__version__.split(".")[0] == "70"
    assert list(inspect.signature(weasyprint.pdf.add_tags).parameters) == list(
        inspect.signature(add_structure).parameters
    )


def test_reading_order_is_that_of_the_web_page(pdf: pikepdf.Pdf, heard: Heard) -> None:
    assert len(pdf.pages) == print_lab.PRINTED_PAGES
    assert re.sub(r"\s", "", heard(root(pdf))) == print_lab.SPOKEN


def test_each_table_is_one_table_and_its_head_is_read_once(pdf: pikepdf.Pdf) -> None:
    tables = elements(root(pdf), "Table")
    assert len(tables) == 2
    for table in tables:
        assert len(elements(table, "THead")) == 1
    assert len(elements(tables[0], "TBody")) == 2
    assert len(elements(tables[0], "TR")) == 2 + 5
    assert len(elements(tables[1], "TR")) == 2 + 40


def test_a_row_over_two_pages_is_one_row_with_its_label(pdf: pikepdf.Pdf, heard: Heard) -> None:
    rows = elements(elements(root(pdf), "Table")[0], "TR")
    assert [heard(cell) for cell in rows[3].K] == ["第二", "上半下半", "60%"]


def test_every_cell_is_tied_to_its_goal_its_indicator_and_its_column(pdf: pikepdf.Pdf, heard: Heard) -> None:
    for table in elements(root(pdf), "Table"):
        heads = {str(head.ID): heard(head) for head in elements(table, "TH")}
        for cell in elements(table, "TD"):
            names = [heads[str(name)] for name in cell.A.Headers]
            assert len(names) in (3, 4)
            assert names[-1] in ("說明", "目標值")
    named = [heads[str(name)] for name in elements(root(pdf), "TR")[-1].K[1].A.Headers]
    assert named == ["丙", "之40", "指標", "說明"]


def test_heads_have_a_scope_and_an_identifier_that_can_be_looked_up(pdf: pikepdf.Pdf) -> None:
    heads = elements(root(pdf), "TH")
    assert {str(head.A.Scope) for head in heads} == {"/Row", "/Column"}
    names = [str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert names == sorted(str(head.ID) for head in heads)


def test_goal_spans_all_its_rows_over_the_page_end(pdf: pikepdf.Pdf, heard: Heard) -> None:
    goal = elements(elements(root(pdf), "TBody")[0], "TH")[0]
    assert heard(goal) == "一、甲"
    assert goal.A.RowSpan == 3
    assert elements(elements(root(pdf), "TBody")[1], "TH")[0].A.RowSpan == 2


def test_running_heads_page_numbers_and_repeated_heads_are_artifacts(pdf: pikepdf.Pdf, heard: Heard) -> None:
    content = pdf.pages[3].Contents.read_bytes()
    assert content.count(b"/Subtype /Header") == 1
    assert content.count(b"/Subtype /Footer") == 1
    assert content.count(b"/Type /Pagination>>") == 5 + 1
    assert "（續）" not in heard(root(pdf))


def test_lists_have_labels_and_bodies_and_go_on_over_the_page_end(pdf: pikepdf.Pdf, heard: Heard) -> None:
    outer, inner = elements(root(pdf), "L")
    assert [str(each.A.ListNumbering) for each in (outer, inner)] == ["/Decimal", "/Decimal"]
    assert [heard(label) for label in elements(outer, "Lbl")] == ["1.", "(1)", "(2)"]
    assert heard(elements(inner, "LBody")[0]).strip() == "前半後半"


def test_a_paragraph_cut_by_the_page_end_is_one(pdf: pikepdf.Pdf, heard: Heard) -> None:
    assert [each for each in elements(root(pdf), "P") if heard(each) == "段落前半段落後半"]


def test_headings_begin_at_the_first_level(pdf: pikepdf.Pdf, heard: Heard) -> None:
    assert [heard(each) for each in elements(root(pdf), "H1")] == ["一、現行法定職掌："]
    assert [heard(each) for each in elements(root(pdf), "H2")] == ["(一)主要職掌："]


def test_language_is_told_where_it_changes(pdf: pikepdf.Pdf, heard: Heard) -> None:
    assert str(pdf.Root.Lang) == "zh-Hant"
    foreign = [each for each in elements(root(pdf)) if "/Lang" in each and str(each.Lang) != "zh-Hant"]
    assert [(str(each.Lang), heard(each)) for each in foreign] == [("en", "corruption prevention")]


def test_chart_has_its_title_and_description(pdf: pikepdf.Pdf) -> None:
    (figure,) = elements(root(pdf), "Figure")
    assert str(figure.Alt) == "組織系統圖\n署長一人。"
    left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    assert 0 < left < right < 596
    assert right - left == pytest.approx(150)
    assert top - bottom == pytest.approx(37.5)
    assert top < 842


def test_every_marked_piece_of_text_is_owned_by_one_element(pdf: pikepdf.Pdf) -> None:
    parents = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    for number, mcid in texts(pdf):
        assert parents[2 * number] == number
        assert "/S" in parents[2 * number + 1][mcid]


def test_attachments_are_associated_and_dated_by_the_sources(pdf: pikepdf.Pdf) -> None:
    files = {str(each.UF): each for each in pdf.Root.AF}
    assert list(files) == ["sources.zip", "statement.json"]
    assert str(files["sources.zip"].AFRelationship) == "/Source"
    content = files["statement.json"].EF.UF
    assert content.read_bytes() == b"{}"
    assert str(content.Params.ModDate) == "D:20150201000000+08'00'"
    assert bytes(content.Params.CheckSum) == md5(b"{}", usedforsecurity=False).digest()
    assert str(content.Subtype) == "/application/json"


def test_bookmarks_page_labels_and_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        assert [(each.title, [child.title for child in each.children]) for each in outline.root] == [
            ("一、現行法定職掌：", ["(一)主要職掌："])
        ]
    assert [page.label for page in pdf.pages] == list(print_lab.LABELS)
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.trailer.Info.Title) == print_lab.METADATA.title


def test_packet_makes_both_claims_and_is_not_compressed(public: bytes) -> None:
    assert b"<pdfaid:part>3</pdfaid:part>" in public
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in public
    assert b"<pdfuaid:part>1</pdfuaid:part>" in public
    assert b"&lt;104&gt;" in public


def test_hyphens_set_at_line_ends_are_soft_and_those_of_the_text_are_not() -> None:
    html = "<html lang=en><body style='hyphens: auto; width: 4em; font: 16pt monospace'><p>promoting well-being"
    document = HTML(string=html).render()
    with pikepdf.open(BytesIO(finish_public(Painting(document, "en"), print_lab.METADATA, (), ["1"]))) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        assert content.count(b"/ActualText <feff00ad>") == 1
        assert "".join(texts(pdf).values()) == "promotingwell-being"


def test_a_hyphen_at_the_end_of_a_paragraph_is_that_of_the_text() -> None:
    html = "<html lang=en><body style='hyphens: auto'><p>matters of the AAC -</p><p>Conduct</p>"
    document = HTML(string=html).render()
    with pikepdf.open(BytesIO(finish_public(Painting(document, "en"), print_lab.METADATA, (), ["1"]))) as pdf:
        assert b"/ActualText" not in pdf.pages[0].Contents.read_bytes()


def test_same_bytes_in_any_time_zone_locale_and_process(public: bytes) -> None:
    def run(**settings: str) -> str:
        environment = {**os.environ, **settings}
        command = [sys.executable, print_lab.__file__]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    first = run(TZ="Asia/Taipei", LC_ALL="C", PYTHONHASHSEED="1")
    assert first == run(TZ="America/New_York", LC_ALL="C.UTF-8", PYTHONHASHSEED="2")
    assert len(first.split()) == 2
