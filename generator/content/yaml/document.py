"""YAML sources: text → plain data in which every key and value knows its place.

Only what editors need of YAML is read: mappings, lists, text, whole and decimal numbers, true/false and empty
values. Numbers stay exact (`Decimal`), a key may stand once, and anchors, aliases and tags are refused, since
with them a short file can stand for a huge or a harmful one. The C parser of PyYAML makes the events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NoReturn

import yaml
from msgspec import Struct, field

from generator.content.collector import Collector
from generator.content.textfile import forbidden, tell_control
from generator.content.yaml.faults import COMMENT, IN_KEY, LOADER, slip_words, syntax_problem
from generator.problems import Message, Position, joined, say

DEPTH = 20
"""How deep mappings and lists may nest; the sources of 104 use 6 levels."""
DIGITS = 30
"""How many digits a number may have."""

NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?P<decimals>\.[0-9]+)?")
CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}

CUT = object()
"""The value of a key that stands in braces without its colon: the `200` of `{value: 1,200}`. No schema takes it."""

QUOTE = say("以 & * ! 起頭的文字請加引號", "put text that begins with & * or ! into quotes")
DELETE = say("請刪去其中之一", "delete one of them")
AS_ITEM = say(
    "若此處另起一項，請以「- 」起頭；否則刪去其中之一", "begin an item of its own with “- ”, or delete one of them"
)
"""What to do about a key that stands twice."""

Keys = tuple[str | int, ...]


class YamlFile(Struct, frozen=True):
    """What a YAML file says. `marks` maps the path of each value, and of each key with `"key"` appended, to where the
    parser met it."""

    path: str
    data: Any
    marks: Mapping[Keys, yaml.Mark]
    blocks: frozenset[Keys] = frozenset()
    """Values written as block scalars (`|`): their text begins on the line after their place."""
    lines: Sequence[str] = ()

    def place(self, *path: str | int) -> Position:
        """Where the value at `path` stands, or the nearest value that holds it."""
        for end in range(len(path), -1, -1):
            if mark := self.marks.get(path[:end]):
                return _position(self.path, mark)
        return Position(self.path)

    def key_place(self, *path: str | int) -> Position:
        """Where the key of the value at `path` stands; an item of a list has none, but a place of its own."""
        return self.place(*path, "key") if (*path, "key") in self.marks else self.place(*path)


class _Refused(Exception):
    """Raised inside this module to leave a file whose YAML cannot be followed any further."""


class _Builder(Struct):
    path: str
    collector: Collector
    events: Iterator[Any]
    lines: Sequence[str]
    marks: dict[Keys, yaml.Mark] = field(default_factory=dict)
    blocks: set[Keys] = field(default_factory=set)

    def document(self) -> Any:
        """What the one document of the file says."""
        found: list[Any] = []
        for event in self.events:
            if found and isinstance(event, yaml.DocumentStartEvent):
                message = say("一個檔案只能有一份 YAML 文件", "a file holds one YAML document only")
                self.refuse(event, "yaml-syntax", message)
            if isinstance(event, yaml.NodeEvent):
                found.append(self.value(event, ()))
        if not found:
            self.collector.error("empty-file", Position(self.path), say("檔案是空的", "this file is empty"))
            raise _Refused
        return found[0]

    def value(self, event: Any, path: Keys) -> Any:
        """The value that begins with `event`, its places noted under `path`."""
        self.marks[path] = event.start_mark
        self.refuse_tricks(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        if event.style in ("|", ">"):
            self.blocks.add(path)
        return self.scalar(event)

    def position(self, event: Any) -> Position:
        return _position(self.path, event.start_mark)

    def refuse_tricks(self, event: Any, path: Keys) -> None:
        if event.anchor:  # An alias is an event with nothing but the name of its anchor.
            message = say("不可使用 YAML 的 & 或 * 參照", "anchors (&) and aliases (*) are not used here")
            self.refuse(event, "yaml-alias", message, QUOTE)
        if event.tag:
            self.refuse(event, "yaml-tag", say("不可使用 YAML 的 ! 標籤", "tags (!) are not used here"), QUOTE)
        if len(path) > DEPTH:
            message = say(f"巢狀超過 {DEPTH} 層", f"nested deeper than {DEPTH} levels")
            self.refuse(event, "yaml-depth", message)

    def refuse(self, event: Any, code: str, message: Message, hint: Message | None = None) -> NoReturn:
        """Note why the file cannot be followed any further than `event`, and leave it."""
        self.collector.error(code, self.position(event), message, hint)
        raise _Refused

    def refuse_cut(self, end: yaml.Mark) -> None:
        """Text without quotes ends at a `#`, also where that was meant as a part of it."""
        if end.line < len(self.lines) and (cut := COMMENT.match(self.lines[end.line], end.column)):
            self.tell_slip(end, cut.end() - 2 - end.column, "#")

    def tell_slip(self, mark: yaml.Mark, after: int, sign: str) -> None:
        position = Position(self.path, mark.line + 1, mark.column + after + 1)
        self.collector.error("yaml-syntax", position, *slip_words(sign))

    def mapping(self, path: Keys) -> dict[str | int, Any]:
        found: dict[str | int, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            self.refuse_tricks(event, path)
            key = self.key(event)
            below = (*path, key)
            if path and isinstance(path[-1], int) and key == next(iter(found), None):
                self.tell_twice(key, event, below, AS_ITEM)
                raise _Refused  # Of an item that lacks its hyphen every key would stand twice.
            self.marks.setdefault((*below, "key"), event.start_mark)
            value = self.value(after := next(self.events), below)
            if value is None and after.end_mark.index == event.end_mark.index:
                value = CUT
            # Two of these are parts of one number, which is told: {value: 1,000,000}.
            if key in found and (found[key], value) != (CUT, CUT):
                self.tell_twice(key, event, below, DELETE)
            found[key] = value
        return found

    def key(self, event: Any) -> str | int:
        key = self.scalar(event) if isinstance(event, yaml.ScalarEvent) else None
        if isinstance(key, Decimal):  # The end of `{value: 3,360.5}`, of which the schema knows what was meant.
            return str(event.value)
        if not isinstance(key, str | int) or isinstance(key, bool):
            self.refuse(event, "yaml-key", say("鍵必須是文字或整數", "a key must be text or a whole number"))
        if isinstance(key, str) and not event.style and (sign := IN_KEY.search(key)):
            self.tell_slip(event.start_mark, sign.start(), sign[0])
            raise _Refused
        return key

    def tell_twice(self, key: str | int, event: Any, path: Keys, remedy: Message) -> None:
        first = self.marks[(*path, "key")].line + 1
        message = say(f"鍵「{key}」重複", f"the key “{key}” appears twice")
        before = say(f"第一次在第 {first} 行", f"it first appears in line {first}")
        self.collector.error("duplicate-key", self.position(event), message, joined(before, remedy))

    def sequence(self, path: Keys) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, (*path, len(found))))
        return found

    def scalar(self, event: Any) -> Any:
        text: str = event.value
        if event.style:
            # The file itself has none, but double quotes can hold an escape such as "\\0".
            if event.style == '"' and (wrong := next(forbidden(text), None)):
                tell_control(wrong[0], self.position(event), self.collector)
            return text
        number = NUMBER.fullmatch(text)
        if not number:
            self.refuse_cut(event.end_mark)
            return CONSTANTS.get(text, text)
        if len(text) > DIGITS:
            message = say(f"數字超過 {DIGITS} 位", f"a number of more than {DIGITS} digits")
            self.refuse(event, "giant-number", message)
        return Decimal(text) if number["decimals"] else int(text)


def parse_yaml(text: str, path: str, collector: Collector) -> YamlFile | None:
    """What the YAML `text` of the file `path` says, or None after noting why it cannot be followed."""
    builder = _Builder(path, collector, yaml.parse(text, Loader=LOADER), text.split("\n"))
    try:
        return YamlFile(path, builder.document(), builder.marks, frozenset(builder.blocks), builder.lines)
    except yaml.MarkedYAMLError as error:
        problem = syntax_problem(error, path, text)
        collector.problems += [problem] if problem not in collector.problems[-1:] else []
    except _Refused:
        pass
    return None


def _position(path: str, mark: yaml.Mark) -> Position:
    return Position(path, mark.line + 1, mark.column + 1)
