"""Zip archives that are the same bytes whenever and wherever they are made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date

FILE = 0o100644
"""A plain file that its owner may write and all may read, as Unix says it."""


def archive(files: Iterable[tuple[str, bytes]], day: date, *, stored: frozenset[str] = frozenset()) -> bytes:
    """`files` in the order given, all dated `day`; those in `stored` are not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        for name, data in files:
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = FILE << 16
            zipped.writestr(entry, data)
    return packed.getvalue()
