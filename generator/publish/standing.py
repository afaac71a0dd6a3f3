"""Whether the site that stands is the one that a build would make, answered without making it.

In: `output/` and what would make the site (content hash and versions, as its manifest names them). Out: what there
is to tell the editor, or `None`: then build. Not one page is read, neither from the cache nor from `output/`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.problems import Message, say
from generator.publish.errors import named
from generator.publish.manifest import MANIFEST, Listed, Manifest, read
from generator.publish.tree import is_regular, site_files


class Published(NamedTuple):
    """What a publishing did, for the editor to be told."""

    changed: bool
    written: int = 0
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Files that no build made; they were carried along."""
    edited: tuple[str, ...] = ()
    """Files of ours that somebody had changed by hand; they were replaced or removed."""

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What the editor should know although nothing failed."""
        found = []
        if self.kept:
            zh, en = named(self.kept)
            found.append(
                say(
                    f"輸出資料夾內有非本程式產生的檔案，已保留：{zh}",
                    f"kept in the output folder, though no build made them: {en}",
                )
            )
        if self.edited:
            zh, en = named(self.edited)
            found.append(
                say(
                    f"輸出資料夾內有檔案曾被手動修改，已由新版取代：{zh}",
                    f"changed by hand in the output folder, now replaced: {en}",
                )
            )
        return tuple(found)


def standing(output: Path, made_by: Mapping[str, str]) -> Published | None:
    """What a build that changes nothing tells the editor; `None` if the site is another one or was touched.

    A file counts as untouched while its size is the listed one and the system dates no change after the manifest's
    (`seal` dates the manifest last). Copies made by other programs fail this test and are compared byte by byte in
    the build that follows; a forger is found by `verify`, which reads everything.
    """
    try:
        present = site_files(output)
    except OSError:
        return None
    listed = read(output)
    if listed is None or dict(listed.made_by) != dict(made_by) or MANIFEST not in present:
        return None
    if untouched(present, listed).keys() != listed.files.keys():
        return None
    kept = tuple(path for path in present if path not in listed.files and path != MANIFEST)
    return Published(changed=False, kept=kept)


def untouched(present: Mapping[str, os.stat_result], listed: Manifest) -> dict[str, Listed]:
    """The files that are as the manifest lists them, by size and date alone."""
    if MANIFEST not in present:
        return {}
    sealed = _touched(present[MANIFEST])
    return {
        path: file
        for path, file in listed.files.items()
        if (state := present.get(path))
        and is_regular(state)
        and state.st_size == file.size
        and _touched(state) <= sealed
    }


def seal(output: Path) -> None:
    """Date the manifest after every other file: linking and unlinking unchanged files dated them anew."""
    path = output / MANIFEST
    with suppress(OSError):
        state = path.stat()
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _touched(state: os.stat_result) -> int:
    """When a file was last written or replaced, as far as the system keeps that."""
    return max(state.st_mtime_ns, state.st_ctime_ns)
