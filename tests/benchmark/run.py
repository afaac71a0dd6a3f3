#!/usr/bin/env python3
"""The benchmark: what builds of 1, 10 and 50 copies of the real year cost on this machine.

    python tests/benchmark/run.py [--years 1 10 50] [--rounds 5] [--no-pdf]

Each row is the median of `--rounds` runs: seconds of processor (user + system, children included), seconds of wall, and
the peak memory in MB of the largest process. The first rows are references, to compare machines by: an interpreter that
does nothing, plain markdown-it + Jinja on the same Markdown (`plain.py`), and one PDF a language by WeasyPrint alone
(`plain_pdf.py`). Divide by one of them where your machine is another one than that of a published figure. Let the machine be idle otherwise; nothing here is asserted in a test.

Beside another generator: `--keep FOLDER` leaves the sources of every size in `FOLDER/<years>/content`. Give its Markdown
(`FOLDER/<years>/content/<year>/<language>/*.md`) to the other generator in the layout that it wants, and time it the same
way, warm disk, in the same session:

    for i in 1 2 3 4 5; do rm -rf out; /usr/bin/time -f '%U+%S s, %e s, %M KB' hugo -d out; done

"cold" has neither a cache nor an output; Python's own compiled modules are there, as a second build finds them. The
program runs from a copy of its own, so that neither your cache nor your output is touched. Begin it with the Python that
builds: one compiled without profile-guided optimization takes a quarter more than Debian's.

What stands in several years in the same words is read and checked once, so copies of a year cost less than as many years
of which none repeats another.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import Cost, median, run, together
from saving import preview, seconds
from years import edit_figure, edit_paragraph

ROOT = Path(__file__).parents[2]
PROGRAM = ("generator", "templates", "build.py", "pyproject.toml")
HEAD = f"{'':44} {'processor s':>12} {'wall s':>8} {'memory MB':>10}"


def main() -> int:
    """Measure everything and print it row by row."""
    options = _options()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.keep or temporary).resolve()
        project = _copy(folder / "program")
        print(f"Python {sys.version}\n{HEAD}")
        _tell("bare interpreter", median(lambda _: run([sys.executable, "-c", "pass"], folder), options.rounds))
        for count in options.years:
            home = folder / str(count)
            _run("years.py", ROOT / "content", home / "content", count, folder=folder)
            for name, cost in _rows(project, home, count, options):
                _tell(f"{count:>3} {name}", cost)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="what builds of many years cost")
    parser.add_argument("--years", type=int, nargs="+", default=[1, 10, 50], help="how many years")
    parser.add_argument("--rounds", type=int, default=5, help="runs of which the median is taken")
    parser.add_argument("--no-pdf", action="store_true", help="leave the PDFs out")
    parser.add_argument("--keep", metavar="FOLDER", help="keep sources and outputs in this (new) folder")
    return parser.parse_args()


def _copy(project: Path) -> Path:
    """The program in a folder of its own, with a cache of its own, compiled."""
    project.mkdir(parents=True)
    for name in PROGRAM:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, project / name)
    run([sys.executable, "-m", "compileall", "-q", "generator"], project)
    return project


def _rows(project: Path, home: Path, count: int, options: argparse.Namespace) -> Iterator[tuple[str, Cost]]:
    """The rows of one size, in the order in which they can be measured."""
    content, output, rounds = home / "content", home / "output", options.rounds
    plain = median(lambda _: _run("plain.py", content, home / "plain", folder=home), rounds)
    yield "plain markdown-it + Jinja", plain
    build = [sys.executable, "build.py", "build", "--content", str(content), "--output", str(output), "--html-only"]
    year = 104 + count - 1

    def cold(_: int) -> Cost:
        _clear(project, output)
        return run(build, project)

    def paragraph(number: int) -> Cost:
        edit_paragraph(content, year, f"a{number}")
        return run(build, project)

    def figure(number: int) -> Cost:
        edit_figure(content, year, 20000 + number)
        return run(build, project)

    yield "HTML, cold", median(cold, rounds)
    yield "HTML, nothing changed", median(lambda _: run(build, project), rounds)
    yield "HTML, one Markdown file changed", median(paragraph, rounds)
    yield "HTML, one YAML figure changed", median(figure, rounds)
    yield "serve, from save to served", _saved(project, content, year, rounds)
    if not options.no_pdf:
        yield from _pdf_rows(project, home, build[:-1], rounds if count == 1 else 1)


def _run(name: str, *arguments: object, folder: Path) -> Cost:
    """Run a program that stands beside this one. This one stays small, for no program that it begins is found to take less
    memory than it does itself."""
    return run([sys.executable, str(Path(__file__).with_name(name)), *map(str, arguments)], folder)


def _pdf_rows(project: Path, home: Path, build: list[str], rounds: int) -> Iterator[tuple[str, Cost]]:
    """A build with all PDFs; before it, run by run in the same minute, one plain PDF of each edition of the newest year."""
    made = home / "plain-pdf"
    _run("plain_pdf.py", home / "content", made, folder=home)
    editions = sorted(path for path in made.iterdir() if not path.name.startswith("."))
    plain: list[Cost] = []

    def complete(_: int) -> Cost:
        plain.append(together(_run("plain_pdf.py", edition, folder=home) for edition in editions))
        _clear(project, home / "output")
        return run(build, project)

    whole = median(complete, rounds)
    yield "a plain PDF a language by WeasyPrint", median(lambda number: plain[number], rounds)
    yield "HTML + PDF, cold", whole


def _saved(project: Path, content: Path, year: int, rounds: int) -> Cost:
    """From save to served; the first save warms up and is not counted."""
    with preview(project, content) as connection:

        def save(number: int) -> Cost:
            mark = f"s{number:03}"
            path = f"/en/{year}/index.html"
            return seconds(connection, path, lambda: edit_paragraph(content, year, mark), f" edit{mark}")

        save(rounds)
        return median(save, rounds)


def _clear(project: Path, output: Path) -> None:
    """Put cache and output aside. They are deleted at the end: for some seconds after a thousand files were deleted, some
    file systems take twice as long to make new ones, and that would be measured."""
    for path in (project / ".cache", output):
        if path.exists():
            path.rename(Path(tempfile.mkdtemp(dir=output.parent)) / "aside")


def _tell(name: str, cost: Cost) -> None:
    processor = f"{cost.processor:12.2f}" if cost.processor else f"{'–':>12}"
    memory = f"{cost.memory:10.0f}" if cost.memory else f"{'–':>10}"
    print(f"{name:44} {processor} {cost.wall:8.2f} {memory}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
