"""What every engine does with runs, pages, fetches, pending pages and health."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from domain.crawl import Outcome, PageKind, PageParts
from domain.errors import NotFound
from domain.run import RunState, SourceHealth, Window


def test_a_run_comes_back_as_it_was_begun(desk, reopen):
    """All of a run is there for a later process, with its times in UTC."""
    run = desk.next_run("lin", "hai")
    (found, first) = reopen().runs()
    assert found == run
    assert (found.sources, found.state, found.started.tzinfo) == (("lin", "hai"), RunState.CRAWLING, UTC)
    assert first.id < found.id


def test_times_of_other_zones_are_kept_as_the_same_instant(store):
    """08:05 in Shanghai is stored as 00:05 UTC."""
    shanghai = datetime(2031, 3, 1, 8, 5, tzinfo=timezone(timedelta(hours=8)))
    store.begin_run([], shanghai, Window(shanghai, shanghai))
    assert store.runs()[0].started.isoformat() == "2031-03-01T00:05:00+00:00"


def test_a_naive_time_is_refused(store):
    """A time without a zone is a mistake of the program, and nothing of the run is kept."""
    naive = datetime(2031, 3, 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="without a zone"):
        store.begin_run([], naive, Window(naive, naive))
    assert store.runs() == []


def test_the_unfinished_run_is_the_newest_that_was_not_reported(desk):
    """A run is gone on with until it is REPORTED."""
    run = desk.run
    assert desk.store.unfinished_run() == run
    desk.store.advance_run(run.id, RunState.PROCESSED)
    assert desk.store.unfinished_run().state is RunState.PROCESSED
    desk.store.advance_run(run.id, RunState.REPORTED, desk.later())
    assert desk.store.unfinished_run() is None
    assert desk.store.runs()[0].finished == desk.now


def test_advancing_keeps_an_earlier_time_of_finishing(desk):
    """``finished`` is only replaced by another time."""
    done = desk.later()
    desk.store.advance_run(desk.run.id, RunState.CRAWLED, done)
    desk.store.advance_run(desk.run.id, RunState.PROCESSED)
    assert desk.store.runs()[0].finished == done


def test_an_unknown_run_cannot_be_advanced(desk):
    """NotFound names the run."""
    with pytest.raises(NotFound, match="run 99"):
        desk.store.advance_run(99, RunState.CRAWLED)


def test_a_fetch_comes_back_whole(desk, reopen):
    """Every field of a fetch and of its page survives."""
    page = desk.page(title="通知", listed_on=date(2031, 2, 28), position=3, status="有效")
    fields = {"etag": '"7"', "last_modified": "Fri", "content_type": "text/html", "final_url": "https://lin.example/b"}
    made = desk.fetch(page, detail="正文在", **fields)
    assert made.page == page
    assert reopen().fetch(made.id) == made
    assert desk.store.fetches(desk.run.id) == [made]
    assert desk.store.fetches(desk.run.id, "hai") == []


def test_an_unknown_fetch_is_not_found(store):
    """NotFound names the fetch."""
    with pytest.raises(NotFound, match="fetch 5"):
        store.fetch(5)


def test_a_page_is_brought_up_to_date_but_keeps_what_a_poorer_row_lacks(desk):
    """A later row may bring another address or title; an empty title or a missing date takes nothing away."""
    desk.fetch(desk.page(title="通知", listed_on=date(2031, 2, 28)))
    desk.fetch(desk.page(title="", position=2))
    (page,) = desk.store.pages("lin")
    assert (page.title, page.listed_on, page.position) == ("通知", date(2031, 2, 28), 2)
    desk.fetch(desk.page(title="通知（修订）"))
    assert desk.store.pages("lin")[0].title == "通知（修订）"


def test_a_status_that_turns_is_kept_with_both_sides(desk, reopen):
    """The list said 有效 and now says 废止; the text may be a 304, or the page may not have come at all."""
    desk.fetch(desk.page(status="有效"))
    seen = desk.next_run()
    fetch = desk.fetch(desk.page(status="废止"), Outcome.NOT_MODIFIED)
    (change,) = reopen().status_changes(seen.id)
    assert (change.before, change.after, change.run, change.fetch) == ("有效", "废止", seen.id, fetch.id)
    assert (change.page.key, change.page.status) == ("a.html", "废止")
    back = desk.next_run()
    desk.fetch(desk.page(status="有效"), Outcome.TIMEOUT)
    assert [(one.before, one.after) for one in desk.store.status_changes(back.id)] == [("废止", "有效")]


def test_a_list_that_begins_or_ceases_to_give_a_status_changes_nothing(desk):
    """What was not known did not turn; what is no longer said stays known; the same status twice is one status."""
    for status in (None, "废止", None, "废止"):
        desk.fetch(desk.page(status=status))
    assert desk.store.status_changes(desk.run.id) == []
    assert desk.store.pages("lin")[0].status == "废止"


def test_pages_are_listed_by_source_and_kind(desk):
    """Two sources may use the same key for two pages."""
    for source, kind in (("lin", PageKind.LISTING), ("lin", PageKind.DOCUMENT), ("hai", PageKind.LISTING)):
        desk.fetch(desk.page(f"{kind}.html", kind, source))
    assert [page.kind for page in desk.store.pages("lin")] == [PageKind.LISTING, PageKind.DOCUMENT]
    assert [page.source for page in desk.store.pages("hai", PageKind.LISTING)] == ["hai"]


def test_attachments_stand_in_page_order(desk):
    """Not in the order in which they were fetched."""
    desk.fetch(desk.page())
    for name, position in (("丙.docx", 3), ("甲.pdf", 1), ("乙.xlsx", 2)):
        desk.fetch(desk.attachment(name, position=position))
    assert [page.title for page in desk.store.attachments("lin", "a.html")] == ["甲.pdf", "乙.xlsx", "丙.docx"]
    assert desk.store.attachments("hai", "a.html") == []


def test_only_a_real_look_counts_as_fetched_in_a_run(desk):
    """A failure is tried again when the run goes on; OK and 304 are not."""
    page = desk.page()
    desk.fetch(page, Outcome.TIMEOUT)
    assert desk.store.fetched_in(desk.run.id, "lin", page.key) is None
    seen = desk.fetch(page, Outcome.NOT_MODIFIED)
    desk.fetch(page, Outcome.RESET)
    assert desk.store.fetched_in(desk.run.id, "lin", page.key) == seen
    assert desk.store.fetched_in(desk.next_run().id, "lin", page.key) is None


def test_the_last_good_fetch_may_be_of_an_earlier_run(desk):
    """Only OK brings bytes and validators."""
    page = desk.page()
    assert desk.store.last_good("lin", page.key) is None
    good = desk.fetch(page, etag='"1"')
    desk.next_run()
    desk.fetch(page, Outcome.NOT_MODIFIED)
    desk.fetch(page, Outcome.CHALLENGE)
    assert desk.store.last_good("lin", page.key) == good


def test_pending_gives_pages_with_their_attachments_in_a_fixed_order(desk):
    """Documents and interpretations wait, by source and address however the crawl met them, with all parts in page order; listings never."""
    desk.fetch(desk.page("list.html", PageKind.LISTING))
    first = desk.fetch(desk.page("b.html", PageKind.INTERPRETATION))
    second = desk.fetch(desk.page("a.html"))
    late = desk.fetch(desk.attachment("乙.pdf", position=2))
    early = desk.fetch(desk.attachment("甲.pdf", position=1))
    two, one = desk.store.pending(desk.run.id)
    assert (one.page.key, one.parts) == ("b.html", (first,))
    assert (two.page.key, two.parts) == ("a.html", (second, early, late))
    assert two.fetches == (second.id, late.id, early.id)
    desk.next_run()
    desk.fetch(desk.attachment("甲.pdf", position=1))
    desk.fetch(desk.page("b.html", PageKind.INTERPRETATION))
    assert [one.page.key for one in desk.store.pending(desk.run.id)] == ["a.html", "b.html"]


def test_pending_after_a_fetch_gives_only_what_came_since(desk):
    """A page with a newer part comes again, with all of its parts."""
    page, other = desk.fetch(desk.page("a.html")), desk.fetch(desk.page("b.html"))
    assert [one.page.key for one in desk.store.pending(desk.run.id, after=page.id)] == ["b.html"]
    assert desk.store.pending(desk.run.id, after=other.id) == []
    part = desk.fetch(desk.attachment("甲.pdf"))
    (pending,) = desk.store.pending(desk.run.id, after=other.id)
    assert (pending.page.key, pending.parts) == ("a.html", (page, part))


def test_a_visited_page_waits_no_longer(desk):
    """Nor does it in the next run, before it is fetched again."""
    desk.read(desk.page(), desk.text())
    assert desk.store.pending(desk.run.id) == []
    assert desk.store.pending(desk.next_run().id) == []


def test_a_page_that_failed_is_not_pending(desk):
    """A failed look is not a change; neither is a 304."""
    desk.read(desk.page(), desk.text())
    desk.next_run()
    desk.fetch(desk.page(), Outcome.HTTP_ERROR)
    desk.fetch(desk.page(), Outcome.NOT_MODIFIED)
    assert desk.store.pending(desk.run.id) == []


def test_a_new_attachment_of_an_unchanged_page_is_pending(desk):
    """The page is represented by its bytes of an earlier run, and all fetches of this run will be marked processed."""
    page = desk.fetch(desk.page())
    old = desk.fetch(desk.attachment("甲.pdf", position=1))
    desk.visit(desk.page(), desk.text())
    desk.next_run()
    same = desk.fetch(desk.page(), Outcome.NOT_MODIFIED)
    failed = desk.fetch(desk.attachment("甲.pdf", position=1), Outcome.TIMEOUT)
    new = desk.fetch(desk.attachment("乙.pdf", position=2), body="y")
    (pending,) = desk.store.pending(desk.run.id)
    assert pending.parts == (page, old, new)
    assert pending.fetches == (same.id, failed.id, new.id)


def test_an_attachment_that_the_page_no_longer_names_is_no_part(desk):
    """The run that read the page again did not look for it."""
    desk.fetch(desk.page())
    desk.fetch(desk.attachment("甲.pdf"))
    desk.next_run()
    again = desk.fetch(desk.page(), body="y")
    assert desk.store.pending(desk.run.id)[0].parts == (again,)


def test_an_attachment_that_could_not_be_fetched_this_time_is_still_a_part(desk):
    """The page names it; its last good bytes stand for it."""
    desk.fetch(desk.page())
    good = desk.fetch(desk.attachment("甲.pdf"))
    desk.next_run()
    again = desk.fetch(desk.page(), body="y")
    desk.fetch(desk.attachment("甲.pdf"), Outcome.ATTACHMENT_IS_HTML)
    assert desk.store.pending(desk.run.id)[0].parts == (again, good)


def test_an_attachment_never_read_is_no_part_and_a_page_never_read_is_left_out(desk):
    """Without a good fetch there is nothing to read."""
    page = desk.fetch(desk.page())
    desk.fetch(desk.attachment("甲.pdf"), Outcome.TOO_LARGE)
    desk.fetch(desk.page("b.html"), Outcome.BLOCKED)
    desk.fetch(desk.attachment("乙.pdf", of="b.html"))
    (pending,) = desk.store.pending(desk.run.id)
    assert pending.parts == (page,)


def health(source: str = "lin", outcome: Outcome = Outcome.OK, **fields) -> SourceHealth:
    return SourceHealth(source, "临州", outcome, **fields)


def test_health_comes_back_whole_by_source(desk):
    """One row a source and run; a second one replaces the first."""
    full = health(
        "lin", Outcome.PARTIAL, detail="少一页", entries=9, expected=12, fetched=5, not_modified=2, failed=1, suspect=1
    )
    desk.store.record_health(desk.run.id, health("lin"))
    desk.store.record_health(desk.run.id, full)
    desk.store.record_health(desk.run.id, health("hai", planned=False))
    hai, lin = desk.store.health(desk.run.id)
    assert (hai.source, hai.planned) == ("hai", False)
    assert lin == health(**{name: getattr(full, name) for name in full.__slots__ if name != "name"} | {"failures": 1})


def test_failures_count_the_runs_since_the_last_success(desk):
    """And begin again after it; ``last_success`` moves only with a success, to the time its run finished."""
    seen = []
    for outcome in (Outcome.DNS, Outcome.OK, Outcome.DNS, Outcome.SOFT_404, Outcome.OK):
        run = desk.next_run()
        desk.store.record_health(run.id, health(outcome=outcome))
        desk.store.advance_run(run.id, RunState.CRAWLED, desk.later())
        (row,) = desk.store.health(run.id)
        seen.append((row.failures, desk.now - row.last_success if row.last_success else None))
    none, waited = timedelta(0), timedelta(minutes=2)
    assert seen == [(1, None), (0, none), (1, waited), (2, 2 * waited), (0, none)]


def test_a_run_that_did_not_plan_a_source_is_no_failure_and_no_success(desk):
    """Such a row leaves the streak as it was."""
    for planned, outcome in ((True, Outcome.DNS), (False, Outcome.OK), (False, Outcome.DNS), (True, Outcome.DNS)):
        run = desk.next_run()
        desk.store.record_health(run.id, health(outcome=outcome, planned=planned))
    (row,) = desk.store.health(run.id)
    assert (row.failures, row.last_success) == (2, None)


def test_the_look_before_a_run_is_that_of_the_page_and_its_parts(desk):
    """Good fetches of earlier runs, the page first; this run's own are left out."""
    page, part = desk.page(), desk.attachment("清单.docx")
    assert desk.store.earlier("lin", "a.html", desk.run.id) == ()
    first = [desk.fetch(page).id, desk.fetch(part).id]
    desk.next_run()
    desk.fetch(page, Outcome.SOFT_404)
    desk.next_run()
    desk.fetch(page, body="y")
    assert [one.id for one in desk.store.earlier("lin", "a.html", desk.run.id)] == first
    assert [one.id for one in desk.store.earlier("lin", "a.html", 1)] == []


