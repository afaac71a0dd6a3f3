"""Why a YAML file cannot be followed, told in the editor's words and at the place where the slip stands.

In: the parser's error, which is English and often placed behind the slip, and the text. Out: one problem. What is mostly
mistyped, above all full-width signs of a Chinese keyboard, is looked for first, near the place that the parser names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import yaml

from generator.problems import Message, Position, Problem, say

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MEANT = {"：": ":", "，": ",", "－": "-", "｛": "{", "［": "[", "＃": "#", "「": '"', "『": '"', "“": '"', "‘": "'"}
"""Full-width signs that YAML takes for text, and what was meant."""
KEY = r"[A-Za-z0-9_-]+"
SLIPS = (
    r"^ *([\u3000\xa0])",
    rf"(?:^\s*(?:- +)?|[{{,，]\s*){KEY}\s*(：)",
    rf"(，)\s*{KEY}\s*[:：]",
    r"^\s*(－)\s*\S",
    r"""^[^"'#]*[ \t](#)[^\s#]""",
    rf"^\s*(?:- +)?{KEY}(:)[^\s:/]",
    r"^\s*(＃)",
)
"""Slips by themselves, wherever they stand."""
BEGINNING = r"(?:[:,-]\s+|[{\[]\s*)([「『“‘｛［])"
"""Signs with which a text may well begin: a slip only where the parser stopped."""
BEFORE = 5
"""Lines before the place where the parser stopped in which a slip is looked for."""
IN_KEY = re.compile("[\u3000\xa0：，{]|:(?=[^:\xa0])")
"""What the parser takes for a part of a key, though no key has it."""
COMMENT = re.compile(r"[ \t]+#[^\s#]")
"""A comment that touches its word, as only text does: `administrative #1 efficiency`."""
OPEN = (
    "while scanning a quoted scalar",
    "while parsing a flow sequence",
    "while parsing a flow mapping",
    "while scanning a simple key",
)
"""What the parser was in the middle of where the mistake is that it began, not where it stopped."""

UNCLOSED = say(
    "括號沒有結束，或兩項之間缺少逗號，或有「: 」的文字沒有加引號",
    "a bracket is not closed, a comma is missing in it, or text with “: ” is not in quotes",
)
UNALIGNED = say("與上面各行不齊，或引號之後還有文字", "not in line with the lines above, or text after a closing quote")
UNFINISHED = say("引號沒有結束", "a quote is not closed")
SIGN = say("文字不能以這個符號起頭，請加引號", "text that begins with this sign needs quotes")
TAB = say("縮排用了 Tab", "a tab as indentation")
NO_COLON = say("鍵之後缺少「: 」", "“: ” is missing after the key")
REASONS = {
    "found unexpected end of stream": UNFINISHED,
    "found unexpected document indicator": UNFINISHED,
    "did not find expected ',' or ']'": UNCLOSED,
    "did not find expected ',' or '}'": UNCLOSED,
    "did not find expected node content": say("逗號或括號之間沒有內容", "nothing between commas or brackets"),
    "did not find expected key": UNALIGNED,
    "did not find expected <document start>": UNALIGNED,
    "did not find expected '-' indicator": say("清單的每一項都應以「- 」起頭", "each item of a list begins with “- ”"),
    "block sequence entries are not allowed in this context": say("此處不能有「- 」", "“- ” cannot stand here"),
    "could not find expected ':'": NO_COLON,
    "mapping values are not allowed in this context": say(
        "此處不能有「: 」，文字若有冒號請加引號", "“: ” cannot stand here; text with a colon needs quotes"
    ),
    "mapping keys are not allowed in this context": SIGN,
    "found character that cannot start any token": SIGN,
    "did not find expected alphabetic or numeric character": SIGN,
    "did not find expected tag URI": SIGN,
    "found a tab character that violates indentation": TAB,
    "found a tab character where an indentation space is expected": TAB,
    "found unknown escape character": say("雙引號內的「\\」請寫兩次", "“\\” in double quotes is written twice"),
    "did not find expected comment or line break": say("「|」之後不能有文字", "no text can follow “|” on its line"),
}
"""What the parser says, for editors."""
LOOK = say(
    "請檢查此行與前一行的縮排（用空格，不用 Tab）、冒號後的空格與成對的引號、括號",
    "look in this line and the one before at the indentation (spaces, not tabs), the space after each colon, and pairs of "
    "quotes and brackets",
)
KEYLESS = say(
    "請寫成「鍵: 值」；此行若是上一行的延續，請與上一行併為一行",
    "write “key: value”; if this line goes on with the one before, make them one line",
)
OTHER = say("無法解讀", "it cannot be read")
SLIP_WORDS = {
    "#": (
        say("「#」之後的文字會被當成註解，不會發布", "what follows “#” is taken for a comment and left out"),
        say(
            "請將整段文字加引號；若是註解，「#」之後請空一格",
            "put the whole text into quotes; write a comment with a space after “#”",
        ),
    ),
    ":": (say("冒號之後缺少空格", "a space is missing after the colon"), say("請寫成「鍵: 值」", "write “key: value”")),
    "{": (say("「{」之前缺少「: 」", "“: ” is missing before “{”"), say("請寫成「鍵: {…}」", "write “key: {…}”")),
    "\u3000": (
        say("縮排或鍵名有全形空格", "a full-width space stands in the indentation or a key"),
        say("請改用半形空格", "use plain spaces"),
    ),
    "\xa0": (
        say(
            "縮排或鍵名有不換行空格，看似一般空格",
            "a no-break space, which looks like a plain one, stands in the indentation or a key",
        ),
        say("請刪除後重打半形空格", "delete it and type a plain space"),
    ),
}
"""What is told of a slip, and how it is mended, by the sign at its place; any other sign is a full-width one."""


