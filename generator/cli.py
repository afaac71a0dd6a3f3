"""One command run, and what a shell is told: what stopped it, that it was interrupted or not read, the disk full."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from generator.command_line import parser
from generator.commands import CONTENT, MISSING, RUN, USAGE
from generator.console import tell, tell_problems
from generator.desk import doctor
from generator.problems import ContentError, say
from generator.publish.errors import FULL, PublishError, WrongPlace
from generator.typefaces import FontMissing

STOPPED, UNREAD = 130, 141
"""What a shell tells of a command that was interrupted, and of one whose output nobody reads any more."""


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # A terminal of few characters gets the others as it does on stderr.
        sys.stdout.reconfigure(errors="backslashreplace")
    language = _language()
    try:
        options = parser().parse_args(_with_command(arguments))
        language = options.message_language = options.message_language or language
        code = int(RUN[options.command](options))
        print(end="", flush=True)  # Where it cannot be written, that is told here and not when Python ends.
        return code
    except (ContentError, PublishError, FontMissing) as error:
        return _tell_stopped(error, options)
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:  # Whoever read along, such as `head`, has read enough.
        _write_no_more()
        return UNREAD
    except OSError as error:
        if error.errno not in FULL:
            raise
        _write_no_more()
        tell(say("磁碟已滿，無法寫出結果", "the disk is full: the result cannot be written"), language)
        return MISSING


def _tell_stopped(error: ContentError | PublishError | FontMissing, options: argparse.Namespace) -> int:
    """Tell what stopped a command, and what mends it; the exit code."""
    language = options.message_language
    if isinstance(error, ContentError):
        unchanged = (
            say(f"{options.output} 未變動", f"{options.output} unchanged") if options.command == "build" else None
        )
        tell_problems(error.problems, language, unchanged)
        return CONTENT
    tell(error.message, language)
    if isinstance(error, FontMissing):
        print(f"    {doctor.font_remedy(error.typeface).in_language(language)}", file=sys.stderr)
    elif error.hint:
        tell(error.hint, language)
    return USAGE if isinstance(error, WrongPlace) else MISSING


def _write_no_more() -> None:
    """Let what stands in the buffer of stdout go nowhere, or Python would try again as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _with_command(arguments: Sequence[str]) -> list[str]:
    """`build` is what is meant where no command is named."""
    is_named = arguments and (not arguments[0].startswith("-") or arguments[0] in ("-h", "--help"))
    return [*arguments] if is_named else ["build", *arguments]


def _language() -> str:
    """The editor's language: Chinese where the system says so, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh-Hant" if value.lower().startswith("zh") else "en"
    return "en"
