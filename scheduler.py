"""When a run is started. (This is not Scrapy's scheduler, which orders the requests of one crawl.)

APScheduler 3 fires cron triggers in Asia/Shanghai; each firing is a subprocess ``regdelta run`` for the sources that are due, so that a
run that goes wrong cannot take the schedule with it, and Scrapy's reactor is new every time. It is loaded shortly before its time and then
waits for the clock, so that the first request goes out on the second. A late start is made up for once
(``misfire_grace_time=None``, ``coalesce=True``): APScheduler's default of one second silently skips a morning when
the machine was busy or asleep.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.interval import IntervalTrigger

from crawler import firing
from crawler.workdays import known_until
from domain.errors import ConfigError, InputError
from monitor.clock import SHANGHAI, Clock, system_clock
from monitor.config import load_project
from monitor.due import Timetable, timetable
from monitor.standby import UNUSED

RETRY_MINUTES = 10
"""How often the outbox is looked into: the shortest wait after a failed delivery."""


EARLY = timedelta(seconds=10)
"""How long before its time a run is loaded. It takes one second, or some on a busy machine."""


def trigger(cron: str) -> BaseTrigger:
    """The trigger of five cron fields, read in Asia/Shanghai; the last may be :data:`crawler.firing.WORKDAYS`. Raises ConfigError if they are not valid."""
    try:
        return firing.trigger(cron)
    except ValueError as error:
        raise ConfigError(
            f"the schedule {cron!r} is not five valid cron fields ({error}); an example: '5 8 * * mon-fri', or '5 8 * * {firing.WORKDAYS}'"
        ) from error


def workdays_known(*crons: str) -> str:
    """What has to be said of the working days in these cron fields; empty where none asks for them."""
    if not any(cron.split()[-1:] == [firing.WORKDAYS] for cron in crons):
        return ""
    return f"legal holidays are known up to {known_until()}; later, Monday to Friday count as working days: pip install -U chinesecalendar"


class Starter:
    """Starts ``regdelta run`` in processes of their own, one at a time; one may be loaded before its time."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._loaded: subprocess.Popen[bytes] | None = None
        self._turn = Lock()

    def load(self) -> None:
        """Have a process at hand for the next run. While a run goes on there is none: it would wait too long."""
        if not self._turn.acquire(blocking=False):
            return
        try:
            self.leave()
            command = [sys.executable, "-m", "cli", "--standby"]
            self._loaded = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 our own command, no shell
        finally:
            self._turn.release()

    def leave(self) -> None:
        """Let the process at hand go: there is no run for it."""
        loaded, self._loaded = self._loaded, None
        if loaded:
            loaded.communicate()

    def run(self, sources: Sequence[str] = ()) -> int:
        """Run some sources of the project (none named: all); returns the exit code."""
        arguments = ["run", *sources, "--project", str(self._project)]
        with self._turn:
            loaded, self._loaded = self._loaded, None
            if loaded:
                waits = loaded.poll() is None
                loaded.communicate(json.dumps(arguments).encode() + b"\n")
                if waits and loaded.returncode != UNUSED:
                    return loaded.returncode
            return subprocess.run([sys.executable, "-m", "cli", *arguments], check=False).returncode  # noqa: S603 as above


def start_delivery(project: Path) -> int:
    """Run ``regdelta deliver`` for a project in a process of its own; returns its exit code."""
    command = [sys.executable, "-m", "cli", "deliver", "--project", str(project)]
    return subprocess.run(command, check=False).returncode  # noqa: S603 our own command, no shell


