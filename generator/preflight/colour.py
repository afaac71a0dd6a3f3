"""Which inks a colour of a PDF asks for.

In: a colour space as it stands in a resource dictionary, and the operands of a colour operator. Out: the four inks, or
that the colour is none of the press's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Name

Inks = tuple[float, float, float, float]
BLACK: Inks = (0.0, 0.0, 0.0, 1.0)
ABBREVIATIONS = {"/G": "/DeviceGray", "/CMYK": "/DeviceCMYK", "/RGB": "/DeviceRGB", "/I": "/Indexed"}
"""Names of colour spaces in inline images (ISO 32000-1, table 94)."""
FOREIGN = frozenset(("/DeviceRGB", "/CalRGB", "/Lab", "/CalGray"))
PLATES: Mapping[str, Inks] = {
    "/Cyan": (1, 0, 0, 0), "/Magenta": (0, 1, 0, 0), "/Yellow": (0, 0, 1, 0), "/Black": (0, 0, 0, 1),
    "/All": (1, 1, 1, 1), "/None": (0, 0, 0, 0),
}  # fmt: skip
"""What a colorant prints on (ISO 32000-1, 8.6.6.4); any other is a fifth plate."""
DEPTH = 8
"""Colour spaces may hold others; deeper ones are refused."""


class Space(Struct, frozen=True):
    """A colour space: `colorants` are those of its operands, none if they are unknown; `foreign` says why it is not
    the press's, "" if it is; `names_plates` if it is a Separation or DeviceN, which leaves other plates alone."""

    colorants: tuple[str, ...] = ()
    foreign: str = ""
    names_plates: bool = False

    def mix(self, operands: Sequence[float]) -> Inks | None:
        """The inks of a colour in this space, each 0 to 1; None if they are unknown."""
        if not self.colorants or len(operands) != len(self.colorants):
            return None
        if self == GREY:
            return (0.0, 0.0, 0.0, 1 - operands[0])
        plates = [PLATES[colorant] for colorant in self.colorants]
        parts = [[tint * ink for ink in plate] for tint, plate in zip(operands, plates, strict=True)]
        cyan, magenta, yellow, black = (sum(inks) for inks in zip(*parts, strict=True))
        return (cyan, magenta, yellow, black)

    @property
    def initial(self) -> tuple[float, ...]:
        """The operands of the colour in force once the space is chosen (ISO 32000-1, 8.6.8)."""
        if self.names_plates:
            return (1.0,) * len(self.colorants)
        return BLACK if self == CMYK else (0.0,) * len(self.colorants)


GREY, CMYK, UNKNOWN = Space(("/Grey",)), Space(("/Cyan", "/Magenta", "/Yellow", "/Black")), Space()


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
    """A Separation or DeviceN: its colorants and its alternate space must be the press's."""
    alternate = space(value[2], named, depth + 1)
    if alternate.foreign:
        return alternate
    colorants = [str(name) for name in value[1]] if isinstance(value[1], Array) else [str(value[1])]
    spots = [name[1:] for name in colorants if name not in PLATES]
    return Space(foreign=", ".join(spots)) if spots else Space(tuple(colorants), names_plates=True)


def ends(function: object, depth: int = 0) -> list[list[float]]:
    """The colours that an exponential or stitching function, or an array of them, begins and ends with
    (ISO 32000-1, 7.10); none where any of them is another function."""
    if depth > DEPTH:
        return []
    if isinstance(function, Array):
        parts = [ends(each, depth + 1) for each in function]
        return [[value for colour in colours for value in colour] for colours in zip(*parts, strict=False)]
    if isinstance(function, pikepdf.Stream) or not isinstance(function, Dictionary):
        return []
    if function.get("/FunctionType") == 3:
        parts = [ends(each, depth + 1) for each in function.get("/Functions", Array())]
        return [colour for part in parts for colour in part] if all(parts) else []
    colours = (function.get("/C0", Array([0])), function.get("/C1", Array([1])))
    return [[float(value) for value in colour] for colour in colours]


COLOURS: Mapping[str, Space | None] = {
    "g": GREY, "k": CMYK, "rg": Space(foreign="DeviceRGB"), "cs": None, "sc": None, "scn": None,
}  # fmt: skip
"""The colour operators (for lines in capitals), with the space that they set if it is always the same."""
