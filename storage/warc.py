"""Writing WARC records so that each is whole on disk before anything refers to it.

A body is kept as the HTTP client hands it over: transfer and content coding are undone. Headers that no longer hold for such a
body are kept under the name ``X-Archive-Orig-...``, so that other tools do not undo the coding a second time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO, FileIO
from itertools import count
from pathlib import Path
from threading import RLock
from typing import cast
from urllib.parse import urlsplit

from warcio.recordbuilder import RecordBuilder
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from domain.errors import StoreError

# Not in the standard, but written by Heritrix, the Internet Archive's crawler: where the body of a revisit stands.
REFERS_TO_FILE = "WARC-Refers-To-Filename"
REFERS_TO_OFFSET = "WARC-Refers-To-File-Offset"

BUILDER = RecordBuilder(warc_version="1.1")

_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
_OF_THE_WIRE = {"content-encoding", "transfer-encoding", "content-length"}

Headers = Sequence[tuple[str, str]]


def payload_digest(body: bytes) -> str:
    """The SHA-256 of a body as WARC headers name it."""
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


class ArchiveWriter:
    """Adds records to one WARC file of its own. Safe to share between threads."""

    def __init__(self, root: Path, run: int) -> None:
        self._root = root
        self._run = run
        self._name = ""
        self._file: FileIO | None = None
        self._waiting: list[bytes] | None = None
        self._end = 0
        self._lock = RLock()

    def close(self) -> None:
        if self._file:
            self._file.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Several records with one wait for the disk; it holds up other threads that write.

        Their addresses are good only after the end of the block. Raises StoreError there; then none of them was kept.
        """
        with self._lock:
            waiting: list[bytes] = []
            self._waiting = waiting
            try:
                yield
            finally:
                self._waiting = None
                self._end -= sum(len(data) for data in waiting)
            if waiting:
                self._write(b"".join(waiting))

    def write(
        self,
        url: str,
        *,
        status: int,
        reason: str,
        headers: Headers,
        body: bytes,
        at: datetime,
        request_headers: Headers | None = None,
        method: str = "GET",
    ) -> str:
        """Keep a response, with its request if its headers are given; returns the record's address.

        ``at`` is aware. The record is on disk when this returns. Raises StoreError if it cannot be written.
        """
        response = _record("response", url, at, _response_head(status, reason, headers, body), body)
        records = [response]
        if request_headers is not None:
            records.append(_record("request", url, at, _request_head(method, url, request_headers)))
            records[1].rec_headers.add_header("WARC-Concurrent-To", response.rec_headers.get_header("WARC-Record-ID"))
        return self._append(records, at)

    def write_file(self, url: str, *, content_type: str, body: bytes, at: datetime) -> str:
        """Keep a file that came over no network, as a ``resource`` record (WARC 1.1, 6.4)."""
        return self._append([_record("resource", url, at, None, body, content_type)], at)

    def write_revisit(
        self, url: str, *, status: int, reason: str, headers: Headers, at: datetime, original: str, digest: str
    ) -> str:
        """Keep a response whose body stands in an earlier record: a 304, or the same bytes again.

        ``original`` is that record's address, ``digest`` the SHA-256 of the body in hex.
        """
        record = _record("revisit", url, at, _response_head(status, reason, headers, None))
        file, _, offset = original.partition("#")
        profile = "server-not-modified" if status == 304 else "identical-payload-digest"
        for name, value in (
            ("WARC-Profile", _PROFILE + profile),
            ("WARC-Payload-Digest", f"sha256:{digest}"),
            (REFERS_TO_FILE, file),
            (REFERS_TO_OFFSET, offset),
        ):
            record.rec_headers.add_header(name, value)
        return self._append([record], at)

    def _append(self, records: Iterable[ArcWarcRecord], at: datetime) -> str:
        data = _serialised(records)
        with self._lock, self._explained():
            if self._file is None:
                self._open(at)
            address = f"{self._name}#{self._end}"
            if self._waiting is None:
                self._write(data)
            else:
                self._waiting.append(data)
                self._end += len(data)
            return address

    def _write(self, data: bytes) -> None:
        """Put bytes at the end of the file, and wait for the disk."""
        with self._explained():
            _write_through(cast(FileIO, self._file), data, self._end)
            self._end += len(data)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"the archive in {self._root} cannot be written: {error.strerror}; make room or check its rights"
            ) from error

    def _open(self, at: datetime) -> None:
        """Make the next free file of this run; its name survives a power cut."""
        folder = self._root / f"{at.astimezone(UTC):%Y}"
        folder.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            path = folder / f"run-{self._run:06}-{number}.warc.gz"
            try:
                file = FileIO(path, "xb")
            except FileExistsError:
                continue
            self._file, self._name = file, path.relative_to(self._root).as_posix()
            _sync_folder(folder)
            break
        self._end = 0
        self._write(warcinfo(path.name))


def _record(
    kind: str, url: str, at: datetime, head: StatusAndHeaders | None, body: bytes = b"", content_type: str = ""
) -> ArcWarcRecord:
    """A record with its body in memory; the date keeps its microseconds, as WARC 1.1 allows."""
    headers = {"WARC-Date": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"}
    if kind in ("response", "resource"):
        headers["WARC-Payload-Digest"] = payload_digest(body)
    return BUILDER.create_warc_record(
        _one_line(url),
        kind,
        payload=BytesIO(body),
        length=len(body),
        warc_content_type=_one_line(content_type),
        warc_headers_dict=headers,
        http_headers=head,
    )


def _serialised(records: Iterable[ArcWarcRecord]) -> bytes:
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="1.1")
    for record in records:
        writer.write_record(record)
    return buffer.getvalue()


def warcinfo(name: str) -> bytes:
    """The record that a file begins with."""
    return _serialised([BUILDER.create_warcinfo_record(name, {"software": "regdelta", "format": "WARC File Format 1.1"})])


def _response_head(status: int, reason: str, headers: Headers, body: bytes | None) -> StatusAndHeaders:
    kept = [(f"X-Archive-Orig-{name}" if name.lower() in _OF_THE_WIRE else name, _one_line(value)) for name, value in headers]
    if body is not None:
        kept.append(("Content-Length", str(len(body))))
    return StatusAndHeaders(f"{status} {_one_line(reason)}".strip(), kept, protocol="HTTP/1.1")


def _request_head(method: str, url: str, headers: Headers) -> StatusAndHeaders:
    parts = urlsplit(_one_line(url))
    path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    kept = [(name, _one_line(value)) for name, value in headers]
    return StatusAndHeaders(f"{method} {path} HTTP/1.1", [("Host", parts.netloc), *kept], is_http_request=True)


def _one_line(text: str) -> str:
    """A header value cannot start a line of its own, whatever a server sent."""
    return " ".join(text.splitlines())


def _write_through(file: FileIO, data: bytes, offset: int) -> None:
    """Write at the end and wait for the disk; a write that fails half-way is taken back, so that the file stays readable."""
    try:
        view = memoryview(data)
        while view:
            view = view[file.write(view) :]
        os.fsync(file.fileno())
    except OSError:
        file.truncate(offset)
        file.seek(offset)
        raise


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
