"""The page map is a contract: text that leaves its page is an error at its place, and nothing is set otherwise."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from generator import cli
from generator.print.edition import edition_pdfs
from generator.print.pagemap import check_pages
from generator.print.setting import Setting
from generator.problems import ContentError
from tests import printed_pages
from tests.conftest import ROOT, normal
from tests.printed_pages import lay_out, read

Edit = Callable[[str], str]
GOALS = "zh-Hant/2-goals.md"
MORE = "深入基層與民眾互動溝通聯繫，發掘民隱民瘼，" * 5
"""Three lines and a bit."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the real year, to be spoilt."""
    return copy(tmp_path / "content")


def copy(folder: Path) -> Path:
    shutil.copytree(ROOT / "content", folder, ignore=lambda _, names: {name for name in names if is_other_year(name)})
    return folder


def is_other_year(name: str) -> bool:
    return name.isdigit() and name != "104"


def edit(content: Path, change: Edit, name: str = GOALS) -> None:
    path = content / "104" / name
    before = path.read_text("utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, "utf-8")


def add_lines(text: str) -> str:
    return text.replace("除民怨。", "除民怨。" + MORE)


def delete_lines(text: str) -> str:
    return re.sub(r"業完成公職人員財產申報.*?(?=#### 避免)", "業完成。\n\n", text, flags=re.DOTALL)


def move_mark_back(text: str) -> str:
    return text.replace("{page}`4`", "").replace("研議主題召開廉政論壇", "{page}`4`研議主題召開廉政論壇")


def move_mark_on(text: str) -> str:
    return text.replace("{page}`4`", "").replace("透過參與主題式之", "{page}`4`透過參與主題式之")


def lose_mark(text: str) -> str:
    return text.replace("{page}`4`", "")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        # Each problem stands where the page it speaks of begins.
        (add_lines, [("page-over", "{page}`4`", "the text of page 4 is 3 lines too long")]),
        (delete_lines, [("page-room", "{page}`5`", "page 4 has room for")]),
        (
            move_mark_back,
            [("page-room", "{page}`4`", "page 3 has room for"), ("page-over", "{page}`4`", "the text of page 4")],
        ),
        (
            move_mark_on,
            [("page-over", "{page}`3`", "the text of page 3"), ("page-room", "{page}`5`", "page 4 has room for")],
        ),
        (
            lose_mark,
            [
                ("page-over", "{page}`3`", "the text of page 3"),
            ],
        ),
    ],
)
def test_a_change_that_shifts_pages_is_an_error_at_its_place(
    content: Path, change: Edit, found: list[tuple[str, str, str]]
) -> None:
    edit(content, change)
    setting = lay_out(read(content), "zh-Hant")
    with patch("generator.print.edition.set_edition", lambda *_: setting), pytest.raises(ContentError) as error:
        edition_pdfs(setting.edition)  # nothing is made of it
    problems = error.value.problems
    assert [problem.code for problem in problems] == [code for code, _, _ in found]
    for problem, (_, mark, words) in zip(problems, found, strict=True):
        place = problem.position
        assert mark in Path(place.path).read_text("utf-8").splitlines()[place.line - 1]
        assert problem.message.in_language("en").startswith(words)
        assert re.search("[頁行]", problem.message.in_language("zh-Hant"))
        assert problem.hint
        assert ("the page ends at" in problem.hint.in_language("en")) == (problem.code == "page-over")


# --- A year without marks -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unmarked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Setting]:
    """The real year before it was printed, and how it is set."""
    content = copy(tmp_path_factory.mktemp("unmarked") / "content")
    for path in (content / "104/zh-Hant").glob("*.md"):
        path.write_text(re.sub(r"\{page\}`[^`]*`", "", path.read_text("utf-8")), "utf-8")
    edit(content, lambda text: re.sub(r"\npages:.*", "", text), "statement.yaml")
    edit(content, lambda text: re.sub(r"\n +page: .*", "", text), "indicators.yaml")
    return content, lay_out(read(content), "zh-Hant")


