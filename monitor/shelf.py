"""Where pages wait to be read before their turn, and what they say waits for it."""

from __future__ import annotations

from tempfile import TemporaryFile
from threading import Condition

from domain.crawl import Page
from domain.record import Pending

Key = tuple[Page, tuple[int, ...]]
"""A page as it was listed, and the fetches of it and its parts: the same ones say the same."""


class Shelf:
    """Payloads of documents, in a file that nobody else sees: a first crawl brings more than memory should hold.

    One thread wants pages, begins them and puts what they say, in the same order; another takes it.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - it lives as long as the shelf, and goes with it
        self._turn = Condition()
        self._wanted: dict[Key, Pending] = {}
        self._begun: dict[Key, Pending] = {}
        self._places: dict[Key, tuple[int, int]] = {}
        self._end = 0

    def close(self) -> None:
        with self._turn:
            self._file.close()

    @property
    def wanted(self) -> int:
        """How many pages nobody has begun."""
        return len(self._wanted)

    @property
    def begun(self) -> int:
        """How many are being read."""
        return len(self._begun)

    def want(self, pending: Pending) -> None:
        with self._turn:
            self._wanted[key(pending)] = pending

    def begin(self) -> Pending | None:
        """The page that is to be read next; None if there is none."""
        with self._turn:
            first = next(iter(self._wanted), None)
            if first is None:
                return None
            self._begun[first] = self._wanted.pop(first)
            return self._begun[first]

    def put(self, payload: bytes | None) -> None:
        """What the page says that was begun first; None if it could not be read."""
        with self._turn:
            first = next(iter(self._begun), None)
            if first is not None:  # else somebody gave up
                del self._begun[first]
                self._put(first, payload)
                self._turn.notify_all()

    def add(self, pending: Pending, payload: bytes | None) -> None:
        with self._turn:
            self._put(key(pending), payload)

    def _put(self, name: Key, payload: bytes | None) -> None:
        if payload:
            self._file.seek(self._end)
            self._file.write(payload)
            self._places[name] = self._end, len(payload)
            self._end += len(payload)

    def last(self) -> Pending | None:
        """The page that would be begun last, which is now the caller's to read; None if there is none."""
        with self._turn:
            return self._wanted.popitem()[1] if self._wanted else None

    def awaits(self, pending: Pending) -> bool:
        """True while a page is being read."""
        with self._turn:
            return key(pending) in self._begun

    def leave(self) -> None:
        """Nobody reads any more."""
        with self._turn:
            self._wanted.clear()
            self._begun.clear()
            self._turn.notify_all()

    def take(self, pending: Pending) -> bytes | None:
        """What a page says, once; None if it is not known. Waits for one that was begun; what was not begun is the taker's to read."""
        name = key(pending)
        with self._turn:
            self._wanted.pop(name, None)
            self._turn.wait_for(lambda: name not in self._begun)
            offset, length = self._places.pop(name, (0, 0))
            if not length:
                return None
            self._file.seek(offset)
            return self._file.read(length)


def key(pending: Pending) -> Key:
    return pending.page, tuple(part.id for part in pending.parts)
