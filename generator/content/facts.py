"""What the YAML files of a year state, as the model's facts: names linked, columns and rows checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.content.collector import nearest
from generator.content.model import Site
from generator.content.schemas import (
    ColumnFile,
    GoalsFile,
    IndicatorFile,
    IndicatorsFile,
    OrganisationFile,
    PostFile,
    SiteFile,
    StaffingFile,
    TableFile,
    TablesFile,
    TermsFile,
)  # fmt: skip
from generator.content.sources import Sources
from generator.content.tables import (
    Category,
    Column,
    Goal,
    Indicator,
    Organisation,
    Post,
    Staffing,
    TableDesign,
    TableRow,
    Wording,
)
from generator.problems import say

SHOWS = {
    "indicators": ("goal", "indicator", "system", "method", "measure", "target"),
    "results": ("goal", "indicator", "target", "analysis"),
}
"""What the columns of the tables of indicators can show."""


def site_facts(file: SiteFile, sources: Sources) -> Site:
    """What all years share."""
    return Site(
        languages=tuple(file.languages),
        agency=sources.words(file.agency, "site", "agency"),
        short=sources.words(file.short, "site", "short"),
        base_url=file.base_url.rstrip("/") + "/",
        publisher=sources.words(file.publisher, "site", "publisher"),
        contact=file.contact,
        licence=sources.words(file.licence.name, "site", "licence", "name"),
        licence_url=file.licence.url,
        privacy=sources.words(file.privacy, "site", "privacy"),
        source=sources.words(file.source, "site", "source"),
        prevails=sources.words(file.prevails, "site", "prevails"),
        position=sources.place("site"),
    )


def staffing_facts(file: StaffingFile, sources: Sources) -> Staffing:
    """The table of budgeted staff, the total as its last category."""
    categories = [
        Category(
            category.key,
            sources.words(category.name, "staffing", "categories", index, "name"),
            f"staffing.{category.key}.this_year",
            f"staffing.{category.key}.last_year",
        )
        for index, category in enumerate(file.categories)
    ]
    total = sources.words(file.total.name, "staffing", "total", "name")
    categories.append(Category("total", total, "staffing.total.this_year", "staffing.total.last_year"))
    return Staffing(
        unit=sources.words(file.unit, "staffing", "unit"),
        head=sources.words(file.head, "staffing", "head"),
        this_year=sources.words(file.this_year, "staffing", "this-year"),
        last_year=sources.words(file.last_year, "staffing", "last-year"),
        categories=tuple(categories),
        position=sources.place("staffing"),
    )


def organisation_facts(file: OrganisationFile, sources: Sources) -> Organisation:
    """The organisation chart."""

    def posts(group: str, files: Sequence[PostFile]) -> tuple[Post, ...]:
        return tuple(
            Post(post.key, sources.words(post.name, "organisation", group, index, "name"), post.number)
            for index, post in enumerate(files)
        )

    note = sources.words(file.note, "organisation", "note")
    return Organisation(posts("posts", file.posts), posts("bodies", file.bodies), posts("units", file.units), note)


def goal_facts(file: GoalsFile, sources: Sources) -> tuple[Goal, ...]:
    """The strategic goals in order; a key that stands twice is a problem."""
    keys = [goal.key for goal in file]
    for index, key in enumerate(keys):
        _once(key, keys[:index], sources, "goals", index, "key")
    return tuple(
        Goal(goal.key, sources.words(goal, "goals", index), sources.place("goals", index))
        for index, goal in enumerate(file)
    )


def indicator_facts(
    file: IndicatorsFile, goals: Sequence[Goal], terms: Mapping[str, Wording], sources: Sources
) -> tuple[Indicator, ...]:
    """The indicators in the order of print, by goal and then as in the file, each linked to its goal and its method."""
    keys = [indicator.key for indicator in file]
    found = []
    for index, row in enumerate(file):
        _once(row.key, keys[:index], sources, "indicators", index, "key")
        _known(row.goal, [goal.key for goal in goals], ("目標", "goal"), sources, "indicators", index, "goal")
        _known(row.method, list(terms), ("用語", "term"), sources, "indicators", index, "method")
        wording = {
            year: sources.words(words, "indicators", index, "wording", year) for year, words in row.wording.items()
        }
        _tell_years(row, sources, index)
        targets = {year: f"{year}.{row.key}.target" for year in row.targets if row.is_of(year)}
        name = sources.words(row, "indicators", index)
        method = terms.get(row.method, {})
        position = sources.place("indicators", index)
        found.append(
            Indicator(
                row.key, row.goal, row.result, name, wording, str(row.system), method, targets, position, row.first, row.last
            )
        )  # fmt: skip
    order = [goal.key for goal in goals]
    return tuple(sorted(found, key=lambda indicator: order.index(indicator.goal) if indicator.goal in order else 0))


def _tell_years(row: IndicatorFile, sources: Sources, index: int) -> None:
    """Years of an indicator that end before they begin, and targets outside them."""
    tell = sources.collector.error
    if row.first and row.last and row.first > row.last:
        message = say(f"first 是 {row.first}，last 卻是 {row.last}", f"first is {row.first}, yet last is {row.last}")
        tell(
            "indicator-span",
            sources.place("indicators", index, "last"),
            message,
            say("請更正其一", "correct one of them"),
        )
        return
    for year, target in row.targets.items():
        if target is not None and not row.is_of(year):
            key, of = ("first", row.first) if row.first and year < row.first else ("last", row.last)
            message = say(f"targets 有 {year} 年度，{key} 是 {of}", f"targets has {year}, yet {key} is {of}")
            hint = say(
                "請從 targets 刪除該年度，或更正 first、last", "delete the year from targets, or correct first or last"
            )
            tell("indicator-span", sources.place("indicators", index, "targets", year), message, hint)


def term_facts(file: TermsFile, sources: Sources) -> dict[str, Wording]:
    """The words that rows of tables share, by key."""
    return {key: sources.words(words, "terms", key) for key, words in file.items()}


def table_facts(file: TablesFile, sources: Sources) -> dict[str, TableDesign]:
    """The designs of the tables by name, with the rows of the tables of figures."""
    return {name: _design(name, table, sources) for name, table in file.items()}


def _design(name: str, table: TableFile, sources: Sources) -> TableDesign:
    columns = tuple(
        _column(column, table, sources, name, "columns", index) for index, column in enumerate(table.columns)
    )
    shows = [leaf.shows for column in columns for leaf in column.leaves() if leaf.shows != "name"]
    stem = name.replace("-", "_")
    rows = []
    for index, row in enumerate(table.rows):
        place = (name, "rows", index)
        if len(row.cells) != len(shows):
            _tell_cells(len(row.cells), len(shows), sources, *place)
        mark = sources.page_mark(row.page, "tables", *place, "page")
        cells = tuple(f"{stem}.{row.key}.{key}" for key in shows)
        rows.append(
            TableRow(
                row.key, sources.words(row.name, "tables", *place, "name"), cells, sources.place("tables", *place), mark
            )
        )
    unit = sources.words(table.unit, "tables", name, "unit") if table.unit else None
    return TableDesign(
        name, columns, table.size, table.leading, sources.place("tables", name), unit=unit, rows=tuple(rows)
    )  # fmt: skip


def _tell_cells(found: int, expected: int, sources: Sources, *place: str | int) -> None:
    what = say("儲存格太多", "too many cells") if found > expected else say("儲存格太少", "too few cells")
    message = say(
        f"此列{what.in_language('zh-Hant')}：{found} 格，欄數為 {expected}",
        f"{what.in_language('en')} in this row: {found}; the table has {expected} columns of figures",
    )
    hint = say("每欄一格，空白格寫 {}", "one cell a column; write {} for a blank one")
    sources.collector.error("cells", sources.place("tables", *place, "cells"), message, hint)


def _column(column: ColumnFile, table: TableFile, sources: Sources, *place: str | int) -> Column:
    head = sources.words(column.head, "tables", *place, "head")
    position = sources.place("tables", *place, "head")
    if column.columns:
        inner = tuple(
            _column(child, table, sources, *place, "columns", index) for index, child in enumerate(column.columns)
        )
        return Column(head, columns=inner, position=position)
    kind = str(place[0]).split("-")[0]
    known = SHOWS.get(kind)
    if column.shows is None:
        message = say("此欄未寫明內容（shows）", "this column does not say what it shows (shows)")
        sources.collector.error("missing-key", sources.place("tables", *place), message)
    elif known and not table.rows:
        _known(column.shows, known, ("欄位內容", "column"), sources, "tables", *place, "shows")
    return Column(head, column.shows or "", column.width, position=position)


def _once(key: str, before: Sequence[str], sources: Sources, name: str, *path: str | int) -> None:
    if key in before:
        message = say(f"鍵「{key}」重複", f"the key “{key}” stands twice")
        sources.collector.error("duplicate-key", sources.place(name, *path), message)


def _known(
    key: str, known: Sequence[str], kind: tuple[str, str], sources: Sources, name: str, *path: str | int
) -> None:
    if key not in known:
        message = say(f"不認得的{kind[0]}「{key}」", f"unknown {kind[1]} “{key}”")
        sources.collector.error(f"unknown-{kind[1]}", sources.place(name, *path), message, nearest(key, known))
