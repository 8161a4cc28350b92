"""The end of a run as a person and as a program reads it. It needs none of the rooms that report: a crawl has not loaded them."""

from __future__ import annotations

import msgspec
from rich.console import Console
from rich.markup import escape

from domain.delivery import Handed
from monitor.run import RunResult


class RanShape(msgspec.Struct, frozen=True):
    """What ``regdelta run`` and ``crawl`` came to; ``report`` are the files written, empty when there was nothing new to say."""

    run: int
    resumed: bool
    sources: tuple[str, ...]
    versions: int
    changes: int
    report: tuple[str, ...]
    delivered: tuple[Handed, ...] = ()


def shape(result: RunResult) -> RanShape:
    return RanShape(
        result.run.id, result.resumed, result.run.sources, result.versions, result.changes, result.files, result.handed
    )


def show(console: Console, result: RunResult) -> None:
    """Two or three lines, and one for each message."""
    resumed = "went on with an unfinished run; " if result.resumed else ""
    console.print(f"{resumed}{result.versions} new versions, {result.changes} changes", highlight=False)
    if result.files:
        console.print("report: " + escape(", ".join(result.files)), highlight=False, soft_wrap=True)
    else:
        console.print("no new report: nothing that the last one does not say", highlight=False)
    if result.handed:
        from monitor.show import handed

        handed(console, result.handed)
