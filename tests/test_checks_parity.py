"""Number parity: nothing on the true text, every planted difference found, idioms and numbering left alone."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks import run
from generator.checks.numbers.chinese import chinese_quantities
from generator.checks.numbers.chinese_numerals import value_of
from generator.checks.numbers.english import english_quantities
from generator.checks.numbers.english_words import words_value
from generator.checks.numbers.quantities import CITED
from generator.checks.numbers.readers import difference
from generator.content import load
from generator.problems import Problem

CONTENT = Path("content")
EN, ZH = "104/en/", "104/zh-Hant/"
GOALS, RESULTS = "2-goals.md", "3-results.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def parity(root: Path) -> list[Problem]:
    (statement,) = load(root, [104]).statements
    return [problem for problem in run(statement) if problem.code.startswith(("parity", "no-such-date"))]


def edit(path: Path, old: str, new: str) -> int:
    """Replace the first `old` and give its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_true_text_has_no_difference(site: Path) -> None:
    assert parity(site) == []


PLANTED = [
    # digits swapped or mistyped
    (EN + RESULTS, "{{ edocuments.sent }}", "3,370"),
    (EN + RESULTS, "{{ training.participants }}", "737"),
    (EN + RESULTS, "{{ training.integrity_trainees }}", "1,323"),
    (EN + RESULTS, "{{ campaigns.business_events }}", "390"),
    (EN + GOALS, "Article 13", "Article 31"),
    (EN + GOALS, "24-hour", "42-hour"),
    (ZH + RESULTS, "第9條及第15條", "第9條及第51條"),
    # a thousands separator lost or misplaced
    (EN + RESULTS, "{{ edocuments.total }}", "3360"),
    (EN + RESULTS, "{{ campaigns.business_participants }}", "10617"),
    (EN + RESULTS, "{{ cases.registered }}", "2177"),
    (EN + RESULTS, "{{ edocuments.excluded }}", "76,73"),
    (EN + RESULTS, "{{ campaigns.civic_participants }}", "20.014"),
    # a date moved
    (EN + RESULTS, "29 January 2013", "28 January 2013"),
    (EN + RESULTS, "27 June 2013", "27 July 2013"),
    (EN + RESULTS, "21 November to 1 December 2013", "1 November to 21 December 2013"),
    (EN + RESULTS, "14 March and 29 July 2013", "14 July and 29 March 2013"),
    (EN + RESULTS, "25 April and 28 August 2013", "28 April and 25 August 2013"),
    (EN + RESULTS, "January to June 2014", "January to July 2014"),
    (EN + RESULTS, "end of January 2013", "end of February 2013"),
    (ZH + RESULTS, "102年9月2至3日", "102年9月2至4日"),
    (ZH + RESULTS, "103年1月14日", "103年1月4日"),
    (EN + GOALS, "20 July 2011", "20 June 2011"),
    # a year converted wrongly
    (EN + GOALS, "20 May 2008", "20 May 2009"),
    (EN + GOALS, "fiscal year 2015 (ROC 104)", "fiscal year 2014 (ROC 104)"),
    (EN + GOALS, "fiscal year 2015 (ROC 104)", "fiscal year 2015 (ROC 103)"),
    (EN + RESULTS, "December 2013", "December 2012"),
    (EN + RESULTS, "(FY2013)", "(FY2102)"),
    (EN + RESULTS, "“2014 ", "“2103 "),
    (EN + RESULTS, "27 December 2013", "27 December 102"),
    # a percentage changed
    (EN + RESULTS, "{{ leads.rate }}", "163%"),
    (EN + RESULTS, "{{ cases.rate }}", "221.06%"),
    (EN + RESULTS, "{{ quality.target }}", "72"),
    # an ordinal changed
    (EN + RESULTS, "16th", "61st"),
    (EN + RESULTS, "No. 716", "No. 761"),
    (EN + RESULTS, "32nd", "23rd"),
    (EN + RESULTS, "7th", "Eighth"),
    (EN + RESULTS, "the first “Admin", "the second “Admin"),
    (EN + RESULTS, "grades 7 to 8", "grades 7 to 9"),
    # a unit, or its count, changed
    (EN + RESULTS, "{{ audits.held_responsible }} person-times", "{{ audits.held_responsible }} persons"),
    (EN + RESULTS, "{{ training.trainees }} trainees", "{{ training.trainees }} cases"),
    (
        EN + RESULTS,
        "{{ audits.reprimands }}",
        "{{ audits.demerits }}",
    ),
    (EN + RESULTS, "{{ legislation.reviews }}", "three"),
]


