"""What an editor is told of a value that is not what the schema of its file asks for.

In: the value, its place in the file, and what was asked. Out: one problem. Numbers and words that YAML took apart at their
commas are known by what is left of them.
"""

from __future__ import annotations

import re
from typing import Any, Literal, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from generator.content.collector import Collector, nearest
from generator.content.yaml.document import Keys, YamlFile
from generator.content.yaml.scalars import Number, Scalar
from generator.inputs import YEAR
from generator.problems import Message, joined, say

EXPECTED = {
    str: say("此處應為文字（數字請加引號）", "text is expected here (put a number into quotes)"),
    int: say("此處應為整數", "a whole number is expected here"),
    list: say("此處應為以「- 」起頭的清單", "a list is expected here, each item after “- ”"),
    dict: say("此處應為「鍵: 值」", "“key: value” pairs are expected here"),
}
SEPARATED = say("數字不加千分位逗號", "a number has no thousands separators")
"""What is told of the key `360`: `{value: 3,360}` has one."""
QUOTED = say('有逗號的文字請加引號，例如 "3,600"', 'put text with a comma into quotes, such as "3,600"')
"""What is told of it where text is expected: `{zh-Hant: 3,600}`."""
SUM = say(
    '算式有逗號時請加引號，例如 check: "sum(a, b)"，或寫 a + b',
    'put a formula with a comma into quotes, such as check: "sum(a, b)", or write a + b',
)
"""What is told of the key `b)`: `{check: sum(a, b)}` has one."""
EMPTY = say("此清單不可為空", "this list must not be empty")


class WrongValue(Struct, frozen=True):
    """A value at `path` that is not what it should be: `kind`, bare of `rules`."""

    path: Keys
    kind: Any
    value: Any
    rules: tuple[Meta, ...] = ()

    def tell(self, file: YamlFile, collector: Collector) -> None:
        """Note the mistake at its place in `file`."""
        name = _name(self.path, file.data)
        expected = _expected(self.kind, self.value, self.rules)
        is_told = isinstance(self.value, str | int | float) and len(str(self.value)) < 60
        zh, en = expected.both
        message = say(
            name.in_language("zh-Hant") + zh + (f"；目前是「{self.value}」" if is_told else ""),
            name.in_language("en") + en + (f"; found “{self.value}”" if is_told else ""),
        )
        collector.error("wrong-value", file.place(*self.path), message, self.remedy)

    @property
    def remedy(self) -> Message | None:
        """How to come by what is expected, where a rule or the value tells."""
        if isinstance(self.kind, type) and issubclass(self.kind, Scalar):
            return self.kind.remedy(self.value)
        if get_origin(self.kind) is list and isinstance(self.value, str | int | float):
            item = f'"{self.value}"' if "," in str(self.value) else self.value
            return say(f"只有一項時請寫 [{item}]", f"write a single item as [{item}]")
        return next((rule.extra["remedy"] for rule in self.rules if rule.extra), None)


class WrongKey(WrongValue, frozen=True):
    """A key that none of its kind may be called."""

    def tell(self, file: YamlFile, collector: Collector) -> None:
        message = say(f"「{self.value}」不是合用的鍵名", f"“{self.value}” cannot be a key")
        position = file.key_place(*self.path)
        collector.error("wrong-key", position, message, self.remedy)


class UnknownKey(WrongValue, frozen=True):
    """A key that its mapping, a `kind`, does not have: mistyped."""

    def tell(self, file: YamlFile, collector: Collector) -> None:
        name = str(self.path[-1])
        known = [each.encode_name for each in msgspec.structs.fields(self.kind)]
        collector.tell_unknown(("鍵", "key"), name, file.key_place(*self.path), nearest(name, known))


