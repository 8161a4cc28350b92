from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.plan import Moment, Reason, choose, late, reason, sweep_due
from domain.crawl import Page, PageKind
from domain.source import Visiting
from domain.visiting import Known, ListRead

NOW = datetime(2026, 11, 23, 0, 5, tzinfo=UTC)
WHEN = Moment(NOW, Visiting())
DAY = timedelta(days=1)


def page(name: str = "a", **keys: object) -> Page:
    url = f"https://mpa.test.example/{name}.html"
    return replace(Page("test_mpa", PageKind.DOCUMENT, url, url, f"关于{name}的通知", date(2026, 3, 1)), **keys)  # type: ignore[arg-type]


def seen(one: Page, *, first: float, last: float, **keys: object) -> Known:
    """A page first met ``first`` days ago and last looked at, well, ``last`` days ago."""
    known = Known(one, NOW - first * DAY, NOW - last * DAY, NOW - last * DAY)
    return replace(known, **keys)  # type: ignore[arg-type]


OLD = seen(page(), first=400, last=1)
"""Known for more than a year and looked at yesterday."""


def test_a_page_nobody_has_looked_at_is_due() -> None:
    """Met for the first time, or listed before and left out."""
    assert reason(page(), None, WHEN) is Reason.NEW
    assert reason(page(), Known(page()), WHEN) is Reason.NEW


def test_an_old_page_waits() -> None:
    """And is not looked at before a month has gone by."""
    assert reason(page(), OLD, WHEN) is None
    assert reason(page(), seen(page(), first=400, last=29), WHEN) is None
    assert reason(page(), seen(page(), first=400, last=30), WHEN) is Reason.AGE


def test_a_new_page_is_looked_at_daily_though_the_run_is_a_little_early() -> None:
    """Six days old and looked at 23 hours and 50 minutes ago."""
    assert reason(page(), seen(page(), first=6, last=0.993), WHEN) is Reason.AGE


@pytest.mark.parametrize(
    ("known", "why"),
    [
        (replace(OLD, failing=True), Reason.FAILED),
        (replace(OLD, member=True), Reason.PINNED),
        (replace(OLD, effective_on=date(2026, 12, 1)), Reason.PINNED),
        (replace(OLD, expires_on=date(2026, 11, 17)), Reason.PINNED),
        (replace(OLD, expires_on=date(2026, 11, 1)), None),
        (replace(OLD, expires_on=date(2027, 6, 1)), None),
        (replace(OLD, changed=NOW - 2 * DAY), Reason.AGE),
        (replace(OLD, changed=NOW - 399 * DAY), None),
    ],
    ids=[
        "failed",
        "baseline",
        "effect near",
        "expired lately",
        "expired long ago",
        "expires late",
        "changed lately",
        "changed long ago",
    ],
)
def test_what_makes_an_old_page_due(known: Known, why: Reason | None) -> None:
    """A failed look, the baseline, a date that is near, a change not long ago."""
    assert reason(page(), known, WHEN) is why


def test_a_row_that_says_something_else_is_looked_into_at_once() -> None:
    """Title, date and validity; a row that no longer says what it said says nothing."""
    before = replace(OLD, page=page(status="有效"))
    assert reason(page(status="废止"), before, WHEN) is Reason.LISTED
    assert reason(page(title="另一标题"), before, WHEN) is Reason.LISTED
    assert reason(page(listed_on=date(2026, 11, 20)), before, WHEN) is Reason.LISTED
    assert reason(page(status=None, title="", listed_on=None), before, WHEN) is None


def test_a_withdrawn_page_is_tried_once_a_month() -> None:
    """It fails, stands in the baseline and is missing from the list, and none of that is news any more."""
    gone = replace(OLD, failing=True, member=True, withdrawn=True)
    assert reason(page(), gone, WHEN) is None
    assert choose((), {page().key: gone}, WHEN, most=9, whole=True).pages == ()
    assert reason(page(), replace(gone, tried=NOW - 30 * DAY), WHEN) is Reason.AGE


def test_force_and_a_source_without_plan_look_at_everything() -> None:
    """Every document on every run."""
    assert reason(page(), OLD, replace(WHEN, everything=True)) is Reason.ALL
    assert reason(page(), OLD, Moment(NOW, Visiting(recheck_days=0))) is Reason.ALL


def test_the_whole_list_is_read_weekly_and_until_it_was_read() -> None:
    """A short list is always read whole; so is everything with ``sweep_days = 0``."""
    assert sweep_due(None, WHEN)
    assert not sweep_due(ListRead(NOW - 6 * DAY, 300, 20), WHEN)
    assert sweep_due(ListRead(NOW - 7 * DAY + timedelta(minutes=5), 300, 20), WHEN)
    assert sweep_due(ListRead(NOW - DAY, 30, 2), WHEN)
    assert sweep_due(ListRead(NOW - DAY, 300, 20), Moment(NOW, Visiting(sweep_days=0)))


def test_the_most_urgent_come_first_and_the_rest_is_counted() -> None:
    """``max_documents`` leaves out what can wait longest."""
    known = {
        one.page.key: one for one in (seen(page("old"), first=400, last=40), seen(page("bad"), first=9, last=1, failing=True))
    }
    known |= {page("fine").key: seen(page("fine"), first=400, last=1)}
    plan = choose((page("old"), page("fine"), page("new")), known, WHEN, most=2, whole=False)
    assert [one.key for one in plan.pages] == [page("new").key, page("bad").key]
    assert (plan.waiting, plan.over) == (1, 1)


def test_a_document_that_left_the_list_is_looked_into() -> None:
    """But only when all of the list was read; an interpretation follows its document and never counts as missing."""
    known = {page().key: OLD}
    assert choose((), known, WHEN, most=9, whole=False).pages == ()
    assert choose((), known, WHEN, most=9, whole=True).pages == (OLD.page,)
    about = replace(OLD, page=page(kind=PageKind.INTERPRETATION))
    assert choose((), {page().key: about}, WHEN, most=9, whole=True).pages == ()


READ = ListRead(NOW - DAY, 30, 2)


@pytest.mark.parametrize(
    ("on", "last", "whole", "absent"),
    [
        (date(2026, 11, 14), READ, True, date(2026, 11, 22)),
        (date(2026, 11, 15), READ, True, None),
        (date(2026, 11, 14), None, True, None),
        (None, READ, True, None),
        (date(2026, 11, 14), READ, False, date(2026, 11, 22)),
        (date(2026, 2, 1), READ, False, None),
    ],
    ids=["eight days", "a week", "never read before", "no date", "deeper than is ever read", "moved up from below"],
)
def test_posted_late(on: date | None, last: ListRead | None, whole: bool, absent: date | None) -> None:
    """More than a week before a look at which it was not there; a row that may have moved up proves nothing."""
    assert late(page(listed_on=on), [OLD], last, whole=whole) == absent
