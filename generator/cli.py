"""Commands, words and exit codes: 0 fine, 1 the content has errors, 2 wrong usage, 3 something is missing here.

Nothing outside the standard library is imported before the machine was asked whether it is there.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.desk import doctor
from generator.inputs import ROOT
from generator.problems import MESSAGE_LANGUAGES, ContentError, Message, Problem, say, show, sort_key, source_lines
from generator.publish.errors import PublishError
from generator.typefaces import FontMissing

if TYPE_CHECKING:
    from generator.pipeline import Order, Outcome

FINE, CONTENT, USAGE, MISSING = 0, 1, 2, 3
COMMANDS = ("build", "check", "serve", "new-year", "stamp", "preflight", "verify", "doctor")


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    options = _parser().parse_args(_with_command(arguments))
    options.message_language = options.message_language or _language()
    try:
        return int(RUN[options.command](options))
    except ContentError as error:
        _tell(error.problems, options.message_language, _unchanged(options))
        return CONTENT
    except PublishError as error:
        _say(error.message, options.message_language)
        if error.hint:
            _say(error.hint, options.message_language)
        return MISSING
    except FontMissing as error:
        _say(error.message, options.message_language)
        print(f"    {doctor.font_remedy(error.typeface).in_language(options.message_language)}", file=sys.stderr)
        return MISSING
    except KeyboardInterrupt:
        return 130


def _with_command(arguments: Sequence[str]) -> list[str]:
    """`build` is what is meant where no command is named."""
    if any(argument in (*COMMANDS, "-h", "--help") for argument in arguments[:1]):
        return list(arguments)
    return ["build", *arguments] if not arguments or arguments[0].startswith("-") else list(arguments)


def _language() -> str:
    """The editor's language: Chinese where the system says so, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh-Hant" if value.lower().startswith("zh") else "en"
    return "en"


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR", help="內容資料夾 / content folder"
    )
    shared.add_argument(
        "--message-language", choices=MESSAGE_LANGUAGES, default=None, help="訊息語言 / language of messages"
    )
    parser = argparse.ArgumentParser(
        prog="build.py", description="由 Markdown 與 YAML 產生預算總說明網站與 PDF / budget statements: site and PDFs"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

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
    serve.add_argument("--port", type=int, default=8000, metavar="N", help="連接埠 / port")
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
    return parser


# --- Commands -----------------------------------------------------------------------------------------------------


def _build(options: argparse.Namespace) -> int:
    if (options.year or options.language or options.html_only) and options.output.resolve() == (
        Path("output")
    ).resolve():
        _say(
            say(
                "--year、--language、--html-only 只產生預覽，請以 --output 指定 output/ 以外的資料夾",
                "--year, --language and --html-only make previews: name a folder other than output/ with --output",
            ),
            options.message_language,
        )
        return USAGE
    if lacking := doctor.missing(ROOT, with_pdf=not options.html_only):
        return _tell_missing(lacking, options.message_language)
    from generator.pipeline import build

    started = time.monotonic()
    with _Progress(options.message_language) as report:
        outcome = build(_order(options), report)
    _tell(outcome.problems, options.message_language, None)
    if outcome.rendered and not options.html_only:
        _tell_missing(doctor.slowing(), options.message_language)
    _tell_built(outcome, options, time.monotonic() - started)
    return FINE


def _order(options: argparse.Namespace) -> Order:
    from generator.pipeline import Order

    return Order(
        content=options.content,
        output=options.output,
        years=tuple(sorted(set(options.year))),
        languages=tuple(options.language),
        with_pdf=not options.html_only,
        strict=options.strict,
        jobs=options.jobs,
        multiple=options.press_pages,
        base_url=options.base_url,
    )


def _tell_built(outcome: Outcome, options: argparse.Namespace, seconds: float) -> None:
    for warning in outcome.published.warnings:
        _say(warning, options.message_language)
    if outcome.published.changed:
        zh, en = f"{outcome.published.written} 個檔案已更新", f"{outcome.published.written} files written"
    else:
        zh, en = "沒有變動", "nothing changed"
    built = say(f"{options.output}：{zh}", f"{options.output}: {en}")
    took = say(
        f"{outcome.editions} 個版本，重新產生 {outcome.rendered} 個年度，{seconds:.2f} 秒",
        f"{outcome.editions} editions, {outcome.rendered} years made anew, {seconds:.2f} s",
    )
    for message in (built, took):
        print(message.in_language(options.message_language))


def _check(options: argparse.Namespace) -> int:
    if lacking := doctor.missing(ROOT, with_pdf=options.report == "pages"):
        return _tell_missing(lacking, options.message_language)
    from generator.desk import reports
    from generator.pipeline import Order, check

    order = Order(options.content, Path("output"))
    checked, problems = check(order)
    if options.report:
        for line in reports.REPORTS[options.report](checked, options.message_language):
            print(line)
    _tell(problems, options.message_language, None)
    failed = any(problem.severity == "error" for problem in problems) or (options.strict and problems)
    if not failed and not options.report:
        for line in reports.summary(checked, options.message_language):
            print(line)
    return CONTENT if failed else FINE


def _serve(options: argparse.Namespace) -> int:
    if lacking := doctor.missing(ROOT, with_pdf=options.pdf):
        return _tell_missing(lacking, options.message_language)
    from generator.desk.serve import Wish, Words, serve

    language = options.message_language
    words = Words(
        say=lambda message: print(message.in_language(language), flush=True),
        problems=lambda problems: _tell(problems, language, None),
    )
    wish = Wish(options.content, options.host, options.port, options.pdf, language)
    return FINE if serve(wish, words) else MISSING


def _new_year(options: argparse.Namespace) -> int:
    source = options.year - 1 if options.source is None else options.source
    if not 1 <= source < options.year <= 999:
        wrong = say(
            "新年度應在所沿用的年度之後（1 至 999）", "the new year comes after the one carried over (1 to 999)"
        )
        _say(wrong, options.message_language)
        return USAGE
    if lacking := doctor.missing(ROOT, with_pdf=False):
        return _tell_missing(lacking, options.message_language)
    from generator.desk.new_year import LIST, checklist, new_year

    made = new_year(options.content, options.year, source, options.message_language)
    for line in checklist(options.year, made.points, options.message_language):
        print(line)
    done = say(
        f"{made.folder}：由 {source} 年度產生，{len(made.points)} 項未完成，列於 {made.folder / LIST}",
        f"{made.folder}: made from {source}, {len(made.points)} open points, listed in {made.folder / LIST}",
    )
    _say(done, options.message_language, sys.stdout)
    return FINE


def _stamp(options: argparse.Namespace) -> int:
    from generator.desk.stamp import stamp

    for message in stamp(options.content, options.paths):
        _say(message, options.message_language, sys.stdout)
    return FINE


def _preflight(options: argparse.Namespace) -> int:
    if lacking := doctor.missing(ROOT, with_pdf=False):
        return _tell_missing(lacking, options.message_language)
    from generator.preflight.inspection import is_fit, lines, preflight

    if not options.file.is_file():
        _say(say(f"找不到檔案 {options.file}", f"no such file: {options.file}"), options.message_language)
        return USAGE
    findings = preflight(options.file)
    for line in lines(findings, options.message_language):
        print(f"{options.file}: {line}")
    return FINE if is_fit(findings) else CONTENT


def _verify(options: argparse.Namespace) -> int:
    from generator.publish.manifest import verify

    differences = verify(options.folder)
    for difference in differences:
        _say(difference.message, options.message_language)
    if not differences:
        fine = say(f"{options.folder}：與清單相符", f"{options.folder}: matches its manifest")
        _say(fine, options.message_language, sys.stdout)
    return CONTENT if differences else FINE


def _doctor(options: argparse.Namespace) -> int:
    findings = doctor.diagnose(ROOT)
    _tell_findings(findings, options.message_language)
    if not findings:
        _say(doctor.FINE, options.message_language, sys.stdout)
    return MISSING if any(finding.needed for finding in findings) else FINE


REPORTS = ("pages", "figures", "translation")
RUN: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "check": _check,
    "serve": _serve,
    "new-year": _new_year,
    "stamp": _stamp,
    "preflight": _preflight,
    "verify": _verify,
    "doctor": _doctor,
}


