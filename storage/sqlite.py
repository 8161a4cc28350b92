"""The embedded engine: one SQLite file, opened quickly, written to by one process at a time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from domain.errors import NotFound, StoreError
from storage.baselines import Baselines
from storage.corrections import Corrections
from storage.engine import explained
from storage.handlings import Handlings
from storage.health import Health
from storage.kept import KeptRecords
from storage.lock import WriterLock, writer_lock
from storage.migrations import migrate, up_to_date
from storage.protocol import Store
from storage.report_table import Reports
from storage.twins import Twins
from storage.visiting import Visiting
from storage.visits import Visits

# Seconds that SQLite itself waits for another program's lock, e.g. that of a backup; our own writers queue at the writer lock.
BUSY_SECONDS = 10.0
# Seconds that a write waits for the other process of a run to end its transaction, which takes milliseconds.
WAIT_SECONDS = 30.0


class SqliteStore(Visits, Reports, Corrections, Handlings, Baselines, Health, KeptRecords, Visiting, Twins):
    """:class:`storage.protocol.Store` on SQLite."""


def open_store(path: Path, *, create: bool = True, read_only: bool = False, wait: float = WAIT_SECONDS) -> Store:
    """Open the database at ``path``, making it and bringing its tables up to date where needed.

    Without ``create`` a missing file raises NotFound. ``read_only`` never writes, and needs a database that is up to date.
    ``wait`` is how many seconds each write waits for another process to end its transaction.
    Raises StoreError for a file that is no database of regdelta, is damaged, or was written by a newer version.
    """
    path = path.resolve()
    if not path.is_file() and (read_only or not create):
        raise NotFound(f"there is no database at {path}; check the path, or make one with `regdelta run`")
    lock = writer_lock(path)
    with explained(path):
        conn = _connect(path, read_only)
        try:
            _bring_up_to_date(conn, path, lock, read_only, wait)
        except BaseException:
            conn.close()
            raise
    return SqliteStore(conn, path, lock, wait)


def _connect(path: Path, read_only: bool) -> sqlite3.Connection:
    """A connection without implicit transactions, shared by threads, that syncs every commit to disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
    )
    for pragma in ("synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _bring_up_to_date(conn: sqlite3.Connection, path: Path, lock: WriterLock, read_only: bool, wait: float) -> None:
    if up_to_date(conn, path):
        return
    if read_only:
        raise StoreError(f"{path} was written by an older regdelta; run any command that writes, such as `regdelta run`, once")
    with lock.held(wait), lock.turn:
        if not up_to_date(conn, path):  # another process may have come first
            from sqlite_utils import Database  # it loads numpy where that is installed: 0.1 s that hardly any start needs

            db = Database(conn, execute_plugins=False)
            db.enable_wal()
            migrate(db)


def sqlite_version() -> str:
    """The version of the SQLite library in use."""
    return sqlite3.sqlite_version
