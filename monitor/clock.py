"""The only place where the time is read. Everything else receives a :data:`Clock`."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Gives the time as aware UTC."""

SHANGHAI = ZoneInfo("Asia/Shanghai")


def system_clock() -> datetime:
    return datetime.now(UTC)


def clock_from(start: datetime) -> Clock:
    """A clock that begins at ``start`` (aware) now and goes on at the usual speed; the demo lives its days with it."""
    begun = time.monotonic()
    base = start.astimezone(UTC).timestamp()

    def now() -> datetime:
        return datetime.fromtimestamp(base + time.monotonic() - begun, UTC)

    return now


def local_date(at: datetime) -> date:
    """The calendar day in Asia/Shanghai, which is the day of a report."""
    return at.astimezone(SHANGHAI).date()
