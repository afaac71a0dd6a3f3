"""`output/` changes in one step, after everything succeeded, or not at all.

In: every artifact of the site, its manifest among them. Out: `output/` holding exactly these, its `.gitignore` and
whatever other hands had put there. 1. Compare; if the site stands already, touch nothing. 2. Take the lock, tidy up
after a killed build. 3. Get the whole new tree ready beside the old one. 4. Exchange the two. 5. Remove the old one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from generator.artifact import File, by_path
from generator.publish.carrying import carry, make_folders
from generator.publish.errors import refused
from generator.publish.journal import complete, publish_by_journal
from generator.publish.manifest import MANIFEST
from generator.publish.place import place
from generator.publish.plan import Plan, compare
from generator.publish.standing import Published, seal
from generator.publish.swap import NO_EXCHANGE, exchange, flush
from generator.publish.tree import GITIGNORE
from generator.publish.workspace import SITE, has_leftovers, inside, workspace


def publish(artifacts: Iterable[File], output: Path) -> Published:
    """Have `output` hold exactly `artifacts`; a `PublishError` if that cannot be, and then the old site stands.

    Where `output` is a link to a folder, the link stays and the folder that it names is exchanged.
    """
    made, target = by_path(artifacts), place(output)
    try:
        done = _standing_already(made, target)
        return done or _publish(made, target)
    except OSError as error:
        raise refused(error, output) from error


def _standing_already(made: Mapping[str, File], output: Path) -> Published | None:
    """What to tell if there is nothing to do: then not even a lock is written, and `output` may be read-only."""
    if has_leftovers(output):
        return None
    try:
        plan = compare(made, output)
    except FileNotFoundError:  # Another build exchanged the folder under our eyes; look again under the lock.
        return None
    if not plan.is_empty:
        return None
    seal(output)
    return plan.published()


def _publish(made: Mapping[str, File], output: Path) -> Published:
    """Publish under the lock, after completing or removing what a killed build left."""
    with workspace(output) as home:
        complete(output)
        plan = compare(made, output)
        if not plan.is_empty and not _exchange(plan, home, output):
            publish_by_journal(plan, output)
    seal(output)
    return plan.published()


def _exchange(plan: Plan, home: Path, output: Path) -> bool:
    """Get the new tree ready in `home` and exchange it for `output`; `False` if the system or the disk cannot."""
    if home == inside(output) or (output.exists() and output.stat().st_dev != home.stat().st_dev):
        return False
    _stage(plan, home / SITE, output)
    flush(home)
    try:
        if output.exists():
            exchange(home / SITE, output)
        else:
            (home / SITE).rename(output)
    except OSError as error:
        if error.errno not in NO_EXCHANGE:
            raise
        return False
    flush(output)
    return True


def _stage(plan: Plan, site: Path, output: Path) -> None:
    """The whole new tree: what is new is written, what stays is linked, the manifest closes it."""
    make_folders(site, [*plan.artifacts, *plan.kept])
    for path in plan.kept:
        carry(output / path, site / path)
    if os.path.lexists(output / GITIGNORE):
        carry(output / GITIGNORE, site / GITIGNORE)
    written = frozenset(plan.written)
    for path in sorted(plan.artifacts, key=lambda path: path == MANIFEST):
        if path in written:
            (site / path).write_bytes(plan.artifacts[path].data)
        else:
            carry(output / path, site / path)
    if output.exists():
        with suppress(OSError):  # Who may read and serve the folder is the server's affair, and stays as it was.
            shutil.copystat(output, site)
            state = output.stat()
            os.chown(site, state.st_uid, state.st_gid)
