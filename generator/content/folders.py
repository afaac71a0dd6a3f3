"""The folders of the sources: which hold the years, and what lies in them that nothing reads.

In: names of files and folders, nothing of what they hold. A file under a wrong name would be left out of what is
published without a word, so each that nothing reads is told, and a year that goes by no year's name stops the build.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from generator.content.calendar import roc_year
from generator.content.collector import Collector, closest, nearest
from generator.content.textfile import resembling, tell_unreadable
from generator.content.yaml.scalars import FILE_NAME
from generator.inputs import YEAR
from generator.problems import Message, Position, say

SHARED_FILES = ("site.yaml", "glossary.yaml")
"""What all years share."""
GUIDES = re.compile(r"(README|MESSAGES)(\.en)?\.md")
"""Documents for editors, which may lie in any folder."""
DROPPING = re.compile(
    r"\..*|.*~|#.*#|~\$.*|.*\.(sw[a-z]|bak|tmp|orig|rej)|Thumbs\.db|desktop\.ini|__MACOSX", re.I | re.A
)
"""What programs of editors leave beside a file."""
YAML = ("statement", "tables", "terms", "goals", "indicators", "results", "staffing", "organisation", "corrections")
"""The YAML files of a year."""
OPEN_POINTS = "open-points.md"
"""What `new-year` leaves in the folder that it makes: a list for people."""
PUBLISHED = "published"


def year_folders(root: Path, years: Sequence[int], collector: Collector) -> list[Path]:
    """The folders of the years to read, oldest first; all of them where `years` is empty."""
    try:
        folders = {int(path.name): path for path in root.iterdir() if _is_year(path)}
    except OSError as error:
        tell_unreadable(root, error, collector)
        return []
    for year in years:
        if year not in folders:
            message = say(f"沒有 {year} 年度的資料夾", f"there is no folder for the year {year}")
            known = [str(known) for known in folders]
            collector.error("no-year", Position((root / str(year)).as_posix()), message, nearest(str(year), known))
    return [folder for year, folder in sorted(folders.items()) if not years or year in years]


def tell_shared_folder(root: Path, collector: Collector) -> None:
    """Note what lies beside the folders of the years and is none of the files that all years share."""
    entries = _entries(root)
    years = [path.name for path in entries if _is_year(path)]
    for path in entries:
        if os.path.lexists(path / "statement.yaml") and path.name not in years:
            message = say(f"「{path.name}」不是民國年度", f"“{path.name}” is not an ROC year")
            collector.error("year-name", Position(path.as_posix()), message, _year_hint(path.name, years))
        elif path.name not in (*SHARED_FILES, *years) and not GUIDES.fullmatch(path.name):
            _tell_unread(path, SHARED_FILES, collector)
    if entries and not years:
        message = say("內容資料夾裡沒有任何年度", "the content folder holds no year")
        hint = say(
            "年度資料夾以民國年度為名，例如 104；見編輯手冊「從頭開始」",
            "a year's folder is named after the ROC year, such as 104; see “Start anew” in the editor's guide",
        )
        collector.error("no-year", Position(root.as_posix()), message, hint)


def tell_year_folder(
    folder: Path, chapters: Sequence[str], languages: Sequence[str], collector: Collector
) -> frozenset[str]:
    """Note each file in the folder of a year that is none of its YAML files, its `chapters`, or what goes with them; the
    names of files, and of the folders of languages, that are not there, or under another name, which was told."""
    misnamed = set()
    names = [*(f"{name}.yaml" for name in YAML), *(f"{language}.stamps" for language in languages[1:])]
    texts = [f"{chapter}.md" for chapter in chapters]
    for path in _unread(folder, ()):
        if path.name in languages and os.path.isfile(path):  # noqa: PTH113
            misnamed.add(_tell_no_folder(path, collector))
        elif path.name in languages and os.path.isdir(path):  # noqa: PTH112
            missing = [text for text in texts if not os.path.lexists(path / text)]
            for text in _unread(path, texts):
                # Else the chapter that is missing is told, and what it is called.
                if not resembling(text.name, missing):
                    _tell_unread(text, texts, collector, _chapter_hint(text))
        elif path.name == PUBLISHED and os.path.isdir(path):  # noqa: PTH112
            for file in _unread(path, ()):
                if file.suffix != ".pdf":
                    _tell_unread(file, (), collector, say("此處只放 PDF（.pdf）", "PDFs only (.pdf) are kept here"))
        elif path.name not in (*names, OPEN_POINTS):
            meant = _language_meant(path, texts, languages)
            misnamed.add(_tell_unread(path, (*names, *languages, PUBLISHED), collector, meant=meant))
    misnamed |= {each for each in languages if each not in misnamed and _lacks(folder / each, collector)}
    return frozenset(misnamed)


def _language_meant(path: Path, texts: Collection[str], languages: Sequence[str]) -> str:
    """The language of which the folder `path` holds the chapters under another name; empty if there is no telling."""
    absent = [each for each in languages if not os.path.lexists(path.with_name(each))]
    is_one = len(absent) == 1 and any(os.path.lexists(path / text) for text in texts)
    return absent[0] if is_one else ""


def _lacks(folder: Path, collector: Collector) -> bool:
    """Whether the `folder` of a language is not there, which is told, and none of its chapters."""
    if os.path.lexists(folder):
        return False
    hint = say(
        f"請將各章的檔案放進資料夾「{folder.name}」", f"put the files of the chapters into a folder “{folder.name}”"
    )
    collector.error("no-file", Position(folder.as_posix()), say("找不到資料夾", "no such folder"), hint)
    return True


def _tell_no_folder(path: Path, collector: Collector) -> str:
    """Note, once for all chapters, that a file has the name of a language; that name."""
    language = path.name
    message = say(f"「{language}」是檔案，此處應為資料夾", f"“{language}” is a file; a folder is expected here")
    hint = say(
        f"請移出或改名，再將各章的檔案放進資料夾「{language}」",
        f"move it out or rename it, and put the files of the chapters into a folder “{language}”",
    )
    collector.error("unread-file", Position(path.as_posix()), message, hint)
    return language


def name_there(folder: Path, name: str, listed: Collection[str]) -> str:
    """Under which other name than those `listed` the `folder` has the chapter `name`; empty if it has it, or has none like it."""
    if os.path.lexists(folder / name):
        return ""
    return resembling(name, {path.name for path in _unread(folder, listed) if path.suffix == ".md"})


def chapter_files(folder: Path, languages: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """The files in the folder of a year that may be chapters, each with its language."""
    for language in languages:
        for path in _unread(folder / language, ()):
            if path.suffix == ".md":
                yield path, language


def _entries(folder: Path) -> list[Path]:
    """What `folder` holds, in order of name, but for what editors' programs leave there; nothing where we may not look."""
    try:
        return sorted(path for path in folder.iterdir() if not DROPPING.fullmatch(path.name))
    except OSError:
        return []


