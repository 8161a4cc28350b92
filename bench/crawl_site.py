"""A regulator's site for the crawl benchmark, in a process of its own: ``python -m bench.crawl_site PAGES``.

It prints its address. ``/list/index.html`` and ``index_1.html`` ... list 20 documents a page as TRS WCM does; each document page has about
18.7 KB, a third of it text. ``/_set?validators=1&day=2&share=5`` puts it into another state: with or without ETag and Last-Modified, and
``share`` per cent of the documents amended once more.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from bench.normalize import dressed, paragraphs

ROWS = 20
SIZE = 18_700  # bytes of a document page, as in the measurements of the peers
MODIFIED = "Mon, 02 Nov 2026 00:00:00 GMT"


class State:
    """What the site shows. ``day`` counts the amendments; every ``100 / share``-th document takes part in them."""

    pages = 0
    validators = False
    day = 0
    share = 0


def title(number: int) -> str:
    return f"甲省第{number}号支持医药产业创新若干措施"


@lru_cache(maxsize=8192)
def document(number: int, edition: int) -> bytes:
    """A policy paper of its own; each edition has another time limit in its first measure."""
    words = paragraphs(SIZE // 3, seed=number)
    words[:2] = title(number), f"甲药监规〔2026〕{number + 1}号"
    words[5] += f"第{number}类事项在{60 - edition}个工作日内办结。"
    return dressed(words, SIZE)


def shown(number: int) -> bytes:
    """A document as it is in the state the site is in."""
    taking_part = State.share and number % (100 // State.share) == 0
    return document(number, State.day if taking_part else 0)


def make() -> None:
    """Have every page ready: no tool is to wait for the making of one because it came first."""
    for number in range(State.pages):
        shown(number)


def listing(page: int) -> bytes:
    rows = "".join(
        f'<li><a href="/doc/{n}.html" title="{title(n)}">{title(n)[:8]}…</a><span>2026-03-01</span></li>'
        for n in range(page * ROWS, min(State.pages, (page + 1) * ROWS))
    )
    pages = -(-State.pages // ROWS)
    script = f'<script>createPageHTML({pages}, {page}, "index", "html")</script>'
    return f'<html><body><ul class="rows">{rows}</ul>{script}</body></html>'.encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm: ClassVar[bool] = True
    wbufsize = 65_536

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/_set":
            for name, values in parse_qs(parts.query).items():
                setattr(State, name, int(values[0]))
            make()
            self._send(b"ok")
        elif parts.path.startswith("/list/"):
            stem = parts.path.removeprefix("/list/index").removesuffix(".html")
            self._send(listing(int(stem.removeprefix("_") or 0)))
        elif parts.path.startswith("/doc/"):
            self._send(shown(int(parts.path.removeprefix("/doc/").removesuffix(".html"))))
        else:
            self._send(b"", 404)

    def _send(self, body: bytes, code: int = 200) -> None:
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        if State.validators and code == 200 and self.headers.get("If-None-Match") == tag:
            code, body = 304, b""
        self.send_response_only(code)
        if State.validators:
            self.send_header("ETag", tag)
            self.send_header("Last-Modified", MODIFIED)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


def main() -> None:
    State.pages = int(sys.argv[1])
    make()
    server = Server(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
