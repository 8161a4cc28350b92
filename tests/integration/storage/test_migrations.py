"""Databases of earlier and later versions, of other programs, and damaged ones."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from domain.crawl import Outcome, Page, PageKind
from domain.document import Fact, FactKind
from domain.errors import NotFound, StoreError
from domain.run import Window
from domain.text import Span
from storage.migrations import migrate
from storage.schema import STEPS
from storage.sqlite import open_store, sqlite_version

from .conftest import Desk

NOW = datetime(2031, 3, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "regdelta.db"


def edit(path: Path, change: Callable[[Database], object]) -> None:
    """Do something to a database file behind the store's back."""
    db = Database(path)
    change(db)
    db.close()


def shape(path: Path) -> dict[str, str]:
    with sqlite3.connect(path) as raw:
        return dict(raw.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))


@pytest.mark.parametrize("steps", range(1, len(STEPS)))
def test_an_older_database_is_upgraded_with_what_it_holds(path, tmp_path, steps):
    """From every earlier state: its rows stay, and its tables become those of a new database."""
    edit(path, lambda db: migrate(db, STEPS[:steps]))
    edit(
        path,
        lambda db: db.table("pages").insert(
            {"source": "lin", "kind": "document", "key": "k", "url": "u", "title": "旧", "position": 0}
        ),
    )
    store = open_store(path)
    assert [page.title for page in store.pages("lin")] == ["旧"]
    assert store.documents() == []
    store.close()
    open_store(tmp_path / "new.db").close()
    assert shape(path) == shape(tmp_path / "new.db")


def test_deadlines_of_texts_kept_before_are_found(path):
    """The step reads the newest text of each document; what it finds is what a new version would have noted."""
    desk = Desk(open_store(path))
    by = Fact(None, "2031年底前", Span(0, 2), FactKind.DATE_DEADLINE, None, "2031-12-31", "")
    for key, facts in (("a", (by,)), ("b", ()), ("c", (replace(by, to_value="2030-01-31"),))):
        desk.read(desk.page(key), desk.text(title=key, number=None, facts=facts))
    before = desk.store.documents_ahead(date(2031, 3, 1))
    desk.store.close()
    edit(path, lambda db: db.execute("ALTER TABLE documents DROP COLUMN deadline"))
    edit(path, lambda db: db.table("migrations").delete("deadlines_of_documents"))
    store = open_store(path)
    assert [one.title for one in store.documents_ahead(date(2031, 3, 1))] == ["a"] == [one.title for one in before]
    store.close()


def test_each_step_is_recorded_once(path):
    """By its name, in order; opening again takes no step."""
    for _ in range(2):
        open_store(path).close()
    db = Database(path)
    assert [row["name"] for row in db.table("migrations").rows] == [step.__name__ for step in STEPS]
    db.close()


def test_a_step_that_fails_leaves_nothing_behind(path):
    """The steps before it stay; the next start takes it again."""

    def half_done(db: Database) -> None:
        db.table("half").create({"id": int})
        raise RuntimeError("cut off")

    db = Database(path)
    with pytest.raises(RuntimeError, match="cut off"):
        migrate(db, (*STEPS, half_done))
    assert "half" not in db.table_names()
    assert db.table("migrations").count == len(STEPS)
    db.close()
    open_store(path).close()


def test_a_newer_database_is_refused(path):
    """The sentence names the file and says what to do; nothing is changed."""
    open_store(path).close()
    edit(path, lambda db: db.table("migrations").insert({"name": "tables_of_tomorrow", "taken_at": "2040"}))
    with pytest.raises(StoreError, match=r"regdelta\.db was written by a newer regdelta .*tables_of_tomorrow.*; update"):
        open_store(path)
    assert "fetches" in shape(path)


def test_a_database_of_another_program_is_refused(path):
    """Its tables are left alone."""
    edit(path, lambda db: db.table("bookmarks").insert({"url": "u"}))
    with pytest.raises(StoreError, match="another program"):
        open_store(path)
    assert list(shape(path)) == ["bookmarks"]


@pytest.mark.parametrize("content", [b"not a database, but long enough to look at" * 9, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_refused(path, content):
    """And left as it was."""
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"regdelta\.db is damaged or not a SQLite database; put a backup"):
        open_store(path)
    assert path.read_bytes() == content


def test_damage_met_while_reading_is_a_sentence_too(path):
    """The second half of the file, where the looks are, was overwritten."""
    store = open_store(path)
    run = store.begin_run([], NOW, Window(NOW, NOW))
    for number in range(1000):
        store.record_fetch(run.id, Page("lin", PageKind.DOCUMENT, f"{number}", "u" * 300), at=NOW, outcome=Outcome.OK)
    store.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\x5a" * (size // 2))
    broken = open_store(path)
    with pytest.raises(StoreError, match="damaged"):
        broken.fetches(run.id)
    broken.close()


def test_an_empty_file_becomes_a_database(path):
    """As left by a full disk, or made by ``touch``."""
    path.touch()
    assert open_store(path).runs() == []


@pytest.mark.parametrize("how", [{"create": False}, {"read_only": True}])
def test_a_missing_database_is_only_made_when_asked_for(path, how):
    """NotFound says where it was looked for."""
    with pytest.raises(NotFound, match=r"no database at .*regdelta\.db"):
        open_store(path, **how)
    assert not path.exists()


def test_a_read_only_store_reads_and_never_writes(path):
    """An older database is not upgraded by it either."""
    open_store(path).begin_run(["lin"], NOW, Window(NOW, NOW))
    store = open_store(path, read_only=True)
    assert len(store.runs()) == 1
    with pytest.raises(StoreError, match="cannot be opened for writing"):
        store.begin_run([], NOW, Window(NOW, NOW))
    store.close()
    edit(path, lambda db: db.table("migrations").delete(STEPS[-1].__name__))
    with pytest.raises(StoreError, match="older regdelta"):
        open_store(path, read_only=True)


def test_many_may_open_a_new_database_at_once(path):
    """The first makes the tables; the others find them made."""
    found: list[object] = []

    def start() -> None:
        try:
            found.append(len(open_store(path).runs()))
        except BaseException as error:
            found.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [0] * 6


def test_every_commit_is_synced_and_references_are_checked(path):
    """WAL with synchronous=FULL and foreign keys on, for every connection."""
    store = open_store(path)
    pragmas = {name: store.row(f"PRAGMA {name}")[0] for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    with pytest.raises(sqlite3.IntegrityError):
        store.record_fetch(77, Page("lin", PageKind.DOCUMENT, "k", "u"), at=NOW, outcome=Outcome.OK)
    assert store.pages("lin") == []
    store.close()


def test_the_sqlite_version_is_that_of_the_library():
    """For ``doctor``."""
    assert sqlite_version() == sqlite3.sqlite_version
