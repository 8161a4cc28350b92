"""Dates to come and their reminders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.document import FactKind
from domain.report import DateKind
from reports.dates import upcoming
from reports.shelf import Shelf
from tests.unit.reports.desk import Desk, fact, paper

EXPIRY = date(2027, 5, 22)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    desk = Desk(tmp_path)
    desk.source("sx", "山西省药监局", "山西")
    desk.begin()
    items = [("（一）", "建设平台", "2026年12月31日前建成平台，2026年12月31日前验收。", ())]
    document = paper("山西省若干措施", "山西", items, expires_on=EXPIRY, effective_on=date(2026, 12, 1))
    facts = (
        fact(document, 1, "2026年12月31日前建成", FactKind.DATE_DEADLINE, "2026-12-31"),
        fact(document, 1, "2026年12月31日前验收", FactKind.DATE_DEADLINE, "2026-12-31"),
    )
    desk.publish("sx", replace(document, facts=facts))
    return Shelf(desk.store)


def test_dates_come_nearest_first_and_targets_once(shelf: Shelf) -> None:
    """施行, the target of a measure (once, though it is named twice) and 届满."""
    found = upcoming(shelf, date(2026, 11, 23), None)
    assert [(one.kind, one.days) for one in found] == [(DateKind.EFFECTIVE, 8), (DateKind.TARGET, 38), (DateKind.EXPIRY, 180)]
    assert found[1].words == "（一）建设平台"


def test_a_date_is_gone_after_its_day(shelf: Shelf) -> None:
    """On the day itself it is today; the day after it is no longer upcoming."""
    assert upcoming(shelf, EXPIRY, None)[0].days == 0
    assert upcoming(shelf, EXPIRY + timedelta(days=1), None) == ()


def test_nothing_is_reminded_of_on_the_first_day(shelf: Shelf) -> None:
    """There is no report before it to count from; the dates are listed."""
    assert not any(one.reminder for one in upcoming(shelf, EXPIRY - timedelta(days=180), None))


def test_each_step_is_reminded_of_once(shelf: Shelf) -> None:
    """With a report every day, 180, 90, 60, 30, 14, 7, 3, 1 and 0 days before make nine reminders in their order."""
    days = [EXPIRY - timedelta(days=left) for left in range(200, -1, -1)]
    reminders = [one.reminder for day in days for one in upcoming(shelf, day, day - timedelta(days=1)) if one.on == EXPIRY]
    assert [number for number in reminders if number] == list(range(1, 10))


def test_a_step_inside_a_gap_is_not_lost(shelf: Shelf) -> None:
    """A reminder due while no report was made falls into the next one, once."""
    since, on = EXPIRY - timedelta(days=95), EXPIRY - timedelta(days=80)
    assert [one.reminder for one in upcoming(shelf, on, since) if one.on == EXPIRY] == [2]


def test_a_target_only_binds_the_authority(shelf: Shelf) -> None:
    """It is listed but never reminded of."""
    day = date(2026, 12, 31)
    assert [one.reminder for one in upcoming(shelf, day, day - timedelta(days=1)) if one.kind is DateKind.TARGET] == [0]
