"""Which inks a colour of a PDF asks for.

In: a colour space as it stands in a resource dictionary, and the operands of a colour operator. Out: the four inks, or
that the colour is none of the press's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pikepdf
from msgspec import Struct
from pikepdf import Array, Name

Inks = tuple[float, float, float, float]
BLACK: Inks = (0.0, 0.0, 0.0, 1.0)
ABBREVIATIONS = {"/G": "/DeviceGray", "/CMYK": "/DeviceCMYK", "/RGB": "/DeviceRGB", "/I": "/Indexed"}
"""Names of colour spaces in inline images (ISO 32000-1, table 94)."""
FOREIGN = frozenset(("/DeviceRGB", "/CalRGB", "/Lab", "/CalGray"))
DEPTH = 8
"""Colour spaces may hold others; deeper ones are refused."""


class Space(Struct, frozen=True):
    """A colour space: `inks` is how many of the press's inks it names (1: black, 4: all), 0 if they are unknown;
    `foreign` says why it is not the press's, "" if it is; `colorant` is the one spot ink of a Separation."""

    inks: int = 0
    foreign: str = ""
    colorant: str = ""

    def mix(self, operands: Sequence[float]) -> Inks | None:
        """The inks of a colour in this space, each 0 to 1; None if they are unknown."""
        if self.inks == 4 and len(operands) == 4:
            cyan, magenta, yellow, black = operands
            return (cyan, magenta, yellow, black)
        if self.inks == 1 and len(operands) == 1:
            return (0.0, 0.0, 0.0, operands[0] if self.colorant else 1 - operands[0])
        return None


GREY, CMYK, UNKNOWN = Space(1), Space(4), Space()


def space(value: object, named: pikepdf.Object | None = None, depth: int = 0) -> Space:
    """The colour space that `value` is: a name, to be looked up in `named`, or an array (ISO 32000-1, 8.6)."""
    if depth > DEPTH:
        return Space(foreign="nested too deep")
    if isinstance(value, Name):
        return _named(str(value), named, depth)
    if not isinstance(value, Array) or len(value) == 0:
        return Space(foreign="unknown")
    family = ABBREVIATIONS.get(str(value[0]), str(value[0]))
    if family == "/ICCBased":
        return _profiled(value[1])
    if family in ("/Indexed", "/Pattern"):
        return space(value[1], named, depth + 1) if len(value) > 1 else UNKNOWN
    if family in ("/Separation", "/DeviceN"):
        return _spot(value, named, depth)
    return _named(family, None, depth)


def _named(name: str, named: pikepdf.Object | None, depth: int) -> Space:
    name = ABBREVIATIONS.get(name, name)
    if name in FOREIGN:
        return Space(foreign=name[1:])
    if name in ("/DeviceGray", "/DeviceCMYK", "/Pattern"):
        return {"/DeviceGray": GREY, "/DeviceCMYK": CMYK, "/Pattern": UNKNOWN}[name]
    found = named.get(name) if named is not None else None
    return space(found, None, depth + 1) if found is not None else Space(foreign=f"unknown {name}")


def _profiled(stream: pikepdf.Object) -> Space:
    components = int(stream.get("/N", 0))
    if components in (1, 4):
        return GREY if components == 1 else CMYK
    return Space(foreign=f"ICCBased, {components} components")


def _spot(value: Array, named: pikepdf.Object | None, depth: int) -> Space:
    """A Separation or DeviceN: black alone is known, other inks are what their alternate space allows."""
    alternate = space(value[2], named, depth + 1)
    if alternate.foreign:
        return alternate
    colorants = [str(name) for name in value[1]] if isinstance(value[1], Array) else [str(value[1])]
    return Space(1, colorant=colorants[0]) if colorants == ["/Black"] else UNKNOWN


COLOURS: Mapping[str, Space | None] = {
    "g": GREY, "k": CMYK, "rg": Space(foreign="DeviceRGB"), "cs": None, "sc": None, "scn": None,
}  # fmt: skip
"""The colour operators (for lines in capitals), with the space that they set if it is always the same."""
