"""livereload: its socket, on which browsers wait to be told of changes.

In: what changed. Out: a word to every browser whose page it concerns. livereload's own client listens, on each page, and
hands the word to `preview.js`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler
from tornado import web

from generator.desk.serve.hosts import Hosts


class Socket(LiveReloadHandler):  # type: ignore[misc]
    """livereload's socket: whoever stands on a page of ours is told of changes."""

    def initialize(self, hosts: Hosts) -> None:
        self.hosts = hosts
        self.page = ""

    def prepare(self) -> None:
        if not self.hosts.knows(self.request.host):
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        """Only pages of this very host may listen: the library's own answer is yes to everybody."""
        return urlsplit(origin).netloc.lower() == str(self.request.host).lower()

    def on_message(self, message: str | bytes) -> None:
        with suppress(ValueError, TypeError, AttributeError):  # Whatever is not the protocol is not answered.
            said = json.loads(message)
            if said.get("command") == "info":
                self.page = unquote(urlsplit(str(said.get("url", ""))).path).lstrip("/")
            super().on_message(message)


def tell(what: str, years: Iterable[int] | None = None) -> None:
    """Tell the browsers of a change: `content` has a page load anew, `problems` and `printed` parts of it.

    With `years` those whose page belongs to another year are left alone.
    """
    wanted = None if years is None else {str(year) for year in years}
    message = json.dumps({"command": "reload", "path": what, "liveCSS": False})
    for browser in list(LiveReloadHandler.waiters):
        of = [part for part in browser.page.split("/")[1:] if part.isdecimal()][:1]
        if wanted is None or not of or of[0] in wanted:
            with suppress(Exception):  # It closed at this moment.
                browser.write_message(message)
