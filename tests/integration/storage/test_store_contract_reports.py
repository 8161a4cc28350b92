"""What every engine does with baselines and reports."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.change import EventKind
from domain.correction import Correction, Fix
from domain.delivery import DeliveryState, Failure, Outgoing
from domain.errors import NotFound, StoreError
from domain.handling import Doing, Handling, Matter
from domain.run import RunState, Window

DAY = date(2031, 3, 1)
DAY_START = datetime(2031, 2, 28, 16, tzinfo=UTC)


def test_a_baseline_keeps_its_members_in_order(desk, reopen):
    """It is frozen: later versions do not join it."""
    one = desk.read(desk.page("a"), desk.text("甲"))
    two = desk.read(desk.page("b"), desk.text("乙", "另题", None))
    saved = desk.store.save_baseline("2031", desk.later(), [(two.document, 1), (one.document, 1)])
    desk.next_run()
    desk.read(desk.page("a"), desk.text("丙"), one.document)
    assert reopen().baseline("2031") == saved
    assert saved.members == ((two.document, 1), (one.document, 1))


def test_the_newest_baseline_is_the_one_meant(desk):
    """None where there is none; NotFound for a name nobody gave."""
    assert desk.store.baseline() is None
    first = desk.store.save_baseline("甲", desk.later(), [])
    second = desk.store.save_baseline("乙", desk.later(), [])
    assert desk.store.baseline() == second
    assert desk.store.baselines() == [second, first]
    with pytest.raises(NotFound, match="丙"):
        desk.store.baseline("丙")


def test_a_baseline_name_is_taken_for_ever(desk):
    """The first one stays as it was."""
    saved = desk.store.save_baseline("甲", desk.later(), [])
    made = desk.read(desk.page(), desk.text())
    with pytest.raises(StoreError, match="already"):
        desk.store.save_baseline("甲", desk.later(), [(made.document, 1)])
    assert desk.store.baselines() == [saved]


def test_a_baseline_of_an_unknown_version_is_not_made(desk):
    """NotFound, and nothing is kept of it."""
    made = desk.read(desk.page(), desk.text())
    with pytest.raises(NotFound, match="version 2"):
        desk.store.save_baseline("甲", desk.later(), [(made.document, 1), (made.document, 2)])
    assert desk.store.baselines() == []


def record(desk, on: date = DAY, kind: str = "daily", changes=(), events=(), run: int | None = None, data: bytes = b"{}"):
    now = desk.later()
    return desk.store.record_report(on, kind, Window(desk.run.started, now), now, data, changes, events, run)


def test_a_report_comes_back_as_delivered(desk, reopen):
    """Byte for byte."""
    made = record(desk, data="{“今日无变化”}".encode() * 1000)
    assert reopen().report(DAY) == made
    assert made.revision == 1


def test_a_report_delivers_its_changes_and_events_and_ends_its_run(desk):
    """All in one transaction; what another report delivered before stays with that one."""
    desk.read(desk.page(), desk.text(), events=(desk.event(),), changes=(desk.change("甲"), desk.change("乙")))
    (one, two), (event,) = desk.store.undelivered()
    first = record(desk, changes=[one.id], events=[event.id], run=desk.run.id)
    assert desk.store.undelivered() == ([two], [])
    assert desk.store.unfinished_run() is None
    second = record(desk, changes=[one.id, two.id], events=[event.id])
    assert desk.store.undelivered() == ([], [])
    assert [change.report for change in desk.store.changes()] == [first.id, second.id]
    assert second.changes == (one.id, two.id)
    assert desk.store.runs()[0].state is RunState.REPORTED


def test_a_report_of_an_unknown_run_is_not_kept(desk):
    """Neither is the delivery of its changes."""
    desk.read(desk.page(), desk.text(), changes=(desk.change(),))
    with pytest.raises(NotFound, match="run 99"):
        record(desk, changes=[1], run=99)
    assert desk.store.reports() == []
    assert len(desk.store.undelivered()[0]) == 1


def test_revisions_count_within_a_date_and_a_kind(desk):
    """A correction stands beside the first report, which stays as it was."""
    first, weekly, second = record(desk, data=b"1"), record(desk, kind="weekly"), record(desk, data=b"2")
    other = record(desk, on=date(2031, 3, 2))
    assert [made.revision for made in (first, weekly, second, other)] == [1, 1, 2, 1]
    assert desk.store.report(DAY) == second
    assert desk.store.report(DAY, 1) == first
    assert desk.store.report(DAY, kind="weekly") == weekly
    assert desk.store.reports() == [other, second, weekly, first]


def test_the_last_report_is_the_one_that_reaches_farthest(desk):
    """Of its kind, whatever date it is of."""
    assert desk.store.last_report() is None
    record(desk, on=date(2031, 3, 9))
    late = record(desk)
    record(desk, kind="monthly")
    assert desk.store.last_report() == late


def test_reports_of_a_kind_since_a_time_and_only_the_newest(desk):
    """Each asks for less of what all of them are."""
    made = [record(desk), record(desk, kind="weekly"), record(desk, on=date(2031, 3, 2)), record(desk, on=date(2031, 3, 3))]
    newest = made[::-1]
    assert desk.store.reports("daily") == [newest[0], newest[1], newest[3]]
    assert desk.store.reports("daily", limit=2) == newest[:2]
    assert desk.store.reports(since=made[2].created) == newest[:2]
    assert desk.store.reports("weekly", since=made[2].created) == []


def test_the_last_report_before_a_day(desk):
    """A correction of an older day, made later, is not it."""
    record(desk)
    second = record(desk, on=date(2031, 3, 2))
    record(desk, on=date(2031, 3, 3))
    desk.store.record_report(DAY, "daily", Window(DAY_START, DAY_START), desk.later(), b"{}", (), ())
    assert desk.store.last_report(before=date(2031, 3, 3)) == second
    assert desk.store.last_report(before=DAY) is None


def test_an_unknown_report_is_not_found(desk):
    """NotFound says which day and revision."""
    record(desk)
    with pytest.raises(NotFound, match="2031-03-02"):
        desk.store.report(date(2031, 3, 2))
    with pytest.raises(NotFound, match="revision 3"):
        desk.store.report(DAY, 3)


def correction(desk, item: str = "C1") -> Correction:
    return Correction(DAY, 1, Fix.STRUCK, 2, item, "甲 （一）受理", "看错", desk.later())


def test_a_correction_comes_back_as_noted(desk, reopen):
    """In the order in which they were noted, untold."""
    noted = [desk.store.record_correction(correction(desk, item)) for item in ("C2", "C1")]
    assert reopen().corrections() == noted
    assert [one.report for one in noted] == [None, None]


def test_the_first_report_that_tells_a_correction_keeps_it(desk):
    """Noted in one transaction with the report; a later one does not take it."""
    one, two = (desk.store.record_correction(correction(desk, item)) for item in ("C1", "C2"))
    now = desk.later()
    span = Window(desk.run.started, now)
    first = desk.store.record_report(DAY, "daily", span, now, b"{}", (), (), corrections=[one.id])
    second = desk.store.record_report(DAY, "daily", span, now, b"{}", (), (), corrections=[one.id, two.id])
    assert [noted.report for noted in desk.store.corrections()] == [first.id, second.id]


def test_a_repeal_that_was_struck_ends_nothing(desk, reopen):
    """As long as no other event ends the document; restored, it does again. The event itself stays."""
    page = desk.page()
    number = desk.read(page, desk.text()).document
    repeal, other = desk.event(EventKind.REPEALED), desk.event(EventKind.REPEALED, "（一）")
    desk.read(page, None, number, events=(repeal, other))
    first, partly = (record.id for record in desk.store.events(number))
    assert desk.store.document(number).repealed
    desk.store.record_correction(correction(desk, f"E{partly}"))
    assert desk.store.document(number).repealed
    desk.store.record_correction(correction(desk, f"E{first}"))
    assert not reopen().document(number).repealed
    assert [one.repealed for one in desk.store.documents()] == [False]
    assert len(desk.store.events(number)) == 2
    desk.store.record_correction(replace(correction(desk, f"E{first}"), fix=Fix.RESTORED))
    assert desk.store.document(number).repealed
    desk.store.record_correction(correction(desk, f"E{first}"))
    desk.read(page, None, number, events=(repeal,))
    assert desk.store.document(number).repealed


def handling(desk, item: str = "C1", doing: Doing = Doing.ASSIGNED, **fields) -> Handling:
    return Handling(
        Matter(item, DAY, 1, 2, "甲", "若干措施", "（一）受理", "", "新增一项"), doing, desk.later(), "乙", **fields
    )


def test_the_log_of_handling_comes_back_as_noted(desk, reopen):
    """Every entry in the order in which it was noted, of all matters or of one; none replaces another."""
    log = [
        handling(desk, to="王某", due=DAY, words="核对"),
        handling(desk, "C2", to="赵某"),
        handling(desk, doing=Doing.CLOSED, words="已核对"),
    ]
    for one in log:
        desk.store.record_handling(one)
    later = reopen()
    assert later.handlings() == log
    assert later.handlings("C1") == [log[0], log[2]]
    assert later.handlings("C3") == []


def test_a_revision_of_an_old_day_is_not_the_last_report(desk):
    """It was delivered last, but its window ends before that of the newest day."""
    old = record(desk)
    newest = record(desk, on=date(2031, 3, 9))
    desk.store.record_report(DAY, "daily", old.window, desk.later(), b"{}", (), ())
    assert desk.store.last_report() == newest


def recorded(desk, *recipients, revision=1):
    """A report with a message for each of these recipients."""
    outgoing = [Outgoing(name, "email", f"{name}-{revision}") for name in recipients]
    return desk.store.record_report(
        DAY, "daily", Window(desk.now, desk.later()), desk.later(), b"{}", [], [], outgoing=outgoing
    )


def test_messages_are_put_in_with_their_report(desk, reopen):
    """Due at once, in the order given; found again by a later process."""
    report = recorded(desk, "甲", "乙")
    found = reopen().deliveries()
    assert [(one.report, one.recipient, one.key, one.state) for one in found] == [
        (report.id, "甲", "甲-1", DeliveryState.WAITING),
        (report.id, "乙", "乙-1", DeliveryState.WAITING),
    ]
    assert all(one.next_at == one.created == report.created and one.failing_since is None for one in found)
    assert reopen().report_numbered(report.id) == report


def test_a_report_and_its_messages_are_kept_together_or_not_at_all(desk):
    """One message too many for a recipient takes the whole report back."""
    with pytest.raises(sqlite3.IntegrityError):
        recorded(desk, "甲", "甲")
    assert (desk.store.reports(), desk.store.deliveries()) == ([], [])


def test_a_failure_counts_and_the_first_one_is_remembered(desk):
    """Also after the message got through, for the report that tells of it."""
    recorded(desk, "甲")
    (one,) = desk.store.deliveries(DeliveryState.WAITING)
    first, second, again = desk.later(), desk.later(), desk.later(60)
    desk.store.delivery_failed([one.id], first, Failure.TIMEOUT, "no answer", second)
    desk.store.delivery_failed([one.id], second, Failure.BUSY, "code 45009", again)
    (failed,) = desk.store.deliveries(DeliveryState.WAITING)
    assert (failed.attempts, failed.failing_since, failed.failure, failed.detail, failed.next_at) == (
        2,
        first,
        Failure.BUSY,
        "code 45009",
        again,
    )
    at = desk.later()
    desk.store.delivery_sent([one.id], at)
    (sent,) = desk.store.deliveries(DeliveryState.SENT, since=at)
    assert (sent.sent_at, sent.failing_since) == (at, first)
    assert desk.store.deliveries(DeliveryState.SENT, since=desk.later()) == []


def test_what_was_sent_or_withdrawn_is_settled(desk):
    """No later note changes it."""
    recorded(desk, "甲", "乙")
    one, two = desk.store.deliveries()
    desk.store.delivery_sent([one.id], desk.later())
    desk.store.withdraw_deliveries([one.id, two.id])
    desk.store.delivery_failed([one.id, two.id], desk.later(), Failure.BUSY, "late", desk.later())
    desk.store.delivery_sent([two.id], desk.later())
    assert [(found.state, found.attempts) for found in desk.store.deliveries()] == [
        (DeliveryState.SENT, 0),
        (DeliveryState.WITHDRAWN, 0),
    ]


def test_an_unknown_report_number_is_not_found(desk):
    """NotFound, not None."""
    with pytest.raises(NotFound, match="no report 7"):
        desk.store.report_numbered(7)
