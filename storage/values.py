"""How domain values stand in columns: times and dates as text that sorts, the rest as JSON, documents compressed.

A document is kept as zstd-compressed JSON of ``{"document": ..., "runs": [...]}``. ``runs`` is its span map as numbers in
threes: the gap to the run before in the canonical text, the gap in the published text, the length. Written out as
objects the map would be longer than the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TypeVar

import msgspec
import zstandard

from domain.document import Document, Repair
from domain.record import Outline
from domain.text import IDENTITY, Run, SpanMap

T = TypeVar("T")

# Of zstd: see docs/storage.md for what the levels cost on documents of the usual length.
LEVEL = 3


@dataclass(frozen=True, slots=True)
class _Stored:
    document: Document
    runs: tuple[int, ...]


def stamp(at: datetime) -> str:
    """An aware time as UTC text of one width, so that it sorts. Raises ValueError for a naive time."""
    if at.tzinfo is None:
        raise ValueError(f"a time without a zone cannot be stored: {at!r}")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def maybe_moment(text: str | None) -> datetime | None:
    return None if text is None else moment(text)


def day(on: date | None) -> str | None:
    return None if on is None else on.isoformat()


def maybe_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def to_json(value: object) -> str:
    """Any domain value, or a tuple of them, as JSON text."""
    return msgspec.json.encode(value).decode()


def from_json(text: str, kind: type[T]) -> T:
    """The value that :func:`to_json` was given. Raises msgspec.ValidationError if the text does not fit."""
    return msgspec.json.decode(text, type=kind)


def pack(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=LEVEL).compress(data)


def unpack(data: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(data)


@dataclass(frozen=True, slots=True)
class _Parts:
    measures: tuple[msgspec.Raw, ...]
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class _Sketch:
    document: _Parts


class _Last:
    """The document that was unpacked last, with its payload: one that waited on a shelf is stored as it is, not packed once more."""

    seen: tuple[Document | None, bytes] = (None, b"")  # one value, so that threads never see half of it


def pack_document(document: Document) -> bytes:
    """A document as the payload of a version."""
    last, payload = _Last.seen
    if document is last:
        return payload
    stored = _Stored(replace(document, spans=IDENTITY), tuple(_gaps(document.spans)))
    return pack(msgspec.json.encode(stored))


def unpack_document(payload: bytes) -> Document:
    """The document of a payload. Raises msgspec.ValidationError if it was not made by :func:`pack_document`."""
    stored = msgspec.json.decode(unpack(payload), type=_Stored)
    document = replace(stored.document, spans=SpanMap(tuple(_runs(stored.runs))))
    _Last.seen = document, payload
    return document


def outline_of(payload: bytes) -> Outline:
    """What the document of a payload comes to, at a third of the cost of unpacking it."""
    found = msgspec.json.decode(unpack(payload), type=_Sketch).document
    return Outline(len(found.measures), tuple(repair.before for repair in found.repairs if repair.kind == "unread"))


def _gaps(spans: SpanMap) -> Iterator[int]:
    canonical = published = 0
    for run in spans.runs:
        yield from (run.canonical - canonical, run.published - published, run.length)
        canonical, published = run.canonical + run.length, run.published + run.length


def _runs(gaps: tuple[int, ...]) -> Iterator[Run]:
    canonical = published = 0
    for gap, published_gap, length in zip(gaps[::3], gaps[1::3], gaps[2::3], strict=True):
        run = Run(canonical + gap, published + published_gap, length)
        yield run
        canonical, published = run.canonical + length, run.published + length
