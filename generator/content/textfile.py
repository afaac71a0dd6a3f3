"""Reading one source file: bytes → text, with every way in which that fails told as a placed problem.

A source is a plain file of UTF-8, at most `LIMIT` bytes, without control characters, and lies inside the content folder
(a symbolic link that leads out of it is refused: what is published must be what the editors keep).
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from generator.content.collector import Collector, closest
from generator.problems import Message, Position, say

LIMIT = 300_000
"""Bytes; the statement of 104 has no file above 30,000."""

TOLD = 20
"""Control characters that are told one by one: a file of another kind has thousands."""

# C0 and C1 controls but for tab and line feed; the separators of lines and paragraphs, at which YAML begins a line and
# editors none; the bidirectional overrides (they make text read otherwise than it is stored: CVE-2021-42574); what takes no room (soft hyphens, zero-width spaces and joiners, tags), so that a search does
# not find the word; characters for private use, which each machine shows otherwise; noncharacters; the byte order mark.
FORBIDDEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e00ff\U000f0000-\U0010ffff]"
)
"""Compiled with the first text that may have one: nothing but their sheer number takes a millisecond."""
CONFLICT = re.compile("^<{7} (?:.*?^>{7} )?|^={7}$|^>{7} ", re.MULTILINE | re.DOTALL)
"""What a merge of two versions leaves where both changed the same lines: both of them, or a mark that was overlooked."""
CHAPTER = say(
    "請建立此檔，或從 statement.yaml 的 chapters 刪除", "write this file, or delete it from chapters in statement.yaml"
)
DOCUMENTS = (".doc", ".docx", ".odt", ".rtf", ".pdf", ".xls", ".xlsx", ".ods")
"""Endings of files that are no text under any name."""
NEEDED = say(
    "此檔不可少：請自備份取回，或照編輯手冊「從頭開始」建立",
    "this file is needed: restore it, or write it as “Start anew” in the editor's guide says",
)


def read_source(path: Path, root: Path, collector: Collector, listed: Collection[str] = ()) -> str | None:
    """The text of `path` with line feeds only, or None after noting why it cannot be read: a file that is not there is
    none of those `listed` under names of their own."""
    data = read_bytes(path, root, collector, LIMIT, listed)
    return None if data is None else _decoded(data, path, collector)


def read_bytes(path: Path, root: Path, collector: Collector, limit: int, listed: Collection[str] = ()) -> bytes | None:
    """The bytes of the plain file `path` below `root`, `limit` of them at the most, or None after noting why not."""
    place = Position(path.as_posix())
    try:
        if not os.path.realpath(path).startswith(os.path.join(os.path.realpath(root), "")):  # noqa: PTH118 — asked of each
            message = say("此檔案在內容資料夾之外", "this file lies outside the content folder")
            collector.error("outside", place, message)
            return None
        data = _plain_bytes(path, limit)
    except FileNotFoundError:
        collector.error("no-file", place, say("找不到檔案", "no such file"), _present(path, listed))
        return None
    except OSError as error:
        tell_unreadable(path, error, collector)
        return None
    if data is None:
        collector.error("unreadable", place, say("這不是一般檔案", "this is not a plain file"))
    elif len(data) > limit:
        message = say(f"檔案超過 {limit:,} 位元組", f"this file is larger than {limit:,} bytes")
        collector.error("too-large", place, message, say("請將內容分為數個檔案", "split it into several files"))
        return None
    return data


def tell_unreadable(path: Path, error: OSError, collector: Collector) -> None:
    """Note that the system refuses to have `path` read."""
    reason = error.strerror or str(error)
    message = say(f"無法讀取檔案：{reason}", f"cannot read this file: {reason}")
    collector.error("unreadable", Position(path.as_posix()), message)


def _plain_bytes(path: Path, limit: int) -> bytes | None:
    """The beginning of a plain file; None for a folder, a device, or a pipe, which could keep us waiting for ever."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            return None
        with open(descriptor, "rb", closefd=False) as file:
            # Asked for a number of bytes, it takes memory for them all; asked for the rest, for what the file has.
            return file.read(limit + 1 if state.st_size > limit else -1)
    finally:
        os.close(descriptor)