# --- Words --------------------------------------------------------------------------------------------------------


def _say(message: Message, language: str, stream: object = None) -> None:
    print(message.in_language(language), file=stream or sys.stderr)  # type: ignore[arg-type]


def _unchanged(options: argparse.Namespace) -> Message | None:
    """That the site stands as it was, for the commands that would have changed it."""
    if options.command != "build":
        return None
    return say(f"{options.output} 未變動", f"{options.output} unchanged")


def _tell_missing(lacking: Sequence[doctor.Finding], language: str) -> int:
    _tell_findings(lacking, language)
    return MISSING


def _tell_findings(findings: Sequence[doctor.Finding], language: str) -> None:
    """What is missing, and under all that one command mends, the command."""
    for number, finding in enumerate(findings):
        _say(finding.message, language)
        if number + 1 == len(findings) or findings[number + 1].remedy != finding.remedy:
            print(f"    {finding.remedy.in_language(language)}", file=sys.stderr)


def _tell(problems: Sequence[Problem], language: str, closing: Message | None) -> None:
    """All problems in the order of their places, and how many there are."""
    if not problems:
        return
    lines = source_lines(problems)
    for problem in sorted(problems, key=sort_key):
        _print_problem(show(problem, language, lines.get(problem.position)), problem.severity)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    zh, en = f"{errors} 個錯誤，{warnings} 個警告", f"{_count(errors, 'error')}, {_count(warnings, 'warning')}"
    if closing:
        zh, en = f"{zh}；{closing.in_language('zh-Hant')}", f"{en}; {closing.in_language('en')}"
    _say(say(zh, en), language)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _print_problem(text: str, severity: str) -> None:
    if not sys.stderr.isatty():
        print(text, file=sys.stderr)
        return
    from rich.console import Console
    from rich.text import Text

    shown = Text(text)
    shown.highlight_words([f" {severity}: "], "bold red" if severity == "error" else "bold yellow")
    Console(stderr=True, highlight=False, soft_wrap=True).print(shown)


class _Progress:
    """What the build is doing, on one line of a terminal; nothing in a pipe."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.status: object = None

    def __enter__(self) -> Callable[[Message], None]:
        if not sys.stderr.isatty():
            return lambda message: None
        from rich.console import Console

        status = Console(stderr=True).status("")
        status.start()
        self.status = status
        return lambda message: status.update(message.in_language(self.language))

    def __exit__(self, *_: object) -> None:
        if self.status is not None:
            self.status.stop()  # type: ignore[attr-defined]
