"""When a source wants to be looked at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.firing import falls, fault
from crawler.hours import SHANGHAI, quiet

MONDAY = datetime(2026, 11, 23, tzinfo=SHANGHAI)
NINE = MONDAY.replace(hour=9)


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("08:00", MONDAY.replace(hour=8)),
        ("0 9-18 * * mon-fri", NINE),
        ("30 17 * * sat", MONDAY.replace(day=28, hour=17, minute=30)),
    ],
)
def test_a_line_is_read_in_shanghai(line: str, first: datetime) -> None:
    """It falls at that moment and not a second earlier, also when asked in another zone."""
    moment = first.astimezone(UTC)
    assert falls([line], MONDAY, moment)
    assert not falls([line], MONDAY, moment - timedelta(seconds=1))


def test_a_firing_belongs_to_one_stretch_of_time() -> None:
    """Asked from that very moment on, it is over."""
    assert falls(["09:00"], NINE - timedelta(hours=1), NINE)
    assert not falls(["09:00"], NINE, NINE + timedelta(hours=1))
    assert falls(["07:00", "10:00"], NINE, NINE + timedelta(hours=1))


@pytest.mark.parametrize(
    "lines", [["08:00", "17:30"], ["0 9-18 * * mon-fri"], ["0 8 29 2 *"], ["0,30 9 * * *"], ["0 8 1 * *", "08:30"]]
)
def test_schedules_that_can_be_kept(lines: list[str]) -> None:
    """Hourly, half-hourly, on a leap day; and partly in the quiet hours, for the rest is left."""
    assert fault(lines, None) is None
    assert fault(["0 8-10 * * *"], quiet("08:30-18:00")) is None
