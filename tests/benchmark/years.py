"""Many years from the real one: its sources with every year in them moved, so that each copy is as valid as the first.

Run as a program: `python years.py REAL CONTENT COUNT`.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

REAL = 104
_ROC = re.compile(r"(?<![\d.,])(10[234])(?!\d|[.,]\d)")
_COMMON = re.compile(r"(?<![\d.,])(201[345])(?!\d|[.,]\d)")


def make_years(real: Path, content: Path, count: int) -> list[int]:
    """Have `content` hold `count` years made from the folder `real`, their translations reviewed; the years."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from generator.desk.stamp import stamp

    shutil.copytree(real, content)
    years = list(range(REAL, REAL + count))
    for year in years[1:]:
        for source in sorted((real / str(REAL)).rglob("*")):
            if source.is_file():
                target = content / str(year) / source.relative_to(real / str(REAL))
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(moved(source.read_text("utf-8"), year - REAL), "utf-8")
        for _ in stamp(content, [content / str(year)]):
            pass
    return years


def moved(text: str, by: int) -> str:
    """`text` with the statement's year, the two before it, and the same years of the common era moved `by` years."""
    for pattern in (_ROC, _COMMON):
        text = pattern.sub(lambda match: str(int(match[1]) + by), text)
    return text


def edit_paragraph(content: Path, year: int, mark: str) -> None:
    """Change one Markdown file: a word is added to a heading's first paragraph."""
    path = content / str(year) / "en" / "1-duties.md"
    lines = path.read_text("utf-8").split("\n")
    index = next(n for n, line in enumerate(lines) if n and line and line[0].isalpha())
    lines[index] = re.sub(r"( edit\w*)?(\W*)$", rf" edit{mark}\2", lines[index], count=1)
    path.write_text("\n".join(lines), "utf-8")


def edit_figure(content: Path, year: int, number: int) -> None:
    """Change one figure that no relation holds: both languages cite it."""
    path = content / str(year) / "results.yaml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(business_participants: \{value: )\d+", rf"\g<1>{number}", text, count=1), "utf-8")


if __name__ == "__main__":
    make_years(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
