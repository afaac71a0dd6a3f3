"""Publishing: `output/` is the old site or the new one, whole, whatever happens in between."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.artifact import Artifact
from generator.publish import exchange as publishing
from generator.publish import swap, workspace
from generator.publish.cache import Cache, key
from generator.publish.entry import LENGTH, MAGIC, Damaged
from generator.publish.errors import PublishError
from generator.publish.exchange import publish
from generator.publish.manifest import manifest, read, verify
from generator.publish.standing import standing

ROOT = Path(__file__).parents[1]
KILLS = 20
"""Random moments at which a publishing is killed, once with each way of exchanging."""

GITIGNORE = b"*\n!.gitignore\n"


def site(version: str, pages: int = 3, size: int = 100) -> list[Artifact]:
    """A site whose home page, style and manifest depend on `version` and whose other pages never change."""
    made = [Artifact("index.html", f"<p>{version}".encode() * size), Artifact(f"assets/{version}.css", b"p{}" * size)]
    made += [Artifact(f"zh-Hant/{number}/index.html", b"<p>page" * size) for number in range(pages)]
    return [*made, manifest(made, {"content": version})]


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def as_content(artifacts: list[Artifact]) -> dict[str, bytes]:
    """What a folder should hold once `artifacts` are published beside the `.gitignore`."""
    return {".gitignore": GITIGNORE} | {made.path: made.data for made in artifacts}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An `output/` as a fresh clone of the project has it."""
    folder = tmp_path / "project/output"
    folder.mkdir(parents=True)
    (folder / ".gitignore").write_bytes(GITIGNORE)
    return folder


