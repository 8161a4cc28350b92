"""Substantive changes by week and by province."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.change import Severity, Status
from reports import charts
from reports.language import _
from reports.lines import province_order
from reports.site import places
from reports.site.drawing import draw
from reports.site.shelves import Shelves
from reports.site.writing import Page, key
from reports.text import local

WEEKS, BY_PROVINCE = 26, 8
"""Weeks in the columns, and in the table by province: half a year, and what a phone still shows with its numbers."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Changes a week, named by their Mondays, oldest first; and for each province the newest of these weeks."""

    weeks: tuple[tuple[date, int], ...]
    provinces: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def total(self) -> int:
        return sum(number for _week, number in self.weeks)

    @property
    def recent(self) -> tuple[date, ...]:
        return tuple(week for week, _number in self.weeks[-BY_PROVINCE:])


def trend(shelves: Shelves) -> Trend:
    """Counted as the verdict counts: substantive changes, each on the day it was found."""
    counted: Counter[tuple[date, str]] = Counter()
    for document, changes in shelves.changes.items():
        province = shelves.records[document].province or _("未载省份")
        for one in changes:
            if one.change.severity is Severity.SUBSTANTIVE and one.change.status is not Status.RENUMBERED:
                counted[_monday(local(one.created).date()), province] += 1
    weeks = _weeks(shelves)
    totals = tuple((week, sum(number for (at, _name), number in counted.items() if at == week)) for week in weeks)
    names = sorted({name for at, name in counted if at in weeks[-BY_PROVINCE:]}, key=province_order)
    rows = tuple((name, tuple(counted[week, name] for week in weeks[-BY_PROVINCE:])) for name in names)
    return Trend(totals, rows)


def pages(shelves: Shelves) -> Iterator[Page]:
    found = trend(shelves)

    def made() -> bytes:
        return draw("trends.html.j2", places.TRENDS, trend=found, columns=_columns(found), matrix=_matrix(found))

    yield Page(places.TRENDS, key("trends", found.weeks, found.provinces), made)


def _columns(found: Trend) -> str:
    caption = charts.Caption("weeks", _("每周实质变动"), charts.weeks_words(found.total, len(found.weeks)))
    return charts.columns(caption, [(f"{week:%m-%d}", number) for week, number in found.weeks])


def _matrix(found: Trend) -> str:
    caption = charts.Caption("provinces", _("各省每周实质变动"), _("每格为该省当周的实质变动项数，数字同下表。"))
    return charts.matrix(caption, [f"{week:%m-%d}" for week in found.recent], found.provinces)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(shelves: Shelves) -> list[date]:
    """The Mondays from the first run's week, at most so many, to the newest run's: nothing is said of weeks in which nobody looked."""
    if not shelves.today:
        return []
    last = _monday(shelves.today)
    first = max(_monday(local(shelves.runs[0].started).date()), last - timedelta(weeks=WEEKS - 1))
    return [first + timedelta(weeks=at) for at in range((last - first).days // 7 + 1)]
