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

from domain.crawl import Page
from domain.document import Document
from domain.errors import NormalizeError, StoreError
from domain.record import Pending
from monitor.documents import raw_page
from monitor.visits import Desk, is_last_read
from storage.values import pack_document, unpack_document

PAUSE = 0.1  # seconds between two looks for new pages; one that gets no part within such a pause is taken for complete

Key = tuple[Page, tuple[int, ...]]
"""A page as it was listed, and the fetches of it and its parts: the same ones say the same."""


@contextmanager
def reading_ahead(desk: Desk, run: int) -> Iterator[Desk]:
    """Read the pages of a run as the crawl records them, in a thread, until the block ends.

    The desk that is handed out has what was read; it is good after the block as well, until ``desk.ready`` is asked for the last page.
    """
    shelf = Shelf()
    done = Event()
    reader = Thread(target=_read_quietly, args=(desk, run, shelf, done), name="reading ahead", daemon=True)
    reader.start()
    try:
        yield replace(desk, ready=shelf.take)
    finally:
        done.set()
        reader.join()


class Shelf:
    """Documents that wait for their turn, in a file that nobody else sees: a first crawl brings more than memory should hold."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - it lives as long as the shelf, and goes with it
        self._places: dict[Key, tuple[int, int]] = {}
        self._end = 0

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


def _read_quietly(desk: Desk, run: int, shelf: Shelf, done: Event) -> None:
    """What goes wrong here goes wrong again when its turn comes, and is told then."""
    with suppress(Exception):
        _read(desk, run, shelf, done)


def _read(desk: Desk, run: int, shelf: Shelf, done: Event) -> None:
    """Read each page at the second look that finds it as it was: its attachments come right after it, if it has any."""
    newest = 0
    young: dict[Page, Pending] = {}
    while not done.wait(PAUSE):
        ripe, young = young, {}
        for pending in desk.store.pending(run, after=newest):
            young[pending.page] = pending
            newest = max(newest, *pending.fetches)
        for page, pending in ripe.items():
            if done.is_set():
                return
            if page not in young:
                _put(desk, pending, shelf)


def _put(desk: Desk, pending: Pending, shelf: Shelf) -> None:
    with suppress(NormalizeError, StoreError):
        if not is_last_read(desk, pending):
            source = desk.sources.get(pending.page.source)
            shelf.put(pending, desk.normalize(raw_page(pending.page, pending.parts, source, desk.archive)))
