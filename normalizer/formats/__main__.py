"""The child of :mod:`normalizer.formats.sandbox`: one job on standard input, one reply on standard output, then the end."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import msgspec

from domain.errors import NormalizeError
from normalizer.formats import reader_named
from normalizer.formats.sandbox import Job, Reply, restrict

_LONGEST = 20_000_000  # characters of text; the longest law has about 200,000


def answer(job: Job) -> Reply:
    """Read the part; whatever a broken file makes a library raise is that file's error."""
    name = job.part.name or job.part.url or "the attachment"
    try:
        import_module(job.module)
        extract = reader_named(job.format)(job.part)
    except NormalizeError as error:
        return Reply(error=type(error).__name__, sentence=str(error))
    except MemoryError:
        return _broken(
            f"{name} needs more than {job.limits.memory >> 20} MB of memory to read: no document does, it is not opened"
        )
    except Exception as error:
        said = f"{type(error).__name__}: {error}".split("\n")[0][:200]
        return _broken(f"{name} is damaged ({said}): fetch it again or ask the site for another copy")
    if len(extract.text) > _LONGEST:
        return _broken(f"{name} unpacks to {len(extract.text)} characters: no document has so many, it is not read")
    return Reply(extract)


def _broken(sentence: str) -> Reply:
    return Reply(error="BrokenFile", sentence=sentence)


def main() -> None:
    """Answer the parent. What libraries print must not get into the reply."""
    reply = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    job = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Job)
    restrict(job.limits)
    with reply:
        reply.write(msgspec.msgpack.encode(answer(job)))


if __name__ == "__main__":
    main()
