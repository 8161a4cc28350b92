"""Quiet hours of a source: ``"08:30-18:00"``, in Asia/Shanghai, over midnight where the end is the earlier. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Quiet:
    """From ``start`` to before ``end``, every day."""

    start: time
    end: time

    def until(self, now: datetime) -> datetime | None:
        """When the quiet hours that hold ``now`` (aware) end; None outside of them."""
        local = now.astimezone(SHANGHAI)
        clock = local.time()
        inside = self.start <= clock < self.end if self.start < self.end else not self.end <= clock < self.start
        return _next(local, self.end) if inside else None

    def begins(self, now: datetime) -> datetime:
        """When they next begin."""
        return _next(now.astimezone(SHANGHAI), self.start)


def quiet(text: str) -> Quiet | None:
    """The hours a source file names; None for an empty text. Raises ValueError for anything but HH:MM-HH:MM, or hours without length."""
    if not text:
        return None
    start, end = (datetime.strptime(part, "%H:%M").time() for part in text.split("-"))  # noqa: DTZ007 - a time of day
    if start == end:
        raise ValueError(f"{text} has no length")
    return Quiet(start, end)


def said(at: datetime) -> str:
    """A time as the health line says it: ``11月23日 10:05``, in Asia/Shanghai."""
    local = at.astimezone(SHANGHAI)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def _next(local: datetime, clock: time) -> datetime:
    on = local.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return on if on > local else on + timedelta(days=1)