def test_a_year_without_marks_flows(unmarked: tuple[Path, Setting], printed: list[str]) -> None:
    _, setting = unmarked
    assert check_pages(setting) == []
    assert setting.log == ()
    assert "".join(printed_pages.text(page) for page in setting.document.pages) == "".join(printed)
    for number, page in enumerate(setting.document.pages, 1):
        last = printed_pages.lines(page, number)[-1]
        assert last.tag not in ("h1", "h2", "h3", "h4"), (number, last.text)


def test_the_report_shows_where_marks_would_stand(
    unmarked: tuple[Path, Setting], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content, setting = unmarked
    monkeypatch.setattr("generator.print.edition.set_edition", lambda *_: setting)
    cli.main(["check", "--report", "pages", "--content", str(content), "--message-language", "en"])
    *told, closing = capsys.readouterr().out.splitlines()
    names = "".join(normal((content / "104" / name).read_text("utf-8")) for name in ("indicators.yaml", "goals.yaml"))
    for number, line in enumerate(told, 1):
        path, place, mark, first = mark_of(line)
        assert re.sub(" start", "", mark) == (f"page: {number}" if path.endswith(".yaml") else f"{{page}}`{number}`")
        # The page begins on that line, a row with its names; figures and numbers are made only later.
        rest = normal("".join(Path(path).read_text("utf-8").splitlines()[int(place) - 1 :])) + names
        assert any(word in rest for word in re.findall(r"[\u4e00-\u9fff]{2,}", normal(first))), line
    assert closing.startswith(f"once this is printed, keep these marks and write pages: {len(told)} in ")


def mark_of(line: str) -> tuple[str, str, str, str]:
    """The file, the line, the mark and the first words that a line of the report tells."""
    found = re.fullmatch(r"104 page \d+: (.*):(\d+): mark (.*), \d+ lines: 「(.*)」…「.*」", line)
    assert found, line
    return found[1], found[2], found[3], found[4]


def write_mark(line: str) -> None:
    """Write the mark that a line of the report tells where it says, before the first words of the page."""
    name, place, mark, first = mark_of(line)
    path, index = Path(name), int(place) - 1
    lines = path.read_text("utf-8").split("\n")
    if path.suffix == ".yaml":
        lines.insert(index + 1, f"  {mark}")
    else:
        head = re.match(r"\s*(#+ |\d+\. )?", lines[index])
        paragraph = re.split(r"\n\n", "\n".join(lines[index:]))[0]
        words = re.search(r"\s*".join(map(re.escape, first[:5])), paragraph)
        at = len("\n".join(lines[:index])) + 1 if index else 0
        at += words.start() if words else len(head[0] if head else "")
        text = "\n".join(lines)
        lines = [text[:at] + mark + text[at:]]
    path.write_text("\n".join(lines), "utf-8")


def test_the_marks_of_the_report_are_those_of_the_pages(
    unmarked: tuple[Path, Setting],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = shutil.copytree(unmarked[0], tmp_path / "content")
    monkeypatch.setattr("generator.print.edition.set_edition", lambda *_: unmarked[1])
    cli.main(["check", "--report", "pages", "--content", str(content), "--message-language", "en"])
    told = capsys.readouterr().out.splitlines()[:-1]
    assert any(": mark page: 7 start, " in line for line in told)
    for line in reversed(told):
        write_mark(line)
    edit(content, lambda text: f"{text}pages: {len(told)}\n", "statement.yaml")
    assert check_pages(lay_out(read(content), "zh-Hant")) == []


def test_the_report_shows_the_page_map_of_a_printed_year(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("generator.print.edition.set_edition", lambda *_: printed_pages.setting("zh-Hant"))
    cli.main(["check", "--report", "pages", "--content", str(content), "--message-language", "zh-Hant"])
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 14
    assert re.fullmatch(
        r"104 年度第 12 頁：.*/3-results\.md:\d+：\d+ 行，尚可排 \d 行：「提升偵辦案件品質.*」…「.*各項廉政工作」",
        told[11],
    )


def test_the_report_writes_nothing_that_stays(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts: list[Path] = []

    def note(_: object, folder: Path) -> Setting:
        fonts.append(folder)
        assert folder.is_dir()
        return printed_pages.setting("zh-Hant")

    monkeypatch.setattr("generator.print.edition.set_edition", note)
    assert cli.main(["check", "--report", "pages", "--content", str(content)]) == 0
    (folder,) = fonts
    assert not folder.exists()
    assert ROOT not in folder.parents
