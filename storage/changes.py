"""Changes of measures, events on documents and the novelty of first versions, with the report that delivered them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from domain.change import Change, Event
from domain.record import ChangeRecord, EventRecord
from domain.relation import Novelty
from domain.run import Window
from storage.engine import Engine, Value
from storage.values import from_json, moment, stamp, to_json

_CHANGES = "SELECT * FROM changes"
_EVENTS = "SELECT * FROM events"


class Changes(Engine):
    """The tables ``changes``, ``events`` and ``novelty``."""

    def undelivered(self) -> tuple[list[ChangeRecord], list[EventRecord]]:
        """All that no report has delivered, in the order in which it was found."""
        where = "report IS NULL ORDER BY id"
        return self._changes(where), self._events(where)

    def changes(self, document: int | None = None, window: Window | None = None) -> list[ChangeRecord]:
        """Of one document (or all), found within ``window`` (or ever)."""
        where, values = _filter(document, window)
        return self._changes(where, *values)

    def events(self, document: int | None = None, window: Window | None = None) -> list[EventRecord]:
        """As :meth:`changes`."""
        where, values = _filter(document, window)
        return self._events(where, *values)

    def _changes(self, where: str, *values: Value) -> list[ChangeRecord]:
        return [_change(row) for row in self.rows(f"{_CHANGES} WHERE {where}", values)]

    def _events(self, where: str, *values: Value) -> list[EventRecord]:
        return [_event(row) for row in self.rows(f"{_EVENTS} WHERE {where}", values)]

    def add_changes(self, document: int, to: int, run: int | None, at: datetime, changes: Sequence[Change]) -> None:
        """Changes from the version before to version ``to``; inside a transaction."""
        sql = "INSERT INTO changes (document, from_sequence, to_sequence, run, created, value) VALUES (?, ?, ?, ?, ?, ?)"
        self.run_many(sql, [(document, to - 1, to, run, stamp(at), to_json(change)) for change in changes])

    def add_events(self, document: int, sequence: int, run: int | None, at: datetime, events: Sequence[Event]) -> None:
        """Events that came with version ``sequence``; those that refuse a text get 0. Inside a transaction."""
        sql = "INSERT INTO events (document, sequence, run, created, value) VALUES (?, ?, ?, ?, ?)"
        rows = [(document, 0 if event.kind.suspect else sequence, run, stamp(at), to_json(event)) for event in events]
        self.run_many(sql, rows)

    def novelty(self, document: int) -> tuple[str | None, tuple[Novelty, ...]]:
        row = self.row("SELECT baseline, value FROM novelty WHERE document = ?", (document,))
        return (row["baseline"], from_json(row["value"], tuple[Novelty, ...])) if row else (None, ())

    def add_novelty(self, document: int, baseline: str | None, novelty: Sequence[Novelty]) -> None:
        """Inside a transaction."""
        self.upsert("novelty", {"document": document, "baseline": baseline, "value": to_json(tuple(novelty))}, "document")


def _filter(document: int | None, window: Window | None) -> tuple[str, list[Value]]:
    where, values = ["1"], list[Value]()
    if document is not None:
        where.append("document = ?")
        values.append(document)
    if window is not None:
        where.append("created >= ? AND created < ?")
        values += [stamp(window.start), stamp(window.end)]
    return f"{' AND '.join(where)} ORDER BY id", values


def _change(row: sqlite3.Row) -> ChangeRecord:
    return ChangeRecord(
        id=row["id"],
        document=row["document"],
        from_sequence=row["from_sequence"],
        to_sequence=row["to_sequence"],
        run=row["run"] or 0,
        created=moment(row["created"]),
        change=from_json(row["value"], Change),
        report=row["report"],
    )


def _event(row: sqlite3.Row) -> EventRecord:
    return EventRecord(
        id=row["id"],
        document=row["document"],
        sequence=row["sequence"],
        run=row["run"] or 0,
        created=moment(row["created"]),
        event=from_json(row["value"], Event),
        report=row["report"],
    )
