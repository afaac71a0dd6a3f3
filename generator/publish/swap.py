"""The two things that Python's `os` cannot ask of a system: exchange two folders at once, flush one disk.

In: paths. Out: the system's own deed, or an `OSError` with the system's reason; `ENOSYS` where it has no such call.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2  # <linux/fs.h>
RENAME_SWAP = 2  # <sys/stdio.h> of macOS

NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EBUSY, errno.ENOTSUP, errno.EPERM, errno.EACCES}
"""Refusals that a journal can work around: a mount point, a bind mount, an overlay or a network disk, a parent folder
that is not ours to change."""


def exchange(new: Path, old: Path) -> None:
    """Put each folder in the place of the other in one step: whoever looks sees one of them, never none."""
    if sys.platform == "linux":
        _call("renameat2", AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(old), RENAME_EXCHANGE)
    elif sys.platform == "darwin":
        _call("renamex_np", os.fsencode(new), os.fsencode(old), RENAME_SWAP)
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))


def flush(folder: Path) -> None:
    """Have the disk hold all that was written below `folder`, so that a power cut finds whole files."""
    if sys.platform != "linux":
        _flush_each(folder)
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _call("syncfs", handle)  # One call where a site of fifty years would need thousands.
    except OSError as error:
        if error.errno != errno.ENOSYS:
            raise
        _flush_each(folder)
    finally:
        os.close(handle)


def _flush_each(folder: Path) -> None:
    """Flush file by file, where the system cannot flush a disk."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb+") as stream:
                os.fsync(stream.fileno())


def _call(name: str, *arguments: int | bytes) -> None:
    """A function of the system's C library that answers 0 or sets `errno`."""
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if function(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
