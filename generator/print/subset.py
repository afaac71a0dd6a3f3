"""A font file with only the characters in use.

In: a font file and a set of characters. Out: the bytes of a smaller font, the same on every run. HarfBuzz does it
in a blink without reading the file whole; where its library is missing, fontTools does it slowly.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path

LIBRARIES = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")
NO_HINTING = 0x1
NOTDEF_OUTLINE = 0x40
POINTERS = (
    "hb_blob_create_from_file_or_fail",
    "hb_face_create",
    "hb_face_reference_blob",
    "hb_subset_input_create_or_fail",
    "hb_subset_input_unicode_set",
    "hb_subset_or_fail",
)


@cache
def harfbuzz() -> ctypes.CDLL | None:
    """The subsetting library of HarfBuzz, or None where it is not installed."""
    for name in LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        for function in POINTERS:
            getattr(library, function).restype = ctypes.c_void_p
        library.hb_blob_get_data.restype = ctypes.c_void_p
        return library
    return None


def subset(path: Path, characters: Iterable[str]) -> bytes:
    """The font at `path` with only `characters`, without hints."""
    points = sorted({ord(character) for character in characters})
    library = harfbuzz()
    return subset_fast(library, path, points) if library else subset_slowly(path, points)


def subset_fast(library: ctypes.CDLL, path: Path, points: list[int]) -> bytes:
    """By HarfBuzz, which maps the file into memory and touches what it needs."""
    pointer = ctypes.c_void_p
    blob = pointer(library.hb_blob_create_from_file_or_fail(str(path).encode()))
    face = pointer(library.hb_face_create(blob, 0))
    wanted = pointer(library.hb_subset_input_create_or_fail())
    unicodes = pointer(library.hb_subset_input_unicode_set(wanted))
    for point in points:
        library.hb_set_add(unicodes, point)
    library.hb_subset_input_set_flags(wanted, NO_HINTING | NOTDEF_OUTLINE)
    small = pointer(library.hb_subset_or_fail(face, wanted))
    if not small.value:
        raise OSError(f"HarfBuzz cannot make a subset of {path}")
    result = pointer(library.hb_face_reference_blob(small))
    length = ctypes.c_uint()
    start = library.hb_blob_get_data(result, ctypes.byref(length))
    data = ctypes.string_at(start, length.value)
    for kind, item in (("blob", result), ("face", small), ("subset_input", wanted), ("face", face), ("blob", blob)):
        getattr(library, f"hb_{kind}_destroy")(item)
    return data


def subset_slowly(path: Path, points: list[int]) -> bytes:
    """By fontTools: the same glyphs, some seconds and a hundred megabytes later."""
    # Imported here, since it takes as long to import as a whole page to make, and is seldom needed.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(hinting=False, notdef_outline=True, recalc_timestamp=False)
    options.drop_tables += ["FFTM"]
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=points)
        subsetter.subset(font)
        stream = BytesIO()
        font.save(stream)
    return stream.getvalue()
