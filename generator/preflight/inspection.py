"""Would a printer take this file?

In: any PDF, ours or another's, also broken or hostile. Out: what a print shop would refuse and where, never a
traceback; no findings of severity `error` means that the file is fit. `report` is what lies beside the press file.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf.settings import set_qpdf_limits

from generator.preflight.content import content_findings
from generator.preflight.file import file_findings, is_lzw_used, page_findings
from generator.preflight.images import LARGEST
from generator.preflight.rules import RULES, Finding, finding, plain_name
from generator.problems import Message, say

BROKEN = (
    pikepdf.PikepdfError, zlib.error,
    ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What reading a broken file may raise. A PDF can hold anything anywhere, so a wrong type is the file's fault here,
not ours."""

UNPACKED = 4 * LARGEST
"""The longest that a stream may be when it is unpacked, in bytes: the largest image that is decoded, in four inks."""
set_qpdf_limits(
    flate_max_memory=UNPACKED, run_length_max_memory=UNPACKED, png_max_memory=UNPACKED, tiff_max_memory=UNPACKED
)

SEVERITIES = {"error": say("錯誤", "error"), "warning": say("警告", "warning")}
FILE_WORD = say("整份檔案", "file")
PAGE_WORD = say("第 {} 頁", "page {}")
PAGES_WORD = say("第 {} 頁", "pages {}")
FIT = say("可付印", "fit for the press")
KIND = say("其中有不合規定的物件", "an object of another kind than expected")
NO_PDF = say("這不是 PDF 檔", "it is not a PDF file")
UNFIT = say("印刷廠會退件", "a print shop would refuse this file")


def preflight(source: Path | bytes) -> tuple[Finding, ...]:
    """What a print shop would refuse in a PDF, in the order of its pages; `FileNotFoundError` where there is no such file."""
    try:
        with pikepdf.open(BytesIO(source) if isinstance(source, bytes) else source) as pdf:
            return tuple(_findings(pdf))
    except pikepdf.PasswordError:
        return (finding("encrypted", 0, "/Encrypt"),)
    except FileNotFoundError:
        raise
    except BROKEN as fault:
        why = _first_line(fault) if _begins_as_pdf(source) else NO_PDF
        return (finding("unreadable", 0, "/Root", why),)


def _begins_as_pdf(source: Path | bytes) -> bool:
    """Whether `source` has the mark of a PDF where readers look for it, in its first kilobyte."""
    with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
        return b"%PDF-" in file.read(1024)


def is_fit(findings: Iterable[Finding]) -> bool:
    """Whether a printer would take the file."""
    return all(each.severity != "error" for each in findings)


def report(findings: Sequence[Finding]) -> dict[str, Any]:
    """The findings as JSON may hold them, the same for the same file whatever the machine."""
    return {
        "standard": "PDF/X-4",
        "fit": is_fit(findings),
        "rules": list(RULES),
        "findings": [
            {
                "rule": each.rule,
                "severity": each.severity,
                "page": each.page,
                "object": each.object,
                "value": each.value,
                "message": dict(each.message.wording),
            }
            for each in findings
        ],
    }


def lines(findings: Sequence[Finding], language: str) -> Iterator[str]:
    """The findings as an editor reads them, one a line with all pages and objects that have it, and the verdict."""
    pages: dict[tuple[str, bool], list[Finding]] = {}
    for each in findings:
        told = f"{SEVERITIES[each.severity].in_language(language)}: {each.message.in_language(language)}"
        pages.setdefault((told, each.page == 0), []).append(each)
    alike: dict[tuple[str, str, tuple[int, ...]], dict[str, str]] = {}
    for (told, _), same in pages.items():
        found = tuple(sorted({each.page for each in same}))
        alike.setdefault((same[0].rule, same[0].value, found), {})[told] = plain_name(same[0].object)
    for (*_, found), objects in alike.items():
        (told, _), *others = objects.items()
        likewise = _likewise([name for _, name in others]).in_language(language) if others else ""
        yield f"{_place(found).in_language(language)}: {told}{likewise}"
    yield (FIT if is_fit(findings) else UNFIT).in_language(language)


def _likewise(names: Sequence[str]) -> Message:
    return say(f"（{'、'.join(names)} 亦同）", f" (likewise {', '.join(names)})")


def _place(pages: Sequence[int]) -> Message:
    """Pages in order as a reader names them: `page 3`, `pages 1–4, 7`; page 0 is the whole file."""
    if 0 in pages:
        return FILE_WORD
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    named = [f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
    zh, en = (PAGES_WORD if len(pages) > 1 else PAGE_WORD).both
    return say(zh.format("、".join(named)), en.format(", ".join(named)))


def _findings(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    if pdf.is_encrypted:
        yield finding("encrypted", 0, "/Encrypt")
        return
    if is_lzw_used(pdf):  # Nothing bounds how much that unpacks to.
        yield finding("compression", 0, "/Filter", "LZW")
        return
    yield from _guarded(0, partial(file_findings, pdf))
    pages = [page.obj for page in pdf.pages]
    for number, page in enumerate(pages, start=1):
        yield from _guarded(number, partial(page_findings, page, number, pages[0]))
        yield from _guarded(number, partial(content_findings, page, number))
    # qpdf mends what it reads and says so: a printer's program may mend it otherwise. Before the last colon it says where.
    if warnings := pdf.get_warnings():
        yield finding("unreadable", 0, "/Root", warnings[0].rpartition(": ")[2])


def _guarded(page: int, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """What `look` finds, and that the page cannot be read if it fails on the way."""
    try:
        yield from look()
    except BROKEN as fault:
        yield finding("unreadable", page, "/Page" if page else "/Root", _first_line(fault))


def _first_line(fault: BaseException) -> str | Message:
    if isinstance(fault, AttributeError | TypeError | LookupError):
        return KIND  # What Python says of it tells a printer nothing.
    return (str(fault).splitlines() or [""])[0][:120] or type(fault).__name__
