"""How much of one page is read: a hostile file may hold any content, and forms within forms without end.

In: the content streams of a page and the forms that it paints, as they are met. Out: nothing, or a `ValueError`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from pikepdf import Array, Stream, StreamDecodeLevel

DEPTH = 12
"""Forms within forms; deeper ones are not read."""
LARGEST = 8 * 2**20
"""The most content that one page may hold, with its forms each time they are read, in bytes: a page of text has some
40,000, and reading takes up to 200 times as much memory."""
FORMS = 2000
"""Forms, each at each of its scales and of its places at the trimmed edge, that one page may paint; more are not read."""


class Bounds:
    """What was read of one page: so many bytes, and the forms that need not be read again."""

    def __init__(self) -> None:
        self._left = LARGEST
        self._depth = 0
        self._done: set[Hashable] = set()

    def weigh(self, content: Any) -> None:
        """Take a content stream, or an array of them, off what is left to the page."""
        for stream in content if isinstance(content, Array) else [content]:
            if isinstance(stream, Stream):
                self._left -= len(stream.read_bytes(StreamDecodeLevel.specialized))
        if self._left < 0:
            raise ValueError("content stream too long")

    def is_done(self, form: Hashable) -> bool:
        """Whether the like of a form was read to its end."""
        return form in self._done

    @contextmanager
    def within(self, form: Hashable) -> Iterator[None]:
        """While a form is read; it is done only then, so that a form within itself never is."""
        if self._depth >= DEPTH or len(self._done) > FORMS:
            raise ValueError("too many forms within forms")
        self._depth += 1
        yield
        self._depth -= 1
        self._done.add(form)
