"""A preview open all day and a site of fifty years: memory stays, files are closed, time grows in step."""

from __future__ import annotations

import gc
import shutil
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from generator.desk.serve.site import PreviewSite
from generator.order import Order
from generator.pipeline import build
from tests.conftest import ROOT, in_letters

sys.path.insert(0, str(Path(__file__).parent / "benchmark"))
from years import make_years


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_twenty_builds_leave_memory_and_files_as_they_were(tmp_path: Path) -> None:
    """In one process, as in the preview; five hundred are a campaign of the preview's own tests."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    site = PreviewSite(content)
    site.update()
    path = content / "104/en/1-duties.md"
    text = path.read_text("utf-8")

    def save(number: int) -> None:
        path.write_text(text.replace("(AAC)", f"(AAC-{in_letters(number)})", 1), "utf-8")
        site.update([104])
        page = site.file("en/104/index.html")
        assert page is not None
        assert f"(AAC-{in_letters(number)})".encode() in page

    for number in range(5):
        save(number)
    gc.collect()
    files = open_files()
    tracemalloc.start()
    first = tracemalloc.take_snapshot()
    before = sum(one.size for one in first.statistics("filename"))
    for number in range(20):
        save(number + 100)
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    print(f"20 builds: {(after - before) / 1e6:.1f} MB more, {open_files() - files} files more")
    assert open_files() <= files
    assert after - before < 40e6  # Texts parsed last are kept, up to a number.


@pytest.mark.campaign
def test_fifty_years_cost_in_step(tmp_path: Path) -> None:
    """Five times the years take about five times as long, pages and their comparisons alike."""
    seconds = {}
    for count in (10, 50):
        content = tmp_path / str(count) / "content"
        make_years(ROOT / "content", content, count)
        started = time.process_time()
        made = build(Order(content, tmp_path / str(count) / "output", cache=None, with_pdf=False, jobs=1))
        seconds[count] = time.process_time() - started
        assert made.years == count
    print(f"10 years {seconds[10]:.1f} s, 50 years {seconds[50]:.1f} s")
    assert seconds[50] < 5 * seconds[10] * 1.3
