"""HTTP on the wire: from the socket to a Request and back, and the faults that only a socket can show."""

from __future__ import annotations

import socket
import struct
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

from sample.faults import Fault
from sample.host import Host
from sample.web import Reply, Request

LATE = 2.0  # seconds an answer of a slow site takes
RST = struct.pack("ii", 1, 0)  # SO_LINGER with no time to linger: closing sends a reset


class SiteServer(ThreadingHTTPServer):
    """One site's server; ``host`` answers."""

    daemon_threads = True
    request_queue_size = 64
    host: Host


class Handler(BaseHTTPRequestHandler):
    """Keeps connections alive. Answers GET, HEAD and POST; a posted form is read as if it stood in the address."""

    server: SiteServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else head and body wait for each other's acknowledgement
    wbufsize = -1
    timeout = 30
    cut = False  # True if the connection is to be reset

    def do_GET(self) -> None:
        reply, fault = self.server.host.answer(self._request())
        if fault is Fault.RESET:
            self._reset()
            return
        if fault is Fault.SLOW:
            time.sleep(LATE)
        self._send(reply, half=fault is Fault.HALF_PAGE)

    do_HEAD = do_GET  # noqa: N815 - the names are those of http.server
    do_POST = do_GET  # noqa: N815

    def _request(self) -> Request:
        parts = urlsplit(self.path)
        form = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8", "replace")
        query = dict(parse_qsl(parts.query, keep_blank_values=True) + parse_qsl(form, keep_blank_values=True))
        return Request(self.command, unquote(parts.path), query, {name.lower(): value for name, value in self.headers.items()})

    def _send(self, reply: Reply, *, half: bool) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        if reply.status != 304:
            self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers:
            self.send_header(name, value)
        self._note(reply.status)
        self.end_headers()
        body = b"" if self.command == "HEAD" else reply.body
        self.wfile.write(body[: len(body) // 2] if half else body)
        self.close_connection = half or self.close_connection

    def _reset(self) -> None:
        self._note(0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RST)
        self.cut = self.close_connection = True

    def finish(self) -> None:
        """A reset needs the close before the server's own orderly shutdown."""
        super().finish()
        if self.cut:
            self.connection.close()

    def version_string(self) -> str:
        return "nginx"

    def _note(self, status: int) -> None:
        """Into the log before the answer leaves: who has the answer finds the request logged."""
        host = self.server.host
        host.note(host.regulator.id, self.command, self.path, status, self.headers.get("User-Agent", ""))

    def handle(self) -> None:
        """A client that goes away in the middle is none of our concern."""
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing to standard error: the log is :attr:`sample.server.SampleRegulators.requests`."""
