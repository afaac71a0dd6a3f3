"""The files of one content folder as read: parsed YAML by name, the parsed Markdown of each language, their hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field

from generator.content.blocks import PageMark
from generator.content.collector import Collector, nearest
from generator.content.markdown.nodes import Node
from generator.content.markdown.outline import outline
from generator.content.markdown.reader import parse_markdown
from generator.content.tables import Name, Wording
from generator.content.textfile import read_source
from generator.content.yaml.document import YamlFile, parse_yaml
from generator.content.yaml.scalars import MarkedPage
from generator.content.yaml.schemas import Words
from generator.content.yaml.validate import validate
from generator.content.yaml.wrong_values import added
from generator.problems import LANGUAGES, Position, say

Said = TypeVar("Said")
SHAPELESS = {
    "no-file", "unreadable", "outside", "too-large", "not-utf-8", "not-text", "control-character", "merge-conflict", "too-much", "front-matter-open", "no-chapter",
    "second-chapter", "heading-skipped", "directive-open",
    "looks-like-block", "item-indent",
}  # fmt: skip
"""Mistakes after which the blocks of a file cannot be told apart."""


class Sources(Struct):
    """Reads files below `root` and remembers what was read. `languages` in order, the authority first."""

    root: Path
    collector: Collector
    languages: tuple[str, ...] = LANGUAGES
    listed: frozenset[str] = frozenset()
    """The names of the files of chapters."""
    misnamed: frozenset[str] = frozenset()
    """The names of YAML files, chapters and folders of languages that are not there, or under another name, which was told."""
    files: dict[str, YamlFile] = field(default_factory=dict)
    """The YAML files that were read, by their names without the ending."""
    hashes: dict[str, str] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    """Every name that was read."""
    lost: list[Mapping[str, Node]] = field(default_factory=list)
    """The chapters that were left out, of which the lists are still known."""

    def text(self, path: Path) -> str | None:
        """The text of a file, or None after noting why there is none."""
        text = read_source(path, self.root, self.collector, self.listed)
        if text is not None:
            self.hashes[path.relative_to(self.root).as_posix()] = hashlib.sha256(text.encode()).hexdigest()
        return text

    def yaml(self, kind: Any, path: Path) -> Any:
        """The contents of a YAML file as `kind`, or None after noting its mistakes."""
        text = None if path.name in self.misnamed else self.text(path)
        file = None if text is None else parse_yaml(text, path.as_posix(), self.collector)
        if file is None:
            return None
        self.files[path.stem] = file
        return validate(kind, file, self.collector)

    def chapter(self, folder: Path, name: str) -> Mapping[str, Node]:
        """The chapter `name` in each language that has it."""
        if not self.misnamed.isdisjoint((*self.languages, name)):
            return {}
        before = len(self.collector.problems)
        read = {language: self.markdown(folder / language / f"{name}.md", language) for language in self.languages}
        found = {language: node for language, node in read.items() if node}
        if any(problem.code in SHAPELESS for problem in self.collector.problems[before:]):
            # A file that lost its shape would make every block of the other languages look like a mistake.
            self.lost.append(found)
            return {}
        return found

    def markdown(self, path: Path, language: str) -> Node | None:
        """The chapter of a Markdown file, or None after noting why it has none."""
        before = len(self.collector.problems)
        text = self.text(path)
        nodes = parse_markdown(text or "", path.as_posix(), language, self.collector)
        is_told = text is None or (not nodes and len(self.collector.problems) > before)
        return None if is_told else outline(nodes, path.as_posix(), self.collector)

    def place(self, name: str, *path: str | int) -> Position:
        """Where the value at `path` stands in the YAML file `name`."""
        return self.files[name].place(*path)

    def page_mark(self, page: MarkedPage | None, name: str, *path: str | int) -> PageMark | None:
        """The mark of the `page` that a row begins, which stands at `path` of the YAML file `name`."""
        return PageMark(int(page), page.starts, self.place(name, *path)) if page else None

    def in_languages(self, zh: Said, en: Said | None, name: str, *path: str | int) -> dict[str, Said]:
        """What stands at `path` of the YAML file `name` in each language; a missing translation is noted there."""
        said = {"zh-Hant": zh}
        if "en" in self.languages:
            if en is None:
                message = say("缺少英文（en）", "the English (en) is missing")
                self.collector.lacking("missing-translation", self.place(name, *path), message, added("en"))
            else:
                said["en"] = en
        return said

    def quoted(self, words: Words, name: str, *path: str | int) -> Wording:
        """Words of a text in each language."""
        return self.in_languages(words.zh_hant, words.en, name, *path)

    def words(self, words: Words, name: str, *path: str | int) -> Wording:
        """A name in each language, to be checked as such."""
        wording = self.quoted(words, name, *path)
        self.names.append(Name(wording, {language: self.place(name, *path, language) for language in wording}))
        return wording

    def tell_unknown(self, key: str, known: Sequence[str], kind: tuple[str, str], name: str, *path: str | int) -> None:
        """Note that the `key` at `path` of the YAML file `name` is none of the `known` ones of its kind, if so."""
        if key not in known:
            self.collector.tell_unknown(kind, key, self.place(name, *path), nearest(key, known))

    def tell_twice(self, keys: Sequence[str], taken: Sequence[str], name: str, *path: str | int) -> None:
        """Note each of `keys`, those of the list at `path` of the YAML file `name`, that stands twice or is among the `taken`."""
        known = {*taken}
        for index, key in enumerate(keys):
            if key in known:
                message = say(f"鍵「{key}」重複", f"the key “{key}” appears twice")
                hint = say(
                    "每項的 key 各不相同：請改名，或刪去重複的一項",
                    "each item has a key of its own: rename it, or delete the item",
                )
                self.collector.error("duplicate-key", self.place(name, *path, index, "key"), message, hint)
            known.add(key)
