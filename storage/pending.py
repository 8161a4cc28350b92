"""Which document pages of a run wait to be read, and the fetches that make up such a page."""

from __future__ import annotations

from domain.crawl import Fetch
from domain.record import Pending
from storage.pages import Pages

# The pages that carry documents, by source and address: two pages of one document must meet in the same order in every run.
_WAITING = """
SELECT root.id FROM fetches f
JOIN pages p ON p.id = f.page
JOIN pages root ON root.source = p.source AND root.key = CASE p.kind WHEN 'attachment' THEN p.parent ELSE p.key END
WHERE f.run = ? AND f.id > ? AND f.outcome = 'ok' AND NOT f.processed AND root.kind IN ('document', 'interpretation')
GROUP BY root.id ORDER BY root.source, root.key
"""

_ATTACHED = """
SELECT a.id FROM pages a JOIN pages root ON a.source = root.source AND a.parent = root.key AND a.kind = 'attachment'
WHERE root.id = ?
"""

# An attachment is current if a run that looked for it came no earlier than the run that last read the page itself.
_CURRENT = "(SELECT MAX(run) FROM fetches WHERE page = a.id AND id <= ?) >= ?"

_OF_RUN = "SELECT id FROM fetches WHERE run = ? AND NOT processed"

_EVER = 2**62  # above any fetch number


class PendingPages(Pages):
    """What stands between a crawl and the visits of its pages."""

    def pending(self, run: int, after: int = 0) -> list[Pending]:
        found = (self._pending(run, row["id"]) for row in self.rows(_WAITING, (run, after)))
        return [pending for pending in found if pending is not None]

    def _pending(self, run: int, page: int) -> Pending | None:
        parts = self.parts(page)
        if not parts:
            return None
        fetches = tuple(
            row["id"] for row in self.rows(f"{_OF_RUN} AND page IN (SELECT ? UNION {_ATTACHED}) ORDER BY id", (run, page, page))
        )
        return Pending(parts[0].page, parts, fetches)

    def parts(self, page: int, until: int = _EVER) -> tuple[Fetch, ...]:
        """The last good fetch of a page, then of each attachment it carried when last read, in page order.

        ``until`` is the newest fetch to look at. Empty if the page itself was never read.
        """
        root = self._good(page, until)
        if root is None:
            return ()
        current = self.rows(f"{_ATTACHED} AND {_CURRENT} ORDER BY a.position, a.id", (page, until, root.run))
        attached = (self._good(row["id"], until) for row in current)
        return (root, *(fetch for fetch in attached if fetch is not None))

    def part_numbers(self, page: int, until: int) -> tuple[int, ...]:
        """The numbers of the fetches that :meth:`parts` gives."""
        sql = "SELECT id, run FROM fetches WHERE page = ? AND outcome = 'ok' AND id <= ? ORDER BY id DESC LIMIT 1"
        root = self.row(sql, (page, until))
        if root is None:
            return ()
        current = self.rows(f"{_ATTACHED} AND {_CURRENT} ORDER BY a.position, a.id", (page, until, root["run"]))
        attached = (self.row(sql, (row["id"], until)) for row in current)
        return (root["id"], *(row["id"] for row in attached if row))

    def earlier(self, source: str, key: str, run: int) -> tuple[Fetch, ...]:
        page = self.page_id(source, key)
        last = self.row("SELECT id FROM fetches WHERE run < ? ORDER BY id DESC LIMIT 1", (run,))
        return self.parts(page, last["id"]) if page and last else ()

    def as_of(self, source: str, key: str, fetch: int) -> tuple[Fetch, ...]:
        page = self.page_id(source, key)
        return self.parts(page, fetch) if page else ()

    def doubted(self, source: str, key: str) -> bool:
        sql = """
        SELECT f.id FROM publications u JOIN pages p ON p.id = u.page
        JOIN fetches f ON f.id = (SELECT MAX(id) FROM fetches WHERE page = p.id AND outcome = 'ok')
        WHERE p.source = ? AND p.key = ? AND f.processed AND u.fetch IS NOT f.id
        """
        return self.row(sql, (source, key)) is not None

    def _good(self, page: int, until: int) -> Fetch | None:
        return self._newest("f.page = ? AND f.outcome = 'ok' AND f.id <= ?", page, until)
