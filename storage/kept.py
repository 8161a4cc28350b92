"""Which records of the archive the database names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from domain.crawl import Hop
from domain.record import Kept
from storage.engine import Engine
from storage.values import from_json

# Of a document: the pages that carry it, and the attachments of those.
_NAMED = """
SELECT f.id, f.record, f.sha256, f.size, f.hops FROM fetches f
WHERE (f.record IS NOT NULL OR f.hops IS NOT NULL) AND f.run = COALESCE(?, f.run) AND (? IS NULL OR f.page IN (
  SELECT b.page FROM publications b WHERE b.document = ?
  UNION
  SELECT a.id FROM publications b JOIN pages p ON p.id = b.page JOIN pages a ON a.source = p.source AND a.parent = p.key
  WHERE b.document = ? AND a.kind = 'attachment'))
ORDER BY f.id
"""


class KeptRecords(Engine):
    """Reads the table ``fetches`` for what tends the archive."""

    def kept(self, run: int | None = None, document: int | None = None) -> list[Kept]:
        """The answers on the way come before the last one."""
        rows = self.rows(_NAMED, (run, document, document, document))
        return [kept for row in rows for kept in _of(row)]


def _of(row: sqlite3.Row) -> Iterator[Kept]:
    for hop in from_json(row["hops"], list[Hop]) if row["hops"] else ():
        yield Kept(row["id"], hop.record)
    if row["record"]:
        yield Kept(row["id"], row["record"], row["sha256"], row["size"])
