"""The templates of `templates/`, compiled once for all runs.

In: a name for a set of options. Out: an environment that escapes everything and raises where a name is unknown, which is a
fault of ours. Jinja compiles a template slower than it prints a statement, so its code is kept beside the templates as
Python keeps that of modules; what is damaged, old or made by another Jinja or Python is made anew.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket

TEMPLATES = Path(__file__).parents[2] / "templates"
COMPILED = TEMPLATES / "__pycache__"


def environment(name: str, **options: Any) -> jinja2.Environment:
    """The templates with `options`, which `name` tells from other sets of options."""
    return _Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        bytecode_cache=_Compiled(str(COMPILED), f"{name}-{jinja2.__version__}-{'-'.join(sorted(options))}-%s.jinja"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        **options,
    )


class _Environment(jinja2.Environment):
    """Jinja's own, which looks for `page.title` among the keys of a dict before its attributes: that a dict has no such
    attribute is an exception each time, and a site has thousands of them."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Jinja's own, for which a folder that cannot be written or a file that cannot be read is no fault."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # Whatever a damaged file makes of the reader: the template is compiled again.
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            COMPILED.mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
