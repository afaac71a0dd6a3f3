"""What can go wrong between a rendered site and `output/`, worded for the editor.

In: what the system said. Out: a `PublishError` in every message language; the old site stands whole behind it
unless the error says otherwise.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.problems import Message, printable, say

NAMED = 10
"""How many files a message names before it only counts the rest: a screen of paths explains no more than ten."""

FULL = {errno.ENOSPC, errno.EDQUOT}
REFUSED = {errno.EROFS, errno.EACCES, errno.EPERM}


class PublishError(Exception):
    """Publishing stopped; `message` says why, `hint` what mends it, `code` is the stable name of the kind."""

    def __init__(self, code: str, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.in_language("en"))
        self.code = code
        self.message = message
        self.hint = hint


class WrongPlace(PublishError):
    """The folder that was named for the site can never hold one: the command was used wrongly."""


def path_text(path: str | bytes | Path) -> str:
    """A path fit for a terminal: from the folder where the editor stands, without what cannot be printed."""
    name = os.fsencode(path)
    with suppress(FileNotFoundError):  # The editor stands in a folder that has gone.
        name = name.removeprefix(os.fsencode(Path.cwd()) + os.fsencode(os.sep))
    return printable(name.decode("utf-8", "replace"))


def named(paths: Iterable[str]) -> tuple[str, str]:
    """A list of paths in Chinese and in English, cut after `NAMED`."""
    every = sorted(paths)
    head = [path_text(path) for path in every[:NAMED]]
    rest = len(every) - len(head)
    zh = "、".join(head) + (f" 等共 {len(every)} 個檔案" if rest else "")
    en = ", ".join(head) + (f" and {rest} more" if rest else "")
    return zh, en


def refused(error: OSError, output: Path) -> PublishError:
    """The system's refusal while the new site was still beside the old one, in the editor's words."""
    place = path_text(output)
    if error.errno in FULL:
        return _full(place)
    if error.errno in REFUSED:
        return _read_only(path_text(error.filename) if isinstance(error.filename, str | bytes) else place, place)
    reason = error.strerror or str(error)
    return PublishError(
        "not-written",
        say(
            f"無法發布到 {place}（{reason}）；原有網站未變動",
            f"cannot publish to {place} ({reason}): it stays as it was",
        ),
    )


def _full(place: str) -> PublishError:
    """No room for the new site beside the old."""
    return PublishError(
        "disk-full",
        say(f"磁碟已滿，無法發布到 {place}；原有網站未變動", f"the disk is full: {place} stays as it was"),
        say(
            "請清出空間後再執行一次；新舊兩份網站需同時放得下",
            "free some space and build again; the old and the new site must fit side by side",
        ),
    )


def _read_only(where: str, place: str) -> PublishError:
    """A folder that is not ours to write, or a disk that nobody may write."""
    return PublishError(
        "read-only",
        say(f"無法寫入 {where}；原有網站未變動", f"no permission to write {where}: {place} stays as it was"),
        say(
            "請檢查資料夾的權限，或該磁碟是否唯讀",
            "check the folder's permissions, or whether its disk is mounted read-only",
        ),
    )


def unwritable(error: OSError, path: Path) -> PublishError:
    """The system's refusal to let a command write a source, which stays as it was."""
    place, reason = path_text(path), error.strerror or str(error)
    return PublishError(
        "not-written",
        say(f"無法寫入 {place}（{reason}）；未變動任何檔案", f"cannot write {place} ({reason}): nothing was changed"),
        say("請檢查資料夾的權限與磁碟空間", "check the folder's permissions and the room on its disk"),
    )


def unfinished(error: OSError, output: Path) -> PublishError:
    """A stop in the middle of the journal: the only case in which `output/` is neither the old site nor the new."""
    place = path_text(output)
    reason = error.strerror or str(error)
    return PublishError(
        "unfinished",
        say(
            f"發布到 {place} 時中斷（{reason}），部分檔案已更新",
            f"stopped while publishing to {place} ({reason}): some files have already been replaced",
        ),
        say(
            "排除原因後再執行一次，將從中斷處繼續完成",
            "remove the cause and build again: the next build completes this one",
        ),
    )


def busy(output: Path, holder: str) -> PublishError:
    """Another build is publishing to the same place at this moment."""
    place = path_text(output)
    who_zh, who_en = (f"（處理程序編號 {holder}）", f" (process {holder})") if holder else ("", "")
    return PublishError(
        "busy",
        say(
            f"另一次建置{who_zh}正在發布到 {place}；本次未變動任何檔案",
            f"another build{who_en} is publishing to {place}: nothing was changed",
        ),
        say("請等它結束後再執行一次", "wait for it to end, then build again"),
    )


def not_a_folder(output: Path) -> WrongPlace:
    """`output` is a file, a device or anything else that is no folder."""
    place = path_text(output)
    return WrongPlace("not-a-folder", say(f"{place} 不是資料夾", f"{place} is not a folder"))


def in_the_way(paths: Iterable[str], output: Path) -> PublishError:
    """Files that no build put into `output/` stand where the new site has files of its own."""
    zh, en = named(paths)
    place = path_text(output)
    return PublishError(
        "in-the-way",
        say(
            f"{place} 內有非本程式產生的檔案，與新網站的檔案同名：{zh}；未變動任何檔案",
            f"files in {place} that no build made have the names of files of the new site: {en}; nothing was changed",
        ),
        say(
            "請將這些檔案移到別處後再執行一次；若 manifest.json 遺失，請清空該資料夾",
            "move them elsewhere and build again; if manifest.json was lost, empty the folder first",
        ),
    )
