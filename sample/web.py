"""Request and Reply, and the marks in a page that are filled at the last moment, on every request anew."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

VIEWS = b"{{views}}"  # a counter
STAMP = b"{{stamp}}"  # epoch milliseconds
TOKEN = b"{{token}}"  # an expiring, encrypted-looking download address


@dataclass(frozen=True, slots=True)
class Request:
    """One request; ``query`` holds the last value of each key of the address and of a posted form, header names in lower case."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. A ``static`` one may carry validators; ``content_type`` is what the server claims, no more."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/html"
    headers: tuple[tuple[str, str], ...] = ()
    static: bool = False

    @property
    def digest(self) -> str:
        """A fingerprint of the page as the CMS made it, before any mark is filled."""
        return hashlib.sha256(self.body).hexdigest()[:16]

    def filled(self, views: int, token: str) -> Reply:
        """The answer with its marks filled."""
        body = self.body.replace(VIEWS, str(views).encode()).replace(TOKEN, token.encode())
        return replace(self, body=body.replace(STAMP, str(time.time_ns() // 1_000_000).encode()))


NOT_FOUND = Reply(
    404, b"<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center></body></html>"
)
