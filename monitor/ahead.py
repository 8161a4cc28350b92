"""Reading ahead: while the crawl waits for the network, the pages it has already recorded are read into documents.

What a page says depends on nothing but its bytes, so it may be read before its turn; what it means for what is known is worked out in the
order of the run, afterwards. Nothing here is needed for a run to be right: a page that was not read ahead is read when its turn comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from tempfile import TemporaryFile
from threading import Event, Thread
from time import monotonic

from domain.crawl import Page
from domain.document import Document
from domain.errors import NormalizeError, StoreError
from domain.record import Pending
from monitor.documents import raw_page
from monitor.visits import Desk, is_last_read
from storage.protocol import Store
from storage.values import pack_document, unpack_document

PAUSE = 0.05  # seconds between two looks for new pages; one that gets no part within such a pause is taken for complete
GRACE = 1.0  # seconds; what is still being read after that ends with the process

Key = tuple[Page, tuple[int, ...]]
"""A page as it was listed, and the fetches of it and its parts: the same ones say the same."""


class Ahead:
    """What was read ahead in one run, until it is closed. ``desk`` has it at hand."""

    def __init__(self, desk: Desk, run: int) -> None:
        self._desk, self._run = desk, run
        self._shelf = Shelf()
        self._done = Event()
        self.desk = replace(desk, ready=self._shelf.take)

    def close(self) -> None:
        self._shelf.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read the pages of the run as they are recorded, in a thread, until the block ends.

        The page that is being read then is read to its end; whoever stops the block with Ctrl-C does not wait for it.
        """
        reader = Thread(target=self._read_quietly, name="reading ahead", daemon=True)
        reader.start()
        try:
            yield
        except BaseException:
            self._done.set()
            reader.join(GRACE)
            raise
        self._done.set()
        reader.join()

    def _read_quietly(self) -> None:
        """What goes wrong here goes wrong again when its turn comes, and is told then."""
        with suppress(Exception):
            self._read()

    def _read(self) -> None:
        complete = Complete(self._desk.store, self._run)
        while not self._done.is_set():
            if pending := complete.next():
                self._put(pending)
            else:
                self._done.wait(PAUSE)

    def _put(self, pending: Pending) -> None:
        with suppress(NormalizeError, StoreError):
            if not is_last_read(self._desk, pending):
                source = self._desk.sources.get(pending.page.source)
                raw = raw_page(pending.page, pending.parts, source, self._desk.archive)
                self._shelf.put(pending, self._desk.normalize(raw))


class Complete:
    """The pages that a run has recorded, first those that were complete first: attachments come right after their page, if it has any."""

    def __init__(self, store: Store, run: int) -> None:
        self._store, self._run = store, run
        self._pages: dict[Page, tuple[Pending, float]] = {}
        self._newest, self._asked = 0, 0.0

    def next(self) -> Pending | None:
        """A page that got no part between two looks; None if there is none yet."""
        if monotonic() - self._asked > PAUSE:
            self._ask()
        page = next(iter(self._pages), None)
        if page is None or self._pages[page][1] == self._asked:
            return None
        return self._pages.pop(page)[0]

    def _ask(self) -> None:
        """A page with a new part waits anew."""
        self._asked = monotonic()
        for pending in self._store.pending(self._run, after=self._newest):
            self._pages.pop(pending.page, None)
            self._pages[pending.page] = pending, self._asked
            self._newest = max(self._newest, *pending.fetches)


class Shelf:
    """Documents that wait for their turn, in a file that nobody else sees: a first crawl brings more than memory should hold."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - it lives as long as the shelf, and goes with it
        self._places: dict[Key, tuple[int, int]] = {}
        self._end = 0

    def close(self) -> None:
        self._file.close()

    def put(self, pending: Pending, document: Document) -> None:
        data = pack_document(document)
        self._file.seek(self._end)
        self._file.write(data)
        self._places[_key(pending)] = self._end, len(data)
        self._end += len(data)

    def take(self, pending: Pending) -> Document | None:
        """The document of a page, once; None if it is not here."""
        offset, length = self._places.pop(_key(pending), (0, 0))
        if not length:
            return None
        self._file.seek(offset)
        return unpack_document(self._file.read(length))


def _key(pending: Pending) -> Key:
    return pending.page, tuple(part.id for part in pending.parts)
