"""Baselines: named, frozen sets of versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from domain.errors import NotFound, StoreError
from domain.record import BaselineRecord
from storage.engine import Engine
from storage.values import moment, stamp


class Baselines(Engine):
    """The tables ``baselines`` and ``baseline_members``."""

    def save_baseline(self, name: str, created: datetime, members: Iterable[tuple[int, int]]) -> BaselineRecord:
        """Raises NotFound if a member is no version."""
        record = BaselineRecord(name, created, tuple(members))
        with self.transaction():
            if self.row("SELECT 1 FROM baselines WHERE name = ?", (name,)):
                raise StoreError(f"there is a baseline named {name!r} already; baselines are frozen, so choose another name")
            for document, sequence in record.members:
                if not self.row("SELECT 1 FROM versions WHERE document = ? AND sequence = ?", (document, sequence)):
                    raise NotFound(f"there is no version {sequence} of document {document} in {self.path}")
            self.insert("baselines", {"name": name, "created": stamp(created)})
            rows = [(name, position, *member) for position, member in enumerate(record.members)]
            self.run_many("INSERT INTO baseline_members (baseline, position, document, sequence) VALUES (?, ?, ?, ?)", rows)
        return record

    def baseline(self, name: str | None = None) -> BaselineRecord | None:
        sql = "SELECT * FROM baselines WHERE name = COALESCE(?, name) ORDER BY created DESC, rowid DESC LIMIT 1"
        row = self.row(sql, (name,))
        if row is None and name is not None:
            raise NotFound(f"there is no baseline named {name!r} in {self.path}")
        return self._baseline(row) if row else None

    def baselines(self) -> list[BaselineRecord]:
        """The newest first."""
        return [self._baseline(row) for row in self.rows("SELECT * FROM baselines ORDER BY created DESC, rowid DESC")]

    def _baseline(self, row: sqlite3.Row) -> BaselineRecord:
        sql = "SELECT document, sequence FROM baseline_members WHERE baseline = ? ORDER BY position"
        members = tuple((member["document"], member["sequence"]) for member in self.rows(sql, (row["name"],)))
        return BaselineRecord(row["name"], moment(row["created"]), members)