def test_a_page_is_doubted_until_its_text_is_believed(desk):
    """After a look that was read and not believed, until another one carries the document again; a failed look changes nothing."""
    page = desk.page()
    assert not desk.store.doubted("lin", "a.html")
    made = desk.read(page, desk.text())
    assert not desk.store.doubted("lin", "a.html")
    desk.next_run()
    desk.read(page, None, made.document, suspect=True)
    assert desk.store.doubted("lin", "a.html")
    desk.next_run()
    desk.fetch(page, Outcome.TIMEOUT)
    assert desk.store.doubted("lin", "a.html")
    desk.fetch(page)
    assert not desk.store.doubted("lin", "a.html")
    desk.visit(page, None, made.document)
    assert not desk.store.doubted("lin", "a.html")


def test_suspects_are_counted_in_the_health_of_their_run(desk):
    """Each text that was not believed counts, whether it is told or was told before, and is no sight of the version."""
    made = desk.read(desk.page(), desk.text())
    seen = desk.store.versions(made.document)[0].seen
    desk.next_run()
    desk.store.record_health(desk.run.id, SourceHealth("lin", "临州", Outcome.OK))
    desk.read(desk.page(), None, made.document, suspect=True)
    desk.read(desk.page(), None, made.document, diverges=True)
    assert desk.store.health(desk.run.id)[0].suspect == 1
    assert desk.store.versions(made.document)[0].seen == seen


