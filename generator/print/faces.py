"""Whether every character is set in the face that the style asks for.

In: a `Setting`, and later the PDF written from it. Out: a problem for each character that the asked face lacks, for
each face that nobody asked for, and for each line that the typesetter logged. WeasyPrint would set the character in
another face, or leave it out, without an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
from weasyprint.formatting_structure import boxes

from generator.content.model import Statement
from generator.print.fonts import FACES, Fonts
from generator.print.setting import Setting
from generator.print.sheets import leaves, positions
from generator.problems import Position, Problem, say

NO_GLYPH = frozenset("\n\t\u00ad\u200b\u2060")
"""Characters that guide the setting and are not printed."""
SLOWER = "Using fontTools instead of HarfBuzz-Subset"
"""How a log line begins that tells of lost time only; the doctor says it in the editor's words."""
SVG_TEXT = "{http://www.w3.org/2000/svg}text"


def check_faces(setting: Setting) -> list[Problem]:
    """What is not set as the style asks."""
    statement = setting.edition.statement
    places = positions(statement, setting.edition.language)
    missing: dict[tuple[str, str], Position] = {}
    for page in (*setting.document.pages, *setting.added):
        for family, text, identity in texts(page._page_box, setting.edition.language):
            for character in _lacking(family, text, setting.fonts) if family in setting.fonts else ("",):
                missing.setdefault((family, character), places.get(identity, statement.position))
    problems = [
        _not_in_face(family, character, place) if character else _no_face(family, place)
        for (family, character), place in missing.items()
    ]
    return [*problems, *check_log(setting.log, statement)]


def texts(page: Any, language: str) -> Iterator[tuple[str, str, str]]:
    """Family, text and the id of the nearest block, for all text on `page`."""
    for box, identity, _ in leaves(page):
        if isinstance(box, boxes.TextBox):
            yield box.style["font_family"][0], box.text, identity
        elif box.element is not None:
            family = FACES[language][0].family
            yield from ((family, "".join(words.itertext()), identity) for words in box.element.iter(SVG_TEXT))


def _lacking(family: str, text: str, fonts: Fonts) -> Iterable[str]:
    """The characters of `text` that the face `family` cannot set."""
    return sorted(set(text) - fonts[family].advances.keys() - NO_GLYPH)


def _not_in_face(family: str, character: str, place: Position) -> Problem:
    """A character that the asked face does not have."""
    name = f"{character} (U+{ord(character):04X})"
    return Problem(
        place,
        say(f"字型 {family} 沒有「{name}」", f"the face {family} has no {name}"),
        say("請檢查是否誤植，或改用標準字", "look for a typing error, or use the standard character"),
        code="no-glyph",
    )


def _no_face(family: str, place: Position) -> Problem:
    """A face that the style sheets name and the edition does not have."""
    return Problem(
        place,
        say(
            f"樣式指定的字型 {family} 不存在，此處起會以別的字型排印",
            f"the style names the face {family}, which is not installed: from here on another would be used",
        ),
        say(
            "請檢查 templates/print 樣式檔的 font-family", "look at font-family in the style sheets of templates/print"
        ),
        code="no-face",
    )


def check_log(lines: Iterable[str], statement: Statement) -> list[Problem]:
    """Whatever the typesetter said, as problems; each line once."""
    return [
        Problem(
            statement.position,
            say(f"排版程式回報：{line}", f"the typesetter says: {line}"),
            code="typesetter",
        )
        for line in dict.fromkeys(lines)
        if not line.startswith(SLOWER)
    ]


def check_file(pdf: bytes, setting: Setting) -> list[Problem]:
    """Faces in the file that the style did not ask for."""
    statement = setting.edition.statement
    return [
        Problem(
            statement.position,
            say(f"PDF 檔內有未指定的字型 {name}", f"the file holds the face {name}, which the style does not name"),
            code="foreign-face",
        )
        for name in sorted(faces_in(pdf) - set(setting.fonts))
    ]


def faces_in(pdf: bytes) -> set[str]:
    """The families of the fonts embedded in a PDF."""
    with pikepdf.open(BytesIO(pdf)) as file:
        described = (item for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/FontFamily" in item)
        return {str(item["/FontFamily"]) for item in described}
