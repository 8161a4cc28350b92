"""What a crawl has to know before it looks: pages as earlier runs left them, reads of lists, and the table ``rests``."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from domain.crawl import Outcome
from domain.visiting import Gone, Known, ListRead, Rest
from storage.engine import Row
from storage.pages import Pages, to_page
from storage.values import maybe_day, maybe_moment, moment, stamp

# Looks after which nothing needs to be made up for.
_WELL = (Outcome.OK, Outcome.NOT_MODIFIED, Outcome.EXTERNAL_SKIPPED, Outcome.ROBOTS_DENIED)

_KNOWN = """
WITH looks AS (
  SELECT page, MIN(at) AS met, MAX(at) AS tried, MAX(id) AS newest, MAX(CASE WHEN outcome IN ('ok', 'not_modified') THEN at END) AS looked
  FROM fetches WHERE run < :run AND page IN (SELECT id FROM pages WHERE source = :source) GROUP BY page),
member AS (
  SELECT DISTINCT document FROM baseline_members
  WHERE baseline = (SELECT name FROM baselines ORDER BY created DESC, rowid DESC LIMIT 1))
SELECT p.*, p.status AS validity, l.met, l.tried, l.looked, f.outcome AS last, f.run AS last_run, d.effective_on, d.expires_on,
  (SELECT MAX(created) FROM versions WHERE document = d.id) AS changed,
  d.id IN (SELECT document FROM member) AS member,
  EXISTS (SELECT 1 FROM events e WHERE e.document = d.id AND json_extract(e.value, '$.kind') = 'withdrawn'
    AND e.created > COALESCE(l.looked, '')) AS withdrawn
FROM pages p
LEFT JOIN looks l ON l.page = p.id
LEFT JOIN fetches f ON f.id = l.newest
LEFT JOIN publications u ON u.page = p.id
LEFT JOIN documents d ON d.id = u.document
WHERE p.source = :source AND p.kind != 'listing' ORDER BY p.id
"""

_LAST_LIST = """
SELECT r.started, h.entries, h.pages FROM health h JOIN runs r ON r.id = h.run
WHERE h.source = ? AND h.run < ? AND h.listed AND h.swept = ? ORDER BY h.run DESC LIMIT 1
"""

_GONE = """
SELECT p.*, p.status AS validity, MIN(f.at) AS since, MAX(f.at) AS until, COUNT(DISTINCT f.run) AS runs
FROM fetches f JOIN pages p ON p.id = f.page JOIN health h ON h.run = f.run AND h.source = p.source AND h.listed
WHERE p.kind = 'document' AND f.status IN (404, 410) AND f.run <= :run
  AND f.id > COALESCE((SELECT MAX(id) FROM fetches WHERE page = p.id AND outcome IN ('ok', 'not_modified')), 0)
  AND p.id IN (SELECT page FROM fetches WHERE run = :run AND status IN (404, 410))
GROUP BY p.id HAVING MAX(f.run) = :run ORDER BY p.source, p.key
"""


class Visiting(Pages):
    """Questions over ``pages``, ``fetches`` and ``health``, and the hosts that are left alone."""

    def known_pages(self, source: str, run: int) -> list[Known]:
        rows = self.rows(_KNOWN, {"run": run, "source": source})
        failing = _failing(rows)
        return [_known(row, row["key"] in failing) for row in rows if row["kind"] != "attachment"]

    def last_list(self, source: str, run: int, *, swept: bool) -> ListRead | None:
        row = self.row(_LAST_LIST, (source, run, int(swept)))
        return ListRead(moment(row["started"]), row["entries"], row["pages"]) if row else None

    def gone(self, run: int) -> list[Gone]:
        found = self.rows(_GONE, {"run": run})
        return [Gone(to_page(row), moment(row["since"]), moment(row["until"]), row["runs"]) for row in found]

    def rest(self, host: str) -> Rest | None:
        row = self.row("SELECT * FROM rests WHERE host = ?", (host,))
        return Rest(host, moment(row["until"]), Outcome(row["outcome"]), row["why"], row["times"]) if row else None

    def record_rest(self, rest: Rest) -> None:
        row: Row = {
            "host": rest.host,
            "until": stamp(rest.until),
            "outcome": rest.outcome,
            "why": rest.why,
            "times": rest.times,
        }
        with self.transaction():
            self.upsert("rests", row, "host")

    def end_rest(self, host: str) -> None:
        with self.transaction():
            self.run("DELETE FROM rests WHERE host = ?", (host,))


def _failing(rows: Sequence[sqlite3.Row]) -> set[str]:
    """Keys of the pages whose last look came to nothing, and of those whose part did when they were last looked at themselves."""
    by_key = {row["key"]: row for row in rows}
    failing = set()
    for row in rows:
        if row["last"] is None or row["last"] in _WELL:
            continue
        failing.add(row["key"])
        root = by_key.get(row["parent"])
        while root is not None and root["key"] not in failing and _still_carried(row, root):
            failing.add(root["key"])
            root = by_key.get(root["parent"])
    return failing


def _still_carried(part: sqlite3.Row, page: sqlite3.Row) -> bool:
    return (part["last_run"] or 0) >= (page["last_run"] or 0)


def _known(row: sqlite3.Row, failing: bool) -> Known:
    return Known(
        page=to_page(row),
        met=maybe_moment(row["met"]),
        tried=maybe_moment(row["tried"]),
        looked=maybe_moment(row["looked"]),
        failing=failing,
        changed=maybe_moment(row["changed"]),
        member=bool(row["member"]),
        effective_on=maybe_day(row["effective_on"]),
        expires_on=maybe_day(row["expires_on"]),
        withdrawn=bool(row["withdrawn"]),
    )
