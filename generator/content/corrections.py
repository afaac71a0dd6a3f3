"""Corrections of a published statement: `corrections.yaml` → `Correction`s that fit the text.

The sources hold the corrected text and the file what stood there before, so that taking the corrections back one by
one, newest first, gives the text as first published (see `undoing`). One that cannot be taken back is a placed problem.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from generator.content.model import Correction, Statement
from generator.content.sources import Sources
from generator.content.undoing import DoesNotFitError, without
from generator.content.yaml.schemas import CorrectionsFile
from generator.problems import say

NAME = "corrections"


def corrected(statement: Statement, folder: Path, sources: Sources) -> Statement:
    """`statement` with the corrections that `folder` keeps, each tried by taking it back."""
    path = folder / f"{NAME}.yaml"
    if not os.path.lexists(path):
        return statement
    file = sources.yaml(CorrectionsFile, path)
    if file is None:
        return statement
    # Of one day, the one that stands later in the file is the newer.
    found = tuple(sorted(_read(file, sources), key=lambda correction: correction.when))
    before = statement
    for correction in reversed(found):
        if correction.when > statement.updated:
            _tell_later(correction, statement, sources)
        try:
            before = without(before, correction)
        except DoesNotFitError as error:
            sources.collector.error("correction", correction.position, error.message, error.hint)
    return replace(
        statement, corrections=found, sources=dict(sorted(sources.hashes.items())), names=tuple(sources.names)
    )


def _read(file: CorrectionsFile, sources: Sources) -> Iterator[Correction]:
    """The corrections in the order of the file."""
    for index, correction in enumerate(file):
        yield Correction(
            correction.block,
            correction.figure or "",
            sources.quoted(correction.before, NAME, index, "from"),
            sources.quoted(correction.to, NAME, index, "to"),
            sources.words(correction.why, NAME, index, "why"),
            correction.when,
            sources.place(NAME, index),
        )


def _tell_later(correction: Correction, statement: Statement, sources: Sources) -> None:
    """Note that a correction is newer than the edition that it is a part of."""
    message = say(
        f"更正日在電子版最後修改日（updated: {statement.updated}）之後",
        f"the day of the correction is after that of the edition (updated: {statement.updated})",
    )
    hint = say("請更正 when，或 statement.yaml 的 updated", "correct when, or updated in statement.yaml")
    sources.collector.error("correction", correction.position, message, hint)
