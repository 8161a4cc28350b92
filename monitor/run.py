"""The whole run: crawl, process, report. Killed at any instant, the next call goes on from what is stored.

A run is in one of four states, kept in the store; each step below ends by moving it on. What is inside a step is safe to do again:
pages this run has already looked at are answered from the archive, visits already written are no longer pending, and a
report is only noted (and its changes marked delivered) after its files are on disk.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic

from domain.change import Status
from domain.crawl import Page
from domain.delivery import Handed
from domain.errors import InputError
from domain.record import Pending, ReportRecord
from domain.run import Run, RunState, Window
from domain.source import Source
from monitor import baselines, second_look, visits
from monitor.ahead import Ahead
from monitor.remarks import Remarks
from monitor.wiring import Rooms
from monitor.withdrawals import withdrawals

STRETCH = 1.0  # seconds of visits to a transaction: waiting for the disk after each costs more than most visits themselves


@dataclass(frozen=True, slots=True)
class Step:
    """Progress for whoever watches: ``done`` of ``total`` (0: not known) in ``phase`` (crawl, process, report)."""

    phase: str
    text: str
    done: int = 0
    total: int = 0


Watch = Callable[[Step], None]


def ignore(_: Step) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a call of :func:`run` came to. ``changes`` leaves out the merely renumbered; ``report`` is None when there was
    nothing to say that had not been said; ``handed`` is what became of its messages and of those that waited.
    ``site_trouble`` says why the site of reports could not be brought up to date."""

    run: Run
    resumed: bool
    versions: int
    changes: int
    report: ReportRecord | None
    files: tuple[str, ...]
    handed: tuple[Handed, ...] = ()
    site_trouble: str = ""


def run(
    rooms: Rooms, wanted: Sequence[str] = (), *, force: bool = False, report: bool = True, watch: Watch = ignore
) -> RunResult:
    """One pass over the ``wanted`` sources (all enabled ones by default), to the report.

    ``force`` fetches without validators and looks again at pages this run has seen. With ``report=False`` the changes stay
    undelivered for the next report. Raises InputError for an unknown source, StoreLocked if another run is going on.
    """
    sources = choose(rooms.sources, wanted)
    with rooms.lock():
        current, resumed = _begin(rooms, sources)
        chosen = tuple(rooms.sources[name] for name in current.sources if name in rooms.sources)
        with closing(Ahead(rooms.desk, current, rooms.begin_reading)) as ahead:
            if current.state is RunState.CRAWLING:
                with ahead.reading():
                    rooms.crawl(current, chosen, force, lambda text, done, total: watch(Step("crawl", text, done, total)))
                rooms.store.advance_run(current.id, RunState.CRAWLED)
            versions, changes = process(replace(rooms, desk=ahead.desk), current, watch)
        rooms.store.advance_run(current.id, RunState.PROCESSED)
        baselines.first_read(rooms, current)
        told = RunResult(current, resumed, versions, changes, None, ())
        if not report:
            rooms.store.advance_run(current.id, RunState.REPORTED, rooms.clock())
            return told
        told = _published(rooms, told)
        watch(Step("report", "report", 1, 1))
    return _handed_over(rooms, told)


def _published(rooms: Rooms, told: RunResult) -> RunResult:
    """The report written and noted, and the site brought up to date."""
    from monitor import publish, site

    published = publish.publish(rooms, told.run)
    return replace(told, report=published.record, files=published.files, site_trouble=site.after_run(rooms))


def _handed_over(rooms: Rooms, told: RunResult) -> RunResult:
    from monitor import deliver

    return replace(told, handed=deliver.after_run(rooms))


def choose(known: dict[str, Source], wanted: Sequence[str]) -> tuple[Source, ...]:
    """The sources of a run. Raises InputError for one that is unknown, or if none is enabled."""
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise InputError(f"no source {', '.join(unknown)} in sources/; `regdelta sources list` shows what there is")
    chosen = tuple(known[name] for name in wanted) or tuple(source for source in known.values() if source.enabled)
    if not chosen:
        raise InputError("no source is enabled; set enabled = true in a file of sources/")
    return chosen


def process(rooms: Rooms, current: Run, watch: Watch = ignore) -> tuple[int, int]:
    """Visit every page of the run that is still pending. Returns how many versions were written, and how many changes that are more than a new number."""
    reading = Reading(rooms, current, watch)
    doubted = reading.read(last=False)
    if doubted:
        rooms.crawl_again(current, doubted, lambda text, done, total: watch(Step("crawl", text, done, total)))
        reading.read(last=True)
    for lapse in visits.lapses(rooms.desk, current.id, rooms.clock()):
        rooms.store.record_visit(lapse)
    for withdrawal in withdrawals(rooms.store, current.id, rooms.clock()):
        rooms.store.record_visit(withdrawal)
    return reading.versions, reading.changes


class Reading:
    """The pages of a run being read; ``versions`` were written, ``changes`` are more than a new number."""

    def __init__(self, rooms: Rooms, current: Run, watch: Watch) -> None:
        self.rooms, self.current, self.watch = rooms, current, watch
        self.remarks = Remarks(rooms.store, current.id)
        self.versions = self.changes = 0

    def read(self, *, last: bool) -> list[Page]:
        """Visit all that is pending. Returns the pages in doubt, which stay pending; none are left the ``last`` time."""
        pending = self.rooms.store.pending(self.current.id)
        waiting = deque(enumerate(pending, start=1))
        doubted = []
        while waiting:
            until = monotonic() + STRETCH
            with self.rooms.store.together():
                while waiting and monotonic() < until:
                    done, item = waiting.popleft()
                    if not self._visit(item, last):
                        doubted.append(item.page)
                    self.watch(Step("process", item.page.title or item.page.url, done, len(pending)))
                self.remarks.write()
        return doubted

    def _visit(self, item: Pending, last: bool) -> bool:
        """One page; False if it is to be looked at once more first."""
        rooms = self.rooms
        outcome = second_look.visit(rooms.desk, item, self.current.id, rooms.clock(), last=last)
        if outcome is None:
            return False
        for ending in visits.endings(rooms.desk, outcome):
            rooms.store.record_visit(ending)
        self.versions += rooms.store.record_visit(outcome) is not None
        self.changes += sum(change.status is not Status.RENUMBERED for change in outcome.changes)
        self.remarks.of(outcome)
        return True


def _begin(rooms: Rooms, sources: Sequence[Source]) -> tuple[Run, bool]:
    """The unfinished run if there is one, else a new one whose window begins where the last report's ended."""
    unfinished = rooms.store.unfinished_run()
    if unfinished is not None:
        return unfinished, True
    now = rooms.clock()
    return rooms.store.begin_run([source.id for source in sources], now, Window(_window_start(rooms, now), now)), False


def _window_start(rooms: Rooms, now: datetime) -> datetime:
    last = rooms.store.last_report()
    return last.window.end if last else now
