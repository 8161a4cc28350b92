"""Reports as delivered. A report is never changed; a correction is the next revision of its date."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime

from domain.delivery import Outgoing
from domain.errors import NotFound
from domain.record import ReportRecord
from domain.run import RunState, Window
from storage.engine import Row
from storage.outbox import Outbox
from storage.runs import Runs
from storage.values import day, from_json, moment, pack, stamp, to_json, unpack

_REPORTS = "SELECT * FROM reports"
_CHANGE_DELIVERED = "UPDATE changes SET report = ? WHERE id = ? AND report IS NULL"
_EVENT_DELIVERED = "UPDATE events SET report = ? WHERE id = ? AND report IS NULL"
_CORRECTION_TOLD = "UPDATE corrections SET report = ? WHERE id = ? AND report IS NULL"


class Reports(Runs, Outbox):
    """The table ``reports``."""

    def record_report(
        self,
        on: date,
        kind: str,
        window: Window,
        created: datetime,
        data: bytes,
        changes: Sequence[int],
        events: Sequence[int],
        run: int | None = None,
        corrections: Sequence[int] = (),
        outgoing: Sequence[Outgoing] = (),
    ) -> ReportRecord:
        """What an earlier report delivered stays with that one."""
        with self.transaction():
            revision = self._next_revision(on, kind)
            row: Row = {
                "day": on.isoformat(),
                "revision": revision,
                "kind": kind,
                "window_start": stamp(window.start),
                "window_end": stamp(window.end),
                "created": stamp(created),
                "data": pack(data),
                "changes": to_json(tuple(changes)),
                "events": to_json(tuple(events)),
            }
            number = self.insert("reports", row)
            self.run_many(_CHANGE_DELIVERED, [(number, one) for one in changes])
            self.run_many(_EVENT_DELIVERED, [(number, one) for one in events])
            self.run_many(_CORRECTION_TOLD, [(number, one) for one in corrections])
            self.put_in_outbox(number, created, outgoing)
            if run is not None:
                self.advance_run(run, RunState.REPORTED)
        return ReportRecord(number, on, revision, kind, window, created, data, tuple(changes), tuple(events))

    def _next_revision(self, on: date, kind: str) -> int:
        row = self.row("SELECT MAX(revision) AS last FROM reports WHERE day = ? AND kind = ?", (on.isoformat(), kind))
        return (row["last"] or 0) + 1 if row else 1

    def report(self, on: date, revision: int | None = None, kind: str = "daily") -> ReportRecord:
        where = "day = ? AND kind = ? AND revision = COALESCE(?, revision) ORDER BY revision DESC LIMIT 1"
        found = self._reports(where, on.isoformat(), kind, revision)
        if not found:
            which = "" if revision is None else f" in revision {revision}"
            raise NotFound(f"there is no {kind} report of {on.isoformat()}{which} in {self.path}")
        return found[0]

    def report_numbered(self, report: int) -> ReportRecord:
        found = self._reports("id = ?", report)
        if not found:
            raise NotFound(f"there is no report {report} in {self.path}")
        return found[0]

    def reports(
        self, kind: str | None = None, *, since: datetime | None = None, limit: int | None = None
    ) -> list[ReportRecord]:
        where = "kind = COALESCE(?, kind) AND created >= COALESCE(?, created) ORDER BY id DESC LIMIT COALESCE(?, -1)"
        return self._reports(where, kind, stamp(since) if since else None, limit)

    def last_report(self, kind: str = "daily", before: date | None = None) -> ReportRecord | None:
        """The one whose window reaches farthest, so that a correction of an old day is not taken for it; of those the newest."""
        where = "kind = ? AND (? IS NULL OR day < ?) ORDER BY window_end DESC, id DESC LIMIT 1"
        return next(iter(self._reports(where, kind, day(before), day(before))), None)

    def _reports(self, where: str, *values: str | int | None) -> list[ReportRecord]:
        return [_report(row) for row in self.rows(f"{_REPORTS} WHERE {where}", values)]


def _report(row: sqlite3.Row) -> ReportRecord:
    return ReportRecord(
        id=row["id"],
        on=date.fromisoformat(row["day"]),
        revision=row["revision"],
        kind=row["kind"],
        window=Window(moment(row["window_start"]), moment(row["window_end"])),
        created=moment(row["created"]),
        data=unpack(row["data"]),
        changes=from_json(row["changes"], tuple[int, ...]),
        events=from_json(row["events"], tuple[int, ...]),
    )
