"""The PDFs as first published, which stay beside the sources when the text is corrected.

In: a year's folder. Out: their paths, and a placed problem for each file that is none or has no address.
"""

from __future__ import annotations

import re
from pathlib import Path

from generator.content.collector import Collector
from generator.content.folders import PUBLISHED
from generator.content.textfile import read_bytes
from generator.problems import Position, say

PDF_LIMIT = 50_000_000
"""Bytes of a PDF as first published."""
FILE_NAME = re.compile(r"(?!(?i:con|prn|aux|nul|com[1-9]|lpt[1-9])\.)[A-Za-z0-9][A-Za-z0-9._-]*\.pdf")


def first_published(folder: Path, root: Path, collector: Collector) -> tuple[str, ...]:
    """The paths of the PDFs as first published, which the year's folder keeps below `published/`."""
    paths = sorted((folder / PUBLISHED).glob("*.pdf"))
    names = [path.name.casefold() for path in paths]
    for index, path in enumerate(paths):
        data = read_bytes(path, root, collector, PDF_LIMIT)
        if data is not None and not data.startswith(b"%PDF-"):
            message = say("這不是 PDF 檔", "this is not a PDF file")
            collector.error("published-file", Position(path.as_posix()), message)
        if not FILE_NAME.fullmatch(path.name):
            message = say("此檔名不能作為網址", "this file name cannot be an address")
            hint = say(
                "請只用英文、數字、點、底線與連字號，以英文或數字起頭",
                "use letters, digits, dots, underscores and hyphens only, and begin with a letter or a digit",
            )
            collector.error("published-name", Position(path.as_posix()), message, hint)
        elif path.name.casefold() in names[:index]:
            message = say(
                "另一檔名與此僅大小寫不同", "another file's name differs from this one only in upper and lower case"
            )
            hint = say("在許多系統上兩者是同一個檔案；請更改其一", "to many systems both are one file: rename one")
            collector.error("published-name", Position(path.as_posix()), message, hint)
    return tuple(path.as_posix() for path in paths)
