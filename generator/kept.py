"""Years ready to be published, from the cache or made anew: the files and records of their editions as plain data.

The cache keeps a year as one entry: the files of its editions one after the other, each edition followed by what its
neighbours are compared with; their records; its numbers, which neighbours may not state otherwise; and what an editor was
warned of, so that a build that makes nothing warns of the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace

from generator.artifact import File
from generator.checks.restated import Numbers, StatedNumber
from generator.problems import Position, Problem
from generator.publish.cache import Cache
from generator.publish.entry import Entry

SIDE = "side"
"""Stands for a path where an entry holds what is never published."""


class MadeEdition(Struct, frozen=True):
    """One edition: its files, its record as JSON has it, and its side of a comparison, empty for a draft."""

    artifacts: tuple[File, ...]
    record: Mapping[str, Any]
    side: File


class MadeYear(Struct, frozen=True):
    """A year: its editions, none where `problems` stop the build, and the numbers of its statement; `digest` is the hash of
    its files when they were read, empty for a year from the cache."""

    editions: tuple[MadeEdition, ...]
    problems: tuple[Problem, ...]
    numbers: Numbers
    digest: str = ""


def keep(cache: Cache, key: str, year: MadeYear, content: Path) -> None:
    """Put a year under `key`; places are kept as they are within `content`, wherever that lies."""
    prefix = _prefix(content)
    files = [file for edition in year.editions for file in (*edition.artifacts, edition.side)]
    record = {
        "editions": [{"record": dict(each.record), "files": len(each.artifacts)} for each in year.editions],
        "problems": [each._replace(position=_within(each.position, prefix)) for each in year.problems],
        "numbers": {name: replace(one, position=_within(one.position, prefix)) for name, one in year.numbers.items()},
    }
    cache.put(key, files, to_builtins(record, enc_hook=str))


def recall(entry: Entry, content: Path) -> MadeYear:
    """The year that was kept as `entry`, its warnings placed in `content`."""
    prefix = _prefix(content)
    editions, artifacts = [], iter(entry.artifacts)
    for edition in entry.record["editions"]:
        own = tuple(islice(artifacts, edition["files"]))
        editions.append(MadeEdition(own, edition["record"], next(artifacts)))
    problems = convert(entry.record["problems"], list[Problem])
    numbers = convert(entry.record["numbers"], dict[str, StatedNumber])
    return MadeYear(
        tuple(editions),
        tuple(each._replace(position=_placed(each.position, prefix)) for each in problems),
        {name: replace(one, position=_placed(one.position, prefix)) for name, one in numbers.items()},
    )


def _prefix(content: Path) -> str:
    """What the paths of the files in `content` begin with; nothing where that is the folder that the program runs in."""
    return (content / "_").as_posix().removesuffix("_")


def _within(place: Position, prefix: str) -> Position:
    return place._replace(path=place.path.removeprefix(prefix))


def _placed(place: Position, prefix: str) -> Position:
    return place._replace(path=prefix + place.path)
