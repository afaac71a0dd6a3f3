"""Attribute lines: what `{.note}` or `{parity="reason"}` before a block says of it.

In: the first token of a block, and what kind the block is. Out: its `Attributes`; what such a block does not have is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token
from msgspec import Struct, field

from generator.content.collector import nearest
from generator.content.markdown.faults import MarkdownFaults
from generator.content.numbering import STYLES
from generator.problems import say

REVIEW = "review"
"""The mark of text that was carried over from another year and waits for review."""
MARKS = {"section": ("run-in", REVIEW), "paragraph": ("note", REVIEW), "list": (REVIEW,)}
REASONS = ("parity", "glossary", "years")
OF_LIST = ("numbering", "list")
ITEMS = say(
    "清單項目寫成「1. 文字」，點後空一格；若確為段落，請刪除其前的 {…} 一行",
    "an item of a list is a line “1. text”, with a space after the point; if this is a paragraph, delete the line {…} before it",
)
OF_ITEM = say(
    '清單項目的例外寫在編號之後：1. {parity="理由"}，下一行縮三格再接文字',
    'write it right after the number of its item: 1. {parity="reason"}, and the text on the next line, indented by three spaces',
)


class Attributes(Struct, frozen=True):
    """What an attribute line says of its block: marks, reasons of exceptions, and of a list its numbering and name."""

    marks: frozenset[str] = frozenset()
    reasons: dict[str, str] = field(default_factory=dict)
    numbering: str = ""
    list_name: str = ""


def read_attributes(token: Token, kind: str, faults: MarkdownFaults) -> Attributes:
    """The attributes of the block of `kind` that begins with `token`."""
    if not token.attrs and not token.meta:
        return Attributes()
    attrs: dict[str, Any] = dict(token.attrs)
    attrs.pop("start", None)  # The first number of a list, which the parser sets.
    marks = frozenset(str(attrs.pop("class", "")).split())
    _tell_unknown(marks, (*attrs, *token.meta.get("insecure_attrs", ())), kind, token, faults)
    numbering = attrs.get("numbering", "")
    if numbering and numbering not in STYLES:
        hint = nearest(numbering, STYLES)
        faults.collector.tell_unknown(("編號樣式", "numbering"), numbering, faults.here(token), hint)
        numbering = ""
    reasons = {name: str(attrs[name]) for name in REASONS if name in attrs}
    return Attributes(marks, reasons, numbering, str(attrs.get("list", "")))


def _tell_unknown(marks: frozenset[str], names: Sequence[str], kind: str, token: Token, faults: MarkdownFaults) -> None:
    """The marks and the names of attributes that a block of `kind` has not."""
    position = faults.here(token)
    known = {"list": (*OF_LIST, "years"), "directive": ()}.get(kind, REASONS)
    none = say("請刪除其前的 {…} 一行", "delete the line {…} before it") if kind == "directive" else None
    for mark in marks.difference(MARKS.get(kind, ())):
        message = say(f"此處不能用標記「.{mark}」", f"unknown mark “.{mark}” here")
        faults.collector.error("unknown-attribute", position, message, none or nearest(mark, MARKS.get(kind, ())))
    if kind == "paragraph" and (of_list := [name for name in names if name in OF_LIST]):
        zh, en = "、".join(of_list), " and ".join(of_list)
        message = say(f"{zh} 之後應為清單，此處卻是段落", f"a list is to follow {en}, yet this is a paragraph")
        faults.collector.error("unknown-attribute", position, message, ITEMS)
        names = [name for name in names if name not in of_list]
    for name in (name for name in names if name not in known):
        message = say(f"此處不能用屬性「{name}」", f"unknown attribute “{name}” here")
        hint = OF_ITEM if kind == "list" and name in REASONS else none or nearest(name, known)
        faults.collector.error("unknown-attribute", position, message, hint)
