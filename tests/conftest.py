"""What the tests share: options, built sites, the statement as printed."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from generator.content.model import Statement

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--campaign", action="store_true", help="run the long campaigns too")
    parser.addoption("--rewrite", action="store_true", help="rewrite what the tests expect; read the difference")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A campaign that was not asked for is not selected, which is not the same as skipped."""
    if config.getoption("--campaign"):
        return
    left_out = [item for item in items if item.get_closest_marker("campaign")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def first_text(statement: Statement) -> Statement:
    """The statement as first published: every correction taken back, newest first."""
    from generator.content.undoing import without

    for correction in reversed(statement.corrections):
        statement = without(statement, correction)
    return statement


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are to be rewritten."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the real site, built into a folder of its own."""
    from generator.order import Order
    from generator.pipeline import build

    output = tmp_path_factory.mktemp("site") / "output"
    build(Order(ROOT / "content", output, cache=None, with_pdf=False))
    return output


@pytest.fixture(scope="session")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site with its PDFs."""
    from generator.order import Order
    from generator.pipeline import build

    output = tmp_path_factory.mktemp("whole") / "output"
    build(Order(ROOT / "content", output, cache=None))
    return output


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the real site is served."""
    from tests.browsing import served

    with served(site) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One chromium for the tests of a module: while it is open, no other loop can run in this process."""
    from tests.browsing import chromium

    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def printed() -> list[str]:
    """The text of each printed page of the statement of 104, normalised."""
    return [path.read_text("utf-8").strip() for path in sorted((TESTS / "statement_104").glob("page-*.txt"))]


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A copy of the made-up agency's content, to be spoilt."""
    content = tmp_path / "content"
    shutil.copytree(TESTS / "sites" / "harbour" / "content", content)
    return content


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in a folder of its own, with a cache of its own."""
    from tests.hostile import program

    return program(tmp_path_factory.mktemp("program"))


@pytest.fixture
def content(project: Path) -> Path:
    """The made-up agency's content in the program's own folder, to be spoilt."""
    folder = project / "content"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(TESTS / "sites" / "harbour" / "content", folder)
    return folder


def in_letters(number: int) -> str:
    """A name for each number: the number itself would be one that the original has not."""
    return str(number).translate(str.maketrans("0123456789", "abcdefghij"))


def normal(text: str) -> str:
    """`text` as the pages of the print are kept: NFKC, no white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
