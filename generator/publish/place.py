"""Where a site may be published: a folder of its own.

In: `output/` as it was named. Out: the folder that it leads to, or a `WrongPlace`. A folder is exchanged whole, so one
that holds the program or the sources, or lies in them, would mix the site with what it is made from, and would lose their
empty folders.
"""

from __future__ import annotations

import os
from pathlib import Path

from generator.inputs import CACHE, ROOT
from generator.problems import say
from generator.publish.errors import WrongPlace, not_a_folder, path_text, refused

OF_THE_PROGRAM = ("generator", "templates", "tests", ".git", ".github", ".ci", CACHE.name, ".venv")
"""Folders of the program in which no site may stand; one beside them may, as `output/` does."""
OF_THE_SOURCES = "site.yaml"
"""What tells a content folder."""


def place(output: Path) -> Path:
    """Where `output` leads. It need not be there yet; a link to a folder stays, and the folder that it names is meant."""
    try:
        target = Path(os.path.realpath(output))
        # A link that leads to itself is there, though nothing is where it leads.
        if os.path.lexists(target) and not target.is_dir():
            raise not_a_folder(output)
        refuse_place(target)
    except OSError as error:
        raise refused(error, output) from error
    return target


def refuse_place(output: Path) -> None:
    """Stop if `output` is no place for a site."""
    around = (output, *output.parents)
    holds = ROOT.is_relative_to(output) or any(output.glob(f"*/{OF_THE_SOURCES}"))
    is_source = any(os.path.lexists(folder / OF_THE_SOURCES) for folder in around)
    if holds or is_source or any(ROOT / name in around for name in OF_THE_PROGRAM):
        place = path_text(output)
        raise WrongPlace(
            "no-place",
            say(
                f"{place} 內有本程式或內容來源，或位於其中，不能作為輸出資料夾；未變動任何檔案",
                f"{place} holds the program or the sources, or lies in them, and is no place for a site; "
                "nothing was changed",
            ),
            say("請以 --output 指定另一個資料夾", "name another folder with --output"),
        )