@pytest.mark.parametrize(("file", "old", "new"), PLANTED)
def test_a_planted_difference_is_found_at_its_line(site: Path, file: str, old: str, new: str) -> None:
    line = edit(site / file, old, new)
    found = [problem for problem in parity(site) if problem.severity == "error"]
    assert len(found) == 1
    if file.startswith(EN):
        assert (found[0].position.path.endswith(file), found[0].position.line) == (True, line)
    else:
        assert f"{file}:{line}" in (found[0].hint.in_language("en") if found[0].hint else "")


def test_there_are_forty_planted_differences() -> None:
    assert len(PLANTED) >= 40


@pytest.mark.parametrize(
    ("old", "new", "english", "zh"),
    [
        (
            "16th",
            "61st",
            "the translation has 61st where the original has 16",
            "譯文為 61st，原文為 16",
        ),
        ("Article 13", "the Article", "the translation lacks 13 of the original", "譯文缺少原文的 13"),
        (
            "20 May 2008",
            "20 May 2009",
            "the translation has 20 May 2009 (2009-05-20) where the original has 97年5月20日 (2008-05-20)",
            "譯文為 20 May 2009 (2009-05-20)，原文為 97年5月20日 (2008-05-20)",
        ),
    ],
)
def test_the_message_says_both(site: Path, old: str, new: str, english: str, zh: str) -> None:
    edit(site / EN / (RESULTS if "16th" in old else GOALS), old, new)
    (problem,) = parity(site)
    assert (problem.message.in_language("en"), problem.message.in_language("zh-Hant")) == (english, zh)


@pytest.mark.parametrize(("zh", "en", "asked"), [("27001", "27002", False), ("27,001", "27001", True)])
def test_a_separator_is_asked_for_where_nothing_else_is_wrong(site: Path, zh: str, en: str, asked: bool) -> None:
    edit(site / ZH / GOALS, "第13條", f"第13條及{zh}")
    edit(site / EN / GOALS, "Article 13", f"Article 13 and {en}")
    (problem,) = parity(site)
    assert problem.hint
    assert ("its separator" in problem.hint.in_language("en")) == asked


def test_a_figure_typed_in_the_translation_is_a_warning(site: Path) -> None:
    edit(site / EN / RESULTS, "{{ campaigns.civic_participants }}", "20,014")
    (problem,) = parity(site)
    assert (problem.code, problem.severity) == ("parity-typed", "warning")
    assert problem.position.path.endswith(EN + RESULTS)


def test_a_figure_typed_in_the_original_is_a_warning(site: Path) -> None:
    line = edit(site / ZH / RESULTS, "{{ campaigns.civic_participants }}人次", "20,014人次")
    (problem,) = parity(site)
    assert (problem.code, problem.severity) == ("parity-typed", "warning")
    assert (problem.position.path.endswith(ZH + RESULTS), problem.position.line) == (True, line)


def test_a_number_that_differs_in_a_name_is_an_error(site: Path) -> None:
    line = edit(site / "104/tables.yaml", "FY2015 target value", "FY2014 target value")
    (problem,) = parity(site)
    assert (problem.code, problem.severity, problem.position.line == line) == ("parity-name", "error", True)


def test_another_figure_with_the_same_number_is_an_error(site: Path) -> None:
    edit(site / "104/results.yaml", "civic_events: {value: 94}", "civic_events: {value: 309}")
    edit(site / EN / RESULTS, "{{ campaigns.civic_events }}", "{{ campaigns.business_events }}")
    (problem,) = parity(site)
    assert problem.message.in_language("en") == (
        "the translation cites 102.campaigns.business_events where the original cites 102.campaigns.civic_events"
    )


def test_a_declared_difference_is_let_pass(site: Path) -> None:
    edit(site / EN / GOALS, "Article 13", "Article 14")
    edit(site / ZH / GOALS, "落實《聯合國反貪腐公約》第13條", '{parity="印本誤植"}\n落實《聯合國反貪腐公約》第13條')
    assert parity(site) == []


