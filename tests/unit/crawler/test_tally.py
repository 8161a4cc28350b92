from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.outcomes import OK, Verdict
from crawler.tally import GRAVEST_LAST, Tally
from domain.crawl import Entry, Listing, Outcome, Page, PageKind
from domain.source import Expectation, Source

MakeSource = Callable[..., Source]


def listing(numbers: range, page: int = 1, rows: int | None = None, pages: int | None = None) -> Listing:
    entries = tuple(Entry(f"第{n}号", f"https://mpa.test.example/{n}.html") for n in numbers)
    return Listing(entries, page, rows, pages)


def look(outcome: Outcome, kind: PageKind = PageKind.DOCUMENT, name: str = "a") -> tuple[Page, Verdict]:
    url = f"https://mpa.test.example/{name}.html"
    return Page("test_mpa", kind, url, url), Verdict(outcome, "证据" if outcome is not Outcome.OK else "")


def tally(source: Source, *listings: Listing, known: int = 0) -> Tally:
    made = Tally(source, known)
    for one in listings:
        made.note(look(Outcome.OK, PageKind.LISTING)[0], made.read(one))
    return made


def test_every_outcome_has_its_gravity() -> None:
    """A new outcome must be given its place."""
    assert sorted(GRAVEST_LAST) == sorted(Outcome)


def test_a_whole_read_is_good(make_source: MakeSource) -> None:
    """37 rows on three pages, as the site says."""
    made = tally(make_source(), listing(range(15), 1, 37, 3), listing(range(15, 30), 2), listing(range(30, 37), 3))
    health = made.health()
    assert (health.outcome, health.entries, health.expected, health.detail) == (Outcome.OK, 37, 37, "")


@pytest.mark.parametrize(
    ("listings", "outcome", "said"),
    [
        ([listing(range(15), 1, 37, 3), listing(range(15, 30), 2)], Outcome.PARTIAL, "3 页"),
        ([listing(range(15), 1, 37, 2), listing(range(15, 30), 2)], Outcome.PARTIAL, "37 行"),
        ([listing(range(15), 1, 45, 3), listing(range(15), 2), listing(range(15), 3)], Outcome.REPEATED_PAGE, "完全相同"),
        ([], Outcome.PARTIAL, "0 页"),
    ],
    ids=["a page missing", "rows missing", "one page three times", "nothing read"],
)
def test_a_short_read_is_no_success(make_source: MakeSource, listings: list[Listing], outcome: Outcome, said: str) -> None:
    """The counts that a real monitor took for "no news"."""
    health = tally(make_source(), *listings).health()
    assert health.outcome is outcome and said in health.detail


def test_a_pinned_row_on_every_page_hides_nothing(make_source: MakeSource) -> None:
    """Rows are counted a page at a time, entries once."""
    made = tally(make_source(), listing(range(10), 1, 21, 2), listing(range(9, 20), 2))
    assert (made.health().outcome, made.health().entries) == (Outcome.OK, 20)


def test_the_source_file_may_expect_more_than_the_site_says(make_source: MakeSource) -> None:
    """A site without totals is held to the counts of its file."""
    source = make_source(expect=Expectation(entries=30, pages=2))
    assert tally(source, listing(range(15))).health().outcome is Outcome.PARTIAL
    assert tally(source, listing(range(15), 1, None, 2), listing(range(15, 31), 2)).health().outcome is Outcome.OK


def test_far_fewer_rows_than_last_time_is_drift_unless_expected(make_source: MakeSource) -> None:
    """Half of a column does not vanish in a day; a column that did shrink is told so in its file."""
    assert tally(make_source(), listing(range(14)), known=30).health().outcome is Outcome.DRIFTED
    assert tally(make_source(), listing(range(15)), known=30).health().outcome is Outcome.OK
    assert tally(make_source(expect=Expectation(entries=10)), listing(range(14)), known=30).health().outcome is Outcome.OK


def test_a_depth_limit_is_said_and_is_no_failure(make_source: MakeSource) -> None:
    """20 of 90 pages were read because the file says so."""
    health = tally(make_source(max_pages=2), listing(range(15), 1, 1350, 90), listing(range(15, 30), 2)).health()
    assert health.outcome is Outcome.OK and "max_pages" in health.detail


