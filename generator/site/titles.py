"""Titles in the typeface of the print: which characters a set of pages needs, and the pages with the face at hand.

In: finished pages. Out: the same pages, each with a style sheet of its own that names a font file with just those
characters. Titles stand in the first three levels of headings, but for those of class `plain`, and in the agency's name; the rest of
the text is set in the reader's own faces. Both files have the hash of the font in their names, so that browsers may keep them for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from html import unescape

from generator.artifact import Artifact

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
    """All `artifacts`, the Chinese pages among them with `font`, and the two files of the font; `name` tells it from
    the fonts of other sets of pages."""
    stem = f"assets/kai{name}-{sha256(font).hexdigest()[:10]}"
    rule = RULE.format(family=FAMILY, file=f"{stem.rpartition('/')[2]}.woff")
    dressed = [_with_sheet(page, f"{stem}.css") if is_chinese(page) else page for page in artifacts]
    return [*dressed, Artifact(f"{stem}.css", rule.encode()), Artifact(f"{stem}.woff", font)]


def _with_sheet(page: Artifact, path: str) -> Artifact:
    """The page with the second style sheet beside the first: at the end of the page it would have all be laid out twice."""
    match = SHEET.search(page.data)
    if match is None:
        return page
    link = b'<link rel="stylesheet" href="%s%s">\n' % (match[1], path.encode())
    return replace(page, data=page.data[: match.end()] + link + page.data[match.end() :], sha256="")
