"""Years made side by side, on as many cores as there are.

In: what makes a year, and years. Out: what came of each. The editions of a year share what is computed for them, so a
worker takes whole years where there are several; a year alone is shared by its languages, since setting type takes long.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from generator.artifact import Artifact
from generator.kept import MadeYear
from generator.problems import Message, say
from generator.year import YearMaker

if TYPE_CHECKING:
    from concurrent.futures import Executor

MANY = 4
"""From so many years on workers are worth it, even without PDFs."""
START = "fork" if sys.platform == "linux" else None
"""How a worker begins: as a copy of this process, which has all loaded. From 3.14 on Python asks to be told so; elsewhere
than on Linux a copy is not safe, and Python's own way is taken."""
Sides = Sequence[bytes]
"""What the editions of a year keep to be compared, in the order of languages."""
Done = TypeVar("Done")

_maker: YearMaker | None = None
"""What a worker makes years with; it gets it when it begins, and a fork need not even copy it."""


class Workers:
    """This process and, where they are worth it, others beside it; to be used in a `with`."""

    def __init__(self, maker: YearMaker, report: Callable[[Message], None]) -> None:
        self.maker, self.report = maker, report
        self._pool: Executor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def make(self, years: Sequence[int]) -> dict[int, MadeYear]:
        """What came of each of `years`. Where type is set, all are read before, so that mistakes are told at once."""
        order, languages, many = self.maker.order, self.maker.languages, len(years) >= MANY
        if years:
            self.report(say("讀取與檢查", "reading and checking"))
        if (order.with_pdf or not many) and order.is_stopped_by(self.maker.read(years)):
            languages = ()
        shares = [(year, languages) for year in years]
        if len(years) == 1 and order.with_pdf and languages:
            shares = [(year, (language,)) for year in years for language in languages]
        if languages and (order.with_pdf or many):
            self._begin(len(shares))
        made: dict[int, MadeYear] = {}
        for (year, those), done in zip(shares, self._each(YearMaker.make, shares), strict=True):
            if done.editions:
                self.report(say(f"{year} 年度 {'、'.join(those)}", f"year {year}, {', '.join(those)}"))
            made[year] = replace(done, editions=(*made[year].editions, *done.editions)) if year in made else done
        return made

    def compare(self, pairs: Sequence[tuple[Sides, Sides]]) -> Iterable[list[Artifact]]:
        """The pages that compare the statements of each of `pairs`, older and newer."""
        return self._each(YearMaker.compare, pairs)

    def _begin(self, shares: int) -> None:
        """Have other processes help with so many shares, if this machine has cores for them."""
        count = min(self.maker.order.jobs or os.cpu_count() or 1, shares)
        if count < 2:
            return
        # Imported here, since a build by one process does without.
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        if self.maker.order.with_pdf:
            # Before the workers are forked, so that they need not import the typesetter each.
            import generator.print.edition  # noqa: F401
        gc.freeze()  # What is loaded now stays: no worker need look through it for garbage.
        self._pool = ProcessPoolExecutor(count, get_context(START), initializer=_begin, initargs=(self.maker,))

    def _each(self, work: Callable[..., Done], shares: Iterable[tuple[Any, ...]]) -> Iterator[Done]:
        """`work` of the maker on each share, in their order."""
        if self._pool:
            return self._pool.map(_work, repeat(work), shares)
        return (work(self.maker, *share) for share in shares)


def _begin(maker: YearMaker) -> None:
    global _maker
    _maker = maker
    # A copy of the build has these loaded.
    from threading import Thread

    Thread(target=_end_with_build, daemon=True).start()


def _end_with_build() -> None:
    """End when the build was killed: a worker would wait for ever for somebody to take what it made."""
    from multiprocessing import parent_process

    if build := parent_process():
        build.join()
        os._exit(1)


def _work(work: Callable[..., Done], share: tuple[Any, ...]) -> Done:
    return work(_maker, *share)
