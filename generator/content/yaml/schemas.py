"""The shape of each YAML file, one class per kind of file: what is allowed, and what editors' tools complete.

The descriptions are shown by editors that know JSON Schema (see `.vscode/settings.json`), in Chinese and English.
Everything is strict: an unknown key, text where a number belongs or a number where text belongs is a mistake.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from generator.content.calendar import is_within
from generator.content.yaml.addresses import Address, BaseAddress
from generator.content.yaml.days import Day, RocDay
from generator.content.yaml.scalars import FILE_NAME, Em, Languages, MarkedPage, Number, Points
from generator.problems import LANGUAGES, Message, say


def _kebab(name: str) -> str:
    return name.replace("zh_hant", "zh-Hant").replace("_", "-")


class Strict(Struct, forbid_unknown_fields=True, rename=_kebab):
    """A mapping with known keys only; keys are written with hyphens."""


def told(text: str) -> Meta:
    """What editors' tools say of a value."""
    return Meta(description=text)


def _asked(zh: str, en: str, remedy: Message | None = None) -> dict[str, Any]:
    """What a message says of a text that breaks its pattern: what is expected there, and how to come by it."""
    return {"expected": say(f"此處應為{zh}", f"{en} is expected here"), "remedy": remedy}


def _line(longest: int) -> Meta:
    """One line of at most `longest` characters."""
    asked = _asked("一行文字，不可空白", "one line of text, not empty,")
    return Meta(pattern=rf"^[^\n]*\S[^\n]*{WHOLE}", max_length=longest, extra=asked)


WHOLE = r"$(?!\n)"
"""The end of the text: `$` alone would let a last line break pass."""
DEVICE = r"(?!(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$)"
"""Not a name that Windows gives to no file: nobody could check such a site out there."""
LETTERS = say("請用小寫英文、數字與底線，以英文起頭", "use small letters, digits and _, beginning with a letter")
HYPHENS = say("請用小寫英文、數字與連字號", "use small letters, digits and hyphens")
TABLES = say(
    "請用小寫英文、數字與連字號；成果表稱為 results-102；figures 與 staffing 另有用途",
    "use small letters, digits and hyphens; a table of results is called results-102; figures and staffing are taken",
)

Line = Annotated[str, _line(1000)]
Short = Annotated[str, _line(80)]
Key = Annotated[
    str,
    Meta(
        pattern=rf"^[a-z][a-z0-9_]*{WHOLE}",
        max_length=60,
        description="鍵：小寫英文、數字與底線 / key: small letters, digits, _",
        extra=_asked("鍵名", "a key", LETTERS),
    ),
]
FileName = Annotated[
    str,
    Meta(
        pattern=rf"^{DEVICE}{FILE_NAME}{WHOLE}",
        max_length=60,
        extra=_asked("檔名，不含 .md", "a file name without .md", HYPHENS),
    ),
]
TableName = Annotated[
    str,
    Meta(
        pattern=rf"^{DEVICE}(?!(?:figures|staffing)$)(?:results-[1-9][0-9]{{0,2}}|(?!results)[a-z][a-z0-9-]*){WHOLE}",
        max_length=60,
        extra=_asked("表格名稱", "the name of a table", TABLES),
    ),
]
ROC_YEAR = say("請寫民國年度，例如 104", "write the ROC year, such as 104")
Year = Annotated[int, Meta(ge=1, le=999, extra=_asked("民國年度", "an ROC year", ROC_YEAR))]
Page = Annotated[int, Meta(ge=1, le=999)]


class Words(Strict):
    """One name or sentence in each language. 各語言的名稱或文句。"""

    zh_hant: Annotated[Line, told("中文原文，以此為準 / the Chinese text, which prevails")]
    en: Annotated[Line | None, told("英文 / English")] = None


class Label(Words):
    """A name that has little room, such as that in a box of a chart. 短名。"""

    zh_hant: Annotated[Short, told("中文原文 / the Chinese text")]
    en: Annotated[Short | None, told("英文 / English")] = None


Reason = Line | Words
"""Why something stays as it is; a line alone is Chinese."""


