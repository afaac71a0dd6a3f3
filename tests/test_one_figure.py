"""A figure stands in one place: changing it there changes it everywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.order import Order
from generator.pipeline import build
from tests.conftest import ROOT


def test_changing_340_once_changes_both_languages_and_the_rate(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    results = content / "104" / "results.yaml"
    text = results.read_text("utf-8")
    assert text.count("count: {value: 340}") == 1
    results.write_text(text.replace("count: {value: 340}", "count: {value: 345}"), "utf-8")
    build(Order(content, tmp_path / "output", with_pdf=False, cache=None))
    for language in ("zh-Hant", "en"):
        page = (tmp_path / "output" / language / "104" / "index.html").read_text("utf-8")
        assert '<data value="345">345</data>' in page
        assert '<data value="138">138%</data>' in page
        assert ">340<" not in page
        assert ">136%<" not in page