class Rounds:
    """Starts runs for the sources that have become due since it last looked, whether or not the clock struck in time.

    A firing that comes while a run goes on is not lost, nor one that the machine slept through: what fell due meanwhile goes into one
    run. Source files are read anew each time, so that a schedule may be edited while this goes on. Raises InputError where no source is
    enabled, ConfigError for a wrong file.
    """

    def __init__(self, project: Path, cron: str, start: Callable[[Sequence[str]], object], clock: Clock = system_clock) -> None:
        self.project, self.cron = project, cron
        self.start, self.clock = start, clock
        self.since = clock()
        self.table = self._read()
        if not self.table.schedules:
            raise InputError("no source is enabled; set enabled = true in a file of sources/")

    def fire(self) -> None:
        """Run until nothing is due."""
        while (sources := self._due()) is not None:
            self.start(sources)

    def _due(self) -> Sequence[str] | None:
        """The sources to run, empty for all of them; None if none is due."""
        since, self.since = self.since, self.clock()
        try:
            self.table = self._read()
        except ConfigError:
            return () if self.table.due(since, self.since) else None  # the run will say what is wrong, and with which file
        due = self.table.due(since, self.since)
        return (() if len(due) == len(self.table.schedules) else due) if due else None

    def _read(self) -> Timetable:
        return timetable(load_project(self.project), self.cron)


def by_the_clock(
    rounds: Rounds, retry: Callable[[], object] | None = None, load: Callable[[], object] | None = None
) -> BlockingScheduler:
    """A scheduler of these rounds, which follows their source files; the caller starts it. ``load`` is called :data:`EARLY` before each."""

    def job() -> None:
        rounds.fire()
        made.reschedule_job("run", trigger=either(rounds.table.lines))
        if load:
            made.reschedule_job("load", trigger=Before(either(rounds.table.lines), EARLY))

    made = schedule(rounds.table.lines, job, retry)
    if load:
        made.add_job(
            load, Before(either(rounds.table.lines), EARLY), id="load", name="load a run", coalesce=True, max_instances=1
        )
    return made


class Before(BaseTrigger):  # type: ignore[misc]  # APScheduler ships no type information
    """Fires some time before another trigger does."""

    def __init__(self, other: BaseTrigger, lead: timedelta) -> None:
        self._other, self._lead = other, lead

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime | None:
        """The next time of the other, less the lead; a time that is nearer than that is passed over."""
        previous = previous + self._lead if previous else None
        following = self._other.get_next_fire_time(previous, now + self._lead)
        return following - self._lead if following else None


def either(lines: Iterable[str]) -> OrTrigger:
    """Fires whenever one of the lines does."""
    return OrTrigger([trigger(line) for line in lines])


def schedule(lines: Iterable[str], job: Callable[[], object], retry: Callable[[], object] | None = None) -> BlockingScheduler:
    """A scheduler that will do ``job`` by the lines, one at a time, and ``retry`` every :data:`RETRY_MINUTES`; the caller starts it."""
    scheduler = BlockingScheduler(timezone=SHANGHAI)
    scheduler.add_job(
        job, either(lines), id="run", name="regdelta run", misfire_grace_time=None, coalesce=True, max_instances=1
    )
    if retry:
        scheduler.add_job(
            retry, IntervalTrigger(minutes=RETRY_MINUTES), id="deliver", name="regdelta deliver", coalesce=True, max_instances=1
        )
    return scheduler


def add_digest(timetable: BlockingScheduler, cron: str, kind: str, project: Path) -> None:
    """Have the digest of ``kind`` (weekly, monthly) made by the cron fields, in a process of its own."""
    timetable.add_job(
        start_digest, trigger(cron), [kind, project], id=kind, misfire_grace_time=None, coalesce=True, max_instances=1
    )


def start_digest(kind: str, project: Path) -> int:
    """Run ``regdelta digest`` for a project; what it prints stands in the files it writes."""
    command = [sys.executable, "-m", "cli", "digest", kind, "--project", str(project)]
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode  # noqa: S603 our own command, no shell


def next_start(lines: Iterable[str]) -> str:
    """When the schedule fires next, in Asia/Shanghai."""
    at = either(lines).get_next_fire_time(None, datetime.now(SHANGHAI))
    return at.strftime("%Y-%m-%d %H:%M") if at else "never"
