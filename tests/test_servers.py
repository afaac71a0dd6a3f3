"""The recipes for servers say one thing, and nginx serves the site as its recipe promises."""

from __future__ import annotations

import gzip
import re
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from pathlib import Path
from shutil import which

import pytest

from generator.site.pages.frame import CONTENT_POLICY
from tests.conftest import ROOT

RECIPE = ROOT / "templates" / "server" / "nginx.conf"
POLICY = f"{CONTENT_POLICY}; frame-ancestors 'none'"
Answer = tuple[int, Message, bytes]


def said_by_nginx() -> dict[str, str]:
    return dict(re.findall(r'add_header ([\w-]+) "([^"]+)" always;', RECIPE.read_text("utf-8")))


def test_the_three_recipes_send_the_same_headers(site: Path) -> None:
    netlify = (site / "_headers").read_text("utf-8").partition("\n\n")[0]
    apache = (site / ".htaccess").read_text("utf-8")
    headers = said_by_nginx()
    assert headers["Content-Security-Policy"] == POLICY
    assert dict(re.findall(r"^  ([\w-]+): (.*)$", netlify, re.MULTILINE)) == headers
    assert dict(re.findall(r'Header always set ([\w-]+) "([^"]+)"', apache)) == headers


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site behind Debian's nginx with our recipe, on a port of its own."""
    program = which("nginx", path="/usr/sbin:/usr/bin")
    if program is None:
        pytest.skip("apt-get install nginx-light")
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "nginx.conf").write_text(_whole(_recipe(site, port), folder), "utf-8")
    # The workers have another user's rights, who may not look into the folders of tests.
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}/"
    _await(address, process)
    yield address
    process.terminate()
    process.wait(10)
    assert process.stderr is not None
    process.stderr.close()


def _recipe(site: Path, port: int) -> str:
    text = RECIPE.read_text("utf-8")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("    listen [::]:80;\n", "")
    return text.replace("/srv/budget/output", str(site)).replace("budget.example", "localhost")


def _whole(recipe: str, folder: Path) -> str:
    """A whole configuration around the recipe, which Debian would include in its own."""
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off; master_process off; pid {folder}/pid; error_log stderr error;\n"
        f"events {{}}\nhttp {{ include /etc/nginx/mime.types; access_log off; {places}\n{recipe}\n}}\n"
    )


def _await(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx does not answer")


def ask(address: str, **headers: str) -> Answer:
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


@pytest.mark.parametrize(
    "path", ["", "zh-Hant/104/", "en/search/index.html", "feed.xml", "no/such/page", "data/104/indicators.csv"]
)
def test_nginx_sends_every_header_with_every_answer(nginx: str, path: str) -> None:
    _, headers, _ = ask(nginx + path)
    for name, value in said_by_nginx().items():
        assert headers[name] == value
    assert headers["Cache-Control"] == "no-cache"


def test_nginx_compresses_and_lets_browsers_keep_the_assets(nginx: str, site: Path) -> None:
    for path in sorted((site / "assets").iterdir()):
        status, headers, body = ask(f"{nginx}assets/{path.name}", **{"Accept-Encoding": "gzip"})
        assert status == 200
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
        if path.suffix in (".css", ".js") and path.stat().st_size > 512:
            assert headers["Content-Encoding"] == "gzip"
            assert gzip.decompress(body) == path.read_bytes()


def test_nginx_says_what_each_file_is(nginx: str) -> None:
    for path, kind in {
        "": "text/html; charset=utf-8",
        "zh-Hant/104/search.js": "application/javascript; charset=utf-8",
        "manifest.json": "application/json",
        "robots.txt": "text/plain; charset=utf-8",
    }.items():
        status, headers, _ = ask(nginx + path)
        assert (status, headers["Content-Type"]) == (200, kind), path


def test_nginx_shows_our_page_for_what_is_not_there_and_hides_its_recipes(nginx: str, site: Path) -> None:
    page = (site / "404.html").read_bytes()
    for path in ("no/such/page", ".htaccess", "_headers", "zh-Hant/105/", ".git/config", "assets/none.css"):
        status, _, body = ask(nginx + path)
        assert (status, body) == (404, page), path


def test_a_folder_without_a_page_is_answered_in_both_languages_and_not_kept(nginx: str, site: Path) -> None:
    page = (site / "404.html").read_bytes()
    for path in ("data/", "data/104/", "assets/"):
        status, headers, body = ask(nginx + path)
        assert (status, body, headers["Cache-Control"]) == (404, page, "no-cache"), path
    assert "ErrorDocument 403 /404.html\n" in (site / ".htaccess").read_text("utf-8")


def test_nginx_answers_many_readers_without_an_error(nginx: str) -> None:
    """A bounded load: forty readers at a time, two thousand pages, none refused and none cut short."""
    paths = ["", "zh-Hant/104/", "en/104/", "en/search/"]
    sizes = {path: len(ask(nginx + path)[2]) for path in paths}
    failed: list[str] = []
    lock = threading.Lock()

    def read(number: int) -> None:
        path = paths[number % len(paths)]
        status, _, body = ask(nginx + path)
        if status != 200 or len(body) != sizes[path]:
            with lock:
                failed.append(path)

    with ThreadPoolExecutor(40) as readers:
        list(readers.map(read, range(2000)))
    assert not failed
