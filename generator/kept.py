"""Editions ready to be published, from the cache or made anew: their files and records as plain data.

The cache keeps a year as one entry: the files of its editions one after the other, their records, and what an editor was
warned of, so that a build that renders nothing warns of the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.artifact import Artifact
from generator.problems import Message, Position, Problem
from generator.publish.cache import Cache
from generator.publish.entry import Entry


@dataclass(frozen=True, slots=True)
class Kept:
    """One edition: its files, and its record as JSON has it."""

    artifacts: tuple[Artifact, ...]
    record: Mapping[str, Any]


def keep(cache: Cache, key: str, editions: Sequence[Kept], warnings: Iterable[Problem], content: Path) -> None:
    """Put the editions of a year under `key`; places are kept as they are within `content`, wherever that lies."""
    artifacts = [artifact for edition in editions for artifact in edition.artifacts]
    records = [{"record": dict(edition.record), "files": len(edition.artifacts)} for edition in editions]
    cache.put(key, artifacts, {"editions": records, "problems": [_plain(each, content) for each in warnings]})


def recall(entry: Entry, content: Path) -> tuple[list[Kept], list[Problem]]:
    """The editions of a year as they were kept, and its warnings in `content`."""
    editions, start = [], 0
    for edition in entry.record["editions"]:
        editions.append(Kept(tuple(entry.artifacts[start : start + edition["files"]]), edition["record"]))
        start += edition["files"]
    return editions, [_problem(data, content) for data in entry.record["problems"]]


def _plain(problem: Problem, content: Path) -> dict[str, Any]:
    place, path = problem.position, Path(problem.position.path)
    within = path.relative_to(content) if path.is_relative_to(content) else path.absolute()
    return {
        "position": [within.as_posix(), place.line, place.column],
        "message": dict(problem.message.wording),
        "hint": dict(problem.hint.wording) if problem.hint else None,
        "code": problem.code,
    }


def _problem(data: Mapping[str, Any], content: Path) -> Problem:
    """A warning as it was kept: errors never get there."""
    path, line, column = data["position"]
    hint = Message(data["hint"]) if data["hint"] else None
    return Problem(
        Position((content / path).as_posix(), line, column),
        Message(data["message"]),
        hint,
        "warning",
        code=data["code"],
    )
