"""Pages, and every exchange with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.crawl import Fetch, Hop, Outcome, Page, PageKind, PageParts, StatusChange
from domain.errors import NotFound
from storage.engine import Engine, Row, Value
from storage.values import day, from_json, maybe_day, moment, stamp, to_json

_PAGES = "SELECT p.source, p.kind, p.key, p.url, p.title, p.listed_on, p.parent, p.position, p.status AS validity, p.absent_on FROM pages p"
_FETCHES = """
SELECT f.*, p.source, p.kind, p.key, p.url, p.title, p.listed_on, p.parent, p.position, p.status AS validity, p.absent_on
FROM fetches f JOIN pages p ON p.id = f.page
"""
_LOOKED = tuple(outcome for outcome in Outcome if outcome.looked)

# A listing row may lack what an earlier one said (a cut title, no date): what is known stays.
_BRING_UP_TO_DATE = """
UPDATE pages SET kind = ?, url = ?, title = COALESCE(NULLIF(?, ''), title), listed_on = COALESCE(?, listed_on), parent = ?, position = ?,
  status = COALESCE(?, status), absent_on = COALESCE(absent_on, ?)
WHERE id = ?
"""

# The version that a page carries was seen again if the bytes the server calls unchanged are those last found to carry it.
_SEEN_AGAIN = """
UPDATE versions SET seen = MAX(seen, ?) WHERE (document, sequence) IN (
  SELECT document, sequence FROM publications
  WHERE page = ? AND fetch = (SELECT MAX(id) FROM fetches WHERE page = ? AND outcome = 'ok'))