def resembling(name: str, names: Collection[str]) -> str:
    """The one of `names` that `name` was meant to be: but for its ending the same, or like it; empty if there is none."""
    stem = name.partition(".")[0]
    return next((each for each in sorted(names) if each.partition(".")[0] == stem), closest(name, sorted(names), 80))


def _present(path: Path, listed: Collection[str]) -> Message:
    """What to do about a file that is not there; those `listed` are others."""
    alike, is_chapter = "", path.suffix == ".md"
    with suppress(OSError):  # No such folder, or one whose names we may not see.
        alike = resembling(path.name, {entry.name for entry in path.parent.iterdir()}.difference(listed))
    if not alike:
        return CHAPTER if is_chapter else NEEDED
    if Path(alike).suffix.lower() in DOCUMENTS:
        return say(
            f"資料夾裡有「{alike}」：若就是它，請另存為純文字（UTF-8），檔名「{path.name}」",
            f"there is “{alike}”: if that is it, save it as plain text (UTF-8) under the name “{path.name}”",
        )
    zh = "，或更正 statement.yaml 的 chapters" if is_chapter else ""
    en = ", or correct chapters in statement.yaml" if is_chapter else ""
    return say(
        f"資料夾裡有「{alike}」：若就是它，請改名為「{path.name}」{zh}",
        f"there is “{alike}”: if that is it, rename it to “{path.name}”{en}",
    )


def _decoded(data: bytes, path: Path, collector: Collector) -> str | None:
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        _tell_no_utf8(data[: error.start], path, collector)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        _tell_no_text(text, path, collector)
        return None
    wrong = [*islice(forbidden(text), TOLD), *islice(CONFLICT.finditer(text), TOLD)]
    for match in wrong:
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        position = Position(path.as_posix(), line, column)
        if match.re is CONFLICT:
            _tell_conflict(position, collector)
        else:
            tell_control(match[0], position, collector)
    return None if wrong else text


def _tell_no_utf8(before: bytes, path: Path, collector: Collector) -> None:
    """Note that a file stops to be UTF-8 after the bytes `before`."""
    line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    message = say("文字不是 UTF-8 編碼", "the text is not UTF-8")
    hint = say(
        "請以編輯器「另存新檔」並選擇 UTF-8 編碼（不是 Big5）", "save the file again with the encoding UTF-8 (not Big5)"
    )
    collector.error("not-utf-8", Position(path.as_posix(), line, column), message, hint)


def _tell_no_text(text: str, path: Path, collector: Collector) -> None:
    """Note, once, that a file holds what no text does: it is of another kind, or was cut short while it was saved."""
    line = text.count("\n", 0, text.index("\0")) + 1
    message = say("這不是純文字檔，或存檔時中斷", "this is not plain text, or was cut short while it was saved")
    hint = say(
        "Word 等文件請另存為純文字（UTF-8）；存檔中斷的請自備份取回",
        "save a document of Word or the like as plain text (UTF-8); restore a file that was cut short from a backup",
    )
    collector.error("not-text", Position(path.as_posix(), line), message, hint)


def _tell_conflict(position: Position, collector: Collector) -> None:
    message = say("合併兩個版本時留下的標記", "a mark that a merge of two versions left")
    hint = say(
        "<<<<<<< 與 ======= 之間、======= 與 >>>>>>> 之間是兩個版本：請留下要用的，刪去另一個與這三行",
        "between <<<<<<< and =======, and from there to >>>>>>>, stand two versions: keep one, delete the other and these "
        "three lines",
    )
    collector.error("merge-conflict", position, message, hint)


def forbidden(text: str) -> Iterator[re.Match[str]]:
    """The characters of `text` that no text may hold; none of them is printable, and most text is but for its lines."""
    return iter(()) if text.replace("\n", "").isprintable() else re.finditer(FORBIDDEN, text)


def tell_control(character: str, position: Position, collector: Collector) -> None:
    """Note a character that no text may hold, however it was written."""
    code = f"U+{ord(character):04X}"
    message = say(
        f"不允許的字元 {code}：看不見，或各電腦顯示的字形不同",
        f"character {code} is not allowed: it cannot be seen, or looks different on each machine",
    )
    hint = say("請刪除；造字請改用標準字", "delete it; write the standard character for one of private use")
    collector.error("control-character", position, message, hint)
