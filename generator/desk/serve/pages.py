"""The served copy of a page: the published page and, in its head, what makes it live.

In: a page as it will be published, and what went wrong since. Out: the same page with two scripts and a style of our own
origin. Its Content-Security-Policy is widened in this copy alone, by the one address that tells of changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from markupsafe import escape

from generator.problems import Message, Problem, joined, say, show, sort_key, source_lines
from generator.site.pages.frame import environment
from generator.site.templates import TEMPLATES

OWN = "@preview"
"""The folder of the preview's own files: no year and no language is called so."""
FOLDER = TEMPLATES / "preview"
HEAD_ENDS, BODY_ENDS = b"</head>", b"</body>"
CONNECT = b"connect-src &#39;self&#39;"
"""The part of a page's policy that is widened, as the page's template writes it."""
PRINTED = say("印本頁面", "Printed pages")
CURRENT = say("以下頁面不受影響，已是最新", "the page below is not affected and is up to date")
LAST_GOOD = say("以下是上一個正確的版本", "below is the last good version")
NONE = say("尚無可顯示的版本", "there is no good version to show yet")


def state(page: bytes) -> str:
    """What a browser tells a changed page by."""
    return hashlib.sha256(page).hexdigest()[:16]


def live(page: bytes, host: str, has_problems: bool, bar: bytes = b"") -> bytes:
    """`page` as served to a browser that calls us `host`: with the scripts that show changes and problems, and a `bar`."""
    head, found, rest = page.partition(HEAD_ENDS)
    if not found:
        return page
    # Not every browser counts a web socket of the same host as 'self'.
    head = head.replace(CONNECT, CONNECT + f" ws://{escape(host)}".encode(), 1)
    problems = ' data-problems="yes"' if has_problems else ""
    scripts = (
        f'<link rel="stylesheet" href="/{OWN}/preview.css">\n'
        f'<script src="/{OWN}/preview.js" defer data-state="{state(page)}"{problems}></script>\n'
        '<script src="/livereload.js?mindelay=200&amp;maxdelay=2000" defer></script>\n'
    )
    return head + scripts.encode() + found + rest.replace(BODY_ENDS, bar + BODY_ENDS)


def bar(printed: str, language: str) -> bytes:
    """The way to the printed pages at the address `printed`, in the language of messages."""
    words = PRINTED.in_language(language)
    return f'<p class="preview-bar" lang="{language}"><a href="{escape(printed)}">{words}</a></p>\n'.encode()


def page(name: str, language: str, host: str, **context: object) -> bytes:
    """A page of the preview's own, in the language of messages."""
    policy = (
        f"default-src 'none'; style-src 'self'; script-src 'self'; frame-src 'self'; connect-src 'self' ws://{host}"
    )
    text = environment().get_template(f"preview/{name}").render(lang=language, policy=policy, own=OWN, **context)
    return text.encode()


def seen(is_current: bool) -> Message:
    """What is seen of a page or a PDF that there is."""
    return CURRENT if is_current else LAST_GOOD


def closing(errors: int, seen: Message) -> Message:
    """How many errors there are, and what is `seen` nevertheless."""
    return joined(say(f"{errors} 個錯誤", f"errors: {errors}"), seen)


def problem_texts(problems: Sequence[Problem], language: str) -> list[str]:
    """Every problem as the terminal shows it, in the order of their places."""
    lines = source_lines(problems)
    return [show(problem, language, lines.get(problem.position)) for problem in sorted(problems, key=sort_key)]


def own_file(name: str) -> bytes | None:
    """A script or style of the preview's own; only these two names are ever asked for on the disk."""
    return Path(FOLDER / name).read_bytes() if name in ("preview.js", "preview.css") else None
