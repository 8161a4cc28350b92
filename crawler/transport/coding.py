"""Content codings undone (RFC 9110, section 8.4): all of a body or a word that it is not all, and never more than a body may have.

Scrapy's own functions hand over what they have when a stream breaks off or its check sum is wrong: half a page that looks whole.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator, Sequence

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PIECE = 1 << 16  # bytes made at a time
MOST_LAYERS = 3  # one is usual, two are a server's mistake; each may grow, so that more would be a way to keep us busy
GZIP = b"\x1f\x8b"
WITH_HEAD, OF_ZLIB, BARE = 31, 15, -15
"""What zlib is told to expect: a gzip member, a zlib stream, or neither (which some servers take ``deflate`` to mean)."""


class Overgrown(Exception):
    """The body would be larger than it may be."""


class Broken(Exception):
    """The stream ends too early, or is none."""


def undo(body: bytes, codings: Sequence[str], most: int) -> tuple[bytes, tuple[str, ...], bool]:
    """The body, the codings left on it (those we do not know, and what they cover), and whether it is whole.

    ``codings`` in the order in which they were applied. Raises Overgrown beyond ``most`` bytes.
    """
    left = list(codings)
    for _ in range(MOST_LAYERS):
        if not left or left[-1] not in DECODERS:
            return body, tuple(left), True
        made, whole = _gathered(DECODERS[left[-1]](body), most)
        if not whole and not made:
            return body, tuple(left), False
        body = made
        left.pop()
        if not whole:
            return body, tuple(left), False
    return body, tuple(left), not left


def _gathered(pieces: Iterator[bytes], most: int) -> tuple[bytes, bool]:
    held, size = [], 0
    try:
        for piece in pieces:
            size += len(piece)
            if size > most:
                raise Overgrown
            held.append(piece)
    except (Broken, zlib.error, brotli.error, zstd.ZstdError):
        return b"".join(held), False
    return b"".join(held), True


def _gunzipped(body: bytes) -> Iterator[bytes]:
    """All members. What does not begin like one is taken as it is: servers say gzip of plain pages, too."""
    if not body.startswith(GZIP):
        yield body
    while body.startswith(GZIP):
        unzip = zlib.decompressobj(WITH_HEAD)
        yield from _inflated(unzip, body)
        body = unzip.unused_data


def _deflated(body: bytes) -> Iterator[bytes]:
    try:
        zlib.decompressobj(OF_ZLIB).decompress(body, 1)
        expected = OF_ZLIB
    except zlib.error:
        expected = BARE
    yield from _inflated(zlib.decompressobj(expected), body)


def _inflated(unzip: zlib._Decompress, body: bytes) -> Iterator[bytes]:
    while not unzip.eof:
        piece = unzip.decompress(body, PIECE)
        body = unzip.unconsumed_tail
        if not piece and not body and not unzip.eof:
            raise Broken
        yield piece


def _unbrotlied(body: bytes) -> Iterator[bytes]:
    unpack = brotli.Decompressor()
    while not unpack.is_finished():
        piece = unpack.process(body, output_buffer_limit=PIECE)
        body = b""
        if not piece and not unpack.is_finished():
            raise Broken
        yield piece


def _unzstd(body: bytes) -> Iterator[bytes]:
    """All frames."""
    while body:
        unpack = zstd.ZstdDecompressor()
        piece = unpack.decompress(body, PIECE)
        yield piece
        while not unpack.eof:
            piece = unpack.decompress(b"", PIECE)
            if not piece and not unpack.eof:
                raise Broken
            yield piece
        body = unpack.unused_data


DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _deflated,
    "br": _unbrotlied,
    "zstd": _unzstd,
}
