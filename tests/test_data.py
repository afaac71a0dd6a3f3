"""Open data: what a program reads is what the page says, everything is described, and the bytes never vary."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec import structs

from generator.checks.relations import relations
from generator.content import load
from generator.content.model import Correction, Statement
from generator.data.attachments import attachments
from generator.data.dataset import data_files, dataset, table_files
from generator.data.files import data_artifacts, schema_artifact
from generator.order import Order
from generator.pipeline import build
from tests.conftest import ROOT, TESTS, normal
from tests.data_tables import PageRow, PageTables, workbook_sheets

CONTENTS = {"104": ROOT / "content", "harbour": TESTS / "sites" / "harbour" / "content"}


@dataclass(frozen=True)
class Published:
    """A statement with its data by file name and its built site."""

    content: Path
    statement: Statement
    files: dict[str, bytes]
    site: Path

    def rows(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.files[name].decode(), newline="")))

    def json(self, name: str) -> Any:
        return json.loads(self.files[name])

    def page(self, language: str) -> Path:
        return self.site / language / str(self.statement.year) / "index.html"


@pytest.fixture(scope="module", params=CONTENTS)
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Published:
    content = CONTENTS[request.param]
    site = tmp_path_factory.mktemp(request.param) / "output"
    build(Order(content, site, cache=None, with_pdf=False))
    statement = load(content).statements[0]
    files = {artifact.path.rpartition("/")[2]: artifact.data for artifact in data_artifacts(statement)}
    return Published(content, statement, files, site)


# --- CSV ----------------------------------------------------------------------------------------------------------


def test_every_table_of_the_text_has_a_csv(published: Published) -> None:
    tables = {block.name for block in published.statement.blocks if block.kind == "table"}
    assert {name for name in published.files if name.endswith(".csv")} == {
        f"{name}.csv" for name in (*tables, "figures")
    }


def test_a_csv_is_plain_utf_8_with_one_head_row_and_both_calendars(published: Published) -> None:
    for name, data in published.files.items():
        if name.endswith(".csv"):
            text = data.decode()
            assert not text.startswith("\ufeff")
            assert text.endswith("\r\n")
            head, *rows = csv.reader(io.StringIO(text, newline=""))
            assert len(set(head)) == len(head)
            assert rows
            assert {len(row) for row in rows} == {len(head)}
            assert all(int(row["year_ce"]) == int(row["year_roc"]) + 1911 for row in published.rows(name))


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_the_csv_loaded_again_is_the_table_of_the_page(published: Published, language: str) -> None:
    tables = dict(PageTables(published.page(language)).bodies())
    assert set(tables) == set(table_files(published.statement))
    for identity, path in table_files(published.statement).items():
        rows = published.rows(path.rpartition("/")[2])
        same = numbers_agree if "value" in rows[0] else indicators_agree
        same(rows, tables[identity], language.partition("-")[0])


def numbers_agree(rows: list[dict[str, str]], page: list[PageRow], ending: str) -> None:
    for row in page:
        facts = [fact for fact in rows if fact["block"] == row.id]
        values = [cell.text.replace(",", "").removesuffix("%") for cell in row.cells if cell.kind == "figure"]
        assert [fact["value"] for fact in facts] == values
        labels = {cell.name for cell in row.cells if cell.kind == "text"}
        assert labels <= {normal(fact[f"item_{ending}"]) for fact in facts}
    assert len(rows) == sum(cell.kind == "figure" for row in page for cell in row.cells)


COLUMNS = {"goal": ("goal_*",), "indicator": ("indicator_*",), "code": ("system",), "text": ("method_*",), "blocks": ("measure_*", "analysis_*")}  # fmt: skip


def indicators_agree(rows: list[dict[str, str]], page: list[PageRow], ending: str) -> None:
    assert [row["block"] for row in rows] == [row.id for row in page]
    for fact, row in zip(rows, page, strict=True):
        for cell in row.cells:
            if cell.kind == "target":
                assert fact["target"] == cell.text.removesuffix("%")
            else:
                names = [name.replace("*", ending) for name in COLUMNS[cell.kind]]
                told = next(fact[name] for name in names if name in fact)
                assert normal(told) == (cell.text if cell.kind == "blocks" else cell.name)


def test_a_number_stands_under_its_heads_in_its_own_year_and_unit() -> None:
    rows = csv.DictReader(io.StringIO(data(CONTENTS["harbour"])["expenditure.csv"].decode()))
    (works,) = (row for row in rows if (row["item"], row["column"]) == ("works", "last_year"))
    assert works == {
        "statement_year_roc": "110",
        "year_roc": "109",
        "year_ce": "2020",
        "item": "works",
        "item_zh": "港區工程",
        "item_en": "Harbour works",
        "column": "last_year",
        "column_zh": "歲出 / 預算數 / 上年度",
        "column_en": "Annual expenditures / Budget / Previous fiscal year",
        "value": "52500",
        "unit_zh": "新臺幣千元",
        "unit_en": "thousand NT$",
        "figure": "expenditure.works.last_year",
        "block": "s2-1-t1-r2",
    }


@pytest.mark.parametrize(
    ("head", "year"),
    [("前年度（108年度）", "108"), ("108年度決算數", "108"), ("比較（與109年度）", "110"), ("較109年度增減", "110")],
)
def test_a_column_whose_head_names_a_year_tells_of_that_year(head: str, year: str, harbour: Path) -> None:
    path = harbour / "110" / "tables.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("head: {zh-Hant: 比較, en: Difference}", f"head: {{zh-Hant: {head}, en: Other}}"), "utf-8"
    )
    rows = csv.DictReader(io.StringIO(data(harbour)["expenditure.csv"].decode()))
    assert {row["year_roc"] for row in rows if row["column"] == "difference"} == {year}


def test_what_was_reached_belongs_to_the_year_that_the_table_tells_of(published: Published) -> None:
    for name in published.files:
        if match := re.fullmatch(r"results-(\d+)\.csv", name):
            assert {row["year_roc"] for row in published.rows(name)} == {match[1]}
    figures = {row["figure"]: row["year_roc"] for row in published.rows("figures.csv")}
    assert all(name.startswith(f"{year}.") for name, year in figures.items() if name[0].isdigit())
    for name, year in figures.items():
        if name.endswith(("this_year", "last_year")):
            assert int(year) == published.statement.year - name.endswith("last_year")


def test_results_of_part_of_a_year_say_with_which_day_they_end(published: Published) -> None:
    ends = {str(year): day.isoformat() for year, day in published.statement.until.items()}
    rows = {row["figure"]: row for row in published.rows("figures.csv")}
    for name, row in rows.items():
        told_of = name.partition(".")[0]
        assert row["until"] == ("" if name.endswith(".target") else ends.get(told_of, "")), name
    told = {figure["name"]: figure.get("until", "") for figure in published.json("statement.json")["figures"]}
    assert told == {name: row["until"] for name, row in rows.items()}
    for name in published.files:
        if match := re.fullmatch(r"results-(\d+)\.csv", name):
            assert {row["until"] for row in published.rows(name)} == {ends.get(match[1], "")}
    if published.statement.year == 104:
        assert rows["103.administrative.rate"]["until"] == "2014-06-30"
        assert rows["staffing.total.last_year"]["until"] == ""


def test_figures_has_every_figure_with_its_relation_and_its_line_in_the_sources(published: Published) -> None:
    rows = {row["figure"]: row for row in published.rows("figures.csv")}
    assert set(rows) == set(published.statement.figures)
    proofs = relations(published.statement)
    assert {name for name, row in rows.items() if row["rule"]} == {proof.name for proof in proofs}
    ids = {block.id for block in published.statement.blocks}
    for name, row in rows.items():
        figure = published.statement.figures[name]
        if figure.value is not None:
            assert Decimal(row["value"]) == figure.value
        assert set(row["inputs"].split()) <= set(rows)
        assert set(row["blocks"].split()) <= ids
        lines = (published.content / row["source_file"]).read_text("utf-8").split("\n")
        if figure.entered is not None and row["source_file"].endswith(".yaml"):
            assert f"{figure.entered}" in lines[int(row["source_line"]) - 1]


@pytest.mark.parametrize("reason", ["印本如此", "{zh-Hant: 印本如此, en: Printed so}"])
def test_a_relation_that_fails_says_so_and_why_it_stays(reason: str, harbour: Path) -> None:
    results = harbour / "110" / "results.yaml"
    text = results.read_text("utf-8").replace("rate: {formula", f"rate: {{value: 95, accept: {reason}, formula")
    results.write_text(text, "utf-8")
    files = data(harbour)
    figures = {row["figure"]: row for row in csv.DictReader(io.StringIO(files["figures.csv"].decode()))}
    rate = figures["108.pilots.rate"]
    assert (rate["value"], rate["result"], rate["holds"], rate["reason"]) == ("95", "90", "false", "印本如此")
    (told,) = (each for each in json.loads(files["statement.json"])["figures"] if each["name"] == "108.pilots.rate")
    assert (told["value"], told["relation"]["result"]) == (95, 90)
    assert (told["relation"]["holds"], told["relation"]["accepted"]) == (False, "印本如此")


# --- What is described --------------------------------------------------------------------------------------------

FORMS: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": lambda text: Decimal(re.fullmatch(r"-?\d+(\.\d+)?", text)[0]),
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}


def test_the_data_package_describes_every_file_as_it_is(published: Published) -> None:
    package = published.json("datapackage.json")
    assert {resource["path"] for resource in package["resources"]} == set(published.files) - {
        "datapackage.json",
        "tables.ods",
    }
    for resource in package["resources"]:
        made = published.files[resource["path"]]
        assert resource["bytes"] == len(made)
        assert resource["hash"] == f"sha256:{hashlib.sha256(made).hexdigest()}"
        assert made.decode(resource["encoding"])
        assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])


def test_every_value_has_the_type_and_every_key_the_row_that_the_package_declares(published: Published) -> None:
    tables = {each["name"]: each for each in published.json("datapackage.json")["resources"] if "schema" in each}
    for resource in tables.values():
        rows, schema = published.rows(resource["path"]), resource["schema"]
        assert [field["name"] for field in schema["fields"]] == list(rows[0])
        for field in schema["fields"]:
            assert " / " in field["title"]
            values = [row[field["name"]] for row in rows]
            assert all(FORMS[field["type"]](value) is not None for value in values if value)
            assert all(values) or "constraints" not in field
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for key in schema.get("foreignKeys", ()):
            (column,), (named,) = key["fields"], key["reference"]["fields"]
            others = published.rows(tables[key["reference"]["resource"]]["path"])
            assert {row[column] for row in rows} - {""} <= {other[named] for other in others}


@pytest.mark.campaign
def test_frictionless_finds_the_package_valid(published: Published, tmp_path: Path) -> None:
    command = shutil.which("frictionless", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert command, "needs frictionless: pip install frictionless"
    for name, made in published.files.items():
        (tmp_path / name).write_bytes(made)
    done = subprocess.run(
        [command, "validate", "--json", "datapackage.json"], cwd=tmp_path, capture_output=True, text=True
    )
    assert json.loads(done.stdout)["valid"], done.stdout


def test_a_site_of_one_language_has_no_columns_of_another(harbour: Path) -> None:
    site = harbour / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("[zh-Hant, en]", "[zh-Hant]"), "utf-8")
    files = data(harbour)
    for name, made in files.items():
        assert not name.endswith(".csv") or b"_en" not in made.split(b"\r\n")[0]
    assert set(workbook_sheets(files["tables.ods"])) == {
        "indicators zh-Hant",
        "results-108 zh-Hant",
        "expenditure zh-Hant",
    }
    (statement,) = load(harbour).statements
    jsonschema.validate(json.loads(files["statement.json"]), json.loads(schema_artifact(statement.site).data))
    assert dataset(statement, "zh-Hant")["alternateName"] == []


def test_a_blank_and_a_percentage_are_a_blank_and_a_percentage_in_every_file(harbour: Path) -> None:
    tables = harbour / "110" / "tables.yaml"
    cells = "cells: [{}, {formula: salaries.last_year / total.last_year, as: percent, decimals: 1}, {}]"
    text = tables.read_text("utf-8").replace(
        "    - key: total", f"    - {{key: share, name: {{zh-Hant: 比率, en: Share}}, {cells}}}\n    - key: total"
    )
    tables.write_text(text, "utf-8")
    files = data(harbour)
    rows = [row for row in csv.DictReader(io.StringIO(files["expenditure.csv"].decode())) if row["item"] == "share"]
    assert [(row["value"], row["unit_zh"]) for row in rows] == [("", "新臺幣千元"), ("69.4", "%"), ("", "新臺幣千元")]
    assert [text for text, _, _ in workbook_sheets(files["tables.ods"])["expenditure en"][-2]] == [
        "Share",
        "",
        "69.4%",
        "",
    ]
    content = zipfile.ZipFile(io.BytesIO(files["tables.ods"])).read("content.xml").decode()
    assert 'office:value-type="percentage" office:value="0.694"' in content
    figures = {figure["name"]: figure for figure in json.loads(files["statement.json"])["figures"]}
    assert (figures["expenditure.share.last_year"]["value"], figures["expenditure.share.last_year"]["printed"]) == (
        69.4,
        "69.4%",
    )
    assert "value" not in figures["expenditure.share.this_year"]


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_the_page_is_told_of_every_file_in_the_words_of_schema_org(published: Published, language: str) -> None:
    told = dataset(published.statement, language)
    assert {"name", "description", "license", "creator", "temporalCoverage", "spatialCoverage"} <= set(told)
    base, year = published.statement.site.base_url, published.statement.year
    links = {each["contentUrl"] for each in told["distribution"]}
    assert links == {f"{base}data/{year}/{name}" for name in published.files}
    paths = {*table_files(published.statement).values(), *data_files(published.statement, language)}
    assert paths == {f"data/{year}/{name}" for name in published.files}
    years = {int(row["year_ce"]) for row in published.rows("figures.csv")}
    assert min(years) < max(years) == year + 1911
    start, end = f"{min(years)}-01-01", f"{year + 1911}-12-31"
    assert told["temporalCoverage"] == f"{start}/{end}"
    assert published.json("datapackage.json")["temporal"] == {"start": start, "end": end}


# --- The whole statement ------------------------------------------------------------------------------------------


def blocks(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [found for entry in entries for found in (entry, *blocks(entry.get("children", [])))]


def test_statement_json_is_valid_by_the_schema_that_is_published(published: Published) -> None:
    artifact = schema_artifact(published.statement.site)
    schema, whole = json.loads(artifact.data), published.json("statement.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(whole)] == []
    assert whole["$schema"] == schema["$id"] == published.statement.site.base_url + artifact.path
    whole["chapters"][0].pop("id")
    assert not validator.is_valid(whole)


def test_a_correction_is_told_and_is_valid_by_the_schema(published: Published) -> None:
    here, when = published.statement.position, published.statement.updated
    words = {"zh-Hant": "甲", "en": "A"}
    corrected = structs.replace(
        published.statement, corrections=(Correction("s1-1", "", words, words, words, when, here),)
    )
    files = {artifact.path.rpartition("/")[2]: artifact.data for artifact in data_artifacts(corrected)}
    whole = json.loads(files["statement.json"])
    jsonschema.validate(whole, json.loads(schema_artifact(corrected.site).data))
    assert whole["corrections"] == [
        {"block": "s1-1", "before": words, "to": words, "why": words, "when": when.isoformat()}
    ]


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_statement_json_has_the_blocks_and_the_words_of_the_page(published: Published, language: str) -> None:
    html = published.page(language).read_text("utf-8")
    page = normal(re.sub(r"<[^>]*>", "", html[html.index("<main") : html.index("</main>")]))
    at = 0
    for block in blocks(published.json("statement.json")["chapters"]):
        assert "id" not in block or f'id="{block["id"]}"' in html
        if "text" in block:
            words = normal(block.get("labels", {}).get(language, "") + block["text"][language]).replace("&", "&amp;")
            at = page.index(words, at)
            assert at >= 0


def test_statement_json_has_every_page_mark_and_figure_exactly(published: Published) -> None:
    whole = published.json("statement.json")
    marks = [mark["page"] for block in blocks(whole["chapters"]) for mark in block.get("pages", ())]
    assert marks == list(range(1, (published.statement.pages or 0) + 1))
    figures = {figure["name"]: figure for figure in whole["figures"]}
    assert set(figures) == set(published.statement.figures)
    assert all(
        block["id"] in figures[name]["blocks"]
        for block in blocks(whole["chapters"])
        for name in block.get("figures", ())
    )
    for name, figure in published.statement.figures.items():
        if figure.value is not None:
            assert Decimal(str(figures[name]["value"])) == figure.value
    assert sum("relation" in figure for figure in figures.values()) == len(relations(published.statement))


# --- The workbook -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_the_workbook_has_every_table_with_the_cells_and_spans_of_the_page(published: Published, language: str) -> None:
    sheets = workbook_sheets(published.files["tables.ods"])
    tables = PageTables(published.page(language)).tables
    for identity, path in table_files(published.statement).items():
        sheet = sheets[f"{Path(path).stem} {language}"]
        printed = [[(cell.text, cell.colspan, cell.rowspan) for cell in row.cells] for row in tables[identity]]
        assert sheet[-len(printed) :] == printed
        assert len(sheet) - len(printed) <= 2


def test_the_workbook_is_an_open_document_dated_by_the_sources(published: Published) -> None:
    packed = zipfile.ZipFile(io.BytesIO(published.files["tables.ods"]))
    first, *others = packed.infolist()
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert packed.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
    day = published.statement.updated
    assert {entry.date_time for entry in (first, *others)} == {(day.year, day.month, day.day, 0, 0, 0)}


@pytest.mark.campaign
@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_libreoffice_opens_the_workbook_with_the_same_cells(
    published: Published, language: str, tmp_path: Path
) -> None:
    office = shutil.which("soffice")
    assert office, "needs LibreOffice: apt-get install libreoffice-calc-nogui"
    (tmp_path / "tables.ods").write_bytes(published.files["tables.ods"])
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(tmp_path),
        str(tmp_path / "tables.ods"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    tables = PageTables(published.page(language)).tables
    for identity, path in table_files(published.statement).items():
        text = (tmp_path / f"tables-{Path(path).stem} {language}.csv").read_text("utf-8")
        found = [normal(cell).replace(",", "") for row in csv.reader(io.StringIO(text)) for cell in row if cell]
        printed = [cell.text.replace(",", "") for row in tables[identity] for cell in row.cells if cell.text]
        assert found[-len(printed) :] == printed


# --- Bytes --------------------------------------------------------------------------------------------------------


def data(content: Path) -> dict[str, bytes]:
    (statement,) = load(content).statements
    return {artifact.path.rpartition("/")[2]: artifact.data for artifact in data_artifacts(statement)}


PRINT_HASHES = """
import hashlib, sys
from pathlib import Path
from generator.content import load
from generator.data.attachments import attachments
from generator.data.files import data_artifacts
(statement,) = load(Path(sys.argv[1])).statements
for made in data_artifacts(statement): print(made.path, made.sha256)
for made in attachments(statement, Path(sys.argv[1])): print(made.name, made.modified, hashlib.sha256(made.content).hexdigest())
"""


def test_neither_clock_zone_locale_nor_place_changes_a_byte(published: Published, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere" / "content"
    shutil.copytree(published.content, moved, copy_function=shutil.copyfile)
    said = []
    for content, zone, seed, locale in (
        (published.content, "Asia/Taipei", "1", "C"),
        (moved, "America/New_York", "2", "zh_TW.UTF-8"),
    ):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "1"}
        command = [sys.executable, "-c", PRINT_HASHES, str(content)]
        said.append(
            subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
        )
    assert said[0] == said[1]
    assert said[0].count("\n") > len(published.files)


def test_what_the_pdf_carries_is_the_data_published_and_the_sources_that_build_it_again(
    published: Published, tmp_path: Path
) -> None:
    carried = {each.name: each for each in attachments(published.statement, published.content)}
    tables = {path.rpartition("/")[2] for path in table_files(published.statement).values()}
    assert set(carried) == {*tables, "statement.json", "sources.zip"}
    assert {each.modified for each in carried.values()} == {published.statement.updated}
    assert all(" / " in each.description for each in carried.values())
    for name in carried.keys() - {"sources.zip"}:
        assert carried[name].content == published.files[name]
    zipfile.ZipFile(io.BytesIO(carried["sources.zip"].content)).extractall(tmp_path)
    assert data(tmp_path) == published.files


def test_a_draft_has_no_open_data(published: Published) -> None:
    draft = structs.replace(published.statement, draft=True)
    assert data_artifacts(draft) == ()
    assert dataset(draft, "en") is None
    assert not table_files(draft)
    assert not data_files(draft, "en")


def test_changing_a_figure_once_changes_every_file(harbour: Path) -> None:
    before = data(harbour)
    tables = harbour / "110" / "tables.yaml"
    text = tables.read_text("utf-8").replace("120300", "120311").replace("165300", "165311")
    tables.write_text(text, "utf-8")
    after = data(harbour)
    for name in ("expenditure.csv", "figures.csv", "statement.json"):
        assert b"120300" in before[name]
        assert b"120300" not in after[name]
        assert b"120311" in after[name]
        assert b"1411" in after[name]
    assert {name for name in before if before[name] != after[name]} >= {"tables.ods", "datapackage.json"}