def test_a_declared_difference_that_is_none_is_a_warning(site: Path) -> None:
    edit(site / ZH / GOALS, "落實《聯合國反貪腐公約》第13條", '{parity="印本誤植"}\n落實《聯合國反貪腐公約》第13條')
    (problem,) = parity(site)
    assert (problem.code, problem.severity) == ("parity-unused", "warning")


ALIKE = [
    ("單位：新臺幣千元", "Unit: thousand NT$"),
    ("新臺幣百萬元", "NT$ million"),
    ("120千元（新臺幣千元）", "NT$120 thousand (in thousands of New Taiwan dollars)"),
    ("三管齊下", "advancing on all fronts together"),
    ("三管齊下", "a three-pronged approach"),
    ("各單位一同進一步統一規劃，萬一十分緊急，千萬別四處張揚", "together, step by step"),
    ("雙重功能", "both functions"),
    ("四組、三室、三地區調查組", "divisions, offices and regional investigation offices"),
    ("四組、三室", "four divisions and three offices"),
    ("第一線人員與第三方，第一時間通報", "front-line staff and third parties report at once"),
    ("成立專案，完成三成，成果豐碩", "a project was set up, 30% done, with rich results"),
    ("七成五", "75 per cent"),
    ("百分之三十", "30%"),
    ("百分之3.5", "3.5%"),
    ("委員十五人", "15 members"),
    ("副署長二人", "two Deputy Directors-General"),
    ("召開二十一次會議", "twenty-one meetings"),
    ("三百零五人", "three hundred and five persons"),
    ("首屆", "the first"),
    ("第一次會議", "the first meeting"),
    ("一次會議", "a meeting"),
    ("１５人", "15 persons"),
    ("1058次", "1,058 times"),
    ("3萬5,000元", "NT$35,000"),
    ("1億2,000萬元", "120 million dollars"),
    ("民國38年", "1949"),
    ("西元2014年", "2014"),
    ("九十七年五月二十日", "20 May 2008"),
    ("103年1月至6月", "January–June 2014"),
    ("103年1月1日起至103年6月30日止", "from 1 January to 30 June 2014"),
    ("102年4月25日及8月28日", "April 25 and August 28, 2013"),
    ("1月底前", "by the end of January"),
    ("103年3至6月", "from March to June 2014"),
    ("前(102)年度", "the year before last (FY2013)"),
    ("104年度", "ROC 104 (2015)"),
    ("3年期計畫", "a 3-year plan"),
    ("5年內", "within five years"),
    ("3個月", "three months"),
    ("第9條", "the ninth article"),
    ("政府可能有所作為", "The government may act"),
    ("×100", "× 100"),
    ("E化、A4、COVID-19", "digitization, A4, COVID-19"),
    ("行政院 104 年度施政方針", "the guidelines of the Executive Yuan for fiscal year 2015"),
    ("民國 102 年 4 月 25 日及 8\u300028 日", "25 April 2013 and 8, 28"),
    ("計 1,058 人次、第 3 次", "1,058 person-times, the third"),
    # formal and short numerals
    ("每件5仟元", "NT$5,000 each"),
    ("1,234仟元", "NT$1,234 thousand"),
    ("新臺幣仟元", "NT$ thousand"),
    ("新臺幣伍拾萬元整", "NT$500,000"),
    ("壹佰零參萬陸仟元", "NT$1,036,000"),
    ("計貳拾參人，另拾件", "23 persons and 10 cases"),
    ("廿三人、卅件", "23 persons and 30 cases"),
    ("民國一百年五月廿日、壹月拾日", "20 May and 10 January 2011"),
    ("新臺幣貳億伍仟萬元整", "NT$250 million"),
    ("百分之八十五點五", "85.5%"),
    ("增加2.5個百分點、二點五個百分點，一點五倍", "by 2.5 and 2.5 percentage points, 1.5 times"),
    # their signs within everyday words
    (
        "參加、參考、參訪，陸續派駐大陸人員，隊伍百人拾獲",
        "joined, consulted, visited; sent to the mainland; a team of 100 found",
    ),
    ("在大陸十人參與，收拾個人物品，三人參加，壹週刊", "10 on the mainland took part, tidying up; 3 persons joined"),
    # years in lists, and before other words
    ("102至104年度", "FY2013 to FY2015"),
    ("102、103及104年度", "FY2013, FY2014 and FY2015"),
    ("103-105年", "2014-2016"),
    ("一百零二至一百零四年", "2013 to 2015"),
    ("3至5年", "3 to 5 years"),
    ("97年間、102年期間、103年內", "in 2008, during 2013 and within 2014"),
    ("100年來、102年期中", "for 100 years, in mid-2013"),
    ("103會計年度、104學年度", "fiscal year 2014, academic year 2015"),
    ("102/12/31", "31 December 2013"),
    ("2013/12/31、102/1/2", "2013/12/31 and January 2, 2013"),
    # about so many
    ("3,000餘萬元", "more than NT$30 million"),
    ("300多萬元、2億餘元", "more than NT$3 million, more than NT$200 million"),
    ("三十幾萬元", "some NT$300,000"),
    ("近2千餘人次", "nearly 2,000 person-times"),
    ("2000餘件", "more than 2,000 cases"),
    ("百餘件", "over one hundred cases"),
    ("百餘件、上百人", "over a hundred cases, over a hundred people"),
    ("5千餘萬元", "over NT$50 million"),
    ("數十件、數千人", "dozens of cases, thousands of people"),
    # articles
    ("一年內、一週內、一小時、一個月", "within a year, in one week, an hour, one month"),
    # tenths
    ("9成、八成五、8成5民眾", "90%, 85% and 85 per cent of the public"),
    # thousands of dollars
    ("新臺幣千元", "NTD thousand"),
    ("新臺幣百萬元", "TWD million"),
    ("新臺幣千元", "thousands of NT dollars"),
    # written without a separator in both
    ("依據ISO 27001規範", "in line with ISO 27001"),
    ("港區監測細懸浮微粒", "The port monitors PM2.5"),
    ("上千人參加", "more than 1,000 people took part"),
    ("編列預算數百萬元", "NT$1 million were budgeted"),
    ("受理5成案3件", "5 were accepted and 3 filed"),
    ("60至80年齡層", "ages of 60 to 80"),
    ("共計120、103年度", "120 in all, FY2014"),
    ("電話02-2314-1000分機1234", "telephone 02-2314-1000 ext. 1234"),
    ("郵遞區號10048", "postal code 10048"),
    ("ISO27001、A4、mp3", "ISO 27001, A4 and mp3"),
    # other forms of days, parts and thousands
    ("102年元月5日，103年元月", "5 January 2013, January 2014"),
    ("102.12.31、2013.1.2", "31 December 2013 and 2013.1.2"),
    ("千分之三、千分之五點五、2.5‰", "0.3%, 5.5 per mille and 2.5‰"),
    ("２，３４５件", "2,345 cases"),
    ("2分之1以上出席，3分之2同意", "more than half were present, two thirds agreed"),
    ("一百件、一千人次、一百萬元", "a hundred cases, a thousand person-times, a million dollars"),
    ("第1.2.3節", "section 1.2.3"),
    ("這是一項", "this is a case of a hundred reasons"),
    ("自元月起，於元月5日", "from January, on 5 January"),
    ("500元月費、五百元月租、單元月考", "a fee of 500 a month, a rent of 500 and a test each month"),
    ("（102.12.31修正）截至103.1.5止。", "(amended on 31 December 2013), as of 5 January 2014."),
    ("１，２３４，５６７元、１２，３４５．６", "1,234,567 dollars and 12,345.6"),
    (
        "上千件、數百人、上百場、數百萬元",
        "over 1,000 cases, hundreds of people, a hundred sessions, millions of dollars",
    ),
    ("上千件、數百人", "many cases, several people"),
    ("五％", "five %"),
    # parts of a whole, in words, in digits, as a percentage
    ("二分之一", "half"),
    ("2分之1以上", "at least one-half"),
    ("三分之二名額，3分之1", "two-thirds of the places, a third"),
    ("四分之三，四分之一", "three quarters, 25%"),
    ("3分之2", "2/3"),
    ("萬分之五，十分之一", "0.05%, one tenth"),
    ("百分之五十", "half"),
    ("減少二分之一", "halved"),
    ("二十分之一", "one twentieth"),
    ("二十分之三", "three in twenty"),
    ("每三人有一人，即三分之一", "one in three people"),
    ("三分之二", "two out of three"),
    ("八成", "four fifths"),
    ("百分之十", "one tenth"),
    ("百分之十，第十次", "a tenth, the tenth meeting"),
    ("八成五", "seventeen twentieths"),
    ("千分之三，百分之三", "three thousandths, three hundredths"),
    ("七成五", "three-quarters"),
    ("二分之一、四分之三", "½, ¾"),
    ("½、¼", "half, a quarter"),
    ("3½小時，1.5倍", "three and a half hours, 1½ times"),
    ("3½小時，三年半，一個半月", "3.5 hours, 3½ years, 1½ months"),
    ("1.5小時", "one and a half hours"),
    ("一又二分之一小時、三又四分之一倍", "one and a half hours, three and a quarter times"),
    ("三又四分之一倍", "3¼ times"),
    ("唯一又不可少", "the only one, and needed"),
    ("25½年，30.5倍，3¾小時", "twenty-five and a half years, thirty and a half times, three and three quarters hours"),
    ("五家第三方機構，萬分之一", "five third-party institutions, one ten-thousandth"),
    ("四分之一", "1 in 4"),
    ("三分之二", "66.67%"),
    ("五千分之一、1,200分之1地形圖", "maps at 1:5,000 and 1:1,200"),
    (
        "前三季，第三季，上半年，半天",
        "the first three quarters, the third quarter, the first half of the year, half a day",
    ),
    ("大部分之人員，十分重要，0分之0", "most of the staff, very important, 0 by 0"),
    ("2/3以上同意", "approved by two thirds"),
    ("2/3", "66.67%"),
    ("1/2，3/4", "half, three quarters"),
    ("第1/2期", "phases 1 and 2"),
    ("十人中有三人", "3 of 10 persons"),
    ("0.5小時，0.75天", "half an hour, three quarters of a day"),
    ("½小時，0.25", "0.5 hours, a quarter"),
    ("四年半，4個半月，一年半，2年半", "4.5 years, 4½ months, a year and a half, two years and a half"),
    ("三個半天，三年半數以上", "three half-days, three years, more than half"),
    ("1又1/2小時，3又1/4倍", "1 1/2 hours, 3¼ times"),
    ("三又四分之一倍", "3.25 times"),
    ("3½萬元，½億元", "NT$35,000 and NT$50 million"),
    ("1,200½，1,200½公里", "1,200½, 1,200.5 km"),
    ("250萬元，50萬元，350萬元", "two and a half million dollars, half a million, NT$3½ million"),
    ("三成半", "35%"),
    ("前3年半，前兩個半月", "in the first three and a half years, in the first two and a half months"),
    ("20週半，8歲半，250萬元", "20 and a half weeks, 8 and a half years, NT$2 and a half million"),
    ("一年半載，1個半圓", "a year or so, one semicircle"),
    ("兩方及第三方", "the two and a third party"),
    # a day without a year looks like a part
    ("12/31前", "by 31 December"),
    ("12/31前", "by 12/31"),
    ("102年12/31", "31 December 2013"),
    ("102年1月5日、2/6及12/31", "5 January, 6 February and 31 December 2013"),
    ("6/1至6/30，8/2～8/15", "from 1 to 30 June, from 2 August to 15 August"),
    ("2/3（週三）、1/2", "on 3 February, one half"),
    ("102年2/3以上、103年1/2", "over two thirds in 2013, half in 2014"),
    ("2 1/2天", "2½ days"),
    ("2場 1/2天", "2 1/2-day sessions"),
    ("2場 1/2天", "2 sessions of half a day"),
    # years that share their word
    ("102/103年度", "FY2013 and FY2014"),
    ("102/103學年度", "academic year 2013/14"),
    ("102-103年", "2013–14"),
    # no half of what was counted
    ("3個半月刊，2個半月報", "three fortnightly magazines, two semi-monthly bulletins"),
    ("3個半月報告一次，2個半月刊登", "a report in three and a half months, published after 2½ months"),
    ("十年半功，三年半工半讀，三年半信半疑", "ten years, three years at work and study, three years in doubt"),
    ("3個半自動門", "3 semi-automatic doors"),
    ("三年半功能正常", "it worked well for three and a half years"),
    # a month is a whole word
    ("市府人員五月行軍", "the office of Mayor marched in May"),
]


