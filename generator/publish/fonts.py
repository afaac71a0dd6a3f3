"""The fonts of this machine, found as WeasyPrint will find them and known by their versions.

In: the families that will do. Out: the first that is installed, never a likeness that the system would put in its
place. Only the standard library is used.
"""

from __future__ import annotations

import ctypes
import functools
import os
import struct
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.publish.libraries import FONTCONFIG, load

KAI = ("TW-Kai",)
SERIF = (
    "Liberation Serif",
    "Tinos",
    "TeX Gyre Termes",
    "Nimbus Roman",
    "Noto Serif",
    "Times New Roman",
    "DejaVu Serif",
)
"""Families that will do, the most wanted first."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font on this machine: its family and its file."""

    family: str
    path: str

    def version(self) -> str:
        """The revision and the checksum of the whole file, both from its head: hashing 50 MB takes too long."""
        with suppress(OSError, struct.error), Path(self.path).open("rb") as stream:
            start = stream.read(16)
            if start[:4] == b"ttcf":
                stream.seek(struct.unpack(">I", start[12:16])[0])
                start = stream.read(16)
                stream.seek(-4, os.SEEK_CUR)
            else:
                stream.seek(12)
            for _ in range(struct.unpack(">H", start[4:6])[0]):
                tag, _, offset, _ = struct.unpack(">4sIII", stream.read(16))
                if tag == b"head":
                    stream.seek(offset + 4)
                    revision, checksum = struct.unpack(">iI", stream.read(8))
                    return f"{revision / 65536:.3f} ({checksum:08x})"
        return "unknown"


def first_font(families: Sequence[str]) -> Font | None:
    """The font of the first of `families` that is installed, none of its likenesses."""
    return next((font for family in families if (font := _font(family))), None)


@functools.cache
def _font(family: str) -> Font | None:
    """The upright file of a family, by fontconfig, which is what WeasyPrint will ask as well."""
    library = load(FONTCONFIG)
    if library is None:
        return _font_by_name(family)
    pattern = _call(library, "FcNameParse", f"{family}:style=Regular".replace("-", r"\-").encode())
    if not pattern:
        return None
    ctypes_pattern = ctypes.c_void_p(pattern)
    _call(library, "FcConfigSubstitute", None, ctypes_pattern, ctypes.c_int(0))
    _call(library, "FcDefaultSubstitute", ctypes_pattern)
    outcome = ctypes.c_int(0)
    match = ctypes.c_void_p(_call(library, "FcFontMatch", None, ctypes_pattern, ctypes.byref(outcome)))
    found = _string(library, match, b"family"), _string(library, match, b"file")
    _call(library, "FcPatternDestroy", ctypes_pattern)
    if match:
        _call(library, "FcPatternDestroy", match)
    return Font(family, found[1]) if found[0].casefold() == family.casefold() else None


def _call(library: ctypes.CDLL, name: str, *arguments: object) -> int | None:
    """A function of fontconfig that answers a pointer or nothing of interest."""
    function = getattr(library, name)
    function.restype = ctypes.c_void_p
    answer: int | None = function(*arguments)
    return answer


def _string(library: ctypes.CDLL, pattern: ctypes.c_void_p, name: bytes) -> str:
    """A property of a font that was found."""
    value = ctypes.c_char_p()
    if not pattern or library.FcPatternGetString(pattern, name, 0, ctypes.byref(value)) != 0:
        return ""
    return os.fsdecode(value.value or b"")


def _font_by_name(family: str) -> Font | None:
    """A font by the name of its file, where there is no fontconfig to ask."""
    wanted = family.replace(" ", "").casefold()
    home = Path.home()
    places = [home / ".local/share/fonts", home / ".fonts", home / "Library/Fonts", Path("/Library/Fonts")]
    places += [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path(os.environ.get("WINDIR", "/")) / "Fonts"]
    for place in places:
        for path in sorted(place.rglob("*.[to]t[fc]")):
            if path.stem.replace(" ", "").casefold().startswith(wanted):
                return Font(family, str(path))
    return None
