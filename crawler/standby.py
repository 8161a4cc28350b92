"""The crawling process as its parent sees it, which may be started before its job is known.

Loading Scrapy takes as long as loading all that its parent needs: begun first, the one goes on beside the other. Until its job comes the
process does nothing and opens nothing; it leaves when its parent does, or has no job for it after all.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from domain.errors import CrawlError

PATIENCE = 20.0  # seconds a process that was asked to stop may take to finish what is in flight
MOST_LINES = 1000  # from the end of what it wrote to standard error
CODE = Path(__file__).resolve().parent.parent

_waiting: list[Child] = []


@contextmanager
def standing_by(debug: bool = False) -> Iterator[None]:
    """Start a process for the first crawl of the block; one that was not needed ends with it. ``debug`` as in :func:`crawl`.

    Raises CrawlError if it cannot be started.
    """
    _waiting.append(Child(debug))
    try:
        yield
    finally:
        for child in _waiting:
            child.close()
        _waiting.clear()


def take(debug: bool) -> Child:
    """The process that stands by, else a new one. Raises CrawlError if it cannot be started."""
    return _waiting.pop() if _waiting else Child(debug)


class Child:
    """A crawling process; in a session of its own, so that Ctrl-C reaches it through us, once.

    What it says comes as lines from ``said``. ``debug`` lets its standard error through to ours.
    """

    def __init__(self, debug: bool) -> None:
        self._log: IO[bytes] | None = None if debug else TemporaryFile()  # noqa: SIM115 - closed with the process
        paths = [str(CODE), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
        command = [sys.executable, "-P", "-m", "crawler.process", str(os.getpid())]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._log,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise CrawlError(f"the crawl could not start: {error.strerror}; check {sys.executable}") from error

    @property
    def pid(self) -> int:
        """Its number with the operating system."""
        return self._process.pid

    @property
    def code(self) -> int:
        """How it left; only after :meth:`said` has ended."""
        return self._process.returncode

    def begin(self, job: bytes) -> None:
        """Give it its job. One that has died already says so by saying nothing."""
        with suppress(BrokenPipeError):
            _pipe(self._process.stdin).write(job)
        with suppress(BrokenPipeError):
            _pipe(self._process.stdin).close()

    def said(self) -> Iterator[bytes]:
        """Its lines, as they come, until it has left."""
        yield from _pipe(self._process.stdout)
        self._process.wait()

    def last_lines(self) -> list[bytes]:
        """The end of what it wrote to standard error; nothing with ``debug``."""
        if self._log is None:
            return []
        self._log.seek(0)
        return list(deque(self._log, MOST_LINES))

    def close(self) -> None:
        """Ask a process that still runs to finish what is in flight; end it when that takes too long."""
        with suppress(BrokenPipeError):
            _pipe(self._process.stdin).close()
        _pipe(self._process.stdout).close()
        self._end()
        if self._log:
            self._log.close()

    def _end(self) -> None:
        if self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise AssertionError("each process is started with pipes")
    return stream