@pytest.mark.parametrize(("zh", "en"), ALIKE)
def test_the_same_numbers_are_seen_as_the_same(zh: str, en: str) -> None:
    left = difference(chinese_quantities(zh), english_quantities(en))
    assert (left.ours, left.theirs) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "date"),
    [
        ("102年9月2至3日", "102年9月2至33日", "102年9月2至33日"), ("102年3月14{page}`11`日", "102年13月14日", "102年13月14日"),
        ("103年1月14日", "103年2月29日", "103年2月29日"), ("103年1月14日", "103 年 2 月 30 日", "103年2月30日"),
        ("103年1月14日", "103年十三月", "103年十三月"),
    ],
)  # fmt: skip
def test_a_date_that_no_calendar_has_is_told_where_it_was_written(site: Path, old: str, new: str, date: str) -> None:
    line = edit(site / ZH / RESULTS, old, new)
    problem, *more = {problem.position[:2]: problem for problem in parity(site)}.values()
    assert (problem.code, problem.position.line, more) == ("no-such-date", line, [])
    assert problem.position.path.endswith(ZH + RESULTS)
    assert problem.position.column > 3
    assert date in problem.message.in_language("zh-Hant")


def test_a_leap_day_exists() -> None:
    assert not any(one.impossible for one in chinese_quantities("105年2月29日及2月29日，2月"))


