"""The interface words of `templates/strings.yaml` in one language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml
from msgspec import Struct

from generator.content.yaml.faults import LOADER
from generator.site.templates import TEMPLATES

STRINGS = TEMPLATES / "strings.yaml"


@cache
def _all() -> dict[str, dict[str, str]]:
    text = STRINGS.read_text("utf-8")
    data: dict[str, dict[str, str]] = yaml.load(text, Loader=LOADER)  # noqa: S506 — a safe loader, the C one if built
    return data


def forget_strings() -> None:
    """Have the words read anew: the preview follows who edits them."""
    _all.cache_clear()


class Strings(Struct, frozen=True):
    """The words in one language, by key; a key that is not there is a fault of ours and raises."""

    language: str

    def __getitem__(self, key: str) -> str:
        return _all()[key][self.language]

    def fill(self, key: str, **values: str) -> str:
        """The words of `key` with its places filled."""
        return self[key].format(**values)

    def mapping(self) -> Mapping[str, Any]:
        """All words by key, for templates."""
        return {key: wording[self.language] for key, wording in _all().items()}
