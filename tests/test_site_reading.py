"""The site as its readers open it: without script, from a folder, in the other language, over a thin line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browsing import pages, resize, weight
from tests.main_text import MainText

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

STATEMENTS = ("zh-Hant/104/index.html", "en/104/index.html")
SEEN = """() => ({
  text: document.querySelector("main").innerText.length,
  ids: [...document.querySelectorAll("main [id]")].map(element => element.id),
  tables: document.querySelectorAll("main table").length,
  charts: [...document.querySelectorAll("main svg[role=img]")].filter(svg => svg.getBoundingClientRect().height > 50).length,
  contents: document.querySelectorAll(".contents a").length,
  pages: document.querySelectorAll(".pages a").length,
  other: document.querySelector("a.switch").getAttribute("href"),
})"""
SWITCH = """() => {
  const link = document.querySelector(".corner a.switch"), wrong = [];
  for (const element of document.querySelectorAll("main [id]")) {
    if (element.closest("svg")) { continue; }
    history.replaceState(null, "", "#" + element.id);
    element.scrollIntoView({behavior: "instant", block: "start"});
    link.dispatchEvent(new Event("focus"));
    if (link.hash !== "#" + element.id) { wrong.push([element.id, link.hash]); }
  }
  return wrong;
}"""
JUMP = "(id) => document.getElementById(id).scrollIntoView({behavior: 'instant'})"
MARKED = """(id) => {
  const block = document.getElementById(id);
  const links = [...document.querySelectorAll(".contents a[href^='#']")];
  const before = links.filter(link => document.querySelector(link.hash).compareDocumentPosition(block) & 4);
  const marked = document.querySelector(".contents [aria-current]");
  return marked && marked.hash === before.pop().hash;
}"""
TORN = """() => [...document.querySelectorAll("a.proof")].filter(link => {
  const after = link.nextSibling, line = [...link.getClientRects()].pop();
  if (!line || !after || !after.length) { return false; }
  const mark = document.createRange();
  mark.setStart(after, 0);
  mark.setEnd(after, 1);
  return /^[，。、；：)]/.test(after.data) && mark.getBoundingClientRect().top > line.bottom;
}).map(link => link.textContent)"""
SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.hadRecentInput ? 0 : entry.value; }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 300);
})"""


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1280, "height": 800})
    yield found
    found.close()


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


def test_without_script_everything_is_there_from_a_server_and_from_a_folder(
    site: Path, address: str, browser: Browser, tab: Page
) -> None:
    bare = browser.new_context(java_script_enabled=False)
    page = bare.new_page()
    for path in STATEMENTS:
        tab.goto(address + path)
        scripted = tab.evaluate(SEEN)
        for root in (address, f"{site.as_uri()}/"):
            page.goto(root + path)
            read = page.evaluate(SEEN)
            assert abs(read.pop("text") - scripted["text"]) < 100
            assert read == {name: value for name, value in scripted.items() if name != "text"}
            assert (read["tables"], read["charts"], read["contents"], read["pages"]) == (4, 2, 17, 14)
    bare.close()


def test_the_language_switch_keeps_the_block_for_every_id(site: Path, address: str, tab: Page) -> None:
    for path, other in (STATEMENTS, STATEMENTS[::-1]):
        tab.goto(address + path)
        assert not tab.evaluate(SWITCH)
        assert set(MainText(site / path).ids) == set(MainText(site / other).ids)


def test_the_language_switch_lands_where_the_reader_was(address: str, tab: Page) -> None:
    tab.goto(f"{address}{STATEMENTS[0]}#s3-1-2-4-3")
    before = tab.evaluate("document.getElementById('s3-1-2-4-3').getBoundingClientRect().top")
    tab.locator(".corner a.switch").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/en/104/index.html#s3-1-2-4-3", wait_until="load", timeout=5000)
    after = tab.evaluate("document.getElementById('s3-1-2-4-3').getBoundingClientRect().top")
    assert abs(after - before) < 4


