"""The story of a build: read → check → render → write, each year and language only if something of it changed."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.artifact import Artifact
from generator.inputs import ROOT, Inputs, read_inputs
from generator.problems import ContentError, Message, Position, Problem, say
from generator.publish.manifest import manifest
from generator.publish.standing import Published, standing
from generator.publish.versions import versions

if TYPE_CHECKING:
    from generator.checks.standards import Standards
    from generator.content.model import Site, Statement
    from generator.edition import Task
    from generator.publish.cache import Cache

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
    """What a build did: warnings on the way, what was published, how many editions and how many were made anew."""

    problems: tuple[Problem, ...]
    published: Published
    editions: int
    rendered: int


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition ready to be published, from the cache or made anew: artifacts and record as plain data."""

    artifacts: tuple[Artifact, ...]
    record: Mapping[str, Any]


def build(order: Order, report: Report = lambda message: None) -> Outcome:
    """Build `order`; raises `ContentError` with everything an editor must mend, and then `output/` stays as it is."""
    inputs = read_inputs(order.content, order.years)
    made_by = {"content": inputs.content, "templates and program": inputs.program, **_options(order), **versions(ROOT)}
    if done := standing(order.output, made_by):
        return Outcome((), done, len(inputs.years), 0)
    # Imported here and below, since a build of nothing must do next to nothing.
    from generator.publish.cache import Cache
    from generator.publish.exchange import publish

    cache = Cache(order.cache) if order.cache else None
    kept, problems, rendered = _editions(order, inputs, made_by, cache, report)
    artifacts = [artifact for edition in kept for artifact in edition.artifacts]
    artifacts += _site(order, [edition.record for edition in kept])
    artifacts += _comparisons(order, _keys(inputs, made_by), [edition.record for edition in kept], cache)
    report(say("寫入", "writing"))
    published = publish([*artifacts, manifest(artifacts, made_by)], order.output)
    return Outcome(tuple(problems), published, len(kept), rendered)


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement that was read, with what it was held against."""

    statement: Statement
    standards: Standards


def check(order: Order) -> tuple[list[Checked], list[Problem]]:
    """Read and check only: the statements that could be read, and every problem found."""
    from generator.checks import run
    from generator.content import load

    loaded = load(order.content, order.years)
    problems = list(loaded.problems)
    checked = []
    for statement in loaded.statements:
        against, found = read_standards(statement, order.content)
        checked.append(Checked(statement, against))
        problems += [*found, *run(statement, against)]
    return checked, problems


def read_standards(statement: Statement, content: Path) -> tuple[Standards, list[Problem]]:
    """What `statement` is held against, the glossary and the stamps of its translations, and the mistakes in them."""
    from generator.checks.glossary_file import read_glossary
    from generator.checks.stamps import read_stamps
    from generator.checks.standards import Standards
    from generator.content.collector import Collector

    collector = Collector()
    path = content / "glossary.yaml"
    glossary = read_glossary(path, content, collector)
    folder = content / str(statement.year)
    stamps = {
        language: read_stamps(folder / f"{language}.stamps", content, collector)
        for language in statement.site.languages[1:]
    }
    return Standards(glossary, stamps), collector.problems


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


def _editions(
    order: Order, inputs: Inputs, made_by: Mapping[str, str], cache: Cache | None, report: Report
) -> tuple[list[Kept], list[Problem], int]:
    """Every edition, those of unchanged years from the cache, and the warnings of all."""
    kept: dict[int, list[Kept]] = {}
    problems: list[Problem] = []
    keys = _keys(inputs, made_by)
    for year, name in keys.items():
        if entry := cache.get(name) if cache else None:
            kept[year] = _unpacked(entry.artifacts, entry.record)
            problems += [_problem(data) for data in entry.record["problems"]]
    missing = [year for year in keys if year not in kept]
    if missing or not keys:
        made, found = _rendered(order, missing, report)
        for year, editions in made.items():
            kept[year] = editions
            if cache:
                warnings = [_plain(problem) for problem in found if f"/{year}/" in problem.position.path]
                cache.put(keys[year], _packed(editions), {"editions": _records(editions), "problems": warnings})
        problems += found
    if order.strict and problems:
        raise ContentError(problems)
    return [edition for year in sorted(kept) for edition in kept[year]], problems, len(missing)


def _keys(inputs: Inputs, made_by: Mapping[str, str]) -> dict[int, str]:
    """The key under which each year is kept: the hash of everything it is made from."""
    from generator.publish.cache import key

    machine = repr(sorted(_machine(made_by)))
    return {year: key(digest, inputs.shared, inputs.program, machine) for year, digest in inputs.years.items()}


def _machine(made_by: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a rendered edition depends on beside its sources and the program."""
    return [(name, value) for name, value in made_by.items() if name not in ("content", "templates and program")]


