"""SourceSpider: listing -> paging -> entries -> plan -> document page -> attachments and interpretations."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import cms, gate
from crawler.addresses import identity, same_site, site_of
from crawler.admission import kept_out
from crawler.asking import as_asked
from crawler.budget import Purse
from crawler.cms import Answer, Ask, Reading
from crawler.cms.article import File
from crawler.failures import of_failure
from crawler.files import judge_file
from crawler.items import Looked
from crawler.middlewares.hops import SEEN
from crawler.middlewares.replay import REPLAYED
from crawler.outcomes import OK, Unaccepted, Verdict, suspect
from crawler.plan import SHANGHAI
from crawler.recall import Recall
from crawler.received import kept_response, moved_to, received, text_of
from crawler.rests import Rests
from crawler.road import Road
from crawler.session import Session
from crawler.standalone import open_project
from crawler.tally import Tally
from domain.crawl import Entry, Outcome, Page, PageKind
from domain.source import Source

URGENCY = {PageKind.LISTING: 30, PageKind.ATTACHMENT: 20, PageKind.INTERPRETATION: 10, PageKind.DOCUMENT: 0}
"""The list is read whole before any document, and a document is finished with its parts before the next one is begun."""

Output = Iterator[Looked | Request]
T = TypeVar("T")


class SourceSpider(Spider):
    """Walks one source. It yields a :class:`Looked` for every page it meets, whatever came of it, and so counts for itself."""

    name = "source"

    def __init__(self, source: Source, session: Session, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.source = source
        self.session = session
        self.family = cms.family(source.family).of(source)
        self.recall = Recall(session, source, self.family)
        self.rests = Rests(session)
        self.purse = Purse(source.budget)
        self.kept_out = kept_out(source, self.rests)
        self.road = Road.of(source, session)
        self.tally = Tally(self.road.reading, self.road.entries, head=self.road.head, down=self.road.down)
        self.planned = 0
        self._listed: dict[str, Page] = {}
        self._lists_open = self._unread = 0
        self._met: set[str] = set()
        self._skipped = session.skipped(source.id)

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, source: Source | str = "", session: Session | None = None, **arguments: Any
    ) -> Self:
        """``source`` is an id when Scrapy's own command starts the spider; the project is then the setting REGDELTA_PROJECT."""
        if session is None or isinstance(source, str):
            source, session = open_project(crawler, Path(crawler.settings.get("REGDELTA_PROJECT", ".")), str(source))
        _set_pace(crawler, source, session.job.user_agent)
        spider = cls(source, session, **arguments)
        spider._set_crawler(crawler)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        if self.kept_out is None:
            yield self._ask(self.family.first(self.source))

    def listing(self, response: Response, ask: Ask) -> Output:
        """A page of the list, or the entrance to it."""
        page, verdict = _of(response)
        reading = Reading(None)
        if verdict.outcome.looked:
            answer = Answer(response.url, text_of(response), ask)
            reading, verdict = self._read(lambda: self._rows(page, answer), reading, verdict)
            verdict = verdict if verdict.outcome.looked else suspect(received(response)) or verdict
            self.rests.note(site_of(response.url), verdict, page.kind)
        looked = _looked(page, verdict, response)
        looked.listing = reading.listing
        yield looked
        for following in reading.asks:
            yield self._ask(following)
        for entry in reading.listing.entries if reading.listing else ():
            yield from self._enter(entry, page.position)
        yield from self._list_done(looked)

    def document(self, response: Response) -> Output:
        """A document or interpretation page, then its parts and, of a document, what interprets it."""
        page, verdict = _of(response)
        parts: Sequence[Page] = ()
        request = response.request
        known = self.recall.of(request, response) if request and verdict.outcome.looked else None
        if known:
            parts = known.parts
        elif verdict.outcome.looked:
            answer = Answer(response.url, text_of(response), title=page.title)
            parts, verdict = self._read(lambda: self._parts(page, answer, check=verdict == OK), parts, verdict)
        looked = _looked(page, verdict, response)
        looked.parts = self.recall.to_keep(request, response, parts) if request and verdict == OK and not known else None
        looked.moved_to = moved_to(response) if verdict.outcome.looked and page.kind is PageKind.DOCUMENT else None
        yield looked
        for part in parts:
            part = self._listed.get(part.key, part)  # an interpretation that has a row of its own stays what its row says
            yield from self._take(part, self.attachment if part.kind is PageKind.ATTACHMENT else self.document)

    def attachment(self, response: Response) -> Output:
        page, verdict = _of(response)
        if verdict == OK:
            verdict = judge_file(received(response), page.title)
        yield _looked(page, verdict, response)

    def failed(self, failure: Failure) -> Output:
        """No answer came, or one of our own middlewares kept the request in."""
        request: Request = failure.request  # type: ignore[attr-defined] # set by Scrapy
        verdict = of_failure(failure.value)  # type: ignore[arg-type] # never None in an errback
        looked = Looked(request.meta["page"], verdict, seen=request.meta.get(SEEN, []))
        yield looked
        if looked.page.kind is PageKind.LISTING:
            yield from self._list_done(looked)

    def _ask(self, ask: Ask) -> Request:
        self._lists_open += 1
        page = Page(self.source.id, PageKind.LISTING, identity(ask.whole), ask.url, self.source.channel, position=ask.page)
        return as_asked(self._request(page, self.listing, ask=ask), ask)

    def _enter(self, entry: Entry, position: int) -> Output:
        """Note a row for the plan; a link out is noted at once, for nothing is asked for."""
        key = self.road.key(entry.url)
        page = Page(self.source.id, PageKind.DOCUMENT, key, entry.url, entry.title, entry.listed_on, status=entry.status)
        if entry.external:
            yield from self._take(page, self.document)
        else:
            self._listed.setdefault(key, self.road.dated(page, position))

    def _list_done(self, looked: Looked) -> Output:
        """After the last page of the list: the documents that are due, the list's own and others."""
        self._lists_open -= 1
        self._unread += not looked.verdict.outcome.looked
        if self._lists_open:
            return
        read_well = not self._unread and self.tally.listed
        self.tally.plan = self.road.plan(tuple(self._listed.values()), accepted=read_well, whole=self.tally.whole)
        self.session.store.note_pages(tuple(self._listed.values()))
        for page in self.tally.plan.pages:
            yield from self._take(page, self.document)

    def _rows(self, page: Page, answer: Answer) -> Reading:
        gate.check_end(answer, partial(self._before, page))
        reading = self.family.read(answer, self.road.reading)
        if reading.listing is None:
            return reading
        today = self.session.now().astimezone(SHANGHAI).date()
        return replace(reading, listing=gate.check_dates(reading.listing, today))

    def _before(self, page: Page) -> Answer | None:
        """A page as it was when it was last accepted, from the archive."""
        fetch = self.session.store.last_good(page.source, page.key)
        kept = self.session.kept(fetch) if fetch else None
        return Answer(kept.url, text_of(kept_response(Request(kept.url), kept, REPLAYED)), title=page.title) if kept else None

    def _parts(self, page: Page, answer: Answer, check: bool) -> Sequence[Page]:
        """Attachments and interpretations of a page; with ``check`` it must first show itself to be an article."""
        if check:
            before = partial(self._before, page)
            gate.check_end(answer, before)
            if not self.family.accept(answer):
                gate.check_place(self.family, answer, before)
        files = [_file_page(page, file, number) for number, file in enumerate(self.family.attachments(answer), 1)]
        if page.kind is not PageKind.DOCUMENT:
            return files
        return files + [
            Page(page.source, PageKind.INTERPRETATION, identity(url), url, parent=page.key, position=number)
            for number, url in enumerate(self.family.interpretations(answer), 1)
        ]

    def _read(self, reading: Callable[[], T], nothing: T, verdict: Verdict) -> tuple[T, Verdict]:
        """What a reading gives, or ``nothing`` and the reason. A fault of ours must not lose the page that shows it."""
        try:
            return reading(), verdict
        except Unaccepted as refused:
            return nothing, refused.verdict
        except Exception as error:
            self.logger.exception("a page could not be read")
            return nothing, Verdict(Outcome.DRIFTED, f"解析出错：{type(error).__name__}: {error}")

    def _take(self, page: Page, callback: Any) -> Output:
        """Ask for a page met for the first time, or note that it is on another host."""
        if page.key in self._met:
            return
        self._met.add(page.key)
        if same_site(page.url, self.source.listing):
            yield self._request(page, callback)
        else:
            verdict = Verdict(Outcome.EXTERNAL_SKIPPED, f"链接指向站外 {site_of(page.url)}，只登记不抓取")
            yield Looked(page, verdict, replayed=page.key in self._skipped)

    def _request(self, page: Page, callback: Any, **arguments: Any) -> Request:
        self.planned += 1
        options: dict[str, Any] = {
            "cb_kwargs": arguments,
            "meta": {"page": page},
            "priority": URGENCY[page.kind],
            "dont_filter": True,
        }
        return Request(page.url, callback, errback=self.failed, **options)


def _of(response: Response) -> tuple[Page, Verdict]:
    return response.meta["page"], response.meta["verdict"]


def _file_page(page: Page, file: File, number: int) -> Page:
    """An attachment is known by its page and its own name: download addresses expire."""
    key = f"{page.key}#{file.identity}"
    return Page(page.source, PageKind.ATTACHMENT, key, file.url, file.name, parent=page.key, position=number)


def _looked(page: Page, verdict: Verdict, response: Response) -> Looked:
    return Looked(page, verdict, response, replayed=REPLAYED in response.flags)


def _set_pace(crawler: Crawler, source: Source, user_agent: str) -> None:
    """One source is one crawler, so its pace is that crawler's settings. A site that slows down is asked more slowly."""
    for name, value in {
        "USER_AGENT": user_agent,
        "DOWNLOAD_TIMEOUT": source.timeout,
        "DOWNLOAD_DELAY": source.pace.delay,
        "CONCURRENT_REQUESTS": source.pace.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": source.pace.concurrency,
        "AUTOTHROTTLE_ENABLED": not source.loopback,
        "AUTOTHROTTLE_START_DELAY": source.pace.delay,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": float(source.pace.concurrency),
    }.items():
        crawler.settings.set(name, value, priority="spider")