class Prose(Strict):
    """Markdown in each language. 各語言的 Markdown 文字。"""

    zh_hant: Annotated[str, told("中文原文，以此為準 / the Chinese text, which prevails")]
    en: Annotated[str | None, told("英文 / English")] = None


class LicenceFile(Strict):
    """A licence: its name and where its text stands. 授權條款。"""

    name: Annotated[Words, told("授權條款名稱 / name of the licence")]
    url: Annotated[Address, told("授權條款網址 / where its text stands")]


class SiteFile(Strict):
    """`content/site.yaml`: what all years share. 各年度共用的設定。"""

    languages: Annotated[Languages, told("語言，第一個為準 / languages, the first prevails")]
    agency: Annotated[Words, told("機關全銜 / full name of the agency")]
    short: Annotated[Words, told("機關簡稱 / short name of the agency")]
    base_url: Annotated[BaseAddress, told("發布網址 / address under which the site is published")]
    publisher: Annotated[Words, told("發布機關 / who publishes the site")]
    contact: Annotated[Address, told("聯絡網址 / address for questions")]
    licence: Annotated[LicenceFile, told("授權條款 / licence of text and data")]
    source: Annotated[Words, told("內容來源說明 / where text and translation come from")]
    privacy: Annotated[Words, told("隱私權聲明 / what the site keeps of its readers")]
    prevails: Annotated[
        Words | None, told("譯文聲明，有譯文時必寫 / which language prevails, needed where there is a translation")
    ] = None


HeadLines = Annotated[list[Short], Meta(min_length=1, max_length=4)]


class RunningHead(Strict):
    """The lines at the head of each printed page. 每頁頁首。"""

    zh_hant: Annotated[HeadLines, told("中文頁首，每項一行 / Chinese, one item a line")]
    en: Annotated[HeadLines | None, told("英文頁首，每項一行 / English, one item a line")] = None


class StatementFile(Strict, kw_only=True):
    """`statement.yaml`: title, state and printed pages of one year's statement. 一個年度的總說明。"""

    title: Annotated[Words, told("標題 / title")]
    running_head: Annotated[RunningHead, told("每頁頁首 / lines at the head of each printed page")]
    status: Annotated[
        Literal["draft", "final"], told("draft 草稿、final 定稿 / a draft is kept out of all other pages")
    ]
    updated: Annotated[Day, told("電子版最後修改日 / when this electronic edition was last changed")]
    pages: Annotated[Page | None, told("印本頁數 / pages of the print")] = None
    until: Annotated[
        dict[Year, RocDay],
        told("只到年中的成果年度及其截止日 / years whose results end before the year does, and the day"),
    ] = {}
    chapters: Annotated[
        list[FileName],
        Meta(min_length=1, max_length=99),
        told("各章檔名，依序，不含 .md / files of the chapters in order, without .md"),
    ]
    review: Annotated[
        list[Line] | None,
        told("草稿中尚待審閱的項目，審閱後刪除該行 / what a draft still has to be looked at for; delete when done"),
    ] = None


class FigureFile(Strict):
    """A number: entered (`value`), derived (`formula`), or both; or a `claim` that words of the text make.

    數字：登錄值（value）、算式（formula）或兩者；check 驗算登錄值；claim 證明文句。
    """

    value: Annotated[Number | UnsetType | None, told("登錄值 / the entered number")] = UNSET
    formula: Annotated[str | None, told("算式，例如 count / base / formula, such as count / base")] = None
    check: Annotated[str | None, told("驗算，例如 count(dates) / proves the value, such as count(dates)")] = None
    claim: Annotated[str | None, told("文句成立的條件 / what must hold, such as rate >= target")] = None
    shown_as: Annotated[Literal["number", "percent"], told("百分比寫 percent / percent for %")] = field(
        name="as", default="number"
    )
    decimals: Annotated[Annotated[int, Meta(ge=0, le=9)] | None, told("小數位數 / decimal places")] = None
    accept: Annotated[
        Reason | None,
        told("印本如此、不予更正的理由，會發布；一行中文或各語言 / why a printed mistake stays, published"),
    ] = None

    @property
    def entered(self) -> Number | None:
        """The number that stands there, if one does."""
        return None if self.value is UNSET else self.value

    @property
    def reason(self) -> dict[str, str]:
        """Why a printed mistake stays, in each language; a line alone is Chinese."""
        zh, en = (self.accept.zh_hant, self.accept.en) if isinstance(self.accept, Words) else (self.accept, None)
        return {language: words for language, words in zip(LANGUAGES, (zh, en), strict=True) if words}


