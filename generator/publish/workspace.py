"""The place where a site is got ready, and the lock that only one build holds.

In: `output/`. Out: a folder on the same disk, empty, ours until we leave it. It stands beside `output/`, where two
folders can be exchanged; inside, if the folder around `output/` is not ours to write (a mounted volume). The lock
belongs to the process: when that dies, by whatever hand, the system lets go of it and the next build tidies up.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.publish.carrying import rescue
from generator.publish.errors import REFUSED, busy
from generator.publish.tree import WORKSPACE

LOCK = "lock"
SITE = "site"
JOURNAL = "journal.json"
ATTEMPTS = 100

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        """Take the lock if it is free; a byte far from the holder's number, which stays readable."""
        os.lseek(handle, 4096, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        """Take the lock if it is free. A disk that knows no locks (some network disks) has us go on without one."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):
                raise
        return True


def beside(output: Path) -> Path:
    """The workspace beside `output`; its fixed name lets the next build find what a killed one left."""
    return output.with_name(f".{output.name}{WORKSPACE}")


def inside(output: Path) -> Path:
    """The workspace within `output`, where the journal works."""
    return output / WORKSPACE


def has_leftovers(output: Path) -> bool:
    """Whether a build is at work on `output`, or was killed at it."""
    return os.path.lexists(beside(output)) or os.path.lexists(inside(output))


@contextmanager
def workspace(output: Path) -> Iterator[Path]:
    """A folder to get the site ready in, held against every other build and removed in the end."""
    home = _home(output)
    handle = _take(home, output)
    try:
        clear(home, output)
        yield home
    finally:
        clear(home, output)
        _release(home, handle)


def clear(home: Path, output: Path) -> None:
    """Empty a workspace, but for a journal that is still to be completed.

    What stands there is a site that never went out, or the one that `output` held before; files that others put into
    it at the last moment go back to `output` first.
    """
    if (home / JOURNAL).exists():
        return
    with suppress(OSError):
        rescue(home / SITE, output)
    with suppress(OSError):  # It has the mode of `output`, and out of a read-only folder nothing can be removed.
        (home / SITE).chmod(0o700)
    shutil.rmtree(home / SITE, ignore_errors=True)


def _home(output: Path) -> Path:
    """The workspace that can be had: beside `output`, else inside."""
    home = beside(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        home.mkdir(exist_ok=True)
    except OSError as error:
        if error.errno not in REFUSED or not output.is_dir():
            raise
        home = inside(output)
        home.mkdir(exist_ok=True)
    if home.is_symlink():
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(home))
    return home


def _take(home: Path, output: Path) -> int:
    """The lock as an open file; a `PublishError` naming the holder if another process has it."""
    path = home / LOCK
    for _ in range(ATTEMPTS):
        with suppress(FileNotFoundError):  # Its last holder removed the folder while we opened the file.
            home.mkdir(exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            if not _lock(handle):
                holder = os.pread(handle, 20, 0) if hasattr(os, "pread") else b""
                os.close(handle)
                raise busy(output, holder.decode("ascii", "replace").strip())
            if _is_current(handle, path):
                _sign(handle)
                return handle
            os.close(handle)
    raise busy(output, "")


def _is_current(handle: int, path: Path) -> bool:
    """Whether the locked file is the one that others will find; its last holder may have removed it before us."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _sign(handle: int) -> None:
    """Write our process number into the lock, for the message of whoever finds it taken; a full disk is no matter."""
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, str(os.getpid()).encode())


def _release(home: Path, handle: int) -> None:
    """Remove the workspace and let go, in this order: whoever waits for the lock then sees that it is gone."""
    if sys.platform == "win32":
        os.close(handle)  # Windows removes no open file.
    with suppress(OSError):
        (home / LOCK).unlink()
        home.rmdir()
    if sys.platform != "win32":
        os.close(handle)
