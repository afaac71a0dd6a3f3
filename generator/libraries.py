"""The shared libraries that set type, asked directly.

In: the names under which systems keep them. Out: their versions, or nothing. WeasyPrint is not imported: it
raises where Pango is missing, and takes a second where it is not. Only the standard library is used.
"""

from __future__ import annotations

import ctypes
import functools
import sys
from collections.abc import Sequence
from contextlib import suppress

PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "libpango-1.0-0")
PANGOFT2 = ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll", "libpangoft2-1.0-0")
HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll", "libharfbuzz-0")
SUBSET = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll", "libharfbuzz-subset-0")
FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll", "libfontconfig-1")

_OF_MACOS = ("", "/opt/homebrew/lib/", "/usr/local/lib/", "/opt/local/lib/")


@functools.cache
def load(names: Sequence[str]) -> ctypes.CDLL | None:
    """The library under the first of `names` that loads."""
    for name in names:
        for folder in _OF_MACOS if sys.platform == "darwin" else ("",):
            with suppress(OSError):
                return ctypes.CDLL(folder + name)
    return None


def pango_version() -> str:
    """Pango's version, empty if it or its FreeType half is missing."""
    if load(PANGOFT2) is None:
        return ""
    return _ask(PANGO, "pango_version_string")


def harfbuzz_version() -> str:
    """HarfBuzz's version, empty if it is missing."""
    return _ask(HARFBUZZ, "hb_version_string")


def has_subset() -> bool:
    """Whether HarfBuzz can cut fonts down to the characters used; without it that is done in Python, slowly."""
    return load(SUBSET) is not None


def _ask(names: Sequence[str], function: str) -> str:
    """What a library's function of no arguments answers."""
    library = load(names)
    if library is None:
        return ""
    asked = getattr(library, function)
    asked.restype = ctypes.c_char_p
    answer: bytes | None = asked()
    return (answer or b"").decode()
