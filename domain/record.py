"""What the store hands back, and what a visit hands to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.change import Change, Event
from domain.correction import Correction
from domain.crawl import Fetch, Page
from domain.document import Document, DocumentKind, PublicationLevel
from domain.relation import Novelty
from domain.run import Window


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One policy instrument the store knows. ``source`` and ``url`` are those of its best publication.

    ``repealed`` is set by an event and lifted where a correction struck all events that say so; ``versions`` counts from 1. ``first_seen`` is aware UTC and is never 发布日期.
    """

    id: int
    title: str
    document_number: str | None
    province: str | None
    authority: str | None
    kind: DocumentKind
    level: PublicationLevel
    source: str | None
    url: str | None
    first_seen: datetime
    versions: int
    repealed: bool = False
    expires_on: date | None = None
    effective_on: date | None = None


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One version of a document: ``sequence`` from 1, so that A -> B -> A is three versions (never keyed by hash).

    ``fingerprint`` is the SHA-256 of the canonical text in hex; ``fetches`` the fetches it was read from (empty for an
    imported file, whose path is ``origin``); ``seen`` when it was last seen unchanged, aware UTC.
    """

    document: int
    sequence: int
    created: datetime
    seen: datetime
    fingerprint: str
    normalizer: str
    fetches: tuple[int, ...] = ()
    origin: str | None = None
    run: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """One change that is not ``unchanged``; ``id`` is stable for ever. ``report`` is None until it was delivered."""

    id: int
    document: int
    from_sequence: int
    to_sequence: int
    run: int
    created: datetime
    change: Change
    report: int | None = None


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event on a document as a whole; ``sequence`` the version it came with (0 for a refused text)."""

    id: int
    document: int
    sequence: int
    run: int
    created: datetime
    event: Event
    report: int | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """What looking at one document page came to, written in one transaction by :meth:`storage.protocol.Store.record_visit`.

    ``document`` is the known document's id or None for a new one. ``version`` is the new text, or None when it was
    seen unchanged or refused. ``changes`` leaves out what is unchanged. ``fetches`` are marked processed. ``novelty`` is only given with a
    first version, against the baseline named. ``suspect``: the text was not believed, whether that is told (``events``) or was
    told before. ``diverges``: another publication has other words than the text kept. ``remarks`` are for the line of the
    source, each a kind of thing and one such thing: what could not be read, what a second look came to.
    """

    run: int
    at: datetime
    page: Page | None
    fetches: tuple[int, ...]
    document: int | None
    version: Document | None
    level: PublicationLevel = PublicationLevel.UNKNOWN
    changes: tuple[Change, ...] = ()
    events: tuple[Event, ...] = ()
    novelty: tuple[Novelty, ...] = ()
    baseline: str | None = None
    origin: str | None = None
    suspect: bool = False
    diverges: bool = False
    remarks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """What the newest text of a document comes to: how many ``measures`` it has, and the names of the attachments that were ``unread``."""

    measures: int = 0
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """A document page with something not yet processed in a run: the last good fetch of the page and of each attachment, in page order.

    ``fetches`` are all fetches of the run that a visit will mark processed, whatever their outcome.
    """

    page: Page
    parts: tuple[Fetch, ...]
    fetches: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BaselineRecord:
    """A named, frozen set of versions: ``members`` are (document id, sequence)."""

    name: str
    created: datetime
    members: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """A report as delivered: ``data`` is the Report as JSON, ``revision`` counts from 1 within a date."""

    id: int
    on: date
    revision: int
    kind: str
    window: Window
    created: datetime
    data: bytes
    changes: tuple[int, ...]
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """A correction as noted; ``report`` is the daily report that told it, None until there is one."""

    id: int
    correction: Correction
    report: int | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """One page that carries a document, and how near it is to the issuer. ``sequence`` is the version it was last read as, None if its text was not taken."""

    document: int
    page: Page
    level: PublicationLevel
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of the archive that fetch ``fetch`` names. ``sha256`` (hex) and ``size`` are those of its body as the database has them;
    None for an answer on the way to the last one."""

    fetch: int
    record: str
    sha256: str | None = None
    size: int | None = None
