"""A store of each engine, and a desk to write to it with few words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.change import Change, Edit, Event, EventKind, MeasureRef, Severity, Status
from domain.crawl import Fetch, Outcome, Page, PageKind
from domain.document import Document, PublicationLevel
from domain.record import VersionRecord, Visit
from domain.run import Run, Window
from domain.text import Run as SpanRun
from domain.text import Span, SpanMap
from storage.protocol import Store
from storage.sqlite import open_store

ENGINES: dict[str, Callable[[Path], Store]] = {"sqlite": lambda folder: open_store(folder / "project" / "regdelta.db")}


@pytest.fixture(params=sorted(ENGINES))
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Opens the same place again and again, as later processes would; one engine a parameter."""
    opened: list[Store] = []

    def start() -> Store:
        opened.append(ENGINES[request.param](tmp_path))
        return opened[-1]

    yield start
    for store in opened:
        store.close()


@pytest.fixture
def store(reopen: Callable[[], Store]) -> Store:
    return reopen()


class Desk:
    """Writes to a store; every call is one minute later than the one before."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = datetime(2031, 3, 1, 0, 5, tzinfo=UTC)
        self.run = self.next_run()

    def later(self, minutes: int = 1) -> datetime:
        self.now += timedelta(minutes=minutes)
        return self.now

    def next_run(self, *sources: str) -> Run:
        now = self.later()
        self.run = self.store.begin_run(sources or ("lin",), now, Window(now - timedelta(days=1), now))
        return self.run

    def page(self, key: str = "a.html", kind: PageKind = PageKind.DOCUMENT, source: str = "lin", **fields: Any) -> Page:
        return Page(source, kind, key, f"https://{source}.example/{key}", **fields)

    def attachment(self, name: str, of: str = "a.html", position: int = 1) -> Page:
        return self.page(f"{of}#{name}", PageKind.ATTACHMENT, title=name, parent=of, position=position)

    def fetch(self, page: Page, outcome: Outcome = Outcome.OK, body: str = "x", **fields: Any) -> Fetch:
        if outcome is Outcome.OK:
            fields |= {"sha256": hashlib.sha256(body.encode()).hexdigest(), "size": len(body), "status": 200, "record": "f#0"}
        return self.store.record_fetch(self.run.id, page, at=self.later(), outcome=outcome, **fields)

    def visit(
        self, page: Page | None, text: Document | None, document: int | None = None, **fields: Any
    ) -> VersionRecord | None:
        """Write a visit of what the run has fetched of the page and not processed yet."""
        waiting = (one.fetches for one in self.store.pending(self.run.id) if page and one.page.key == page.key)
        fields = {"level": PublicationLevel.OFFICIAL, "fetches": next(waiting, ())} | fields
        return self.store.record_visit(Visit(self.run.id, self.later(), page, document=document, version=text, **fields))

    def read(self, page: Page, text: Document | None, document: int | None = None, **fields: Any) -> VersionRecord | None:
        """Fetch a page and write its visit."""
        self.fetch(page, body=text.text if text else "x")
        return self.visit(page, text, document, **fields)

    def text(
        self,
        words: str = "限时20日。",
        title: str | None = "临州市药品管理若干措施",
        number: str | None = "临药监〔2031〕7号",
        **fields: Any,
    ) -> Document:
        """A document whose published form stands behind two spaces."""
        spans = SpanMap((SpanRun(0, 2, len(words)),))
        return Document(title, words, f"  {words}", spans, "1", document_number=number, **fields)

    def change(self, word: str = "15日") -> Change:
        edit = Edit("20日", word, Span(2, 5), Span(2, 2 + len(word)))
        ref = (MeasureRef(1, "（一）"),)
        return Change(Status.AMENDED, Severity.SUBSTANTIVE, ref, ref, ("body",), (edit,))

    def event(self, kind: EventKind = EventKind.FIRST_SEEN, *measures: str) -> Event:
        return Event(kind, "首次入库", measures)


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)
