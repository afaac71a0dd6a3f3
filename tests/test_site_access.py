"""The whole site as everyone can use it: no violation that axe knows, by keyboard alone, on a narrow screen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.order import Order
from generator.pipeline import build
from tests.browsing import npm_file, pages, resize, served, settle
from tests.conftest import TESTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1440)
WINDOWS = ((1440, 900), (360, 640))
BY_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules that can tell dark from light; the others read the tree and the boxes, which are the same."""
RUN = """async (rules) => {
  const options = {preload: false, resultTypes: ["violations"], ...(rules ? {runOnly: rules} : {rules: {"target-size": {enabled: true}}})};
  const found = await axe.run(document, options);
  return found.violations.map(each => each.id + ": " + each.nodes.map(node => node.target.join(" ")).slice(0, 5).join(", "));
}"""
OUTSIDE = """() => [...document.querySelectorAll("body *")].filter(element => {
  const box = element.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 1 || box.left < -1) && !element.closest(".scroller, .skip")
    && getComputedStyle(element).position !== "absolute";
}).map(element => element.tagName + "." + element.className + "#" + element.id).slice(0, 5)"""
ENLARGE = """size => {
  const style = document.createElement("style");
  style.textContent = `:root { font-size: ${size} }`;
  document.head.append(style);
}"""
CUT = """() => [...document.querySelectorAll("svg.bars text")].filter(text => {
  const svg = text.ownerSVGElement, seen = getComputedStyle(svg).overflow === "visible" ? document.body : svg;
  const box = text.getBoundingClientRect(), room = seen.getBoundingClientRect();
  return box.right > room.right || box.left < room.left;
}).map(text => text.textContent)"""
FOCUS = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const onTop = [...element.getClientRects()].some(line => element.contains(document.elementFromPoint(
    line.left + line.width / 2, Math.min(Math.max(line.top + line.height / 2, 1), innerHeight - 1))));
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && onTop;
  const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const all = [...document.querySelectorAll("a[href], button, input, [tabindex='0']")]
    .filter(each => each.checkVisibility() && !each.closest(".address"));
  const over = document.elementFromPoint(Math.max(box.left + 2, 0), Math.min(box.top + box.height / 2, innerHeight - 1));
  return {over: seen ? "" : over && over.outerHTML.slice(0, 60), width: innerWidth, index: all.indexOf(element), name: element.outerHTML.slice(0, 80), seen, marked, count: all.length};
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


@pytest.fixture(scope="module")
def stale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The made-up agency's site where a Chinese paragraph and a heading changed after their translation."""
    content, output = tmp_path_factory.mktemp("stale") / "content", tmp_path_factory.mktemp("stale") / "output"
    shutil.copytree(TESTS / "sites" / "harbour" / "content", content)
    for file in (content / "110" / "zh-Hant").glob("*.md"):
        file.write_text(file.read_text("utf-8").replace("。\n", "矣。\n").replace("：\n", "事：\n"), "utf-8")
    build(Order(content, output, cache=None, with_pdf=False))
    with served(output) as found:
        yield found


def test_axe_finds_nothing_on_any_page_at_any_width_in_light_and_dark(site: Path, address: str, reader: Page) -> None:
    found = {}
    for path in kinds(site):
        reader.goto(address + path)
        for width in WIDTHS:
            resize(reader, width, 900)
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
    resize(reader, 320, 640)
    for path in pages(site):
        reader.goto(address + path)
        wide: dict[str, Any] = {
            "page": reader.evaluate("document.documentElement.scrollWidth"),
            "out": reader.evaluate(OUTSIDE),
        }
        if wide != {"page": 320, "out": []}:
            found[path] = wide
    assert not found


@pytest.mark.parametrize(("width", "twice"), [(360, "212.5%"), (768, "225%"), (1024, "225%"), (1366, "225%")])
def test_text_of_twice_the_size_stays_on_the_screen(
    site: Path, address: str, reader: Page, width: int, twice: str
) -> None:
    resize(reader, width, 740)
    widths = {}
    for path in pages(site):
        reader.goto(address + path)
        reader.keyboard.press("Shift")  # lays all sections out
        reader.add_style_tag(content=f":root {{ font-size: {twice} }}")
        settle(reader)
        widths[path] = reader.evaluate("document.documentElement.scrollWidth")
    assert {path: found for path, found in widths.items() if found > width} == {}


