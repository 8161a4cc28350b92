"""What every engine knows of earlier visits: pages, reads of lists, pages that are gone, addresses that are one, hosts at rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.change import Event, EventKind
from domain.crawl import Outcome, Page, PageKind
from domain.run import SourceHealth
from domain.visiting import ListRead, Rest


def page(name: str, kind: PageKind = PageKind.DOCUMENT, parent: str | None = None) -> Page:
    return Page("lin", kind, name, f"https://lin.example/{name}", f"关于{name}", parent=parent)


def look(desk, one: Page, outcome: Outcome = Outcome.OK, status: int | None = None):
    return desk.store.record_fetch(desk.run.id, one, at=desk.later(), outcome=outcome, status=status)


def read(desk, key: str, title: str):
    return desk.read(page(key), desk.text(f"{title}应当在20日内办结。", title, None))


def known(desk, key: str):
    found = {one.page.key: one for one in desk.store.known_pages("lin", desk.run.id)}
    return found[key]


def test_what_is_known_of_a_page_is_what_runs_before_this_one_left(desk):
    """First, last and last good look; this run's own looks do not count."""
    first = look(desk, page("a"))
    desk.next_run()
    last = look(desk, page("a"), Outcome.TIMEOUT)
    desk.next_run()
    look(desk, page("a"))
    found = known(desk, "a")
    assert (found.met, found.looked, found.tried, found.failing) == (first.at, first.at, last.at, True)


def test_a_page_that_was_only_listed_is_known_and_was_never_met(desk):
    """Noting it again, or a page looked at, changes nothing."""
    look(desk, page("a"))
    desk.store.note_pages([replace(page("a"), title="另一"), page("b")])
    desk.store.note_pages([replace(page("b"), absent_on=date(2031, 1, 1))])
    desk.next_run()
    assert (known(desk, "a").page.title, known(desk, "b").met, known(desk, "b").page.absent_on) == ("关于a", None, None)


def test_a_page_posted_late_stays_marked_as_it_was_first_met(desk):
    """Later looks bring no other day, and do not take it away."""
    look(desk, replace(page("a"), absent_on=date(2031, 2, 20)))
    look(desk, page("a"))
    look(desk, replace(page("a"), absent_on=date(2031, 2, 27)))
    assert [one.absent_on for one in desk.store.pages("lin")] == [date(2031, 2, 20)]


@pytest.mark.parametrize(("later", "failing"), [(False, True), (True, False)], ids=["still carried", "no longer carried"])
def test_a_part_that_did_not_come_makes_its_document_fail(desk, later, failing):
    """An attachment of its interpretation, at any depth; unless the page has been read since without it."""
    about = page("i", PageKind.INTERPRETATION, "a")
    for one in (page("a"), about):
        look(desk, one)
    look(desk, page("i#x.pdf", PageKind.ATTACHMENT, "i"), Outcome.HTTP_ERROR, 404)
    desk.next_run()
    if later:
        look(desk, page("a"))
        look(desk, about)
        desk.next_run()
    assert (known(desk, "a").failing, known(desk, "i").failing) == (failing, failing)


def test_members_of_the_newest_baseline_are_known(desk):
    """One that was frozen in an older baseline alone is not."""
    read(desk, "a", "甲")
    read(desk, "b", "乙")
    (first, second) = desk.store.documents()
    desk.store.save_baseline("old", desk.later(), [(first.id, 1)])
    desk.store.save_baseline("new", desk.later(), [(second.id, 1)])
    desk.next_run()
    assert (known(desk, "a").member, known(desk, "b").member) == (False, True)
    assert known(desk, "a").changed is not None


def fared(**keys) -> SourceHealth:
    return SourceHealth("lin", "临州", Outcome.OK, **keys)


def test_the_last_read_of_a_list_is_the_last_accepted_one_of_its_kind(desk):
    """Whole reads and reads of the head apart; failed ones and this run's own are none."""
    desk.store.record_health(desk.run.id, fared(listed=True, swept=True, entries=30, pages=4))
    whole = desk.run
    for keys in ({"listed": True, "entries": 15, "pages": 1}, {"entries": 3}, {"listed": True, "swept": True, "entries": 31}):
        desk.next_run()
        desk.store.record_health(desk.run.id, fared(**keys))
    assert desk.store.last_list("lin", desk.run.id, swept=True) == ListRead(whole.started, 30, 4)
    assert desk.store.last_list("lin", desk.run.id, swept=False).entries == 15
    assert desk.store.last_list("hai", desk.run.id, swept=True) is None


