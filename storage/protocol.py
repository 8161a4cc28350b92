"""What every store can do. The embedded engine is :mod:`storage.sqlite`; tests/integration/storage/test_store_contract*.py hold each engine to it.

Reading may be done by many processes at once, writing by one at a time. Every method that writes is one transaction, for which it
takes the writer lock by itself: it is there whole after a kill, or not at all. All times are aware UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from domain.correction import Correction
from domain.crawl import Fetch, Hop, Outcome, Page, PageKind, PageParts, StatusChange
from domain.delivery import Delivery, DeliveryState, Failure, Outgoing
from domain.document import Document
from domain.handling import Handling
from domain.record import (
    BaselineRecord,
    ChangeRecord,
    CorrectionRecord,
    DocumentRecord,
    EventRecord,
    Kept,
    Outline,
    Pending,
    Publication,
    ReportRecord,
    VersionRecord,
    Visit,
)
from domain.relation import Novelty
from domain.run import Run, RunState, SourceHealth, Window
from domain.visiting import Gone, Known, ListRead, Rest


class Store(Protocol):
    """The database, behind one interface."""

    def close(self) -> None: ...

    def writing(self, wait: float = 0.0) -> AbstractContextManager[None]:
        """Keep other processes from writing between several writes of this one. Re-entrant within a process.

        Raises StoreLocked after ``wait`` seconds. Never held while waiting for a child that writes.
        """
        ...

    def together(self) -> AbstractContextManager[None]:
        """All writes inside as one transaction: there whole after a kill, or not at all. For many small ones that may be done again."""
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
        hops: Sequence[Hop] = (),
        tls: str = "",
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

    def page_parts(self, source: str, key: str) -> PageParts | None:
        """What was last noted of a page."""
        ...

    def note_page_parts(self, page: Page, parts: PageParts) -> None:
        """In the place of what was noted before; nothing for a page nobody knows."""
        ...

    def fetches(self, run: int, source: str | None = None) -> list[Fetch]: ...

    def kept(self, run: int | None = None, document: int | None = None) -> list[Kept]:
        """Every archived record that a fetch names, in the order of the fetches: of all runs, of one, or of the pages of one document."""
        ...

    def pending(self, run: int, after: int = 0) -> list[Pending]:
        """Document and interpretation pages of a run with an unprocessed OK fetch of the page or of an attachment.

        By source and address, so that what is made of them never depends on which answer came first. ``after`` leaves out the pages
        without such a fetch of a higher number.

        A part that was not fetched or failed in this run is represented by its last good fetch; a page without any good
        fetch is left out.
        """
        ...

    def earlier(self, source: str, key: str, run: int) -> tuple[Fetch, ...]:
        """The last good fetch of a page, and of each attachment it then carried, from the runs before ``run``; empty if there is none."""
        ...

    def as_of(self, source: str, key: str, fetch: int) -> tuple[Fetch, ...]:
        """What :meth:`earlier` gives, of a moment within a run: when ``fetch`` was the newest."""
        ...

    def doubted(self, source: str, key: str) -> bool:
        """True if what the last good fetch of a page showed was read and not taken for the text of its document."""
        ...

    def note_pages(self, pages: Sequence[Page]) -> None:
        """Note pages that were listed and not looked at; those known already stay as they are."""
        ...

    def known_pages(self, source: str, run: int) -> list[Known]:
        """What the runs before this one left of each document and interpretation page of a source, in the order in which they were first met."""
        ...

    def last_list(self, source: str, run: int, *, swept: bool) -> ListRead | None:
        """The newest accepted read of the list before a run, whole or (``swept`` false) of its head alone; None if there was none."""
        ...

    def gone(self, run: int) -> list[Gone]:
        """The document pages that answered 404 or 410 in a run whose list was read well, by source and address."""
        ...

    def fold(self, source: str, key: str, twin: str, url: str) -> bool:
        """Know the address ``twin`` for the page ``key`` from now on, which stands at ``url``; what was stored under it goes to that page.

        False, and nothing is done, if the two are known to carry different documents or there is no page ``key``.
        """
        ...

    def aliases(self, source: str) -> dict[str, str]:
        """Address -> key of the page it was folded into."""
        ...

    # -- hosts that rest --------------------------------------------------------------------------------------------

    def rest(self, host: str) -> Rest | None: ...

    def record_rest(self, rest: Rest) -> None:
        """One row a host; it replaces an earlier one."""
        ...

    def end_rest(self, host: str) -> None: ...

    # -- health -----------------------------------------------------------------------------------------------------

    def record_health(self, run: int, health: SourceHealth) -> None:
        """One row for each source and run; a second one replaces the first. ``failures`` and ``last_success`` are worked out here."""
        ...

    def remark(self, run: int, source: str, detail: str) -> None:
        """Put another sentence into a row of the health of a run."""
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

    def documents_ahead(self, on: date) -> list[DocumentRecord]:
        """In the order of :meth:`documents`, those that may have a date on or after this day: their own, or a deadline in their newest text.

        All others have none; one of which it is not known is among them.
        """
        ...

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

    def outline(self, document: int) -> Outline:
        """Of the newest version of a document; an empty one where there is no version."""
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

    def publications(self, document: int | None = None) -> list[Publication]:
        """Every page known to carry this document (any document for None), by document and then as the pages were first met."""
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
        corrections: Sequence[int] = (),
        outgoing: Sequence[Outgoing] = (),
    ) -> ReportRecord:
        """Keep a report as delivered, mark its changes and events delivered and its ``corrections`` told, and put its messages in the outbox, in one transaction.

        With ``run`` the run becomes REPORTED.
        """
        ...

    def report(self, on: date, revision: int | None = None, kind: str = "daily") -> ReportRecord:
        """The newest revision for None. Raises NotFound."""
        ...

    def reports(
        self, kind: str | None = None, *, since: datetime | None = None, limit: int | None = None
    ) -> list[ReportRecord]:
        """Newest first: of one kind, kept at or after ``since``, at most ``limit`` of them."""
        ...

    def last_report(self, kind: str = "daily", before: date | None = None) -> ReportRecord | None:
        """The one whose window reaches farthest, of those of days before ``before``; of several the newest."""
        ...

    def record_correction(self, correction: Correction) -> CorrectionRecord:
        """Note what was found wrong in a report that was sent; the report itself stays as it is."""
        ...

    def corrections(self) -> list[CorrectionRecord]:
        """All there are, in the order in which they were noted."""
        ...

    def report_numbered(self, report: int) -> ReportRecord:
        """By its id. Raises NotFound."""
        ...

    # -- handling ---------------------------------------------------------------------------------------------------

    def record_handling(self, handling: Handling) -> None:
        """Add an entry to the log of who handles what; nothing in it is ever changed."""
        ...

    def handlings(self, item: str | None = None) -> list[Handling]:
        """The log of one matter by its id, or of all, in the order in which it was noted."""
        ...

    # -- outbox -----------------------------------------------------------------------------------------------------

    def deliveries(self, state: DeliveryState | None = None, since: datetime | None = None) -> list[Delivery]:
        """Messages in the order in which they were put in; with ``since`` only those that got through at or after it."""
        ...

    def delivery_sent(self, deliveries: Sequence[int], at: datetime) -> None:
        """Note that the channel took one message that carried all of these."""
        ...

    def delivery_failed(
        self, deliveries: Sequence[int], at: datetime, failure: Failure, detail: str, next_at: datetime
    ) -> None:
        """Note a failure: one attempt more, and when to try again. ``detail`` must hold no secret."""
        ...

    def withdraw_deliveries(self, deliveries: Sequence[int]) -> None:
        """These are never sent: their recipient is gone."""
        ...
