"""A part of the archive as one WARC file that stands for itself.

Records are copied byte for byte, a response with its request. Within a project a revisit names the file and offset of its body;
outside of it that means nothing: there it names the original's address, time and record, as WARC 1.1 says (5.7 to 5.9), and the original
comes with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from warcio.warcwriter import WARCWriter

from domain.errors import StoreError
from domain.record import Kept
from storage.archive import Archive
from storage.members import BROKEN, Member, member_at
from storage.warc import REFERS_TO_FILE, REFERS_TO_OFFSET, warcinfo


@dataclass(frozen=True, slots=True)
class Exported:
    """How many responses, revisits and requests were written."""

    responses: int
    revisits: int
    requests: int


def export(archive: Archive, kept: Sequence[Kept], target: Path) -> Exported:
    """Write the records to ``target``, which is there whole or not at all.

    Raises StoreError for a record that cannot be read, or if the file cannot be written.
    """
    beside = target.with_name(f"{target.name}.part")
    try:
        with beside.open("wb") as file:
            copier = _Copier(archive, file)
            file.write(warcinfo(target.name))
            for one in kept:
                copier.copy(one.record)
        beside.replace(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}; choose another place or make room") from error
    finally:
        beside.unlink(missing_ok=True)
    return Exported(copier.responses, copier.revisits, copier.requests)


class _Copier:
    """Writes each record once; originals before what refers to them."""

    def __init__(self, archive: Archive, target: BinaryIO) -> None:
        self.archive = archive
        self.target = target
        self.responses = self.revisits = self.requests = 0
        self._done: dict[str, Any] = {}

    def copy(self, address: str) -> Any:
        """Copy the record at an address, unless that was done; returns its WARC headers."""
        if address not in self._done:
            try:
                self._done[address] = self._copy(address)
            except BROKEN as error:
                raise StoreError(
                    f"the archived response {address} in {self.archive.root} is missing or damaged, so nothing was exported; "
                    "`regdelta archive verify` lists all that is"
                ) from error
        return self._done[address]

    def _copy(self, address: str) -> Any:
        path, offset = self.archive.place(address)
        with path.open("rb") as file:
            member = member_at(file, offset)
            record = member.record()
            if record.rec_type == "revisit":
                self._revisit(record)
            else:
                self._raw(file, member)
                self.responses += 1
                self._request(file, member, record)
        return record.rec_headers

    def _raw(self, file: BinaryIO, member: Member) -> None:
        file.seek(member.offset)
        self.target.write(file.read(member.length))

    def _request(self, file: BinaryIO, before: Member, response: Any) -> None:
        """The request is written behind its response; the last record of a file has none behind it."""
        try:
            member = member_at(file, before.offset + before.length)
            record = member.record()
        except BROKEN:
            return
        own = response.rec_headers.get_header("WARC-Record-ID")
        if record.rec_type == "request" and record.rec_headers.get_header("WARC-Concurrent-To") == own:
            self._raw(file, member)
            self.requests += 1

    def _revisit(self, record: Any) -> None:
        headers = record.rec_headers
        original = self.copy(f"{headers.get_header(REFERS_TO_FILE)}#{headers.get_header(REFERS_TO_OFFSET)}")
        for name in (REFERS_TO_FILE, REFERS_TO_OFFSET):
            headers.remove_header(name)
        headers.add_header("WARC-Refers-To", original.get_header("WARC-Record-ID"))
        headers.add_header("WARC-Refers-To-Target-URI", original.get_header("WARC-Target-URI"))
        headers.add_header("WARC-Refers-To-Date", original.get_header("WARC-Date"))
        WARCWriter(self.target, gzip=True, warc_version="1.1").write_record(record)
        self.revisits += 1
