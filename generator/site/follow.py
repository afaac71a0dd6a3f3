"""What follows a block of the statement and is not its text: the way to the sections before and after it, and from the
table of indicators to each goal's charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.site import addresses
from generator.site.addresses import link
from generator.site.pieces import numbered
from generator.site.strings import Strings
from generator.site.view import EditionView, View, heading


class Way(Struct, frozen=True):
    """A link: `rel` is `prev`, `next` or empty, `note` stands before the text."""

    href: str
    text: str
    rel: str = ""
    note: str = ""


class Ways(Struct, frozen=True):
    """Links that stand together under a name of their own."""

    kind: str
    label: str
    ways: tuple[Way, ...]


def follow(edition: EditionView, path: str) -> Mapping[str, Ways]:
    """What follows each block, by its id, on the page at `path`."""
    strings = Strings(edition.language)
    return {**dict(_steps(edition.chapters, strings)), **dict(_charts(edition, path, strings))}


def _steps(chapters: Sequence[View], strings: Strings) -> Iterator[tuple[str, Ways]]:
    """After each section the ones before and after it; the first of a chapter is entered by the chapter's heading."""
    units = [(chapter, section) for chapter in chapters for section in _sections(chapter)]
    for index, (chapter, section) in enumerate(units):
        ways = []
        if index:
            ways.append(_step(units[index - 1][1], "prev", strings))
        if index + 1 < len(units):
            other, after = units[index + 1]
            ways.append(_step(after if other is chapter else other, "next", strings))
        if ways:
            yield section.id, Ways("steps", strings.fill("steps", section=_name(section, strings)), tuple(ways))


def _sections(chapter: View) -> list[View]:
    return [view for view in chapter.children if view.kind == "section"] or [chapter]


def _step(section: View, rel: str, strings: Strings) -> Way:
    return Way(f"#{section.id}", _name(section, strings), rel, strings["step_next" if rel == "next" else "step_prev"])


def _name(section: View, strings: Strings) -> str:
    return numbered(section.label, heading(section), strings.language)


def _charts(edition: EditionView, path: str, strings: Strings) -> Iterator[tuple[str, Ways]]:
    """After the table of indicators the charts of each goal over the years, which know no draft and no goal without an
    indicator."""
    statement = edition.statement
    if statement.draft:
        return
    target = addresses.section(edition.language, "indicators")
    shown = {indicator.goal for indicator in statement.indicators}
    goals = [goal for goal in statement.goals if goal.key in shown]
    ways = tuple(Way(link(path, target, addresses.goal(goal.key)), edition.named(goal.name)) for goal in goals)
    for view in edition.views:
        if view.kind == "table" and view.name == "indicators" and ways:
            yield view.id, Ways("further", strings["goal_charts"], ways)
