"""When a source wants to be looked at: times of the day and cron lines, read in Asia/Shanghai. Pure: the moments come from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice, pairwise

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger

from crawler.hours import SHANGHAI, Quiet
from crawler.workdays import works

WORKDAYS = "workdays"
"""In the place of the weekday: the working days of mainland China (:mod:`crawler.workdays`)."""
LONGEST_REST = timedelta(days=366)
"""How far is looked ahead for a working day on which the other fields fit; without one the trigger never fires."""
TIME = re.compile(r"(\d{1,2}):(\d{2})")
CLOSEST = timedelta(minutes=30)
"""Between two visits of a source; nothing a regulator publishes is news by the minute."""
EXAMPLE = '"08:00" for every day, or five cron fields such as "0 9-18 * * mon-fri"'
START = datetime(2026, 1, 1, tzinfo=SHANGHAI)
"""Schedules are tried out from here: over a year, and leap days do not matter."""
TRIED = 400  # firings of one line, at most


class Workdays(BaseTrigger):  # type: ignore[misc]  # APScheduler ships no type information
    """Fires when a cron trigger does, on working days only."""

    def __init__(self, cron: CronTrigger) -> None:
        self.cron = cron

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime | None:
        at: datetime | None = self.cron.get_next_fire_time(previous, now)
        end = now + LONGEST_REST
        while at and not works(at.date()):
            at = self.cron.get_next_fire_time(at, at + timedelta(microseconds=1)) if at < end else None
        return at


def trigger(text: str) -> BaseTrigger:
    """The trigger of ``"17:30"``, which is every day, or of five cron fields, the last of which may be :data:`WORKDAYS`.

    Weekdays go by name: 1 is Monday to cron and Tuesday to APScheduler. Raises ValueError with what is wrong.
    """
    if clock := TIME.fullmatch(text):
        return CronTrigger(hour=clock[1], minute=clock[2], timezone=SHANGHAI)
    fields = text.split()
    if len(fields) == 5 and re.search(r"\d", fields[4]):
        raise ValueError(f"the weekdays {fields[4]!r} must go by name, such as mon-fri")
    if fields[4:] == [WORKDAYS]:
        return Workdays(CronTrigger.from_crontab(" ".join([*fields[:4], "*"]), timezone=SHANGHAI))
    return CronTrigger.from_crontab(text, timezone=SHANGHAI)


def falls(schedule: Iterable[str], since: datetime, until: datetime) -> bool:
    """True if one of the lines fires after ``since`` and not after ``until`` (both aware)."""
    following = since + timedelta(microseconds=1)
    firsts = (trigger(line).get_next_fire_time(None, following) for line in schedule)
    return any(first is not None and first <= until for first in firsts)


def fault(schedule: Iterable[str], quiet: Quiet | None) -> str | None:
    """What is wrong with a schedule, as the rest of a sentence; None for one that can be kept."""
    moments: list[datetime] = []
    for line in schedule:
        try:
            found = list(islice(_firings(trigger(line)), TRIED))
        except ValueError as error:
            return f"{line!r} is no time ({error}); write {EXAMPLE}"
        if not found:
            return f"{line!r} never comes; write {EXAMPLE}"
        if quiet and all(quiet.until(moment) for moment in found):
            return f"{line!r} always falls into the quiet hours; change one of the two"
        moments += found
    moments.sort()
    if any(later - earlier < CLOSEST for earlier, later in pairwise(moments)):
        return f"it fires twice within {CLOSEST.seconds // 60} minutes; leave the site more time"
    return None


def _firings(cron: BaseTrigger) -> Iterator[datetime]:
    moment = cron.get_next_fire_time(None, START)
    while moment is not None:
        yield moment
        moment = cron.get_next_fire_time(None, moment + timedelta(microseconds=1))
