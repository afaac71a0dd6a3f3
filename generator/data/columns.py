"""The columns of the CSV files: one name, type and explanation for each thing that any of them tells.

A column in a language has the language at its end (`item_zh`, `item_en`); its explanation is that of the stem.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from generator.data.tidy import Field, suffix
from generator.problems import Message, say


def _text(name: str, title: Message, description: Message, *, required: bool = False) -> Field:
    return Field(name, "string", title, description, required)


def _year(name: str, title: Message, description: Message) -> Field:
    return Field(name, "integer", title, description, required=True)


FIELDS = {
    field.name: field
    for field in (
        _year("statement_year_roc", say("預算年度（民國）", "Statement, ROC year"),
              say("載有本列資料之預算總說明年度", "Fiscal year of the statement that has this row")),
        _year("year_roc", say("年度（民國）", "ROC year"), say("本列資料所屬會計年度", "Fiscal year that this row is about")),
        _year("year_ce", say("年度（西元）", "CE year"), say("同年度之西元年", "The same fiscal year in the common era")),
        Field("until", "date", say("截止日", "Until"),
              say("該年度成果未滿一年時之截止日；滿一年者及目標值為空白",
                  "Closing day of the results of that year; blank where they cover the whole year, and for a target")),
        _text("item", say("項目鍵", "Item key"),
              say("列之穩定代號", "Stable key of the table's row or category"), required=True),
        _text("item_*", say("項目", "Item"), say("列或類別之名稱", "Name of the row or category")),
        _text("column", say("欄位鍵", "Column key"), say("欄之穩定代號", "Stable key of the table's column"), required=True),
        _text("column_*", say("欄位", "Column"), say("欄之表頭，由上而下", "Heads over the figure, from the top down")),
        Field("value", "number", say("數值", "Value"),
              say("表列數字；空白為原表空白", "The printed figure; blank where the table is blank")),
        _text("unit_*", say("單位", "Unit"), say("數值之單位", "Unit of the value")),
        _text("figure", say("數字代號", "Figure"),
              say("數字之全名，見 figures.csv", "Full name of the figure, as in figures.csv"), required=True),
        _text("block", say("段落代號", "Block"), say("網頁上該列之錨點", "Anchor of the row on the web page"), required=True),
        _text("goal", say("目標鍵", "Goal key"), say("目標之穩定代號", "Stable key of the goal"), required=True),
        _text("goal_*", say("目標", "Goal"), say("目標名稱", "Name of the goal")),
        _text("indicator", say("指標鍵", "Indicator key"), say("指標之穩定代號", "Stable key of the indicator"), required=True),
        _text("indicator_*", say("指標", "Indicator"),
              say("指標名稱，如該表所載", "Name of the indicator as this table prints it")),
        _text("system", say("評估體制", "Evaluation mechanism"), say("評估體制代碼", "Code of the evaluation mechanism")),
        _text("method_*", say("評估方式", "Evaluation method"), say("評估方式", "Method of the evaluation")),
        _text("measure_*", say("衡量標準", "Measurement criteria"),
              say("衡量標準，各行為一段", "What is measured; one line a passage")),
        Field("target", "number", say("目標值", "Target"),
              say("目標值（百分比）；空白為原表空白", "Target in percent; blank where the table is blank"), unit="%"),
        _text("target_figure", say("目標值代號", "Figure of the target"),
              say("目標值之全名，見 figures.csv", "Full name of the target, as in figures.csv")),
        _text("analysis_*", say("達成情形", "Analysis of achievement"),
              say("績效衡量暨達成情形，各行為一段", "What was achieved; one line a passage")),
        _text("kind", say("種類", "Kind"),
              say("number 數目、percent 百分比、claim 文句、list 清單",
                  "number, percent (value in percent), claim (words that a relation proves) or list (value: how many items)"), required=True),
        _text("rule", say("關係", "Rule"),
              say("formula 算式、check 驗算、claim 證明",
                  "formula (the figure follows), check (the figure is proven) or claim (the words are proven)")),
        _text("relation", say("算式", "Relation"),
              say("算式，名稱就近解讀", "The relation; names are read from where the figure stands outwards")),
        _text("inputs", say("依據", "Inputs"),
              say("算式所用數字之全名，以空格分隔", "Full names of the figures that the relation reads, separated by spaces")),
        Field("result", "number", say("計算結果", "Result"),
              say("算式之結果，小數位數同刊印", "What the relation yields, with the decimals that are printed")),
        Field("holds", "boolean", say("相符", "Holds"), say("計算結果與刊印相符", "Whether the relation agrees with the print")),
        _text("reason", say("理由", "Reason"), say("不符而照原文刊印之理由", "Why a figure that does not agree stays as printed")),
        _text("source_file", say("來源檔", "Source file"),
              say("數字登錄之檔案", "File in which the figure is entered"), required=True),
        Field("source_line", "integer", say("行號", "Line"),
              say("檔案中之行號，由 1 起算", "Line of that file, counted from 1"), required=True),
        _text("blocks", say("所在段落", "Blocks"),
              say("刊載該數字之段落錨點，以空格分隔；空白格、清單及未明載而由編者登錄者無",
                  "Anchors of the passages and rows that show the figure, separated by spaces; none for blanks, "
                  "lists and what the editors entered though it is not stated as such")),
    )
}  # fmt: skip
"""Every column by name; `*` stands for a language."""


def fields(names: Iterable[str], languages: Sequence[str], optional: Sequence[str] = ()) -> tuple[Field, ...]:
    """The columns `names`, those in `optional` with blanks; a name with `*` is one column a language."""
    found = []
    for name in names:
        known = FIELDS[name]
        if name in optional:
            known = replace(known, required=False)
        found += [_in_language(known, language) for language in languages] if "*" in name else [known]
    return tuple(found)


def _in_language(field: Field, language: str) -> Field:
    ending = suffix(language)
    title = say(*(f"{words} ({ending})" for words in field.title.both))
    return replace(field, name=field.name.replace("*", ending), title=title)
