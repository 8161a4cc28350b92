"""What every store can do. The embedded engine is :mod:`storage.sqlite`; tests/integration/storage/test_store_contract*.py hold each engine to it.

Reading may be done by many processes at once, writing by one at a time. Every method that writes is one transaction, for which it
takes the writer lock by itself: it is there whole after a kill, or not at all. All times are aware UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from domain.crawl import Fetch, Outcome, Page, PageKind, StatusChange
from domain.document import Document
from domain.record import (
    BaselineRecord,
    ChangeRecord,
    DocumentRecord,
    EventRecord,
    Pending,
    ReportRecord,
    VersionRecord,
    Visit,
)
from domain.relation import Novelty
from domain.run import Run, RunState, SourceHealth, Window


class Store(Protocol):
    """The database, behind one interface."""

    def close(self) -> None: ...

    def writing(self, wait: float = 0.0) -> AbstractContextManager[None]:
        """Keep other processes from writing between several writes of this one. Re-entrant within a process.

        Raises StoreLocked after ``wait`` seconds. Never held while waiting for a child that writes.
        """
        ...

    # -- runs -----------------------------------------------------------------------------------------------------

    def begin_run(self, sources: Sequence[str], started: datetime, window: Window) -> Run: ...

    def unfinished_run(self) -> Run | None:
        """The newest run whose state is not REPORTED, or None."""
        ...

    def advance_run(self, run: int, state: RunState, finished: datetime | None = None) -> None: ...

    def runs(self, limit: int = 50) -> list[Run]:
        """The newest first."""
        ...

    # -- pages and fetches ------------------------------------------------------------------------------------------

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
    ) -> Fetch:
        """Note one exchange, and the page if it is new (its title, date, status and address are brought up to date)."""
        ...

    def status_changes(self, run: int) -> list[StatusChange]:
        """Pages that a list gave another validity (有效, 废止 ...) in this run than when it last gave one; their text may be unchanged."""
        ...

    def fetched_in(self, run: int, source: str, key: str) -> Fetch | None:
        """The newest fetch of a page within a run whose outcome :attr:`~domain.crawl.Outcome.looked`, for going on after a kill."""
        ...

    def last_good(self, source: str, key: str) -> Fetch | None:
        """The newest OK fetch of a page in any run: its validators, and its bytes in the archive."""
        ...

    def fetch(self, fetch: int) -> Fetch:
        """Raises NotFound."""
        ...

    def pages(self, source: str, kind: PageKind | None = None) -> list[Page]: ...

    def attachments(self, source: str, parent: str) -> list[Page]:
        """The attachments of a document page, in page order."""
        ...

    def fetches(self, run: int, source: str | None = None) -> list[Fetch]: ...

    def pending(self, run: int) -> list[Pending]:
        """Document and interpretation pages of a run with an unprocessed OK fetch of the page or of an attachment.

        By source and address, so that what is made of them never depends on which answer came first.

        A part that was not fetched or failed in this run is represented by its last good fetch; a page without any good
        fetch is left out.
        """
        ...

    def earlier(self, source: str, key: str, run: int) -> tuple[Fetch, ...]:
        """The last good fetch of a page, and of each attachment it then carried, from the runs before ``run``; empty if there is none."""
        ...

    def doubted(self, source: str, key: str) -> bool:
        """True if what the last good fetch of a page showed was read and not taken for the text of its document."""
        ...

    # -- health -----------------------------------------------------------------------------------------------------

    def record_health(self, run: int, health: SourceHealth) -> None:
        """One row for each source and run; a second one replaces the first. ``failures`` and ``last_success`` are worked out here."""
        ...

    def health(self, run: int) -> list[SourceHealth]: ...

    # -- documents, versions, changes -------------------------------------------------------------------------------

    def record_visit(self, visit: Visit) -> VersionRecord | None:
        """Write what a visit came to: document, version (or sighting), changes, events, publication, fetches processed.

        Returns the new version, or None. Raises NotFound for an unknown document.
        """
        ...

    def document(self, document: int) -> DocumentRecord:
        """Raises NotFound."""
        ...

    def documents(self) -> list[DocumentRecord]: ...

    def document_at(self, source: str, key: str) -> DocumentRecord | None:
        """The document that a page is known to carry."""
        ...

    def document_named(self, document_number: str | None, title: str | None) -> DocumentRecord | None:
        """The document with this 文号 (any bracket form), else with this title (width and space aside).

        A title never finds a document whose 文号 is known to be another: a title issued again is another document.
        """
        ...

    def find_documents(self, words: str) -> list[DocumentRecord]:
        """Documents whose id, 文号 or title matches what a person typed."""
        ...

    def versions(self, document: int) -> list[VersionRecord]:
        """Oldest first."""
        ...

    def version(self, document: int, sequence: int | None = None) -> tuple[VersionRecord, Document]:
        """One version with its text; the newest for None. Raises NotFound."""
        ...

    def rewrite_version(self, document: int, sequence: int, text: Document) -> VersionRecord:
        """Put what another normalizer reads from the same bytes in the place of a version's text: no change, no event, no new version.

        Raises NotFound.
        """
        ...

    def undelivered(self) -> tuple[list[ChangeRecord], list[EventRecord]]: ...

    def changes(self, document: int | None = None, window: Window | None = None) -> list[ChangeRecord]: ...

    def events(self, document: int | None = None, window: Window | None = None) -> list[EventRecord]: ...

    def novelty(self, document: int) -> tuple[str | None, tuple[Novelty, ...]]:
        """The baseline a document's first version was held against (None if none) and what was new in it."""
        ...

    # -- baselines --------------------------------------------------------------------------------------------------

    def save_baseline(self, name: str, created: datetime, members: Iterable[tuple[int, int]]) -> BaselineRecord:
        """Freeze a set of versions under a name. Raises StoreError if the name is taken."""
        ...

    def baseline(self, name: str | None = None) -> BaselineRecord | None:
        """The named baseline, or the newest one; None if there is none. Raises NotFound for an unknown name."""
        ...

    def baselines(self) -> list[BaselineRecord]: ...

    # -- reports ----------------------------------------------------------------------------------------------------

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
    ) -> ReportRecord:
        """Keep a report as delivered and mark its changes and events delivered, in one transaction. With ``run`` the run becomes REPORTED."""
        ...

    def report(self, on: date, revision: int | None = None, kind: str = "daily") -> ReportRecord:
        """The newest revision for None. Raises NotFound."""
        ...

    def reports(self) -> list[ReportRecord]:
        """Newest first."""
        ...

    def last_report(self, kind: str = "daily") -> ReportRecord | None: ...
