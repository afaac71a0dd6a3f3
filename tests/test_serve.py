"""`serve`: what is saved is served and seen at once, a mistake lies over the last good page, nobody else is answered."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

from generator.desk.new_year.draft import new_year
from generator.desk.serve import site as preview_site
from generator.desk.serve import typesetter
from generator.desk.serve.hosts import Hosts
from generator.desk.serve.pages import live
from generator.desk.serve.site import SHARED, PreviewSite
from generator.desk.serve.typesetter import Printed, Refused, _set
from generator.desk.serve.watch import Changes, bursts, is_source, sort_out
from generator.edition import Task
from generator.order import Order
from generator.pipeline import build
from generator.problems import ContentError
from generator.site import strings
from tests.benchmark.years import moved
from tests.conftest import in_letters

ROOT = Path(__file__).parents[1]
PROGRAM = ("generator", "templates", "build.py", "pyproject.toml", "content")
PAGE = "/en/104/index.html"
PATIENCE = 15.0


class Served:
    """`serve` at work on a copy of the project, so that templates can be edited as well."""

    def __init__(self, project: Path, process: subprocess.Popen[str], port: int) -> None:
        self.project, self.process, self.port = project, process, port
        self.address = f"http://127.0.0.1:{port}"
        self.sources = project / "content"

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest("GET", path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text

    def state(self, path: str = PAGE) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.get(f"/@preview/state?page={path}")[2])
        return found

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.project / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")


def until(is_so: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait until `is_so`; a fault if that takes longer than anybody waits."""
    ends = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.02)


