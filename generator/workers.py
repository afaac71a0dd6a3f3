"""Editions made side by side, on as many cores as there are.

In: tasks. Out: what each yields, in the order of the tasks. The editions of a year share their views, so a worker takes
whole years where there are enough of them; a year alone is shared by its languages, since setting type takes long.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from generator.edition import Task, render
from generator.kept import Kept
from generator.problems import Message, say

FEW = 4
"""Years without PDFs that are made sooner here than by workers."""
_groups: Sequence[Sequence[Task]] = ()
"""What the workers take their share from; they get it when they begin, and a fork need not even copy it."""


def made(tasks: Sequence[Task], jobs: int, report: Callable[[Message], None]) -> list[Kept]:
    """Every task done, by at most `jobs` processes, or one for each core."""
    years = [list(group) for _, group in groupby(tasks, key=lambda task: task.statement.year)]
    groups = years if len(years) > 1 else [[task] for task in tasks]
    workers = min(jobs or os.cpu_count() or 1, len(groups))
    with_pdf = any(task.with_pdf for task in tasks)
    if workers < 2 or (not with_pdf and len(years) < FEW):
        return [edition for group in groups for edition in _told(group, _done(group), report)]
    # Imported here, since a build by one process does without.
    from concurrent.futures import ProcessPoolExecutor

    if with_pdf:
        # Before the workers are forked, so that they need not import the typesetter each.
        import generator.print.edition  # noqa: F401
    gc.freeze()  # What is loaded now stays: no worker need look through it for garbage.
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(groups,)) as pool:
        results = pool.map(_share, range(len(groups)))
        return [edition for group, done in zip(groups, results, strict=True) for edition in _told(group, done, report)]


def _begin(groups: Sequence[Sequence[Task]]) -> None:
    global _groups
    _groups = groups


def _share(number: int) -> list[Kept]:
    return _done(_groups[number])


def _done(group: Sequence[Task]) -> list[Kept]:
    rendered = map(render, group)
    return [Kept(each.artifacts, each.record.as_json()) for each in rendered]


def _told(group: Sequence[Task], done: Sequence[Kept], report: Callable[[Message], None]) -> Iterator[Kept]:
    for task, edition in zip(group, done, strict=True):
        year, language = task.statement.year, task.language
        report(say(f"{year} 年度 {language}", f"year {year}, {language}"))
        yield edition
