"""Under which names the preview answers.

In: the host that a request names. Out: whether that is us. A page elsewhere could have its own name lead to this machine
(DNS rebinding) and read what is not published yet; a name that is not ours is refused.
"""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from urllib.parse import urlsplit

from msgspec import Struct

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Hosts(Struct, frozen=True):
    """The names under which the preview answers; `bound` is the address that it was told to listen on."""

    bound: str

    def knows(self, host: str) -> bool:
        """Whether a request may name `host`: this machine, or any bare address where others were let in."""
        with suppress(ValueError):
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
            if name in (*LOOPBACK, self.bound):
                return True
            if self.bound not in LOOPBACK:
                ipaddress.ip_address(name)  # A name can be made to lead here; a bare address cannot.
                return True
        return False
