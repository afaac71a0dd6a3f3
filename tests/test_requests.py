"""Requests of strangers to the preview: whatever is sent, nothing of the disk comes back and the preview goes on."""

from __future__ import annotations

import random
import shutil
import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import TESTS
from tests.hostile import SECRET, program
from tests.test_serve import Served, serving

FEW, MANY = 300, 10_000
PATHS = (
    "/", "/en/110/index.html", "/en/110/", "/zh-Hant/index.html", "/data/110/statement.json", "/assets/", "/livereload", "/livereload.js",
    "/@preview/state?page=", "/@preview/preview.js", "/@preview/print/en/110", "/@preview/print/en/110/state", "/en/compare/109-110/",
)  # fmt: skip
PARTS = (
    "..", "../", "%2e%2e/", "..%2f", "..%5c", "%00", "%c0%ae", "%252e", "\\", "//", "secret/x", "content/site.yaml", "etc/passwd", "proc/self/environ",
    "9" * 5000, "²", "１１０", "a" * 3000, "%ff%fe", "?page=/../../secret/x", "&page=", ";", "#", "@", ":80", "%0d%0aX: y", "{{7*7}}",
    "<script>alert(1)</script>", "'", "\"", "%22%3e", "~", ".git/config", "build.py", "-1", "0", "110-109", "999-" + "9" * 5000,
)  # fmt: skip
METHODS = (
    "GET",
    "GET",
    "GET",
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "PATCH",
    "CONNECT",
    "get",
    "",
    "\x00",
)
HOSTS = (
    "127.0.0.1:{port}", "localhost", "evil.example", "127.0.0.1.evil.example", "", "[::1]", "[", "127.0.0.1@evil.example",
    "evil.example#127.0.0.1", "0x7f.1", "2130706433", "127.1", "localhost.evil.example", "127.0.0.1:99999999", "a" * 5000, "127.0.0.1\t", "LOCALHOST",
)  # fmt: skip
HEADERS = (
    "", "Range: bytes=0-", "Range: bytes=-99999999999", "If-None-Match: *", "Origin: http://evil.example", "X-Forwarded-Host: evil.example",
    "Content-Length: 99999999999", "Content-Length: -1", "Transfer-Encoding: chunked", "Upgrade: websocket\r\nConnection: Upgrade",
    "Cookie: " + "a" * 20_000, "X: " + "b" * 100_000, "Accept-Encoding: " + "gzip," * 1000, "Expect: 100-continue", " folded: x", ":",
)  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    project = program(tmp_path_factory.mktemp("requests"))
    shutil.copytree(TESTS / "sites" / "harbour" / "content", project / "content")
    (project / "secret").mkdir()
    (project / "secret" / "x").write_text(SECRET)
    with serving(project) as found:
        yield found


def request(chance: random.Random, port: int) -> bytes:
    """A request as a stranger might send it."""
    path = chance.choice(PATHS) + "".join(chance.choice(PARTS) for _ in range(chance.choice((0, 1, 1, 2, 4))))
    method = "GET" if chance.random() < 0.8 else chance.choice(METHODS)
    host = HOSTS[0] if chance.random() < 0.7 else chance.choice(HOSTS)
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host.format(port=port)}"]
    lines += [line for line in (chance.choice(HEADERS) for _ in range(chance.choice((0, 0, 0, 1, 2)))) if line]
    whole = "\r\n".join([*lines, "Connection: close", "", ""]).encode("utf-8", "surrogateescape")
    if chance.random() < 0.1:
        spot = chance.randrange(len(whole))
        whole = whole[:spot] + bytes(chance.randrange(256) for _ in range(chance.randrange(1, 9))) + whole[spot:]
    return whole


def answered(port: int, whole: bytes) -> bytes:
    """All that comes back, until the other side ends; nothing where it waits for more."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        try:
            connection.sendall(whole)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))
        except (ConnectionError, TimeoutError):
            return b""


def assault(served: Served, count: int) -> Counter[str]:
    outcomes: Counter[str] = Counter()
    for seed in range(count):
        chance = random.Random(seed)
        whole = request(chance, served.port)
        said = answered(served.port, whole)
        assert SECRET.encode() not in said, seed
        assert b"root:x:" not in said, seed
        assert b"base-url" not in said, seed
        head, _, body = said.partition(b"\r\n\r\n")
        assert b"\r\nX: y" not in head, seed
        if head:
            status = head.split(b" ", 2)[1].decode()
            assert status != "500", (seed, whole[:300])
            assert b"Traceback" not in body, seed
            outcomes[status] += 1
        else:
            outcomes["closed"] += 1
    assert served.get("/en/110/index.html")[0] == 200
    assert "Traceback" not in (served.project / "stderr.txt").read_text()
    return outcomes


def told(outcomes: Counter[str]) -> str:
    refused = sum(count for status, count in outcomes.items() if status not in ("200", "302", "304"))
    return f"{sum(outcomes.values())} requests, {refused} refused: {dict(sorted(outcomes.items()))}"


def test_strangers_get_nothing_of_the_disk(served: Served) -> None:
    print(told(assault(served, FEW)))


@pytest.mark.campaign
def test_thousands_of_strangers_get_nothing_of_the_disk(served: Served) -> None:
    print(told(assault(served, MANY)))


def test_who_sends_slowly_keeps_nobody_waiting(served: Served) -> None:
    waiting = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(50)]
    try:
        for connection in waiting:
            connection.sendall(b"GET /en/110/index.html HTTP/1.1\r\nHost: ")
        assert served.get("/en/110/index.html")[0] == 200
    finally:
        for connection in waiting:
            connection.close()


def test_the_preview_listens_on_this_machine_alone(served: Served) -> None:
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        address, state = line.split()[1], line.split()[3]
        if state == "0A" and address.endswith(f":{served.port:04X}"):
            assert address.startswith("0100007F:")
