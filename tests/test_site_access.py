"""The whole site as everyone can use it: no violation that axe knows, by keyboard alone, on a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browsing import npm_file, pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1440)
BY_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules that can tell dark from light; the others read the tree and the boxes, which are the same."""
RUN = """async (rules) => {
  const options = {preload: false, resultTypes: ["violations"], ...(rules ? {runOnly: rules} : {})};
  const found = await axe.run(document, options);
  return found.violations.map(each => each.id + ": " + each.nodes.map(node => node.target.join(" ")).slice(0, 5).join(", "));
}"""
OUTSIDE = """() => [...document.querySelectorAll("body *")].filter(element => {
  const box = element.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 1 || box.left < -1) && !element.closest(".scroller, .skip")
    && getComputedStyle(element).position !== "absolute";
}).map(element => element.tagName + "." + element.className + "#" + element.id).slice(0, 5)"""
FOCUS = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const all = [...document.querySelectorAll("a[href], button, input, [tabindex='0']")]
    .filter(each => each.checkVisibility() && !each.closest(".address"));
  return {index: all.indexOf(element), tool: !!element.closest(".address"), name: element.outerHTML.slice(0, 80), seen, marked, count: all.length};
}"""


def kinds(site: Path) -> list[str]:
    """A page of each kind in Chinese, and the English one that is laid out in another way."""
    return [path for path in pages(site) if not path.startswith("en/") or path == "en/104/index.html"]


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """A tab into which axe is put, which the policy of the pages would forbid."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(path=npm_file("axe-core/axe.min.js"))
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_on_any_page_at_any_width_in_light_and_dark(site: Path, address: str, reader: Page) -> None:
    found = {}
    for path in kinds(site):
        reader.goto(address + path)
        for width in WIDTHS:
            reader.set_viewport_size({"width": width, "height": 900})
            for scheme, rules in (("light", None), ("dark", BY_COLOUR)):
                reader.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                if violations := reader.evaluate(RUN, rules):
                    found[path, width, scheme] = violations
    assert not found


def test_axe_finds_nothing_where_search_shows_results(address: str, reader: Page) -> None:
    reader.goto(f"{address}zh-Hant/search/index.html?q=目標值")
    reader.locator("#results li").first.wait_for()
    assert not reader.evaluate(RUN, None)


def test_at_320_pixels_nothing_scrolls_sideways_but_tables_in_their_own_frame(
    site: Path, address: str, reader: Page
) -> None:
    found = {}
    reader.set_viewport_size({"width": 320, "height": 640})
    for path in pages(site):
        reader.goto(address + path)
        wide: dict[str, Any] = {
            "page": reader.evaluate("document.documentElement.scrollWidth"),
            "out": reader.evaluate(OUTSIDE),
        }
        if wide != {"page": 320, "out": []}:
            found[path] = wide
    assert not found


def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(site: Path, address: str, reader: Page) -> None:
    reader.set_viewport_size({"width": 1440, "height": 900})
    for path in kinds(site):
        if "parallel" in path or "figures" in path or path.startswith("en/"):
            continue  # Blocks and links of the same kinds in the same order, hundreds of them.
        reader.goto(address + path)
        last, count = -1, 1
        while last < count - 1:
            reader.keyboard.press("Tab")
            focus = reader.evaluate(FOCUS)
            assert focus["seen"], (path, focus)
            assert focus["marked"], (path, focus)
            if not focus["tool"]:
                assert focus["index"] == last + 1, (path, focus)
                last, count = focus["index"], focus["count"]