UNLIKE = [
    ("副署長二人", "three Deputy Directors-General"),
    ("三管齊下", "four-pronged"),
    ("三成", "40%"),
    ("第七至八職等", "grades 7 to 9"),
    ("首屆", "the third"),
    ("2,014件", "2014 cases"),
    ("2,014件", "2,041 cases"),
    ("1,058次", "1058 times"),
    ("103年", "2013"),
    ("5月", "June"),
    ("三個月", "three or four months"),
    ("36.5%", "36.05%"),
    ("36.5%", "36.5"),
    ("每件5仟元", "NT$5 each"),
    ("1,234仟元", "NT$1,234"),
    ("廿三人", "3 persons"),
    ("伍拾萬元", "NT$10,000"),
    ("大陸參拾件", "20 cases on the mainland"),
    ("百分之八十五點五", "85%"),
    ("102至104年度", "FY2012 to FY2015"),
    ("103-105年", "2013-2016"),
    ("97年間", "in 2009"),
    ("103會計年度", "fiscal year 2013"),
    ("102/12/31", "30 December 2013"),
    ("102/12/31", "2012/12/31"),
    ("3,000餘萬元", "more than NT$300 million"),
    ("三十餘件", "over 40 cases"),
    ("百餘件", "over two hundred cases"),
    ("一年內", "within 2 years"),
    ("9成", "9%"),
    ("增加2.5個百分點", "a rise of 2.5%"),
    ("二億五千萬元", "NT$2,000,050,000,000"),
    ("八成五", "80%"),
    ("新臺幣千元", "TWD million"),
    ("ISO 27001", "ISO 27002"),
    ("查處件數十二件", "cases were handled"),
    ("1,058次，ISO 27001", "1058 times, ISO 27001"),
    ("102年元月", "February 2013"),
    ("102.12.31", "30 December 2013"),
    ("千分之三", "3%"),
    ("2‰", "2%"),
    ("２，３４５件", "2,346 cases"),
    ("一百件", "a thousand cases"),
    ("100萬元", "a billion dollars"),
    ("自元月起", "from June"),
    ("2013.12.31", "31 December 2014"),
    ("１２，３４５件", "12,346 cases"),
    ("3‰", "0.03%"),
    ("2分之1", "one third"),
    ("二分之一", "two thirds"),
    ("八成", "three fifths"),
    ("過半數", "four fifths of the members"),
    ("百分之十", "one fifth"),
    ("四分之三", "½"),
    ("½", "a quarter"),
    ("3½小時", "4½ hours"),
    ("三又四分之一倍", "three and a half times"),
    ("三又四分之一倍", "four and a quarter times"),
    ("三又四分之一倍", "4¼ times"),
    ("25½年", "twenty-six and a half years"),
    ("第三方機構", "five third-party institutions"),
    ("3½小時", "three hours"),
    ("三分之二", "half"),
    ("3分之2", "three quarters"),
    ("四分之一", "1/5"),
    ("萬分之五", "0.5%"),
    ("兩成", "30%"),
    ("五％", "six %"),
    ("五％", "some"),
    ("三分之一", "one in four"),
    ("三分之二", "a majority"),
    ("2/3", "three quarters"),
    ("2/3", "two fifths"),
    ("第1/2期", "phase 1"),
    ("0.5小時", "a quarter of an hour"),
    ("50%", "0.5%"),
    ("100%", "one"),
    ("多年", "four and a half years"),
    ("四年", "four and a half years"),
    ("四年半", "four years"),
    ("3½萬元", "NT$3.5"),
    ("1,200½", "1,300½"),
    ("1又1/2小時", "half an hour"),
    ("50萬元", "half a billion dollars"),
    ("三成半", "30%"),
    ("三個半天", "two half-days"),
    ("20週半", "21 and a half weeks"),
    ("12/31前", "by 30 December"),
    ("12/31前", "by 31 November"),
    ("102年12/31", "31 December 2014"),
    ("102年2/3以上", "over two thirds"),
    ("102年2/3以上", "over two fifths in 2013"),
    ("102年1月5日、12/31", "5 January 2013 and 31 December 2014"),
    ("6/1", "1 July"),
    ("2/3", "2 February"),
    ("12/31前", "by the end of the year"),
    ("2 1/2天", "3½ days"),
    ("2又1/2天", "2 sessions of half a day"),
    ("2場 1/2天", "3 1/2-day sessions"),
    ("102/103年度", "FY2013 and FY2015"),
    ("102/103年度", "FY2014"),
    ("102/103學年度", "academic year 2013/15"),
    ("102年", "2013-14"),
    ("3個半月刊", "four fortnightly magazines"),
    ("3個半月", "three months"),
    ("十年半功", "nine years"),
]


