"""Taking files from one tree into another without a copy where the disk can link.

In: a file that stands, and where it shall stand too. Out: the same file in both places, with its dates; whoever
serves the old tree goes on unaware.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from generator.artifact import ancestors
from generator.publish.manifest import MANIFEST, read
from generator.publish.tree import site_files


def carry(source: Path, target: Path) -> None:
    """Have `target` be what `source` is: a link to the same file, else a copy. Its folder must be there."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # No links on this disk, or not to a file of another owner.
        shutil.copy2(source, target, follow_symlinks=False)


def make_folders(root: Path, paths: Iterable[str]) -> None:
    """The folders below `root` that files at `paths` lie in, each made once: asking for each file again costs more
    than linking it."""
    root.mkdir(exist_ok=True)
    for folder in sorted({folder for path in paths for folder in ancestors(path)}):
        (root / folder).mkdir(exist_ok=True)


def rescue(tree: Path, output: Path) -> None:
    """Bring back to `output` what others put into the tree that it replaced, after it was read and before it went.

    A tree without a manifest was never whole, hence never the site: there is nothing of others in it.
    """
    listed = read(tree)
    if listed is None:
        return
    for path in site_files(tree):
        if path not in listed.files and path != MANIFEST and not os.path.lexists(output / path):
            make_folders(output, [path])
            carry(tree / path, output / path)
