"""What a calendar is told when dates move and fall away, read with the icalendar library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from icalendar import Event

from domain.change import Event as Happening
from domain.change import EventKind
from domain.document import Document
from domain.report import Report, Upcoming
from reports import calendar
from reports.shelf import Shelf
from tests.unit.reports.desk import Desk
from tests.unit.reports.mornings import report_of, shanxi
from tests.unit.reports.test_feeds import dated, events, with_targets

LATER = "2027-04-30"


def told(report: Report) -> dict[str, Event]:
    """The events by UID; none stands in a calendar twice."""
    found = events(report)
    assert len({str(one["UID"]) for one in found}) == len(found)
    return {str(one["UID"]): one for one in found}


def next_day(desk: Desk, days: int = 1) -> None:
    desk.deliver()
    desk.begin(desk.at + timedelta(days=days))


def revise(desk: Desk, document: Document, words: str) -> None:
    """Shanxi's paper in a new version whose text differs by these words."""
    desk.publish("sx", replace(document, text=document.text + words), known=2)


def test_a_repealed_paper_takes_its_dates_out_of_the_calendar(tmp_path: Path) -> None:
    """Same UIDs, a higher SEQUENCE, CANCELLED; not simply missing."""
    desk = with_targets(tmp_path, "2027-01-31")
    before = told(report_of(desk))
    next_day(desk)
    desk.publish("sx", None, known=2, events=[Happening(EventKind.REPEALED, "该措施自即日起废止。")])
    report = report_of(desk)
    after = told(report)
    assert before.keys() == after.keys() and len(after) == 3 and not report.upcoming
    assert {one["STATUS"] for one in after.values()} == {"CANCELLED"}
    assert all(after[uid]["SEQUENCE"] == before[uid]["SEQUENCE"] + 1 for uid in before)
    assert all(str(one["SUMMARY"]).startswith("已取消：") for one in after.values())


def test_a_cancelled_date_is_told_until_its_day(tmp_path: Path) -> None:
    """With the same SEQUENCE every time, so that a calendar that missed a day hears of it, and nothing changes for the others."""
    desk = with_targets(tmp_path, "2027-01-31")
    next_day(desk)
    desk.publish("sx", None, known=2, events=[Happening(EventKind.REPEALED, "该措施自即日起废止。")])
    first = told(report_of(desk))
    next_day(desk)
    assert {uid: one["SEQUENCE"] for uid, one in told(report_of(desk)).items()} == {
        uid: one["SEQUENCE"] for uid, one in first.items()
    }
    next_day(desk, 100)
    assert {one.start for one in told(report_of(desk)).values()} == {date(2027, 4, 30), date(2027, 5, 22)}


def test_a_target_that_a_revision_drops_is_cancelled_alone(tmp_path: Path) -> None:
    """The other dates of the paper stay confirmed."""
    desk = with_targets(tmp_path, "2027-01-31")
    next_day(desk)
    revise(desk, replace(dated("2027-01-31", LATER), facts=dated("2027-01-31", LATER).facts[:1]), "附。\n")
    standing = {one.start: one["STATUS"] for one in told(report_of(desk)).values()}
    assert standing == {date(2027, 1, 31): "CONFIRMED", date(2027, 5, 22): "CONFIRMED", date(2027, 4, 30): "CANCELLED"}


def test_a_date_moved_out_of_the_list_moves_in_the_calendar(tmp_path: Path) -> None:
    """Beyond the horizon of a report it is neither listed nor cancelled: the event is at its new day, once and for all later reports."""
    desk = with_targets(tmp_path, "2027-01-31")
    before = {one.start: one for one in told(report_of(desk)).values()}
    next_day(desk)
    revise(desk, dated("2027-01-31", "2029-04-30"), "附。\n")
    report = report_of(desk)
    (moved,) = report.recalled
    after = told(report)[str(before[date(2027, 4, 30)]["UID"])]
    assert moved.on == after.start == date(2029, 4, 30) and not moved.cancelled and after["STATUS"] == "CONFIRMED"
    assert after["SEQUENCE"] > before[date(2027, 4, 30)]["SEQUENCE"]
    next_day(desk)
    assert report_of(desk).recalled[0].sequence == moved.sequence


def test_a_date_that_comes_back_rises_again(tmp_path: Path) -> None:
    """Cancelled, then confirmed: three states, three numbers."""
    desk = with_targets(tmp_path, "2027-01-31")
    whole = dated("2027-01-31", LATER)
    numbers, standing = [], []
    for words, facts in (("", whole.facts), ("一。\n", whole.facts[:1]), ("二。\n", whole.facts)):
        if words:
            next_day(desk)
            revise(desk, replace(whole, facts=facts), words)
        one = next(one for one in told(report_of(desk)).values() if one.start == date(2027, 4, 30))
        numbers.append(one["SEQUENCE"])
        standing.append(one["STATUS"])
    assert numbers == sorted(set(numbers)) and standing == ["CONFIRMED", "CANCELLED", "CONFIRMED"]


def test_a_date_that_passed_is_not_cancelled(tmp_path: Path) -> None:
    """It was kept; the calendar keeps it as it is."""
    desk = with_targets(tmp_path, "2026-11-21")
    next_day(desk, 10)
    assert report_of(desk).recalled == ()


def test_the_number_never_falls(tmp_path: Path) -> None:
    """A date that moves while its text does not (the list of the site says so) still rises, and a later version does not undo it."""
    desk = with_targets(tmp_path, "2027-01-31")
    shelf, report = Shelf(desk.store), report_of(desk)
    raw = replace(report.upcoming[0], sequence=None)
    last = replace(report, upcoming=(replace(raw, sequence=7),))

    def number(one: Upcoming) -> int | None:
        return calendar.settle([one], last, shelf, desk.on).upcoming[0].sequence

    assert number(raw) == 7
    assert number(replace(raw, on=raw.on + timedelta(days=3), edition=2)) == 8
    assert number(replace(raw, edition=20)) == 19


def test_dates_of_older_reports_have_the_number_of_their_edition(tmp_path: Path) -> None:
    """A report kept before there were sequence numbers goes on from the version it was read from."""
    one = report_of(with_targets(tmp_path, "2027-01-31")).upcoming[0]
    assert calendar.sequence(replace(one, sequence=None, edition=4)) == 3


def test_the_first_report_recalls_nothing(tmp_path: Path) -> None:
    """There is no calendar yet."""
    desk = Desk(tmp_path)
    desk.source("sx", "山西省药监局", "山西")
    desk.begin(desk.at)
    desk.publish("sx", shanxi())
    assert report_of(desk).recalled == () and report_of(desk).upcoming
