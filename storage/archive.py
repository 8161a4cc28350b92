"""The archive: every response as received, in WARC files that any web-archive tool reads.

``2031/run-000012-1.warc.gz`` below the root holds what one process received in one run, one gzip member a record, so that a record
is read at its offset without the rest. A record's address is ``<file>#<offset>``. It is given out by :class:`ArchiveWriter`
only when the record is on disk: the torn end that a kill may leave is never referred to.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from domain.errors import StoreError
from storage.members import BROKEN, member_at
from storage.warc import REFERS_TO_FILE, REFERS_TO_OFFSET, ArchiveWriter, payload_digest

__all__ = ["Archive", "ArchiveWriter", "ArchivedResponse"]


@dataclass(frozen=True, slots=True)
class ArchivedResponse:
    """One response as kept. ``at`` is aware UTC; ``body`` has the bytes that the writer was given."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: datetime


class Archive:
    """The WARC files below ``root``, which need not exist yet."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextmanager
    def writer(self, run: int) -> Iterator[ArchiveWriter]:
        """Add the responses of a run; each writer has a file of its own, made with its first record."""
        with closing(ArchiveWriter(self.root, run)) as writer:
            yield writer

    def read(self, record: str) -> ArchivedResponse:
        """The response at an address; for a revisit, with the body of the response it refers to.

        Raises StoreError if the file is gone, or what stands there is not whole.
        """
        try:
            return self._read(record)
        except BROKEN as error:
            raise self._broken(record) from error

    def original(self, record: str) -> str:
        """The address of the record that has the body: this one, or the one that a revisit refers to.

        Raises StoreError like :meth:`read`, also if that body is no longer whole.
        """
        try:
            return self._original(record)
        except BROKEN as error:
            raise self._broken(record) from error

    def _original(self, record: str) -> str:
        """A member that unpacks has the check sum it was written with: nothing else is to be known of the body here."""
        path, offset = self.place(record)
        with path.open("rb") as file:
            head = member_at(file, offset).head()
        if head["warc-type"] != "revisit":
            return record
        return self._original(f"{head[REFERS_TO_FILE.lower()]}#{head[REFERS_TO_OFFSET.lower()]}")

    def _read(self, record: str) -> ArchivedResponse:
        path, offset = self.place(record)
        with path.open("rb") as file:
            found = member_at(file, offset).record()
        body: bytes = found.raw_stream.read()
        headers = {key.lower(): value for key, value in found.rec_headers.headers}
        if found.rec_type == "revisit":
            body = self._read(f"{headers[REFERS_TO_FILE.lower()]}#{headers[REFERS_TO_OFFSET.lower()]}").body
        if payload_digest(body) != headers["warc-payload-digest"]:
            raise ValueError("its bytes are not those that were written")
        return _response(found, body)

    def _broken(self, record: str) -> StoreError:
        return StoreError(
            f"the archived response {record} in {self.root} is missing or damaged; restore its file from a backup"
        )

    def place(self, record: str) -> tuple[Path, int]:
        """The file and offset that an address names. Raises ValueError for one that is none, or leads out of the archive."""
        name, _, offset = record.partition("#")
        parts = PurePosixPath(name).parts
        if not parts or ".." in parts or name.startswith("/"):
            raise ValueError("it is no address within the archive")
        return self.root.joinpath(*parts), int(offset)


def _response(record: Any, body: bytes) -> ArchivedResponse:
    at = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date"))
    head = record.http_headers
    return ArchivedResponse(
        url=record.rec_headers.get_header("WARC-Target-URI"),
        status=int(head.get_statuscode()) if head else 200,  # a file kept with write_file has no status
        headers=tuple(head.headers) if head else (("Content-Type", record.rec_headers.get_header("Content-Type")),),
        body=body,
        at=at.astimezone(UTC),
    )