@pytest.mark.parametrize(("zh", "en"), UNLIKE)
def test_different_numbers_are_seen_as_different(zh: str, en: str) -> None:
    left = difference(chinese_quantities(zh), english_quantities(en))
    assert left.ours or left.theirs


@pytest.mark.parametrize(
    ("en", "unit"),
    [
        ("21 more than the previous fiscal year", ""),
        ("21 were added in the year, 21 during the month", ""),
        ("grew by 21 this year, by 21 over last year, 21 each month, 21 per day", ""),
        ("21 in-service trainees", "persons"),
        ("21 fiscal years", "years"),
    ],
)
def test_what_a_number_is_compared_with_is_not_what_it_counts(en: str, unit: str) -> None:
    assert {quantity.unit for quantity in english_quantities(en)} == {unit}


def test_a_formal_numeral_is_told_as_it_was_written() -> None:
    assert [quantity.text for quantity in chinese_quantities("計 5 仟元、伍拾人，廿三件")] == ["5仟", "伍拾", "廿三"]


@given(
    st.text(
        alphabet="0123456789年月日第至、一二兩三十百千萬億〇零成人次百分之雙(),.%首 廿卅伍陸拾仟餘多幾點元會計/"
        + CITED,
        max_size=80,
    )
)
def test_any_chinese_text_can_be_read(text: str) -> None:
    assert sum(quantity.key == CITED for quantity in chinese_quantities(text)) == text.count(CITED)


