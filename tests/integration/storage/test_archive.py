"""The archive: what was received comes back, to us and to other tools, and a torn end harms nothing."""

from __future__ import annotations

import hashlib
import resource
import secrets
import signal
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from domain.errors import StoreError
from storage.archive import Archive

NOW = datetime(2031, 3, 1, 0, 5, 7, 123456, tzinfo=UTC)
URL = "https://lin.example/zc/a.html?id=7"
BODY = "<p>限时二十日。</p>".encode("gb18030") + bytes(range(256))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def keep(writer, url: str = URL, body: bytes = BODY, headers=(("Content-Type", "text/html"),), **fields) -> str:
    return writer.write(url, **({"status": 200, "reason": "OK", "headers": list(headers), "body": body, "at": NOW} | fields))


def records(archive: Archive) -> list:
    """What warcio itself reads in all files, digests checked, bodies read."""
    found = []
    for path in sorted(archive.root.rglob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                record.body = record.content_stream().read()
                found.append(record)
    return found


def test_a_response_comes_back_as_received(archive):
    """Byte for byte, with status, headers and the time to the microsecond."""
    with archive.writer(12) as writer:
        record = keep(writer, headers=[("Content-Type", "text/html"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    found = archive.read(record)
    assert (found.url, found.status, found.body, found.at) == (URL, 200, BODY, NOW)
    assert found.headers[:3] == (("Content-Type", "text/html"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"))


@pytest.mark.parametrize("body", [b"", b"\r\n\r\n", b"\x1f\x8b\x08\x00 not gzip", b"WARC/1.1\r\n" * 9, bytes(1_000_000)])
def test_any_body_comes_back(archive, body):
    """Nothing in it is taken for the format around it."""
    with archive.writer(1) as writer:
        found = [archive.read(keep(writer, body=body, status=404, reason="")) for _ in range(2)]
    assert [(one.status, one.body) for one in found] == [(404, body)] * 2


def test_the_address_names_year_run_and_place(archive):
    """Relative to the root, so that a project folder may be moved."""
    east = datetime(2032, 1, 1, 7, 0, tzinfo=timezone(timedelta(hours=8)))
    with archive.writer(12) as writer:
        record = keep(writer, at=east)
    name, _, offset = record.partition("#")
    assert name == "2031/run-000012-1.warc.gz"
    assert int(offset) > 0
    moved = archive.root.rename(archive.root.with_name("moved"))
    assert Archive(moved).read(record).at == east


def test_each_writer_has_a_file_of_its_own(archive):
    """A run that goes on after a kill never adds to the file of the killed process; without a record there is no file."""
    with archive.writer(3) as one, archive.writer(3) as two, archive.writer(3):
        first, second = keep(one, body=b"1"), keep(two, body=b"2")
        third = keep(one, body=b"3")
    assert [archive.read(record).body for record in (first, second, third)] == [b"1", b"2", b"3"]
    assert sorted(path.name for path in archive.root.rglob("*.gz")) == ["run-000003-1.warc.gz", "run-000003-2.warc.gz"]


def test_other_tools_read_it(archive):
    """warcio finds a warcinfo, then responses with their requests, all digests right."""
    with archive.writer(1) as writer:
        keep(writer, request_headers=[("User-Agent", "regdelta")])
        keep(writer, url="https://lin.example/", body=b"2")
    found = records(archive)
    assert [record.rec_type for record in found] == ["warcinfo", "response", "request", "response"]
    response, request = found[1:3]
    assert response.rec_headers["WARC-Payload-Digest"] == f"sha256:{hashlib.sha256(BODY).hexdigest()}"
    assert request.rec_headers["WARC-Concurrent-To"] == response.rec_headers["WARC-Record-ID"]
    assert request.http_headers.to_str().splitlines() == [
        "GET /zc/a.html?id=7 HTTP/1.1",
        "Host: lin.example",
        "User-Agent: regdelta",
    ]


def test_a_coding_that_was_undone_is_not_claimed(archive):
    """Other tools would undo it a second time; what the server said stays under another name."""
    sent = [("Content-Encoding", "gzip"), ("transfer-encoding", "chunked"), ("Content-Length", "7")]
    with archive.writer(1) as writer:
        keep(writer, headers=sent)
    (response,) = records(archive)[1:]
    assert response.body == BODY
    assert response.http_headers.headers == [
        ("X-Archive-Orig-Content-Encoding", "gzip"),
        ("X-Archive-Orig-transfer-encoding", "chunked"),
        ("X-Archive-Orig-Content-Length", "7"),
        ("Content-Length", str(len(BODY))),
    ]


def test_a_header_cannot_begin_a_line_of_its_own(archive):
    """Nor can an address or a reason."""
    with archive.writer(1) as writer:
        record = keep(writer, url="https://lin.example/\r\nX: 1", reason="OK\r\nY: 2", headers=[("A", "b\r\n\r\nZ: 3")])
    found = archive.read(record)
    assert found.body == BODY
    assert [name for name, _ in found.headers] == ["A", "Content-Length"]


@pytest.mark.parametrize(("status", "profile"), [(304, "server-not-modified"), (200, "identical-payload-digest")])
def test_a_revisit_refers_to_the_body_kept_before(archive, status, profile):
    """It costs no second copy, and reads like the response it stands for."""
    with archive.writer(1) as writer:
        original = keep(writer)
    digest = hashlib.sha256(BODY).hexdigest()
    with archive.writer(2) as writer:
        record = writer.write_revisit(
            URL, status=status, reason="", headers=[("ETag", '"7"')], at=NOW, original=original, digest=digest
        )
    found = archive.read(record)
    assert (found.status, found.headers, found.body) == (status, (("ETag", '"7"'),), BODY)
    assert records(archive)[-1].rec_type == "revisit"
    assert records(archive)[-1].rec_headers["WARC-Profile"].endswith(profile)


def test_a_revisit_of_other_bytes_is_refused(archive):
    """Its digest says which body was meant."""
    with archive.writer(1) as writer:
        original = keep(writer)
        record = writer.write_revisit(URL, status=304, reason="", headers=[], at=NOW, original=original, digest="0" * 64)
    with pytest.raises(StoreError, match="missing or damaged"):
        archive.read(record)


def test_a_torn_end_harms_nothing_before_it(archive):
    """Whatever instant a kill cut the last record at, those acknowledged before are read."""
    with archive.writer(1) as writer:
        kept = keep(writer)
        last = keep(writer, body=b"last" * 100)
    path = archive.root / kept.partition("#")[0]
    whole, begin = path.read_bytes(), int(last.partition("#")[2])
    for cut in range(begin, len(whole), 7):
        path.write_bytes(whole[:cut])
        assert archive.read(kept).body == BODY
        with pytest.raises(StoreError, match="missing or damaged"):
            archive.read(last)


def test_a_record_that_was_changed_is_refused(archive):
    """Every body is held against its digest."""
    with archive.writer(1) as writer:
        first, second = keep(writer, body=b"a" * 50), keep(writer, body=b"b" * 50)
    path = archive.root / first.partition("#")[0]
    whole, begin = path.read_bytes(), int(first.partition("#")[2])
    other = int(second.partition("#")[2])
    refused = 0
    for place in range(begin, other):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        try:
            assert archive.read(first).body == b"a" * 50  # a bit of no meaning, such as the time in the gzip head
        except StoreError:
            refused += 1
    assert refused > (other - begin) * 0.9


@pytest.mark.parametrize(
    "record", ["", "#", "2031/run-000001-1.warc.gz", "2031/none.warc.gz#0", "../secret#0", "/etc/hostname#0", "2031#0"]
)
def test_a_wrong_address_is_one_sentence(archive, record):
    """And nothing outside the archive is read."""
    with archive.writer(1) as writer:
        keep(writer)
    with pytest.raises(StoreError, match="missing or damaged; restore"):
        archive.read(record)


def test_a_folder_that_cannot_be_written_is_one_sentence(archive):
    """A file stands where the folder should be."""
    archive.root.write_text("in the way")
    with archive.writer(1) as writer, pytest.raises(StoreError, match="cannot be written"):
        keep(writer)


def test_threads_may_share_a_writer(archive):
    """Each record gets its own place."""
    found: dict[str, bytes] = {}
    with archive.writer(1) as writer:
        bodies = [f"{number}".encode() * 500 for number in range(20)]
        threads = [threading.Thread(target=lambda body=body: found.update({keep(writer, body=body): body})) for body in bodies]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(found) == 20
    assert all(archive.read(record).body == body for record, body in found.items())


def test_a_file_is_kept_without_a_status(archive):
    """An imported file came over no network: a resource record, which other tools read as one."""
    with archive.writer(1) as writer:
        record = writer.write_file("file:///haling.txt", content_type="text/plain", body=BODY, at=NOW)
    read = archive.read(record)
    assert (read.url, read.body, read.headers) == ("file:///haling.txt", BODY, (("Content-Type", "text/plain"),))
    assert [kept.rec_type for kept in records(archive)] == ["warcinfo", "resource"]


def test_records_written_together_stand_where_they_were_said_to(archive):
    """Addresses are given out before the bytes are on disk; after the block each is right, and so is the next record's."""
    with archive.writer(1) as writer:
        first = keep(writer, body=b"first")
        with writer.together():
            inside = {keep(writer, body=body): body for body in (b"a" * 9, b"b" * 70_000, b"")}
            revisit = writer.write_revisit(URL, status=304, reason="", headers=[], at=NOW, original=first, digest=sha("first"))
        last = keep(writer, body=b"last")
    assert [archive.read(record).body for record in (first, revisit, last)] == [b"first", b"first", b"last"]
    assert {record: archive.read(record).body for record in inside} == inside
    assert archive.original(revisit) == first
    assert len(records(archive)) == 7


def test_what_was_to_be_written_together_is_kept_whole_or_not_at_all(archive):
    """An error on the way leaves nothing behind, and the file goes on where it was."""
    with archive.writer(1) as writer:
        keep(writer, body=b"before")
        with pytest.raises(KeyError), writer.together():
            keep(writer, body=b"lost")
            raise KeyError
        after = keep(writer, body=b"after")
    assert archive.read(after).body == b"after"
    assert [record.body for record in records(archive)[1:]] == [b"before", b"after"]


def test_a_full_disk_takes_back_what_was_written_together(archive):
    """The limit on a file's size stands for the full disk; what was there before stays readable."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    noise = secrets.token_bytes(40_000)
    try:
        with archive.writer(1) as writer:
            before = keep(writer)
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
            with pytest.raises(StoreError, match="cannot be written"), writer.together():
                keep(writer, body=b"small")
                keep(writer, body=noise)
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            after = keep(writer, body=noise)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert [archive.read(record).body for record in (before, after)] == [BODY, noise]
    assert len(records(archive)) == 3


def test_the_original_of_a_damaged_record_is_refused(archive):
    """A body that was changed on disk is no longer one to refer to."""
    with archive.writer(1) as writer:
        record = keep(writer, body=secrets.token_bytes(5_000))
    path, offset = archive.place(record)
    data = bytearray(path.read_bytes())
    data[offset + 3_000] ^= 1
    path.write_bytes(data)
    with pytest.raises(StoreError, match="missing or damaged"):
        archive.original(record)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
