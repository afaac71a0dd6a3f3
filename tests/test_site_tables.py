"""Tables whose head sticks: what is opened inside one, by an address or a key, is not covered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browsing import resize

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

STATEMENTS = ("zh-Hant/104/index.html", "en/104/index.html")
INSIDE = "main tbody [id]"
COVERED = """(element) => {
  const head = element.closest("table").tHead, box = [...element.getClientRects(), element.getBoundingClientRect()][0];
  const over = getComputedStyle(head).position === "sticky" ? head.getBoundingClientRect().bottom : 0;
  return box.top < Math.max(over, 0) - 1 || box.top > innerHeight;
}"""
OPENED = f"""(inside) => [...document.querySelectorAll(inside)].filter(element => {{
  element.scrollIntoView({{behavior: "instant", block: "start"}});
  return ({COVERED})(element);
}}).map(element => element.id)"""


@pytest.fixture(scope="module", params=[True, False], ids=["script", "no script"])
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [1280, 800, 390])
@pytest.mark.parametrize("path", STATEMENTS)
def test_every_block_inside_a_table_is_seen_when_it_is_opened(address: str, tab: Page, path: str, width: int) -> None:
    resize(tab, width, 800)
    tab.goto(address + path)
    assert tab.locator(INSIDE).count() > 50
    assert not tab.evaluate(OPENED, INSIDE)


@pytest.mark.parametrize("width", [1280, 800])
@pytest.mark.parametrize("path", STATEMENTS)
def test_an_address_inside_a_table_opens_below_the_head(address: str, tab: Page, path: str, width: int) -> None:
    resize(tab, width, 800)
    for block in ("s3-1-2-4-3", "s3-1-3-1-p1"):
        tab.goto("about:blank")
        tab.goto(f"{address}{path}#{block}")
        assert not tab.locator(f"#{block}").evaluate(COVERED)


@pytest.mark.parametrize("path", STATEMENTS)
def test_a_link_reached_backwards_is_not_under_the_head(address: str, tab: Page, path: str) -> None:
    resize(tab, 1280, 800)
    tab.goto(f"{address}{path}#foot")
    tab.locator("#foot .mark").focus()
    found = 0
    while tab.evaluate("!!document.activeElement.closest('main, footer')"):
        tab.keyboard.press("Shift+Tab")
        if tab.evaluate("!!document.activeElement.closest('td')"):
            found += 1
            assert not tab.locator(":focus").evaluate(COVERED)
    assert found > 5


@pytest.mark.parametrize("path", STATEMENTS)
def test_a_long_row_says_what_it_is_about_as_far_as_it_reaches(address: str, tab: Page, path: str) -> None:
    resize(tab, 1280, 800)
    tab.goto(address + path)
    last = tab.locator("#s3-1 ~ .scroller tr:has(li) li:last-child").first
    last.evaluate("item => item.scrollIntoView({behavior: 'instant', block: 'start'})")
    row = last.locator("xpath=ancestor::tr")
    label = row.locator("th.indicator > *").first
    assert row.bounding_box()["y"] < 0  # type: ignore[index]
    assert label.is_visible()
    assert not label.evaluate(COVERED)
