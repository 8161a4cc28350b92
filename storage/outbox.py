"""The outbox: one row a report, recipient and channel. It is filled in the transaction that keeps the report, so a kill loses no message."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from domain.delivery import Delivery, DeliveryState, Failure, Outgoing
from storage.engine import Engine, Value
from storage.values import maybe_moment, moment, stamp

_ALL = "SELECT * FROM outbox"
_PUT = "INSERT INTO outbox (report, recipient, channel, key, created, state, next_at, attempts, detail) VALUES (?, ?, ?, ?, ?, ?, ?, 0, '')"
_SENT = "UPDATE outbox SET state = ?, sent_at = ? WHERE id = ? AND state = ?"
_FAILED = """
UPDATE outbox SET attempts = attempts + 1, failing_since = COALESCE(failing_since, ?), failure = ?, detail = ?, next_at = ?
WHERE id = ? AND state = ?
"""
_WITHDRAWN = "UPDATE outbox SET state = ? WHERE id = ? AND state = ?"


class Outbox(Engine):
    """The table ``outbox``."""

    def put_in_outbox(self, report: int, at: datetime, outgoing: Sequence[Outgoing]) -> None:
        """Inside the transaction that keeps the report; due at once."""
        now = stamp(at)
        rows = [(report, one.recipient, one.channel, one.key, now, DeliveryState.WAITING, now) for one in outgoing]
        self.run_many(_PUT, rows)

    def deliveries(self, state: DeliveryState | None = None, since: datetime | None = None) -> list[Delivery]:
        where, values = ["1"], list[Value]()
        if state is not None:
            where.append("state = ?")
            values.append(state)
        if since is not None:
            where.append("sent_at >= ?")
            values.append(stamp(since))
        return [_delivery(row) for row in self.rows(f"{_ALL} WHERE {' AND '.join(where)} ORDER BY id", values)]

    def delivery_sent(self, deliveries: Sequence[int], at: datetime) -> None:
        with self.transaction():
            rows = [(DeliveryState.SENT, stamp(at), one, DeliveryState.WAITING) for one in deliveries]
            self.run_many(_SENT, rows)

    def delivery_failed(
        self, deliveries: Sequence[int], at: datetime, failure: Failure, detail: str, next_at: datetime
    ) -> None:
        values = (stamp(at), failure, detail, stamp(next_at))
        with self.transaction():
            self.run_many(_FAILED, [(*values, one, DeliveryState.WAITING) for one in deliveries])

    def withdraw_deliveries(self, deliveries: Sequence[int]) -> None:
        with self.transaction():
            self.run_many(_WITHDRAWN, [(DeliveryState.WITHDRAWN, one, DeliveryState.WAITING) for one in deliveries])


def _delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(
        id=row["id"],
        report=row["report"],
        recipient=row["recipient"],
        channel=row["channel"],
        key=row["key"],
        created=moment(row["created"]),
        state=DeliveryState(row["state"]),
        next_at=moment(row["next_at"]),
        attempts=row["attempts"],
        failing_since=maybe_moment(row["failing_since"]),
        failure=Failure(row["failure"]) if row["failure"] else None,
        detail=row["detail"],
        sent_at=maybe_moment(row["sent_at"]),
    )
