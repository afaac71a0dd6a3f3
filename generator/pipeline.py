"""The story of a build: read → check → render → write, each year and language only if something of it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.artifact import Artifact
from generator.inputs import ROOT, YEAR, Inputs, read_inputs
from generator.problems import ContentError, Message, Problem, say
from generator.publish.manifest import manifest
from generator.publish.standing import Published, standing
from generator.publish.versions import versions

if TYPE_CHECKING:
    from generator.content.model import Site, Statement
    from generator.kept import Kept
    from generator.reading import Checked

Report = Callable[[Message], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What to build, from where, to where. An empty `years` or `languages` means all."""

    content: Path
    output: Path
    years: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    with_pdf: bool = True
    multiple: int = 2
    strict: bool = False
    jobs: int = 0
    base_url: str = ""
    cache: Path | None = field(default_factory=lambda: ROOT / ".cache")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did: warnings on the way, what was published, how many years and how many of them were made anew."""

    problems: tuple[Problem, ...]
    published: Published
    years: int
    rendered: int


def build(order: Order, report: Report = lambda message: None) -> Outcome:
    """Build `order`; raises `ContentError` with everything an editor must mend, and then `output/` stays as it is."""
    inputs = read_inputs(order.content, order.years)
    made_by = {"content": inputs.content, "templates and program": inputs.program, **_options(order), **versions(ROOT)}
    if done := standing(order.output, made_by):
        return Outcome((), done, len(inputs.years), 0)
    # Imported here and below, since a build of nothing must do next to nothing.
    from generator.publish.exchange import publish
    from generator.publish.place import place

    place(order.output)  # Now, so that nobody waits for pages that have nowhere to go.
    editions = _editions(order, _keys(inputs, made_by), report)
    artifacts = [artifact for edition in editions.kept for artifact in edition.artifacts]
    artifacts += _site(order, [edition.record for edition in editions.kept])
    artifacts += _comparisons(order, _keys(inputs, made_by), editions)
    report(say("寫入", "writing"))
    # A site with warnings says so and is never found standing: the next build tells them again.
    warnings = {"warnings": str(len(editions.problems))} if editions.problems else {}
    published = publish([*artifacts, manifest(artifacts, {**made_by, **warnings})], order.output)
    return Outcome(editions.problems, published, len(inputs.years), len(editions.statements))


def _options(order: Order) -> dict[str, str]:
    return {
        "options": " ".join(
            [
                *map(str, order.years),
                *order.languages,
                f"pdf {order.multiple}" if order.with_pdf else "html",
                order.base_url,
            ]
        ).strip()
    }


@dataclass(frozen=True, slots=True)
class _Editions:
    """The editions of all years in order, the warnings of all, and the statements that were read to make some anew."""

    kept: list[Kept]
    problems: tuple[Problem, ...]
    statements: Mapping[int, Statement]


def _editions(order: Order, keys: Mapping[int, str], report: Report) -> _Editions:
    """Every edition, those of unchanged years from the cache."""
    from generator.kept import keep, recall
    from generator.publish.cache import Cache

    cache = Cache(order.cache) if order.cache else None
    years: dict[int, list[Kept]] = {}
    problems: list[Problem] = []
    for year, key in keys.items():
        if cache and (entry := cache.get(key)):
            years[year], found = recall(entry, order.content)
            problems += [each for each in found if each not in problems]
    missing = tuple(year for year in keys if year not in years)
    checked: list[Checked] = []
    if missing or not keys:
        checked, found = _checked(order, missing, report)
        problems += [each for each in found if each not in problems]
        for year, editions in _rendered(order, checked, report).items():
            years[year] = editions
            if cache:
                own = [each for each in found if _concerns(each, year, order.content)]
                keep(cache, keys[year], editions, own, order.content)
    if order.strict and problems:
        raise ContentError(problems)
    kept = [edition for year in sorted(years) for edition in years[year]]
    return _Editions(kept, tuple(problems), {each.statement.year: each.statement for each in checked})


def _concerns(warning: Problem, year: int, content: Path) -> bool:
    """Whether `warning` is told with `year`: one of its own folder, or one that lies in no year's."""
    path = Path(warning.position.path)
    first = path.relative_to(content).parts[:1] if path.is_relative_to(content) else ()
    return not any(map(YEAR.fullmatch, first)) or first == (str(year),)


