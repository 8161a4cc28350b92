"""The index of reports, newest first, and the calendar of each year."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reports.handling import summed
from reports.language import _
from reports.site import places
from reports.site.assigned import standing
from reports.site.drawing import draw
from reports.site.issues import DAILY, Day, days
from reports.site.shelves import Shelves
from reports.site.wording import brief, health, report_word
from reports.site.writing import Page, key

RECENT = 30
"""Days on the index: six weeks of mornings. The older ones stand in the calendar of their year."""

SHOWN_FEEDS = ("/all.atom", ".ics")
"""Of the files to subscribe to, those the index names; a source's own feed stands on its page."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of seven cells, Monday first; None where the day is another month's."""

    first: date
    weeks: tuple[tuple[tuple[date, Day | None] | None, ...], ...]
    days: tuple[Day, ...]


def pages(shelves: Shelves) -> Iterator[Page]:
    known = days(shelves.issues)
    years = sorted({day.on.year for day in known}, reverse=True)
    for year in years:
        yield _year([day for day in known if day.on.year == year], year, years)
    yield _home(shelves, known, years)


def _home(shelves: Shelves, known: Sequence[Day], years: Sequence[int]) -> Page:
    others = [issue for issue in shelves.issues if issue.record.kind != DAILY]
    shown = known[:RECENT]
    data = (
        [[issue.data for issue in day.issues] for day in shown],
        [issue.data for issue in others],
        years,
        shelves.feeds,
        shelves.handlings and (shelves.today, shelves.handlings),
    )

    def made() -> bytes:
        newest = next((issue for day in shown for issue in reversed(day.issues) if issue.report), None)
        return draw(
            "home.html.j2", places.HOME, newest=newest, days=shown, others=others, years=years, more=len(known) > len(shown),
            brief=brief, health=health, report_word=report_word, handled=_handled(shelves), feeds=[one for one in shelves.feeds if one.endswith(SHOWN_FEEDS)],
        )  # fmt: skip

    return Page(places.HOME, key("home", data), made)


def _handled(shelves: Shelves) -> str:
    """The line about assignments, empty as long as nothing was ever assigned."""
    if not shelves.handlings or shelves.today is None:
        return ""
    return summed(standing(shelves), shelves.today) or _("没有未处理的指派。")


def _year(known: Sequence[Day], year: int, years: Sequence[int]) -> Page:
    path = places.year(year)

    def made() -> bytes:
        months = tuple(months_of(known))
        return draw("year.html.j2", path, year=year, years=years, months=months, brief=brief, health=health)

    return Page(path, key("year", year, years, [[issue.data for issue in day.issues] for day in known]), made)


def months_of(known: Sequence[Day]) -> Iterator[Month]:
    """The months that have a report, newest first."""
    by_day = {day.on: day for day in known}
    for year, number in sorted({(day.on.year, day.on.month) for day in known}, reverse=True):
        weeks = calendar.Calendar().monthdatescalendar(year, number)
        cells = tuple(tuple((on, by_day.get(on)) if on.month == number else None for on in week) for week in weeks)
        yield Month(date(year, number, 1), cells, tuple(day for day in known if (day.on.year, day.on.month) == (year, number)))
