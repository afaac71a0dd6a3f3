"""Styles and scripts: each with the hash of its content in its name, so that browsers may keep it for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from generator.artifact import Artifact
from generator.site.templates import TEMPLATES

KINDS = (".css", ".js", ".svg", ".png")


class Asset(Struct, frozen=True):
    """A file of `templates/assets/` and where it is published."""

    name: str
    path: str
    data: bytes


@cache
def assets() -> dict[str, Asset]:
    """All assets by name, in order of name."""
    found = {}
    for file in sorted((TEMPLATES / "assets").iterdir()):
        if file.suffix in KINDS:
            data = file.read_bytes()
            digest = hashlib.sha256(data).hexdigest()[:10]
            found[file.name] = Asset(file.name, f"assets/{file.stem}-{digest}{file.suffix}", data)
    return found


def asset_artifacts() -> Iterator[Artifact]:
    """Every asset as a file of the site."""
    for asset in assets().values():
        yield Artifact(asset.path, asset.data)
