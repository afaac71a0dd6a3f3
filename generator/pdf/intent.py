"""Output intents: which colours the numbers in a file mean.

In: an ICC profile. Out: the entry of the catalog that names and embeds it (ISO 32000-1, 14.11.5). The public file is
meant for screens (sRGB), the press file for offset printing on coated paper (FOGRA39).
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pydyf
from msgspec import Struct

from generator.pdf.pdf_file import add

PRESS_PROFILE = "FOGRA39L.icc"


class OutputIntent(Struct, frozen=True):
    """`kind` is `GTS_PDFA1` or `GTS_PDFX`; `components` the number of inks or lights of the profile."""

    kind: str
    identifier: str
    condition: str
    profile: bytes
    components: int


def screen_intent() -> OutputIntent:
    """sRGB, with the profile that WeasyPrint ships (ISO 19005-3, 6.2.3)."""
    profile = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return OutputIntent("GTS_PDFA1", "sRGB IEC61966-2.1", "sRGB", profile, 3)


def press_intent(directory: Path) -> OutputIntent:
    """FOGRA39, with the profile in `directory`, which tells how it was made (ISO 15930-7, 6.2.2)."""
    profile = (directory / PRESS_PROFILE).read_bytes()
    condition = "Offset printing, ISO 12647-2:2004/Amd 1, paper type 1 or 2 (coated), 115 g/m2"
    return OutputIntent("GTS_PDFX", "FOGRA39", condition, profile, 4)


def set_intent(pdf: Any, intent: OutputIntent) -> None:
    """Make `intent` the only output intent of the unwritten file."""
    space = {3: "/DeviceRGB", 4: "/DeviceCMYK"}[intent.components]
    profile = pydyf.Stream([intent.profile], {"N": intent.components, "Alternate": space})
    entry = pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": f"/{intent.kind}",
            "OutputConditionIdentifier": pydyf.String(intent.identifier),
            "OutputCondition": pydyf.String(intent.condition),
            "RegistryName": pydyf.String("http://www.color.org"),
            "Info": pydyf.String(f"{intent.identifier}: {intent.condition}"),
            "DestOutputProfile": add(pdf, profile),
        }
    )
    pdf.catalog["OutputIntents"] = pydyf.Array([add(pdf, entry)])