def test_health_says_what_was_planned_and_how_long_the_host_rests(desk, reopen):
    """For a later process too."""
    row = fared(listed=True, swept=True, pages=2, plan="全部列表", rests_until=desk.later())
    desk.store.record_health(desk.run.id, row)
    (found,) = reopen().health(desk.run.id)
    assert (found.listed, found.swept, found.pages, found.plan, found.rests_until) == (
        True,
        True,
        2,
        "全部列表",
        row.rests_until,
    )


def test_a_page_is_gone_over_the_runs_whose_list_was_read(desk):
    """404 and 410; other failures and runs without a list do not count, and a good look ends it."""
    look(desk, page("a"))
    days = []
    for status, listed in ((404, True), (500, True), (410, False), (410, True)):
        desk.next_run()
        days.append(look(desk, page("a"), Outcome.HTTP_ERROR, status).at)
        desk.store.record_health(desk.run.id, fared(listed=listed))
    (gone,) = desk.store.gone(desk.run.id)
    assert (gone.page.key, gone.runs, gone.since, gone.until) == ("a", 2, days[0], days[3])
    look(desk, page("a"))
    assert desk.store.gone(desk.run.id) == []


def test_a_withdrawal_holds_until_the_page_is_seen_again(desk):
    """By the event told of its document."""
    read(desk, "a", "甲")
    (document,) = desk.store.documents()
    desk.visit(None, None, document.id, events=(Event(EventKind.WITHDRAWN, "疑似撤下"),))
    desk.next_run()
    assert known(desk, "a").withdrawn
    look(desk, page("a"))
    desk.next_run()
    assert not known(desk, "a").withdrawn


def test_two_addresses_of_one_page_become_one(desk):
    """Looks, attachments and the document go to the page that was there first, whatever is recorded under the other later."""
    key, twin = "a", "new/a"
    read(desk, key, "甲")
    look(desk, page("a#x.pdf", PageKind.ATTACHMENT, key))
    for one in (page(twin), page("new/a#x.pdf", PageKind.ATTACHMENT, twin), page("new/a#y.pdf", PageKind.ATTACHMENT, twin)):
        look(desk, one)
    assert desk.store.fold("lin", key, twin, "https://lin.example/new/a")
    look(desk, page("new/a#z.pdf", PageKind.ATTACHMENT, twin))
    look(desk, page(twin))
    (kept,) = desk.store.pages("lin", PageKind.DOCUMENT)
    assert (kept.key, kept.url) == (key, "https://lin.example/new/a")
    assert {one.key for one in desk.store.attachments("lin", key)} == {"a#x.pdf", "a#y.pdf", "a#z.pdf"}
    assert {fetch.page.key for fetch in desk.store.fetches(desk.run.id)} == {"a", "a#x.pdf", "a#y.pdf", "a#z.pdf"}
    assert desk.store.aliases("lin") == {twin: key}
    assert [one.url for one in desk.store.documents()] == ["https://lin.example/new/a"]


def test_pages_that_carry_two_documents_are_never_folded(desk):
    """Nor a page nobody knows."""
    read(desk, "a", "甲")
    read(desk, "b", "乙")
    assert not desk.store.fold("lin", "a", "b", "https://lin.example/b")
    assert not desk.store.fold("lin", "nobody", "b", "https://lin.example/b")
    assert len(desk.store.pages("lin")) == 2


def test_a_host_rests_until_it_is_over(desk, reopen):
    """One row a host, for every later process."""
    rest = Rest("lin.example", desk.now + timedelta(hours=2), Outcome.CHALLENGE, "状态码 412")
    desk.store.record_rest(rest)
    desk.store.record_rest(replace(rest, times=2))
    assert reopen().rest("lin.example") == replace(rest, times=2)
    desk.store.end_rest("lin.example")
    assert desk.store.rest("lin.example") is None
