"""The gzip members of a WARC file: one record each, readable at its offset without the rest."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

PIECE = 1 << 16  # bytes read from disk at a time
BROKEN = (OSError, EOFError, ValueError, KeyError, zlib.error, ArchiveLoadFailed, StopIteration)
"""What reading a damaged file may raise."""


@dataclass(frozen=True, slots=True)
class Member:
    """``length`` bytes of the file from ``offset`` on, and what they unpack to."""

    offset: int
    length: int
    data: bytes

    def head(self) -> dict[str, str]:
        """The named fields of the record, names in lower case (WARC 1.1, 4), without reading its block. Raises ValueError if it has no end."""
        head, end, _ = self.data.partition(b"\r\n\r\n")
        if not end:
            raise ValueError("the head of the record does not end")
        fields = (line.partition(":") for line in head.decode("utf-8", "replace").split("\r\n")[1:])
        return {name.strip().lower(): value.strip() for name, _, value in fields}

    def record(self) -> Any:
        """As warcio reads it. Raises one of :data:`BROKEN`."""
        return next(ArchiveIterator(BytesIO(self.data)))


def member_at(file: BinaryIO, offset: int) -> Member:
    """The member that begins here. Raises EOFError if its end is missing, zlib.error if its check sum is wrong."""
    file.seek(offset)
    unzip = zlib.decompressobj(zlib.MAX_WBITS + 16)
    pieces, length = [], 0
    while not unzip.eof:
        if not (piece := file.read(PIECE)):
            raise EOFError
        pieces.append(unzip.decompress(piece))
        length += len(piece)
    return Member(offset, length - len(unzip.unused_data), b"".join(pieces))


def members(file: BinaryIO) -> Iterator[Member]:
    """All members from the beginning to the end. Raises like :func:`member_at` at the first that is not whole."""
    end = file.seek(0, 2)
    offset = 0
    while offset < end:
        found = member_at(file, offset)
        yield found
        offset += found.length
