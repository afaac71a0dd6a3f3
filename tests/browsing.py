"""A plain file server for a built site, and Debian's chromium to read it with."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NODE_MODULES = Path(__file__).parents[1] / ".ci" / "node_modules"


class Shelf(SimpleHTTPRequestHandler):
    """Hands out files, keeps nothing, says nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None: ...


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which `folder` is served, as by any plain file server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Shelf, directory=str(folder))) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's chromium, without the sandbox that containers refuse."""
    program = which("chromium")
    if program is None:
        pytest.skip("apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def settle(tab: Page) -> None:
    """Waits for what a page's script does only once sizes are known: its observers are told between two frames."""
    tab.evaluate("""() => matchMedia("(scripting: enabled)").matches
      && new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))""")


def resize(tab: Page, width: int, height: int) -> None:
    """Gives the window that size in pixels and waits, as the eye does, until the page has followed."""
    tab.set_viewport_size({"width": width, "height": height})
    settle(tab)


def weight(site: Path, path: str) -> int:
    """Bytes of a file of the site as a server sends it, compressed; the tab may have left the answer behind already."""
    return len(gzip.compress((site / (path.partition("?")[0] or "index.html")).read_bytes(), 6))


def npm_file(path: str) -> Path:
    """A file of an npm package that `.ci/run` installs."""
    file = NODE_MODULES / path
    if not file.is_file():
        pytest.skip(f"npm install --prefix .ci   (lacks {path.split('/')[0]})")
    return file


def pages(site: Path) -> list[str]:
    """Every page of a site, by its path."""
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
