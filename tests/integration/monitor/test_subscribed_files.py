"""Feeds, calendars and Word files of a project that lived through five days of the sample regulators."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import docx
import feedparser
import pytest
from icalendar import Calendar

from differ.subjects import TOPICS
from monitor.demo import CONTACT, live_day
from monitor.project import make_project
from sample.calendar import DAYS
from sample.server import SampleRegulators

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("subscribed") / "watch"
    with SampleRegulators(day=0) as sample:
        config = make_project(root, sample.source_files(), contact=CONTACT)
        config.write_text(config.read_text("utf-8").replace('"markdown", "json"', '"atom", "ics"'), "utf-8")
        for day in DAYS[:4]:
            sample.set_day(day.number)
            live_day(root, day)
    return root


def regdelta(project: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "cli", *arguments, "--project", str(project)]
    return subprocess.run(command, capture_output=True, cwd=ROOT, check=False)


def parsed(content: bytes) -> feedparser.FeedParserDict:
    """Read by a library that says what is not well-formed."""
    read = feedparser.parse(io.BytesIO(content))
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    return read


def test_a_feed_for_everything_each_source_and_each_topic(project: Path) -> None:
    """Names that stay; the feed of everything has every report's day and no entry twice."""
    folder = project / "reports" / "feeds"
    names = {path.name for path in folder.iterdir()}
    sources = {path.stem for path in (project / "sources").glob("*.toml")}
    assert names == {
        "all.atom",
        "dates.ics",
        *(f"source-{one}.atom" for one in sources),
        *(f"topic-{one}.atom" for one in TOPICS),
    }
    everything = parsed((folder / "all.atom").read_bytes())
    ids = [entry.id for entry in everything.entries]
    assert len(ids) == len(set(ids)) and sum("应查" in entry.content[0].value for entry in everything.entries) == 4
    for path in folder.glob("*.atom"):
        assert {entry.id for entry in parsed(path.read_bytes()).entries} <= set(ids)


def test_a_change_stands_in_the_feeds_of_its_topic_and_its_source(project: Path) -> None:
    """And nowhere else; what has topics carries them as categories."""
    folder = project / "reports" / "feeds"
    everything = parsed((folder / "all.atom").read_bytes()).entries
    told = next(
        entry for entry in everything if any(tag.term in TOPICS for tag in entry.get("tags", ())) and "→" in entry.title
    )
    topics = {tag.term for tag in told.tags} & set(TOPICS)
    for name in TOPICS:
        there = {entry.id for entry in parsed((folder / f"topic-{name}.atom").read_bytes()).entries}
        assert (told.id in there) is (name in topics)
    held = [
        path.stem for path in folder.glob("source-*.atom") if told.id in {one.id for one in parsed(path.read_bytes()).entries}
    ]
    assert len(held) == 1


def test_the_newest_dates_are_one_calendar(project: Path) -> None:
    """Read by the icalendar library; every event with a UID of its own."""
    calendar = Calendar.from_ical((project / "reports" / "feeds" / "dates.ics").read_bytes())
    found = [str(one["UID"]) for one in calendar.walk("VEVENT")]
    assert found and len(found) == len(set(found))


def test_a_feed_by_command(project: Path) -> None:
    """The same bytes as the file; an unknown topic or source, and a feed of a day, are sentences."""
    made = regdelta(project, "report", "--format", "atom", "--topic", TOPICS[3])
    assert made.stdout == (project / "reports" / "feeds" / f"topic-{TOPICS[3]}.atom").read_bytes()
    for wrong in (["--topic", "天气"], ["--source", "nowhere"], ["--topic", TOPICS[0], "--date", "2026-11-20"]):
        refused = regdelta(project, "report", "--format", "atom", *wrong)
        assert refused.returncode == 2 and refused.stderr.count(b"\n") == 1


def test_two_stored_versions_as_word(project: Path, tmp_path: Path) -> None:
    """`regdelta diff` writes each form; the same versions give the same bytes; both fingerprints stand in the footer."""
    known = regdelta(project, "history", "--json").stdout.decode()
    number = next(one["id"] for one in json.loads(known) if one["versions"] > 1)
    for kind in ("docx", "docx-full", "docx-tracked"):
        first, second = tmp_path / f"{kind}.docx", tmp_path / f"{kind}-again.docx"
        for path in (first, second):
            done = regdelta(project, "diff", f"#{number}", "--format", kind, "-o", str(path))
            assert done.returncode == 0, done.stderr
        assert first.read_bytes() == second.read_bytes()
        footer = "\n".join(one.text for one in docx.Document(str(first)).sections[0].footer.paragraphs)
        assert footer.count("SHA-256") == 2 and "抓取" in footer and "自动比对，以官方文本为准。" in footer
