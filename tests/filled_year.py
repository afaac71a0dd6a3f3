"""A year made by `new-year` and filled in as an editor would: numbers from the year before, marks taken away, changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

Plant = tuple[str, str, str]
"""A change to make: the file below the year's folder, what stands there, what to put."""


def fill(content: Path, year: int, plants: Sequence[Plant] = ()) -> Path:
    """Fill in `year` of `content` with the numbers that its model, the year before, has in the same places."""
    folder, model = content / str(year), content / str(year - 1)
    for name in ("results", "staffing", "tables", "indicators"):
        path = folder / f"{name}.yaml"
        if path.exists():
            path.write_text(_filled(path.read_text("utf-8"), (model / path.name).read_text("utf-8"), year), "utf-8")
    for path in folder.rglob("*.md"):
        text = re.sub(r"^\{\.review\}\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(text.replace("{.review ", "{"), "utf-8")
    path = folder / "statement.yaml"
    text = path.read_text("utf-8").replace("status: draft", "status: final")
    path.write_text(text[: text.index("review:")], "utf-8")
    for name, find, put in plants:
        path = folder / name
        text = path.read_text("utf-8")
        assert text.count(find) == 1, (name, find, text.count(find))
        path.write_text(text.replace(find, put), "utf-8")
    return folder


def _filled(text: str, model: str, year: int) -> str:
    """`text` line by line with the numbers of the same line of `model`; lines of pages stand in the model only."""
    lines = [line for line in model.split("\n") if not re.match(r"\s*(- )?page:", line)]
    ours = text.split("\n")
    assert len(lines) == len(ours)
    return "\n".join(_line(line, old, year) for line, old in zip(ours, lines, strict=True))


def _line(line: str, old: str, year: int) -> str:
    if "targets:" in line:
        known = {int(of): value for of, value in re.findall(r"(\d+): ?(\d*)", old)}
        return re.sub(r"(\d+): (?=[,}])", lambda match: f"{match[1]}: {known[int(match[1]) - 1]}", line)
    if re.search(r": \[\]", line):
        return re.sub(r"(\d+)(?=-\d\d-\d\d)", lambda match: str(int(match[1]) + 1), old)
    numbers = re.findall(r"value: ?(-?[\d.]*)", old)
    at = iter(numbers)
    return re.sub(r"value: ?(-?[\d.]*)", lambda match: _value(match[1], next(at)), line)


def _value(ours: str, old: str) -> str:
    return f"value: {ours or old}"
