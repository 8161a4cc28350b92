"""What one run means to do at one source: the visiting plan of :mod:`crawler.plan`, made of what the store knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crawler.addresses import identity, same_site
from crawler.plan import Moment, Plan, choose, late, sweep_due
from domain.crawl import Page
from domain.source import Source
from domain.visiting import Known, ListRead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.session import Session


@dataclass(frozen=True, slots=True)
class Road:
    """``reading`` is the source with as many pages of its list as are to be read; ``head``: that is not all that it allows.

    ``known`` and ``aliases`` are what runs before this one left (also under keys made by an older :func:`identity`), so that a run that is gone on with makes the same plan again.
    ``short`` is the last good read of the head of the list alone, ``swept`` that of all of it.
    """

    source: Source
    reading: Source
    head: bool
    when: Moment
    known: Mapping[str, Known]
    aliases: Mapping[str, str]
    short: ListRead | None
    swept: ListRead | None

    @classmethod
    def of(cls, source: Source, session: Session) -> Road:
        store, run = session.store, session.job.run
        when = Moment(session.job.at, source.visit, session.job.force)
        swept = store.last_list(source.id, run, swept=True)
        short = store.last_list(source.id, run, swept=False)
        head = not sweep_due(swept, when) and source.visit.head_pages < source.max_pages
        reading = replace(source, max_pages=source.visit.head_pages) if head else source
        known = {one.page.key: _wanted(one, session) for one in store.known_pages(source.id, run)}
        aliases = {identity(key): key for key in known if identity(key) != key} | store.aliases(source.id)
        return cls(source, reading, head, when, known, aliases, short, swept)

    @property
    def entries(self) -> int:
        """How many entries the last good read of as much of the list had; 0 if there was none."""
        last = self.short if self.head else self.swept
        return last.entries if last else 0

    @property
    def down(self) -> frozenset[str]:
        """Keys of the pages that were told to be taken down."""
        return frozenset(key for key, one in self.known.items() if one.withdrawn)

    def key(self, url: str) -> str:
        """What a document page is known by: its identity, or that of the page it was found to be."""
        found = identity(url)
        return self.aliases.get(found, found)

    def dated(self, page: Page, position: int) -> Page:
        """A page met for the first time is marked if it was posted late; ``position`` is the page of the list it stands on."""
        if page.key in self.known:
            return page
        head = position <= self.source.visit.head_pages
        reads = [read for read in (self.short if head else None, self.swept) if read]
        last = max(reads, key=lambda read: read.at, default=None)
        whole = self.swept is not None and self.swept.pages < self.source.max_pages
        absent = late(page, self.known.values(), last, whole=whole)
        return replace(page, absent_on=absent)

    def plan(self, listed: Sequence[Page], *, accepted: bool, whole: bool) -> Plan:
        """The documents to look at. Those not in the list are only asked for when the list itself was read well."""
        rows = {page.key for page in listed}
        own = {key: one for key, one in self.known.items() if same_site(one.page.url, self.source.listing)}
        known = own if accepted else {key: one for key, one in own.items() if key in rows}
        return choose(listed, known, self.when, most=self.source.max_documents, whole=accepted and whole)


def _wanted(known: Known, session: Session) -> Known:
    """A text that was not believed at once waits for its second look: it is due like a page that failed."""
    doubted = not known.failing and session.store.doubted(known.page.source, known.page.key)
    return replace(known, failing=True) if doubted else known
