"""Verifying the archive, and exporting a part of it for others."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cdxj_indexer.main import CDXJIndexer
from warcio.archiveiterator import ArchiveIterator

from domain.crawl import Hop, Outcome, Page, PageKind
from domain.errors import StoreError
from domain.run import Window
from storage.archive import Archive
from storage.audit import Audit, verify
from storage.export import export
from storage.protocol import Store
from storage.sqlite import open_store

NOW = datetime(2031, 3, 1, 0, 5, 7, 123456, tzinfo=UTC)
BODIES = {"a": b"<p>a</p>" * 300, "b": b"<p>b</p>" * 300}


class Desk:
    """An archive and the database that names its records: two runs, a redirect, an unchanged look."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive(folder / "archive")
        self.store: Store = open_store(folder / "regdelta.db")
        self.records: dict[str, str] = {}

    def look(self, run: int, writer: Any, name: str) -> None:
        url, body = f"https://lin.example/{name}.html", BODIES[name]
        sent = [("User-Agent", "regdelta")]
        common = {"reason": "", "headers": [("Content-Type", "text/html")], "at": NOW, "request_headers": sent}
        hop = writer.write(f"http://lin.example/{name}.html", status=301, body=b"moved", **common)
        record = writer.write(url, status=200, body=body, **common)
        self.records |= {f"{name} hop": hop, name: record}
        self._note(run, url, Outcome.OK, record, body, hops=(Hop("http://lin.example/", 301, hop),))

    def look_again(self, run: int, writer: Any, name: str) -> None:
        url, body = f"https://lin.example/{name}.html", BODIES[name]
        digest = hashlib.sha256(body).hexdigest()
        record = writer.write_revisit(
            url, status=304, reason="Not Modified", headers=[], at=NOW, original=self.records[name], digest=digest
        )
        self.records[f"{name} again"] = record
        self._note(run, url, Outcome.NOT_MODIFIED, record, body)

    def _note(self, run: int, url: str, outcome: Outcome, record: str, body: bytes, hops: tuple[Hop, ...] = ()) -> None:
        page = Page("lin", PageKind.DOCUMENT, url, url)
        digest = hashlib.sha256(body).hexdigest()
        self.store.record_fetch(run, page, at=NOW, outcome=outcome, sha256=digest, size=len(body), record=record, hops=hops)

    def verify(self) -> Audit:
        return verify(self.archive, self.store.kept())

    def file(self, name: str) -> tuple[Path, int]:
        file, _, offset = self.records[name].partition("#")
        return self.archive.root / file, int(offset)


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    made = Desk(tmp_path)
    for run in (1, 2):
        made.store.begin_run(["lin"], NOW, Window(NOW, NOW))
        with made.archive.writer(run) as writer:
            if run == 1:
                made.look(1, writer, "a")
                made.look(1, writer, "b")
            else:
                made.look_again(2, writer, "a")
    yield made
    made.store.close()


def wrong(audit: Audit) -> set[str]:
    return {damage.record for damage in audit.damaged}


def test_a_whole_archive_is_said_to_be_whole(desk: Desk) -> None:
    """Two files, a warcinfo each, four responses with their requests, one revisit; hops are named too."""
    audit = desk.verify()
    assert (audit.files, audit.records, audit.revisits, audit.named) == (2, 11, 1, 5)
    assert audit.whole and not audit.torn


def test_the_database_names_records_by_run(desk: Desk) -> None:
    """In the order of the looks, the answers on the way first."""
    assert [kept.record for kept in desk.store.kept(1)] == [desk.records[name] for name in ("a hop", "a", "b hop", "b")]
    assert [kept.record for kept in desk.store.kept(2)] == [desk.records["a again"]]


def test_a_file_that_is_gone_takes_its_revisits_with_it(desk: Desk) -> None:
    """All that refers to it is named, in whatever run."""
    desk.file("a")[0].unlink()
    audit = desk.verify()
    assert wrong(audit) == {desk.records[name] for name in ("a hop", "a", "b hop", "b", "a again")}
    assert any("its file is gone" in damage.said for damage in audit.damaged)


