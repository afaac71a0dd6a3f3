"""Running text as views hold it and pages print it: words, figures, page marks, pieces set apart.

In: the pieces of a view. Out: safe HTML, or the bare characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Literal

from markupsafe import Markup
from markupsafe import escape as escaped
from msgspec import Struct


class Datum(Struct, frozen=True):
    """A figure as shown: `text` such as `3,307` or `98.42%`, `value` for programs."""

    text: str
    value: str
    name: str


class Break(Struct, frozen=True):
    """Printed page `page` begins here; `label` says so in the language of the page. `within` the block: in a translation,
    which has all marks of a block before it, one that the authority's text has further on."""

    page: int
    label: str
    start: bool = False
    within: bool = False


class Wrap(Struct, frozen=True):
    """Pieces set apart; `role` and `value` as of `blocks.Span`, or `number` for a printed number."""

    role: Literal["strong", "emphasis", "spread", "language", "claim", "link", "number"]
    pieces: tuple[Piece, ...]
    value: str = ""


Piece = str | Datum | Break | Wrap


class Proof(Struct, frozen=True):
    """The link to what proves a figure or a claim, or shows that it does not hold."""

    href: str
    holds: bool


UNPROVEN: Mapping[str, Proof] = {}
_YEAR = re.compile(r"(<[^>]*>)|\(?(?<!\d)\d+\)?年度?")
"""A year as Chinese headings write it, `104年度` or `(103)年度`; a tag is passed over."""


def html(pieces: Iterable[Piece], proofs: Mapping[str, Proof] = UNPROVEN) -> Markup:
    """Running text as HTML, everything escaped: the filter `html` of the templates. What one of `proofs` is about, a
    figure or a claim by name, is linked to it.

    Made of plain strings and marked as safe at the end, since a statement has thousands of pieces and markupsafe's own
    `escape` marks each.
    """
    return Markup("".join([_piece(piece, proofs) for piece in pieces]))  # noqa: S704 — every part of it was escaped


def unbroken(text: str) -> Markup:
    """A heading as HTML, its years kept from parting at the end of a line: the filter `unbroken` of the templates."""
    kept = _YEAR.sub(lambda found: found[1] or f'<span class="unbroken">{found[0]}</span>', escaped(text))
    return Markup(kept)  # noqa: S704 — escaped, or made safe by who gave it


def _piece(piece: Piece, proofs: Mapping[str, Proof]) -> str:
    if isinstance(piece, str):
        return escape(piece)
    if isinstance(piece, Break):
        within = " data-within" if piece.within else ""
        return f'<span id="p{piece.page}" role="doc-pagebreak" title="{escape(piece.label)}"{within}></span>'
    if isinstance(piece, Datum):
        data = f'<data value="{escape(piece.value)}">{escape(piece.text)}</data>'
        return _proven(data, proofs.get(piece.name))
    return _wrap(piece, html(piece.pieces, proofs), proofs)


def _proven(inside: str, proof: Proof | None) -> str:
    if proof is None:
        return inside
    return f'<a class="proof{"" if proof.holds else " unequal"}" href="{escape(proof.href)}">{inside}</a>'


def _wrap(wrap: Wrap, inside: str, proofs: Mapping[str, Proof]) -> str:
    value = escape(wrap.value)
    match wrap.role:
        case "strong":
            return f"<strong>{inside}</strong>"
        case "emphasis":
            return f"<em>{inside}</em>"
        case "number":
            return f'<span class="number">{inside}</span>'
        case "spread":
            return f'<span class="spread spread-{value}">{inside}</span>'
        case "language":
            return f'<span lang="{value}">{inside}</span>'
        case "claim":
            return _proven(inside, proofs.get(wrap.value))
        case "link":
            return f'<a href="{value}" rel="external">{inside}</a>'


def plain(pieces: Iterable[Piece]) -> str:
    """The characters of running text, as search, contents and bookmarks need them."""
    parts = []
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(piece)
        elif isinstance(piece, Datum):
            parts.append(piece.text)
        elif isinstance(piece, Wrap):
            parts.append(plain(piece.pieces))
    return "".join(parts)


def numbered(label: str, text: str, language: str) -> str:
    """`label` before `text`: Chinese puts nothing between `一、` or `1.` and the words, and a gap after a bare digit."""
    closed = language.startswith("zh") and label[-1:] in ("、", ")", ".")
    return f"{label}{'' if closed or not label else ' '}{text}"


def data_in(pieces: Iterable[Piece]) -> Iterator[Datum]:
    """The figures that running text shows."""
    for piece in pieces:
        if isinstance(piece, Datum):
            yield piece
        elif isinstance(piece, Wrap):
            yield from data_in(piece.pieces)


def claims_in(pieces: Iterable[Piece]) -> Iterator[Wrap]:
    """The words of running text that a claim proves."""
    for piece in pieces:
        if isinstance(piece, Wrap):
            if piece.role == "claim":
                yield piece
            yield from claims_in(piece.pieces)
