"""From the save of a source to its changed text served by `serve`, in seconds of wall."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import Cost

EVERY = 0.002
"""Seconds between two requests for the page."""


@contextmanager
def preview(project: Path, content: Path) -> Iterator[http.client.HTTPConnection]:
    """`serve` at work on `content`, and a connection to it."""
    options = ["--port", "0", "--content", str(content), "--message-language", "en"]
    command = [sys.executable, "build.py", "serve", *options]
    process = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        said = next(line for line in process.stdout if "http://" in line)
        port = int(re.search(r":(\d+)/", said)[1])  # type: ignore[index]
        yield http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    finally:
        process.terminate()
        process.wait()


def page(connection: http.client.HTTPConnection, path: str) -> bytes:
    """A page as served now."""
    connection.request("GET", path)
    return connection.getresponse().read()


def seconds(connection: http.client.HTTPConnection, path: str, save: Callable[[], None], mark: str) -> Cost:
    """How long it takes from `save` until `mark` stands in the page at `path`; a reader has the page open."""
    page(connection, path)
    started = time.perf_counter()
    save()
    while mark.encode() not in page(connection, path):
        if time.perf_counter() - started > 20:
            raise RuntimeError(f"{mark} was never served at {path}")
        time.sleep(EVERY)
    return Cost(0.0, time.perf_counter() - started, 0.0)