@pytest.fixture(params=["exchange", "journal"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of putting a site in place: that of Linux and macOS, and that of all other systems and disks."""
    if request.param == "journal":
        monkeypatch.setattr(publishing, "exchange", no_exchange)
    return str(request.param)


def no_exchange(new: Path, old: Path) -> None:
    """A system without an exchange of folders."""
    raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))


def test_a_site_replaces_the_one_before_and_leaves_nothing_beside(output: Path, way: str) -> None:
    first = publish(site("one"), output)
    second = publish(site("two"), output)
    assert content(output) == as_content(site("two"))
    assert [path.name for path in output.parent.iterdir()] == ["output"]
    assert (first.written, second.written, second.removed) == (6, 3, ("assets/one.css",))
    assert verify(output) == []
    assert not second.warnings


def test_a_site_is_published_where_there_was_no_folder(tmp_path: Path, way: str) -> None:
    publish(site("one"), tmp_path / "new/place/output")
    assert verify(tmp_path / "new/place/output") == []


def test_publishing_the_same_site_again_writes_nothing(output: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site("one"), output)
    before = output.stat().st_ino, {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    monkeypatch.setattr(publishing, "workspace", None)
    assert not publish(site("one"), output).changed
    assert before == (output.stat().st_ino, {path: path.stat().st_mtime_ns for path in output.rglob("*")})


def test_a_page_that_did_not_change_keeps_its_date(output: Path, way: str) -> None:
    publish(site("one"), output)
    page = output / "zh-Hant/0/index.html"
    os.utime(page, ns=(10**18, 10**18))
    publish(site("two"), output)
    assert page.stat().st_mtime_ns == 10**18


def test_a_page_changed_by_hand_is_mended_and_named(output: Path, way: str) -> None:
    publish(site("one"), output)
    (output / "zh-Hant/0/index.html").write_bytes(b"<p>mine" * 100)
    done = publish(site("one"), output)
    assert done.edited == ("zh-Hant/0/index.html",)
    assert "zh-Hant/0/index.html" in done.warnings[0].in_language("en")
    assert verify(output) == []


def test_files_of_other_hands_are_kept_and_named(output: Path, way: str) -> None:
    publish(site("one"), output)
    (output / "CNAME").write_text("example.gov.tw")
    (output / "zh-Hant/notes").mkdir()
    (output / "zh-Hant/notes/a.txt").write_text("mine")
    (output / "link").symlink_to("index.html")
    for version in ("two", "two", "three"):
        done = publish(site(version), output)
        assert done.kept == ("CNAME", "link", "zh-Hant/notes/a.txt")
        assert "CNAME, link, zh-Hant/notes/a.txt" in done.warnings[0].in_language("en")
    assert (output / "zh-Hant/notes/a.txt").read_text() == "mine"
    assert (output / "link").readlink() == Path("index.html")


@pytest.mark.parametrize("strange", ["assets/two.css", "assets", "index.html/a.txt"])
def test_a_file_of_another_hand_is_never_overwritten(output: Path, way: str, strange: str) -> None:
    """It has the name of a new file, stands where a folder must be, or lies in a folder where a file must be."""
    path = output / strange
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    before = content(output)
    with pytest.raises(PublishError) as stopped:
        publish(site("two"), output)
    assert stopped.value.code == "in-the-way"
    assert strange in stopped.value.message.in_language("zh-Hant")
    assert content(output) == before
    assert [path.name for path in output.parent.iterdir()] == ["output"]


def test_a_folder_that_another_hand_linked_elsewhere_is_not_followed(output: Path, tmp_path: Path, way: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (output / "zh-Hant").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError):
        publish(site("one"), output)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_may_take_a_folders_name_and_the_reverse(output: Path, way: str) -> None:
    for paths in (["a/b", "c"], ["a", "c/d/e"], ["a/b", "c"]):
        made = [Artifact(path, path.encode()) for path in paths]
        publish([*made, manifest(made, {})], output)
        assert verify(output) == []


def test_a_link_to_the_output_folder_stays_a_link(output: Path, way: str) -> None:
    link = output.with_name("public")
    link.symlink_to(output)
    publish(site("one"), link)
    assert link.is_symlink()
    assert verify(output) == []


@pytest.mark.parametrize("kind", ["file", "loop"])
def test_an_output_that_is_no_folder_is_named(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "output"
    if kind == "file":
        place.write_text("mine")
    else:
        place.symlink_to(place)
    with pytest.raises(PublishError) as stopped:
        publish(site("one"), place)
    assert stopped.value.code == "not-a-folder"


def test_what_others_add_while_the_site_is_exchanged_comes_along(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site("one"), output)

    def late(new: Path, old: Path) -> None:
        (old / "new").mkdir()
        (old / "new/late.txt").write_text("mine")
        swap.exchange(new, old)

    monkeypatch.setattr(publishing, "exchange", late)
    publish(site("two"), output)
    assert (output / "new/late.txt").read_text() == "mine"


def test_a_failing_disk_leaves_the_old_site_and_no_litter(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site("one"), output)
    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(PublishError) as stopped:
        publish(site("two"), output)
    assert stopped.value.code == "disk-full"
    assert "磁碟已滿" in stopped.value.message.in_language("zh-Hant")
    assert [path.name for path in output.parent.iterdir()] == ["output"]
    monkeypatch.undo()
    assert content(output) == as_content(site("one"))


def full_disk(path: Path, data: bytes) -> int:
    """Writing where there is no room."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Mounting, and unmounting in the end; skipped where one may not."""
    mounted: list[str] = []

    def run(place: Path, *options: str) -> None:
        place.mkdir(parents=True, exist_ok=True)
        command = ["mount", *options, str(place)]
        if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode != 0:
            pytest.skip("only an administrator may mount disks")
        mounted.append(str(place))

    yield run
    for place in reversed(mounted):
        subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_leaves_the_old_site(tmp_path: Path, mount: Callable[..., None]) -> None:
    mount(tmp_path / "small", "-t", "tmpfs", "-o", "size=2m", "tmpfs")
    output = tmp_path / "small/output"
    publish(site("one", size=1000), output)
    with pytest.raises(PublishError) as stopped:
        publish(site("two", size=300_000), output)
    assert stopped.value.code == "disk-full"
    assert verify(output) == []
    assert [path.name for path in output.parent.iterdir()] == ["output"]
    assert publish(site("two", size=1000), output).changed


def test_an_output_on_a_disk_of_its_own_is_published_by_journal(output: Path, mount: Callable[..., None]) -> None:
    mount(output, "-t", "tmpfs", "-o", "size=2m", "tmpfs")
    publish(site("one", size=1000), output)
    publish(site("two", size=1000), output)
    assert verify(output) == []
    assert not (output / ".publishing").exists()
    with pytest.raises(PublishError) as stopped:
        publish(site("three", size=300_000), output)
    assert stopped.value.code == "disk-full"
    assert verify(output) == []


def test_an_output_mounted_from_the_same_disk_is_published_by_journal(
    output: Path, tmp_path: Path, mount: Callable[..., None]
) -> None:
    (tmp_path / "volume").mkdir()
    mount(output, "--bind", str(tmp_path / "volume"))
    publish(site("one"), output)
    publish(site("two"), output)
    assert verify(tmp_path / "volume") == []
    assert [path.name for path in output.parent.iterdir()] == ["output"]


def test_a_read_only_disk_is_named_and_left_alone(output: Path, mount: Callable[..., None]) -> None:
    publish(site("one"), output)
    project = output.parent
    mount(project, "--bind", str(project))
    subprocess.run(["mount", "-o", "remount,bind,ro", str(project)], check=True)
    assert not publish(site("one"), output).changed
    with pytest.raises(PublishError) as stopped:
        publish(site("two"), output)
    assert stopped.value.code == "read-only"
    assert verify(output) == []


def test_a_folder_around_output_that_is_not_ours_does_not_stop_us(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site("one"), output)
    mkdir = Path.mkdir

    def guarded(path: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        if path == workspace.beside(output):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        mkdir(path, mode, parents, exist_ok)

    monkeypatch.setattr(Path, "mkdir", guarded)
    publish(site("two"), output)
    assert content(output) == as_content(site("two"))


def test_two_builds_at_once_are_told_apart(output: Path, way: str) -> None:
    publish(site("one"), output)
    with workspace.workspace(output.resolve()), pytest.raises(PublishError) as stopped:
        publish(site("two"), output)
    assert stopped.value.code == "busy"
    assert str(os.getpid()) in stopped.value.message.in_language("en")
    assert content(output) == as_content(site("one"))
    assert publish(site("two"), output).changed


def test_a_crowd_of_builds_leaves_a_whole_site(output: Path) -> None:
    """Each either publishes or says that another is at it; whoever comes last, the site is one of theirs."""
    publish(site("start", pages=40), output)
    at = time.time() + 3
    builds = [start(output, f"v{number}", pages=40, at=at) for number in range(6)]
    outcomes = {build.wait(60) for build in builds}
    assert outcomes <= {0, 7}
    assert 0 in outcomes
    assert verify(output) == []
    assert [path.name for path in output.parent.iterdir()] == ["output"]


PROGRAM = """
import sys, time
sys.path[:0] = [{root!r}, {tests!r}]
from pathlib import Path
from test_publish import no_exchange, publish, publishing, site, PublishError
if {way!r} == "journal":
    publishing.exchange = no_exchange
made = site({version!r}, {pages}, 2000)
print("ready", flush=True)
time.sleep(max(0, {at} - time.time()))
try:
    publish(made, Path({output!r}))
except PublishError as error:
    sys.exit(7 if error.code == "busy" else 8)
"""


def start(output: Path, version: str, pages: int, way: str = "exchange", at: float = 0) -> subprocess.Popen[bytes]:
    """Another process that publishes a site; this returns when it begins to."""
    values = {"root": str(ROOT), "tests": str(Path(__file__).parent), "output": str(output)}
    code = PROGRAM.format(**values, version=version, pages=pages, way=way, at=at)
    build = subprocess.Popen([sys.executable, "-B", "-c", code], stdout=subprocess.PIPE)
    assert build.stdout is not None
    with build.stdout as said:
        assert said.readline() == b"ready\n"
    return build


def test_a_build_killed_at_any_moment_leaves_a_whole_site(output: Path, way: str) -> None:
    """By exchange the folder passes `verify` at once; by journal every page is whole and the next build completes it."""
    chance = random.Random(104)
    pages = 120
    publish(site("start", pages, 2000), output)
    build = start(output, "v0", pages, way)
    began = time.perf_counter()
    assert build.wait(60) == 0
    length = time.perf_counter() - began
    sizes = {len(site(version, 0, 2000)[0].data) for version in ("v0", "n0", "n10", "n100")}
    killed = 0
    for number in range(KILLS * 10):
        version = f"n{number}"
        build = start(output, version, pages + number, way)
        time.sleep(chance.uniform(0, length))
        build.send_signal(signal.SIGKILL)
        killed += build.wait(60) == -signal.SIGKILL
        if way == "exchange":
            assert verify(output) == []
        assert (output / "index.html").stat().st_size in sizes
        publish(site(version, pages + number, 2000), output)
        assert content(output) == as_content(site(version, pages + number, 2000))
        assert [path.name for path in output.parent.iterdir()] == ["output"]
        if killed == KILLS:
            return
        if number > 2 * killed + 5:  # The first build was a slow one: most are done before they are killed.
            length *= 0.8
    pytest.fail(f"only {killed} builds were killed before they ended")


class Stopped(Exception):
    """The end of a process, at a moment of the test's choice."""


@pytest.mark.parametrize("moment", range(6))
def test_a_journal_cut_short_is_completed_by_the_next_run(
    output: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Whatever the next run publishes, and after every single move."""
    publish(site("one"), output)
    monkeypatch.setattr(publishing, "exchange", no_exchange)
    replace, moves = os.replace, []

    def counted(source: Path, target: Path) -> None:
        moves.append(target)
        if len(moves) > moment:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        replace(source, target)

    monkeypatch.setattr(os, "replace", counted)
    if moment < 4:
        with pytest.raises(PublishError) as stopped:
            publish(site("two"), output)
        assert stopped.value.code == ("unfinished" if moment else "not-written")
        assert (output / "index.html").read_bytes()[:6] in (b"<p>one", b"<p>two")
    monkeypatch.undo()
    publish(site("three"), output)
    assert content(output) == as_content(site("three"))


def test_pages_appear_after_what_they_need_and_the_manifest_last(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "exchange", no_exchange)
    replace, moves = os.replace, []

    def noted(source: Path, target: Path) -> None:
        moves.append(Path(target).name)
        replace(source, target)

    monkeypatch.setattr(os, "replace", noted)
    publish(site("one", pages=1), output)
    assert moves == ["journal.json", "one.css", "index.html", "index.html", "manifest.json"]


def test_a_reader_never_misses_the_site(output: Path) -> None:
    """Whoever asks while sites are exchanged finds a home page that belongs to its manifest's folder."""
    publish(site("start", 40), output)
    build = start(output, "next", 40)
    asked = 0
    while build.poll() is None:
        assert (output / "index.html").read_bytes().startswith(b"<p>")
        asked += 1
    assert asked > 100
    assert build.returncode == 0


def test_a_site_that_stands_is_known_without_reading_it(output: Path, way: str) -> None:
    publish(site("one"), output)
    publish(site("two"), output)
    assert standing(output, {"content": "two"})
    assert standing(output, {"content": "three"}) is None
    (output / "CNAME").write_text("mine")
    found = standing(output, {"content": "two"})
    assert found is not None
    assert found.kept == ("CNAME",)


@pytest.mark.parametrize("harm", ["rewritten", "shorter", "missing", "manifest"])
def test_a_site_that_was_touched_does_not_pass_for_standing(output: Path, harm: str) -> None:
    publish(site("one"), output)
    time.sleep(0.02)  # A system's clock for files ticks a hundred times a second or more.
    page = output / "zh-Hant/0/index.html"
    if harm == "rewritten":
        page.write_bytes(b"<p>mine" * 100)
    elif harm == "shorter":
        page.write_bytes(b"<p>")
    elif harm == "missing":
        page.unlink()
    else:
        (output / "manifest.json").unlink()
    assert standing(output, {"content": "one"}) is None


def test_the_folders_own_permissions_stay(output: Path) -> None:
    output.chmod(0o2750)
    publish(site("one"), output)
    assert output.stat().st_mode & 0o7777 == 0o2750


PAGES = (Artifact("zh-Hant/104/index.html", b"<p>104"), Artifact("zh-Hant/104/statement.pdf", bytes(range(256)) * 9))
NAME = key("zh-Hant", b"104")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache that holds one edition."""
    kept = Cache(tmp_path / ".cache")
    assert kept.put(NAME, PAGES, {"title": "廉政署", "hashes": [1, 2]})
    return kept


def test_an_edition_comes_back_from_the_cache_as_it_went_in(cache: Cache) -> None:
    entry = cache.get(NAME)
    assert entry is not None
    assert [Artifact(made.path, made.data) for made in entry.artifacts] == list(PAGES)
    assert entry.record == {"title": "廉政署", "hashes": [1, 2]}
    assert [(made.sha256, made.size) for made in entry.artifacts] == [(made.sha256, made.size) for made in PAGES]
    assert cache.get(key("other")) is None


def whole(cache: Cache) -> bool:
    """Whether the entry is there, to its last byte."""
    entry = cache.get(NAME)
    try:
        return entry is not None and all(made.data for made in entry.artifacts)
    except Damaged as error:
        return error.path != cache.root / f"{NAME}.edition"


def test_a_damaged_entry_is_absent_and_can_be_put_anew(cache: Cache) -> None:
    path = cache.root / f"{NAME}.edition"
    data = path.read_bytes()
    chance = random.Random(104)
    for _ in range(300):
        spot = chance.randrange(len(data))
        damaged = bytearray(data)
        damaged[spot] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        assert not whole(cache)
    for end in range(0, len(data), 7):
        path.write_bytes(data[:end])
        assert cache.get(NAME) is None
    path.write_bytes(data + b"x")
    assert cache.get(NAME) is None
    assert cache.damaged() == 1
    assert cache.put(NAME, PAGES)
    assert whole(cache)
    assert cache.damaged() == 0


@pytest.mark.parametrize("size", [7.0, -7, "7", None, True])
def test_an_entry_of_no_such_size_is_absent(cache: Cache, size: object) -> None:
    head = json.dumps({"key": NAME, "record": None, "files": [["a.html", size, "0" * 64]]}).encode()
    data = b"".join([MAGIC, hashlib.sha256(head).digest(), len(head).to_bytes(LENGTH, "big"), head, b"x" * 7])
    (cache.root / f"{NAME}.edition").write_bytes(data)
    assert cache.get(NAME) is None


def test_an_entry_under_another_key_is_absent(cache: Cache) -> None:
    other = key("zh-Hant", "103")
    (cache.root / f"{NAME}.edition").rename(cache.root / f"{other}.edition")
    assert cache.get(other) is None


def test_a_cache_that_cannot_be_written_keeps_nothing_and_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    closed = Cache(tmp_path / "file")
    assert not closed.put(NAME, PAGES)
    assert closed.get(NAME) is None


def test_a_cache_drops_what_was_unused_longest_and_no_file_of_others(tmp_path: Path) -> None:
    small = Cache(tmp_path, limit=10_000)
    (tmp_path / "mine.txt").write_bytes(b"x" * 20_000)
    names = [key(str(number)) for number in range(6)]
    for age, name in enumerate(names):
        small.put(name, PAGES)
        old = time.time() - 100_000 + age
        os.utime(tmp_path / f"{name}.edition", (old, old))
        small.get(names[0])
        small.make_room()
    assert (tmp_path / "mine.txt").exists()
    assert small.get(names[0]) is not None
    assert small.get(names[1]) is None
    assert small.get(names[5]) is not None
    assert sum(path.stat().st_size for path in small.root.glob("*.edition")) <= 10_000


def test_fonts_take_room_of_the_cache_and_the_oldest_go_first(cache: Cache) -> None:
    fonts = cache.root / "fonts"
    fonts.mkdir()
    for age in range(20):
        made = fonts / f"Statement-Kai-{age:02}.ttf"
        made.write_bytes(b"x" * 1000)
        os.utime(made, (time.time() - 1000 + age,) * 2)
    Cache(cache.root, limit=12_000).make_room()
    left = sorted(file.name for file in fonts.iterdir())
    assert 0 < len(left) < 12
    assert left[-1] == "Statement-Kai-19.ttf"
    assert left[0] != "Statement-Kai-00.ttf"
    assert cache.get(NAME) is not None


def test_keys_tell_their_parts_apart() -> None:
    assert len({key("ab", "c"), key("a", "bc"), key("abc"), key("abc", ""), key()}) == 5
    assert key("廉") == key("廉".encode())


def test_a_name_that_is_no_key_reaches_no_file(cache: Cache) -> None:
    with pytest.raises(ValueError, match="not a key"):
        cache.get("../../etc/passwd")


def test_an_entry_cannot_place_files_outside_the_site(cache: Cache) -> None:
    path = cache.root / f"{NAME}.edition"
    data = path.read_bytes().replace(b"zh-Hant/104/index.html", b"../../../04/index.html")
    path.write_bytes(data)
    assert cache.get(NAME) is None


def test_a_manifest_read_back_is_the_one_published(output: Path) -> None:
    publish(site("one"), output)
    found = read(output)
    assert found is not None
    assert found.made_by == {"content": "one"}
