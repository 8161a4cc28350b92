"""What looking at one page comes to: step 4 to 7 of the way of the data, for one document page.

A visit is worked out here without writing anything; :meth:`storage.protocol.Store.record_visit` writes it in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from domain.change import Change, Comparison, Event, EventKind, Late, Status
from domain.crawl import Fetch, Page
from domain.document import Basis, Document, DocumentKind, PublicationLevel
from domain.errors import NormalizeError
from domain.record import DocumentRecord, Pending, VersionRecord, Visit
from domain.relation import Novelty
from domain.source import Source
from monitor.documents import Normalize, raw_page
from storage.archive import Archive
from storage.protocol import Store


class Compare(Protocol):
    """Holds two versions together; ``confirmed``: a second look agreed on the new one."""

    def __call__(self, old: Document, new: Document, *, confirmed: bool = False) -> Comparison: ...


FindNovelty = Callable[[Document, Sequence[Document]], tuple[Novelty, ...]]
Ready = Callable[[Pending], Document | None]


def nothing_ready(_: Pending) -> None:
    """No page was read before its turn."""


# A page of one of these levels is a copy: it may make a version only of a document nobody official has published.
COPIES = (PublicationLevel.MEDIA, PublicationLevel.MIRROR)
ENDED = ("废止", "失效")
UNREAD = "未能读出"
SHOWN = 60  # characters of either side of a divergence that its one sentence shows


@dataclass(frozen=True, slots=True)
class Desk:
    """What a visit is worked out with; the concrete classes are picked in :mod:`monitor.wiring`.

    ``ready`` gives a page that was read before its turn, see :mod:`monitor.ahead`.
    """

    store: Store
    archive: Archive
    sources: Mapping[str, Source]
    normalize: Normalize
    normalizer_version: str
    compare: Compare
    novelty: FindNovelty
    ready: Ready = nothing_ready


def visit(desk: Desk, pending: Pending, run: int, at: datetime, *, confirmed: bool = False) -> Visit:
    """Read a page's bytes and say what they mean for what is known. Never raises for what stands on the page.

    ``confirmed``: two looks of this run agreed on them.
    """
    source = desk.sources.get(pending.page.source)
    known = desk.store.document_at(pending.page.source, pending.page.key)
    blank = Visit(
        run=run,
        at=at,
        page=pending.page,
        fetches=pending.fetches,
        document=known.id if known else None,
        version=None,
        level=source.level if source else PublicationLevel.UNKNOWN,
    )
    if known and _is_last_read(desk, known, pending):
        return blank
    try:
        document = desk.ready(pending) or desk.normalize(raw_page(pending.page, pending.parts, source, desk.archive))
    except NormalizeError as error:
        return _unreadable(desk, blank, known, str(error))
    document = _named(document, pending.page)
    blank = replace(blank, remarks=tuple((UNREAD, reason) for reason in sorted(_reasons(document))))
    known = known or _namesake(desk.store, document)
    if known is None:
        return _first(desk, replace(blank, version=document), document)
    if known.level in COPIES and blank.level is PublicationLevel.OFFICIAL:
        return replace(blank, document=known.id, version=document)  # the original takes the place of a copy: no change
    blank = replace(blank, document=known.id)
    if not _is_home(known, pending, blank.level) and not _took_over(desk, known, blank):
        return _beside(desk, blank, known, document)
    return _again(desk, blank, known, document, confirmed=confirmed)


def is_last_read(desk: Desk, pending: Pending) -> bool:
    """True if reading the page again would say what its document says already."""
    known = desk.store.document_at(pending.page.source, pending.page.key)
    return known is not None and _is_last_read(desk, known, pending)


def _is_last_read(desk: Desk, known: DocumentRecord, pending: Pending) -> bool:
    """True if this is the document's home and has, byte for byte, what its newest version was read from by this normalizer."""
    if (known.source, known.url) != (pending.page.source, pending.page.url):
        return False
    record = desk.store.versions(known.id)[-1]
    if record.normalizer != desk.normalizer_version or desk.store.outline(known.id).unread:
        return False
    return [desk.store.fetch(number).sha256 for number in record.fetches] == [part.sha256 for part in pending.parts]


def endings(desk: Desk, found: Visit) -> tuple[Visit, ...]:
    """The documents that a new text ends by name (同时废止), each as a visit of its own without a page.

    They are to be written before ``found``: killed between the two, what is written already is not found again.
    """
    if found.version is None or found.level in COPIES or found.version.kind is DocumentKind.INTERPRETATION:
        return ()
    from differ.repeals import repeals

    told = []
    for ended in repeals(found.version):
        known = desk.store.document_named(ended.document_number, ended.title)
        event = Event(EventKind.REPEALED, f"《{found.version.title}》载明：{ended.words}", ended.parts)
        if known and known.id != found.document and not _ended(desk.store, known, event):
            told.append(Visit(found.run, found.at, None, (), known.id, None, events=(event,)))
    return tuple(told)


