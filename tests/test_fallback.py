"""A draft whose translation lacks a block shows the Chinese in its place, marked as Chinese and said to be so."""

from __future__ import annotations

import re
from pathlib import Path

from generator.order import Order
from generator.pipeline import build
from generator.site.strings import Strings
from tests.test_mistakes import spoil


def test_an_untranslated_block_of_a_draft_is_shown_in_chinese_with_a_notice(harbour: Path) -> None:
    for change in (
        {"file": "110/statement.yaml", "find": "status: final", "put": "status: draft"},
        {"file": "110/en/1-harbours.md", "find": "1. Pilotage.\n2. Buoys.\n", "put": "1. Pilotage.\n"},
    ):
        spoil(harbour, change)
    output = harbour.parent / "output"
    outcome = build(Order(harbour, output, with_pdf=False, cache=None))
    assert [problem.code for problem in outcome.problems] == ["missing-translation"]
    page = (output / "en" / "110" / "index.html").read_text("utf-8")
    item = page[page.index('id="s1-1-2"') : page.index("</li>", page.index('id="s1-1-2"'))]
    assert 'lang="zh-Hant"' in item
    assert "浮標業務。" in item
    assert f'<aside class="notice" lang="en">{Strings("en")["untranslated"]}</aside>' in item
    beside = (output / "en" / "110" / "parallel" / "index.html").read_text("utf-8")
    sides = re.findall(r'<div lang="(.*?)">\s*<p(?: lang="(.*?)")?>.*?浮標業務。</p>(.*?)</div>', beside)
    assert sides == [("zh-Hant", "", ""), ("en", "zh-Hant", f'<p class="notice">{Strings("en")["untranslated"]}</p>')]
