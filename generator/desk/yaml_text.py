"""A YAML text that is edited as text, so that its comments, its order and its layout stay as its editors left them.

In: the text, and changes to values and keys named by their path. Out: the new text. Nothing is dumped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from generator.content.collector import Collector
from generator.content.yaml.document import Keys, parse_yaml
from generator.content.yaml.faults import LOADER

Span = tuple[int, int]
"""Where something begins and ends, in characters."""


class YamlText:
    """The text of one YAML file with the spans of all its keys and values."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.values: dict[Keys, Span] = {}
        self.keys: dict[Keys, Span] = {}
        self.flow: set[Keys] = set()
        """Mappings and lists written in brackets."""
        self.edits: list[tuple[int, int, str]] = []
        file = parse_yaml(text, path, Collector())
        self.data: Any = file.data if file else None
        events = (event for event in yaml.parse(text, Loader=LOADER) if isinstance(event, yaml.NodeEvent | _END))
        self._value(next(events), events, ())

    def at(self, *path: str | int) -> Any:
        """The value at `path`, None where there is none."""
        here = self.data
        for part in path:
            try:
                here = here[part]
            except (KeyError, IndexError, TypeError):
                return None
        return here

    def raw(self, *path: str | int) -> str:
        """What the editor typed at `path`, quotes included."""
        start, end = self.values[path]
        return self.text[start:end]

    def replace(self, path: Keys, text: str) -> None:
        """Write `text` for the value at `path`; a blank leaves no space behind at the end of a line."""
        start, end = self.values[path]
        if not text and self.text[end : end + 1] in ("\n", ""):
            start -= len(self.text[:start]) - len(self.text[:start].rstrip(" "))
        self.edits.append((start, end, text))

    def rename(self, path: Keys, text: str) -> None:
        """Write `text` for the key at `path`."""
        self.edits.append((*self.keys[path], text))

    def add(self, path: Keys, text: str) -> None:
        """Write `text` right behind the value at `path`."""
        end = self.values[path][1]
        self.edits.append((end, end, text))

    def remove(self, path: Keys) -> None:
        """Take out the key at `path` with its value: whole lines, or the part between commas. Of a list, which stands on
        lines of its own, take out the item."""
        if path not in self.keys:
            start, end = (self.text.rfind("\n", 0, at) + 1 for at in self.values[path])
            self.edits.append((start, self.text.find("\n", end) + 1 or len(self.text), ""))
            return
        start, end = self.keys[path][0], self.values[path][1]
        siblings = [span for key, span in self.keys.items() if key[:-1] == path[:-1] and span[0] > start]
        if path[:-1] in self.flow:
            before = len(self.text[:start].rstrip(" ,\n"))
            self.edits.append((start, min(siblings)[0], "") if siblings else (before, end, ""))
            return
        line = self.text.rfind("\n", 0, start) + 1
        after = self.text.find("\n", end) + 1 or len(self.text)
        if self.text[line:start].strip() and siblings:
            line, after = start, min(siblings)[0]
        self.edits.append((line, after, ""))

    def result(self) -> str:
        """The text with all edits made; one inside a part that is taken out is lost with it."""
        removed = [(start, end) for start, end, put in self.edits if not put and end > start]
        kept = [edit for edit in self.edits if not any(s < edit[0] and edit[1] <= e for s, e in removed)]
        text, limit = self.text, len(self.text)
        for start, end, put in sorted(kept, key=lambda edit: edit[:2], reverse=True):
            text = text[:start] + put + text[min(end, limit) :]
            limit = start
        return text

    # --- Reading

    def _value(self, event: Any, events: Iterator[Any], path: Keys) -> int:
        """Note the span of the value that begins with `event`; where its last character ends."""
        start: int = event.start_mark.index
        end: int = event.end_mark.index
        if isinstance(event, yaml.CollectionStartEvent):
            if event.flow_style:
                self.flow.add(path)
            reader = self._mapping if isinstance(event, yaml.MappingStartEvent) else self._sequence
            last, closing = reader(events, path, end)
            end = closing if event.flow_style else last
        elif event.style in ("|", ">"):
            end = len(self.text[:end].rstrip())
        self.values[path] = (start, end)
        return end

    def _mapping(self, events: Iterator[Any], path: Keys, end: int) -> Span:
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = int(event.value) if event.value.isdigit() and not event.style else event.value
            self.keys[(*path, key)] = (event.start_mark.index, event.end_mark.index)
            end = self._value(next(events), events, (*path, key))
        closing: Any = event
        return end, closing.end_mark.index

    def _sequence(self, events: Iterator[Any], path: Keys, end: int) -> Span:
        index = 0
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            end = self._value(event, events, (*path, index))
            index += 1
        closing: Any = event
        return end, closing.end_mark.index


_END = yaml.MappingEndEvent | yaml.SequenceEndEvent
