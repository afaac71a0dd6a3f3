"""What print shops refuse in an extended graphics state that sets how tints become dots: that is the press's own.

In: the state's dictionary. Out: rule, object and value of each breach. PDF/X-4 takes no TR, no TR2 but the default, no HTP,
and of halftones types 1 and 5 alone, without names (ISO 15930-7; likewise PDF/A, ISO 19005-3, 6.2.5).
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Stream

from generator.preflight.paint import Breach

TYPES = (1, 5)
"""Halftones of a frequency and an angle, and of one such for each plate (ISO 32000-1, table 128)."""


def screen_findings(state: pikepdf.Object, name: str) -> Iterator[Breach]:
    """Transfer functions and halftones of the state called `name`."""
    if "/TR" in state or state.get("/TR2", Name.Default) != Name.Default:
        yield "transfer", name, ""
    if "/HTP" in state:
        yield "halftone", name, "HTP"
    for halftone in _halftones(state.get("/HT")):
        kind = halftone.get("/HalftoneType")
        if kind not in TYPES:
            yield "halftone", name, f"HalftoneType {kind}"
        if "/HalftoneName" in halftone:
            yield "halftone", name, "HalftoneName"
        if halftone.get("/TransferFunction", Name.Identity) != Name.Identity:
            yield "transfer", name, ""


def _halftones(value: object) -> Iterator[pikepdf.Object]:
    """A halftone, and those that it holds for each plate."""
    if isinstance(value, Dictionary | Stream):
        yield value
        if value.get("/HalftoneType") == 5:
            yield from (each for each in value.values() if isinstance(each, Dictionary | Stream))
