"""How each source fared in each run. Streaks are counted from the rows, so replacing a row keeps them true."""

from __future__ import annotations

import sqlite3

from domain.crawl import Outcome
from domain.run import SourceHealth
from storage.engine import Engine, Row
from storage.values import maybe_moment, stamp

# A source that was not due in a run (planned = 0) neither failed nor succeeded there.
_HEALTH = """
SELECT h.*,
  (SELECT COALESCE(r.finished, r.started) FROM runs r WHERE r.id = (
    SELECT MAX(o.run) FROM health o WHERE o.source = h.source AND o.run <= h.run AND o.planned AND o.outcome = 'ok')
  ) AS last_success,
  (SELECT COUNT(*) FROM health b WHERE b.source = h.source AND b.run <= h.run AND b.planned AND b.outcome != 'ok'
    AND b.run > COALESCE((
      SELECT MAX(o.run) FROM health o WHERE o.source = h.source AND o.run <= h.run AND o.planned AND o.outcome = 'ok'), 0)
  ) AS failures
FROM health h WHERE h.run = ? ORDER BY h.source
"""


class Health(Engine):
    """The table ``health``."""

    def record_health(self, run: int, health: SourceHealth) -> None:
        """``failures`` and ``last_success`` of the argument are not looked at: :meth:`health` works them out."""
        row: Row = {
            "run": run,
            "source": health.source,
            "name": health.name,
            "outcome": health.outcome,
            "detail": health.detail,
            "entries": health.entries,
            "expected": health.expected,
            "fetched": health.fetched,
            "not_modified": health.not_modified,
            "failed": health.failed,
            "suspect": health.suspect,
            "planned": int(health.planned),
            "listed": int(health.listed),
            "swept": int(health.swept),
            "pages": health.pages,
            "plan": health.plan,
            "rests_until": stamp(health.rests_until) if health.rests_until else None,
        }
        with self.transaction():
            self.upsert("health", row, ("source", "run"))

    def remark(self, run: int, source: str, detail: str) -> None:
        with self.transaction():
            self.run("UPDATE health SET detail = ? WHERE run = ? AND source = ?", (detail, run, source))

    def health(self, run: int) -> list[SourceHealth]:
        """By source id; ``last_success`` is when the run finished, or began if it has not finished yet."""
        return [_health(row) for row in self.rows(_HEALTH, (run,))]


def _health(row: sqlite3.Row) -> SourceHealth:
    return SourceHealth(
        source=row["source"],
        name=row["name"],
        outcome=Outcome(row["outcome"]),
        detail=row["detail"],
        entries=row["entries"],
        expected=row["expected"],
        fetched=row["fetched"],
        not_modified=row["not_modified"],
        failed=row["failed"],
        failures=row["failures"],
        last_success=maybe_moment(row["last_success"]),
        suspect=row["suspect"],
        planned=bool(row["planned"]),
        listed=bool(row["listed"]),
        swept=bool(row["swept"]),
        pages=row["pages"],
        plan=row["plan"],
        rests_until=maybe_moment(row["rests_until"]),
    )
