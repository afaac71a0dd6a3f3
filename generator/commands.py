"""What each command does, and its exit code: 0 fine, 1 the content has errors, 2 wrong usage, 3 something is missing here.

Nothing outside the standard library is imported before the machine was asked whether it is there.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.console import progress, tell, tell_lacks, tell_problems
from generator.desk import doctor
from generator.inputs import ROOT
from generator.problems import Message, counted, has_errors, say

if TYPE_CHECKING:
    from generator.order import Order
    from generator.pipeline import Outcome

FINE, CONTENT, USAGE, MISSING = 0, 1, 2, 3


def _build(options: argparse.Namespace) -> int:
    is_preview = options.year or options.language or options.html_only
    sites = [os.path.realpath(folder / "output") for folder in (Path(), ROOT)]  # Of this folder and of the program's.
    if is_preview and any(Path(os.path.realpath(options.output)).is_relative_to(site) for site in sites):
        zh = "--year、--language、--html-only 只產生預覽，請以 --output 指定 output/ 以外的資料夾"
        en = "--year, --language and --html-only make previews: name a folder outside output/ with --output"
        return _tell_wrong(say(zh, en), options)
    if lacking := doctor.missing(ROOT, with_pdf=not options.html_only):
        return _tell_missing(lacking, options.message_language)
    try:
        if options.base_url:  # Imported only where an address is given, for the schemas are slow.
            from generator.content.yaml.addresses import base_address

            options.base_url = base_address(options.base_url)
    except ValueError:
        zh = "--base-url 應為 https:// 或 http:// 起頭的網址，不含 ? 與 #"
        en = "--base-url is an address that begins with https:// or http://, without ? and #"
        return _tell_wrong(say(zh, en), options)
    from generator.pipeline import build

    started = time.monotonic()
    with progress(options.message_language) as report:
        outcome = build(_order(options), report)
    tell_problems(outcome.problems, options.message_language, None)
    if outcome.made and not options.html_only:
        _tell_missing(doctor.slowing(), options.message_language)
    _tell_built(outcome, options, time.monotonic() - started)
    return FINE


def _order(options: argparse.Namespace) -> Order:
    from generator.order import Order

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
        tell(warning, options.message_language)
    if outcome.published.changed:
        zh, en = f"{outcome.published.written} 個檔案已更新", f"{counted(outcome.published.written, 'file')} written"
    else:
        zh, en = "沒有變動", "nothing changed"
    built = say(f"{options.output}：{zh}", f"{options.output}: {en}")
    took = say(
        f"{outcome.years} 個年度，重新產生 {outcome.made} 個，{seconds:.2f} 秒",
        f"{counted(outcome.years, 'year')}, {outcome.made} made anew, {seconds:.2f} s",
    )
    for message in (built, took):
        print(message.in_language(options.message_language))
    if outcome.published.changed and not options.base_url:  # Imported only where something was made.
        from generator.desk.reports import placeholder

        for message in placeholder(outcome.base_url):
            print(message.in_language(options.message_language))


def _check(options: argparse.Namespace) -> int:
    if lacking := doctor.missing(ROOT, with_pdf=options.report == "pages"):
        return _tell_missing(lacking, options.message_language)
    from generator.desk import reports
    from generator.reading import check

    checked, problems = check(options.content)
    if options.report:
        for line in reports.REPORTS[options.report](checked, options.message_language):
            print(line)
    tell_problems(problems, options.message_language, None)
    failed = has_errors(problems) or (options.strict and problems)
    if not failed and not options.report:
        for line in reports.summary(checked, options.message_language):
            print(line)
    return CONTENT if failed else FINE


def _serve(options: argparse.Namespace) -> int:
    if lacking := doctor.missing(ROOT, with_pdf=options.pdf):
        return _tell_missing(lacking, options.message_language)
    from generator.desk.serve.preview import Wish, Words, serve

    language = options.message_language
    words = Words(
        say=lambda message: print(message.in_language(language), flush=True),
        refuse=lambda message: tell(message, language),
        problems=lambda problems: tell_problems(problems, language, None),
    )
    wish = Wish(options.content, options.host, options.port, options.pdf, language)
    return FINE if serve(wish, words) else MISSING


def _new_year(options: argparse.Namespace) -> int:
    source = options.year - 1 if options.source is None else options.source
    if not 1 <= source < options.year <= 999:
        from generator.content.calendar import roc_year

        zh = "新年度應在所沿用的年度之後（1 至 999）"
        en = "the new year must be later than the one carried over (1 to 999)"
        if 0 < (roc := roc_year(options.year)) < options.year:
            zh = f"年度用民國年：{options.year} 年請寫 {roc}"
            en = f"years are those of the ROC: for {options.year} write {roc}"
        return _tell_wrong(say(zh, en), options)
    if lacking := doctor.missing(ROOT, with_pdf=False):
        return _tell_missing(lacking, options.message_language)
    from generator.content.folders import OPEN_POINTS
    from generator.desk.new_year.draft import new_year

    made = new_year(options.content, options.year, source, options.message_language)
    for path, count in Counter(point.position.path for point in made.points).items():
        print(f"{count:5}  {path}")
    done = say(
        f"{made.folder}：由 {source} 年度產生，{len(made.points)} 項未完成，列於 {made.folder / OPEN_POINTS}",
        f"{made.folder}: made from {source}, {counted(len(made.points), 'open point')}, listed in {made.folder / OPEN_POINTS}",
    )
    tell(done, options.message_language, sys.stdout)
    return FINE


def _stamp(options: argparse.Namespace) -> int:
    from generator.desk.stamp import stamp

    for message in stamp(options.content, options.paths):
        tell(message, options.message_language, sys.stdout)
    return FINE


def _preflight(options: argparse.Namespace) -> int:
    if lacking := doctor.missing(ROOT, with_pdf=False):
        return _tell_missing(lacking, options.message_language)
    from generator.preflight.inspection import is_fit, lines, preflight

    if not options.file.is_file():
        absent = say(f"找不到檔案 {options.file}", f"no such file: {options.file}")
        folder = say(f"{options.file} 是資料夾，不是檔案", f"{options.file} is a folder, not a file")
        return _tell_wrong(folder if options.file.is_dir() else absent, options)
    findings = preflight(options.file)
    for line in lines(findings, options.message_language):
        print(f"{options.file}: {line}")
    return FINE if is_fit(findings) else CONTENT


def _verify(options: argparse.Namespace) -> int:
    from generator.publish.manifest import verify

    differences = verify(options.folder)
    for difference in differences:
        tell(difference.message(options.folder), options.message_language)
    if not differences:
        fine = say(f"{options.folder}：與清單相符", f"{options.folder}: matches its manifest")
        tell(fine, options.message_language, sys.stdout)
    return CONTENT if differences else FINE


def _doctor(options: argparse.Namespace) -> int:
    if lacking := doctor.diagnose(ROOT):
        return _tell_missing(lacking, options.message_language)
    tell(doctor.FINE, options.message_language, sys.stdout)
    return FINE


def _tell_wrong(message: Message, options: argparse.Namespace) -> int:
    tell(message, options.message_language)
    return USAGE


def _tell_missing(lacking: Sequence[doctor.Lack], language: str) -> int:
    tell_lacks(lacking, language)
    return MISSING


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
"""The function of each command, by its name."""
