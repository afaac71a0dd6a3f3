"""`manifest.json` and `verify`: a folder is what was published, or every difference is named."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from generator.artifact import Artifact, by_path
from generator.publish.manifest import Difference, manifest, parse, verify

MADE_BY = {"content": "abc", "program": "1.0"}
SITE = (Artifact("index.html", b"<p>home"), Artifact("zh-Hant/104/index.html", "<p>廉政".encode()))


def stand(folder: Path, *artifacts: Artifact) -> None:
    """Put a site and its manifest into `folder`, without publishing."""
    for made in (*artifacts, manifest(artifacts, MADE_BY)):
        path = folder / made.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.data)


def test_a_manifest_lists_every_files_hash_and_size_and_what_made_it() -> None:
    content = json.loads(manifest(reversed(SITE), MADE_BY).data)
    assert list(content["files"]) == ["index.html", "zh-Hant/104/index.html"]
    assert content["files"]["index.html"] == {"sha256": hashlib.sha256(b"<p>home").hexdigest(), "size": 7}
    assert content["made_by"] == MADE_BY


def test_a_manifest_is_the_same_bytes_whatever_the_order_of_its_parts() -> None:
    assert manifest(SITE, MADE_BY) == manifest(reversed(SITE), dict(reversed(MADE_BY.items())))


def test_an_untouched_site_has_no_difference(tmp_path: Path) -> None:
    stand(tmp_path, *SITE)
    (tmp_path / ".gitignore").write_text("*\n")
    assert verify(tmp_path) == []


def test_changed_missing_and_extra_files_are_each_named(tmp_path: Path) -> None:
    stand(tmp_path, *SITE, Artifact("a.css", b"p{}"))
    (tmp_path / "index.html").write_bytes(b"<p>h0me")
    (tmp_path / "a.css").unlink()
    (tmp_path / "zh-Hant/.gitignore").write_bytes(b"")
    assert verify(tmp_path) == [
        Difference("a.css", "missing"),
        Difference("index.html", "changed"),
        Difference("zh-Hant/.gitignore", "extra"),
    ]


def test_a_link_to_the_same_bytes_is_a_change(tmp_path: Path) -> None:
    stand(tmp_path / "site", *SITE)
    page = tmp_path / "site/index.html"
    page.rename(tmp_path / "elsewhere.html")
    page.symlink_to(tmp_path / "elsewhere.html")
    assert verify(tmp_path / "site") == [Difference("index.html", "changed")]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": 1, "made_by": {}, "files": {"../secret": {"sha256": "0", "size": 1}}}\n',
        b'{"format": 1, "made_by": {}, "files": {"a": 3}}\n',
        b"[" * 200_000,
        b"\xff\xfe",
        manifest(SITE, MADE_BY).data.replace(b"\n", b" "),
    ],
    ids=["empty", "list", "bare", "outside", "number", "deep", "not-unicode", "rewritten"],
)
def test_a_manifest_that_no_build_wrote_is_a_change_of_its_own(tmp_path: Path, data: bytes) -> None:
    stand(tmp_path, *SITE)
    (tmp_path / "manifest.json").write_bytes(data)
    assert parse(data) is None
    assert verify(tmp_path) == [Difference("manifest.json", "changed")]


def test_a_folder_without_a_manifest_says_so(tmp_path: Path) -> None:
    assert verify(tmp_path) == [Difference("manifest.json", "missing")]


def test_differences_are_worded_in_both_languages_and_name_the_folder() -> None:
    message = Difference("a.css", "missing").message(Path("site"))
    assert message.in_language("en") == "site/a.css: missing"
    assert message.in_language("zh-Hant") == "site/a.css：檔案遺失"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../a",
        "a/../b",
        "a//b",
        "a/",
        "./a",
        "a\\b",
        "C:a",
        "a\0",
        "a\n",
        "a.",
        "a/ ",
        "a?",
        "\udc80",
    ],
)
def test_a_path_that_could_leave_the_site_is_no_artifact(path: str) -> None:
    with pytest.raises(ValueError, match="not a path inside"):
        Artifact(path, b"")


@pytest.mark.parametrize("second", ["a/b", "A/B", "a/b/c", "a"])
def test_two_artifacts_cannot_share_a_place(second: str) -> None:
    with pytest.raises(ValueError, match=r"two artifacts|is a file"):
        by_path([Artifact("a/b", b"1"), Artifact(second, b"2")])


@pytest.mark.parametrize("path", ["manifest.json", ".gitignore", ".publishing/site/a"])
def test_an_artifact_cannot_take_the_place_of_publishings_own_files(path: str) -> None:
    with pytest.raises(ValueError, match="publishing's own"):
        manifest([Artifact(path, b"")], MADE_BY)
