"""The years of a build and the comparisons of neighbours: from the cache where nothing of them changed, else made anew.

In: what to build and the hashes of its sources. Out: every edition and every comparison, with what an editor is to be
told; `ContentError` with every mistake, and then nothing was kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.artifact import File
from generator.content.model import Site
from generator.inputs import Inputs, read_inputs
from generator.kept import Kept, KeptYear, keep, recall
from generator.order import Order
from generator.problems import ContentError, Message, Problem, once
from generator.publish.cache import Cache, key
from generator.reading import read_shared
from generator.site.compare_list import neighbours
from generator.workers import Workers
from generator.year import YearMaker

INPUTS = ("content", "templates and program")
"""What made a site by the hashes of the whole, of which a year has its own."""


@dataclass(frozen=True, slots=True)
class Years:
    """Every edition, in the order of years, and every comparison; what to tell; how many years were made anew.

    `notes` go into the manifest: they keep a site that is not all that its sources say from being found standing.
    """

    site: Site
    editions: tuple[Kept, ...]
    comparisons: tuple[File, ...]
    problems: tuple[Problem, ...]
    made: int
    notes: Mapping[str, str]


def gather(
    order: Order, inputs: Inputs, made_by: Mapping[str, str], cache: Cache | None, report: Callable[[Message], None]
) -> Years:
    """All years of `order`, whose sources are `inputs`."""
    keys, notes = _keys(inputs, made_by), dict[str, str]()
    kept = {year: recall(entry, order.content) for year, name in keys.items() if cache and (entry := cache.get(name))}
    shared = read_shared(order.content, order.years)
    with Workers(YearMaker(order, shared), report) as workers:
        made = workers.make([year for year in keys if year not in kept])
        years = dict(sorted({**kept, **made}.items()))
        problems = once([*shared.problems, *(problem for year in years.values() for problem in year.problems)])
        if shared.site is None or order.is_stopped_by(problems):
            raise ContentError(problems)
        if made and read_inputs(order.content, order.years) != inputs:
            # Something was saved while it was read: what was made is shown, and the next build makes it again.
            cache, notes["saved meanwhile"] = None, "yes"
        if cache:
            for year, done in made.items():
                keep(cache, keys[year], done, order.content)
        comparisons = tuple(_comparisons(years, keys, workers, cache))
    if problems:
        # A site with warnings says so and is never found standing: the next build tells them again.
        notes["warnings"] = str(len(problems))
    editions = tuple(edition for year in years.values() for edition in year.editions)
    return Years(order.at_address(shared.site), editions, comparisons, problems, len(made), notes)


def _keys(inputs: Inputs, made_by: Mapping[str, str]) -> dict[int, str]:
    """The key under which each year is kept: the hash of everything it is made from."""
    machine = repr(sorted((name, value) for name, value in made_by.items() if name not in INPUTS))
    return {year: key(digest, inputs.shared, inputs.program, machine) for year, digest in inputs.years.items()}


def _comparisons(
    years: Mapping[int, KeptYear], keys: Mapping[int, str], workers: Workers, cache: Cache | None
) -> Iterator[File]:
    """The pages that compare neighbouring years, oldest first."""
    sides = {year: [edition.side for edition in done.editions] for year, done in years.items()}
    pairs = neighbours(year for year, own in sides.items() if all(side.size for side in own))
    names = [key("comparison", keys[before], keys[after]) for before, after in pairs]
    kept = {
        pair: entry.artifacts for pair, name in zip(pairs, names, strict=True) if cache and (entry := cache.get(name))
    }
    missing = [pair for pair in pairs if pair not in kept]
    made = dict(
        zip(
            missing,
            workers.compare([(_bytes(sides[before]), _bytes(sides[after])) for before, after in missing]),
            strict=True,
        )
    )
    for pair, name in zip(pairs, names, strict=True):
        if cache and pair in made:
            cache.put(name, made[pair])
        yield from made.get(pair) or kept[pair]


def _bytes(sides: Iterable[File]) -> list[bytes]:
    return [side.data for side in sides]
