"""Several processes and threads at one database: writers in turns, one run at a time, and what a kill leaves behind."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.crawl import Outcome, Page, PageKind
from domain.errors import StoreLocked
from domain.run import Window
from storage.archive import Archive
from storage.lock import CrawlLock, RunLock, parent_gone
from storage.sqlite import open_store

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2031, 3, 1, tzinfo=UTC)

PRELUDE = """
import os, sys, time
from datetime import UTC, datetime
from pathlib import Path
from domain.crawl import Outcome, Page, PageKind
from domain.document import Document
from domain.record import Visit
from domain.text import SpanMap
from storage.archive import Archive
from storage.lock import CrawlLock, RunLock, parent_gone
from storage.sqlite import open_store
database, now = Path(sys.argv[1]), datetime(2031, 3, 1, tzinfo=UTC)
def say(*words):
    print(*words, flush=True)
"""

WRITE_FOR_EVER = """
store, archive = open_store(database), Archive(database.parent / "archive")
page = Page("lin", PageKind.DOCUMENT, "a.html", "https://lin.example/a.html")
known = store.document_at("lin", "a.html")
number, sequence = (known.id, known.versions) if known else (None, 0)
with archive.writer(1) as writer:
    while True:
        body = f"{sequence + 1}\\n".encode() * 3000
        record = writer.write(page.url, status=200, reason="OK", headers=[], body=body, at=now)
        fetch = store.record_fetch(1, page, at=now, outcome=Outcome.OK, record=record)
        text = Document("题", body.decode(), body.decode(), SpanMap(), "1")
        made = store.record_visit(Visit(1, now, page, (fetch.id,), number, text))
        number, sequence = made.document, made.sequence
        say(sequence, made.fingerprint, record)
"""

WRITE_FETCHES = """
store = open_store(database)
say("ready")
sys.stdin.readline()
for n in range(40):
    store.record_fetch(1, Page("lin", PageKind.DOCUMENT, f"{os.getpid()}/{n}", "u"), at=now, outcome=Outcome.OK)
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "regdelta.db"
    store = open_store(path)
    store.begin_run(["lin"], NOW, Window(NOW, NOW))
    store.close()
    return path


