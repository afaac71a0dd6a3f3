"""What is told of a slip of the pen, and how it is mended.

In: the kind of the slip, a key of `SAID`, its words and its place. Out: the problem.
"""

from __future__ import annotations

from generator.problems import Message, Position, Problem, say

SAID = {
    "unmarked": (
        say("英文中有未標記的中文「{words}」", "Chinese in the English text that is not marked as Chinese: “{words}”"),
        say("請譯為英文，或寫成 [{words}]{{lang=zh-Hant}}", "translate it, or write [{words}]{{lang=zh-Hant}}"),
    ),
    "mark": (
        say("「{words}」是另一種語言的標點", "“{words}” is punctuation of the other language"),
        say("中文用全形、英文用半形的標點", "punctuation is full-width in Chinese and half-width in English"),
    ),
    "quote": (
        say("「{words}」是另一種語言的標點", "“{words}” is punctuation of the other language"),
        say("中文的引號用「」，引號之內用『』", "in Chinese, quotation marks are 「」, and 『』 within them"),
    ),
    "tab": (
        say("文字中有 Tab，多半是由試算表貼上的表格", "a tab in running text, usually from a table pasted from a spreadsheet"),
        say("數字表請寫在 tables.yaml；若不是表格，請刪除 Tab", "write a table of figures in tables.yaml; where it is none, delete the tab"),
    ),
    "space": (
        say("中文字旁的空格「{words}」會印出", "the space “{words}” beside Chinese characters would be printed"),
        say("請刪除；中文與數字之間的間隔由程式加上", "delete it: the gap between Chinese and digits is made by the program"),
    ),
    "note": (
        say("「{words}」像是待辦的註記", "“{words}” looks like a note of something left to do"),
        say("請完成後刪除", "do it, and delete the note"),
    ),
    "doubled": (
        say("「{words}」重複", "“{words}” appears twice"),
        say("請刪除一個", "delete one"),
    ),
    "repeated": (
        say("標點「{words}」相連", "doubled punctuation: “{words}”"),
        say("請刪除多餘的標點", "delete what is too much"),
    ),
    "wide": (
        say("「{words}」是全形的數字或字母", "“{words}” is a full-width digit or letter"),
        say("請改用半形", "write it half-width"),
    ),
    "broken": (
        say("「{words}」像是換行時斷開的字", "“{words}” looks like a word broken at the end of a line"),
        say("請刪除連字號與空格", "delete the hyphen and the space"),
    ),
    "unpaired": (
        say("「{words}」沒有成對", "“{words}” has no matching half"),
        say("請補上或刪除另一半", "add or delete the other half"),
    ),
    "simplified": (
        say("「{words}」是簡體字", "“{words}” is a simplified character"),
        say("請改為正體字；確為簡體文字時，請寫成 [{words}]{{lang=zh-Hans}}", "write the traditional one; for text in simplified characters write [{words}]{{lang=zh-Hans}}"),
    ),
}  # fmt: skip
IN_NAME = {
    "unmarked": say("請譯為英文", "translate it"),
    "simplified": say("請改為正體字", "write the traditional one"),
}
"""Remedies in names, which take no marks."""


def slip_in_text(kind: str, words: str, position: Position, *, is_draft: bool) -> Problem:
    """A slip in running text: of a final statement an error where it is Chinese that nothing marks as such."""
    message, hint = (_filled(said, words) for said in SAID[kind])
    if kind == "unmarked":
        return Problem(position, message, hint, "warning" if is_draft else "error", code="unmarked-chinese")
    return Problem(position, message, hint, "warning", code="slip")


def slip_in_name(kind: str, words: str, position: Position) -> Problem:
    """A slip in a name, which can be marked with no language: where it is meant it has to be let stand."""
    message, hint = (_filled(said, words) for said in SAID[kind])
    return Problem(position, message, IN_NAME.get(kind, hint), "warning", code="slip")


def _filled(message: Message, words: str) -> Message:
    return say(*(text.format(words=words) for text in message.both))
