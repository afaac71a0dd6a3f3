"""The same sources give the same bytes, whoever builds them and wherever; the PDFs' share is tested with the PDFs."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.publish.manifest import verify
from tests.conftest import ROOT

BUILD = """
import os, random, sys
sys.path.insert(0, sys.argv[1])
if seed := int(sys.argv[4]):  # The system hands out the entries of a folder in another order.
    listed, scanned, shuffled = os.listdir, os.scandir, random.Random(seed).sample
    class Entries(list):
        def __enter__(self): return self
        def __exit__(self, *rest): pass
        def close(self): pass
    os.listdir = lambda *given: (lambda found: shuffled(found, len(found)))(listed(*given))
    def scandir(*given):
        with scanned(*given) as entries:
            found = list(entries)
        return Entries(shuffled(found, len(found)))
    os.scandir = scandir
from pathlib import Path
from generator.order import Order
from generator.pipeline import build
cache = Path(sys.argv[5]) if len(sys.argv) > 5 else None
build(Order(Path(sys.argv[2]), Path(sys.argv[3]), cache=cache, with_pdf=False, jobs=int(os.environ.get("JOBS", "1"))))
"""
ELSEWHERE: dict[str, dict[str, str]] = {
    "time-zone": {"TZ": "Pacific/Kiritimati"},
    "locale": {"LC_ALL": "C", "LANG": ""},
    "locale-of-taiwan": {"LC_ALL": "zh_TW.Big5", "LANG": "zh_TW.Big5"},
    "hash-seed": {"PYTHONHASHSEED": "7"},
    "another-hash-seed": {"PYTHONHASHSEED": "4242"},
    "home": {"HOME": "/nonexistent", "USER": "nobody", "LOGNAME": "nobody"},
    "side-by-side": {"JOBS": "3"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
}


def built(
    content: Path, output: Path, *, seed: int = 0, cache: Path | None = None, **settings: str
) -> dict[str, bytes]:
    """Every file of a site made in a process of its own."""
    command = [sys.executable, "-c", BUILD, str(ROOT), str(content), str(output), str(seed)]
    subprocess.run(
        [*command, *([str(cache)] if cache else [])], cwd=output.parent, env={**os.environ, **settings}, check=True
    )
    assert verify(output) == []
    return files(output)


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def assert_same(ours: dict[str, bytes], theirs: dict[str, bytes]) -> None:
    assert sorted(ours) == sorted(theirs)
    assert [path for path in ours if ours[path] != theirs[path]] == []


@pytest.mark.parametrize("difference", ELSEWHERE)
def test_a_site_built_elsewhere_is_the_same(site: Path, tmp_path: Path, difference: str) -> None:
    assert_same(files(site), built(ROOT / "content", tmp_path / "output", **ELSEWHERE[difference]))


def test_the_order_in_which_the_system_lists_files_changes_nothing(site: Path, tmp_path: Path) -> None:
    for seed in (1, 2):
        assert_same(files(site), built(ROOT / "content", tmp_path / f"output{seed}", seed=seed))


def test_sources_copied_elsewhere_by_another_hand_make_the_same_site(site: Path, tmp_path: Path) -> None:
    """Another path, other dates, other permissions, another order of creation, another mask."""
    content = tmp_path / "與 此 不同" / "content"
    sources = [path for path in sorted((ROOT / "content").rglob("*")) if path.is_file()]
    random.Random(104).shuffle(sources)
    for age, source in enumerate(sources):
        target = content / source.relative_to(ROOT / "content")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
        target.chmod(0o600)
        os.utime(target, (age, age))
    before = os.umask(0o077)
    try:
        assert_same(files(site), built(content, tmp_path / "output"))
    finally:
        os.umask(before)


def test_a_site_from_the_cache_is_the_same(site: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for name in ("cold", "warm"):
        assert_same(files(site), built(ROOT / "content", tmp_path / name, cache=cache))
    shutil.rmtree(cache)
    assert_same(files(site), built(ROOT / "content", tmp_path / "warm", cache=cache))


def test_the_manifest_says_what_made_every_file(site: Path) -> None:
    said = json.loads((site / "manifest.json").read_text("utf-8"))
    assert said["files"].keys() == files(site).keys() - {"manifest.json"}
    for name in (
        "content",
        "program",
        "templates and program",
        "python",
        "pango",
        "harfbuzz",
        "zlib",
        "package weasyprint",
    ):
        assert said["made_by"][name], name
    assert any(name.startswith("font ") for name in said["made_by"])