def syntax_problem(error: yaml.MarkedYAMLError, path: str, text: str) -> Problem:
    """What an editor is told of `error`, which stopped the parser in the `text` of `path`."""
    lines = text.split("\n")
    if found := _slip(error, lines):
        line, match = found
        message, hint = slip_words(match[1])
        return Problem(Position(path, line + 1, match.start(1) + 1), message, hint, code="yaml-syntax")
    mark, why = _mark(error), REASONS.get(error.problem or "", OTHER)
    if error.problem_mark and (quote := _open_quote(text, error.problem_mark.line)):
        # The next quote, which should open a text, closed this one: the parser stopped only behind it.
        mark, why = quote, UNFINISHED
    elif mark and mark.line < len(lines) and lines[mark.line].startswith("\t", mark.column):
        why = TAB
    zh, en = why.both
    hint = KEYLESS if why is NO_COLON else LOOK
    position = Position(path, mark.line + 1, mark.column + 1) if mark else Position(path)
    return Problem(position, say(f"YAML 語法錯誤（{zh}）", f"YAML syntax error ({en})"), hint, code="yaml-syntax")


def _open_quote(text: str, line: int) -> Any:
    """Where the quoted text that was read last begins, if that is in another line than `line`, where it ends."""
    last: Any = None
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"'):
                last = event
    return last.start_mark if last and last.start_mark.line < last.end_mark.line == line else None


def slip_words(sign: str) -> tuple[Message, Message]:
    """What is told of a slip that the `sign` at its place gives away, and how it is mended."""
    if sign in SLIP_WORDS:
        return SLIP_WORDS[sign]
    return (
        say(f"此處的「{sign}」是全形符號", f"“{sign}” is a full-width sign here"),
        say(f"請改用半形的 {MEANT[sign]}", f"use the half-width {MEANT[sign]}"),
    )


def _mark(error: yaml.MarkedYAMLError) -> yaml.Mark | None:
    """Where the slip is: what was opened and not closed where it was opened, anything else where the parser stopped."""
    begun, stopped = error.context_mark, error.problem_mark
    if begun and stopped and error.context in OPEN and begun.line < stopped.line:
        return begun
    return stopped or begun


def _slip(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> tuple[int, re.Match[str]] | None:
    """The slip nearest before the place where the parser stopped, and its line from 0."""
    if error.problem_mark is None:
        return None
    last = min(error.problem_mark.line, len(lines) - 1)
    for line in range(last, max(last - BEFORE, 0) - 1, -1):
        patterns = (*SLIPS, BEGINNING) if line == last else SLIPS
        found = min(
            filter(None, (re.search(pattern, lines[line]) for pattern in patterns)),
            key=lambda each: each.start(1),
            default=None,
        )
        if found:
            return line, found
    return None
