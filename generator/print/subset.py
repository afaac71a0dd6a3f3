"""A font file with only the characters in use.

In: a font file and a set of characters. Out: the bytes of a smaller font, the same on every run. HarfBuzz does it
in a blink without reading the file whole; where its library is missing, fontTools does it slowly.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from generator.libraries import SUBSET, load

Pointer = ctypes.c_void_p
NO_HINTING = 0x1
NOTDEF_OUTLINE = 0x40
DROPPED_TABLES, KEPT_NAMES = 3, 4
"""Which of its sets HarfBuzz is asked for (`hb_subset_sets_t`)."""
PLAIN = ("FFTM", "GDEF", "GPOS", "GSUB", "vhea", "vmtx", "gasp", "cvt ", "fpgm", "prep", "meta")
"""Tables without which a font has its outlines and the advances of `hmtx`, and nothing that changes them."""
COPYRIGHT, LICENCE, LICENCE_ADDRESS = 0, 13, 14
ALL_NAMES = tuple(range(15))
"""Entries of the `name` table, by their numbers."""
POINTERS = (
    "hb_blob_create_from_file_or_fail",
    "hb_blob_get_data",
    "hb_face_create",
    "hb_face_reference_blob",
    "hb_subset_input_create_or_fail",
    "hb_subset_input_unicode_set",
    "hb_subset_input_set",
    "hb_subset_or_fail",
)


def harfbuzz() -> ctypes.CDLL | None:
    """The subsetting library of HarfBuzz, or None where it is not installed."""
    library = load(SUBSET)
    for function in POINTERS if library else ():
        getattr(library, function).restype = ctypes.c_void_p
    return library


def subset(
    path: Path, characters: Iterable[str], without: Sequence[str] = (), names: Sequence[int] = ALL_NAMES
) -> bytes:
    """The font at `path` with only `characters`, without hints and the tables `without`, called by `names` alone;
    `OSError` where HarfBuzz cannot make it."""
    points = sorted({ord(character) for character in characters})
    library = harfbuzz()
    if library:
        return _subset_fast(library, path, points, without, names)
    return _subset_slowly(path, points, without, names)


def _subset_fast(
    library: ctypes.CDLL, path: Path, points: Sequence[int], without: Sequence[str], names: Sequence[int]
) -> bytes:
    """By HarfBuzz, which maps the file into memory and touches what it needs."""
    blob = Pointer(library.hb_blob_create_from_file_or_fail(str(path).encode()))
    face = Pointer(library.hb_face_create(blob, 0))
    wanted = _wanted(library, points, without, names)
    small = Pointer(library.hb_subset_or_fail(face, wanted))
    if not small.value:
        raise OSError(f"HarfBuzz cannot make a subset of {path}")
    result = Pointer(library.hb_face_reference_blob(small))
    length = ctypes.c_uint()
    start = library.hb_blob_get_data(result, ctypes.byref(length))
    data = ctypes.string_at(start, length.value)
    for kind, item in (("blob", result), ("face", small), ("subset_input", wanted), ("face", face), ("blob", blob)):
        getattr(library, f"hb_{kind}_destroy")(item)
    return data


def _wanted(library: ctypes.CDLL, points: Sequence[int], without: Sequence[str], names: Sequence[int]) -> Pointer:
    """HarfBuzz's request for a subset: what of the font is kept, and what dropped."""
    wanted = Pointer(library.hb_subset_input_create_or_fail())
    unicodes = Pointer(library.hb_subset_input_unicode_set(wanted))
    dropped = Pointer(library.hb_subset_input_set(wanted, DROPPED_TABLES))
    kept_names = Pointer(library.hb_subset_input_set(wanted, KEPT_NAMES))
    library.hb_set_clear(kept_names)
    for numbers, members in ((unicodes, points), (dropped, map(tag, without)), (kept_names, names)):
        for number in members:
            library.hb_set_add(numbers, number)
    library.hb_subset_input_set_flags(wanted, NO_HINTING | NOTDEF_OUTLINE)
    return wanted


def tag(name: str) -> int:
    """A table's name as HarfBuzz counts it."""
    return int.from_bytes(name.encode(), "big")


def _subset_slowly(path: Path, points: Sequence[int], without: Sequence[str], names: Sequence[int]) -> bytes:
    """By fontTools: the same glyphs, some seconds and a hundred megabytes later."""
    # Imported here, since it takes as long to import as a whole page to make, and is seldom needed.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(hinting=False, notdef_outline=True, recalc_timestamp=False, name_IDs=list(names))
    options.drop_tables += ["FFTM", *without]
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=points)
        subsetter.subset(font)
        stream = BytesIO()
        font.save(stream)
    return stream.getvalue()