def lapses(desk: Desk, run: int, at: datetime) -> tuple[Visit, ...]:
    """The documents whose listing or page now says 废止 or 失效 of them, although their text is as it was (regulator_sites §3.3)."""
    told = []
    for change in desk.store.status_changes(run):
        known = desk.store.document_at(change.page.source, change.page.key)
        event = Event(EventKind.REPEALED, f"网站标注的效力状态由“{change.before}”变为“{change.after}”")
        if known and change.after in ENDED and not _ended(desk.store, known, event):
            told.append(Visit(run, at, None, (), known.id, None, events=(event,)))
    return tuple(told)


def _ended(store: Store, known: DocumentRecord, event: Event) -> bool:
    return known.repealed or _told(store, known, event)


def _told(store: Store, known: DocumentRecord, event: Event) -> bool:
    return any(record.event == event for record in store.events(known.id))


def _named(document: Document, page: Page) -> Document:
    """A page without a title of its own goes by the title of its row; an interpretation never by the names of what it is about."""
    named = document if document.title else replace(document, title=page.title or None)
    return replace(named, title_variants=()) if document.kind is DocumentKind.INTERPRETATION else named


def _namesake(store: Store, document: Document) -> DocumentRecord | None:
    """The known document that another page carries too. What is about a document is never that document."""
    if document.kind is DocumentKind.INTERPRETATION:
        return None
    known = store.document_named(document.document_number, document.title)
    return None if known and known.kind is DocumentKind.INTERPRETATION else known


def _is_home(known: DocumentRecord, pending: Pending, level: PublicationLevel) -> bool:
    """True if this page is the one that makes the document's versions.

    Two pages that carry one document in different words would else take turns as "amendments" on every run.
    """
    if known.url is None or known.level is PublicationLevel.UNKNOWN:
        return True
    if known.level is PublicationLevel.OFFICIAL and level in COPIES:
        return False
    return (known.source, known.url) == (pending.page.source, pending.page.url)


def _took_over(desk: Desk, known: DocumentRecord, blank: Visit) -> bool:
    """True if this page carried the document at its last look and the home was not seen in this run: the site moved its papers."""
    page = blank.page
    if page is None or blank.level is not known.level:
        return False
    looks = desk.store.fetches(blank.run, known.source)
    if any(one.page.url == known.url and one.outcome.looked for one in looks):
        return False
    before = read(desk, desk.store.earlier(page.source, page.key, blank.run))
    return before is not None and before.text == desk.store.version(known.id)[1].text


def _beside(desk: Desk, blank: Visit, known: DocumentRecord, document: Document) -> Visit:
    """Another publication: where it has other words than the document's home, told once, official text first, never an amendment."""
    from differ.publications import diverge

    rows = diverge(desk.store.version(known.id)[1], document)
    if not rows or blank.page is None:
        return blank
    first = f"原载：{rows[0].official[:SHOWN] or '无'}；此处：{rows[0].other[:SHOWN] or '无'}"
    event = Event(EventKind.DIVERGES, f"{blank.page.url} 所载与原载页面有{len(rows)}处不同，不作修改处理。{first}")
    return replace(blank, diverges=True, events=() if _told(desk.store, known, event) else (event,))


def _unreadable(desk: Desk, blank: Visit, known: DocumentRecord | None, reason: str) -> Visit:
    blank = replace(blank, remarks=((UNREAD, reason),))
    if known is None:
        return blank
    before = desk.store.earlier(blank.page.source, blank.page.key, blank.run) if blank.page else ()
    told = bool(before) and read(desk, before) is None
    event = Event(EventKind.NOT_A_VERSION, f"页面未能读出文件正文，保留旧版：{reason}")
    return replace(blank, suspect=True, events=() if told else (event,))


def _first(desk: Desk, blank: Visit, document: Document) -> Visit:
    """A document seen for the first time, with what in it no baseline document says."""
    events = (_first_seen(blank.page, document),)
    baseline = desk.store.baseline()
    if baseline is None or not document.measures or document.kind is DocumentKind.INTERPRETATION:
        return replace(blank, events=events)
    held = [desk.store.version(member, sequence)[1] for member, sequence in baseline.members]
    return replace(blank, events=events, novelty=desk.novelty(document, held), baseline=baseline.name)


