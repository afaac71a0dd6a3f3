"""What every page carries, as machines read it: valid HTML, links that lead somewhere, who, what and in which language."""

from __future__ import annotations

import json
import re
import subprocess
from io import BytesIO
from pathlib import Path
from shutil import which
from urllib.parse import urlsplit

import pytest
from fontTools.ttLib import TTFont
from msgspec.structs import replace

from generator.artifact import Artifact
from generator.content import load, load_shared
from generator.content.tables import Goal
from generator.order import Order
from generator.pipeline import build
from generator.site import addresses
from generator.site.assets import assets
from generator.site.follow import follow
from generator.site.pages.frame import CONTENT_POLICY
from generator.site.presenter import present
from generator.site.titles import characters
from generator.webfont import dressed
from tests.browsing import npm_file, pages
from tests.conftest import ROOT
from tests.site_links import Anchors, broken, read

SITE = load_shared(ROOT / "content").site
BASE = SITE.base_url


@pytest.fixture(scope="module")
def found(site: Path) -> dict[str, Anchors]:
    return read(site)


def test_the_html_checker_finds_no_error(site: Path) -> None:
    if which("java") is None:
        pytest.skip("apt-get install default-jre-headless")
    jar = npm_file("vnu-jar/build/dist/vnu.jar")
    styles = [str(path) for path in (site / "assets").glob("*.svg")]
    command = ["java", "-Xss1m", "-jar", str(jar), "--errors-only", "--also-check-svg", *styles]
    done = subprocess.run([*command, *(str(site / path) for path in pages(site))], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_no_link_is_broken_and_no_fragment_either(site: Path) -> None:
    assert not list(broken(site, BASE))


def test_no_id_stands_twice_on_a_page(found: dict[str, Anchors]) -> None:
    assert not {path: page for path, page in found.items() if len(page.ids) != len(set(page.ids))}


def test_every_page_says_who_it_is(site: Path, found: dict[str, Anchors]) -> None:
    for path, page in found.items():
        head = page.head
        address = BASE + path.removesuffix("index.html")
        assert head["canonical"] == [address]
        assert head["og:url"] == [address]
        for name in ("description", "og:title", "og:description", "og:type", "og:site_name", "og:locale", "og:image"):
            assert head[name][0], (path, name)
        assert (site / head["og:image"][0].removeprefix(BASE)).is_file()
        assert head["icon"]
        assert head["alternate"][0].endswith("feed.xml")
        assert "zh-Hant" in " ".join(head), path


def test_each_page_has_a_title_of_its_own(site: Path) -> None:
    titles = {path: re.findall("<title>(.+?)</title>", (site / path).read_text("utf-8")) for path in pages(site)}
    assert all(len(each) == 1 for each in titles.values())
    assert len({each[0] for each in titles.values()}) == len(titles)
    assert titles["404.html"] == ["找不到這個網頁 / Page not found"]


def test_the_languages_of_a_page_name_each_other(found: dict[str, Anchors]) -> None:
    for path, page in found.items():
        for language in ("zh-Hant", "en"):
            other = page.head[f"alternate {language}"][0].removeprefix(BASE) + "index.html"
            if path.startswith(("zh-Hant/", "en/")):
                assert found[other].head["canonical"] == page.head[f"alternate {language}"]
                assert found[other].head["alternate zh-Hant"] == page.head["alternate zh-Hant"]


def test_search_engines_read_the_agency_the_page_and_the_data(found: dict[str, Anchors]) -> None:
    for path, page in found.items():
        nodes = {node["@type"]: node for node in json.loads(page.data)["@graph"]}
        assert {"GovernmentOrganization", "WebSite", "WebPage"} <= nodes.keys(), path
        assert nodes["WebPage"]["url"] == page.head["canonical"][0]
        if re.fullmatch(r"[\w-]+/\d+/index.html", path):
            assert nodes["Report"]["subjectOf"]["@id"] == nodes["Dataset"]["@id"]
            assert nodes["Dataset"]["distribution"]
            assert nodes["Dataset"]["license"].startswith("https://")


def test_every_page_has_the_landmarks_and_the_foot(site: Path) -> None:
    for path in pages(site):
        text = (site / path).read_text("utf-8")
        for mark in (
            'href="#top" accesskey="U"',
            'href="#foot" accesskey="F"',
            'class="skip" href="#main"',
            'rel="license"',
        ):
            assert mark in text, (path, mark)
        assert '<time datetime="' in text
        assert f'content="{CONTENT_POLICY}"'.replace("'", "&#39;") in text
        assert not re.search(r"<style|\sstyle=|\son\w+=", text), path
        assert not re.search(r"<script(?! src=| type=.application/ld\+json)", text), path


def test_every_page_leads_to_the_pages_that_span_years(found: dict[str, Anchors]) -> None:
    for path in found:
        root = urlsplit(SITE.base_url).path if path == "404.html" else ""
        for language in (path.partition("/")[0],) if "/" in path else SITE.languages:
            for name in addresses.BESIDE_YEARS:
                assert root + addresses.link(path, addresses.section(language, name)) in found[path].links, (path, name)


def test_the_cite_line_has_title_year_version_and_day_in_both_languages(site: Path) -> None:
    for path in ("zh-Hant/104/index.html", "en/104/index.html"):
        lines = re.findall(r'<dd class="cite" lang="([\w-]+)">(.*?)</dd>', (site / path).read_text("utf-8"))
        assert [language for language, _ in lines] == sorted(
            ("zh-Hant", "en"), key=lambda each: not path.startswith(each)
        )
        for language, line in lines:
            assert re.search(r"[0-9a-f]{12}", line)
            assert f"{BASE}{language}/104/" in line
            assert ("104年度" if language == "zh-Hant" else "FY2015 (ROC 104)") in line


def test_the_data_of_a_table_is_called_by_the_table_its_kind_and_size(site: Path) -> None:
    for language in ("zh-Hant", "en"):
        text = (site / language / "104/index.html").read_text("utf-8")
        links = re.findall(r'<aside class="download"><a href="(.*?)" aria-label="(.*?)">(.*?)</a>', text)
        assert len({name for _, name, _ in links}) == 4
        for target, name, shown in links:
            size = (site / language / "104" / target).resolve().stat().st_size
            assert shown.endswith(f"{-(-size // 1024)} KB")
            assert name.endswith(f" {shown}")


def test_the_next_section_leads_through_the_whole_statement(site: Path) -> None:
    for language in ("zh-Hant", "en"):
        text = (site / language / "104/index.html").read_text("utf-8")
        navs = re.findall(r'<nav class="steps".*?</nav>', text, re.DOTALL)
        following = [re.search(r'href="#([\w-]+)" rel="next"', nav) for nav in navs]
        assert [match[1] for match in following if match] == ["s1-2", "s1-3", "s2", "s2-2", "s3", "s3-2"]
        before = [re.search(r'href="#([\w-]+)" rel="prev"', nav) for nav in navs]
        assert [match[1] for match in before if match] == ["s1-1", "s1-2", "s1-3", "s2-1", "s2-2", "s3-1"]


def test_goals_without_charts_and_those_of_drafts_are_not_linked_to_them() -> None:
    (statement,) = load(ROOT / "content").statements

    def charts(goals: tuple[Goal, ...], *, draft: bool) -> list[str]:
        edition = present(replace(statement, goals=goals, draft=draft), "en")
        ways = follow(edition, addresses.statement("en", statement.year)).values()
        return [way.href.partition("#")[2] for each in ways if each.kind == "further" for way in each.ways]

    known = [addresses.goal(goal.key) for goal in statement.goals]
    new = replace(statement.goals[0], key="new")
    assert charts((*statement.goals, new), draft=False) == known
    assert not charts(statement.goals, draft=True)


def test_the_titles_have_a_font_with_all_their_characters(site: Path) -> None:
    for path in pages(site):
        page = Artifact(path, (site / path).read_bytes())
        sheets = re.findall(r'href="([^"]*assets/kai[^"]*\.css)"', page.data.decode())
        if not path.startswith("zh-Hant/"):
            continue
        (sheet,) = sheets
        rule = (site / path).parent.joinpath(sheet).resolve()
        face, _, style = rule.read_text("utf-8").partition("\n")
        (name,) = re.findall(r'url\("([^"]+)"\)', face)
        assert "font-display:swap" in face
        assert style.encode() == assets()["site.css"].data
        assert page.data.count(b'rel="stylesheet"') == 1
        font = TTFont(BytesIO(rule.with_name(name).read_bytes()))
        assert {ord(letter) for letter in characters([page])} <= font.getBestCmap().keys()
        assert rule.with_name(name).stat().st_size < 80 * 1024


def test_without_the_font_the_pages_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Artifact(
        "zh-Hant/index.html",
        b'<html lang="zh-Hant"><link rel="stylesheet" href="../assets/a.css">\n<h1>\xe5\xb9\xb4</h1>',
    )
    monkeypatch.setattr("generator.webfont.font_file", lambda typeface: None)
    assert dressed([page]) == [page]


def test_drafts_and_machine_files_are_in_order(site: Path) -> None:
    feed = (site / "feed.xml").read_text("utf-8")
    assert feed.count("<entry") == 2
    listed = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    missing = {page for page in pages(site) if page != "404.html"} - {
        f"{address.removeprefix(BASE)}index.html" for address in listed if not address.endswith(".pdf")
    }
    assert not {page for page in missing if "/search/" not in page and "/sitemap/" not in page}
    assert f"Sitemap: {BASE}sitemap.xml" in (site / "robots.txt").read_text()


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_the_site_map_leads_to_the_data_that_the_statement_leads_to(site: Path, language: str) -> None:
    page = (site / language / "sitemap" / "index.html").read_text("utf-8")
    statement = (site / language / "104" / "index.html").read_text("utf-8")
    documents = statement.partition('<nav class="documents"')[2].partition("</nav>")[0]
    files = re.findall(r'href="\.\./\.\./(data/[^"]+)"', documents)
    assert len(files) >= 4
    assert [file for file in files if f'href="../../{file}"' not in page] == []


def test_a_preview_in_the_translation_alone_says_which_text_prevails(tmp_path: Path) -> None:
    build(Order(ROOT / "content", tmp_path / "output", languages=("en",), with_pdf=False, cache=None))
    for page in ("en/index.html", "en/search/index.html"):
        assert "the Chinese text prevails" in (tmp_path / "output" / page).read_text("utf-8")
    assert "Passages translated: 133 of 133" in (tmp_path / "output" / "en" / "index.html").read_text("utf-8")
