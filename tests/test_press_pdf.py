"""The press PDF: what PDF/X-4 and the print shop ask for, from the layout of the public file."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops
from weasyprint import HTML

from generator.pdf.intent import press_intent
from generator.pdf.painting import Painting
from generator.pdf.press import finish_press
from generator.preflight.inspection import is_fit, preflight, report
from generator.typefaces import FontMissing
from tests import print_lab

MILLIMETRE = 72 / 25.4
PROFILES = print_lab.ROOT / "templates/print/press"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The public and the press file, in the order in which a build writes them."""
    try:
        painting = print_lab.paint(tmp_path_factory.mktemp("lab"))
    except FontMissing as missing:
        pytest.skip(str(missing))
    return print_lab.make_public(painting), print_lab.make_press(painting)


@pytest.fixture
def press(files: tuple[bytes, bytes], tmp_path: Path) -> Path:
    path = tmp_path / "press.pdf"
    path.write_bytes(files[1])
    return path


@pytest.fixture
def pdf(press: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(press) as opened:
        yield opened


def tool(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is missing: install Debian's {package}")
    return found


def render(path: Path, folder: Path, page: int, crop: tuple[int, int] = (0, 0)) -> Image.Image:
    """A page at 254 dots an inch: 10 dots are a millimetre."""
    size = ["-x", str(crop[0]), "-y", str(crop[1]), "-W", "2100", "-H", "2970"]
    command = [tool("pdftoppm", "poppler-utils"), "-r", "254", "-gray", "-f", str(page), "-l", str(page), *size]
    subprocess.run([*command, str(path), str(folder / path.stem)], check=True)
    (image,) = folder.glob(f"{path.stem}-*.pgm")
    return Image.open(image)


def test_only_black_ink_is_used(press: Path) -> None:
    command = [tool("gs", "ghostscript"), "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=inkcov", "-o", "-", str(press)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert len(lines) == print_lab.PRINTED_PAGES + 1
    for line in lines:
        assert line.split()[:3] == ["0.00000"] * 3
        assert float(line.split()[3]) > 0


def test_boxes_are_those_of_a_trimmed_a4_page_with_bleed(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        boxes = {
            name: [float(edge) / MILLIMETRE for edge in page.obj[name]]
            for name in ("/MediaBox", "/BleedBox", "/TrimBox")
        }
        assert boxes["/MediaBox"] == pytest.approx([0, 0, 230, 317], abs=0.01)
        assert boxes["/BleedBox"] == pytest.approx([7, 7, 223, 310], abs=0.01)
        assert boxes["/TrimBox"] == pytest.approx([10, 10, 220, 307], abs=0.01)
        assert "/CropBox" not in page.obj


def test_crop_marks_stand_outside_the_bleed(press: Path, tmp_path: Path) -> None:
    command = [
        tool("pdftoppm", "poppler-utils"),
        "-r",
        "254",
        "-gray",
        "-singlefile",
        str(press),
        str(tmp_path / "whole"),
    ]
    subprocess.run(command, check=True)
    ink = ImageChops.invert(Image.open(tmp_path / "whole.pgm"))
    assert ink.crop((0, 95, 70, 105)).getextrema()[1] > 200
    for strip in ((70, 70, 2230, 99), (70, 70, 99, 3100), (2202, 70, 2230, 3100), (70, 3072, 2230, 3100)):
        assert ink.crop(strip).getextrema()[1] == 0


def test_page_images_are_those_of_the_public_file(files: tuple[bytes, bytes], press: Path, tmp_path: Path) -> None:
    public = tmp_path / "public.pdf"
    public.write_bytes(files[0])
    for number in (1, 2, 4):
        theirs = render(public, tmp_path, number)
        ours = render(press, tmp_path, number, (100, 100))
        difference = ImageChops.difference(theirs, ours).point(lambda level: 255 if level > 128 else 0)
        assert difference.histogram()[255] < 2100 * 2970 / 10_000
        for image in tmp_path.glob("*.pgm"):
            image.unlink()


def test_all_ink_is_a_tint_of_black_and_overprints(pdf: pikepdf.Pdf) -> None:
    content = b"\n".join(page.Contents.read_bytes() for page in pdf.pages)
    operators = {str(operator) for page in pdf.pages for _, operator in pikepdf.parse_content_stream(page)}
    assert not operators & {"rg", "RG", "g", "G", "cs", "CS", "sc", "scn", "sh", "BDC", "BMC"}
    assert b"\n0 0 0 0.1333 k" in content
    states = pdf.pages[0].Resources.ExtGState
    assert states.overprint.OP
    assert states.overprint.op
    assert states.overprint.OPM == 1
    assert all(str(page.Group.CS) == "/DeviceCMYK" for page in pdf.pages)


def test_output_intent_is_a_printing_profile_in_cmyk(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFX"
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    profile = intent.DestOutputProfile.read_bytes()
    assert (profile[12:16], profile[16:20], profile[36:40]) == (b"prtr", b"CMYK", b"acsp")
    assert intent.DestOutputProfile.N == 4
    assert profile == (PROFILES / "FOGRA39L.icc").read_bytes()
    assert "zlib" in (PROFILES / "LICENCE").read_text(encoding="utf-8")


def test_nothing_but_pages_is_in_the_file(pdf: pikepdf.Pdf) -> None:
    assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/OutputIntents", "/Metadata", "/PageLabels", "/Lang"}
    assert not any(key in page.obj for page in pdf.pages for key in ("/Annots", "/StructParents", "/Tabs"))
    assert str(pdf.trailer.Info.Trapped) == "/False"
    assert not pdf.is_encrypted


def test_fonts_are_embedded_as_subsets(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        assert str(font.BaseFont)[7] == "+"
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


@pytest.mark.parametrize(("multiple", "pages"), [(2, 8), (10, 10)])
def test_blank_pages_fill_the_sheet_and_are_named(
    tmp_path: Path, files: tuple[bytes, bytes], multiple: int, pages: int
) -> None:
    press = print_lab.make_press(print_lab.paint(tmp_path), multiple)
    (tmp_path / "press.pdf").write_bytes(press)
    with pikepdf.open(tmp_path / "press.pdf") as pdf:
        assert len(pdf.pages) == pages
        assert [page.label for page in pdf.pages][: len(print_lab.LABELS)] == list(print_lab.LABELS)
        assert [page.label for page in pdf.pages][len(print_lab.LABELS) :] == ["空白頁1", "空白頁2", "空白頁3"][
            : pages - 7
        ]
    assert is_fit(preflight(press))


def test_press_file_passes_preflight(press: Path) -> None:
    assert preflight(press) == ()
    assert report(())["fit"]


def test_files_are_the_same_whichever_is_written_first(tmp_path: Path, files: tuple[bytes, bytes]) -> None:
    painting = print_lab.paint(tmp_path)
    assert (print_lab.make_press(painting), print_lab.make_public(painting)) == (files[1], files[0])


@pytest.mark.parametrize("style", ["color: #c00", "color: device-cmyk(0 1 1 0)"])
def test_a_coloured_page_is_refused(style: str) -> None:
    document = HTML(string=f'<p style="font-family: monospace; {style}">x').render()
    with pytest.raises(ValueError, match="colour"):
        finish_press(Painting(document, "zh-Hant"), print_lab.METADATA, ["1"], press_intent(PROFILES))


def test_white_knocks_out_what_lies_under_it() -> None:
    style = "background: #888; padding: 9pt"
    document = HTML(string=f'<div style="{style}"><div style="background: white; height: 9pt"></div></div>').render()
    press = finish_press(Painting(document, "zh-Hant"), print_lab.METADATA, ["1"], press_intent(PROFILES))
    with pikepdf.open(BytesIO(press)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    before, _, _ = content.partition(b"0 0 0 0.4667 k")
    assert before.rindex(b"/overprint gs") > before.rfind(b"/knockout gs")
    assert b"/knockout gs\n0 0 0 0 k" in content
