"""Many small sites on loopback, each on a port of its own, answered by one thread: what comes over the wire is ours to the byte."""

from __future__ import annotations

import asyncio
import hashlib
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

RESET = struct.pack("ii", 1, 0)  # SO_LINGER with no time to linger: closing sends a reset
NO_BODY = (204, 304)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. ``announced`` is a Content-Length that is not true; ``reset`` cuts the connection before any answer."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    announced: int | None = None
    reset: bool = False
    validators: bool = False

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


Site = Callable[[str], Reply]
"""What stands at a path (with its query, unquoted)."""


class Wire:
    """``with Wire() as wire: port = wire.open(site)``."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._servers: list[asyncio.Server] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def open(self, site: Site) -> int:
        """A port of 127.0.0.1 at which ``site`` answers until the wire is closed."""
        start = asyncio.start_server(lambda reader, writer: _serve(site, reader, writer), "127.0.0.1", 0)
        server = asyncio.run_coroutine_threadsafe(start, self._loop).result()
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


async def _serve(site: Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
        while await _answer(site, await reader.readuntil(b"\r\n\r\n"), writer):
            pass
    writer.close()


async def _answer(site: Site, request: bytes, writer: asyncio.StreamWriter) -> bool:
    """Answer one request; False if the connection ends with it."""
    head = request.decode("latin-1")
    parts = urlsplit(head.split(" ", 2)[1])
    reply = site(unquote(parts.path + (f"?{parts.query}" if parts.query else "")))
    if reply.reset:
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        return False
    if reply.validators and f"If-None-Match: {reply.etag}".lower() in head.lower():
        reply = Reply(b"", 304, headers=(("ETag", reply.etag),))
    writer.write(_head(reply) + reply.body)
    await writer.drain()
    return reply.announced is None


def _head(reply: Reply) -> bytes:
    lines = [f"HTTP/1.1 {reply.status} Answer", f"Content-Type: {reply.content_type}"]
    if reply.status not in NO_BODY:
        lines.append(f"Content-Length: {len(reply.body) if reply.announced is None else reply.announced}")
    lines += [f"{name}: {value}" for name, value in reply.headers]
    lines += [f"ETag: {reply.etag}"] if reply.validators and reply.status == 200 else []
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
