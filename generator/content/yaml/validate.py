"""A YAML file against its schema class: the typed contents, or placed problems in the editor's words.

msgspec reads a whole file at once and stops at its first mistake. Only then is the file gone through part by part, until
the smallest ones that are not what they should be are found: those are the mistakes, all of them, each at its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct, UnsetType, ValidationError

from generator.content.collector import Collector, closest
from generator.content.yaml.document import CUT, Keys, YamlFile
from generator.content.yaml.scalars import Scalar
from generator.content.yaml.wrong_values import CutValue, MissingKey, UnknownKey, WrongKey, WrongValue


def validate(kind: Any, file: YamlFile, collector: Collector) -> Any:
    """The contents of `file` as `kind`, a class or an annotated type of `schemas`; None after noting its mistakes."""
    try:
        return _read(kind, file.data)
    except ValidationError:
        for each in _wrong_values((), kind, file.data):
            each.tell(file, collector)
        return None


def _read(kind: Any, value: Any) -> Any:
    return msgspec.convert(value, kind, dec_hook=_scalar)


def _scalar(kind: type, value: Any) -> Any:
    if issubclass(kind, Scalar):
        return kind.read(value)
    raise NotImplementedError(kind)


def _wrong_values(path: Keys, annotated: Any, value: Any) -> Iterator[WrongValue]:
    """The smallest parts of `value` that are not what `annotated` asks for."""
    try:
        _read(annotated, value)
    except ValidationError:
        kind, rules = _bare(annotated, value)
        inner = list(_inner(path, kind, value))
        yield from inner or [WrongValue(path, kind, value, rules)]


def _inner(path: Keys, kind: Any, value: Any) -> Iterator[WrongValue]:
    """The wrong values within a list or a mapping; nothing where `value` is none."""
    if get_origin(kind) is list and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _wrong_values((*path, index), get_args(kind)[0], item)
    elif get_origin(kind) is dict and isinstance(value, dict):
        for_key, for_value = get_args(kind)
        cut, parts = _cut_values(value, ())
        for key, item in value.items():
            below = (*path, key)
            for each in _wrong_values(below, for_key, key) if key not in parts else ():
                yield WrongKey(each.path, each.kind, each.value, each.rules)
            if key in cut:
                yield CutValue(below, _bare(for_value, None)[0], cut[key])
            elif key not in parts:
                yield from _wrong_values(below, for_value, item)
    elif isinstance(kind, type) and issubclass(kind, Struct) and isinstance(value, dict):
        yield from _fields(path, kind, value)


def _fields(path: Keys, kind: type[Struct], value: Mapping[Any, Any]) -> Iterator[WrongValue]:
    hints = get_type_hints(kind, include_extras=True)
    known = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    cut, parts = _cut_values(value, sorted(known))
    for key, item in value.items():
        below = (*path, key)
        if key in cut and key in known:
            yield CutValue(below, _bare(hints[known[key].name], None)[0], cut[key])
        elif key in known:
            yield from _wrong_values(below, hints[known[key].name], item)
        elif key not in parts:
            yield UnknownKey(below, kind, None)
    unknown = [str(key) for key in value if key not in known]
    for name, field in known.items():
        # One that was mistyped is told as such: to add it as well would make two of it.
        if field.required and name not in value and not (unknown and closest(name, unknown, 60)):
            yield MissingKey((*path, name), kind, None)


def _cut_values(value: Mapping[Any, Any], known: Sequence[str]) -> tuple[dict[int | str, int | str], set[int | str]]:
    """The keys of `value` whose values commas took apart, each with the first key that came of it; and all keys that did."""
    cut: dict[int | str, int | str] = {}
    parts: set[int | str] = set()
    before = None
    for key, item in value.items():
        # Of a number digits come, not the other words of {value: 98, percent}.
        is_of_number = isinstance(value.get(before), int | Decimal) and not re.match("[0-9]", str(key))
        if item is CUT and before is not None and not is_of_number and not closest(str(key), known, 60):
            cut.setdefault(before, key)
            parts.add(key)
        else:
            before = key
    return cut, parts


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
