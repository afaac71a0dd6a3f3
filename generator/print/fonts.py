"""The typefaces of the PDFs: found, cut to the characters in use, altered, and kept.

In: the characters of an edition. Out: `Fonts`, the font files that its style sheet asks for by the names below and
the advance of each character. A file is made once for each set of characters and kept in the cache; the same
characters give the same bytes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont
from msgspec import Struct

from generator import typefaces
from generator.print import glyphs
from generator.print.subset import PLAIN, subset
from generator.typefaces import FontMissing, Typeface

RECIPE = "7"
"""Raise it whenever the making of a font changes: it is a part of the name under which the file is kept."""
ALWAYS = frozenset("".join(map(chr, range(0x20, 0x7F))) + "\u00a0")
"""Page numbers and the like are made by the style sheet: every font can set them."""


class Face(Struct, frozen=True):
    """A face of the style sheets, under the name `family`: made from an installed typeface `without` some tables, or `of`
    another face that was."""

    family: str
    source: Typeface
    alterations: tuple[Callable[[TTFont], None], ...] = ()
    without: tuple[str, ...] = ()
    of: Face | None = None


KAI = Face("Statement Kai", typefaces.KAI, (glyphs.narrow, glyphs.lean), PLAIN)
KAI_BOLD = Face("Statement Kai Heading", typefaces.KAI, (glyphs.embolden,), of=KAI)
SERIF = Face("Statement Serif", typefaces.SERIF)
SERIF_BOLD = Face("Statement Serif Heading", typefaces.SERIF_BOLD)
CHINESE = frozenset({KAI.family, KAI_BOLD.family})
"""The families whose lines are set by our own rules."""
FACES = {"zh-Hant": (KAI, KAI_BOLD), "en": (SERIF, SERIF_BOLD, KAI)}
"""What the style sheet of each language asks for."""


class Font(Struct, frozen=True):
    """A font file ready for use: `advances` are in em."""

    family: str
    data: bytes
    advances: Mapping[str, float]


Fonts = Mapping[str, Font]
"""Fonts by the family name of the style sheet."""


def prepare(language: str, characters: frozenset[str], cache_folder: Path) -> Fonts:
    """The fonts of an edition in `language` that sets `characters`."""
    return {face.family: _make(face, characters | ALWAYS, cache_folder) for face in FACES[language]}


def _make(face: Face, characters: frozenset[str], folder: Path) -> Font:
    """The font of `face`, from the cache if the same characters were asked for before."""
    source = locate(face)
    stamp = f"{RECIPE} {face.family} {source.name} {source.stat().st_size} {''.join(sorted(characters))}"
    kept = folder / f"{face.family.replace(' ', '-')}-{sha256(stamp.encode()).hexdigest()[:16]}"
    file, table = kept.with_suffix(".ttf"), kept.with_suffix(".json")
    with suppress(OSError):  # It may be dropped at any moment, to make room.
        return Font(face.family, file.read_bytes(), json.loads(table.read_bytes()))
    plain = _make(face.of, characters, folder).data if face.of else subset(source, characters, face.without)
    data, advances = _alter(face, plain)
    keep(file, data)
    keep(table, json.dumps(advances).encode())
    return Font(face.family, data, advances)


def _alter(face: Face, data: bytes) -> tuple[bytes, dict[str, float]]:
    """The subset with its alterations, and the advance of each of its characters."""
    # Without new bounding boxes, for which every glyph would be unpacked and packed again: that takes seconds.
    font = TTFont(BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
    glyphs.rename(font, face.family)
    for alteration in face.alterations:
        alteration(font)
    stream = BytesIO()
    font.save(stream)
    unit = font["head"].unitsPerEm
    return stream.getvalue(), {chr(point): font["hmtx"][name][0] / unit for point, name in font.getBestCmap().items()}


def keep(path: Path, content: bytes) -> None:
    """Write so that another build never reads half a file; what cannot be kept is made again next time."""
    draft = path.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)


def locate(face: Face) -> Path:
    """Where the typeface of `face` is; raises `FontMissing` where it is not installed."""
    installed = typefaces.font_file(face.source)
    if installed is None:
        raise FontMissing(face.source)
    return Path(installed.path)