Figures = dict[Key, FigureFile]


class CategoryFile(Strict):
    """A category of staff. 員額類別。"""

    key: Key
    name: Annotated[Words, told("類別名稱 / name of the category")]
    this_year: Annotated[FigureFile | None, told("本年度人數，空白格省略 / this fiscal year; left out if blank")] = None
    last_year: Annotated[
        FigureFile | None, told("上年度人數，空白格省略 / previous fiscal year; left out if blank")
    ] = None


class TotalFile(Strict):
    """The total of all categories. 合計。"""

    name: Annotated[Words, told("合計的名稱 / name of the total")]
    this_year: Annotated[FigureFile, told("本年度合計 / total of this fiscal year")]
    last_year: Annotated[FigureFile, told("上年度合計 / total of the previous fiscal year")]


class StaffingFile(Strict):
    """`staffing.yaml`: budgeted staff by category, this year and last. 預算員額。"""

    unit: Annotated[Words, told("單位 / unit of the numbers")]
    head: Annotated[Words, told("兩個年度之上的表頭 / head over both years")]
    this_year: Annotated[Words, told("本年度欄的表頭 / head of the column of this year")]
    last_year: Annotated[Words, told("上年度欄的表頭 / head of the column of the previous year")]
    categories: Annotated[
        list[CategoryFile],
        Meta(min_length=1, max_length=20),
        told("員額類別，依印本次序 / categories in the order of print"),
    ]
    total: Annotated[TotalFile, told("合計 / the total")]
    claims: Annotated[Figures, told("證明文句的條件 / what proves words of the text")] = {}


class PostFile(Strict):
    """A post, body or unit of the organization chart. 職位、委員會或單位。"""

    key: Key
    name: Annotated[Label, told("名稱 / name")]
    number: Annotated[Annotated[int, Meta(ge=1, le=99_999)] | None, told("人數 / holders of the post")] = None
    figures: Annotated[Figures, told("文中引用的其他數字 / other figures that the text cites")] = {}


class OrganisationFile(Strict, kw_only=True):
    """`organisation.yaml`: the organization chart. 組織系統圖。"""

    posts: Annotated[
        list[PostFile], Meta(min_length=1, max_length=20), told("職位，由首長往下 / posts, from the head down")
    ]
    bodies: Annotated[list[PostFile], Meta(max_length=20), told("首長旁的委員會 / bodies beside the head")] = []
    units: Annotated[list[PostFile], Meta(max_length=60), told("所屬單位 / units below")]
    note: Annotated[Words, told("圖下的說明 / note below the chart")]


RowPage = Annotated[
    MarkedPage | None,
    told("此列開始的印本頁次，另起新頁時寫 8 start / printed page that begins here; 8 start for a new page"),
]


class GoalFile(Words, kw_only=True):
    """A strategic goal. 關鍵策略目標。"""

    key: Key


class IndicatorFile(Words, kw_only=True):
    """A key performance indicator. 關鍵績效指標。"""

    key: Key
    goal: Annotated[str, told("所屬目標，goals.yaml 的鍵 / its goal, a key of goals.yaml")]
    system: Annotated[int, Meta(ge=0, le=999), told("評估體制代碼 / code of the evaluation mechanism")]
    method: Annotated[str, told("評估方式，terms.yaml 的鍵 / evaluation method, a key of terms.yaml")]
    result: Annotated[
        Key | None, told("與目標值同單位的成果數字，預設 rate / the result that answers the target, rate if left out")
    ] = None
    first: Annotated[Year | None, told("自此年度起有此指標 / the first year that has the indicator")] = None
    last: Annotated[Year | None, told("至此年度止有此指標 / the last year that has the indicator")] = None
    targets: Annotated[
        dict[Year, Number | None],
        told("各年度目標值（百分比）；草稿可空白 / targets in percent by year; blank in a draft"),
    ]
    accept: Annotated[
        dict[Year, Reason], told("目標值不予更正的理由，依年度 / why the target of a year stays as it is")
    ] = {}
    wording: Annotated[dict[Year, Words], told("其他年度表中的文字 / the name as another year's table prints it")] = {}
    page: RowPage = None
    figures: Annotated[Figures, told("衡量標準引用的數字 / figures that the measure cites")] = {}
    measure: Annotated[Prose, told("衡量標準 / what is measured")]

    def is_of(self, year: int) -> bool:
        """Whether the year has the indicator."""
        return is_within(year, self.first, self.last)


