"""Search as readers use it: what they ask is found, in either script, from a server and from a plain folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import yaml

from generator.site.strings import Strings
from tests.browsing import weight
from tests.conftest import TESTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

pytestmark = pytest.mark.browser

QUERIES: dict[str, list[tuple[str, str]]] = yaml.safe_load((TESTS / "search_queries.yaml").read_text("utf-8"))
ASK = """async (question) => {
  document.getElementById("q").value = question;
  document.getElementById("found").textContent = "";
  document.getElementById("search").requestSubmit();
  for (let turn = 0; turn < 400 && !document.getElementById("found").textContent; turn++) {
    await new Promise(done => setTimeout(done, 5));
  }
  return [...document.querySelectorAll("#results a")].map(link => [link.hash.slice(1), link.querySelectorAll("mark").length]);
}"""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_there_are_enough_questions() -> None:
    assert sum(len(asked) for asked in QUERIES.values()) >= 50


@pytest.mark.parametrize("language", QUERIES)
def test_every_question_finds_its_block_with_the_words_marked(language: str, address: str, tab: Page) -> None:
    tab.goto(f"{address}{language}/search/index.html")
    wrong = {}
    for question, block in QUERIES[language]:
        found = dict(tab.evaluate(ASK, question))
        if (block not in found or not found[block]) if block else found:
            wrong[question] = (block, list(found))
    assert not wrong


def test_each_result_leads_to_a_block_of_the_statement(site: Path, address: str, tab: Page) -> None:
    tab.goto(f"{address}zh-Hant/search/index.html?q=" + quote("政風"))
    tab.locator("#results a").first.wait_for()
    links = tab.evaluate("() => [...document.querySelectorAll('#results a')].map(link => link.getAttribute('href'))")
    statement = (site / "zh-Hant/104/index.html").read_text("utf-8")
    assert links
    assert all(f'id="{link.partition("#")[2]}"' in statement for link in links)
    tab.locator("#results a").first.click()
    tab.wait_for_url("**/zh-Hant/104/index.html#*")
    assert tab.locator(":target").count() == 1


def test_search_works_from_a_plain_folder(site: Path, tab: Page) -> None:
    for language, question, block in (("zh-Hant", "定罪率", "s2-2-3-3-p1"), ("en", "1058", "s3-2-1-3-2")):
        tab.goto((site / language / "search/index.html").as_uri())
        assert block in dict(tab.evaluate(ASK, question))


def test_both_languages_tell_the_same_printed_page_of_every_block(site: Path) -> None:
    pages = []
    for language in QUERIES:
        data = json.loads((site / language / "104/search.js").read_text("utf-8").strip()[len("searchData(") : -1])
        pages.append({identity: page for identity, _, _, page in data["blocks"]})
    assert pages[0] == pages[1]
    assert pages[0]["s2-p2"] == 2


def test_a_search_of_no_year_says_so(address: str, tab: Page) -> None:
    tab.goto(f"{address}en/search/index.html?q=audit")
    tab.locator("#results a").first.wait_for()
    tab.locator("[name=year]").uncheck()
    assert not tab.evaluate(ASK, "audit")
    assert tab.locator("#found").inner_text() == Strings("en")["search_unticked"]


@pytest.mark.parametrize(("language", "question"), [("en", "廉政署"), ("zh-Hant", "“ethics units”")])
def test_what_one_language_has_not_is_looked_for_in_the_other(
    address: str, tab: Page, language: str, question: str
) -> None:
    tab.goto(f"{address}{language}/search/index.html")
    assert not tab.evaluate(ASK, question)
    tab.locator("#elsewhere a").click()
    tab.locator("#results a").first.wait_for()
    assert tab.locator("#q").input_value() == question
    assert tab.locator("#elsewhere").is_hidden()


def test_every_page_asks_the_search_page(site: Path, address: str, tab: Page) -> None:
    for root in (address, f"{site.as_uri()}/"):
        tab.goto(f"{root}en/104/index.html")
        tab.locator(".find input").fill("conviction rate")
        tab.locator(".find button").click()
        tab.locator("#results a").first.wait_for(timeout=5000)


def test_its_data_is_fetched_only_when_somebody_asks_and_weighs_little(site: Path, address: str, tab: Page) -> None:
    fetched: dict[str, int] = {}

    def weigh(response: Response) -> None:
        # What the tab still fetches of the page before, from a folder, is not this page's.
        if response.url.startswith(address):
            fetched[response.url] = weight(site, response.url.removeprefix(address))

    tab.on("response", weigh)
    tab.goto(f"{address}zh-Hant/search/index.html", wait_until="networkidle")
    assert not [url for url in fetched if url.endswith("104/search.js")]
    tab.evaluate(ASK, "廉政")
    weights = {url.removeprefix(address): weight for url, weight in fetched.items() if not url.endswith(".woff")}
    assert [path for path in weights if path == "zh-Hant/104/search.js"]
    assert sum(weights.values()) < 40 * 1024, weights
    tab.remove_listener("response", weigh)
