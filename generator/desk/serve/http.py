"""The preview over HTTP: pages from memory, livereload's client and its socket, problems.

In: requests of a browser on this machine. Out: answers from memory; no path of a request ever reaches the disk. A request
that names a host other than this one is refused: a page elsewhere could have its own name lead here (DNS rebinding).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote

from livereload.handlers import LiveReloadJSHandler
from tornado import web

from generator.desk.serve import pages
from generator.desk.serve.hosts import Hosts
from generator.desk.serve.socket import Socket
from generator.problems import Message, Problem, say
from generator.site import addresses

if TYPE_CHECKING:
    from generator.desk.serve.printed import Standing

KINDS = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml", "woff": "font/woff", "pdf": "application/pdf", "xml": "application/xml",
    "json": "application/json", "csv": "text/csv; charset=utf-8", "txt": "text/plain; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}  # fmt: skip
FOREIGN = say("此預覽只供本機使用", "this preview answers on its own machine only")
SETTING = say("正在排版…", "setting type…")
BACK = say("回網頁", "Back to the web page")


class Shown(Protocol):
    """What the server asks of the preview."""

    language: str

    def file(self, path: str) -> bytes | None: ...
    def errors(self) -> tuple[Problem, ...]: ...
    def is_current(self, path: str) -> bool: ...
    def start(self) -> str: ...
    def printed_view(self, path: str) -> str: ...
    def printed(self, language: str, year: int) -> Standing | None: ...


class Guarded(web.RequestHandler):
    """What every answer has: a host that is ours, headers that keep other pages out."""

    def initialize(self, shown: Shown, hosts: Hosts) -> None:
        self.shown, self.hosts = shown, hosts

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def prepare(self) -> None:
        if not self.hosts.knows(self.request.host):
            raise web.HTTPError(403, FOREIGN.in_language("en"))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.set_header("Content-Type", KINDS["txt"])
        words = f"{FOREIGN.in_language(self.shown.language)}\n" if status_code == 403 else f"{self._reason}\n"
        self.finish(words)

    def found(self, path: str) -> tuple[bytes | None, int]:
        """What stands at `path`, a folder's page or the page of what is not found; None if no page can be made."""
        data = self.shown.file(path + "index.html" if path.endswith("/") else path)
        if data is not None:
            return data, 200
        return (None, 503) if self.shown.errors() else (self.shown.file("404.html"), 404)

    def mistakes(self, seen: Message) -> dict[str, Any]:
        """The problems as the preview's script shows them, over what is `seen`."""
        errors, language = self.shown.errors(), self.shown.language
        title = pages.closing(len(errors), seen).in_language(language) if errors else ""
        return {"title": title, "problems": pages.problem_texts(errors, language)}

    def answer(self, data: bytes, kind: str, status: int = 200) -> None:
        self.set_status(status)
        self.set_header("Content-Type", KINDS.get(kind, "application/octet-stream"))
        self.finish(data)


class Page(Guarded):
    """A file of the site; a page with what makes it live."""

    def get(self, path: str) -> None:
        path = unquote(path)
        if not path:
            return self.redirect(f"/{self.shown.start()}")
        data, status = self.found(path)
        if status != 200 and self.shown.file(f"{path}/index.html") is not None:
            query = f"?{self.request.query}" if self.request.query else ""
            return self.redirect(f"/{path}/{query}")
        errors = self.shown.errors()
        if data is None:
            return self.answer(self.no_page(), "html", 503)
        kind = path.rpartition(".")[2] if status == 200 and "." in path else "html"
        if kind == "html":
            printed = self.shown.printed_view(path)
            bar = pages.bar(printed, self.shown.language) if printed else b""
            data = pages.live(data, self.request.host, bool(errors), bar)
        return self.answer(data, kind, status)

    head = get

    def no_page(self) -> bytes:
        """The page where there was never a good one."""
        language = self.shown.language
        words = pages.NONE.in_language(language)
        return pages.page("problems.html.j2", language, self.request.host, title=words)


class State(Guarded):
    """The state of the page at `page`, and the problems as markup: what a browser asks once it is told of a change."""

    def get(self) -> None:
        path = self.get_query_argument("page", "").lstrip("/")
        data, _ = self.found(path)
        seen = pages.NONE if data is None else pages.seen(self.shown.is_current(path))
        found = {"state": pages.state(data) if data is not None else "", **self.mistakes(seen)}
        self.answer(json.dumps(found, ensure_ascii=False).encode(), "json")


class Own(Guarded):
    """The preview's own script and style."""

    def get(self, name: str) -> None:
        data = pages.own_file(name)
        if data is None:
            raise web.HTTPError(404)
        self.answer(data, name.rpartition(".")[2])


class PrintedView(Guarded):
    """The view of the printed pages of an edition, and how these stand: what the view asks once it is told of a change."""

    def get(self, language: str, year: str, wants_state: str) -> None:
        page = addresses.statement(language, int(year))
        printed = self.shown.printed(language, int(year)) if self.shown.printed_view(page) else None
        if printed is None:
            raise web.HTTPError(404)
        if wants_state:
            seen = pages.seen(printed.is_current) if printed.address else pages.NONE
            found = {"address": printed.address, "setting": printed.is_setting, **self.mistakes(seen)}
            return self.answer(json.dumps(found, ensure_ascii=False).encode(), "json")
        words = self.shown.language
        view = pages.page(
            "printed.html.j2", words, self.request.host, setting=SETTING.in_language(words), page=f"/{page}",
            back=BACK.in_language(words), title=say(f"{year} 年度印本頁面", f"Printed pages of {year}").in_language(words),
        )  # fmt: skip
        return self.answer(view, "html")


class Client(Guarded, LiveReloadJSHandler):  # type: ignore[misc]
    """livereload's client, from our own origin."""

    def get(self) -> None:
        self.set_header("Content-Type", KINDS["js"])
        super(Guarded, self).get()


def application(shown: Shown, hosts: Hosts) -> web.Application:
    """The server's table of addresses."""
    given = {"shown": shown, "hosts": hosts}
    own = pages.OWN
    return web.Application(
        [
            (r"/livereload", Socket, {"hosts": hosts}),
            (r"/livereload\.js", Client, given),
            (rf"/{own}/state", State, given),
            (rf"/{own}/print/([\w-]+)/([1-9]\d?\d?)(/state)?", PrintedView, given),
            (rf"/{own}/([\w.]+)", Own, given),
            (r"/(.*)", Page, given),
        ],
        log_function=lambda handler: None,
    )
