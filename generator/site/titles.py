"""Titles in the typeface of the print: which characters a set of pages needs, and the pages with the face at hand.

In: finished pages. Out: the same pages, with the site's style sheet in a copy that also names a font file with just those
characters: a second sheet would have to arrive too before anything shows. Titles stand in the first three levels of
headings, but for those of class `plain`, and in the agency's name; the rest of the text is set in the reader's own faces.
Both files have the hash of what they hold in their names, so that browsers may keep them for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import unescape

from generator.artifact import Artifact
from generator.site.assets import assets

FAMILY = "Statement Kai"
"""What the site's style sheet calls the face."""
TITLES = re.compile(r'<(h[1-3])\b(?! class="plain")[^>]*>(.*?)</\1>|<p class="agency">(.*?)</p>', re.DOTALL)
LATIN = "\x7f"
"""The face has its Latin letters and figures on a full em: those of the reader's own faces stand better beside the Kai."""
TAGS = re.compile(r"<[^>]*>")
CHINESE = re.compile(rb'<html lang="zh')
SHEET = re.compile(rb'<link rel="stylesheet" href="([^"]*?)assets/[^"]*">\n')
RULE = '@font-face{{font-family:"{family}";src:url("{file}") format("woff");font-display:swap}}\n'


def characters(pages: Sequence[Artifact]) -> frozenset[str]:
    """The characters of the titles of the Chinese ones among `pages`."""
    return frozenset(letter for page in pages if is_chinese(page) for letter in _titles(page.data.decode()))


def is_chinese(page: Artifact) -> bool:
    """Whether the file is a page in Chinese: English titles are set in a face that readers have."""
    return page.path.endswith(".html") and CHINESE.search(page.data, 0, 200) is not None


def _titles(page: str) -> Iterator[str]:
    for match in TITLES.finditer(page):
        text = unescape(TAGS.sub("", match[2] or match[3] or ""))
        yield from (letter for letter in text if letter.isprintable() and not letter.isspace() and letter > LATIN)


def dress(artifacts: Sequence[Artifact], font: bytes, name: str) -> list[Artifact]:
    """All `artifacts`, the Chinese pages among them with `font`, and the two files they load; `name` tells them from
    those of other sets of pages."""
    face = Artifact(f"assets/kai{name}-{_digest(font)}.woff", font)
    rule = RULE.format(family=FAMILY, file=face.path.rpartition("/")[2]).encode()
    style = rule + assets()["site.css"].data
    sheet = Artifact(f"assets/kai{name}-{_digest(style)}.css", style)
    dressed = [_with_sheet(page, sheet.path) if is_chinese(page) else page for page in artifacts]
    return [*dressed, sheet, face]


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:10]


def _with_sheet(page: Artifact, path: str) -> Artifact:
    """The page with the sheet at `path` instead of the site's."""
    data, found = SHEET.subn(rb'<link rel="stylesheet" href="\1%s">\n' % path.encode(), page.data, count=1)
    return Artifact(page.path, data) if found else page
