"""Laws of the visiting plan, over any history."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crawler.plan import SLACK, Moment, Reason, choose, interval, reason
from domain.crawl import Page, PageKind
from domain.source import Visiting
from domain.visiting import Known

NOW = datetime(2026, 11, 23, 0, 5, tzinfo=UTC)
ages = st.timedeltas(timedelta(), timedelta(days=4000))
settings = st.builds(Visiting, head_pages=st.integers(1, 5), sweep_days=st.integers(0, 60), recheck_days=st.integers(0, 90))


def page(number: int) -> Page:
    return Page("test_mpa", PageKind.DOCUMENT, f"https://a.example/{number}.html", f"https://a.example/{number}.html")


@st.composite
def known(draw: st.DrawFn, number: int = 0) -> Known:
    first, last = sorted((draw(ages), draw(ages)), reverse=True)
    changed = draw(st.none() | st.timedeltas(timedelta(), first))
    return Known(
        page(number),
        met=NOW - first,
        tried=NOW - last,
        looked=draw(st.sampled_from((None, NOW - last))),
        failing=draw(st.booleans()),
        changed=NOW - changed if changed is not None else None,
        member=draw(st.booleans()),
        expires_on=draw(st.none() | st.dates(date(2020, 1, 1), date(2035, 1, 1))),
        withdrawn=draw(st.booleans()),
    )


@given(ages, ages, settings)
def test_the_older_the_rarer_within_bounds(one: timedelta, other: timedelta, visit: Visiting) -> None:
    """The time between two looks never shrinks with age and never passes ``recheck_days``."""
    young, old = sorted((one, other))
    assert timedelta() <= interval(young, visit) <= interval(old, visit) <= timedelta(days=visit.recheck_days)


@given(known(), settings)
def test_nothing_waits_longer_than_the_source_file_says(one: Known, visit: Visiting) -> None:
    """A page last tried ``recheck_days`` ago is due, whatever is known of it."""
    assert one.tried is not None
    late = Moment(one.tried + timedelta(days=visit.recheck_days), visit)
    assert reason(one.page, one, late) is not None


@given(known(), settings, ages)
def test_once_due_always_due(one: Known, visit: Visiting, more: timedelta) -> None:
    """Waiting makes no page less due, unless it was due for a date that is past."""
    why = reason(one.page, one, Moment(NOW, visit))
    if why is not None and why is not Reason.PINNED:
        assert reason(one.page, one, Moment(NOW + more, visit)) is not None


@given(known())
def test_a_failed_look_is_made_up_for_at_once(one: Known) -> None:
    """Unless the page was told to be taken down."""
    if one.failing and not one.withdrawn:
        assert reason(one.page, one, Moment(NOW, Visiting())) is Reason.FAILED


@given(st.timedeltas(timedelta(), timedelta(days=7)), st.timedeltas(timedelta(hours=18), timedelta(days=3)))
def test_a_daily_run_sees_a_new_page_daily(age: timedelta, since: timedelta) -> None:
    """In its first week, though the run may be six hours earlier than the day before."""
    one = Known(page(0), NOW - since - age, NOW - since, NOW - since)
    assert since + SLACK >= timedelta(days=1)
    assert reason(one.page, one, Moment(NOW, Visiting())) is Reason.AGE


@given(st.lists(known(), max_size=12), st.integers(0, 12), st.integers(1, 12), settings, st.booleans())
def test_every_page_is_looked_at_waits_or_is_over(
    histories: list[Known], new: int, most: int, visit: Visiting, whole: bool
) -> None:
    """The plan accounts for each page once, and keeps to ``max_documents``."""
    known_pages = {page(number).key: Known(page(number), *_times(one)) for number, one in enumerate(histories)}
    listed = tuple(page(number) for number in range(len(histories) // 2, len(histories) + new))
    plan = choose(listed, known_pages, Moment(NOW, visit), most=most, whole=whole)
    keys = [one.key for one in plan.pages]
    assert len(keys) == len(set(keys)) <= most
    assert len(keys) + plan.waiting + plan.over == len(known_pages.keys() | {one.key for one in listed})


def _times(one: Known) -> tuple[datetime | None, datetime | None, datetime | None, bool]:
    return one.met, one.tried, one.looked, one.failing
