"""Reading one source file: bytes → text, with every way in which that fails told as a placed problem.

A source is UTF-8, at most `LIMIT` bytes, without control characters, and lies inside the content folder
(a symbolic link that leads out of it is refused: what is published must be what the editors keep).
"""

from __future__ import annotations

import re
from pathlib import Path

from generator.content.collector import Collector, nearest
from generator.problems import Message, Position, say

LIMIT = 2_000_000
"""Bytes; the statement of 104 has no file above 30,000."""

# C0 and C1 controls but for tab and line feed, the bidirectional overrides (they make text read otherwise than it
# is stored: CVE-2021-42574), noncharacters and the byte order mark inside a text.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ufff9-\ufffb]")


def read_source(path: Path, root: Path, collector: Collector) -> str | None:
    """The text of `path` with line feeds only, or None after noting why it cannot be read."""
    place = Position(path.as_posix())
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            collector.error(
                "outside", place, say("此檔案在內容資料夾之外", "this file lies outside the content folder")
            )
            return None
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        collector.error("no-file", place, say("找不到檔案", "no such file"), _present(path))
        return None
    except OSError as error:
        reason = error.strerror or str(error)
        collector.error("unreadable", place, say(f"無法讀取檔案：{reason}", f"cannot read this file: {reason}"))
        return None
    if len(data) > LIMIT:
        collector.error(
            "too-large",
            place,
            say(f"檔案超過 {LIMIT:,} 位元組", f"this file is larger than {LIMIT:,} bytes"),
            say("請將內容分為數個檔案", "split it into several files"),
        )
        return None
    return _decoded(data, path, collector)


def _present(path: Path) -> Message | None:
    folder = path.parent
    return nearest(path.name, (entry.name for entry in folder.iterdir()) if folder.is_dir() else (), most=0)


def _decoded(data: bytes, path: Path, collector: Collector) -> str | None:
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        collector.error(
            "not-utf-8",
            Position(path.as_posix(), line, column),
            say("文字不是 UTF-8 編碼", "the text is not UTF-8"),
            say(
                "請以編輯器「另存新檔」並選擇 UTF-8 編碼（不是 Big5）",
                "save the file again with the encoding UTF-8 (not Big5)",
            ),
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for match in FORBIDDEN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        code = f"U+{ord(match[0]):04X}"
        collector.error(
            "control-character",
            Position(path.as_posix(), line, column),
            say(f"不允許的控制字元 {code}", f"control character {code} is not allowed"),
            say("請刪除此字元", "delete this character"),
        )
    return None if FORBIDDEN.search(text) else text