def _rendered(order: Order, years: Sequence[int], report: Report) -> tuple[dict[int, list[Kept]], list[Problem]]:
    """The editions of `years` made anew."""
    from generator.edition import Task

    report(say("讀取與檢查", "reading and checking"))
    checked, problems = check(replace(order, years=tuple(years)) if years else order)
    if any(problem.severity == "error" for problem in problems) or (order.strict and problems):
        raise ContentError(problems)
    tasks = []
    for each in checked:
        statement = replace(each.statement, site=_at_address(order, each.statement.site))
        tasks += [
            Task(statement, language, each.standards, order.content, order.with_pdf, order.multiple)
            for language in _languages(order, statement.site)
        ]
    made: dict[int, list[Kept]] = {}
    for task, edition in zip(tasks, _mapped(tasks, order, report), strict=True):
        made.setdefault(task.statement.year, []).append(edition)
    return made, problems


def _at_address(order: Order, site: Site) -> Site:
    """`site` as published under the address that `order` names, if it names one."""
    return replace(site, base_url=order.base_url.rstrip("/") + "/") if order.base_url else site


def _languages(order: Order, site: Site) -> tuple[str, ...]:
    """The languages of `site` that `order` wants, in the site's order."""
    return tuple(lang for lang in site.languages if not order.languages or lang in order.languages)


def _mapped(tasks: Sequence[Task], order: Order, report: Report) -> list[Kept]:
    """Every task done, side by side where that pays: setting type does, a few pages do not."""
    jobs = min(order.jobs or os.cpu_count() or 1, len(tasks))
    done = []
    if jobs < 2 or (not order.with_pdf and len(tasks) < 8):
        for task in tasks:
            report(_name(task))
            done.append(_one(task))
        return done
    # Imported here, since a build of nothing does without.
    from concurrent.futures import ProcessPoolExecutor

    if order.with_pdf:
        # Before the workers are forked, so that they need not import the typesetter each.
        import generator.print.edition  # noqa: F401

        # What is loaded now stays: no worker need look through it for garbage.
        gc.freeze()

    with ProcessPoolExecutor(jobs) as pool:
        for task, edition in zip(tasks, pool.map(_one, tasks), strict=True):
            report(_name(task))
            done.append(edition)
    return done


def _name(task: Task) -> Message:
    return say(f"{task.statement.year} 年度 {task.language}", f"year {task.statement.year}, {task.language}")


def _one(task: Task) -> Kept:
    from generator.edition import render

    rendered = render(task)
    return Kept(rendered.artifacts, rendered.record.as_json())


def _site(order: Order, records: Sequence[Mapping[str, Any]]) -> list[Artifact]:
    """The pages that span years, and the assets."""
    from generator.content import load_site

    site = _at_address(order, load_site(order.content))
    return spanning_artifacts(replace(site, languages=_languages(order, site)), records)


def _comparisons(
    order: Order, keys: Mapping[int, str], records: Sequence[Mapping[str, Any]], cache: Cache | None
) -> list[Artifact]:
    """The pages that compare neighbouring years, each pair from the cache or made anew from its two statements."""
    from generator.content import load
    from generator.publish.cache import key
    from generator.site.compare_pages import comparison_artifacts, neighbours
    from generator.webfont import dressed

    made: list[Artifact] = []
    for years in neighbours({record["year"] for record in records if not record["draft"]}):
        name = key("comparison", *(keys[year] for year in years))
        if entry := cache.get(name) if cache else None:
            made += entry.artifacts
            continue
        before, after = (
            replace(statement, site=_at_address(order, statement.site))
            for statement in load(order.content, years).statements
        )
        compared = list(comparison_artifacts(before, after, _languages(order, after.site)))
        pages = dressed(compared, f"-{years[0]}-{years[1]}")
        if cache:
            cache.put(name, pages)
        made += pages
    return made


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


def _packed(editions: Sequence[Kept]) -> list[Artifact]:
    return [artifact for edition in editions for artifact in edition.artifacts]


def _records(editions: Sequence[Kept]) -> list[dict[str, Any]]:
    return [{"record": dict(edition.record), "files": len(edition.artifacts)} for edition in editions]


def _unpacked(artifacts: Sequence[Artifact], record: Mapping[str, Any]) -> list[Kept]:
    found, start = [], 0
    for edition in record["editions"]:
        found.append(Kept(tuple(artifacts[start : start + edition["files"]]), edition["record"]))
        start += edition["files"]
    return found


def _plain(problem: Problem) -> dict[str, Any]:
    place = problem.position
    return {
        "position": [place.path, place.line, place.column],
        "message": dict(problem.message.wording),
        "hint": dict(problem.hint.wording) if problem.hint else None,
        "code": problem.code,
    }


def _problem(data: Mapping[str, Any]) -> Problem:
    """A warning as kept in the cache: errors never get there."""
    hint = Message(data["hint"]) if data["hint"] else None
    return Problem(Position(*data["position"]), Message(data["message"]), hint, "warning", code=data["code"])
