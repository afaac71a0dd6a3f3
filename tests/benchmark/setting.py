#!/usr/bin/env python3
"""The benchmark of the setting: what page marks, line breaking and the checks of type cost beside WeasyPrint alone.

    python tests/benchmark/setting.py [CONTENT]

Lays out and writes the original edition of the newest year twice over in one warm process: as it is built, and as
WeasyPrint alone would set the same text, without page marks, our line breaking and the checks of faces and pages.
Prints processor time, which other work on the machine hardly touches, and peak memory; ends with 1 if a limit is passed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from weasyprint import HTML  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

from generator.content import load  # noqa: E402
from generator.print.cut import PageTree  # noqa: E402
from generator.print.faces import check_faces, check_file  # noqa: E402
from generator.print.fonts import Fonts  # noqa: E402
from generator.print.ink import printed  # noqa: E402
from generator.print.pagemap import check_pages  # noqa: E402
from generator.print.pages import page_html  # noqa: E402
from generator.print.setting import Fetcher, set_edition  # noqa: E402
from generator.site.presenter import present  # noqa: E402
from generator.site.view import EditionView  # noqa: E402

ROUNDS = 5
MOST_TIMES = 1.5
MOST_MEMORY = 150


def ours(edition: EditionView, folder: Path) -> Fonts:
    """The edition as it is built."""
    setting = set_edition(edition, folder)
    pdf = setting.document.write_pdf()
    check_pages(setting)
    check_faces(setting)
    check_file(pdf, setting)
    return setting.fonts


def plain(edition: EditionView, fonts: Fonts) -> None:
    """The same text as WeasyPrint sets it."""
    uncut = (PageTree(None, printed(edition.chapters, keep_marks=False)),)
    source = page_html(edition, uncut)
    HTML(string=source, base_url="print:", url_fetcher=Fetcher(fonts)).write_pdf(font_config=FontConfiguration())


def seconds(work: Callable[[], object]) -> float:
    """The fastest of some rounds."""
    times = []
    for _ in range(ROUNDS):
        begin = process_time()
        work()
        times.append(process_time() - begin)
    return min(times)


def peak_memory() -> float:
    """The most memory this process ever held, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(content: Path) -> bool:
    """Measure and print; whether both stay within their limits."""
    statement = load(content).statements[-1]
    language = statement.site.authority
    edition = present(statement, language)
    with TemporaryDirectory() as name:
        folder = Path(name)
        fonts = ours(edition, folder)
        alone, built = seconds(lambda: plain(edition, fonts)), seconds(lambda: ours(edition, folder))
    memory = peak_memory()
    print(f"{built:.2f} s, {built / alone:.2f} times WeasyPrint alone ({alone:.2f} s); limit {MOST_TIMES}")
    print(f"{memory:.0f} MB at most; limit {MOST_MEMORY}")
    return built <= MOST_TIMES * alone and memory < MOST_MEMORY


if __name__ == "__main__":
    sys.exit(0 if main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "content")) else 1)
