"""Bringing a database up to date: small named steps, each in one transaction with its record in the table ``migrations``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from domain.errors import StoreError
from storage.schema import APPLICATION_ID, STEPS
from storage.values import stamp


def up_to_date(db: Database, path: Path) -> bool:
    """True if every step was taken. Raises StoreError for a database of another program, or of a newer regdelta."""
    if not db.table_names():
        return False
    (found,) = db.execute("PRAGMA application_id").fetchone()
    if found != APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program; name another file for regdelta's own")
    taken = _taken(db)
    if newer := sorted(taken - {step.__name__ for step in STEPS}):
        raise StoreError(
            f"{path} was written by a newer regdelta (step {newer[0]!r} is not known here); update regdelta to open it"
        )
    return len(taken) == len(STEPS)


def migrate(db: Database, steps: Sequence[Callable[[Database], None]] = STEPS) -> None:
    """Take the steps that were not taken yet; a step that fails leaves nothing of itself behind."""
    taken = _taken(db)
    for step in steps:
        if step.__name__ not in taken:
            with db.atomic():
                step(db)
                db.table("migrations").insert({"name": step.__name__, "taken_at": stamp(datetime.now(UTC))}, pk="name")


def _taken(db: Database) -> set[str]:
    table = db.table("migrations")
    return {row["name"] for row in table.rows} if table.exists() else set()
