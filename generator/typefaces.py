"""The installed typefaces that the PDFs are set in: one list for the setting, the doctor and the versions.

In: a typeface. Out: its file if it is installed, never a likeness that the system would put in its place, and known by its
version. Only the standard library is used.
"""

from __future__ import annotations

import ctypes
import functools
import os
import struct
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.libraries import FONTCONFIG, load
from generator.problems import Message, say

FOR_FONTS = ctypes.c_int(1)
"""Fontconfig's rules for fonts, not for patterns: those would put the system's favourite family before the name."""


class Typeface(NamedTuple):
    """A typeface: its PostScript `name`, by which systems tell it from its likenesses, its `family`, as people know it,
    and where it comes from."""

    name: str
    family: str
    package: str
    """The Debian package."""
    source: str
    """Where other systems get it."""


KAI = Typeface("TW-Kai-98_1", "TW-Kai", "fonts-cns11643-kai", "https://www.cns11643.gov.tw/")
SERIF = Typeface(
    "GentiumBookBasic", "Gentium Book Basic", "fonts-sil-gentium-basic", "https://software.sil.org/gentium/"
)
SERIF_BOLD = Typeface("GentiumBookBasic-Bold", SERIF.family, SERIF.package, SERIF.source)
TYPEFACES = (KAI, SERIF, SERIF_BOLD)


class FontMissing(Exception):
    """A typeface is not installed on this machine."""

    def __init__(self, typeface: Typeface) -> None:
        super().__init__(typeface)
        self.typeface = typeface

    def __str__(self) -> str:
        return f"the typeface {self.typeface.name} is not installed (Debian package {self.typeface.package})"

    @property
    def message(self) -> Message:
        """What is missing, in the words of the editor."""
        family, name = self.typeface.family, self.typeface.name
        return say(
            f"缺少字型 {family}（{name}），無法排版 PDF",
            f"the font {family} ({name}) is missing: PDFs cannot be typeset",
        )


class FontFile(NamedTuple):
    """A typeface on this machine: the file that holds it."""

    typeface: Typeface
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


@functools.cache
def font_file(typeface: Typeface) -> FontFile | None:
    """The file of `typeface`, by fontconfig, which is what the setting will ask as well; None if it is not installed.

    Without fontconfig there is no Pango either, and no font is of use.
    """
    library = load(FONTCONFIG)
    if library is None:
        return None
    pattern = ctypes.c_void_p(_call(library, "FcPatternCreate"))
    _call(library, "FcConfigSubstitute", None, pattern, FOR_FONTS)
    _call(library, "FcDefaultSubstitute", pattern)
    _call(library, "FcPatternAddString", pattern, b"postscriptname", typeface.name.encode())
    match = ctypes.c_void_p(_call(library, "FcFontMatch", None, pattern, ctypes.byref(ctypes.c_int(0))))
    name, path = _string(library, match, b"postscriptname"), _string(library, match, b"file")
    for each in filter(None, (pattern, match)):
        _call(library, "FcPatternDestroy", each)
    return FontFile(typeface, path) if name == typeface.name else None


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