@contextmanager
def serving(project: Path, *options: str) -> Iterator[Served]:
    command = [sys.executable, "build.py", "serve", "--port", "0", "--message-language", "en", *options]
    with (
        (project / "stderr.txt").open("w") as errors,
        subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:(\d+)/(\S+)", said)
            assert found, said + (project / "stderr.txt").read_text()
            yield Served(project, process, int(found[1]))
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that tests may edit; each leaves it as it was, which `pristine` beside it tells."""
    folder = tmp_path_factory.mktemp("serve")
    for name in PROGRAM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)
    shutil.copytree(folder, folder / "pristine", ignore=shutil.ignore_patterns("pristine", "generator"))
    return folder


@pytest.fixture(scope="module")
def served(project: Path) -> Iterator[Served]:
    with serving(project) as found:
        yield found


@pytest.fixture
def mended(project: Path) -> Iterator[None]:
    """Puts back what a test changes in the sources and templates."""
    yield
    pristine = project / "pristine"
    for name in ("content", "templates"):
        for copy in (project / name).rglob("*"):
            if copy.is_file() and not (pristine / copy.relative_to(project)).exists():
                copy.unlink()
        for source in (pristine / name).rglob("*"):
            copy = project / source.relative_to(pristine)
            if source.is_file() and (not copy.exists() or copy.read_bytes() != source.read_bytes()):
                shutil.copyfile(source, copy)


# --- What is served -----------------------------------------------------------------------------------------------


def test_the_address_told_is_the_page_edited_last(project: Path, mended: None) -> None:
    (project / "content/104/en/2-goals.md").touch()
    with serving(project) as found:
        status, headers, _ = found.get("/")
        assert (status, headers["location"]) == (302, PAGE)


def test_a_page_is_the_published_one_with_scripts_of_our_own_origin(served: Served) -> None:
    _, _, text = served.get(PAGE)
    assert f"connect-src &#39;self&#39; ws://127.0.0.1:{served.port};" in text
    assert '<script src="/livereload.js?' in text
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*ld\+json)", text)
    assert "unsafe" not in text


def test_the_published_policy_stays_as_it_is() -> None:
    site = PreviewSite(ROOT / "content")
    site.update()
    page = site.file(PAGE[1:])
    assert page is not None
    assert b"ws://" not in page
    assert b"livereload" not in page
    assert live(page, "127.0.0.1:1", False) != page


@pytest.mark.parametrize("path", ["/index.html", "/en/", "/en/104/", "/en/104/figures/index.html", "/sitemap.xml"])
def test_every_page_of_the_site_is_served(served: Served, path: str) -> None:
    assert served.get(path)[0] == 200


@pytest.mark.parametrize(
    ("path", "leads_to"), [("/en", "/en/"), ("/en/104", "/en/104/"), ("/en/search?q=a%20b", "/en/search/?q=a%20b")]
)
def test_a_folder_without_its_last_slash_leads_to_its_page(served: Served, path: str, leads_to: str) -> None:
    status, headers, _ = served.get(path)
    assert (status, headers["location"]) == (302, leads_to)


def test_an_address_that_is_none_gets_the_page_of_what_is_not_found(served: Served) -> None:
    assert served.get("/en/999/index.html")[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/build.py", "/@preview/../strings.yaml",
        "/@preview/problems.html.j2", "/en/104/../../../build.py", "//etc/passwd", "/content/site.yaml", "/en/104/%00",
    ],
)  # fmt: skip
def test_no_path_leads_to_the_disk(served: Served, path: str) -> None:
    status, _, text = served.get(path)
    assert status == 404
    assert "root:" not in text
    assert "base-url" not in text


@pytest.mark.parametrize(
    "path", ["/", PAGE, "/livereload.js", "/@preview/preview.js", "/@preview/state", "/livereload"]
)
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", "10.0.0.1", ""])
def test_a_foreign_host_is_refused(served: Served, path: str, host: str) -> None:
    assert served.get(path, Host=host)[0] in (400, 403)


def test_a_page_of_elsewhere_may_not_listen(served: Served) -> None:
    asks = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec_WebSocket_Key": "a" * 22 + "==",
            "Sec_WebSocket_Version": "13"}  # fmt: skip
    assert served.get("/livereload", Origin="http://evil.example", **asks)[0] == 403


@pytest.mark.parametrize(
    ("bound", "host", "is_known"),
    [
        ("127.0.0.1", "localhost:8000", True), ("127.0.0.1", "[::1]:8000", True), ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "192.168.1.5:8000", False), ("0.0.0.0", "192.168.1.5:8000", True),
        ("0.0.0.0", "evil.example", False), ("desk.example", "desk.example:80", True), ("127.0.0.1", "[", False),
    ],
)  # fmt: skip
def test_who_may_be_named_as_host(bound: str, host: str, is_known: bool) -> None:
    assert Hosts(bound).knows(host) is is_known


# --- What is saved ------------------------------------------------------------------------------------------------


def test_a_saved_paragraph_is_served_and_output_is_not_touched(served: Served, mended: None) -> None:
    served.replace("content/104/en/1-duties.md", "(AAC)", "(AAC, edited)")
    until(lambda: "(AAC, edited)" in served.get(PAGE)[2])
    assert not (served.project / "output").exists()


def test_a_mistake_is_told_as_in_the_terminal_over_the_last_good_page(served: Served, mended: None) -> None:
    good = served.state()["state"]
    served.replace("content/104/goals.yaml", "- key:", "- kee:")
    until(lambda: any("kee" in problem for problem in served.state()["problems"]))  # Not the file half written.
    found = served.state()
    terminal = subprocess.run(
        [sys.executable, "build.py", "check", "--message-language", "en"],
        cwd=served.project, capture_output=True, text=True, check=False,
    ).stderr  # fmt: skip
    assert "goals.yaml" in found["problems"][0]
    assert all(problem in terminal for problem in found["problems"])
    assert found["state"] == good
    assert 'data-problems="yes"' in served.get(PAGE)[2]
    served.replace("content/104/goals.yaml", "- kee:", "- key:")
    until(lambda: not served.state()["problems"])


def test_a_template_that_fails_is_told_with_its_line(served: Served, mended: None) -> None:
    good = served.state()["state"]
    served.replace("templates/web/statement.html.j2", "{% block main %}", "{% block main %}{{ nonsense.word }}")
    until(lambda: any("nonsense" in problem for problem in served.state()["problems"]))
    assert re.match(r"templates/web/statement\.html\.j2:\d+:1: error: template error", served.state()["problems"][0])
    assert served.get(PAGE)[0] == 200
    served.replace("templates/web/statement.html.j2", "{{ nonsense.word }}", "")
    until(lambda: served.state()["state"] == good and not served.state()["problems"])


def test_a_mistake_in_the_words_of_the_interface_is_told_like_one_in_a_source(served: Served, mended: None) -> None:
    good = served.state()["state"]
    served.replace("templates/strings.yaml", 'Skip to main content"', "Skip to main content")
    until(lambda: any("quote" in problem for problem in served.state()["problems"]))
    told = served.state()["problems"][0]
    assert re.match(r"templates/strings\.yaml:4:\d+: error: YAML syntax error \(a quote is not closed\)", told)
    served.replace("templates/strings.yaml", "Skip to main content", 'Skip to main content"')
    until(lambda: served.state()["state"] == good and not served.state()["problems"])


def test_styles_and_words_of_the_interface_are_followed(served: Served, mended: None) -> None:
    style = re.search(r"assets/site-\w+\.css", served.get(PAGE)[2])
    assert style
    served.replace("templates/assets/site.css", "@media print", ".edited { color: red }\n@media print")
    until(lambda: style[0] not in served.get(PAGE)[2])
    served.replace("templates/strings.yaml", "Skip to main content", "Skip to the edited content")
    served.replace("templates/strings.yaml", 'en: "Page {page}"', 'en: "Edited page {page}"')
    until(lambda: "Skip to the edited content" in served.get(PAGE)[2])
    assert "Edited page 2" in served.get(PAGE)[2]


def test_a_new_year_appears_and_a_deleted_one_goes(served: Served, mended: None) -> None:
    shutil.copytree(served.sources / "104", served.sources / "105")
    for path in (served.sources / "105").rglob("*.[ym][ad]*"):
        path.write_text(moved(path.read_text("utf-8"), 1), "utf-8")
    until(lambda: served.get("/en/105/index.html")[0] != 404)
    shutil.rmtree(served.sources / "105")
    until(lambda: served.get("/en/105/index.html")[0] == 404 and not served.state()["problems"])


def test_a_renamed_chapter_is_a_mistake_until_it_is_named_again(served: Served, mended: None) -> None:
    chapter = served.sources / "104/en/2-goals.md"
    chapter.rename(chapter.with_name("2-aims.md"))
    until(lambda: any("2-goals.md" in problem for problem in served.state()["problems"]))
    chapter.with_name("2-aims.md").rename(chapter)
    until(lambda: not served.state()["problems"])


def test_only_what_changed_is_made_anew() -> None:
    site = PreviewSite(ROOT / "content")
    site.update()
    site.file("en/104/index.html"), site.file("zh-Hant/104/index.html"), site.file("en/index.html")
    statement, spanning = site.years[104].statement, site.file("index.html")
    assert site.update([]) == frozenset()
    assert site.years[104].statement is statement
    assert site.update([104]) == {104}
    assert site.years[104].statement is not statement
    assert site.file("index.html") is spanning
    assert site.update([SHARED]) == {104}


def test_a_page_keeps_its_style_when_its_year_is_saved_before_the_browser_asks_for_it() -> None:
    site = PreviewSite(ROOT / "content")
    site.update()
    (style,) = re.findall(rb'href="[./]*(assets/[^"]*[.]css)"', site.file("zh-Hant/104/index.html") or b"")
    site.update([104]), site.update([104])
    assert site.file(style.decode())


def test_pages_that_span_years_make_no_page_of_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """And a style that was edited leaves what they know of the years as it is."""

    def refuse(task: Task) -> NoReturn:
        raise AssertionError(task.language)

    monkeypatch.setattr(preview_site, "render", refuse)
    site = PreviewSite(ROOT / "content")
    site.update()
    assert b"104/index.html" in (site.file("en/index.html") or b"")
    monkeypatch.setattr(preview_site, "record", refuse)
    site.forget_templates({"site.css"})
    assert b"104/index.html" in (site.file("en/index.html") or b"")
    site.forget_templates({"strings.yaml"})
    with pytest.raises(AssertionError):
        site.file("en/index.html")


def test_a_draft_is_listed_by_the_preview_alone(tmp_path: Path) -> None:
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    new_year(content, 105, 104, "en")
    site = PreviewSite(content)
    site.update()
    link = r'<a href="105/index.html">.*</a> <span class="aside">Draft'
    assert re.search(link, (site.file("en/index.html") or b"").decode())
    build(Order(content, tmp_path / "output", cache=None, with_pdf=False))
    assert "105/" not in (tmp_path / "output/en/index.html").read_text("utf-8")
    assert (tmp_path / "output/en/105/index.html").is_file()


def test_a_site_with_a_mistake_in_what_years_share_stays_as_it_was(tmp_path: Path) -> None:
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    site = PreviewSite(content)
    site.update()
    before = site.file("en/index.html")
    path = content / "site.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("  en: Agency Against Corruption, Ministry of Justice\n", "", 1), "utf-8")
    site.update([SHARED])
    assert [problem.code for problem in site.problems] == ["missing-translation"]
    assert site.file("en/index.html") == before
    path.write_text(text, "utf-8")
    site.update([SHARED])
    assert not site.problems


def test_a_mistake_stays_told_when_a_file_that_years_share_is_saved(tmp_path: Path) -> None:
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    path = content / "104" / "results.yaml"
    text = path.read_text("utf-8")
    site = PreviewSite(content)
    site.update()
    path.write_text(text.replace(" events: {value: 734", " events: {value: 704", 1), "utf-8")
    site.update([104])
    told = site.problems
    assert [problem.severity for problem in told] == ["error"]
    assert not site.update([SHARED])
    assert site.problems == told
    path.write_text(text, "utf-8")
    site.update([104])
    assert not site.problems


def test_a_burst_of_saves_is_told_once(tmp_path: Path) -> None:
    folder = tmp_path / "104"
    folder.mkdir()

    async def told() -> list[Changes]:
        stop = asyncio.Event()
        found = []

        async def watch() -> None:
            async for changes in bursts(tmp_path, stop):
                found.append(changes)

        watching = asyncio.create_task(watch())
        await asyncio.sleep(0.2)
        for number in range(20):
            (folder / f"{number}.yaml").write_text("saved", "utf-8")
        await asyncio.sleep(0.5)
        stop.set()
        await watching
        return found

    assert asyncio.run(told()) == [Changes(frozenset({104}), frozenset())]


@pytest.mark.campaign
def test_five_hundred_builds_leave_memory_and_files_as_they_were(served: Served, mended: None) -> None:
    def used() -> tuple[int, int]:
        home = Path(f"/proc/{served.process.pid}")
        pages = int((home / "statm").read_text().split()[1])
        return pages, len(list((home / "fd").iterdir()))

    before = (0, 0)
    for number in range(500):
        word, next_word = f"(AAC-{in_letters(number)})" if number else "(AAC)", f"(AAC-{in_letters(number + 1)})"
        served.replace("content/104/en/1-duties.md", word, next_word)
        until(lambda word=next_word: word in served.get(PAGE)[2])  # type: ignore[misc]
        before = used() if number == 50 else before
    after = used()
    print(f"500 builds: {before[0] * 4} kB and {before[1]} files after 50, {after[0] * 4} kB and {after[1]} at the end")
    assert after[0] < before[0] * 1.1
    assert after[1] <= before[1] + 1


def test_what_programs_write_while_they_save_is_no_source() -> None:
    assert not any(map(is_source, ["/c/.goals.yaml.swp", "/c/goals.yaml~", "/c/4913", "/c/#goals.yaml#"]))
    assert is_source("/c/104/goals.yaml")


def test_changes_are_sorted_by_what_they_change() -> None:
    root = Path("/c")
    paths = [root / "104/en/1.md", root / "site.yaml", Path("/templates/site.css")]
    assert sort_out(paths, root) == Changes(frozenset({104, SHARED}), frozenset({"site.css"}))
    assert not sort_out([], root)


def test_the_printed_page_that_was_edited_follows(project: Path, mended: None) -> None:
    def address(found: Served) -> str:
        return str(json.loads(found.get("/@preview/print/zh-Hant/104/state")[2])["address"])

    with serving(project, "--pdf") as found:
        assert found.process.stdout is not None
        view = re.fullmatch(
            r"printed pages: http://\S+?(/@preview/print/[\w-]+/104)\n", found.process.stdout.readline()
        )
        assert view
        assert found.get(view[1])[0] == 200
        assert 'href="/@preview/print/zh-Hant/104"' in found.get("/zh-Hant/104/parallel/index.html")[2]
        assert found.get("/@preview/print/zh-Hant/999")[0] == 404
        assert address(found) == ""
        until(lambda: address(found) != "", patience=60)
        first = address(found)
        assert first.endswith("#page=1")
        assert found.get(first.split("#")[0])[1]["content-type"] == "application/pdf"
        found.replace("content/104/zh-Hant/3-results.md", "合計", "共計")
        until(lambda: address(found) != first, patience=60)
        assert int(address(found).rpartition("=")[2]) > 1
        found.replace("content/104/zh-Hant/3-results.md", "共計", "共計" + "增訂" * 80)
        until(lambda: bool(found.state("/zh-Hant/104/index.html")["problems"]), patience=60)
        beside, printed = (
            found.state("/zh-Hant/104/index.html"),
            json.loads(found.get("/@preview/print/zh-Hant/104/state")[2]),
        )
        assert beside["title"] == "errors: 1; the page below is not affected and is up to date"
        assert printed["title"] == "errors: 1; below is the last good version"
        assert printed["problems"] == beside["problems"]
        assert not printed["setting"]
        found.process.send_signal(signal.SIGINT)
        assert found.process.wait(PATIENCE) == 0
    assert "Traceback" not in (project / "stderr.txt").read_text()


def test_the_page_of_a_changed_block_is_found_in_a_draft_and_a_translation(harbour: Path) -> None:
    """These have no page marks: where their pages begin only the typesetter knows."""
    new_year(harbour, 111, 110, "en")
    site, before = PreviewSite(harbour), {}

    def pages(name: str, old: str, new: str) -> int:
        path = harbour / "111/en" / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
        site.update()
        task = site.task(111, "en", with_pdf=True)
        assert task is not None
        made = _set(task, before)
        assert isinstance(made, Printed)
        return made.page

    assert pages("1-harbours.md", "Buoys were", "Buoys were" + " many times over and over again" * 300) == 1
    assert pages("2-money.md", "The expenditures", "All expenditures") > 1
    assert pages("1-harbours.md", "# ", "# Our ") == 1


def test_the_typesetter_follows_who_edits_the_words_of_the_interface(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, harbour: Path
) -> None:
    site, edited, read = PreviewSite(harbour), tmp_path / "strings.yaml", []
    site.update()
    task = site.task(110, "en", with_pdf=True)
    assert task is not None

    def note_words(task: Task) -> NoReturn:
        read.append(strings.Strings(task.language)["corrections"])
        raise ContentError([])

    monkeypatch.setattr(strings, "STRINGS", edited)
    monkeypatch.setattr(typesetter, "render", note_words)
    for words in ("Corrections", "Mended"):
        edited.write_text(f"corrections: {{en: {words}}}\n", "utf-8")
        _set(task, {})
    strings.forget_strings()
    assert read == ["Corrections", "Mended"]


def test_a_fault_in_setting_type_is_told(monkeypatch: pytest.MonkeyPatch, harbour: Path) -> None:
    def fail(task: Task) -> NoReturn:
        raise RuntimeError(task.language)

    site = PreviewSite(harbour)
    site.update()
    task = site.task(110, "en", with_pdf=True)
    assert task is not None
    monkeypatch.setattr(typesetter, "render", fail)
    refused = _set(task, {})
    assert isinstance(refused, Refused)
    assert [problem.code for problem in refused.problems] == ["fault"]


# --- Beginning and end --------------------------------------------------------------------------------------------


def test_ctrl_c_ends_it_cleanly(project: Path) -> None:
    with serving(project) as found:
        found.process.send_signal(signal.SIGINT)
        assert found.process.wait(PATIENCE) == 0
    assert "Traceback" not in (project / "stderr.txt").read_text()


def test_a_port_in_use_is_told(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "build.py", "serve", "--port", str(port), "--message-language", "en"],
            cwd=project, capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
    assert done.returncode == 3
    assert f"port {port} is in use" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_mistake_from_the_beginning_has_a_page_of_its_own(project: Path, mended: None) -> None:
    goals = project / "content/104/goals.yaml"
    goals.write_text("- [", "utf-8")
    with serving(project) as found:
        assert found.get(PAGE)[0] == 503
        shutil.copyfile(project / "pristine/content/104/goals.yaml", goals)
        until(lambda: found.get(PAGE)[0] == 200)


# --- In the browser -----------------------------------------------------------------------------------------------


def holds(page: Any, expression: str) -> bool:
    """Whether `expression` is true on `page` now; false while it loads anew. (Waiting inside the page needs `eval`.)"""
    try:
        return bool(page.evaluate(expression))
    except Exception as error:
        if "context was destroyed" in str(error) or "navigation" in str(error):
            return False
        raise


@pytest.fixture
def reader(browser: Any, served: Served) -> Iterator[Any]:
    """A page in Chromium that listens for changes; whatever its policy refuses fails the test."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    page.goto(served.address + PAGE)
    until(lambda: holds(page, "Boolean(window.LiveReload && window.LiveReload.connector.protocol >= 7)"))
    yield page
    page.close()
    assert not refused


@pytest.mark.browser
def test_a_paragraph_a_figure_and_a_template_are_seen(reader: Any, served: Served, mended: None) -> None:
    served.replace("content/104/en/1-duties.md", "(AAC)", "(AAC, edited)")
    reader.wait_for_selector("p:has-text('(AAC, edited)')")
    served.replace("content/104/results.yaml", "{value: 10617}", "{value: 10618}")
    reader.wait_for_selector("data[value='10618']", state="attached")
    served.replace("templates/web/base.html.j2", "<footer id=", '<footer class="edited" id=')
    reader.wait_for_selector("footer.edited", state="attached")


@pytest.mark.browser
def test_the_scroll_place_is_kept(reader: Any, served: Served, mended: None) -> None:
    place = "document.getElementById('s2-1').getBoundingClientRect().top"
    reader.evaluate(f"scrollBy({{ top: {place} - 100, behavior: 'instant' }})")
    before = reader.evaluate(place)
    served.replace("content/104/en/1-duties.md", "(AAC)", "(AAC, edited" + " and longer" * 60 + ")")
    reader.wait_for_selector("p:has-text('(AAC, edited and longer')", state="attached")
    until(lambda: holds(reader, f"Math.abs({place} - {before}) < 3"))


@pytest.mark.browser
def test_a_mistake_lies_over_the_page_and_goes_away(reader: Any, served: Served, mended: None) -> None:
    served.replace("content/104/goals.yaml", "- key:", "- kee:")
    shown = reader.wait_for_selector("dialog.preview-problems[open]")
    assert "content/104/goals.yaml:" in shown.inner_text()
    assert reader.locator("main h2").count() > 1
    served.replace("content/104/goals.yaml", "- kee:", "- key:")
    reader.wait_for_selector("dialog.preview-problems", state="detached")