COLUMNS = Meta(max_length=20)
"""Heads stand again on each page that a table goes on to, so that many or long ones cost more than they say."""


class ColumnFile(Strict):
    """A column, or a head over several columns. 欄，或數欄之上的表頭。"""

    head: Annotated[Label, told("表頭文字 / words of the head")]
    shows: Annotated[Key | None, told("此欄內容 / what the column shows")] = None
    width: Annotated[Em | None, told("欄寬（全形字）/ width in em")] = None
    columns: Annotated[list[ColumnFile], COLUMNS, told("此表頭之下的欄 / columns below this head")] = []


class TableRowFile(Strict):
    """A row of a table of figures; one cell per column of figures, `{}` for a blank. 數字表的一列。"""

    key: Key
    name: Annotated[Words, told("列名 / name of the row")]
    cells: Annotated[list[FigureFile], told("每欄一格，空白格寫 {} / one a column, {} for a blank")]
    page: RowPage = None


class TableFile(Strict, kw_only=True):
    """A table: its heads and its setting in print; a table of figures has `rows`. 表格。"""

    size: Annotated[Points, told("字級（點），預設 12 / size of type in points, 12 if left out")] = field(
        default_factory=lambda: Points(12)
    )
    leading: Annotated[Points, told("行距（點），預設 18 / from line to line in points, 18 if left out")] = field(
        default_factory=lambda: Points(18)
    )
    unit: Annotated[Words | None, told("表右上的單位 / unit of the numbers, above the table")] = None
    columns: Annotated[list[ColumnFile], Meta(min_length=1), COLUMNS, told("各欄與表頭 / columns and heads")]
    rows: Annotated[list[TableRowFile], told("數字表的各列 / rows of a table of figures")] = []


class CorrectionFile(Strict, kw_only=True):
    """A correction of a published statement: the sources hold what stands there now. 已發布內容之更正。"""

    block: Annotated[Line, told("段落代號，例如 s1-2-3 / id of the block, such as s1-2-3")]
    figure: Annotated[
        Line | None, told("表格儲存格之數字，例如 staffing.total.this_year / the figure, for a cell of a table")
    ] = None
    before: Annotated[Words, told("原來的文字 / what stood there before")] = field(name="from")
    to: Annotated[Words, told("更正後的文字，須與該段相符 / what stands there now, as the block has it")]
    why: Annotated[Words, told("更正理由 / why it was corrected")]
    when: Annotated[Day, told("更正日 / the day of the correction")]


CorrectionsFile = Annotated[
    list[CorrectionFile],
    Meta(max_length=200),
    told("`corrections.yaml`: corrections to a published statement, in any order. 更正紀錄。"),
]
GoalsFile = Annotated[list[GoalFile], told("`goals.yaml`: the strategic goals in order. 關鍵策略目標。")]
IndicatorsFile = Annotated[
    list[IndicatorFile], told("`indicators.yaml`: the indicators in the order of print. 關鍵績效指標。")
]
TermsFile = Annotated[dict[Key, Words], told("`terms.yaml`: words that rows of tables share. 共用用語。")]
TablesFile = Annotated[
    dict[TableName, TableFile], told("`tables.yaml`: heads of the tables, and tables of figures. 表頭與數字表。")
]
ResultsFile = Annotated[
    dict[Year, dict[Key, dict[Key, FigureFile | list[RocDay]]]],
    told("`results.yaml`: what was reached, by year, indicator and figure; a list of days is counted. 達成情形。"),
]