"""


class Pages(Engine):
    """The tables ``pages``, ``fetches`` and ``page_parts``."""

    def record_fetch(
        self,
        run: int,
        page: Page,
        *,
        at: datetime,
        outcome: Outcome,
        status: int | None = None,
        detail: str = "",
        sha256: str | None = None,
        size: int = 0,
        content_type: str | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        record: str | None = None,
        final_url: str | None = None,
        hops: Sequence[Hop] = (),
        tls: str = "",
    ) -> Fetch:
        """A NOT_MODIFIED of a document page also notes that its version was seen again."""
        row: Row = {
            "run": run,
            "at": stamp(at),
            "outcome": outcome,
            "status": status,
            "detail": detail,
            "sha256": sha256,
            "size": size,
            "content_type": content_type,
            "etag": etag,
            "last_modified": last_modified,
            "record": record,
            "final_url": final_url,
            "hops": to_json(list(hops)) if hops else None,
            "tls": tls or None,
        }
        with self.transaction():
            number, before = self._note_page(page)
            fetch = self.insert("fetches", {"page": number, **row})
            if before and page.status and before != page.status:
                change: Row = {"run": run, "fetch": fetch, "page": number, "before": before, "after": page.status}
                self.insert("status_changes", change)
            if outcome is Outcome.NOT_MODIFIED:
                self.run(_SEEN_AGAIN, (stamp(at), number, number))
            return self.fetch(fetch)

    def _note_page(self, page: Page) -> tuple[int, str | None]:
        """The page's number, and the status it had before."""
        page = self._folded(page)
        values = (*_place(page), page.status, day(page.absent_on))
        known = self.row("SELECT id, status FROM pages WHERE source = ? AND key = ?", (page.source, page.key))
        if known is not None:
            self.run(_BRING_UP_TO_DATE, (*values, known["id"]))
            return known["id"], known["status"]
        columns = ("kind", "url", "title", "listed_on", "parent", "position", "status", "absent_on")
        row: Row = {"source": page.source, "key": page.key, **dict(zip(columns, values, strict=True))}
        return self.insert("pages", row), None

    def note_pages(self, pages: Sequence[Page]) -> None:
        """Only what is not known yet is written."""
        with self.transaction():
            for page in pages:
                if self.page_id(page.source, page.key) is None:
                    self._note_page(page)

    def _folded(self, page: Page) -> Page:
        """The page under the address it is kept under, if its own or its parent's was found to be another one's."""
        if page.parent is None:
            return replace(page, key=self._kept_under(page.source, page.key))
        parent = self._kept_under(page.source, page.parent)
        if page.kind is PageKind.ATTACHMENT:  # known by its parent's address and its own name
            return replace(page, key=parent + page.key.removeprefix(page.parent), parent=parent)
        return replace(page, key=self._kept_under(page.source, page.key), parent=parent)

    def _kept_under(self, source: str, key: str) -> str:
        row = self.row("SELECT target FROM aliases WHERE source = ? AND key = ?", (source, key))
        return row["target"] if row else key

    def status_changes(self, run: int) -> list[StatusChange]:
        """In the order in which they were seen."""
        sql = """
        SELECT c.run, c.fetch, c.before, c.after, p.source, p.kind, p.key, p.url, p.title, p.listed_on, p.parent, p.position,
          p.status AS validity, p.absent_on
        FROM status_changes c JOIN pages p ON p.id = c.page WHERE c.run = ? ORDER BY c.id
        """
        return [
            StatusChange(row["run"], row["fetch"], to_page(row), row["before"], row["after"]) for row in self.rows(sql, (run,))
        ]

    def page_id(self, source: str, key: str) -> int | None:
        row = self.row("SELECT id FROM pages WHERE source = ? AND key = ?", (source, key))
        return row["id"] if row else None

    def fetched_in(self, run: int, source: str, key: str) -> Fetch | None:
        return self._newest("f.run = ? AND p.source = ? AND p.key = ? AND f.outcome IN (?, ?)", run, source, key, *_LOOKED)

    def last_good(self, source: str, key: str) -> Fetch | None:
        return self._newest("p.source = ? AND p.key = ? AND f.outcome = 'ok'", source, key)

    def _newest(self, where: str, *values: str | int) -> Fetch | None:
        row = self.row(f"{_FETCHES} WHERE {where} ORDER BY f.id DESC LIMIT 1", values)
        return to_fetch(row) if row else None

    def fetch(self, fetch: int) -> Fetch:
        row = self.row(f"{_FETCHES} WHERE f.id = ?", (fetch,))
        if row is None:
            raise NotFound(f"there is no fetch {fetch} in {self.path}")
        return to_fetch(row)

    def pages(self, source: str, kind: PageKind | None = None) -> list[Page]:
        """In the order in which they were first met."""
        sql = f"{_PAGES} WHERE p.source = ? AND p.kind = COALESCE(?, p.kind) ORDER BY p.id"
        return [to_page(row) for row in self.rows(sql, (source, kind))]

    def attachments(self, source: str, parent: str) -> list[Page]:
        """All that the page was ever seen to carry; :meth:`pending` takes those it carried when it was last read."""
        sql = f"{_PAGES} WHERE p.source = ? AND p.parent = ? AND p.kind = ? ORDER BY p.position, p.id"
        return [to_page(row) for row in self.rows(sql, (source, parent, PageKind.ATTACHMENT))]

    def page_parts(self, source: str, key: str) -> PageParts | None:
        sql = "SELECT mark, parts FROM page_parts WHERE page = (SELECT id FROM pages WHERE source = ? AND key = ?)"
        row = self.row(sql, (source, key))
        return PageParts(row["mark"], from_json(row["parts"], tuple[Page, ...])) if row else None

    def note_page_parts(self, page: Page, parts: PageParts) -> None:
        with self.transaction():
            number = self.page_id(page.source, page.key)
            if number is not None:
                row: Row = {"page": number, "mark": parts.mark, "parts": to_json(parts.parts)}
                self.upsert("page_parts", row, "page")

    def fetches(self, run: int, source: str | None = None) -> list[Fetch]:
        """In the order in which they were recorded."""
        sql = f"{_FETCHES} WHERE f.run = ? AND p.source = COALESCE(?, p.source) ORDER BY f.id"
        return [to_fetch(row) for row in self.rows(sql, (run, source))]


def _place(page: Page) -> tuple[Value, ...]:
    return page.kind, page.url, page.title, day(page.listed_on), page.parent, page.position


def to_page(row: sqlite3.Row) -> Page:
    return Page(
        source=row["source"],
        kind=PageKind(row["kind"]),
        key=row["key"],
        url=row["url"],
        title=row["title"],
        listed_on=maybe_day(row["listed_on"]),
        parent=row["parent"],
        position=row["position"],
        status=row["validity"],
        absent_on=maybe_day(row["absent_on"]),
    )


def to_fetch(row: sqlite3.Row) -> Fetch:
    return Fetch(
        id=row["id"],
        run=row["run"],
        page=to_page(row),
        at=moment(row["at"]),
        outcome=Outcome(row["outcome"]),
        status=row["status"],
        detail=row["detail"],
        sha256=row["sha256"],
        size=row["size"],
        content_type=row["content_type"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        record=row["record"],
        final_url=row["final_url"],
        hops=tuple(from_json(row["hops"], list[Hop])) if row["hops"] else (),
        tls=row["tls"] or "",
    )
