"""``regdelta sources try``: one row of a source's list as it would be read, to see on the terminal before anything is kept.

The document is not stored: it is read from the bytes as received by the same normalizer a run uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from crawler import cms
from crawler.cms import Answer, Ask
from crawler.cms.select import parse
from crawler.outcomes import Unaccepted, visible
from crawler.process import CrawlJob, crawl
from domain.crawl import Fetch, Listing, Outcome, PageKind
from domain.document import Document
from domain.errors import InputError, NormalizeError
from domain.record import Pending
from domain.run import Run, RunState, SourceHealth, Window
from domain.source import Source
from monitor.documents import raw_page
from monitor.run import Step, Watch, choose, ignore
from monitor.scratch import detected, scratch, shortened, text_of
from monitor.wiring import Rooms


@dataclass(frozen=True, slots=True)
class Part:
    """An attachment or interpretation the page names, and what came of asking for it. ``name`` is the file's or the page's."""

    kind: PageKind
    name: str
    url: str
    outcome: Outcome
    detail: str
    size: int


@dataclass(frozen=True, slots=True)
class Tried:
    """One row of a list, looked at. ``document`` is None where none could be read; ``detail`` says why.

    ``rows`` were on the page of the list, ``expected`` is what the site says it has in all. ``seen`` counts the characters a visitor
    sees on the page, ``kept`` those of them that were taken for the document's, and ``cut`` are the pieces of the others in page order.
    """

    source: str
    entry: int
    rows: int
    expected: int | None
    family: str
    detected: str
    outcome: Outcome
    detail: str
    title: str = ""
    url: str = ""
    listed_on: date | None = None
    status: str | None = None
    parts: tuple[Part, ...] = ()
    document: Document | None = None
    seen: int = 0
    kept: int = 0
    cut: tuple[str, ...] = ()


def attempt(root: Path, wanted: str, entry: int = 1, watch: Watch = ignore) -> Tried:
    """Fetch the first page of a source's list and the document of its ``entry``-th row, counted from 1.

    Raises InputError for an unknown source, or a row that the page does not have.
    """
    with scratch(root) as rooms:
        (source,) = choose(rooms.sources, [wanted])
        run = _crawled(rooms, shortened(source), entry, watch)
        (health,) = rooms.store.health(run.id)
        listing = _listing(rooms, run, source)
        if listing.entries and entry > len(listing.entries):
            raise InputError(f"the first page of {wanted} has {len(listing.entries)} rows; there is no row {entry}")
        return _tried(rooms, run, source, entry, health, listing)


def _crawled(rooms: Rooms, source: Source, entry: int, watch: Watch) -> Run:
    now = rooms.clock()
    run = rooms.store.begin_run([source.id], now, Window(now, now))
    project = rooms.project
    job = CrawlJob(
        project.database, project.archive, run.id, (source,), now, contact=project.config.project.contact, only=entry
    )
    crawl(job, lambda told: watch(Step("try", told.url, told.done, told.planned)))
    rooms.store.advance_run(run.id, RunState.CRAWLED)
    return run


def _listing(rooms: Rooms, run: Run, source: Source) -> Listing:
    """The first page of the list, read once more from its kept bytes: the crawl had eyes for one row of it alone."""
    family = cms.family(source.family).of(source)
    for fetch in rooms.store.fetches(run.id, source.id):
        if fetch.page.kind is PageKind.LISTING and fetch.record:
            answer = Answer(fetch.final_url or fetch.page.url, text_of(rooms, fetch), Ask(fetch.page.url, fetch.page.position))
            with suppress(Unaccepted):
                if (listing := family.read(answer, source).listing) is not None:
                    return listing
    return Listing(())


def _tried(rooms: Rooms, run: Run, source: Source, entry: int, health: SourceHealth, listing: Listing) -> Tried:
    fetches = rooms.store.fetches(run.id, source.id)
    page = next((fetch for fetch in fetches if fetch.page.kind is PageKind.DOCUMENT), None)
    base = Tried(
        source.id,
        entry,
        len(listing.entries),
        listing.expected_rows,
        source.family,
        _differs(rooms, run, source),
        page.outcome if page else health.outcome,
        page.detail if page else health.detail,
    )
    if page is None:
        return base
    document, why = _read(rooms, run, source, page)
    html = text_of(rooms, page) if page.record else ""
    published = document.published if document else ""
    return replace(
        base,
        detail=base.detail or why,
        title=page.page.title,
        url=page.page.url,
        listed_on=page.page.listed_on,
        status=page.page.status,
        parts=_parts(fetches),
        document=document,
        seen=len(visible(html)),
        kept=len("".join(published.split())),
        cut=_cut(html, published),
    )


def _cut(html: str, published: str) -> tuple[str, ...]:
    """The pieces of text on a page that are not part of the body."""
    body = "".join(published.split())
    pieces = parse(html).xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]").getall()
    return tuple(piece for text in pieces if (piece := " ".join(text.split())) and "".join(piece.split()) not in body)


def _differs(rooms: Rooms, run: Run, source: Source) -> str:
    seems = detected(rooms, run.id, source)
    return seems if seems != source.family else ""


def _read(rooms: Rooms, run: Run, source: Source, page: Fetch) -> tuple[Document | None, str]:
    """The document of a page, or None and the reason."""
    pending = [item for item in rooms.store.pending(run.id) if item.page.key == page.page.key]
    for item in pending:
        try:
            return _document(rooms, item, source), ""
        except NormalizeError as error:
            return None, str(error)
    return None, ""


def _document(rooms: Rooms, item: Pending, source: Source) -> Document:
    return rooms.desk.normalize(raw_page(item.page, item.parts, source, rooms.desk.archive))


def _parts(fetches: Sequence[Fetch]) -> tuple[Part, ...]:
    wanted = (PageKind.ATTACHMENT, PageKind.INTERPRETATION)
    return tuple(
        Part(fetch.page.kind, fetch.page.title or fetch.page.url, fetch.page.url, fetch.outcome, fetch.detail, fetch.size)
        for fetch in fetches
        if fetch.page.kind in wanted
    )
