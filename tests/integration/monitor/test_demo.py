"""The whole road, day by day: what the reports say is what the calendar did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from domain.change import EventKind, Status
from domain.report import Report
from monitor.demo import DemoDay
from monitor.publish import stored
from monitor.wiring import Rooms, open_rooms
from sample.calendar import DAYS
from sample.expected import Expected

Lived = tuple[Path, list[DemoDay]]


@contextmanager
def opened(lived: Lived) -> Iterator[Rooms]:
    with open_rooms(lived[0]) as rooms:
        yield rooms


def report_of(lived: Lived, number: int) -> Report:
    with opened(lived) as rooms:
        return stored(rooms.store.report(DAYS[number].on))


def expected(number: int) -> Expected:
    return DAYS[number].expected


days = pytest.mark.parametrize("number", [day.number for day in DAYS[1:]])


@days
def test_counts_of_changed_measures(lived: Lived, number: int) -> None:
    """Substantive, editorial, moved and renumbered: each measure once, as the calendar says."""
    verdict, wanted = report_of(lived, number).verdict, expected(number)
    assert (verdict.substantive, verdict.documents, verdict.editorial, verdict.moved, verdict.renumbered) == (
        wanted.substantive,
        wanted.documents_changed,
        wanted.editorial,
        wanted.moved,
        wanted.renumbered,
    )


@days
def test_cards_are_the_calendar_changes(lived: Lived, number: int) -> None:
    """Every change of the day has its card, with the numbers as printed, and there is no other."""
    report = report_of(lived, number)
    told = {
        (card.status, tuple(s.number for s in card.old), tuple(s.number for s in card.new))
        for card in report.cards + report.editorial
    }
    told |= {(Status.MOVED, (move.old.number,), (move.new.number,)) for move in report.moves}
    assert told == {(change.status, change.old, change.new) for change in expected(number).changes}


@days
def test_the_changed_words_stand_side_by_side(lived: Lived, number: int) -> None:
    """A reader sees the old and the new words without a click."""
    report = report_of(lived, number)
    pairs = [pair for card in report.cards + report.editorial for pair in card.pairs]
    for change in expected(number).changes:
        for old, new in change.shows:
            assert any(
                (not old or (pair.old and old in pair.old.text)) and (not new or (pair.new and new in pair.new.text))
                for pair in pairs
            ), (old, new)


@days
def test_new_documents(lived: Lived, number: int) -> None:
    """A document listed for the first time is one new document, with its number of measures."""
    papers = report_of(lived, number).new_papers
    assert sorted(paper.measures for paper in papers) == sorted(one.measures for one in expected(number).new_documents)


@days
def test_events_on_whole_documents(lived: Lived, number: int) -> None:
    """Repeal and extension are told on the day they appear, and only then."""
    told = {notice.kind for notice in report_of(lived, number).notices} - {EventKind.FIRST_SEEN}
    assert told == {event.kind for event in expected(number).events}


@days
def test_failed_sources_are_named(lived: Lived, number: int) -> None:
    """A source that could not be read is named with its outcome, and every other one is good."""
    rows = report_of(lived, number).sources.rows
    assert {row.source: row.outcome for row in rows if not row.good} == dict(expected(number).failed)


def test_first_day_lays_the_foundation(lived: Lived) -> None:
    """The first report says that a baseline was made, not that everything is new."""
    report = report_of(lived, 0)
    assert report.foundation is not None
    assert report.verdict.substantive == 0
    assert report.new_papers == ()


def test_quiet_days_have_a_report_of_few_lines(lived: Lived) -> None:
    """A quiet day is said to be one: silence is read as broken."""
    quiet = [day for day in DAYS[1:] if day.expected.quiet and not day.expected.failed]
    assert quiet
    for day in quiet:
        with opened(lived) as rooms:
            text = rooms.render(report_of(lived, day.number), "markdown").decode()
        assert "无实质变动" in text
        assert len([line for line in text.splitlines() if line.strip()]) < 15


def test_every_day_has_its_three_files(lived: Lived) -> None:
    """HTML, Markdown and JSON of every day stand in reports/."""
    root, _ = lived
    assert sorted(path.name for path in (root / "reports").glob("2*")) == sorted(
        f"{day.on}.{suffix}" for day in DAYS for suffix in ("html", "md", "json")
    )