def _first_seen(page: Page | None, document: Document) -> Event:
    """With the two dates of a paper that was posted late (补发)."""
    words = f"首次入库，共{len(document.measures)}项" if document.measures else "首次入库"
    if page is None or page.absent_on is None or page.listed_on is None:
        return Event(EventKind.FIRST_SEEN, words)
    late = Late(page.listed_on, page.absent_on)
    return Event(
        EventKind.FIRST_SEEN, f"{words}；补发：列表所载日期 {late.listed_on}，{late.absent_on} 查看时列表中尚无", late=late
    )


def _again(desk: Desk, blank: Visit, known: DocumentRecord, document: Document, *, confirmed: bool) -> Visit:
    """A known document seen again: unchanged, a new version, or a text that must not be taken for one."""
    record, old = desk.store.version(known.id)
    old = _by_this_normalizer(desk, record, old)
    if same(old, document):
        return blank
    if lost := unread(document) - unread(old):
        event = Event(EventKind.NOT_A_VERSION, f"附件未能读出，保留旧版：{'、'.join(sorted(lost))}")
        return _doubted(desk, blank, document, (event,))
    comparison = desk.compare(old, document)
    doubts = tuple(event for event in comparison.events if event.kind.suspect)
    if any(event.kind is EventKind.NOT_A_VERSION for event in doubts):
        return _doubted(desk, blank, document, doubts)
    if doubts and not (confirmed or _seen_before(desk, blank, document)):
        return replace(blank, suspect=True, events=doubts)
    if doubts:
        comparison = desk.compare(old, document, confirmed=True)
    return replace(blank, version=document, changes=changed(comparison), events=comparison.events)


def _doubted(desk: Desk, blank: Visit, document: Document, doubts: tuple[Event, ...]) -> Visit:
    """A text that is not believed; when the page has shown it before, that was told."""
    return replace(blank, suspect=True, events=() if _seen_before(desk, blank, document) else doubts)


def _seen_before(desk: Desk, blank: Visit, document: Document) -> bool:
    """True if the look before, in an earlier run, showed the same text: the second look of the acceptance gate."""
    page = blank.page
    fetches = desk.store.earlier(page.source, page.key, blank.run) if page else ()
    before = read(desk, fetches)
    return before is not None and before.text == document.text


def _by_this_normalizer(desk: Desk, record: VersionRecord, old: Document) -> Document:
    """The old version as today's normalizer reads it: a better normalizer is not a change of the document.

    Nor is a reader installed since (``[ocr]``) for an attachment that could not be read then.
    """
    if record.normalizer == desk.normalizer_version and not unread(old):
        return old
    return read_again(desk, record) or old


def read_again(desk: Desk, record: VersionRecord) -> Document | None:
    """What the kept bytes of a version say to today's normalizer; None if there are none, or they are no longer readable."""
    return read(desk, [desk.store.fetch(number) for number in record.fetches])


def read(desk: Desk, fetches: Sequence[Fetch]) -> Document | None:
    """The document of a page and its parts as they were fetched; None for no fetches, or none that can be read."""
    if not fetches:
        return None
    page = fetches[0].page
    try:
        return _named(desk.normalize(raw_page(page, fetches, desk.sources.get(page.source), desk.archive)), page)
    except NormalizeError:
        return None


def same(old: Document, new: Document) -> bool:
    """True if nothing a reader could act on differs: the canonical text, and what the page says of the document's state.

    What a page no longer says is unknown, not changed, and a date worked out from the day of publishing only moved with that day.
    """
    number = new.document_number in (None, old.document_number)
    validity = new.validity in (None, old.validity)
    return (
        old.text == new.text
        and number
        and validity
        and not _moved(old, new, "effective_on")
        and not _moved(old, new, "expires_on")
    )


def _moved(old: Document, new: Document, name: str) -> bool:
    """True if the page states another date than before."""
    stated = any(one.field == name and one.basis is Basis.STATED for one in new.stated)
    return stated and getattr(new, name) not in (None, getattr(old, name))


def unread(document: Document) -> set[str]:
    """The names of attachments that could not be read."""
    return {repair.before for repair in document.repairs if repair.kind == "unread"}


def _reasons(document: Document) -> set[str]:
    """What could not be read, each with the reader's sentence where it gave one."""
    return {repair.after or repair.before for repair in document.repairs if repair.kind == "unread"}


def changed(comparison: Comparison) -> tuple[Change, ...]:
    return tuple(change for change in comparison.changes if change.status is not Status.UNCHANGED)