def _is_year(path: Path) -> bool:
    return bool(YEAR.fullmatch(path.name)) and os.path.isdir(path)  # noqa: PTH112 — where we may not look is none


def _unread(folder: Path, known: Collection[str]) -> Iterator[Path]:
    """What `folder` holds beside the files `known` and guides; a link may lead out of the sources, and is not followed."""
    found = [] if os.path.islink(folder) else _entries(folder)  # noqa: PTH114 — it does not mind where we may not look
    return (path for path in found if path.name not in known and not GUIDES.fullmatch(path.name))


def _tell_unread(
    path: Path, known: Sequence[str], collector: Collector, hint: Message | None = None, meant: str = ""
) -> str:
    """Note that nothing reads a file; the name that it was `meant` to have, or the known one like it, empty if none."""
    message = say(f"程式不會讀取「{path.name}」", f"nothing reads “{path.name}”")
    place = Position(path.as_posix())
    meant = meant or ("" if hint else closest(path.name, known, 80))
    if meant and not os.path.lexists(path.with_name(meant)):
        # What it holds would be left out, and whatever cites that told as a mistake.
        remedy = say(
            f"請改名為「{meant}」；若是別的內容，請移出內容資料夾",
            f"rename it to “{meant}”; if it is something else, move it out of the content folder",
        )
        collector.error("unread-file", place, message, remedy)
        return meant
    remedy = hint or say("請更正名稱，或移出內容資料夾", "correct its name, or move it out of the content folder")
    collector.warning("unread-file", place, message, remedy)
    return ""


def _chapter_hint(path: Path) -> Message | None:
    """A chapter is read where `statement.yaml` lists it; a file of another kind is none."""
    if path.suffix != ".md":
        return say("各章的檔名以 .md 結尾", "files of chapters end in .md")
    if not re.fullmatch(FILE_NAME, path.stem):
        return say(
            "請移出；若這是一章，請改名（小寫英文、數字與連字號）並列入 statement.yaml 的 chapters",
            "move it out; if it is a chapter, rename it (small letters, digits and hyphens) and list it under chapters in "
            "statement.yaml",
        )
    return say(
        f"若這是一章，請在 statement.yaml 的 chapters 列出「{path.stem}」",
        f"if it is a chapter, list “{path.stem}” under chapters in statement.yaml",
    )


def _year_hint(name: str, years: Collection[str]) -> Message:
    """What the folder `name`, such as 104年度 or 2015, should be called."""
    digits = re.search(r"\d{1,4}", name)
    number = int(digits[0]) if digits else 0
    year = str(roc_year(number))
    if not YEAR.fullmatch(year):
        return say("請以民國年度為資料夾命名，例如 104", "name the folder after the ROC year, such as 104")
    if year in years:
        return say(f"{year} 年度已有資料夾；請將此資料夾移出", f"there is a folder {year} already: move this one out")
    return say(f"請將資料夾改名為「{year}」", f"rename the folder to “{year}”")
