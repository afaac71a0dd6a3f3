"""What this machine lacks, and the command that mends it.

In: the project's folder. Out: what it lacks, each in every message language with the command for this very system. Nothing
outside the standard library is imported, so that the doctor can be asked when everything else is missing; nor is
WeasyPrint, which cannot even be imported where Pango is missing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator import libraries, typefaces
from generator.inputs import CACHE
from generator.problems import Message, say
from generator.publish import packages
from generator.typefaces import TYPEFACES, FontMissing, Typeface

FINE = say("這台電腦一切就緒", "this machine has everything that a build needs")

COMMANDS: Mapping[str, Mapping[str, str]] = {
    "pango": {
        "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0",
        "fedora": "sudo dnf install pango",
        "arch": "sudo pacman -S pango",
        "macos": "brew install pango",
        "windows": "pacman -S mingw-w64-x86_64-pango",
    },
    "harfbuzz-subset": {
        "debian": "sudo apt-get install libharfbuzz-subset0",
        "fedora": "sudo dnf install harfbuzz",
        "arch": "sudo pacman -S harfbuzz",
        "macos": "brew install harfbuzz",
        "windows": "pacman -S mingw-w64-x86_64-harfbuzz",
    },
}
"""The command for each system family; where there is none, `BY_HAND` says what to do."""

BY_HAND: Mapping[str, Message] = {
    "pango": say("請安裝 Pango（https://pango.gnome.org/）", "install Pango (https://pango.gnome.org/)"),
    "harfbuzz-subset": say("請安裝含 harfbuzz-subset 的 HarfBuzz", "install a HarfBuzz that has harfbuzz-subset"),
}

MSYS2 = say(
    "在 MSYS2（https://www.msys2.org/）執行，並設定 WEASYPRINT_DLL_DIRECTORIES=C:\\msys64\\mingw64\\bin：",
    "with MSYS2 (https://www.msys2.org/), in its shell, then set WEASYPRINT_DLL_DIRECTORIES=C:\\msys64\\mingw64\\bin: ",
)


class Lack(NamedTuple):
    """One thing that is missing or wrong; a build stops only for what it `needs`."""

    code: str
    message: Message
    remedy: Message
    needed: bool


def diagnose(root: Path) -> list[Lack]:
    """Everything that a build on this machine would miss, the needed first; nothing if it is all there."""
    found = [
        *missing(root),
        *slowing(),
        *_writable(root / "output", "output", needed=True),
        *_writable(root / CACHE.name, "cache", needed=False),
        *_cache(root / CACHE.name),
    ]
    return sorted(found, key=lambda finding: not finding.needed)


def missing(root: Path, with_pdf: bool = True) -> tuple[Lack, ...]:
    """What a build cannot do without: Python, its packages and, for PDFs, Pango and the typefaces."""
    found = [*_python(root), *_packages(root)]
    return (*found, *_pango(), *_fonts()) if with_pdf else tuple(found)


def slowing() -> tuple[Lack, ...]:
    """What makes PDFs slow: fonts cannot be cut down quickly. What is built is as good."""
    if libraries.has_subset():
        return ()
    message = say("缺少 harfbuzz-subset，製作 PDF 會慢許多", "harfbuzz-subset is missing: PDFs take much longer")
    return (Lack("harfbuzz-subset", message, remedy("harfbuzz-subset"), needed=False),)


def system() -> str:
    """The family of this system, as far as its package manager is concerned; empty if unknown."""
    if sys.platform in ("darwin", "win32"):
        return {"darwin": "macos", "win32": "windows"}[sys.platform]
    try:
        import platform  # Only who lacks something needs to know the system.

        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    families = {"debian": "debian", "ubuntu": "debian", "fedora": "fedora", "rhel": "fedora", "arch": "arch"}
    return next((families[name] for name in names if name in families), "")


def remedy(thing: str) -> Message:
    """What mends the lack of `thing` on this system."""
    family = system()
    command = COMMANDS[thing].get(family)
    if command is None:
        return BY_HAND[thing]
    command = _as_administrator(command)
    if family == "windows":
        return say(MSYS2.in_language("zh-Hant") + command, MSYS2.in_language("en") + command)
    return say(command, command)


def _as_administrator(command: str) -> str:
    """`command` without `sudo` for one who is the administrator already, and may not have it."""
    return command.removeprefix("sudo ") if hasattr(os, "geteuid") and os.geteuid() == 0 else command


def font_remedy(typeface: Typeface) -> Message:
    """What installs `typeface` on this system."""
    if system() == "debian":
        command = _as_administrator(f"sudo apt-get install {typeface.package}")
        return say(command, command)
    return say(
        f"請自 {typeface.source} 下載 {typeface.family} 並安裝字型",
        f"download {typeface.family} from {typeface.source} and install the font",
    )


def _python(root: Path) -> list[Lack]:
    """Whether this Python is one that the project declares to suit it."""
    wanted, have = packages.python_wanted(root), ".".join(map(str, sys.version_info[:3]))
    if packages.suits(have, wanted):
        return []
    message = say(f"需要 Python {wanted}，目前是 {have}", f"Python {wanted} is needed; this is {have}")
    cure = say(
        "請安裝較新的 Python（https://www.python.org/downloads/）", "install it from https://www.python.org/downloads/"
    )
    return [Lack("python", message, cure, needed=True)]


def _packages(root: Path) -> list[Lack]:
    """Each declared package that is absent or of an unsuitable version; one command installs them all."""
    lacking = packages.lacking(packages.declared(root), packages.installed())
    return [_package(text, have, _install(root)) for text, have in lacking.items()]


def _install(root: Path) -> Message:
    """The command that installs all packages in the versions that were tried, here or in an environment of their own;
    where that is there already, it only has to be used."""
    if sys.prefix != sys.base_prefix:
        command = f"{sys.executable} -m pip install -c .ci/constraints.txt ."
        return say(command, command)
    own = Path(".venv") / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if (root / own).exists():
        return say(
            f"套件裝在 .venv：請把指令中的 python 寫成 {own}，例如 {own} build.py",
            f"the packages are in .venv: write {own} for python in each command, such as {own} build.py",
        )
    command = "python3 -m venv .venv && .venv/bin/pip install -c .ci/constraints.txt ."
    return say(f"{command}，然後執行 .venv/bin/python build.py", f"{command}, then run .venv/bin/python build.py")


def _package(text: str, have: str, cure: Message) -> Lack:
    """A Python package that is absent or too old or too new."""
    zh, en = (f"，目前是 {have}", f"; this is {have}") if have else ("，尚未安裝", "; it is not installed")
    return Lack("package", say(f"需要 Python 套件 {text}{zh}", f"the Python package {text} is needed{en}"), cure, True)


def _pango() -> list[Lack]:
    """Whether Pango is there, without which no PDF can be set."""
    if libraries.pango_version():
        return []
    message = say("缺少 Pango，無法排版 PDF", "Pango is missing: PDFs cannot be typeset")
    return [Lack("pango", message, remedy("pango"), needed=True)]


def _fonts() -> list[Lack]:
    """Which typefaces of the PDFs are not there, each with the command that installs it; one package may have several."""
    lacking = {each.package: each for each in reversed(TYPEFACES) if typefaces.font_file(each) is None}
    return [Lack("font", FontMissing(each).message, font_remedy(each), True) for each in reversed(lacking.values())]


def _writable(folder: Path, code: str, needed: bool) -> list[Lack]:
    """Whether a folder can be written, or made if it is not there yet; nothing is written to find out."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    if place.is_dir() and os.access(place, os.W_OK | os.X_OK):
        return []
    message = say(f"無法寫入 {folder}", f"{folder} cannot be written")
    if os.name == "nt":
        cure = say("請檢查該資料夾的安全性設定", "check the folder's security settings")
    else:
        cure = say(f'sudo chown -R "$USER" "{place}"', f'sudo chown -R "$USER" "{place}"')
    return [Lack(code, message, cure, needed)]


def _cache(folder: Path) -> list[Lack]:
    """Whether the cache holds entries that are of no use; they do no harm but take room."""
    from generator.publish.cache import Cache  # Only the doctor looks into it.

    damaged = Cache(folder).damaged()
    if not damaged:
        return []
    message = say(
        f"快取中有 {damaged} 筆損壞，建置時會略過", f"damaged entries in the cache: {damaged}; builds skip them"
    )
    command = f'rmdir /s /q "{folder}"' if os.name == "nt" else f'rm -r "{folder}"'
    return [Lack("cache-health", message, say(command, command), needed=False)]
