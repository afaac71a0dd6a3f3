"""The shape of each YAML file, one class per kind of file: what is allowed, and what editors' tools complete.

The descriptions are shown by editors that know JSON Schema (see `.vscode/settings.json`), in Chinese and English.
Everything is strict: an unknown key, text where a number belongs or a number where text belongs is a mistake.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, RootModel, Tag
from pydantic_core import PydanticCustomError


def _kebab(name: str) -> str:
    return name.replace("zh_hant", "zh-Hant").replace("_", "-")


class Strict(BaseModel):
    """A mapping with known keys only; keys are written with hyphens."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, alias_generator=_kebab)


def _day(value: Any) -> Any:
    """A day of the common era, `2026-11-22`; YAML leaves it as text."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = date.min
        if FIRST <= day.year <= LAST:
            return day
    raise PydanticCustomError("day", "expected a day as 2026-11-22")


FIRST, LAST = 1980, 2107
"""Years of a day of the common era: what the archives that we make can be dated."""
ROC = 1911
"""The common-era year before the first year of the Republic."""


def roc_day(text: str) -> date:
    """The day that `102-04-25` of the ROC calendar is; raises `ValueError` where there is none."""
    match = re.fullmatch(r"(\d{2,3})-(\d\d)-(\d\d)", text)
    if match is None:
        raise ValueError(text)
    return date(int(match[1]) + ROC, int(match[2]), int(match[3]))


def _roc_day(value: str) -> str:
    try:
        roc_day(value)
    except ValueError:
        raise PydanticCustomError("roc_day", "expected a day as 102-04-25") from None
    return value


def _exact(value: Any) -> Any:
    """A number as the YAML reader left it: whole or decimal, never text."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("decimal_type", "expected a number")
    return Decimal(value)


def _kind_of_result(value: Any) -> str:
    return "(days)" if isinstance(value, list) else "(figure)"


def _one_line(value: str) -> str:
    if not value.strip() or "\n" in value:
        raise PydanticCustomError("one_line", "expected one line of text")
    return value


def _chinese_first(value: list[Any]) -> list[Any]:
    if value not in (["zh-Hant"], ["zh-Hant", "en"]):
        raise PydanticCustomError("languages", "expected [zh-Hant] or [zh-Hant, en]")
    return value


def _chapters(value: list[str]) -> list[str]:
    if len(set(value)) < len(value):
        raise PydanticCustomError("chapters", "each chapter once")
    return value


def _table_name(value: str) -> str:
    is_results = value.startswith("results")
    if value in TAKEN or (is_results and not re.fullmatch(r"results-[1-9][0-9]{0,2}", value)):
        raise PydanticCustomError("table_name", "another name")
    return value


TAKEN = frozenset({"figures", "staffing"})
"""Names of tables that are ours: `figures.csv` lists all figures."""


LONGEST = 2000
"""Characters of an address: what browsers and servers take."""


def is_address(value: str) -> bool:
    """Whether a site can be published at `value`, or a link lead there: `https://` or `http://`, a host, no tricks."""
    with suppress(ValueError):
        parts = urlsplit(value)
        _ = parts.port  # A wrong one raises only when it is asked for.
        is_plain = re.fullmatch(r"https?://[^\s<>\"'\\{}`|^]+", value) and len(value) <= LONGEST
        return bool(is_plain and parts.hostname)
    return False


def _address(value: str) -> str:
    if is_address(value):
        return value
    raise PydanticCustomError("address", "expected an address that begins with https://")


Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=str)]
RocDay = Annotated[str, AfterValidator(_roc_day)]
Line = Annotated[str, AfterValidator(_one_line)]
Address = Annotated[str, AfterValidator(_address)]
Key = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]*$",
        max_length=60,
        description="鍵：小寫英文、數字與底線 / key: small letters, digits, _",
    ),
]
Number = Annotated[Decimal, BeforeValidator(_exact, json_schema_input_type=int | float)]
Exact = Annotated[Number, Field(ge=Decimal("-1e15"), le=Decimal("1e15"))]
Points = Annotated[Number, Field(gt=0, le=72)]
Em = Annotated[Number, Field(gt=0, le=60)]
Year = Annotated[int, Field(ge=1, le=999)]


