"""`content/glossary.yaml`: the terms whose translation was decided once, and how to find them in both languages.

In: the file. Out: a `Glossary` that finds its terms in a Chinese text, the longest first, and their forms in English.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from generator.content.collector import Collector
from generator.content.textfile import read_source
from generator.content.yaml.document import YamlFile, parse_yaml
from generator.content.yaml.schemas import Line, Strict, told
from generator.content.yaml.validate import validate
from generator.problems import inner, say

WORD = re.compile(r"\w+|[^\s–—-]")
"""A word or a mark."""
APOSTROPHE = re.compile(r"['’](?:s\b)?")
"""An apostrophe with the genitive's ending."""
PLURALS = (
    (re.compile(r"ies(?= )"), "y"),
    (re.compile(r"es(?= )(?<=sses|shes|ches|.xes|.zes)"), ""),
    (re.compile(r"s(?= )(?<![sui]s)"), ""),
)
"""The endings of plurals, as far as spelling tells, and what the singular has in their place, in an order in which none
fits what another left. What stands before an ending is looked at last: few letters are an s before a space."""


class TermFile(Strict):
    """A term: the Chinese, the English forms of which one must stand in the translation, and a note. 用語。"""

    zh: Annotated[Line, told("中文用語 / the Chinese term")]
    en: Annotated[
        list[Annotated[str, Meta(pattern=r"\w", max_length=1000)]],
        Meta(min_length=1),
        told("可用的英文，單數即可 / the English forms allowed; the singular will do"),
    ]
    note: Annotated[str | None, told("給編者與譯者的說明 / a note for editors and translators")] = None


GlossaryFile = Annotated[list[TermFile], told("`glossary.yaml`: decided translations of terms. 用語對照。")]


class Glossary(Struct, frozen=True, dict=True):
    """The terms, ready to be looked for, made so at first use."""

    terms: Sequence[TermFile]

    def found_in(self, text: str) -> tuple[TermFile, ...]:
        """The terms that stand in a Chinese text, each once; a term within a longer one is not counted."""
        if not self.terms:
            return ()
        return tuple(self._by_zh[zh] for zh in dict.fromkeys(self._chinese.findall(text)))

    def is_translated(self, term: TermFile, text: str) -> bool:
        """Whether an English text, as `words` has it, has one of the forms of `term`."""
        return any(form in text for form in self._english[term.zh])

    @cached_property
    def _by_zh(self) -> dict[str, TermFile]:
        return {term.zh: term for term in self.terms}

    @cached_property
    def _chinese(self) -> re.Pattern[str]:
        # An alternation takes its first branch that fits, so the longer term has to stand before the shorter.
        return re.compile("|".join(re.escape(zh) for zh in sorted(self._by_zh, key=len, reverse=True)))

    @cached_property
    def _english(self) -> dict[str, tuple[str, ...]]:
        return {term.zh: tuple(words(form) for form in term.en) for term in self.terms}


def read_glossary(path: Path, root: Path, collector: Collector) -> Glossary | None:
    """The glossary at `path`; None where there is none, or after noting its mistakes."""
    if not os.path.lexists(path):
        return None
    text = read_source(path, root, collector)
    file = None if text is None else parse_yaml(text, path.as_posix(), collector)
    contents = None if file is None else validate(GlossaryFile, file, collector)
    if file is None or contents is None:
        return None
    _tell_repeated(contents, file, collector)
    return Glossary(contents)


def _tell_repeated(terms: Sequence[TermFile], file: YamlFile, collector: Collector) -> None:
    """A term that has two entries: the forms of one of them would never be looked for."""
    seen: set[str] = set()
    for index, term in enumerate(terms):
        if term.zh in seen:
            message = say(f"用語「{inner(term.zh)}」重複", f"the term “{term.zh}” appears twice")
            hint = say("請將英文合併為一項", "join their English forms into one entry")
            collector.error("duplicate-key", file.place(index, "zh"), message, hint)
        seen.add(term.zh)


@lru_cache(maxsize=4096)
def words(text: str) -> str:
    """An English text word by word, each in the singular, with a space on either side of every word and mark.

    Hyphens and white space are the same, apostrophes and capitals are dropped: a form stands in a text if its words do.
    """
    found = f" {' '.join(WORD.findall(APOSTROPHE.sub('', text.lower())))} "
    for plural, singular in PLURALS:
        found = plural.sub(singular, found)
    return found
