"""A process that reads pages: ``python -m monitor.reader``, for one run that has more of them than it can read beside its crawl.

Standard input has its task as a line of JSON, then a page a line; standard output answers each, in order, with its document as the payload
of a version, after the payload's length in 8 bytes (big-endian). Length 0 is a page that could not be read: whoever asked reads it again,
where somebody can be told why. It leaves when its input ends, also in the middle of a page.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO

import msgspec

from domain.errors import NormalizeError, StoreError
from domain.record import Pending
from domain.source import Source
from monitor.documents import Normalize, raw_page
from storage.archive import Archive
from storage.values import pack_document

CODE = Path(__file__).resolve().parent.parent
LENGTH = 8  # bytes


@dataclass(frozen=True, slots=True)
class ReadingTask:
    """Where the bytes of the pages are, and the sources they may belong to."""

    archive: Path
    sources: Mapping[str, Source]

    def to_json(self) -> bytes:
        return msgspec.json.encode(msgspec.to_builtins(self, enc_hook=str))

    @classmethod
    def from_json(cls, data: bytes) -> ReadingTask:
        """Raises msgspec.ValidationError."""
        return msgspec.json.decode(data, type=cls, dec_hook=lambda kind, value: kind(value))


class Reader:
    """The process as its parent sees it; in a session of its own, so that Ctrl-C reaches only the parent.

    Raises OSError if it cannot be started.
    """

    def __init__(self, task: ReadingTask) -> None:
        paths = [str(CODE), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "monitor.reader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            start_new_session=True,
        )
        self._say(task.to_json())

    @property
    def pid(self) -> int:
        """Its number with the operating system."""
        return self._process.pid

    def ask(self, pending: Pending) -> None:
        """Hand over a page. One that has died says so by not answering."""
        self._say(msgspec.json.encode(pending))

    def answer(self) -> bytes | None:
        """The payload of the page that was handed over first and is not answered yet; None if it could not be read.

        Waits for it. Raises EOFError if the process has left.
        """
        if self._process.stdout is None:
            raise AssertionError("it is started with pipes")
        length = int.from_bytes(_whole(self._process.stdout, LENGTH), "big")
        return _whole(self._process.stdout, length) if length else None

    def close(self) -> None:
        """End it at once: it writes nothing that outlives it."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(BrokenPipeError):
                    stream.close()

    def _say(self, line: bytes) -> None:
        if self._process.stdin:
            with suppress(BrokenPipeError):
                self._process.stdin.write(line + b"\n")
                self._process.stdin.flush()


def _whole(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def main(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Read what is asked for until the input ends."""
    from normalizer.normalize import normalize  # the parent has no need of it

    task = ReadingTask.from_json(asked.readline())
    archive = Archive(task.archive)
    for line in _lines(asked):
        payload = _read(msgspec.json.decode(line, type=Pending), task, archive, normalize)
        answers.write(len(payload).to_bytes(LENGTH, "big") + payload)
        answers.flush()


def _lines(asked: IO[bytes]) -> Iterator[bytes]:
    """The lines of the input, taken in by a thread: the parent never waits to hand one over while we wait to hand one back."""
    waiting: SimpleQueue[bytes] = SimpleQueue()

    def take_in() -> None:
        for line in asked:
            waiting.put(line)
        os._exit(0)

    Thread(target=take_in, name="taking in", daemon=True).start()
    while True:
        yield waiting.get()


def _read(pending: Pending, task: ReadingTask, archive: Archive, normalize: Normalize) -> bytes:
    with suppress(NormalizeError, StoreError):
        return pack_document(normalize(raw_page(pending.page, pending.parts, task.sources.get(pending.page.source), archive)))
    return b""


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main(sys.stdin.buffer, sys.stdout.buffer)
