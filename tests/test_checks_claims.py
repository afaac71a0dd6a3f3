"""Words that a claim proves must not say the contrary of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.claims import denial
from generator.reading import check

DENYING = {
    "zh-Hant": ["未達原定目標值", "不符目標", "無法達成", "沒有達成目標", "尚欠兩件", "達成率不足", "低於目標", "與上年度不同", "未能如期達成，惟無延宕",
                "無法核對", "不符需求", "核對無誤，惟未達目標", "不容達成"],
    "en": ["the target was not met", "missed the target", "failed to meet the target", "didn’t reach it", "no target was met",
           "fell short of the target", "below the target", "the unmet target", "without meeting the target",
           "no doubt the target was missed", "no target was met later", "not met without difficulty"],
}  # fmt: skip
AGREEING = {
    "zh-Hant": ["已達原定目標值", "與上年度同", "不低於目標", "無異於上年度", "未變動", "較上年度並無增減", "未少於去年", "不僅達成目標",
                "無不達成", "查獲不法已達目標", "未來目標已達", "並無二致", "非常良好",
                "核對無誤", "核對無訛", "無須改善", "無需改善", "無庸置疑", "不容置疑", "毫無疑問", "無虞", "不只達成目標"],
    "en": ["the original target value was achieved", "the same as in the previous fiscal year", "no fewer than planned",
           "not below the target", "unchanged", "no change", "not only met the target", "never failed to meet it",
           "no doubt met", "met no later than June", "met without difficulty", "achieved without delay"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "words"), [(lang, words) for lang, each in DENYING.items() for words in each])
def test_words_that_deny_are_known(language: str, words: str) -> None:
    assert denial(words, language)


@pytest.mark.parametrize(("language", "words"), [(lang, words) for lang, each in AGREEING.items() for words in each])
def test_words_that_agree_are_let_through(language: str, words: str) -> None:
    assert denial(words, language) == ""


@pytest.mark.parametrize(
    ("claim", "told"), [("rate >= target", 2), ("rate > 95%", 0), ("rate < 100%", 0), ("trained <= base", 0), ("trained = 36", 2)]
)  # fmt: skip
def test_only_a_claim_that_holds_and_is_not_of_less_is_held_to_its_words(harbour: Path, claim: str, told: int) -> None:
    for name, old, new in [
        ("results.yaml", "rate >= target", claim),
        ("zh-Hant/1-harbours.md", "已達目標", "未達目標"),
        ("en/1-harbours.md", "meeting the target", "not meeting the target"),
    ]:
        path = harbour / "110" / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    _, problems = check(harbour)
    assert [problem.code for problem in problems if problem.code == "claim-words"] == ["claim-words"] * told


@pytest.mark.parametrize(
    ("claim", "zh", "en", "told"),
    [
        ("rate > 50%", "較上年度減少", "a decrease", 2), ("rate > 50%", "較上年度增加", "an increase", 0),
        ("rate < 100%", "較上年度增加", "more than before", 2), ("rate < 100%", "較上年度減少", "fewer than before", 0),
        ("rate >= 50%", "較上年度減少", "a decrease", 0),
    ],
)  # fmt: skip
def test_words_of_less_are_no_claim_of_more(harbour: Path, claim: str, zh: str, en: str, told: int) -> None:
    for name, old, new in [
        ("results.yaml", "rate >= target", claim),
        ("zh-Hant/1-harbours.md", "已達目標", zh),
        ("en/1-harbours.md", "meeting the target", en),
    ]:
        path = harbour / "110" / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    _, problems = check(harbour)
    assert [problem.code for problem in problems].count("claim-words") == told


def test_a_claim_may_prove_words_in_two_places(harbour: Path) -> None:
    path = harbour / "110" / "en" / "1-harbours.md"
    words = '[meeting]{claim="pilots.met"} fully [the target]{claim="pilots.met"}'
    path.write_text(path.read_text("utf-8").replace('[meeting the target]{claim="pilots.met"}', words), "utf-8")
    assert [problem.code for problem in check(harbour)[1] if problem.severity == "error"] == []