class Words(Strict):
    """One name or sentence in each language. 各語言的名稱或文句。"""

    zh_hant: Line = Field(description="中文原文，以此為準 / the Chinese text, which prevails")
    en: Line | None = Field(None, description="英文 / English")


class Prose(Strict):
    """Markdown in each language. 各語言的 Markdown 文字。"""

    zh_hant: str
    en: str | None = None


class LicenceFile(Strict):
    """A licence: its name and where its text stands. 授權條款。"""

    name: Words
    url: Address


class SiteFile(Strict):
    """`content/site.yaml`: what all years share. 各年度共用的設定。"""

    languages: Annotated[list[Literal["zh-Hant", "en"]], AfterValidator(_chinese_first)]
    agency: Words
    short: Words
    base_url: Address
    publisher: Words
    contact: Address
    licence: LicenceFile
    source: Words
    prevails: Words
    privacy: Words


class RunningHead(Strict):
    """The lines at the head of each printed page. 每頁頁首。"""

    zh_hant: Annotated[list[Line], Field(min_length=1, max_length=4)]
    en: Annotated[list[Line], Field(min_length=1, max_length=4)] | None = None


class StatementFile(Strict):
    """`statement.yaml`: title, state and printed pages of one year's statement. 一個年度的總說明。"""

    title: Words
    running_head: RunningHead
    status: Literal["draft", "final"] = Field(description="draft 草稿；final 定稿")
    updated: Day = Field(description="電子版最後修改日 / when this electronic edition was last changed")
    pages: Annotated[int, Field(ge=1, le=999)] | None = Field(None, description="印本頁數 / pages of the print")
    until: dict[Year, RocDay] = Field(
        {}, description="只到年中的成果年度及其截止日 / years whose results end before the year does, and the day"
    )
    chapters: Annotated[
        list[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]],
        Field(min_length=1, max_length=99),
        AfterValidator(_chapters),
    ]
    review: list[Line] = Field(
        [],
        description="草稿中尚待審閱的項目，審閱後刪除該行 / what a draft still has to be looked at for; delete when done",
    )


class FigureFile(Strict):
    """A number: entered (`value`), derived (`formula`), or both; or a `claim` that words of the text make.

    數字：登錄值（value）、算式（formula）或兩者；check 驗算登錄值；claim 證明文句。
    """

    value: Exact | None = Field(None, description="登錄值 / the entered number")
    formula: str | None = Field(None, description="算式，例如 count / base / formula, such as count / base")
    check: str | None = Field(None, description="驗算，例如 count(dates) / proves the value, such as count(dates)")
    claim: str | None = Field(None, description="文句成立的條件 / what must hold, such as rate >= target")
    shown_as: Literal["number", "percent"] = Field("number", alias="as", description="百分比寫 percent / percent for %")
    decimals: Annotated[int, Field(ge=0, le=9)] | None = Field(None, description="小數位數 / decimal places")
    accept: Line | None = Field(None, description="印本如此、不予更正的理由 / why a printed mistake stays")


Figures = dict[Key, FigureFile]


class CategoryFile(Strict):
    """A category of staff. 員額類別。"""

    key: Key
    name: Words
    this_year: FigureFile | None = None
    last_year: FigureFile | None = None


class TotalFile(Strict):
    """The total of all categories. 合計。"""

    name: Words
    this_year: FigureFile
    last_year: FigureFile


class StaffingFile(Strict):
    """`staffing.yaml`: budgeted staff by category, this year and last. 預算員額。"""

    unit: Words
    head: Words
    this_year: Words
    last_year: Words
    categories: Annotated[list[CategoryFile], Field(min_length=1)]
    total: TotalFile
    claims: Figures = {}


class PostFile(Strict):
    """A post, body or unit of the organisation chart. 職位、委員會或單位。"""

    key: Key
    name: Words
    number: Annotated[int, Field(ge=1, le=99_999)] | None = Field(None, description="人數 / holders of the post")
    figures: Figures = {}


