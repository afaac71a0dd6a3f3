"""The words of the command line: commands and options, each with its help in Chinese and English."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from generator.problems import LANGUAGES

Option = tuple[Sequence[str], Mapping[str, Any]]
"""The names of an option, or of what a command is about, and how argparse is to read it."""


def option(*names: str, **settings: Any) -> Option:
    """One option."""
    return names, settings


def whole(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers from `least` to `most`: another port would be cut down without a word, say."""

    def read(text: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text} is not a whole number from {least} to {most}")
        return int(text)

    return read


ARGUMENTS = "參數 / arguments"
"""What stands above the arguments of a command, in the place of argparse's English."""
HELP = option("-h", "--help", action="help", help="顯示用法後結束 / show this help and exit")
SHARED = (
    option("--content", type=Path, default=Path("content"), metavar="DIR", help="內容資料夾 / content folder"),
    option("--message-language", choices=LANGUAGES, help="訊息語言 / language of messages"),
)
STRICT = option("--strict", action="store_true", help="警告視為錯誤 / warnings count as errors")
COMMANDS: Mapping[str, tuple[str, Sequence[Option]]] = {
    "build": ("檢查並產生全部內容（預設）/ check, then build everything (default)", (
        option("--output", type=Path, default=Path("output"), metavar="DIR", help="輸出資料夾 / output folder"),
        option("--year", type=int, nargs="+", action="extend", default=[], metavar="N",
               help="只產生這些年度 / these years only"),
        option("--language", nargs="+", action="extend", default=[], choices=LANGUAGES,
               help="只產生這些語言 / these languages only"),
        option("--html-only", action="store_true", help="不產生 PDF / no PDFs"),
        STRICT,
        option("--press-pages", type=int, choices=(2, 4), default=2,
               help="付印檔的頁數須為此數之倍數 / pages of the press PDF are a multiple of this number"),
        option("--jobs", type=whole(0, 999), default=0, metavar="N", help="同時處理的年度數，預設依處理器數目 / years at a time, by default one per processor"),
        option("--base-url", default="", metavar="URL", help="發布網址 / address of publication"),
    )),
    "check": ("只檢查，不寫入 / read and check only", (
        STRICT,
        option("--report", choices=("pages", "figures", "translation"),
               help="報告：頁次、數字、譯文 / the page map, figures, translation"),
    )),
    "serve": ("即時預覽 / live preview", (
        option("--port", type=whole(0, 65535), default=8000, metavar="N", help="連接埠 / port"),
        option("--host", default="127.0.0.1", metavar="ADDRESS", help="位址，預設只供本機 / default: this machine only"),
        option("--pdf", action="store_true", help="同時顯示印本頁面 / show the printed pages as well"),
    )),
    "new-year": ("由本年度產生次年度的來源檔 / next year's sources from this year's", (
        option("year", type=int, metavar="N", help="新年度（民國）/ the new ROC year"),
        option("--from", dest="source", type=int, metavar="M",
               help="沿用的年度，預設為前一年度 / the year to carry over, by default the one before"),
    )),
    "stamp": ("標記譯文已覆核 / mark translations as reviewed", (
        option("paths", nargs="+", type=Path, metavar="PATH", help="檔案或年度資料夾 / files or a year's folder"),
    )),
    "preflight": ("檢查 PDF 能否付印 / say whether a print shop would take a PDF", (
        option("file", type=Path, metavar="FILE.pdf", help="要檢查的 PDF / the PDF"),
    )),
    "verify": ("核對輸出的檔案是否與清單相符 / does a folder still match its manifest", (
        option("folder", type=Path, nargs="?", default=Path("output"), metavar="DIR",
               help="要核對的資料夾，預設為 output / the folder, by default output"),
    )),
    "doctor": ("檢查這台電腦缺什麼 / what this machine lacks", ()),
}  # fmt: skip
"""Each command with its help and its options."""


WRONG = (
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", r"\1 不可為 \2，可用：\3"),
    (r"argument (.+): invalid .+ value: (.+)", r"\1 應為整數，不是 \2"),
    (r"argument (.+): expected .+", r"\1 之後缺少內容"),
    (r"argument (.+): (.+) is not a whole number from ([0-9]+) to ([0-9]+)", r"\1 應為 \3–\4 的整數，不是 \2"),
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"沒有這個參數：\1"),
)
"""What argparse says of a wrong command, and the same in Chinese."""


class Parser(argparse.ArgumentParser):
    """A parser that says in both languages what is wrong: which one the editor wants may be what it could not read."""

    def print_help(self, file: Any = None) -> None:
        """The help; raises `OSError` where it cannot be written, of which argparse says nothing."""
        print(self.format_help(), end="", file=file, flush=True)

    def error(self, message: str) -> NoReturn:
        """How the command is used and what is wrong with it; exit 2."""
        zh = next((found.expand(said) for wrong, said in WRONG if (found := re.fullmatch(wrong, message))), message)
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: 用法錯誤：{zh}\n{self.prog}: wrong usage: {message}\n")


def parser() -> Parser:
    """The parser of all commands."""
    root = Parser(
        prog="build.py",
        description="由 Markdown 與 YAML 產生預算總說明網站與 PDF / budget statements: site and PDFs",
        add_help=False,
    )
    root.add_argument_group(ARGUMENTS).add_argument(*HELP[0], **HELP[1])
    # With its own `prog`, which argparse would otherwise make by a formatter that is slow to import.
    commands = root.add_subparsers(
        dest="command", required=True, metavar="COMMAND", prog=root.prog, title="指令 / commands"
    )
    for name, (words, own) in COMMANDS.items():
        command = commands.add_parser(name, help=words, description=words, add_help=False)
        arguments = command.add_argument_group(ARGUMENTS)
        for names, settings in (HELP, *own, *SHARED):
            arguments.add_argument(*names, **settings)
    return root
