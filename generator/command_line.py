"""The words of the command line: commands and options, each with its help in Chinese and English."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.problems import MESSAGE_LANGUAGES

REPORTS = ("pages", "figures", "translation")


def _port(text: str) -> int:
    """A port: a larger number would be cut down to another port without a word."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text}: 0–65535")
    return number


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR", help="內容資料夾 / content folder"
    )
    shared.add_argument(
        "--message-language", choices=MESSAGE_LANGUAGES, default=None, help="訊息語言 / language of messages"
    )
    root = argparse.ArgumentParser(
        prog="build.py", description="由 Markdown 與 YAML 產生預算總說明網站與 PDF / budget statements: site and PDFs"
    )
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, words: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=words, description=words, parents=[shared])

    build = command("build", "檢查並產生全部內容（預設）/ check, then build everything (default)")
    build.add_argument("--output", type=Path, default=Path("output"), metavar="DIR", help="輸出資料夾 / output folder")
    build.add_argument(
        "--year", type=int, action="append", default=[], metavar="N", help="只產生此年度 / this year only"
    )
    build.add_argument(
        "--language", action="append", default=[], choices=("zh-Hant", "en"), help="只產生此語言 / this language only"
    )
    build.add_argument("--html-only", action="store_true", help="不產生 PDF / no PDFs")
    build.add_argument("--strict", action="store_true", help="警告視為錯誤 / warnings count as errors")
    build.add_argument(
        "--press-pages",
        type=int,
        choices=(2, 4),
        default=2,
        help="印刷檔頁數的倍數 / pages of the press PDF: a multiple of",
    )
    build.add_argument("--jobs", type=int, default=0, metavar="N", help="同時處理的數目 / how many at a time")
    build.add_argument("--base-url", default="", metavar="URL", help="發布網址 / address of publication")
    check = command("check", "只檢查，不寫入 / read and check only")
    check.add_argument("--strict", action="store_true", help="警告視為錯誤 / warnings count as errors")
    check.add_argument("--report", choices=REPORTS, help="報告：頁次、數字、翻譯 / the page map, figures, translation")
    serve = command("serve", "即時預覽 / live preview")
    serve.add_argument("--port", type=_port, default=8000, metavar="N", help="連接埠 / port")
    serve.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="位址，預設只供本機 / default: this machine only"
    )
    serve.add_argument("--pdf", action="store_true", help="同時產生 PDF / PDFs as well")
    year = command("new-year", "由今年產生明年的來源 / next year's sources from this year's")
    year.add_argument("year", type=int, metavar="N", help="新年度（民國）/ the new ROC year")
    year.add_argument(
        "--from",
        dest="source",
        type=int,
        metavar="M",
        help="沿用的年度，預設為前一年 / the year to carry over, by default the one before",
    )
    stamp = command("stamp", "標記譯文已更新 / mark translations as brought up to date")
    stamp.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="檔案或年度資料夾 / files or a year's folder"
    )
    preflight = command("preflight", "檢查 PDF 能否付印 / say whether a printer would take a PDF")
    preflight.add_argument("file", type=Path, metavar="FILE.pdf")
    verify = command("verify", "核對輸出與清單 / does a folder still match its manifest")
    verify.add_argument("folder", type=Path, nargs="?", default=Path("output"), metavar="DIR")
    command("doctor", "檢查這台電腦缺什麼 / what this machine lacks")
    return root
