"""`manifest.json`: what was published, and what made it; the record against which anyone can check the site.

In: a site's artifacts, or a folder that should hold one. Out: the manifest, or how the folder differs from it.
The bytes of a manifest follow from its content alone, so that a rewritten one is noticed as well.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from generator.artifact import RESERVED, Artifact, File, by_path, check_path
from generator.problems import Message, say
from generator.publish.errors import path_text
from generator.publish.tree import digest, files, is_regular

MANIFEST = "manifest.json"
FORMAT = 1


class Listed(NamedTuple):
    """One file as the manifest lists it; a tuple, for thousands are made by a build that has nothing else to do."""

    sha256: str
    size: int


class Manifest(NamedTuple):
    """What a manifest says: the files by path, and what made them."""

    files: Mapping[str, Listed]
    made_by: Mapping[str, str]

    def artifact(self) -> Artifact:
        """The manifest as a file of the site."""
        listed = {path: {"sha256": file.sha256, "size": file.size} for path, file in sorted(self.files.items())}
        content = {"format": FORMAT, "made_by": dict(sorted(self.made_by.items())), "files": listed}
        # One line a file, to be read and diffed. The encoder's own `indent` takes ten times as long; this mark
        # cannot occur inside a string, where a quotation mark is always written with a backslash.
        text = json.dumps(content, ensure_ascii=False).replace('}, "', '},\n"')
        return Artifact(MANIFEST, f"{text}\n".encode())


class Difference(NamedTuple):
    """One way in which a folder is not the site that its manifest lists."""

    path: str
    kind: Literal["changed", "missing", "extra", "unreadable"]

    def message(self, folder: Path) -> Message:
        """The difference as a sentence; `folder` is the site's."""
        path = path_text(folder / self.path)
        return {
            "changed": say(f"{path}：內容與發布時不同", f"{path}: changed since it was published"),
            "missing": say(f"{path}：檔案遺失", f"{path}: missing"),
            "extra": say(f"{path}：不是發布的檔案", f"{path}: not part of what was published"),
            "unreadable": say(f"{path}：無法讀取", f"{path}: cannot be read"),
        }[self.kind]


def manifest(artifacts: Iterable[File], made_by: Mapping[str, str]) -> Artifact:
    """The manifest of a site: every other file's SHA-256 and size, and what made it."""
    found = by_path(artifacts)
    if taken := RESERVED.intersection(path.split("/")[0] for path in found):
        raise ValueError(f"artifacts in the place of publishing's own files: {sorted(taken)}")
    listed = {path: Listed(made.sha256, made.size) for path, made in found.items()}
    return Manifest(listed, made_by).artifact()


def read(folder: Path) -> Manifest | None:
    """The manifest in `folder`; `None` if there is none, or if what is there is not as a build wrote it."""
    try:
        return parse((folder / MANIFEST).read_bytes())
    except OSError:
        return None


def parse(data: bytes) -> Manifest | None:
    """The manifest that `data` is, to the byte; else `None`."""
    try:
        content = json.loads(data)
        listed = {
            check_path(path): Listed(str(file["sha256"]), int(file["size"])) for path, file in content["files"].items()
        }
        found = Manifest(listed, {str(key): str(value) for key, value in content["made_by"].items()})
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return None
    return found if found.artifact().data == data else None


def verify(folder: Path) -> list[Difference]:
    """How `folder` differs from its manifest, by path; nothing if it is exactly what was published."""
    try:
        present = files(folder)
    except (FileNotFoundError, NotADirectoryError):
        return [Difference(MANIFEST, "missing")]
    except OSError as error:
        return [Difference(os.path.relpath(os.fsdecode(error.filename or folder), folder), "unreadable")]
    listed = read(folder)
    if listed is None:
        return [Difference(MANIFEST, "changed" if MANIFEST in present else "missing")]
    found = [Difference(path, "extra") for path in present if path not in listed.files and path != MANIFEST]
    for path, file in listed.files.items():
        if path not in present:
            found.append(Difference(path, "missing"))
        else:
            try:
                if not _is_same(folder / path, present[path], file):
                    found.append(Difference(path, "changed"))
            except OSError:
                found.append(Difference(path, "unreadable"))
    return sorted(found)


def _is_same(path: Path, state: os.stat_result, file: Listed) -> bool:
    """Whether a file is the listed one; its size settles most differences without reading it."""
    return is_regular(state) and state.st_size == file.size and digest(path) == file.sha256
