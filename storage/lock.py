"""Who may write: a short lock around each transaction, a long one around a run, and one for the crawling child of a run.

Each is a lock of the operating system on a file beside the database, so one left by a killed process is free at once.

==================  =============================  ===================================================
file                held by                        for how long
==================  =============================  ===================================================
``<db>.writer``     any process                    one transaction, or one ``with store.writing():``
``<db>.run``        the parent of a run            the whole run
``<db>.crawl``      the crawling child of a run    the life of the child
``<db>.delivery``   whoever empties the outbox     one pass over it
==================  =============================  ===================================================

Parent and child of one run write in turns, since neither keeps the writer lock between its transactions. After ``kill -9`` of
the parent the run lock is free, but a new run also asks for the crawl lock, which it gets when the orphan is gone;
the orphan leaves by itself once :func:`parent_gone` is true.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Lock, RLock
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from domain.errors import StoreLocked

# Two processes alternate by polling; 10 ms is small beside a crawl's pace of seconds and costs no CPU worth measuring.
POLL_SECONDS = 0.01
# The child of a killed run looks for its parent every second and then finishes what is in flight.
ORPHAN_SECONDS = 30.0


def parent_gone(parent: int) -> bool:
    """True if the process that started this one is no longer there; ``parent`` is its id, read by :func:`os.getppid` at the start."""
    return os.getppid() != parent


class WriterLock:
    """The short lock of one database, shared by all stores and threads of this process.

    ``turn`` keeps the threads of the process apart; it is held for one transaction or query.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._file = FileLock(_beside(database, "writer"), thread_local=False, poll_interval=POLL_SECONDS)
        self._holders = 0
        self._counting = Lock()
        self.turn = RLock()

    @contextmanager
    def held(self, wait: float) -> Iterator[None]:
        """Hold the lock; any number of threads may at once, and again. Raises StoreLocked after ``wait`` seconds."""
        with self._counting:
            if not self._holders:
                self._acquire(wait)
            self._holders += 1
        try:
            yield
        finally:
            with self._counting:
                self._holders -= 1
                if not self._holders:
                    self._file.release()

    def _acquire(self, wait: float) -> None:
        try:
            self._file.acquire(timeout=max(wait, 0.0))
        except Timeout:
            raise StoreLocked(
                f"another process has been writing to {self._database} for {wait:g} s; try again when it is done"
            ) from None


@cache
def writer_lock(database: Path) -> WriterLock:
    """The one writer lock that this process has on a database; the path is a resolved one."""
    return WriterLock(database)


class CrawlLock:
    """``with CrawlLock(database):`` around all that a crawling child does. Raises StoreLocked after ``wait`` seconds, naming the holder."""

    NAME = "crawl"

    def __init__(self, database: Path, wait: float = 0.0) -> None:
        self._database = database.resolve()
        self._wait = max(wait, 0.0)
        self._path = _beside(self._database, self.NAME)
        self._file = FileLock(self._path, thread_local=False)

    def __enter__(self) -> Self:
        try:
            self._file.acquire(timeout=self._wait)
        except Timeout:
            raise StoreLocked(
                f"{self._holder()} is doing a {self.NAME} on {self._database}; wait for it to end, or end it"
            ) from None
        with suppress(OSError):  # only the wording of a refusal depends on it
            self._path.write_text(f"{os.getpid()}\n", "ascii")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.release()

    def _holder(self) -> str:
        try:
            return f"process {int(self._path.read_text('ascii'))}"
        except (OSError, ValueError):
            return "another process"


class DeliveryLock(CrawlLock):
    """``with DeliveryLock(database):`` around one pass over the outbox, so that no two processes send the same message."""

    NAME = "delivery"


class RunLock(CrawlLock):
    """``with RunLock(database):`` around a whole run.

    The crawl of a killed run is given ``orphan`` seconds to notice and to leave. Raises StoreLocked if another run, or such a
    crawl, is still at work then.
    """

    NAME = "run"

    def __init__(self, database: Path, wait: float = 0.0, orphan: float = ORPHAN_SECONDS) -> None:
        super().__init__(database, wait)
        self._orphan = orphan

    def __enter__(self) -> Self:
        super().__enter__()
        try:
            with CrawlLock(self._database, self._orphan):
                return self
        except StoreLocked:
            self._file.release()
            raise


def _beside(database: Path, name: str) -> Path:
    return database.with_name(f"{database.name}.{name}")
