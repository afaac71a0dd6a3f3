"""The years of a build and the comparisons of neighbours: from the cache where nothing of them changed, else made anew.

In: what to build and the hashes of its sources. Out: every edition and every comparison, with what an editor is to be
told; `ContentError` with every mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.artifact import File
from generator.checks.restated import check_restated
from generator.content.model import Site
from generator.inputs import Inputs, read_inputs, shared_digest
from generator.kept import MadeEdition, MadeYear, keep, recall
from generator.order import Order
from generator.problems import ContentError, Message, Problem, once, say
from generator.publish.cache import Cache, key
from generator.reading import read_shared
from generator.site.compare.listing import neighbours
from generator.workers import Workers
from generator.year import YearMaker

INPUTS = ("content", "templates and program")
"""What made a site by the hashes of the whole, of which a year has its own."""


class Years(Struct, frozen=True):
    """Every edition, in the order of years, and every comparison; what to tell; how many years were made anew.

    `notes` go into the manifest: they keep a site that is not all that its sources say from being found standing.
    """

    site: Site
    editions: tuple[MadeEdition, ...]
    comparisons: tuple[File, ...]
    problems: tuple[Problem, ...]
    made: int
    notes: Mapping[str, str]


def gather(
    order: Order, inputs: Inputs, made_by: Mapping[str, str], cache: Cache | None, report: Callable[[Message], None]
) -> Years:
    """All years of `order`, whose sources are `inputs`."""
    keys = _keys(inputs, made_by)
    kept = {year: recall(entry, order.content) for year, name in keys.items() if cache and (entry := cache.get(name))}
    shared = read_shared(order.content, order.years)
    is_same = shared_digest(order.content) == inputs.shared
    known = [*shared.problems, *_unknown_languages(order, shared.site), *_problems(kept)]
    with Workers(YearMaker(order, shared, known), report) as workers:
        made = workers.make([year for year in keys if year not in kept])
        now = read_inputs(order.content, order.years)
        is_same &= (now.shared, now.program) == (inputs.shared, inputs.program)
        if cache and is_same:
            _keep(made, keys, inputs, order.content, cache)
        years = dict(sorted({**kept, **made}.items()))
        restated = check_restated({year: done.numbers for year, done in years.items()})
        problems = once([*known, *_problems(made), *restated])
        if shared.site is None or order.is_stopped_by(problems):
            raise ContentError(problems)
        is_same &= now == inputs and all(done.digest == inputs.years[year] for year, done in made.items())
        comparisons = tuple(_comparisons(years, keys, workers, cache if is_same else None))
    site = replace(order.at_address(shared.site), languages=order.languages_of(shared.site))
    editions = tuple(edition for year in years.values() for edition in year.editions)
    return Years(site, editions, comparisons, problems, len(made), _notes(problems, is_same=is_same))


def _keep(made: Mapping[int, MadeYear], keys: Mapping[int, str], inputs: Inputs, content: Path, cache: Cache) -> None:
    """Keep what was made, but for a year with mistakes, and one of which something was saved after its key was reckoned."""
    for year, done in made.items():
        if done.editions and done.digest == inputs.years[year]:
            keep(cache, keys[year], done, content)


def _unknown_languages(order: Order, site: Site | None) -> Iterator[Problem]:
    """What is wanted in a language that the site has not."""
    for language in order.languages:
        if site and language not in site.languages:
            known = "、".join(site.languages), ", ".join(site.languages)
            message = say(f"網站沒有語言「{language}」", f"the site has no language “{language}”")
            hint = say(f"site.yaml 列有：{known[0]}", f"site.yaml lists {known[1]}")
            yield Problem(site.position, message, hint, code="no-language")


def _problems(years: Mapping[int, MadeYear]) -> list[Problem]:
    return [problem for year in years.values() for problem in year.problems]


def _notes(problems: Sequence[Problem], *, is_same: bool) -> dict[str, str]:
    """What keeps a site from being found standing: its next build tells the warnings again, or makes what was saved
    while this one read."""
    found = {"warnings": str(len(problems))} if problems else {}
    return found if is_same else {**found, "saved meanwhile": "yes"}


def _keys(inputs: Inputs, made_by: Mapping[str, str]) -> dict[int, str]:
    """The key under which each year is kept: the hash of everything it is made from."""
    machine = repr(sorted((name, value) for name, value in made_by.items() if name not in INPUTS))
    return {year: key(digest, inputs.shared, inputs.program, machine) for year, digest in inputs.years.items()}


def _comparisons(
    years: Mapping[int, MadeYear], keys: Mapping[int, str], workers: Workers, cache: Cache | None
) -> Iterator[File]:
    """The pages that compare neighbouring years, oldest first."""
    sides = {year: [edition.side for edition in done.editions] for year, done in years.items()}
    pairs = neighbours(year for year, own in sides.items() if own and all(side.size for side in own))
    names = {(before, after): key("comparison", keys[before], keys[after]) for before, after in pairs}
    kept = {pair: entry.artifacts for pair, name in names.items() if cache and (entry := cache.get(name))}
    missing = [pair for pair in pairs if pair not in kept]
    compared = workers.compare([(_bytes(sides[before]), _bytes(sides[after])) for before, after in missing])
    made = dict(zip(missing, compared, strict=True))
    for pair in pairs:
        if cache and pair in made:
            cache.put(names[pair], made[pair])
        yield from made.get(pair) or kept[pair]


def _bytes(sides: Iterable[File]) -> list[bytes]:
    return [side.data for side in sides]
