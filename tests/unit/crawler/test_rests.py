from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.hours import quiet, said
from crawler.rests import FIRST, LONGEST, LONGEST_WISH, backoff, wish

NOW = datetime(2026, 11, 23, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "value", "asked"),
    [
        (429, "120", timedelta(seconds=120)),
        (503, " 0 ", timedelta()),
        (503, "Mon, 23 Nov 2026 03:05:00 GMT", timedelta(hours=3)),
        (503, "Mon, 23 Nov 2026 03:05:00", timedelta(hours=3)),
        (429, "Sun, 22 Nov 2026 03:05:00 GMT", timedelta()),
        (429, "999999999999999999999", LONGEST_WISH),
        (429, "9" * 5000, LONGEST_WISH),
        (429, "Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WISH),
        (429, "Mon, 23 Nov 2026 03:05:00 +99999999999999999999", None),
        (429, "soon", None),
        (429, "-5", None),
        (429, "١٢", None),
        (429, "", None),
        (200, "120", None),
        (404, "120", None),
    ],
)
def test_a_wish_is_read_in_both_forms_and_within_bounds(status: int, value: str, asked: timedelta | None) -> None:
    """Seconds or a date, never more than a day; nonsense and other statuses ask for nothing."""
    assert wish(status, {"retry-after": value}, NOW) == asked


def test_each_refusal_in_a_row_doubles_the_rest() -> None:
    """2, 4, 8 hours ... and never more than two days."""
    assert [backoff(times) for times in (1, 2, 3)] == [FIRST, 2 * FIRST, 4 * FIRST]
    assert all(backoff(times) <= backoff(times + 1) <= LONGEST for times in range(1, 99))
    assert backoff(99) == LONGEST


@pytest.mark.parametrize(
    ("hours", "clock", "until"),
    [
        ("08:30-18:00", "00:30", "10:00"),
        ("08:30-18:00", "00:29", None),
        ("08:30-18:00", "10:00", None),
        ("22:00-06:00", "14:00", "22:00"),
        ("22:00-06:00", "21:59", "22:00"),
        ("22:00-06:00", "22:00", None),
    ],
)
def test_quiet_hours_are_those_of_shanghai(hours: str, clock: str, until: str | None) -> None:
    """``clock`` and ``until`` are UTC, eight hours behind; the end is outside, and midnight may lie between."""
    window = quiet(hours)
    assert window is not None
    found = window.until(datetime.fromisoformat(f"2026-11-23T{clock}+00:00"))
    assert (found.astimezone(UTC).strftime("%H:%M") if found else None) == until


def test_quiet_hours_begin_again_every_day() -> None:
    """At their beginning the next one is tomorrow's; without hours there are none."""
    window = quiet("08:30-18:00")
    assert window is not None
    assert said(window.begins(NOW)) == "11月23日 08:30"
    assert said(window.begins(datetime(2026, 11, 23, 0, 30, tzinfo=UTC))) == "11月24日 08:30"
    assert quiet("") is None


@pytest.mark.parametrize("text", ["08:30", "8-18", "25:00-26:00", "08:00-08:00", "08:00-09:00-10:00"])
def test_hours_that_are_none_are_refused(text: str) -> None:
    """By the loader of source files, with the name of the file."""
    with pytest.raises(ValueError, match=r"."):
        quiet(text)
