"""Working days of mainland China: Monday to Friday without the legal holidays, and the weekends that are worked instead.

The notices of the State Council come each November for the year after; the library ``chinesecalendar`` holds those there were when it was
released. For a later year the rule is Monday to Friday, and whoever uses it says so (:func:`known_until`).
"""

from __future__ import annotations

from datetime import date
from functools import cache

from chinese_calendar import constants, is_workday

SATURDAY = 5


@cache
def known_until() -> date:
    """The last day whose holidays are known."""
    return date(max(day.year for day in constants.holidays), 12, 31)


def works(day: date) -> bool:
    """True for a working day; outside of the years that are known, for every Monday to Friday."""
    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY
