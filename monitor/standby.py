"""A run that is loaded before its time: ``regdelta --standby`` loads all that a run needs and waits to be told what to do.

:mod:`scheduler` starts one some seconds ahead of the clock, so that the run begins on the second. Nothing of a project is read before it is
told, so what was edited meanwhile counts.
"""

from __future__ import annotations

import json
from contextlib import suppress
from importlib import import_module
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

NEEDED = (
    "differ.compare",
    "differ.publications",
    "differ.relate",
    "differ.repeals",
    "monitor.deliver",
    "monitor.publish",
    "monitor.ran",
    "monitor.run",
    "monitor.site",
    "normalizer.normalize",
    "reports.build",
    "reports.renderers.html",
)
"""What a run loads on its way; each loads what it needs itself."""

LONGEST = 60.0  # seconds; who has not come by then does not come, and what is loaded must not grow old
UNUSED = 75  # exit code, EX_TEMPFAIL of sysexits.h: nothing was done, and whoever has asked all the same asks another


def load() -> None:
    """Load the rooms of a run."""
    for name in NEEDED:
        import_module(name)


def told(words: IO[bytes], patience: float = LONGEST) -> list[str] | None:
    """The arguments that come as a line of JSON; None if none come within ``patience`` seconds, or nobody is there any more."""
    heard: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=lambda: heard.put(words.readline()), name="waiting to be told", daemon=True).start()
    with suppress(Empty):
        line = heard.get(timeout=patience)
        return [str(one) for one in json.loads(line)] if line else None
    return None