def _keys(inputs: Inputs, made_by: Mapping[str, str]) -> dict[int, str]:
    """The key under which each year is kept: the hash of everything it is made from."""
    from generator.publish.cache import key

    machine = repr(sorted(_machine(made_by)))
    return {year: key(digest, inputs.shared, inputs.program, machine) for year, digest in inputs.years.items()}


def _machine(made_by: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a rendered edition depends on beside its sources and the program."""
    return [(name, value) for name, value in made_by.items() if name not in ("content", "templates and program")]


def _checked(order: Order, years: tuple[int, ...], report: Report) -> tuple[list[Checked], list[Problem]]:
    """`years` read and checked, or all where none is named; raises `ContentError` with everything to mend."""
    from generator.reading import check

    report(say("讀取與檢查", "reading and checking"))
    checked, problems = check(order.content, years or order.years)
    if any(problem.severity == "error" for problem in problems) or (order.strict and problems):
        raise ContentError(problems)
    return [replace(each, statement=_addressed(order, each.statement)) for each in checked], problems


def _rendered(order: Order, checked: Sequence[Checked], report: Report) -> dict[int, list[Kept]]:
    """The editions of the statements in `checked` made anew."""
    from generator.edition import Task
    from generator.workers import made

    tasks = [
        Task(each.statement, language, each.standards, order.content, order.with_pdf, order.multiple)
        for each in checked
        for language in _languages(order, each.statement.site)
    ]
    years: dict[int, list[Kept]] = {}
    for task, edition in zip(tasks, made(tasks, order.jobs, report), strict=True):
        years.setdefault(task.statement.year, []).append(edition)
    return years


def _addressed(order: Order, statement: Statement) -> Statement:
    """`statement` as published under the address that `order` names, if it names one."""
    return statement.of(_at_address(order, statement.site))


def _at_address(order: Order, site: Site) -> Site:
    """`site` as published under the address that `order` names, if it names one."""
    return site.published(base_url=order.base_url.rstrip("/") + "/") if order.base_url else site


def _languages(order: Order, site: Site) -> tuple[str, ...]:
    """The languages of `site` that `order` wants, in the site's order."""
    return tuple(lang for lang in site.languages if not order.languages or lang in order.languages)


def _site(order: Order, records: Sequence[Mapping[str, Any]]) -> list[Artifact]:
    """The pages that span years, and the assets."""
    from generator.content import load_site

    site = _at_address(order, load_site(order.content))
    return spanning_artifacts(site.published(languages=_languages(order, site)), records)


def _comparisons(order: Order, keys: Mapping[int, str], editions: _Editions) -> list[Artifact]:
    """The pages that compare neighbouring years, each pair from the cache or made anew from its two statements."""
    from generator.publish.cache import Cache, key
    from generator.site.compare_list import neighbours
    from generator.webfont import dressed

    cache = Cache(order.cache) if order.cache else None
    statements = dict(editions.statements)
    made: list[Artifact] = []
    for years in neighbours({edition.record["year"] for edition in editions.kept if not edition.record["draft"]}):
        name = key("comparison", *(keys[year] for year in years))
        if cache and (entry := cache.get(name)):
            made += entry.artifacts
            continue
        from generator.site.compare_pages import comparison_artifacts

        before, after = (_statement(order, year, statements) for year in years)
        compared = list(comparison_artifacts(before, after, _languages(order, after.site)))
        pages = dressed(compared, f"-{years[0]}-{years[1]}")
        if cache:
            cache.put(name, pages)
        made += pages
    return made


def _statement(order: Order, year: int, read: dict[int, Statement]) -> Statement:
    """The statement of `year` from those that were `read`, else read now."""
    if year not in read:
        from generator.content import load

        read[year] = _addressed(order, load(order.content, (year,)).statements[0])
    return read[year]


def spanning_artifacts(site: Site, records: Sequence[Mapping[str, Any]]) -> list[Artifact]:
    """The pages of `site` that span years, made of the records of all editions, and the assets."""
    from generator.data.files import schema_artifact
    from generator.site.assets import asset_artifacts
    from generator.site.record import Record
    from generator.site.site_pages import site_artifacts
    from generator.webfont import dressed

    found = [Record.from_json(dict(record)) for record in records]
    data = [schema_artifact(site)] if any(not record.draft for record in found) else []
    return [*asset_artifacts(), *dressed(list(site_artifacts(site, found))), *data]
