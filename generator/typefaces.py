"""The installed typefaces that the PDFs are set in: one list for the setting, the doctor and the versions.

Nothing is found here. The setting asks the typesetter's library, the doctor asks the system without it; both by these names.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.problems import Message, say


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
            f"缺少字型 {family}（{name}），無法排版 PDF", f"the font {family} ({name}) is missing: no PDF can be set"
        )
