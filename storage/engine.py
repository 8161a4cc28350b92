"""One connection to SQLite, its transactions, and what its errors mean to a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path

from domain.errors import NotFound, StoreError, StoreLocked
from storage.lock import WriterLock

Value = str | int | bytes | None
Row = dict[str, Value]


class Engine:
    """What the table modules stand on: rows out, rows in, one transaction at a time.

    Safe to share between threads. ``wait`` is how many seconds a write waits for another process to end its transaction.
    """

    def __init__(self, conn: sqlite3.Connection, path: Path, lock: WriterLock, wait: float) -> None:
        self.conn = conn
        self.path = path
        self._lock = lock
        self._wait = wait

    def close(self) -> None:
        with self._lock.turn:
            self.conn.close()

    @contextmanager
    def writing(self, wait: float = 0.0) -> Iterator[None]:
        """Hold the writer lock over several writes; each stays a transaction of its own. Raises StoreLocked after ``wait`` seconds."""
        with self._lock.held(wait):
            yield

    def together(self) -> AbstractContextManager[None]:
        return self.transaction()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; inside another transaction of this thread, a part of it."""
        with self._lock.held(self._wait), self._lock.turn, explained(self.path):
            if self.conn.in_transaction:
                yield
                return
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.conn.execute("COMMIT")
            except BaseException:
                self.conn.rollback()
                raise

    def rows(self, sql: str, values: Sequence[Value] | Mapping[str, Value] = ()) -> list[sqlite3.Row]:
        """All rows of a query. Never sees another thread's half-done transaction."""
        with self._lock.turn, explained(self.path):
            cursor = self.conn.cursor()
            cursor.row_factory = sqlite3.Row
            return cursor.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Value] = ()) -> sqlite3.Row | None:
        return next(iter(self.rows(sql, values)), None)

    def insert(self, table: str, values: Row) -> int:
        """Add a row inside :meth:`transaction`; returns its rowid."""
        return self.conn.execute(_insert(table, tuple(values)), tuple(values.values())).lastrowid or 0

    def upsert(self, table: str, values: Row, key: str | tuple[str, ...]) -> None:
        """Add a row inside :meth:`transaction`, or bring the one with the same key up to date."""
        keys = (key,) if isinstance(key, str) else key
        self.conn.execute(_upsert(table, tuple(values), keys), tuple(values.values()))

    def update(self, table: str, number: int, values: Row) -> None:
        """Set columns of the row with this id, inside :meth:`transaction`. Raises NotFound if there is none."""
        if not self.conn.execute(_update(table, tuple(values)), (*values.values(), number)).rowcount:
            raise NotFound(f"there is no row {number} in the table {table} of {self.path}")

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Carry out one statement inside :meth:`transaction`; returns how many rows it touched."""
        return self.conn.execute(sql, values).rowcount

    def run_many(self, sql: str, values: Iterable[Sequence[Value]]) -> None:
        """Carry out one statement for each row of values, inside :meth:`transaction`."""
        self.conn.executemany(sql, values)


# sqlite-utils, which makes the tables, asks the schema before each row it writes, and loads numpy where it finds it: statements of our own.
# The names in them are those of our own code.


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608


@cache
def _upsert(table: str, columns: tuple[str, ...], key: tuple[str, ...]) -> str:
    others = [f"{name} = excluded.{name}" for name in columns if name not in key]
    change = f"UPDATE SET {', '.join(others)}" if others else "NOTHING"
    return f"{_insert(table, columns)} ON CONFLICT ({', '.join(key)}) DO {change}"


@cache
def _update(table: str, columns: tuple[str, ...]) -> str:
    return f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?"  # noqa: S608


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite that a person can do something about into a StoreError with one sentence."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # a mistake of the program, not of the person
    except sqlite3.DatabaseError as error:
        raise _meaning(str(error), path) from error


def _meaning(message: str, path: Path) -> StoreError:
    if "locked" in message or "busy" in message:
        return StoreLocked(f"another program holds {path} open for writing; close it and try again")
    if "malformed" in message or "not a database" in message:
        return StoreError(f"{path} is damaged or not a SQLite database; put a backup copy in its place")
    if "full" in message:
        return StoreError(f"the disk is full, so {path} was left as it was; make room and try again")
    if "readonly" in message or "unable to open" in message:
        return StoreError(f"{path} cannot be opened for writing; check the rights on the file and its folder")
    return StoreError(f"{path} could not be used: {message}")
