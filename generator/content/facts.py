"""What the YAML files of a year state, as the model's facts: names linked, columns and rows checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.content.model import Site
from generator.content.sources import Sources
from generator.content.tables import Category, Goal, Indicator, Organisation, Post, Staffing, Wording
from generator.content.yaml.schemas import (
    GoalsFile,
    IndicatorFile,
    IndicatorsFile,
    OrganisationFile,
    PostFile,
    SiteFile,
    StaffingFile,
    TermsFile,
)
from generator.content.yaml.wrong_values import missing
from generator.problems import say

RESULT = "rate"
"""The figure of the results that answers the target where `indicators.yaml` names none."""


def site_facts(file: SiteFile, sources: Sources) -> Site:
    """What all years share."""
    return Site(
        languages=tuple(file.languages),
        authority=file.languages[0],
        agency=sources.words(file.agency, "site", "agency"),
        short=sources.words(file.short, "site", "short"),
        base_url=file.base_url.rstrip("/") + "/",
        publisher=sources.words(file.publisher, "site", "publisher"),
        contact=file.contact,
        licence=sources.words(file.licence.name, "site", "licence", "name"),
        licence_url=file.licence.url,
        privacy=sources.words(file.privacy, "site", "privacy"),
        source=sources.words(file.source, "site", "source"),
        prevails=_prevails(file, sources),
        position=sources.place("site"),
    )


def _prevails(file: SiteFile, sources: Sources) -> Wording:
    """Which language prevails, where there is more than one; where nothing says so, that is told."""
    if len(file.languages) == 1:
        return {}
    if file.prevails:
        return sources.words(file.prevails, "site", "prevails")
    hint = say(
        "請加上一行「prevails: …」；只有中文的網站不必寫",
        "add a line “prevails: …”; a site in Chinese alone needs none",
    )
    sources.collector.error("missing-key", sources.place("site"), missing("prevails"), hint)
    return {}


def staffing_facts(file: StaffingFile, sources: Sources) -> Staffing:
    """The table of budgeted staff, the total as its last category; a key that stands twice is a problem."""
    sources.tell_twice([category.key for category in file.categories], ["total"], "staffing", "categories")
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
    """The organization chart; a key that stands twice is a problem."""
    keys: list[str] = []

    def posts(group: str, files: Sequence[PostFile]) -> tuple[Post, ...]:
        sources.tell_twice([post.key for post in files], keys, "organisation", group)
        keys.extend(post.key for post in files)
        return tuple(
            Post(post.key, sources.words(post.name, "organisation", group, index, "name"), post.number)
            for index, post in enumerate(files)
        )

    note = sources.words(file.note, "organisation", "note")
    return Organisation(posts("posts", file.posts), posts("bodies", file.bodies), posts("units", file.units), note)


def goal_facts(file: GoalsFile, sources: Sources) -> tuple[Goal, ...]:
    """The strategic goals in order; a key that stands twice is a problem."""
    sources.tell_twice([goal.key for goal in file], [], "goals")
    return tuple(
        Goal(goal.key, sources.words(goal, "goals", index), sources.place("goals", index))
        for index, goal in enumerate(file)
    )


def indicator_facts(
    file: IndicatorsFile, goals: Sequence[Goal], terms: Mapping[str, Wording], sources: Sources
) -> tuple[Indicator, ...]:
    """The indicators in the order of print, by goal and then as in the file, each linked to its goal and its method."""
    order = [goal.key for goal in goals]
    sources.tell_twice([row.key for row in file], [], "indicators")
    found = []
    for index, row in enumerate(file):
        sources.tell_unknown(row.goal, order, ("目標", "goal"), "indicators", index, "goal")
        sources.tell_unknown(row.method, list(terms), ("用語", "term"), "indicators", index, "method")
        _tell_years(row, sources, index)
        found.append(_indicator(row, index, terms, sources))
    return tuple(sorted(found, key=lambda indicator: order.index(indicator.goal) if indicator.goal in order else 0))


def _indicator(row: IndicatorFile, index: int, terms: Mapping[str, Wording], sources: Sources) -> Indicator:
    return Indicator(
        key=row.key,
        goal=row.goal,
        result=row.result or RESULT,
        wording={
            year: sources.words(words, "indicators", index, "wording", year) for year, words in row.wording.items()
        },
        name=sources.words(row, "indicators", index),
        system=str(row.system),
        method=terms.get(row.method, {}),
        targets={year: f"{year}.{row.key}.target" for year in row.targets if row.is_of(year)},
        position=sources.place("indicators", index),
        first=row.first,
        last=row.last,
    )


def _tell_years(row: IndicatorFile, sources: Sources, index: int) -> None:
    """Years of an indicator that end before they begin, and targets outside them."""
    tell = sources.collector.error
    if row.first and row.last and row.first > row.last:
        message = say(f"first 是 {row.first}，last 卻是 {row.last}", f"first is {row.first}, yet last is {row.last}")
        hint = say("請更正其一", "correct one of them")
        tell("indicator-span", sources.place("indicators", index, "last"), message, hint)
        return
    for year in row.accept.keys() - row.targets.keys():
        message = say(f"accept 有 {year} 年度，targets 卻沒有", f"accept has {year}, yet targets has not")
        hint = say("請更正 accept 的年度，或刪除", "correct the year in accept, or delete it")
        tell("target-year", sources.files["indicators"].key_place(index, "accept", year), message, hint)
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
