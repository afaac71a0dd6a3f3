"""What print shops refuse in a pixel image.

In: an image's dictionary and the matrix that its unit square is painted with. Out: rule, object and value of each
breach.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import pikepdf
from PIL import Image, ImageChops

from generator.preflight.colour import CMYK, GREY, Space, space
from generator.preflight.paint import SLACK, Breach
from generator.preflight.rules import INK, RESOLUTION
from generator.preflight.state import Matrix

LARGEST = 50_000_000
"""Images of more pixels are not decoded to sum up their inks."""


def image_findings(image: Any, name: str, named: Any, matrix: Matrix) -> Iterator[Breach]:
    """What is wrong with an image (ISO 32000-1, 8.9.5)."""
    width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
    if image.get("/ImageMask") is not True:
        colours = _space(image, named)
        if colours.foreign:
            yield "image-colour", name, colours.foreign
        elif colours == CMYK and width * height <= LARGEST:
            yield from _ink(image, name)
        elif _may_exceed(colours):
            yield "unread", name, f"{width} × {height}"
    yield from _resolution(width, height, name, matrix)


def inline_findings(instruction: Any, named: Any, matrix: Matrix) -> Iterator[Breach]:
    """What is wrong with an image that stands in the content stream (ISO 32000-1, 8.9.7)."""
    image = instruction.iimage
    if "LZW" in repr(image.obj.get("/Filter", image.obj.get("/F"))):
        yield "compression", "BI", "LZW"
    if not image.image_mask:
        value = image.obj.get("/ColorSpace", image.obj.get("/CS"))
        if (colours := space(value, named)).foreign:
            yield "image-colour", "BI", colours.foreign
        elif _may_exceed(colours):
            yield "unread", "BI", f"{image.width} × {image.height}"
    yield from _resolution(image.width, image.height, "BI", matrix)


def _may_exceed(colours: Space) -> bool:
    """Whether an image in this space can hold more ink than a printer takes: all its inks in full."""
    full = colours.mix((1.0,) * len(colours.colorants))
    return colours != GREY and (full is None or sum(full) * 100 > INK)


def _space(image: Any, named: Any) -> Space:
    value = image.get("/ColorSpace")
    if value is None:
        return Space(foreign=f"{image.get('/Filter', '–')}, no ColorSpace")
    return space(value, named)


def _resolution(width: int, height: int, name: str, matrix: Matrix) -> Iterator[Breach]:
    """Pixels an inch of the printed size, in the direction in which they are fewest."""
    sides = [(width, matrix.widens), (height, matrix.heightens)]
    dots = [pixels * 72 / points for pixels, points in sides if points > 0]
    if dots and min(dots) < RESOLUTION - SLACK:
        yield "resolution", name, f"{min(dots):.0f}"


def _byte(value: float) -> int:
    return min(max(round(value), 0), 255)


def _ink(image: Any, name: str) -> Iterator[Breach]:
    """The most ink on one pixel: the average of the four inks is kept in 8 bits, which is exact to 2 %."""
    pixels = _samples(image)
    if pixels is None:
        yield "unread", name, f"{image.get('/BitsPerComponent', '–')} bit"
        return
    cyan, magenta, yellow, black = pixels.split()
    halves = (ImageChops.add(cyan, magenta, 2), ImageChops.add(yellow, black, 2))
    levels = ImageChops.add(*halves, 2).histogram()
    total = max(level for level, count in enumerate(levels) if count) / 255 * 400
    if total > INK + 2:
        yield "ink", name, f"{total:.0f}"


def _samples(image: Any) -> Image.Image | None:
    """The four inks of each pixel as they are stored, without the mask, and Decode applied (ISO 32000-1, 8.9.5.2); None
    where they cannot be read."""
    try:
        picture = pikepdf.PdfImage(image)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # Of 16 bits it gives the upper 8, which are exact enough.
            pixels = picture.as_pil_image(apply_decode_array=False, apply_mask=False)
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError, Image.DecompressionBombError):
        return None
    if pixels.mode != "CMYK":
        return None
    if "/DCTDecode" in picture.filters:  # Pillow takes every JPEG of four inks for an inverted one.
        pixels = ImageChops.invert(pixels)
    if not picture.indexed and len(decode := [float(edge) for edge in image.get("/Decode", ())]) == 8:
        ramps = zip(decode[::2], decode[1::2], strict=True)
        pixels = pixels.point([_byte(low * 255 + (high - low) * level) for low, high in ramps for level in range(256)])
    return pixels
