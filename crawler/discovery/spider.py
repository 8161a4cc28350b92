"""The walk through a site's navigation and site map, one request at a time, best links first, within a number of pages."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.addresses import identity, same_site
from crawler.cms import Ask
from crawler.discovery import columns, trial
from crawler.discovery.columns import Link
from crawler.discovery.trial import Trial
from crawler.failures import of_failure
from crawler.items import Looked
from crawler.job import Found, Progress
from crawler.outcomes import Verdict, site_code_of, suspect
from crawler.received import received, text_of
from crawler.spiders.source import SourceSpider
from domain.crawl import Listing, Page, PageKind

FIRST, MAPS = 1000, 999
"""Weights of the home page and of what robots.txt names: both are asked for before any column."""
DEEPEST = 4  # links from the home page; columns of policies are never further down
SHOWN = 3  # titles told of a column, so that a person sees what is in it

FOLDER = re.compile(r"/(?:index|default)\.s?html?$")
"""A folder and its first file are one column."""

Visit = Callable[[Response, "Step"], None]


@dataclass(frozen=True, slots=True)
class Half:
    """A column whose page has been read, and whose rows an interface has to give."""

    column: Link
    trial: Trial
    ask: Ask


@dataclass(order=True, slots=True)
class Step:
    """One address to ask for. Steps are taken by falling weight, then by depth, then in the order they were found."""

    order: tuple[int, int, int]
    url: str = field(compare=False)
    visit: Visit = field(compare=False)
    link: Link = field(compare=False)
    depth: int = field(compare=False)
    half: Half | None = field(compare=False, default=None)


class DiscoverSpider(SourceSpider):
    """Walks one site. Its source is made up for the occasion: id, and for ``listing`` the address to begin at.

    Each column is told of with a :class:`~crawler.job.Found`, whether it could be read or not.
    """

    name = "discover"

    def __init__(self, *arguments: Any, **keys: Any) -> None:
        super().__init__(*arguments, **keys)
        self._steps: list[Step] = []
        self._known: set[str] = set()
        self._asked = 0

    async def start(self) -> AsyncIterator[Request]:
        begin = self.source.listing
        self._plan(Link(begin, "", None, FIRST), self._home, 0)
        self._plan(Link(urljoin(begin, "/robots.txt"), "", None, FIRST), self._robots, 0)
        for request in self._go_on():
            yield request

    def answered(self, response: Response, step: Step) -> Iterator[Looked | Request]:
        """Any answer: looked at if it is worth it; then the next step is taken."""
        page, verdict = response.meta["page"], response.meta["verdict"]
        if verdict.outcome.looked:
            step.visit(response, step)
        else:
            self._missed(step, verdict)
        yield Looked(page, verdict, response)
        yield from self._go_on()

    def failed(self, failure: Failure) -> Iterator[Any]:
        """No answer, or a request that one of our middlewares kept in."""
        request: Request = failure.request  # type: ignore[attr-defined] # set by Scrapy
        verdict = of_failure(failure.value)  # type: ignore[arg-type] # never None in an errback
        self._missed(request.cb_kwargs["step"], verdict)
        yield Looked(request.meta["page"], verdict)
        yield from self._go_on()

    def _missed(self, step: Step, verdict: Verdict) -> None:
        """A column that could not be looked at is told of; without robots.txt the site map is looked for where it stands by custom."""
        if step.visit == self._robots:
            self._plan_maps("", step)
        elif step.half:
            self._tell(step.half.column, replace(step.half.trial, verdict=verdict))
        elif step.link.topic:
            self._tell(step.link, Trial(replace(self.source, listing=step.url), (), verdict=verdict))

    def _home(self, response: Response, step: Step) -> None:
        """Where the walk begins; an address inside the site may itself be a column."""
        text = text_of(response)
        if onward := columns.forwarded(text, response.url):
            self._plan(Link(onward, "", None, FIRST), self._home, step.depth + 1)
        self._follow(text, response.url, step.depth)
        if urlsplit(response.url).path.strip("/"):
            named = columns.judge(response.url, trial.title_of(text)[: columns.LONGEST_NAME])
            if named and named.topic:
                self._try(text, response, named, step)

    def _robots(self, response: Response, step: Step) -> None:
        self._plan_maps(text_of(response), step)

    def _plan_maps(self, robots: str, step: Step) -> None:
        for address in columns.maps_of(robots, step.url):
            self._plan(Link(address, "", None, MAPS), self._map, step.depth + 1)

    def _map(self, response: Response, step: Step) -> None:
        maps, found = columns.mapped(text_of(response), response.url)
        for address in maps:
            self._plan(Link(address, "", None, columns.SECTION_WEIGHT), self._map, step.depth + 1)
        for link in found:
            self._plan(link, self._column, step.depth + 1)

    def _column(self, response: Response, step: Step) -> None:
        text = text_of(response)
        self._follow(text, response.url, step.depth)
        if step.link.topic:
            self._try(text, response, step.link, step)

    def _try(self, text: str, response: Response, column: Link, step: Step) -> None:
        """Read a column's page; where that only says which interface has the rows, that is asked before anything else."""
        site = trial.meta_of(text, "SiteName") or self.source.authority
        name = column.name if column.named else trial.title_of(text) or column.name
        source = replace(
            self.source, listing=response.url, authority=site, site_code=site_code_of(text), options={}, max_pages=1
        )
        tried = trial.column(text, source)
        if not tried.good and (why := suspect(received(response))):
            tried = replace(tried, verdict=why)
        column = replace(column, name=name)
        for topic, narrowed in trial.categories(text, tried):
            self._interface(topic, narrowed, step.depth)
        if tried.good and tried.asks:
            self._interface(column, tried, step.depth)
        else:
            self._tell(column, tried)

    def _interface(self, column: Link, tried: Trial, depth: int) -> None:
        """An interface that has the rows of a column is asked before anything else."""
        ask = tried.asks[0]
        self._plan(Link(ask.whole, column.name, None, FIRST), self._table, depth, Half(column, tried, ask))

    def _table(self, response: Response, step: Step) -> None:
        """The answer of an interface."""
        assert step.half is not None  # noqa: S101 - steps with this visit have one
        half = step.half
        self._tell(half.column, trial.read(half.trial.source, half.trial.proofs, text_of(response), half.ask))

    def _tell(self, column: Link, tried: Trial) -> None:
        listing = tried.listing or Listing(())
        found = Found(
            url=tried.source.listing,
            name=column.name,
            topic=column.topic or "",
            family=tried.source.family if tried.listing else "",
            proofs=tried.proofs,
            options=tried.source.options if tried.listing else {},
            rows=len(listing.entries),
            expected_rows=listing.expected_rows,
            expected_pages=listing.expected_pages,
            titles=tuple(entry.title for entry in listing.entries[:SHOWN]),
            outcome=tried.verdict.outcome,
            detail=tried.verdict.detail,
            site=tried.source.authority if tried.source.authority != self.source.authority else "",
            site_code=tried.source.site_code,
        )
        self.session.tell(
            Progress(self.source.id, self._asked, self.planned, found.outcome, found.url, PageKind.LISTING, found=found)
        )

    def _follow(self, text: str, url: str, depth: int) -> None:
        for link in columns.links(text, url):
            self._plan(link, self._column, depth + 1)

    def _plan(self, link: Link, visit: Visit, depth: int, half: Half | None = None) -> None:
        """Note a step, unless its address is planned already, off the site or too deep."""
        key = FOLDER.sub("/", identity(link.url))
        if key in self._known or depth > DEEPEST or not same_site(link.url, self.source.listing):
            return
        self._known.add(key)
        url = half.ask.url if half else link.url
        heappush(self._steps, Step((-link.weight, depth, len(self._known)), url, visit, link, depth, half))

    def _go_on(self) -> Iterator[Request]:
        if self._steps and self._asked < self.session.job.discover:
            self._asked += 1
            step = heappop(self._steps)
            self.planned = min(self.session.job.discover, self._asked + len(self._steps))
            page = Page(self.source.id, PageKind.LISTING, identity(step.url), step.url, step.link.name, position=self._asked)
            yield Request(
                step.url, self.answered, errback=self.failed, cb_kwargs={"step": step}, meta={"page": page}, dont_filter=True
            )