@pytest.mark.parametrize("width", [960, 1024, 1366])
def test_without_script_text_of_twice_the_size_stays_on_the_screen(
    site: Path, address: str, browser: Browser, width: int
) -> None:
    bare = browser.new_context(
        java_script_enabled=False, bypass_csp=True, viewport={"width": width, "height": 740}
    ).new_page()
    widths = {}
    for path in pages(site):
        bare.goto(address + path)
        bare.evaluate(ENLARGE, "225%")
        widths[path] = bare.evaluate("document.documentElement.scrollWidth")
    bare.context.close()
    assert {path: found for path, found in widths.items() if found > width} == {}


@pytest.mark.parametrize("size", ["112.5%", "225%"])
@pytest.mark.parametrize("width", [960, 1248, 1440])
def test_notes_in_the_margin_stay_on_the_screen(stale: str, reader: Page, width: int, size: str) -> None:
    resize(reader, width, 740)
    reader.goto(stale + "en/110/index.html")
    reader.evaluate(ENLARGE, size)
    reader.locator("#s1 > .number").focus()
    boxes = [note.bounding_box() for note in reader.locator("section .notice, .address").all()]
    assert len(boxes) > 1
    assert max(box["x"] + box["width"] for box in boxes if box) <= width


@pytest.mark.parametrize("width", [360, 960, 1440])
def test_a_paragraph_on_the_line_of_its_heading_shows_its_notice(harbour: Path, reader: Page, width: int) -> None:
    for file in (harbour / "110").glob("*/1-harbours.md"):
        text = file.read_text("utf-8").replace("\n## ", "\n{.run-in}\n## ", 1)
        file.write_text(text.replace("職掌如次", "職掌分列如次"), "utf-8")
    build(Order(harbour, harbour.parent / "output", cache=None, with_pdf=False))
    resize(reader, width, 740)
    with served(harbour.parent / "output") as address:
        reader.goto(address + "en/110/index.html")
        notice, heading, text = (reader.locator(f"#s1-1{of}").first.bounding_box() for of in (" + .notice", "", "-p1"))
    assert notice is not None
    assert heading is not None
    assert text is not None
    assert heading["y"] - 4 <= notice["y"] <= text["y"] + text["height"]
    assert width == 360 or notice["y"] + notice["height"] / 2 <= heading["y"] + heading["height"] + 4


@pytest.mark.parametrize("languages", [("zh-Hant",), ("zh-Hant", "en")])
def test_the_languages_of_the_root_share_its_whole_width(
    harbour: Path, reader: Page, languages: tuple[str, ...]
) -> None:
    build(Order(harbour, harbour.parent / "output", cache=None, with_pdf=False, languages=languages))
    resize(reader, 1440, 900)
    with served(harbour.parent / "output") as address:
        reader.goto(address + "index.html")
        whole = reader.locator("main .languages").bounding_box()
        boxes = [section.bounding_box() for section in reader.locator("main .languages section").all()]
    assert whole is not None
    assert len({box["width"] for box in boxes if box}) == 1
    assert sum(box["width"] for box in boxes if box) > 0.9 * whole["width"]


def test_on_a_phone_no_word_of_a_chart_is_cut_off(address: str, reader: Page) -> None:
    reader.goto(address + "en/indicators/index.html")
    reader.emulate_media(color_scheme="light")
    for width in (320, 360, 414):
        resize(reader, width, 740)
        assert reader.evaluate(CUT) == [], width


def test_charts_take_the_colours_that_a_reader_forces(address: str, reader: Page) -> None:
    reader.emulate_media(forced_colors="active")
    reader.goto(f"{address}zh-Hant/indicators/index.html")
    ink = reader.evaluate("getComputedStyle(document.body).color")
    fills = "bars => [...new Set(bars.map(bar => getComputedStyle(bar).fill))]"
    whole, part = (reader.locator(bars).evaluate_all(fills) for bars in (".bar:not(.partial)", ".bar.partial"))
    reader.emulate_media(forced_colors="none")
    assert (whole, part) == ([ink], ["none"])