def test_the_listing_comes_before_its_pages(make_source: MakeSource) -> None:
    """A list that could not be read is what happened, however many documents also failed."""
    made = tally(make_source())
    for one in (look(Outcome.TIMEOUT), look(Outcome.DRIFTED, PageKind.LISTING, "index"), look(Outcome.CHALLENGE)):
        made.note(*one)
    assert made.health().outcome is Outcome.DRIFTED and "index.html" in made.health().detail


def test_the_gravest_page_is_named(make_source: MakeSource) -> None:
    """And how many others failed; links out and barred pages are no failures."""
    made = tally(make_source(), listing(range(3)))
    for one in (look(Outcome.SOFT_404), look(Outcome.BLOCKED, name="worst"), look(Outcome.OK), look(Outcome.EXTERNAL_SKIPPED)):
        made.note(*one)
    health = made.health()
    assert (health.outcome, health.failed, health.fetched) == (Outcome.BLOCKED, 2, 2)
    assert "worst.html" in health.detail and "2 页未能读取" in health.detail


def test_links_out_and_barred_pages_leave_a_source_well(make_source: MakeSource) -> None:
    """Barred pages are said, not counted as failures."""
    made = tally(make_source(), listing(range(3)))
    made.note(*look(Outcome.ROBOTS_DENIED))
    made.note(*look(Outcome.EXTERNAL_SKIPPED))
    assert (made.health().outcome, made.health().failed) == (Outcome.OK, 0)
    assert "robots.txt" in made.health().detail


def test_a_page_read_again_is_not_its_own_twin(make_source: MakeSource) -> None:
    """The same page twice, as after a redirect, is no repetition."""
    made = Tally(make_source())
    assert made.read(listing(range(3))) == made.read(listing(range(3))) == OK


def test_the_head_of_a_list_is_held_to_heads(make_source: MakeSource) -> None:
    """Rows of the whole list and the counts of the file are not expected of it; far fewer than the last head are still drift."""
    source = make_source(max_pages=2, expect=Expectation(entries=37, pages=3))
    pages = (listing(range(15), 1, 37, 3), listing(range(15, 30), 2))
    for known, outcome in ((0, Outcome.OK), (30, Outcome.OK), (61, Outcome.DRIFTED)):
        made = Tally(source, known, head=True)
        for one in pages:
            made.note(look(Outcome.OK, PageKind.LISTING)[0], made.read(one))
        assert made.health().outcome is outcome
        assert (made.health().listed, made.health().swept) == (outcome is Outcome.OK, False)
    assert made.health().plan == "列表前 2 页，文件 0 份"


def test_a_head_that_holds_the_whole_list_is_a_sweep(make_source: MakeSource) -> None:
    """The list has shrunk to two pages since."""
    made = Tally(make_source(max_pages=2), head=True)
    for one in (listing(range(15), 1, 20, 2), listing(range(15, 20), 2)):
        made.note(look(Outcome.OK, PageKind.LISTING)[0], made.read(one))
    assert (made.health().swept, made.health().plan) == (True, "全部列表，文件 0 份")


def test_a_list_is_read_well_whatever_became_of_its_documents(make_source: MakeSource) -> None:
    """A dead link makes the source fail and the sweep succeed; a page that was told to be gone does neither."""
    made = tally(make_source(), listing(range(3)))
    made.note(*look(Outcome.HTTP_ERROR, name="gone"))
    assert (made.health().outcome, made.health().swept, made.health().failed) == (Outcome.HTTP_ERROR, True, 1)
    made.down = frozenset(["https://mpa.test.example/gone.html"])
    health = made.health()
    assert (health.outcome, health.failed) == (Outcome.OK, 0) and "疑似撤下的 1 页仍取不到" in health.detail


def test_two_pages_without_rows_of_the_column_are_no_repetition(make_source: MakeSource) -> None:
    """A service that does not filter by column gives pages on which all rows are left out."""
    made = tally(make_source(), listing(range(3), 1, None, 3), listing(range(0), 2), listing(range(0), 3))
    assert made.health().outcome is Outcome.OK
