"""Killed with SIGKILL anywhere, `regdelta run` again gives the same end state as an undisturbed run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from monitor.clock import SHANGHAI
from monitor.demo import AT, CONTACT, live_day
from monitor.project import make_project
from monitor.run import run
from monitor.wiring import open_rooms
from sample.calendar import DAYS
from sample.server import SampleRegulators

ROOT = Path(__file__).resolve().parents[2]

# A run that kills itself: the watcher is called by the real run after every step, and the renderer in the middle of the report.
KILLER = """
import os, signal, sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from monitor.clock import clock_from
from monitor.run import run
from monitor.wiring import open_rooms

root, phase, at, when = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), datetime.fromisoformat(sys.argv[4])
seen = 0

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def watch(step):
    global seen
    seen += step.phase == phase
    if seen == at:
        die()

with open_rooms(root, clock_from(when)) as rooms:
    drawn = []
    def render(report, kind):
        drawn.append(kind)
        if phase == "render" and len(drawn) == at:
            die()
        return rooms.render(report, kind)
    run(replace(rooms, render=render), watch=watch)
"""


def state(root: Path) -> dict[str, object]:
    """Everything a reader could ever see of a project, without times and row numbers that depend on the run."""
    with open_rooms(root) as rooms:
        store = rooms.store
        titles = {document.id: document.title for document in store.documents()}
        return {
            "documents": sorted((d.title, d.document_number, d.versions, d.repealed, str(d.level)) for d in store.documents()),
            "versions": sorted((titles[d], v.sequence, v.fingerprint) for d in titles for v in store.versions(d)),
            "changes": sorted((titles[c.document], c.from_sequence, c.to_sequence, repr(c.change)) for c in store.changes()),
            "events": sorted((titles[e.document], e.sequence, repr(e.event)) for e in store.events()),
            "undelivered": tuple(len(rows) for rows in store.undelivered()),
            "reports": [(str(r.on), r.revision, len(r.changes), len(r.events)) for r in store.reports()],
            "files": sorted(path.name for path in (root / "reports").iterdir()),
        }


def project(folder: Path, sample: SampleRegulators) -> Path:
    make_project(folder, sample.source_files(), contact=CONTACT)
    return folder


def busiest() -> int:
    """The day of the calendar with the most changes."""
    return max(DAYS[1:], key=lambda day: len(day.expected.changes) + len(day.expected.new_documents)).number


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    root = tmp_path_factory.mktemp("undisturbed") / "project"
    with SampleRegulators(day=0) as sample:
        project(root, sample)
        for number in (0, busiest()):
            sample.set_day(number)
            live_day(root, DAYS[number])
    return state(root)


@pytest.mark.parametrize(
    ("phase", "at"), [("crawl", 3), ("crawl", 12), ("process", 1), ("process", 4), ("render", 1), ("render", 3), ("report", 1)]
)
def test_killed_and_run_again(tmp_path: Path, undisturbed: dict[str, object], phase: str, at: int) -> None:
    """In the middle of crawl, of normalizing, of report writing, and just after: nothing lost, nothing twice."""
    root = tmp_path / "project"
    with SampleRegulators(day=0) as sample:
        project(root, sample)
        live_day(root, DAYS[0])
        sample.set_day(busiest())
        when = datetime.combine(DAYS[busiest()].on, AT, SHANGHAI).isoformat()
        command = [sys.executable, "-c", KILLER, str(root), phase, str(at), when]
        died = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
        assert died.returncode == -signal.SIGKILL
        live_day(root, DAYS[busiest()])
    assert state(root) == undisturbed


def test_second_run_of_a_day_changes_nothing(tmp_path: Path) -> None:
    """No new version, no new change, no second delivery."""
    root = tmp_path / "project"
    with SampleRegulators(day=0) as sample:
        project(root, sample)
        live_day(root, DAYS[0])
        sample.set_day(busiest())
        live_day(root, DAYS[busiest()])
        before = state(root)
        with open_rooms(root) as rooms:
            written = {path: path.read_bytes() for path in rooms.project.reports.glob("2*")}
        again = live_day(root, DAYS[busiest()])
    assert (again.result.versions, again.result.changes, again.result.report) == (0, 0, None)
    assert state(root) == before
    assert {path: path.read_bytes() for path in (root / "reports").glob("2*")} == written


def test_a_run_without_report_leaves_its_changes_for_the_next(tmp_path: Path) -> None:
    """`regdelta crawl` by hand delivers nothing; the next report says it all."""
    root = tmp_path / "project"
    with SampleRegulators(day=0) as sample:
        project(root, sample)
        live_day(root, DAYS[0])
        sample.set_day(busiest())
        with open_rooms(root) as rooms:
            assert run(rooms, report=False).changes > 0
            assert len(rooms.store.undelivered()[0]) > 0
            assert run(rooms).report is not None
            assert rooms.store.undelivered() == ([], [])
