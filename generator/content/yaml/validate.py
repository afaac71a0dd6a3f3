"""A YAML file against its schema class: the typed contents, or placed problems in the editor's words.

msgspec reads a whole file at once and stops at its first mistake. Only then is the file gone through part by part, until
the smallest ones that are not what they should be are found: those are the mistakes, all of them, each at its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from itertools import pairwise
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct, UnsetType, ValidationError

from generator.content.collector import Collector, closest, nearest
from generator.content.yaml.document import YamlFile
from generator.content.yaml.scalars import Number, Scalar
from generator.problems import LANGUAGES, Message, joined, say

Path = tuple[int | str, ...]
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


def validate(kind: Any, file: YamlFile, collector: Collector) -> Any:
    """The contents of `file` as `kind`, a class or an annotated type of `schemas`; None after noting its mistakes."""
    try:
        return _read(kind, file.data)
    except ValidationError:
        for fault in _faults((), kind, file.data):
            fault.tell(file, collector)
        return None


def _read(kind: Any, value: Any) -> Any:
    return msgspec.convert(value, kind, dec_hook=_scalar)


def _scalar(kind: type, value: Any) -> Any:
    if issubclass(kind, Scalar):
        return kind.read(value)
    raise NotImplementedError(kind)


class _Fault(Struct, frozen=True):
    """A value at `path` that is not what it should be: `kind`, bare of `rules`."""

    path: Path
    kind: Any
    value: Any
    rules: tuple[Meta, ...] = ()

    def tell(self, file: YamlFile, collector: Collector) -> None:
        name = _name(self.path, file.data)
        expected = _expected(self.kind, self.value, self.rules)
        shown = isinstance(self.value, str | int | float) and len(str(self.value)) < 60
        zh, en = expected.both
        message = say(
            name.in_language("zh-Hant") + zh + (f"；目前是「{self.value}」" if shown else ""),
            name.in_language("en") + en + (f"; found “{self.value}”" if shown else ""),
        )
        collector.error("wrong-value", file.place(*self.path), message, self.remedy)

    @property
    def remedy(self) -> Message | None:
        """How to come by what is expected, where a rule or the value tells."""
        if isinstance(self.kind, type) and issubclass(self.kind, Scalar):
            return self.kind.remedy(self.value)
        return next((rule.extra["remedy"] for rule in self.rules if rule.extra), None)


class _WrongKey(_Fault, frozen=True):
    """A key that none of its kind may be called."""

    def tell(self, file: YamlFile, collector: Collector) -> None:
        message = say(f"「{self.value}」不是合用的鍵名", f"“{self.value}” cannot be a key")
        position = file.key_place(*self.path)
        collector.error("wrong-key", position, message, self.remedy)


class _UnknownKey(_Fault, frozen=True):
    """A key that its mapping, `value` of a `kind`, does not have: mistyped, or a part of what commas took apart."""

    is_part: bool = False

    def tell(self, file: YamlFile, collector: Collector) -> None:
        name = str(self.path[-1])
        known = [each.encode_name for each in msgspec.structs.fields(self.kind)]
        hint = QUOTED if self.is_part else SUM if name.endswith(")") else nearest(name, known)
        if self.is_part and "value" in known:
            hint = _separated(file, *self.path[:-1], *_cut_from(self.value, {self.path[-1]}))
        position = file.key_place(*self.path)
        collector.error("unknown-key", position, say(f"不認得的鍵「{name}」", f"unknown key “{name}”"), hint)


def _separated(file: YamlFile, *path: int | str) -> Message:
    """The remedy for the number at `path`, which was taken apart at its commas: what the line has there, if that is one."""
    place = file.place(*path)
    written = re.split(r"}|,\s*[a-z-]+:", file.lines[place.line - 1][place.column - 1 :])[0]
    meant = Number.remedy("".join(written.split()).rstrip(","))
    return joined(SEPARATED, meant) if meant else SEPARATED


class _MissingKey(_Fault, frozen=True):
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


def _name(path: Path, data: Any) -> Message:
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


def _faults(path: Path, annotated: Any, value: Any) -> Iterator[_Fault]:
    """The smallest parts of `value` that are not what `annotated` asks for."""
    try:
        _read(annotated, value)
    except ValidationError:
        kind, rules = _bare(annotated, value)
        inner = list(_inner(path, kind, value))
        yield from inner or [_Fault(path, kind, value, rules)]


def _inner(path: Path, kind: Any, value: Any) -> Iterator[_Fault]:
    """The faults within a list or a mapping; nothing where `value` is none."""
    if get_origin(kind) is list and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _faults((*path, index), get_args(kind)[0], item)
    elif get_origin(kind) is dict and isinstance(value, dict):
        for_key, for_value = get_args(kind)
        for key, item in value.items():
            for fault in _faults((*path, key), for_key, key):
                yield _WrongKey(fault.path, fault.kind, fault.value, fault.rules)
            yield from _faults((*path, key), for_value, item)
    elif isinstance(kind, type) and issubclass(kind, Struct) and isinstance(value, dict):
        yield from _fields(path, kind, value)


def _fields(path: Path, kind: type[Struct], value: Mapping[Any, Any]) -> Iterator[_Fault]:
    hints = get_type_hints(kind, include_extras=True)
    known = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    parts = _parts(known.keys(), value)
    cut, later = _cut_from(value, {*parts}), {*parts[1:]}
    for key, item in value.items():
        # Of what commas took apart the first part is told, neither the others nor the value that they were cut from.
        if key in known and key not in cut:
            yield from _faults((*path, key), hints[known[key].name], item)
        elif key not in known and key not in later:
            yield _UnknownKey((*path, key), kind, value, is_part=key in parts[:1])
    unknown = [str(key) for key in value if key not in known]
    for name, field in known.items():
        # One that was mistyped is told as such: to add it as well would make two of it.
        if field.required and name not in value and not (unknown and closest(name, unknown, 60)):
            yield _MissingKey((*path, name), kind, None)


def _cut_from(value: Mapping[Any, Any], parts: Set[int | str]) -> set[int | str]:
    """The keys of `value` right before its `parts`."""
    return {before for before, key in pairwise(value) if key in parts}


def _parts(known: Set[str], value: Mapping[Any, Any]) -> list[int | str]:
    """The keys of `value` that are parts of a number, or of words in each language, which YAML took apart at its commas."""
    are_words = known == {*LANGUAGES}
    return [
        key
        for key, item in value.items()
        if item is None
        and key not in known
        and (str(key)[:1].isdigit() or (are_words and not closest(str(key), sorted(known), 60)))
    ]


def _bare(annotated: Any, value: Any) -> tuple[Any, tuple[Meta, ...]]:
    """The type within an annotation and the rules around it; of several the one that `value` was meant to be."""
    if get_origin(annotated) is Annotated:
        kind, rules = _bare(annotated.__origin__, value)
        return kind, (*rules, *(rule for rule in annotated.__metadata__ if isinstance(rule, Meta)))
    if get_origin(annotated) in (Union, UnionType):
        choices = [choice for choice in get_args(annotated) if choice not in (type(None), UnsetType)]
        fitting = (choice for choice in choices if (get_origin(choice) is list) == isinstance(value, list))
        return _bare(next(fitting, choices[0]), value)
    return annotated, ()


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
