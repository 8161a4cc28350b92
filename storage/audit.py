"""Is the archive whole? Every file is read to its end, and every record that the database names is held against what it says of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from domain.errors import StoreError
from domain.record import Kept
from storage.archive import Archive
from storage.members import BROKEN, members
from storage.warc import payload_digest

Told = Callable[[int, int], None]
"""Called with how many of how many files and named records were looked at."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with the record at an address."""

    record: str
    said: str


@dataclass(slots=True)
class Audit:
    """Counts of what was read, in ``bytes`` as it lies on disk. ``torn`` are the places where a file ends in the middle of a record that
    nothing refers to: a kill left it, and nothing is lost."""

    files: int = 0
    records: int = 0
    revisits: int = 0
    bytes: int = 0
    named: int = 0
    torn: list[str] = field(default_factory=list)
    damaged: list[Damage] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not self.damaged


def verify(archive: Archive, named: Sequence[Kept], told: Told = lambda *_: None) -> Audit:
    """Read everything once. Damage is told, never raised."""
    audit = Audit(named=len(named))
    files = sorted(archive.root.rglob("*.warc.gz"))
    total = len(files) + len(named)
    for done, path in enumerate(files, 1):
        _read_through(archive, path, named, audit)
        told(done, total)
    for done, kept in enumerate(named, len(files) + 1):
        if said := _wrong(archive, kept):
            audit.damaged.append(Damage(kept.record, said))
        told(done, total)
    return audit


def _read_through(archive: Archive, path: Path, named: Sequence[Kept], audit: Audit) -> None:
    name = path.relative_to(archive.root).as_posix()
    audit.files += 1
    audit.bytes += path.stat().st_size
    reached = 0
    try:
        with path.open("rb") as file:
            for member in members(file):
                record = member.record()
                audit.records += 1
                audit.revisits += record.rec_type == "revisit"
                if not _digest_holds(record):
                    audit.damaged.append(Damage(f"{name}#{member.offset}", "its bytes are not those that were written"))
                reached = member.offset + member.length
    except BROKEN:
        if _named_after(named, name, reached):
            audit.damaged.append(Damage(f"{name}#{reached}", "the file cannot be read on from here, and records follow"))
        else:
            audit.torn.append(f"{name}#{reached}")


def _digest_holds(record: Any) -> bool:
    """Of what has a body of its own; a revisit names the digest of another one's."""
    if record.rec_type not in ("response", "resource"):
        return True
    return bool(payload_digest(record.raw_stream.read()) == record.rec_headers.get_header("WARC-Payload-Digest"))


def _named_after(named: Sequence[Kept], name: str, offset: int) -> bool:
    places = (kept.record.partition("#") for kept in named)
    return any(file == name and int(place) > offset for file, _, place in places)


def _wrong(archive: Archive, kept: Kept) -> str | None:
    """What is wrong with a record that the database names; a revisit is followed to its body."""
    try:
        body = archive.read(kept.record).body
    except StoreError as error:
        gone = isinstance(error.__cause__, FileNotFoundError)
        return f"fetch {kept.fetch} names it, but {'its file is gone' if gone else 'it cannot be read'}"
    if kept.sha256 is not None and hashlib.sha256(body).hexdigest() != kept.sha256:
        return f"fetch {kept.fetch} names other bytes"
    if kept.size is not None and kept.sha256 is not None and len(body) != kept.size:
        return f"fetch {kept.fetch} says {kept.size} bytes, it has {len(body)}"
    return None
