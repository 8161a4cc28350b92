"""Runs of some sources only, by hand: they never stand in for the morning's report."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from domain.report import Report
from monitor.clock import SHANGHAI, clock_from
from monitor.project import make_project
from monitor.publish import stored
from monitor.run import run
from monitor.wiring import open_rooms
from sample.server import SampleRegulators

MORNING = datetime(2026, 11, 3, 7, 0, tzinfo=SHANGHAI)


def look(root: Path, after: timedelta, *sources: str) -> Report | None:
    with open_rooms(root, clock_from(MORNING + after)) as rooms:
        record = run(rooms, sources).report
    return stored(record) if record else None


def test_a_look_by_hand_never_takes_the_place_of_the_daily_report(tmp_path: Path) -> None:
    """Nothing new in one source is no report; the run of all sources says the quiet day, once; a change is a revision."""
    root = tmp_path / "watch"
    with SampleRegulators(day=0) as sample:
        make_project(root, sample.source_files())
        assert look(root, timedelta(days=-1))
        assert look(root, timedelta(), "yunling_mpa") is None
        daily = look(root, timedelta(hours=1))
        assert daily
        assert (daily.sources.planned, daily.sources.succeeded, daily.verdict.quiet) == (4, 4, True)
        assert look(root, timedelta(hours=2)) is None
        sample.set_day(1)
        later = look(root, timedelta(hours=3), "yunling_mpa")
        assert later
        assert (later.revision, later.sources.planned, later.verdict.substantive) == (2, 1, 1)
        assert sorted(path.name for path in (root / "reports").glob("2*.html")) == [
            "2026-11-02.html",
            "2026-11-03-v2.html",
            "2026-11-03.html",
        ]
