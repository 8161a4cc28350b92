"""Reading ahead: while the crawl waits for the network, the pages it has already recorded are read into documents.

What a page says depends on nothing but its bytes, so it may be read before its turn; what it means for what is known is worked out in the
order of the run, afterwards. Nothing here is needed for a run to be right: a page that was not read ahead is read when its turn comes.

A thread reads them. When it falls behind, a process of its own does, which goes on while the pages before have their turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Event, Lock, Thread
from time import monotonic

from domain.crawl import Page
from domain.document import Document
from domain.errors import NormalizeError, StoreError
from domain.record import Pending
from domain.run import Run
from monitor.documents import raw_page
from monitor.reader import Reader
from monitor.shelf import Shelf
from monitor.visits import Desk, is_last_read
from storage.protocol import Store
from storage.values import pack_document, unpack_document

PAUSE = 0.02  # seconds between two looks for new pages; one that gets no part within such a pause is taken for complete
GRACE = 1.0  # seconds; what is still being read after that ends with the process
BEHIND = 64  # pages that wait to be read: from here on a process is worth the quarter of a second it needs to begin
AT_ONCE = 8  # pages that the process has in hand, so that it never waits for us

Begin = Callable[[], Reader]


class Ahead:
    """What was read ahead in one run, until it is closed. ``desk`` has it at hand; ``begin`` starts a process that reads."""

    def __init__(self, desk: Desk, run: Run, begin: Begin) -> None:
        self._desk, self._run, self._sources, self._begin = desk, run.id, run.sources, begin
        self._shelf = Shelf()
        self._complete, self._listing = Complete(desk.store, run.id), Lock()
        self._reader: Reader | None = None
        self._tried = False
        self._crawled, self._done = Event(), Event()
        self._thread = Thread(target=self._read_quietly, name="reading ahead", daemon=True)
        self.desk = replace(desk, ready=self._take)

    def close(self) -> None:
        """Leave what is still being read: nobody waits for it any more."""
        self._done.set()
        self._end_reader()
        if self._thread.is_alive():
            self._thread.join(GRACE)
        self._end_reader()  # it may have been begun just then
        self._shelf.close()

    def _end_reader(self) -> None:
        if self._reader:
            self._reader.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read the pages of the run as they are recorded, until the block ends; a process goes on with those it knows of after that.

        Whoever stops the block with Ctrl-C does not wait for the page that is being read then.
        """
        self._thread.start()
        yield
        if self._reader:
            self._list(self._complete.rest)
        self._crawled.set()

    def _take(self, pending: Pending) -> Document | None:
        """The document of a page, once; None if it was not read, or could not be."""
        while self._shelf.awaits(pending) and (other := self._shelf.last()):
            self._shelf.add(other, self._payload(other))
        payload = self._shelf.take(pending)
        return unpack_document(payload) if payload else None

    def _read_quietly(self) -> None:
        """What goes wrong here goes wrong again when its turn comes, and is told then."""
        with suppress(Exception):
            self._read()
        self._shelf.leave()

    def _read(self) -> None:
        if self._first():
            self._begin_beside()
        while not self._done.is_set():
            if not self._crawled.is_set():
                self._list(self._complete.next)
            elif self._reader is None or not (self._shelf.wanted or self._shelf.begun):
                return  # what there still is, is read by who needs it
            if not self._step():
                self._done.wait(PAUSE)

    def _first(self) -> bool:
        """True if a list is read for the first time: there will be much to read."""
        last_list = self._desk.store.last_list
        return any(not any(last_list(one, self._run, swept=swept) for swept in (True, False)) for one in self._sources)

    def _list(self, complete: Callable[[], Sequence[Pending]]) -> None:
        with self._listing:
            for pending in complete():
                if not is_last_read(self._desk, pending):
                    self._shelf.want(pending)

    def _step(self) -> bool:
        """Read a page; False if there is none."""
        if self._shelf.wanted > BEHIND:
            self._begin_beside()
        return self._beside(self._reader) if self._reader else self._here()

    def _begin_beside(self) -> None:
        """Once; where it cannot be, the thread goes on by itself."""
        if not self._tried:
            self._tried = True
            with suppress(OSError):
                self._reader = self._begin()

    def _here(self) -> bool:
        if (pending := self._shelf.begin()) is None:
            return False
        self._shelf.put(self._payload(pending))
        return True

    def _payload(self, pending: Pending) -> bytes | None:
        with suppress(NormalizeError, StoreError):
            source = self._desk.sources.get(pending.page.source)
            return pack_document(self._desk.normalize(raw_page(pending.page, pending.parts, source, self._desk.archive)))
        return None

    def _beside(self, reader: Reader) -> bool:
        while self._shelf.begun < AT_ONCE and (pending := self._shelf.begin()):
            reader.ask(pending)
        if not self._shelf.begun:
            return False
        self._shelf.put(reader.answer())
        return True


class Complete:
    """The pages that a run has recorded, in the order in which they were: attachments come right after their page, if it has any."""

    def __init__(self, store: Store, run: int) -> None:
        self._store, self._run = store, run
        self._pages: dict[Page, Pending] = {}
        self._newest, self._asked = 0, 0.0

    def next(self) -> tuple[Pending, ...]:
        """The pages that got no part between two looks; none before it is time for another look."""
        if monotonic() - self._asked < PAUSE:
            return ()
        self._asked = monotonic()
        fresh = self._store.pending(self._run, after=self._newest)
        for pending in fresh:
            self._pages.pop(pending.page, None)  # it waits anew
            self._newest = max(self._newest, *pending.fetches)
        complete, self._pages = tuple(self._pages.values()), {pending.page: pending for pending in fresh}
        return complete

    def rest(self) -> tuple[Pending, ...]:
        """All others, once nothing is recorded any more."""
        self._asked = 0.0
        return self.next() + tuple(self._pages.values())