@given(
    st.lists(
        st.sampled_from(
            [*"0123456789 ,.%-–()", "May", "June", " to ", "ROC ", "FY", "one", "twenty", "half", "/", " in ", CITED]
        )
    )
)
def test_any_english_text_can_be_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert sum(quantity.key == CITED for quantity in english_quantities(text)) == text.count(CITED)


@pytest.mark.parametrize(
    "text",
    [
        "102、" * 10_000,
        "伍拾" * 10_000,
        "1/" * 10_000,
        "1" * 50_000,
        "1月" * 10_000,
        "一" * 50_000,
        "1,000," * 10_000,
        "May " * 10_000,
        "five-" * 10_000,
        "2 in 3 " * 10_000,
        "\u3000" * 50_000,
    ],
)
def test_hostile_text_is_read_quickly(text: str) -> None:
    begin = time.perf_counter()
    chinese_quantities(text)
    english_quantities(text)
    assert time.perf_counter() - begin < 3


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百零二", 102),
        ("一〇二", 102),
        ("三千萬", 30_000_000),
        ("兩百", 200),
        ("一萬三千", 13_000),
        ("二億五千萬", 250_000_000),
        ("二萬三千億", 2_300_000_000_000),
        ("廿三", 23),
        ("卅", 30),
        ("三十餘萬", 300_000),
    ],
)
def test_chinese_numerals_have_their_value(numeral: str, value: int) -> None:
    assert value_of(numeral) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7),
        ("twenty-first", 21),
        ("three hundred and five", 305),
        ("two million", 2_000_000),
        ("ninetieth", 90),
    ],
)
def test_number_words_have_their_value(words: str, value: int) -> None:
    assert words_value(words) == value


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
@pytest.mark.parametrize("number", [2, 6])
def test_a_deleted_item_is_told_where_it_stood(site: Path, language: str, number: int) -> None:
    path = site / "104" / language / "1-duties.md"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if line.startswith(f"{number}. "))
    path.write_text("".join([*lines[:at], *lines[at + 1 :]]), "utf-8")
    (problem,) = [problem for problem in load(site, [104]).problems if problem.severity == "error"]
    assert problem.code == ("extra-block" if language == "zh-Hant" else "missing-translation")
    assert problem.position.line == at + 1