def test_on_a_phone_the_language_switch_keeps_the_place_of_a_reader_who_scrolled(address: str, tab: Page) -> None:
    resize(tab, 390, 844)
    tab.goto(address + STATEMENTS[0])
    tab.evaluate("document.getElementById('s2-2').scrollIntoView()")
    switch = tab.locator("section:has(> #s2-2) > .steps a.switch")
    switch.focus()
    tab.locator("#s2-2").evaluate("block => new Promise(done => setTimeout(done, 500))")
    switch.dispatch_event("pointerdown")
    block = switch.evaluate("link => link.hash")
    assert tab.locator(f"section:has(> #s2-2) {block}").is_visible()
    before = tab.locator(block).evaluate("block => block.getBoundingClientRect().top")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/en/104/index.html{block}", wait_until="load", timeout=5000)
    assert tab.evaluate(SHIFT) == 0
    box = tab.locator(block).evaluate(
        "block => [block.getBoundingClientRect().top, block.getBoundingClientRect().height]"
    )
    assert abs(box[0] - before) < 4 or (before < 0 and box[0] <= 0 < sum(box))


def test_the_statement_is_light_and_nothing_moves(site: Path, address: str, browser: Browser) -> None:
    for path in STATEMENTS:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        fetched: list[str] = []
        page.on("response", lambda response, fetched=fetched: fetched.append(response.url))
        page.goto(address + path, wait_until="networkidle")
        weights = {url: weight(site, url.removeprefix(address)) for url in fetched}
        assert page.evaluate(SHIFT) == 0, path
        fonts = {url for url in weights if url.endswith(".woff")}
        rest = {url.removeprefix(address): weight for url, weight in weights.items() if url not in fonts}
        assert all(url.startswith(address) for url in weights)
        assert len(rest) <= 5, rest
        assert sum(rest.values()) < 35 * 1024, rest
        context.close()


def test_no_line_begins_with_the_comma_behind_a_proven_figure(address: str, tab: Page) -> None:
    tab.goto(address + "zh-Hant/104/index.html")
    torn = {}
    for width in range(320, 440, 8):
        resize(tab, width, 800)
        torn[width] = tab.evaluate(TORN)
    assert not any(torn.values()), torn


def test_no_page_says_a_word_to_the_console(site: Path, address: str, tab: Page) -> None:
    said = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("requestfailed", lambda request: said.append(request.url) if "ABORTED" not in request.failure else None)
    tab.on("response", lambda response: said.append(response.url) if response.status >= 400 else None)
    for path in pages(site):
        tab.goto(address + path)
    assert not said


def test_the_titles_are_set_in_the_face_that_the_page_brings(address: str, tab: Page) -> None:
    tab.goto(address + STATEMENTS[0])
    tab.evaluate("document.fonts.ready")
    assert tab.evaluate("[...document.fonts].map(face => face.family + ' ' + face.status)") == ["Statement Kai loaded"]


def test_the_contents_mark_the_section_that_is_read_after_any_jump(address: str, tab: Page) -> None:
    resize(tab, 1440, 800)
    tab.goto(address + STATEMENTS[0])
    for block in ("s1-2-5", "s3-1-2-4-3", "s2-1-4-3-p1", "s3-2-3-1", "s1-2-3"):
        tab.evaluate(JUMP, block)
        tab.wait_for_function(MARKED, arg=block)


def test_a_block_shows_its_address_and_can_be_cited(address: str, context: BrowserContext, tab: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    for path, block, page in (
        (STATEMENTS[0], "s3-1-3-1-p1", "第11頁，版本"),
        (STATEMENTS[0], "s2-p2", "第2頁，版本"),
        (STATEMENTS[1], "s2-p2", "printed page 2, version"),
    ):
        tab.goto(address + path)
        tab.locator(f"#{block}").hover()
        tool = tab.locator(".address")
        assert tool.locator("a").inner_text() == f"#{block}"
        tool.locator("button").nth(1).click()
        tab.locator(".address [role=status]:not(:empty)").wait_for()
        cited = tab.evaluate("navigator.clipboard.readText()")
        assert page in cited
        assert cited.endswith(f"{path}#{block}")


def test_a_phone_shows_the_address_of_a_tapped_heading_until_another_place_is_tapped(
    address: str, browser: Browser
) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    tab = phone.new_page()
    tab.goto(address + STATEMENTS[0])
    tool = tab.locator(".address")
    tab.locator("#s1-2 a.number").first.tap()
    assert tool.is_visible()
    assert tool.locator("a").inner_text() == "#s1-2"
    tool.locator("button").nth(1).tap()
    assert tool.is_visible()
    tab.locator("#s1-2-1").tap()
    assert tool.is_hidden()
    phone.close()
