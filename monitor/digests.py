"""``regdelta digest``: the report of a week or a month, made once and then kept like a daily one.

A week ends on Friday at 16:00 and begins where the one before ended; a month is a calendar month (both in Asia/Shanghai). The cron lines
of ``[digest]`` say when a digest is made, never what it covers, so that no day falls between two of them.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from domain.errors import InputError, NotFound
from domain.record import ReportRecord
from domain.report import Report, ReportKind
from domain.run import Window
from monitor.clock import SHANGHAI
from monitor.publish import keep, stored
from monitor.wiring import Rooms
from reports.digest import build_digest

WAIT = 30.0
"""Seconds to wait for another process that writes; a run writes for milliseconds at a time."""

CLOSE = time(16, 0)
FRIDAY = 4


def named(kind: str) -> ReportKind:
    """Raises InputError if there is no such digest."""
    if kind not in (ReportKind.WEEKLY, ReportKind.MONTHLY):
        raise InputError(f"no digest is called {kind!r}; use weekly or monthly")
    return ReportKind(kind)


def week(of: date) -> tuple[date, Window]:
    """The Friday that names the week of a day, and its window."""
    friday = of + timedelta(days=(FRIDAY - of.weekday()) % 7)
    return friday, Window(_at(friday - timedelta(days=7), CLOSE), _at(friday, CLOSE))


def month(of: date) -> tuple[date, Window]:
    """The last day of the month of a day, which names it, and its window."""
    last = of.replace(day=monthrange(of.year, of.month)[1])
    return last, Window(_at(of.replace(day=1), time()), _at(last + timedelta(days=1), time()))


PERIODS = {ReportKind.WEEKLY: week, ReportKind.MONTHLY: month}


def finished(kind: ReportKind, now: datetime) -> date:
    """A day of the newest week or month that is over."""
    on, window = PERIODS[kind](now.astimezone(SHANGHAI).date())
    if window.end <= now:
        return on
    return window.start.astimezone(SHANGHAI).date() - timedelta(days=kind is ReportKind.MONTHLY)


def digest(rooms: Rooms, kind: ReportKind, of: date | None = None) -> Report:
    """The digest of the week or month of a day, the newest that is over for None; made and kept if it is not there yet.

    Raises InputError for one that is not over, or in which no daily report was sent.
    """
    on, window = PERIODS[kind](of or finished(kind, rooms.clock()))
    if known := _known(rooms, kind, on):
        return stored(known)
    if window.end > rooms.clock():
        end, start = window.end.astimezone(SHANGHAI), window.start.astimezone(SHANGHAI)
        raise InputError(
            f"the {kind} digest of {on} covers the time up to {end:%Y-%m-%d %H:%M}, which is not over; "
            f"until then: regdelta report --from {start:%Y-%m-%d}"
        )
    report = build_digest(rooms.store, kind, window, at=rooms.clock(), on=on, sources=tuple(rooms.sources.values()))
    if report.digest is None or not report.digest.dailies:
        raise InputError(f"no daily report was sent in the time of the {kind} digest of {on}; there is nothing to gather")
    with rooms.store.writing(WAIT):
        if known := _known(rooms, kind, on):  # another process may have come first
            return stored(known)
        keep(rooms, report)
    return report


def _known(rooms: Rooms, kind: ReportKind, on: date) -> ReportRecord | None:
    try:
        return rooms.store.report(on, kind=kind)
    except NotFound:
        return None


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, SHANGHAI)