@pytest.mark.parametrize("name", ["a hop", "a", "b"])
def test_one_changed_byte_is_found(desk: Desk, name: str) -> None:
    """In the body of a record; the records behind it are still held against the database."""
    path, offset = desk.file(name)
    content = bytearray(path.read_bytes())
    content[offset + 200] ^= 0xFF
    path.write_bytes(content)
    audit = desk.verify()
    assert desk.records[name] in wrong(audit)
    assert not any(desk.records[other] in wrong(audit) for other in {"a hop", "a", "b hop", "b"} - {name})


def test_a_torn_end_that_nothing_names_is_no_damage(desk: Desk) -> None:
    """A kill in the middle of a write leaves it; it is told, and the exit is good."""
    path, offset = desk.file("b")
    with path.open("ab") as file:
        file.write(path.read_bytes()[offset : offset + 100])
    audit = desk.verify()
    assert audit.whole
    assert [place.partition("#")[0] for place in audit.torn] == ["2031/run-000001-1.warc.gz"]


def test_a_torn_end_that_is_named_is_damage(desk: Desk) -> None:
    """The last record that the database knows was cut short."""
    path, offset = desk.file("b")
    path.write_bytes(path.read_bytes()[: offset + 60])
    assert wrong(desk.verify()) == {desk.records["b"]}


def test_a_digest_of_the_database_is_held_to(desk: Desk) -> None:
    """A record that is whole in itself, but not the one that was recorded."""
    page = Page("lin", PageKind.DOCUMENT, "k", "u")
    desk.store.record_fetch(2, page, at=NOW, outcome=Outcome.OK, sha256="0" * 64, size=5, record=desk.records["b"])
    (damage,) = desk.verify().damaged
    assert "names other bytes" in damage.said


def exported(desk: Desk, target: Path, run: int | None) -> list[Any]:
    """What warcio reads in an export, digests checked."""
    export(desk.archive, desk.store.kept(run), target)
    found = []
    with target.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            record.body = record.content_stream().read()
            found.append(record)
    return found


def test_an_export_stands_for_itself(desk: Desk, tmp_path: Path) -> None:
    """The second run only saw a page unchanged: its original comes along, and the revisit names it as the standard says."""
    found = exported(desk, tmp_path / "run2.warc.gz", 2)
    assert [record.rec_type for record in found] == ["warcinfo", "response", "request", "revisit"]
    assert found[0].rec_headers["WARC-Filename"] == "run2.warc.gz"
    assert found[1].body == BODIES["a"]
    revisit = found[3].rec_headers
    assert revisit["WARC-Refers-To"] == found[1].rec_headers["WARC-Record-ID"]
    assert revisit["WARC-Refers-To-Target-URI"] == "https://lin.example/a.html"
    assert revisit["WARC-Refers-To-Date"] == found[1].rec_headers["WARC-Date"]
    assert "WARC-Refers-To-Filename" not in revisit


def test_other_tools_replay_and_index_an_export(desk: Desk, tmp_path: Path) -> None:
    """The indexer of the Webrecorder tools, which pywb uses: one line for each answer, which can be read at its offset."""
    target = tmp_path / "all.warc.gz"
    exported(desk, target, None)
    held = io.StringIO()
    CDXJIndexer(held, [str(target)], sort=True).process_all()
    lines = [line.split(" ", 2) for line in held.getvalue().splitlines()]
    assert [line[0] for line in lines] == ["example,lin)/a.html"] * 3 + ["example,lin)/b.html"] * 2
    entries = [json.loads(line[2]) for line in lines]
    assert sorted(entry["status"] for entry in entries) == ["200", "200", "301", "301", "304"]
    with target.open("rb") as file:
        for entry in entries:
            file.seek(int(entry["offset"]))
            record = next(ArchiveIterator(file))
            assert record.rec_headers["WARC-Target-URI"] == entry["url"]


def test_an_export_is_there_whole_or_not_at_all(desk: Desk, tmp_path: Path) -> None:
    """A damaged record stops it with one sentence, and nothing is left behind."""
    desk.file("a")[0].unlink()
    target = tmp_path / "out" / "a.warc.gz"
    target.parent.mkdir()
    with pytest.raises(StoreError, match=r"nothing was exported; `regdelta archive verify`"):
        export(desk.archive, desk.store.kept(1), target)
    assert list(target.parent.iterdir()) == []
