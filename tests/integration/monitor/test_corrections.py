"""A wrong line, taken back: the report that was sent stays, a revision stands beside it, and the next report says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from domain.correction import Fix
from domain.errors import InputError, NotFound
from domain.report import Report
from monitor import correcting
from monitor.publish import stored
from monitor.reading import window
from monitor.wiring import Rooms

from .policy_site import PolicySite
from .watch import DAY, TITLE, Watch


@pytest.fixture(scope="module")
def lived_twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """Two mornings: the second told of two changed measures."""
    with PolicySite(TITLE, "") as site:
        made = Watch(tmp_path_factory.mktemp("corrections") / "watch", site)
        made.morning()
        assert len(made.morning(8, "应当").lines) == 2
        yield made


@pytest.fixture
def watch(lived_twice: Watch, tmp_path: Path) -> Watch:
    return lived_twice.copied(tmp_path / "watch")


def report(rooms: Rooms, revision: int | None = None) -> Report:
    return stored(rooms.store.report(DAY, revision))


def test_the_report_that_was_sent_stays(watch: Watch) -> None:
    """In the store and on disk, to the byte; the correction is the next revision beside it."""
    before = watch.files()
    with watch.rooms() as rooms:
        sent = rooms.store.report(DAY)
        done = correcting.correct(rooms, DAY, "2", "另一项的旧值")
        assert rooms.store.report(DAY, 1) == sent
        assert (rooms.store.report(DAY).revision, done.revision) == (2, 2)
    after = watch.files()
    assert {name: after[name] for name in before} == before
    assert sorted(set(after) - set(before)) == ["2026-11-21-v2.html", "2026-11-21-v2.json", "2026-11-21-v2.md"]


def test_the_corrected_revision_strikes_the_line_and_counts_what_is_left(watch: Watch) -> None:
    """Line numbers hold; the card is gone from every list; the verdict counts one change."""
    with watch.rooms() as rooms:
        first = report(rooms)
        correcting.correct(rooms, DAY, "2", "另一项的旧值")
        second = report(rooms)
        page = rooms.render(second, "html").decode()
    assert (second.corrects, second.struck, second.lines) == (1, {2}, first.lines)
    assert [card.id for card in second.cards] == [first.lines[0].target]
    assert second.verdict.substantive == 1
    assert 'class="struck"' in page
    assert "更正第1版" in page


def test_the_next_daily_report_tells_it_once(watch: Watch) -> None:
    """With the day, the line, its words and the reason; the morning after it is not said again."""
    with watch.rooms() as rooms:
        correcting.correct(rooms, DAY, "1", "页面串行")
    told, after = watch.morning(8, "应当"), watch.morning(8, "应当")
    (one,) = told.corrections
    assert (one.on, one.number, one.fix, one.reason) == (DAY, 1, Fix.STRUCK, "页面串行")
    assert told.verdict.quiet
    assert told.struck == frozenset()
    assert after.corrections == ()
    with watch.rooms() as rooms:
        pages = {name: rooms.render(told, name).decode() for name in ("html", "markdown", "text")}
    assert all("更正：11-21 第1条" in page and "页面串行" in page for page in pages.values())
    assert f"<del>{one.words}</del>" in pages["html"]
    assert "~~" in pages["markdown"]


def test_the_wrong_change_is_told_nowhere_again(watch: Watch) -> None:
    """Neither in the next report nor in one over the window; the right one still is."""
    with watch.rooms() as rooms:
        done = correcting.correct(rooms, DAY, "1", "页面串行")
        other = report(rooms).cards[0].id
        over = window(rooms, DAY, DAY, "json").decode()
    assert f'"id": "{other}"' in over
    assert f'"id": "{done.correction.item}"' not in over
    assert watch.morning(8, "应当").cards == ()


def test_the_window_of_the_next_run_is_not_moved(watch: Watch) -> None:
    """A correction of an old day, made later, is no later report."""
    second = watch.morning(8, "应当")
    with watch.rooms() as rooms:
        correcting.correct(rooms, DAY, "1", "页面串行")
    third = watch.morning(8, "应当")
    assert third.window.start == second.window.end
    assert not third.gap


def test_a_correction_can_itself_be_wrong(watch: Watch) -> None:
    """--restore brings line and card back, as they were, in a third revision; both corrections are told."""
    with watch.rooms() as rooms:
        first = report(rooms)
        correcting.correct(rooms, DAY, "2", "看错")
        correcting.correct(rooms, DAY, "2", "原文无误", restore=True)
        third = report(rooms)
    assert (third.cards, third.verdict, third.struck) == (first.cards, first.verdict, frozenset())
    assert [one.fix for one in watch.morning(8, "应当").corrections] == [Fix.STRUCK, Fix.RESTORED]


def test_a_report_made_again_says_what_the_first_said(watch: Watch) -> None:
    """--revise builds from the same changes; with the same program nothing but revision and time differ."""
    with watch.rooms() as rooms:
        first = report(rooms)
        correcting.revise(rooms, DAY, "规则更新")
        second = report(rooms)
    assert (second.cards, second.lines, second.sources, second.verdict, second.upcoming) == (
        first.cards,
        first.lines,
        first.sources,
        first.verdict,
        first.upcoming,
    )
    assert (second.revision, second.corrects) == (2, 1)


def test_what_was_struck_stays_struck_in_a_report_made_again(watch: Watch) -> None:
    """Making a report again is not taking a correction back."""
    with watch.rooms() as rooms:
        done = correcting.correct(rooms, DAY, "2", "看错")
        correcting.revise(rooms, DAY, "规则更新")
        third = report(rooms)
    assert third.struck == {2}
    assert done.correction.item not in {card.id for card in third.cards}


def test_killed_between_noting_and_showing(watch: Watch) -> None:
    """What was noted is shown by saying it again, and is told once."""
    with watch.rooms() as rooms:
        done = correcting.correct(rooms, DAY, "2", "看错").correction
    with watch.rooms() as rooms:
        other = report(rooms, 1).lines[0]
        noted = rooms.store.record_correction(
            type(done)(DAY, 1, Fix.STRUCK, 1, other.target, other.subject, "也错", rooms.clock())
        )
        correcting.correct(rooms, DAY, "1", "也错")
        assert report(rooms).struck == {1, 2}
        assert [one.correction for one in rooms.store.corrections()] == [done, noted.correction]


def test_what_cannot_be_corrected(watch: Watch) -> None:
    """No such day, no such line, no reason, twice the same: one sentence each, and nothing is written."""
    with watch.rooms() as rooms:
        with pytest.raises(NotFound, match="2026-11-09"):
            correcting.correct(rooms, date(2026, 11, 9), "1", "错")
        with pytest.raises(InputError, match="no line or change 9"):
            correcting.correct(rooms, DAY, "9", "错")
        with pytest.raises(InputError, match="--because"):
            correcting.correct(rooms, DAY, "1", "  ")
        with pytest.raises(InputError, match="not struck"):
            correcting.correct(rooms, DAY, "1", "错", restore=True)
        assert (rooms.store.corrections(), rooms.store.report(DAY).revision) == ([], 1)
        correcting.correct(rooms, DAY, "1", "错")
        with pytest.raises(InputError, match="struck already"):
            correcting.correct(rooms, DAY, "1", "错")
