"""What a statement is held against beside itself: the glossary, and the stamps of reviewed translations.

In: what the readers of those files made. Out: one frozen value that every check takes along with the statement.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from generator.checks.glossary_file import Glossary


class Standards(Struct, frozen=True):
    """`glossary` is None where the content has none; `stamps` gives the hashes of reviewed blocks by language."""

    glossary: Glossary | None = None
    stamps: Mapping[str, frozenset[str]] = field(default_factory=dict)
