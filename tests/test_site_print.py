"""Web pages on paper and on a phone: nothing is cut off, covered, stretched or too small to read."""

from __future__ import annotations

from pathlib import Path
from subprocess import check_output
from typing import TYPE_CHECKING

import pytest

from tests.browsing import pages, resize

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

STATEMENTS = ("zh-Hant/104/index.html", "en/104/index.html")
PAPER = {"A4": 680, "A5": 446, "A3": 1009}
"""CSS pixels between margins of 15 mm."""
CUT = """() => [...document.querySelectorAll("main *")].filter(element => {
  const box = element.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 1 || box.left < -1);
}).map(element => element.tagName + "#" + element.id + "." + element.className).slice(0, 5)"""
OVERLAPS = """() => [...document.querySelectorAll("[role=doc-pagebreak] + .number")].filter(number => {
  const mark = document.createRange(), box = number.getBoundingClientRect();
  mark.setStart(number.parentNode, 0);
  mark.setEndBefore(number);
  return [...mark.getClientRects()].some(each => each.right > box.left + 1 && each.left < box.right - 1 && each.bottom > box.top && each.top < box.bottom);
}).map(number => number.parentNode.id)"""
TORN = """() => {
  const found = [], range = document.createRange();
  document.querySelectorAll("h1, h2, h3, .contents a, .chapters a").forEach(heading => {
    const walk = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      for (const year of walk.currentNode.textContent.matchAll(/\\d+\\)?年度/g)) {
        range.setStart(walk.currentNode, year.index);
        range.setEnd(walk.currentNode, year.index + year[0].length);
        found.push([year[0], new Set([...range.getClientRects()].map(line => Math.round(line.bottom))).size]);
      }
    }
  });
  return found;
}"""
COVERED = """() => {
  const tab = document.querySelector(".corner").getBoundingClientRect(), found = [];
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), range = document.createRange();
  while (tab.width && walk.nextNode()) {
    range.selectNodeContents(walk.currentNode);
    if ([...range.getClientRects()].some(line => line.width && line.left < tab.right && line.right > tab.left)) {
      found.push(walk.currentNode.textContent.trim());
    }
  }
  return found.filter(Boolean);
}"""
INSET = """steps => {
  const room = steps.getBoundingClientRect();
  return [...steps.querySelectorAll("li")].filter(each => each.checkVisibility()).map(each => {
    const box = each.getBoundingClientRect();
    return each.matches(".next, .other") ? room.right - box.right : box.left - room.left;
  });
}"""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Page:
    return browser.new_context().new_page()


@pytest.mark.parametrize("paper", PAPER)
def test_print_cuts_nothing_off_and_page_numbers_cover_nothing(site: Path, address: str, tab: Page, paper: str) -> None:
    tab.emulate_media(media="print")
    resize(tab, PAPER[paper], 1000)
    found = {}
    for path in pages(site):
        tab.goto(address + path)
        if wrong := [*tab.evaluate(CUT), *tab.evaluate(OVERLAPS)]:
            found[path] = wrong
    tab.emulate_media(media="null")  # Another would be printed as well.
    assert not found


@pytest.mark.parametrize("width", [320, 360, 768, 959, 960, 1248, 1440])
def test_nothing_covers_what_one_reads(address: str, tab: Page, width: int) -> None:
    resize(tab, width, 800)
    for path in STATEMENTS:
        tab.goto(address + path)
        assert not tab.evaluate(COVERED)
        assert not tab.evaluate(OVERLAPS)


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_the_heads_of_the_table_of_staff_are_unbroken_and_the_chart_can_be_read(
    address: str, tab: Page, width: int
) -> None:
    resize(tab, width, 800)
    for path in STATEMENTS:
        tab.goto(address + path)
        tab.keyboard.press("Shift")  # lays all sections out
        heads = tab.locator(".staffing thead tr:last-child th")
        assert set(heads.evaluate_all("all => all.map(head => getComputedStyle(head).writingMode)")) == {"vertical-rl"}
        lines = "all => all.map(head => { const r = document.createRange(); r.selectNodeContents(head); return r.getClientRects().length; })"
        assert set(heads.evaluate_all(lines)) == {1}
        scale = "svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width * 11"
        assert tab.locator("svg.organisation").evaluate(scale) >= 11


def test_headings_are_never_stretched(site: Path, address: str, tab: Page) -> None:
    resize(tab, 360, 640)
    for path in pages(site):
        tab.goto(address + path)
        aligned = "all => all.map(each => getComputedStyle(each).textAlign)"
        assert "justify" not in tab.locator(":is(h1, h2, h3, h4, h5, dt, dd, figcaption, th)").evaluate_all(aligned), (
            path
        )


