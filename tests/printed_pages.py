"""The laid-out PDFs of the real year, and what stands where on their pages.

Not a test: the tests of print share it. Each edition is laid out and finished once for all of them.
"""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PIL import Image
from weasyprint.formatting_structure import boxes

from generator.content import load
from generator.content.model import Statement
from generator.lengths import PIXEL
from generator.print.edition import edition_pdfs
from generator.print.setting import Setting, set_edition
from generator.site.presenter import present
from generator.site.view import EditionView
from generator.typefaces import FontMissing
from tests.conftest import ROOT, normal

FONTS = Path(tempfile.mkdtemp(prefix="print-fonts-"))
"""The fonts that the tests have made; not those of the project, which may be of another day."""
atexit.register(shutil.rmtree, FONTS, ignore_errors=True)
SVG_TEXT = "{http://www.w3.org/2000/svg}text"


def read(content: Path) -> Statement:
    """The newest statement of a content folder."""
    loaded = load(content)
    assert loaded.statements, [problem.message.in_language("en") for problem in loaded.problems]
    return loaded.statements[-1]


def edition(statement: Statement, language: str) -> EditionView:
    """A statement as print takes it."""
    return present(statement, language)


def lay_out(statement: Statement, language: str) -> Setting:
    """A statement laid out; without the typefaces, the test is skipped."""
    try:
        return set_edition(edition(statement, language), FONTS)
    except FontMissing as missing:
        pytest.skip(str(missing))


@cache
def statement() -> Statement:
    """The statement of 104."""
    return next(each for each in load(ROOT / "content", (104,)).statements if each.year == 104)


@cache
def setting(language: str) -> Setting:
    """The edition of 104 in `language`, laid out."""
    return lay_out(statement(), language)


@cache
def files(language: str) -> dict[str, bytes]:
    """The PDFs of that edition, by the last part of their path."""
    laid_out = setting(language)
    with patch("generator.print.edition.set_edition", lambda *_: laid_out):
        artifacts, _ = edition_pdfs(laid_out.edition)
    return {artifact.path.split("/")[-1]: artifact.data for artifact in artifacts}


# --- Lines --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page, in points: its right end, and the right edge of the block that it stands in."""

    page: int
    block: int
    """Lines of one block have the same number."""
    tag: str
    y: float
    height: float
    size: float
    left: float
    right: float
    edge: float
    text: str
    is_spread: bool
    """Whether its block ends in a full line, because the page tears it."""


def lines(page: Any, number: int) -> list[Line]:
    """The lines of a page in reading order, without its margins."""
    found = []
    for line, block in _lines(page._page_box, None):
        shown = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
        if not shown:
            continue
        found.append(
            Line(
                page=number,
                block=id(block),
                tag=block.element_tag,
                y=line.position_y * PIXEL,
                height=line.height * PIXEL,
                size=shown[-1].style["font_size"] * PIXEL,
                left=shown[0].position_x * PIXEL,
                right=max(box.position_x + box.width for box in shown) * PIXEL,
                edge=(block.content_box_x() + block.width) * PIXEL,
                text="".join(box.text for box in shown),
                is_spread=block.style["text_align_last"] == "justify",
            )
        )
    return found


def _lines(box: Any, block: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(box, boxes.LineBox):
        yield box, block
    elif not isinstance(box, boxes.MarginBox):
        inside = box if isinstance(box, boxes.BlockContainerBox) else block
        for child in getattr(box, "children", ()):
            yield from _lines(child, inside)


def full(of_page: list[Line]) -> Iterator[Line]:
    """The lines that must reach the right edge: all of a block but the last, which must where the page tears it."""
    for line, after in zip(of_page, [*of_page[1:], None], strict=True):
        if line.is_spread or (after and after.block == line.block):
            yield line


# --- Texts --------------------------------------------------------------------------------------------------------


def text(page: Any) -> str:
    """The text of a page as `tests/statement_104` keeps it: without margins, repeated heads of tables and charts."""
    return normal("".join(_texts(page._page_box)))


def _texts(box: Any, is_later: bool = False) -> Iterator[str]:
    if isinstance(box, boxes.TextBox):
        yield box.text
    if isinstance(box, boxes.TableBox):
        is_later = box.element.get("data-continues") is not None or box.skipped_rows > 0
    is_aside = isinstance(box, boxes.MarginBox) or box.element_tag == "figure"
    if not is_aside and not (is_later and getattr(box, "is_header", False)):
        for child in getattr(box, "children", ()):
            yield from _texts(child, is_later)


def has_rule(page: Image.Image, y: float, left: float, right: float) -> bool:
    """Whether a picture of a page, one dot a CSS pixel, has a line from `left` to `right` at the height `y`."""
    dots = page.crop((round(left) + 1, round(y) - 1, round(right) - 1, round(y) + 2))
    columns = (dots.crop((x, 0, x + 1, dots.height)).getextrema() for x in range(dots.width))
    return all(darkest < 200 for darkest, _ in columns)


def pictures(file: bytes) -> list[Image.Image]:
    """Every page of a PDF in grey, one dot a CSS pixel."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "file.pdf").write_bytes(file)
        subprocess.run(["pdftoppm", "-r", "96", "-gray", "file.pdf", "page"], cwd=folder, check=True)
        found = [Image.open(path) for path in sorted(Path(folder).glob("page-*.pgm"))]
        for picture in found:
            picture.load()
    return found


def besides(page: Any) -> str:
    """What else stands on a page: its margins, the heads of tables that go on, charts."""
    everything = "".join(box.text for box in page._page_box.descendants() if isinstance(box, boxes.TextBox))
    pictures = (box.element for box in page._page_box.descendants() if isinstance(box, boxes.ReplacedBox))
    lettering = "".join("".join(words.itertext()) for element in pictures for words in element.iter(SVG_TEXT))
    rest = normal(everything + lettering)
    for character in text(page):
        rest = rest.replace(character, "", 1)
    return rest
