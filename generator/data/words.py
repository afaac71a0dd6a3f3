"""What the data is called, in each language."""

from __future__ import annotations

from generator.content.model import Statement
from generator.content.tables import Wording
from generator.problems import say
from generator.site.dates import fiscal_year

DESCRIPTION = say(
    "預算總說明各表及全部數字，每列一筆資料，附民國與西元年度；全文見 statement.json，刊印形式之表見 tables.ods。",
    "The tables and all figures of the statement, one fact a row, with ROC and common-era years; "
    "the whole text is in statement.json, the tables as printed in tables.ods.",
)
FIGURES = say("全部數字及其算式", "All figures and their relations")
STATEMENT = say("預算總說明全文及全部數字", "The whole statement with all figures")
WORKBOOK = say("刊印形式之全部表格", "All tables as printed")
PACKAGE = say("資料欄位說明", "Description of the data")
SOURCES = say("本預算總說明之來源檔", "The sources of this statement")


def titles(statement: Statement) -> Wording:
    """The agency, the year and the title, as each language puts them."""
    found = {}
    for language in statement.site.languages:
        agency, title = (statement.site.named(words, language) for words in (statement.site.agency, statement.title))
        year = fiscal_year(statement.year, language)
        found[language] = f"{agency}{year}{title}" if language.startswith("zh") else f"{title}, {year}, {agency}"
    return found


def both(words: Wording) -> str:
    """A name in all languages, on one line."""
    return " / ".join(words.values())