def test_scripts_take_what_readers_type_letter_for_letter(address: str, tab: Page) -> None:
    said: list[str] = []
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(f"{address}zh-Hant/search/index.html?q=$%26zz")
    tab.locator("#found:not(:empty)").wait_for()
    assert tab.locator("#found").inner_text() == "查無「$&zz」。"
    tab.goto(f"{address}zh-Hant/search/index.html?q=$%26")
    tab.locator("#found:not(:empty)").wait_for()
    assert tab.locator("#found").inner_text() == "查無「$&」。"
    tab.goto(f"{address}zh-Hant/104/index.html#%E0%A4%A")
    tab.locator("header a.switch").dispatch_event("focus")
    assert not said


@pytest.mark.parametrize("path", ["zh-Hant/104/index.html", "zh-Hant/index.html"])
def test_a_heading_never_breaks_inside_a_year(address: str, tab: Page, path: str) -> None:
    tab.goto(address + path)
    tab.keyboard.press("Shift")  # lays all sections out
    for width in range(320, 440, 8):
        resize(tab, width, 800)
        years = tab.evaluate(TORN)
        assert years
        assert [year for year, lines in years if lines > 1] == [], width


@pytest.mark.parametrize("path", ["zh-Hant/104/figures/index.html", "en/104/figures/index.html"])
def test_the_printed_page_of_a_figure_never_breaks(address: str, tab: Page, path: str) -> None:
    tab.goto(address + path)
    for width in range(320, 800, 32):
        resize(tab, width, 800)
        lines = tab.locator(".relations a + .aside").evaluate_all(
            "all => all.map(each => each.getClientRects().length)"
        )
        assert set(lines) == {1}, width


def test_no_printed_page_begins_with_the_note_to_a_table(address: str, tab: Page, tmp_path: Path) -> None:
    tab.goto(address + STATEMENTS[0])
    note = tab.locator(".note").first.text_content()[:6]  # type: ignore[index]
    tab.pdf(path=tmp_path / "page.pdf", format="A4", prefer_css_page_size=True)
    text = check_output(["pdftotext", "-layout", tmp_path / "page.pdf", "-"], text=True)
    assert note in text
    assert not [page for page in text.split("\f") if page.strip().startswith(note)]


@pytest.mark.parametrize(
    ("path", "begins", "ends"),
    [
        ("zh-Hant/indicators", "衡量標準：", "出處"),
        ("en/indicators", "Measurement criteria:", "Stated in"),
        ("zh-Hant/104/figures", "依據", "所在"),
        ("en/104/figures", "Inputs", "Stated in"),
    ],
)
def test_an_indicator_and_a_relation_stand_whole_on_a_printed_page(
    address: str, tab: Page, tmp_path: Path, path: str, begins: str, ends: str
) -> None:
    """The head of a table that breaks is printed again, and a list that breaks ends on another page."""
    tab.goto(f"{address}{path}/index.html")
    tab.pdf(path=tmp_path / "page.pdf", format="A4", prefer_css_page_size=True)
    text = check_output(["pdftotext", "-layout", tmp_path / "page.pdf", "-"], text=True)
    found = [(page.count(begins), page.count(ends)) for page in text.split("\f")]
    assert sum(begun for begun, _ in found) > 10
    assert [page for page in found if page[0] != page[1]] == []


@pytest.mark.parametrize("width", [360, 768, 1100])
def test_what_leads_on_stands_at_the_edges_of_the_text(address: str, tab: Page, width: int) -> None:
    """In the first section, which has none before it, and in the last, too."""
    resize(tab, width, 800)
    for path in STATEMENTS:
        tab.goto(address + path)
        tab.keyboard.press("Shift")  # lays all sections out
        for steps in tab.locator(".steps").all():
            inset = steps.evaluate(INSET)
            assert inset
            assert max(inset) <= 1, (path, steps.get_attribute("aria-label"), inset)


@pytest.mark.parametrize(("width", "leads"), [(360, True), (800, True), (1100, True), (1440, False)])
def test_each_section_leads_back_to_the_contents_where_they_are_out_of_sight(
    address: str, tab: Page, width: int, leads: bool
) -> None:
    resize(tab, width, 800)
    for path in STATEMENTS:
        tab.goto(address + path)
        tab.keyboard.press("Shift")  # lays all sections out
        ways = tab.locator(".steps a[href='#contents']")
        assert ways.count() == tab.locator(".steps").count()
        assert {way.is_visible() for way in ways.all()} == {leads}