def test_a_part_of_a_whole_is_told_as_it_was_written() -> None:
    left = difference(chinese_quantities("達2/3以上，計3½萬元"), english_quantities("one and a half million"))
    assert [quantity.text for quantity in (*left.ours, *left.theirs)] == ["2/3", "3½萬", "one and a half million"]


def sections(path: Path, level: str, order: list[int]) -> None:
    """Put the first sections of a `level` into another order."""
    begins, *found = re.split(rf"^(?={level} )", path.read_text("utf-8"), flags=re.MULTILINE)
    moved = [found[at].rstrip("\n") + "\n\n" for at in order]
    path.write_text(begins + "".join([*moved, *found[len(order) :]]), "utf-8")


@pytest.mark.parametrize(
    ("file", "level", "order", "line"),
    [
        ("en/2-goals.md", "###", [0, 2, 1], 25),
        ("en/2-goals.md", "###", [1, 2, 0], 11),
        ("zh-Hant/2-goals.md", "###", [2, 0, 1], 11),
        ("en/3-results.md", "##", [1, 0], 3),
        ("en/1-duties.md", "##", [1, 0], 4),
    ],
)
def test_a_section_moved_in_one_language_is_told_once(
    site: Path, file: str, level: str, order: list[int], line: int
) -> None:
    sections(site / "104" / file, level, order)
    (problem,) = [problem for problem in load(site, [104]).problems if problem.severity == "error"]
    assert (problem.code, problem.position.line) == ("section-order", line)
    sections(site / "104" / file, level, [order.index(at) for at in range(len(order))])
    assert not load(site, [104]).problems


def test_the_right_order_is_told_and_what_else_is_wrong_where_it_belongs(site: Path) -> None:
    path = site / "104/en/3-results.md"
    sections(path, "##", [1, 0])
    line = edit(site / EN / RESULTS, 'claim="edocuments.met"', 'claim="edocuments.mot"')
    order, figure = sorted(
        (problem for problem in load(site, [104]).problems if problem.severity == "error"),
        key=lambda problem: problem.position,
    )
    assert order.hint
    assert order.hint.in_language("en").startswith(
        "put them into this order: Administrative performance and analysis of achievement in the…; Administrative "
    )
    assert (figure.code, figure.position.line) == ("unknown-figure", line)


def test_a_paragraph_under_the_next_heading_is_no_other_order(site: Path) -> None:
    path = site / "104/en/2-goals.md"
    text = path.read_text("utf-8")
    parts = text.split("\n\n")
    at = next(at for at, part in enumerate(parts) if part.startswith("#### ") and at > 8)
    parts[at], parts[at + 1] = parts[at + 1], parts[at]
    path.write_text("\n\n".join(parts), "utf-8")
    codes = {problem.code for problem in load(site, [104]).problems if problem.severity == "error"}
    assert "section-order" not in codes
    assert codes