class CutValue(WrongValue, frozen=True):
    """A value that YAML took apart at its commas, so that a part of it, `value`, became a key."""

    def tell(self, file: YamlFile, collector: Collector) -> None:
        place = file.key_place(*self.path[:-1], self.value)
        line, start = file.lines[place.line - 1], file.place(*self.path)
        is_year = isinstance(self.path[-1], int) and bool(YEAR.fullmatch(str(self.value)))
        if is_year and line[place.column - 2].isspace():  # {102: 70, 104} lacks a colon.
            hint = say(f"請加冒號與值，寫成「{self.value}: …」", f"write “{self.value}: …”, with a colon and a value")
        elif isinstance(self.kind, type) and issubclass(self.kind, Number):
            lines = "\n".join(file.lines[start.line - 1 : place.line])
            written = re.split(r"}|,\s*[\w-]+:", lines[start.column - 1 :])[0]
            meant = Number.remedy("".join(written.split()).rstrip(","))
            hint = joined(SEPARATED, meant) if meant else SEPARATED
        else:
            hint = SUM if str(self.value).endswith(")") else QUOTED
        collector.tell_unknown(("鍵", "key"), str(self.value), place, hint)


class MissingKey(WrongValue, frozen=True):
    """A key that its mapping must have."""

    def tell(self, file: YamlFile, collector: Collector) -> None:
        name = str(self.path[-1])
        hint = added(name) if self.path[:-1] else say(f"請加上一行「{name}: …」", f"add a line “{name}: …”")
        collector.error("missing-key", file.place(*self.path[:-1]), missing(name), hint)


def missing(key: str) -> Message:
    """What is told of a `key` that its mapping must have."""
    return say(f"缺少必要的鍵「{key}」", f"the key “{key}” is missing")


def added(key: str) -> Message:
    """What to write where `key` lacks in a mapping that may stand in braces on one line, where a line of its own would
    be a mistake again."""
    return say(
        f"請加上「{key}: …」：各鍵一行的另起一行，在 {{ }} 之內的加在「}}」之前，以半形逗號隔開",
        f"add “{key}: …”: on a line of its own where each key has one, after a comma before “}}” where they stand in {{ }}",
    )


def _name(path: Keys, data: Any) -> Message:
    """What a value is called: its key, its place in a list, nothing where it is the whole file."""
    if not path:
        return say("", "")
    for part in path[:-1]:
        data = data[part]
    last = path[-1]
    if not isinstance(data, list) or not isinstance(last, int):
        return say(f"「{last}」", f"“{last}”: ")
    of = path[-2] if len(path) > 1 else ""
    return say(
        f"「{of}」第 {last + 1} 項" if of else f"第 {last + 1} 項",
        f"“{of}”, item {last + 1}: " if of else f"item {last + 1}: ",
    )


def _expected(kind: Any, value: Any, rules: tuple[Meta, ...]) -> Message:
    """What should have stood there."""
    if isinstance(kind, type) and issubclass(kind, Scalar):
        return kind.EXPECTED
    if get_origin(kind) is Literal:
        choices = get_args(kind)
        return say(f"此處應為：{' 或 '.join(choices)}", f"expected here: {' or '.join(choices)}")
    family = dict if isinstance(kind, type) and issubclass(kind, Struct) else get_origin(kind) or kind
    if not isinstance(value, family) or isinstance(value, bool):
        return EXPECTED[family]
    return next(filter(None, (_passed(rule, value) for rule in rules)), EXPECTED[family])


def _passed(rule: Meta, value: Any) -> Message | None:
    """What `rule` asks of a `value` of the right type, if that does not hold."""
    size = value if isinstance(value, int) else len(value)
    if rule.min_length is not None and size < rule.min_length:
        return EMPTY
    if rule.max_length is not None and size > rule.max_length:
        return say(
            f"至多 {rule.max_length} {'字' if isinstance(value, str) else '項'}",
            f"at most {rule.max_length} {'characters' if isinstance(value, str) else 'entries'}",
        )
    if rule.ge is not None and size < rule.ge:
        return say(f"不可小於 {rule.ge}", f"not less than {rule.ge}")
    if rule.le is not None and size > rule.le:
        return say(f"不可大於 {rule.le}", f"not more than {rule.le}")
    return rule.extra["expected"] if rule.extra else None
