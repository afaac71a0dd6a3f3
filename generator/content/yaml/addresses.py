"""Addresses in the YAML files: where links lead, and where a site is published."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, ClassVar, Self
from urllib.parse import quote, urlsplit, urlunsplit

from generator.content.yaml.scalars import Scalar
from generator.problems import say

LONGEST = 2000
"""Characters of an address: what browsers and servers take."""


class Address(Scalar, str):
    """Where a link leads."""

    EXPECTED = say(
        "此處應為 https:// 或 http:// 起頭的網址", "an address that begins with https:// or http:// is expected here"
    )
    JSON_SCHEMA: ClassVar = {"type": "string", "format": "uri"}

    @classmethod
    def read(cls, value: Any) -> Self:
        if not isinstance(value, str) or not _is_address(value):
            raise ValueError(value)
        return cls(value)


class BaseAddress(Address):
    """Where a site is published: the addresses of its pages begin with it."""

    EXPECTED = say(
        "此處應為 https:// 或 http:// 起頭的網址，不含 ? 與 #",
        "an address that begins with https:// or http:// is expected here, without ? and #",
    )

    @classmethod
    def read(cls, value: Any) -> Self:
        return cls(base_address(super().read(value)))


def _is_address(value: str) -> bool:
    """Whether a link can lead to `value`: `https://` or `http://`, a host, no tricks."""
    with suppress(ValueError):
        parts = urlsplit(value)
        _ = parts.port  # A wrong one raises only when it is asked for.
        is_plain = re.fullmatch(r"https?://[^\s<>\"'\\{}`|^]+", value) and len(value) <= LONGEST
        return bool(is_plain and parts.hostname)
    return False


def base_address(value: str) -> str:
    """The address `value`, under which a site can be published, in the characters that `sitemap.xml` and RFC 3986 ask for:
    a host of other ones by IDNA, a path percent-encoded. Raises `ValueError` where no path can be added to it."""
    if not _is_address(value) or {"?", "#"} & set(value):
        raise ValueError(value)
    parts = urlsplit(value)
    host, colon, port = parts.netloc.partition(":")
    place = parts.netloc if parts.netloc.isascii() else f"{host.encode('idna').decode()}{colon}{port}"
    return urlunsplit(parts._replace(netloc=place, path=quote(parts.path, safe="/%:@!$&'()*+,;=~[]")))
