"""Reading reports: one as it was delivered, or one built over a window of past days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from domain.errors import InputError
from domain.run import Window
from monitor.clock import SHANGHAI, local_date
from monitor.publish import stored
from monitor.wiring import Rooms


def delivered(rooms: Rooms, on: date | None, kind: str) -> bytes:
    """The newest revision of a day's report (the newest report for None) in one of the formats. Raises NotFound if there is none."""
    if on is None:
        last = rooms.store.last_report()
        if last is None:
            raise InputError("there is no report yet; make one with: regdelta run")
        on = last.on
    return rooms.render(stored(rooms.store.report(on)), kind)


def window(rooms: Rooms, start: date | None, end: date | None, kind: str) -> bytes:
    """A report over whole days in Asia/Shanghai, ``start`` and ``end`` included. Raises InputError if they are in the wrong order."""
    last = end or local_date(rooms.clock())
    first = start or last
    if first > last:
        raise InputError(f"--from {first} is later than --to {last}")
    return rooms.render(rooms.build_window(Window(_midnight(first), _midnight(last + timedelta(days=1)))), kind)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