class OrganisationFile(Strict):
    """`organisation.yaml`: the organisation chart. 組織系統圖。"""

    posts: Annotated[list[PostFile], Field(min_length=1)]
    bodies: list[PostFile] = []
    units: list[PostFile]
    note: Words


class GoalFile(Words):
    """A strategic goal. 關鍵策略目標。"""

    key: Key


class IndicatorFile(Words):
    """A key performance indicator. 關鍵績效指標。"""

    key: Key
    goal: str
    system: Annotated[int, Field(ge=0, le=999)] = Field(description="評估體制代碼 / code of the evaluation mechanism")
    method: str = Field(description="評估方式，terms.yaml 的鍵 / evaluation method, a key of terms.yaml")
    result: Key = Field(
        "rate", description="與目標值同單位的成果數字 / the figure of the results that answers the target"
    )
    targets: dict[Year, Exact | None] = Field(
        description="各年度目標值（百分比）；草稿可空白 / targets in percent by year; blank in a draft"
    )
    wording: dict[Year, Words] = Field(
        {}, description="其他年度表中的文字 / the name as another year's table prints it"
    )
    page: Annotated[int, Field(ge=1, le=999)] | None = Field(
        None, description="此列開始的印本頁次 / printed page that begins here"
    )
    figures: Figures = {}
    measure: Prose


class ColumnFile(Strict):
    """A column, or a head over several columns. 欄，或數欄之上的表頭。"""

    head: Words
    shows: str | None = Field(None, description="此欄內容 / what the column shows")
    width: Em | None = Field(None, description="欄寬（全形字）/ width in em")
    columns: list[ColumnFile] = []


class TableRowFile(Strict):
    """A row of a table of figures; one cell per column of figures, `{}` for a blank. 數字表的一列。"""

    key: Key
    name: Words
    cells: list[FigureFile]
    page: Annotated[int, Field(ge=1, le=999)] | None = None


class TableFile(Strict):
    """A table: its heads and its setting in print; a table of figures has `rows`. 表格。"""

    size: Points = Decimal(12)
    leading: Points = Decimal(18)
    unit: Words | None = None
    columns: Annotated[list[ColumnFile], Field(min_length=1)]
    rows: list[TableRowFile] = []


class CorrectionFile(Strict):
    """A correction of a published statement: the sources hold what stands there now. 已發布內容之更正。"""

    block: Line = Field(description="段落代號，例如 s1-2-3 / id of the block, such as s1-2-3")
    figure: Line | None = Field(
        None, description="表格儲存格之數字，例如 staffing.total.this_year / the figure, for a cell of a table"
    )
    before: Words = Field(alias="from", description="原來的文字 / what stood there before")
    to: Words = Field(description="更正後的文字，須與該段相符 / what stands there now, as the block has it")
    why: Words = Field(description="更正理由 / why it was corrected")
    when: Day = Field(description="更正日 / the day of the correction")


class CorrectionsFile(RootModel[list[CorrectionFile]]):
    """`corrections.yaml`: corrections to a published statement, in any order. 更正紀錄。"""


class GoalsFile(RootModel[list[GoalFile]]):
    """`goals.yaml`: the strategic goals in order. 關鍵策略目標。"""


class IndicatorsFile(RootModel[list[IndicatorFile]]):
    """`indicators.yaml`: the indicators in the order of print. 關鍵績效指標。"""


class TermsFile(RootModel[dict[Key, Words]]):
    """`terms.yaml`: words that rows of tables share. 共用用語。"""


TableName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60), AfterValidator(_table_name)]


class TablesFile(RootModel[dict[TableName, TableFile]]):
    """`tables.yaml`: heads of the tables, and tables of figures. 表頭與數字表。"""


Result = Annotated[
    Annotated[FigureFile, Tag("(figure)")] | Annotated[list[RocDay], Tag("(days)")], Discriminator(_kind_of_result)
]


class ResultsFile(RootModel[dict[Year, dict[Key, dict[Key, Result]]]]):
    """`results.yaml`: what was reached, by year, indicator and figure; a list of days is counted. 達成情形。"""