@pytest.fixture
def start(database: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Start a child with a script; whatever is left of it is killed afterwards."""
    children: list[subprocess.Popen[str]] = []

    def begin(script: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", PRELUDE + script, str(database)]
        children.append(subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        return children[-1]

    yield begin
    for child in children:
        child.kill()
        child.communicate()


def test_nothing_acknowledged_is_lost_by_kill_nine(database, start):
    """Ten kills at random instants: every version and archived response that was said to be kept is there, and the file is sound."""
    moments = random.Random(20310301)  # noqa: S311 - a test of instants, not of secrets
    acknowledged: dict[int, tuple[str, str]] = {}
    for _ in range(10):
        child = start(WRITE_FOR_EVER)
        lines = [child.stdout.readline()]
        threading.Timer(moments.uniform(0.01, 0.25), child.send_signal, [signal.SIGKILL]).start()
        lines += child.stdout.readlines()
        said = [
            line.split() for line in lines if line.endswith("\n")
        ]  # the kill may tear the last line, which then acknowledges nothing
        acknowledged |= {int(number): (mark, record) for number, mark, record in said}
        _check(database, acknowledged)
    assert len(acknowledged) >= 20


def _check(database: Path, acknowledged: dict[int, tuple[str, str]]) -> None:
    with sqlite3.connect(database) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store, archive = open_store(database), Archive(database.parent / "archive")
    kept = {version.sequence: version for version in store.versions(1)}
    assert sorted(kept) == list(range(1, len(kept) + 1))
    for number, (mark, record) in acknowledged.items():
        assert kept[number].fingerprint == mark
        assert archive.read(record).body == store.version(1, number)[1].text.encode()
    for fetch in store.fetches(1):
        archive.read(fetch.record or "")
    store.close()


def test_two_processes_write_in_turns(database, start):
    """Neither is refused, and every write of both is there."""
    children = [start(WRITE_FETCHES), start(WRITE_FETCHES)]
    for child in children:
        assert child.stdout.readline() == "ready\n"
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()
    assert [child.wait(30) for child in children] == [0, 0]
    store = open_store(database)
    writers = [fetch.page.key.split("/")[0] for fetch in store.fetches(1)]
    assert sorted(writers) == sorted([str(child.pid) for child in children] * 40)
    assert len(set(writers[:60])) == 2, "one waited for the other to end"
    store.close()


def test_writing_keeps_other_processes_out_until_it_ends_or_is_killed(database, start):
    """They are refused with StoreLocked after the time they are willing to wait; they may still read."""
    child = start("store = open_store(database)\nwith store.writing():\n    say('held')\n    time.sleep(60)")
    assert child.stdout.readline() == "held\n"
    store = open_store(database, wait=0.05)
    with pytest.raises(StoreLocked, match="another process"), store.writing(0.05):
        pytest.fail("two writers")
    with pytest.raises(StoreLocked, match=r"regdelta\.db"):
        store.begin_run([], NOW, Window(NOW, NOW))
    assert len(store.runs()) == 1
    child.kill()
    child.wait()
    with store.writing(5):
        store.begin_run([], NOW, Window(NOW, NOW))
    store.close()


def test_writing_is_reentrant_across_threads_and_stores_of_a_process(database):
    """A thread writes while another holds the lock, and a second store of the same file too."""
    one, two = open_store(database, wait=0), open_store(database, wait=0)
    page = Page("lin", PageKind.DOCUMENT, "k", "u")
    errors: list[BaseException] = []

    def write(store, count: int) -> None:
        try:
            for _ in range(count):
                store.record_fetch(1, page, at=NOW, outcome=Outcome.OK)
        except BaseException as error:
            errors.append(error)

    with one.writing(), one.writing():
        threads = [threading.Thread(target=write, args=(store, 25)) for store in (one, two, one, two)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert errors == []
    assert len(one.fetches(1)) == 100
    one.close()
    two.close()


def test_a_reader_never_sees_half_a_transaction(database):
    """Not even a thread that shares the connection."""
    store = open_store(database)
    seen = []
    with store.transaction():
        store.insert("pages", {"source": "lin", "kind": "document", "key": "k", "url": "u", "title": "", "position": 0})
        thread = threading.Thread(target=lambda: seen.append(len(store.pages("lin"))))
        thread.start()
        thread.join(0.1)
        assert seen == []
    thread.join()
    assert seen == [1]
    store.close()


def test_one_run_at_a_time(database, start):
    """A second one is refused with the number of the process that holds the lock; a kill sets it free."""
    child = start("with RunLock(database):\n    say('running')\n    time.sleep(60)")
    assert child.stdout.readline() == "running\n"
    with pytest.raises(StoreLocked, match=f"process {child.pid} is doing a run"), RunLock(database, wait=0.05):
        pytest.fail("two runs")
    child.kill()
    child.wait()
    with RunLock(database):
        assert open_store(database).runs()
    with RunLock(database):
        pass


ORPHAN = """
import subprocess
child = (
    "parent = os.getppid()\\n"
    "with CrawlLock(database):\\n"
    "    say('crawling', os.getpid())\\n"
    "    while not (parent_gone(parent) and (database.parent / 'leave').exists()):\\n"
    "        time.sleep(0.01)\\n"
)
with RunLock(database):
    command = [sys.executable, "-c", sys.argv[2] + child, str(database)]
    subprocess.run(command)
"""


def test_no_run_begins_beside_the_orphan_of_a_killed_one(database, tmp_path):
    """The run lock is free after ``kill -9``, but the crawl goes on; the child notices that its parent is gone, and then a run may begin."""
    command = [sys.executable, "-c", PRELUDE + ORPHAN, str(database), PRELUDE]
    parent = subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE)
    try:
        word, orphan = parent.stdout.readline().split()
        assert word == "crawling"
        parent.kill()
        parent.wait()
        with pytest.raises(StoreLocked, match=f"process {orphan} is doing a crawl"), RunLock(database, orphan=0.05):
            pytest.fail("a run began beside an orphan")
        with pytest.raises(StoreLocked), CrawlLock(database):
            pytest.fail("two crawls")
    finally:
        (tmp_path / "leave").touch()
    with RunLock(database, orphan=10):
        pass
    parent.stdout.close()


def test_a_parent_that_lives_is_not_gone():
    """The check compares with the parent of this very process."""
    assert not parent_gone(os.getppid())
    assert parent_gone(os.getpid())
