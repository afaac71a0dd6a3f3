"""What publishing has to do: the new site beside the folder that stands.

In: artifacts and `output/`. Out: a `Plan`: what stays, what is written, what goes, and whose files the rest are.
Nothing is written here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.artifact import RESERVED, File, ancestors
from generator.publish.errors import in_the_way
from generator.publish.manifest import MANIFEST, Listed, Manifest, read
from generator.publish.standing import Published, untouched
from generator.publish.tree import digest, holds, is_regular, site_files


class Plan(NamedTuple):
    """The steps from the site that stands to the new one; all paths are sorted."""

    artifacts: Mapping[str, File]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    edited: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the new site stands already."""
        return not self.written and not self.removed

    def published(self) -> Published:
        """What the editor hears once the plan is carried out."""
        return Published(not self.is_empty, len(self.written), self.removed, self.kept, self.edited)

    def order(self) -> list[str]:
        """What is written, in the order in which it may appear: a page after what it needs, the manifest last."""
        return sorted(self.written, key=lambda path: (path == MANIFEST, path.endswith(".html"), path))


def compare(artifacts: Mapping[str, File], output: Path) -> Plan:
    """The plan that makes `output` hold `artifacts`; files of other hands in the way are a `PublishError`."""
    if MANIFEST not in artifacts or (RESERVED - {MANIFEST}).intersection(artifacts):
        raise ValueError("a site has a manifest.json, and no file in the place of publishing's own")
    present = site_files(output) if output.is_dir() else {}
    old = read(output) or Manifest({}, {})
    sure = untouched(present, old)
    written = tuple(path for path, made in artifacts.items() if not _stands(made, output, present, sure))
    strange = [path for path in present if path not in old.files and path != MANIFEST]
    _refuse_collisions(artifacts, written, strange, output)
    removed = tuple(path for path in present if path in old.files and path not in artifacts)
    return Plan(
        artifacts,
        written,
        removed,
        kept=tuple(path for path in strange if path not in artifacts),
        edited=_edited([*written, *removed], old, present, output),
    )


def _stands(made: File, output: Path, present: Mapping[str, os.stat_result], sure: Mapping[str, Listed]) -> bool:
    """Whether a new file stands already: by the old manifest if the file was left alone, else by its bytes."""
    if made.path not in present or present[made.path].st_size != made.size:
        return False
    if made.path in sure:
        return sure[made.path].sha256 == made.sha256
    return holds(output / made.path, present[made.path], made.data)


def _refuse_collisions(new: Mapping[str, File], written: tuple[str, ...], strange: list[str], output: Path) -> None:
    """Stop where a file of another hand would be lost: its name, or a folder's that it lies in, is wanted."""
    folders = {folder for path in new for folder in ancestors(path)}
    lost = [
        path
        for path in strange
        if path in written or path in folders or any(folder in new for folder in ancestors(path))
    ]
    if lost:
        raise in_the_way(lost, output)


def _edited(going: list[str], old: Manifest, present: Mapping[str, os.stat_result], output: Path) -> tuple[str, ...]:
    """Those of the files that go which are not as a build left them; only these few are hashed."""
    ours = [path for path in going if path in old.files and path in present]
    return tuple(
        sorted(
            path for path in ours if not is_regular(present[path]) or digest(output / path) != old.files[path].sha256
        )
    )
