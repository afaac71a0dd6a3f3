"""The Kai of the web pages: found on this machine, cut to the characters of the titles, compressed, and kept.

In: the pages of an edition, or those that span years. Out: the same with the font they use; where the machine has no
Kai they stay as they are, and readers see the nearest face of their own. This stands above the rooms because it needs
two of them: print knows how to cut a font, site where it goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from generator.artifact import Artifact
from generator.inputs import FONTS
from generator.site.titles import characters, dress
from generator.typefaces import KAI, font_file

RECIPE = "4"
"""Raise it whenever the making of the font changes: it is a part of the name under which the file is kept."""


def dressed(artifacts: Sequence[Artifact], name: str = "") -> list[Artifact]:
    """`artifacts` with the titles of their Chinese pages in Kai; `name` tells one set of pages from another."""
    wanted = characters(artifacts)
    installed = font_file(KAI)
    if not wanted or installed is None:
        return list(artifacts)
    return dress(artifacts, _font(Path(installed.path), installed.version(), wanted), name)


@cache
def _font(source: Path, version: str, wanted: frozenset[str]) -> bytes:
    """The font with the `wanted` characters, made once for each set of them."""
    stamp = f"{RECIPE} {version} {''.join(sorted(wanted))}"
    kept = FONTS / f"web-{sha256(stamp.encode()).hexdigest()[:16]}.woff"
    with suppress(OSError):
        return kept.read_bytes()
    from generator.print.fonts import keep

    data = _made(source, wanted)
    keep(kept, data)
    return data


def _made(source: Path, wanted: frozenset[str]) -> bytes:
    """Cut and compressed: as WOFF 2 it would be a seventh smaller and take twenty times as long.

    The style sheet names it; of its own names it keeps what its licence asks for, so that nothing takes it for the whole.
    """
    from fontTools.ttLib.sfnt import SFNTReader, SFNTWriter

    from generator.print.subset import COPYRIGHT, LICENCE, LICENCE_ADDRESS, PLAIN, subset

    font = SFNTReader(BytesIO(subset(source, wanted, PLAIN, (COPYRIGHT, LICENCE, LICENCE_ADDRESS))))
    stream = BytesIO()
    tables = list(font.keys())
    compressed = SFNTWriter(stream, len(tables), font.sfntVersion, flavor="woff")
    for tag in tables:
        compressed[tag] = font[tag]
    compressed.close()
    return stream.getvalue()
