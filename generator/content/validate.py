"""A YAML file against its schema class: the typed contents, or placed problems in the editor's words."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.content.collector import Collector, nearest
from generator.content.yamlfile import YamlFile
from generator.problems import Message, say

Schema = TypeVar("Schema", bound=BaseModel)

EXPECTED = {
    "string_type": say("此處應為文字（數字請加引號）", "text is expected here (put a number into quotes)"),
    "int_type": say("此處應為整數", "a whole number is expected here"),
    "decimal_type": say("此處應為數字，不加千分位逗號", "a number is expected here, without thousands separators"),
    "list_type": say("此處應為以「- 」起頭的清單", "a list is expected here, each item after “- ”"),
    "dict_type": say("此處應為「鍵: 值」", "“key: value” pairs are expected here"),
    "model_type": say("此處應為「鍵: 值」", "“key: value” pairs are expected here"),
    "day": say("此處應為西元日期，例如 2026-11-22", "a day of the common era is expected here, such as 2026-11-22"),
    "roc_day": say("此處應為民國日期，例如 102-04-25", "a day of the ROC calendar is expected here, such as 102-04-25"),
    "one_line": say("此處應為一行文字，不可空白", "one line of text is expected here, not empty"),
    "address": say("此處應為 https:// 起頭的網址", "an address that begins with https:// is expected here"),
    "languages": say("此處應為 [zh-Hant] 或 [zh-Hant, en]", "[zh-Hant] or [zh-Hant, en] is expected here"),
    "chapters": say("每章只能列一次", "each chapter is listed once"),
    "table_name": say(
        "此名稱另有用途；成果表請以 results-102 的形式命名",
        "this name is taken; a table of results is called results-102",
    ),
    "too_short": say("此清單不可為空", "this list must not be empty"),
}


def validate(schema: type[Schema], file: YamlFile, collector: Collector) -> Schema | None:
    """The contents of `file` as `schema`; None after noting its mistakes."""
    try:
        return schema.model_validate(file.data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _tell(detail, schema, file, collector)
        return None


def _place(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The path within the file: pydantic puts the branch of a union and `[key]` among the keys."""
    return tuple(part for part in loc if part not in ("(figure)", "(days)", "[key]"))


def _tell(detail: ErrorDetails, schema: type[BaseModel], file: YamlFile, collector: Collector) -> None:
    path, kind = _place(detail["loc"]), detail["type"]
    name = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        position = file.places.get((*path, "key"), file.place(*path))
        hint = nearest(name, _keys_at(schema, path[:-1]))
        collector.error("unknown-key", position, say(f"不認得的鍵「{name}」", f"unknown key “{name}”"), hint)
    elif kind == "missing":
        message = say(f"缺少必要的鍵「{name}」", f"the key “{name}” is missing")
        hint = say(f"請加上一行「{name}: …」", f"add a line “{name}: …”")
        collector.error("missing-key", file.place(*path[:-1]), message, hint)
    elif kind == "string_pattern_mismatch":
        message = say(f"「{detail['input']}」不是合用的鍵名", f"“{detail['input']}” cannot be a key")
        hint = say("請用小寫英文、數字與底線，以英文起頭", "use small letters, digits and _, beginning with a letter")
        collector.error("bad-key", file.places.get((*path, "key"), file.place(*path)), message, hint)
    else:
        collector.error("wrong-type", file.place(*path), _wrong(detail, name))


def _wrong(detail: ErrorDetails, name: str) -> Message:
    seen = detail["input"]
    shown = f"「{seen}」" if isinstance(seen, str | int | float) and len(str(seen)) < 60 else ""
    expected = EXPECTED.get(detail["type"])
    if detail["type"] == "literal_error":
        choices = detail["ctx"]["expected"].replace("'", "")
        expected = say(f"此處應為：{choices.replace(' or ', ' 或 ')}", f"expected here: {choices}")
    zh = expected.in_language("zh-Hant") if expected else f"不合規定（{detail['msg']}）"
    en = expected.in_language("en") if expected else detail["msg"]
    quoted = shown.replace("「", "“").replace("」", "”")
    return say(
        f"「{name}」{zh}" + (f"；目前是{shown}" if shown else ""),
        f"“{name}”: {en}" + (f"; found {quoted}" if shown else ""),
    )


def _keys_at(schema: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The keys that the schema knows at `path`, found through its JSON Schema; none if it cannot be told."""
    whole = schema.model_json_schema(by_alias=True)
    here = whole
    for part in path:
        here = _step(_resolve(here, whole), part, whole)
    return list(_resolve(here, whole).get("properties", {}))


def _resolve(part: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    while True:
        if "$ref" in part:
            part = whole["$defs"][part["$ref"].rsplit("/", 1)[-1]]
        elif choice := next((one for one in part.get("anyOf", ()) if one.get("type") != "null"), None):
            part = choice
        else:
            return part


def _step(part: dict[str, Any], step: int | str, whole: dict[str, Any]) -> dict[str, Any]:
    if isinstance(step, int) and "items" in part:
        return dict(part["items"])
    if step in part.get("properties", {}):
        return dict(part["properties"][step])
    further: Any = part.get("additionalProperties") or next(iter(part.get("patternProperties", {}).values()), {})
    return dict(further) if isinstance(further, dict) else {}