def test_the_home_of_a_document_is_the_page_with_its_newest_version(desk):
    """Of pages equally near to the issuer; where they carry the same one, the page met first."""
    made = desk.read(desk.page("a.html"), desk.text())
    desk.read(desk.page("b.html"), None, made.document)
    assert desk.store.document(made.document).url == "https://lin.example/a.html"
    desk.read(desk.page("b.html"), desk.text("限时15日。"), made.document)
    assert desk.store.document(made.document).url == "https://lin.example/b.html"
    desk.read(desk.page("a.html"), None, made.document)
    assert desk.store.document(made.document).url == "https://lin.example/a.html"


def test_what_a_page_named_is_kept_until_it_is_noted_anew(desk, reopen):
    """Whole, in order, for a later process too."""
    page = desk.page(listed_on=date(2031, 3, 1))
    desk.fetch(page)
    assert desk.store.page_parts("lin", page.key) is None
    named = PageParts(
        "m1", (desk.attachment("附件2.docx", position=2), desk.page("jd.html", PageKind.INTERPRETATION, parent=page.key))
    )
    desk.store.note_page_parts(page, named)
    assert reopen().page_parts("lin", page.key) == named
    desk.store.note_page_parts(page, PageParts("m2"))
    assert desk.store.page_parts("lin", page.key) == PageParts("m2")


def test_of_a_page_nobody_knows_nothing_is_noted(desk):
    """Nor of its namesake at another source."""
    desk.fetch(desk.page(source="hai"))
    desk.store.note_page_parts(desk.page(), PageParts("m1"))
    assert desk.store.page_parts("lin", "a.html") is None is desk.store.page_parts("hai", "a.html")


def test_pages_that_become_one_are_read_once_more(desk):
    """What either named hangs on the one page now."""
    for key in ("a.html", "b.html"):
        desk.fetch(desk.page(key))
        desk.store.note_page_parts(desk.page(key), PageParts("m1", (desk.attachment("附件.docx", of=key),)))
    assert desk.store.fold("lin", "a.html", "b.html", "https://lin.example/b.html")
    assert [desk.store.page_parts("lin", key) for key in ("a.html", "b.html")] == [None, None]