def test_the_words_found_are_seen_in_the_colours_that_a_reader_forces(address: str, reader: Page) -> None:
    reader.emulate_media(forced_colors="active", color_scheme="dark")
    reader.goto(f"{address}zh-Hant/search/index.html?q=目標值")
    found = reader.locator("#results mark").first
    ink, ground = found.evaluate("mark => [getComputedStyle(mark).color, getComputedStyle(mark).backgroundColor]")
    paper = reader.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    reader.emulate_media(forced_colors="none", color_scheme="light")
    assert ink != (paper if ground.startswith("rgba") else ground)


def test_the_mark_of_the_current_entry_is_whole_in_the_colours_that_a_reader_forces(address: str, reader: Page) -> None:
    resize(reader, 1440, 900)
    reader.emulate_media(forced_colors="active")
    reader.goto(f"{address}zh-Hant/104/index.html#s2")
    entry = reader.locator(".contents [aria-current]")
    entry.wait_for()
    sides = "entry => { const s = getComputedStyle(entry); return [parseFloat(s.outlineWidth), parseFloat(s.outlineOffset)]; }"
    width, offset = entry.evaluate(sides)
    reader.emulate_media(forced_colors="none")
    assert width >= 2
    assert width + offset <= 0, "the frame of the contents cuts off what stands outside its entries"


def test_side_by_side_everything_is_on_a_tablet(address: str, reader: Page) -> None:
    resize(reader, 768, 1024)
    reader.goto(f"{address}zh-Hant/104/parallel/index.html")
    assert reader.locator(".title > .mark").bounding_box()["x"] > 0  # type: ignore[index]


@pytest.mark.parametrize("language", ["zh-Hant", "en", ""])
def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(
    site: Path, address: str, reader: Page, language: str
) -> None:
    for path in pages(site):
        if path.partition("/")[0] != language and (language or "/" in path):
            continue
        for width, height in WINDOWS if "/104/" in path else WINDOWS[:1]:
            resize(reader, width, height)
            reader.goto(address + path)
            count = walk(reader, path, "Tab", -1)
            if "/104/" in path:
                walk(reader, path, "Shift+Tab", count - 1)


def walk(tab: Page, path: str, key: str, last: int) -> int:
    """Press `key` until the last, or the first, thing that takes the focus; how many there are."""
    step, count = (1, last + 2) if key == "Tab" else (-1, last + 1)
    while 0 <= last + step < count:
        tab.keyboard.press(key)
        focus = tab.evaluate(FOCUS)
        assert focus["seen"], (path, key, focus)
        assert focus["marked"], (path, key, focus)
        assert focus["index"] == last + step, (path, key, focus)
        last, count = focus["index"], focus["count"]
    return count


def test_a_frame_takes_the_focus_only_where_it_scrolls(address: str, reader: Page) -> None:
    for width, kinds in ((1440, []), (360, ["chart", "indicators", "staffing"])):
        resize(reader, width, 800)
        reader.goto(f"{address}en/104/index.html")
        reader.keyboard.press("Shift")  # lays all sections out
        reader.wait_for_timeout(200)
        frames = reader.locator(".scroller[tabindex]")
        inside = "all => all.map(frame => frame.closest('figure') ? 'chart' : frame.querySelector('table').className)"
        assert sorted(frames.evaluate_all(inside)) == kinds


def test_the_keyboard_skips_searches_and_puts_the_address_away(address: str, reader: Page) -> None:
    for language in ("zh-Hant", "en"):
        resize(reader, 1440, 900)
        reader.goto(f"{address}{language}/104/index.html")
        reader.keyboard.press("Tab")
        reader.keyboard.press("Enter")
        assert reader.evaluate("document.activeElement.id") == "main"
        reader.locator("#s1-3 > .number").focus()
        assert reader.locator(".address").is_visible()
        reader.keyboard.press("Enter")
        for _ in range(3):
            assert reader.evaluate("!!document.activeElement.closest('.address')")
            reader.keyboard.press("Tab")
        assert not reader.evaluate("!!document.activeElement.closest('.address')")
        reader.locator("#s1-3 > .number").press("Enter")
        reader.keyboard.press("Escape")
        assert reader.locator(".address").is_hidden()
        assert reader.evaluate("document.activeElement.parentNode.id") == "s1-3"
        reader.locator(".find input").focus()
        reader.keyboard.type("1058")
        reader.keyboard.press("Enter")
        reader.locator("#results a").first.wait_for()
