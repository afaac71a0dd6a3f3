"""A template that fails, told like a mistake in a source: where, what, and the line.

In: the exception that rendering raised. Out: a `Problem`. Anything that no template is to blame for is a fault of ours:
the preview says so and goes on, with the traceback on the terminal.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import jinja2
import yaml

from generator.content.yaml.faults import syntax_problem
from generator.problems import Position, Problem, say
from generator.site.strings import STRINGS
from generator.site.templates import TEMPLATES


def as_problem(error: Exception) -> Problem:
    """What an editor of templates is told of `error`."""
    if isinstance(error, yaml.MarkedYAMLError):  # Of all templates one is YAML.
        return syntax_problem(error, _shown(STRINGS), STRINGS.read_text("utf-8"))
    place = _place(error)
    if place and isinstance(error, jinja2.TemplateError):
        message = error.message or ""
        return Problem(place, say(f"樣板錯誤：{message}", f"template error: {message}"), code="template")
    traceback.print_exception(error, file=sys.stderr)
    what = f"{type(error).__name__}: {error}"
    hint = say("請將終端機上的訊息回報給程式維護者", "report what the terminal shows to the program's maintainers")
    return Problem(
        place or _source(error), say(f"程式錯誤：{what}", f"fault of the program: {what}"), hint, code="fault"
    )


def _place(error: Exception) -> Position | None:
    """The line of the template where `error` arose, None if it arose in none."""
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        return Position(_shown(Path(error.filename)), error.lineno)
    if isinstance(error, jinja2.TemplateNotFound):
        return Position(_shown(TEMPLATES / str(error.name)))
    frames = traceback.extract_tb(error.__traceback__)
    found = [frame for frame in frames if Path(frame.filename).is_relative_to(TEMPLATES)]
    return Position(_shown(Path(found[-1].filename)), found[-1].lineno or 1) if found else None


def _source(error: Exception) -> Position:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return Position(_shown(Path(frame.filename)), frame.lineno or 1)


def _shown(path: Path) -> str:
    """A path from where the editor stands."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
