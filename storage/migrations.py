"""Bringing a database up to date: small named steps, each in one transaction with its record in the table ``migrations``."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import StoreError
from storage.schema import APPLICATION_ID, STEPS
from storage.values import stamp

if TYPE_CHECKING:
    from sqlite_utils import Database


def up_to_date(conn: sqlite3.Connection, path: Path) -> bool:
    """True if every step was taken. Raises StoreError for a database of another program, or of a newer regdelta."""
    if conn.execute("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table'").fetchone() == (0,):
        return False
    (found,) = conn.execute("PRAGMA application_id").fetchone()
    if found != APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program; name another file for regdelta's own")
    taken = _taken(conn)
    if newer := sorted(taken - {step.__name__ for step in STEPS}):
        raise StoreError(
            f"{path} was written by a newer regdelta (step {newer[0]!r} is not known here); update regdelta to open it"
        )
    return len(taken) == len(STEPS)


def migrate(db: Database, steps: Sequence[Callable[[Database], None]] = STEPS) -> None:
    """Take the steps that were not taken yet; a step that fails leaves nothing of itself behind."""
    taken = _taken(db.conn)
    for step in steps:
        if step.__name__ not in taken:
            with db.atomic():
                step(db)
                db.table("migrations").insert({"name": step.__name__, "taken_at": stamp(datetime.now(UTC))}, pk="name")


def _taken(conn: sqlite3.Connection) -> set[str]:
    if conn.execute("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'").fetchone() == (0,):
        return set()
    return {name for (name,) in conn.execute("SELECT name FROM migrations")}
