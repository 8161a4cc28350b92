"""When a run is started. (This is not Scrapy's scheduler, which orders the requests of one crawl.)

APScheduler 3 fires a cron trigger in Asia/Shanghai; each firing is a subprocess ``regdelta run``, so that a run that goes
wrong cannot take the schedule with it, and Scrapy's reactor is new every time. A late start is made up for once
(``misfire_grace_time=None``, ``coalesce=True``): APScheduler's default of one second silently skips a morning when
the machine was busy or asleep.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from domain.errors import ConfigError
from monitor.clock import SHANGHAI
from monitor.workdays import known_until, works

RETRY_MINUTES = 10
"""How often the outbox is looked into: the shortest wait after a failed delivery."""


WORKDAYS = "workdays"
"""In the place of the weekday: the working days of mainland China (:mod:`monitor.workdays`)."""

LONGEST_REST = 366
"""Days looked ahead for a working day on which the other fields fit; without one the trigger never fires."""


class Workdays(BaseTrigger):  # type: ignore[misc]  # APScheduler ships no type information
    """Fires when a cron trigger does, on working days only."""

    def __init__(self, cron: CronTrigger) -> None:
        self.cron = cron

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime | None:
        at: datetime | None = self.cron.get_next_fire_time(previous, now)
        end = now + timedelta(days=LONGEST_REST)
        while at and not works(at.date()):
            at = self.cron.get_next_fire_time(at, at + timedelta(microseconds=1)) if at < end else None
        return at


def trigger(cron: str) -> BaseTrigger:
    """The trigger of five cron fields, read in Asia/Shanghai; the last may be :data:`WORKDAYS`. Raises ConfigError if they are not valid."""
    *others, weekday = cron.split() or [""]
    try:
        if weekday == WORKDAYS:
            return Workdays(CronTrigger.from_crontab(" ".join([*others, "*"]), timezone=SHANGHAI))
        return CronTrigger.from_crontab(cron, timezone=SHANGHAI)
    except ValueError as error:
        raise ConfigError(
            f"the schedule {cron!r} is not five valid cron fields ({error}); an example: '5 8 * * mon-fri', or '5 8 * * {WORKDAYS}'"
        ) from error


def workdays_known(*crons: str) -> str:
    """What has to be said of the working days in these cron fields; empty where none asks for them."""
    if not any(cron.split()[-1:] == [WORKDAYS] for cron in crons):
        return ""
    return f"legal holidays are known up to {known_until()}; later, Monday to Friday count as working days: pip install -U chinesecalendar"


def start_run(project: Path) -> int:
    """Run ``regdelta run`` for a project in a process of its own; returns its exit code."""
    command = [sys.executable, "-m", "cli", "run", "--project", str(project)]
    return subprocess.run(command, check=False).returncode  # noqa: S603 our own command, no shell


def start_delivery(project: Path) -> int:
    """Run ``regdelta deliver`` for a project in a process of its own; returns its exit code."""
    command = [sys.executable, "-m", "cli", "deliver", "--project", str(project)]
    return subprocess.run(command, check=False).returncode  # noqa: S603 our own command, no shell


def schedule(cron: str, job: Callable[[], object], retry: Callable[[], object] | None = None) -> BlockingScheduler:
    """A scheduler that will do ``job`` by the cron fields, one at a time, and ``retry`` every :data:`RETRY_MINUTES`; the caller starts it."""
    scheduler = BlockingScheduler(timezone=SHANGHAI)
    scheduler.add_job(
        job, trigger(cron), id="run", name="regdelta run", misfire_grace_time=None, coalesce=True, max_instances=1
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


def next_start(cron: str) -> str:
    """When the schedule fires next, in Asia/Shanghai."""
    at = trigger(cron).get_next_fire_time(None, datetime.now(SHANGHAI))
    return at.strftime("%Y-%m-%d %H:%M") if at else "never"
