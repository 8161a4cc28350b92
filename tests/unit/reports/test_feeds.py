"""Atom and iCalendar, read by other people's parsers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from xml.etree.ElementTree import Element, fromstring

import pytest
from icalendar import Calendar, Event

from domain.document import Document, FactKind
from domain.report import DateKind, Report, Upcoming
from reports.renderers import render
from reports.renderers.ics import fold
from tests.unit.reports.desk import Desk, fact
from tests.unit.reports.mornings import based, report_of, shanxi
from tests.unit.reports.test_hostile import hostile

A = "{http://www.w3.org/2005/Atom}"


def feed(report: Report) -> Element:
    return fromstring(render(report, "atom"))  # noqa: S314 - written by us a line ago


def events(report: Report) -> list[Event]:
    return [one for one in Calendar.from_ical(render(report, "ics")).walk("VEVENT") if isinstance(one, Event)]


def with_targets(folder: Path, on: str, later: str = "2027-04-30") -> Desk:
    """Shanxi's paper comes with two target dates in one measure and an end of validity; a day later they may be others."""
    desk = based(folder)
    desk.begin()
    desk.publish("sx", dated(on, later), known=2)
    return desk


def dated(on: str, later: str) -> Document:
    document = shanxi()
    facts = tuple(
        fact(document, 2, words, FactKind.DATE_DEADLINE, day) for words, day in (("最高80万元", on), ("真实世界研究", later))
    )
    return replace(document, facts=facts)


def test_the_feed_has_what_rfc_4287_asks_for(monday: Report) -> None:
    """Title, id, updated and author of the feed; id, title, updated and content of every entry; no id twice."""
    root = feed(monday)
    entries = root.findall(f"{A}entry")
    for element in (root, *entries):
        assert all(len(element.findall(f"{A}{name}")) == 1 for name in ("title", "id", "updated"))
        assert datetime.fromisoformat(element.findtext(f"{A}updated", "")) == monday.generated
        UUID(element.findtext(f"{A}id", "").removeprefix("urn:uuid:"))
    assert root.findtext(f"{A}author/{A}name") == "regdelta"
    assert all(entry.findtext(f"{A}content") for entry in entries)
    assert len({entry.findtext(f"{A}id") for entry in entries}) == len(entries)


def test_entries_are_the_day_then_changes_papers_and_events(monday: Report) -> None:
    """The value stands in the title, old over new in the content, the source behind the link."""
    entries = feed(monday).findall(f"{A}entry")
    assert len(entries) == 1 + len(monday.cards) + len(monday.new_papers) + len(monday.notices)
    assert "实质变动 5 项" in entries[0].findtext(f"{A}title", "") and "山西省药监局" in entries[0].findtext(f"{A}content", "")
    assert "20 → 15个工作日 〔提速〕" in entries[1].findtext(f"{A}title", "")
    assert "新 临床急需器械的检验时限由25个工作日压缩为【15个工作日】。" in entries[1].findtext(f"{A}content", "").splitlines()
    link = entries[1].find(f"{A}link")
    assert link is not None and link.get("href") == "https://sh.example/art/1.html"


def test_the_same_change_has_the_same_id_in_every_feed(monday: Report, monday_desk: Desk) -> None:
    """Also in a second revision of the day; only the entry of the day is another one."""
    first, second = (
        [entry.findtext(f"{A}id") for entry in feed(report).findall(f"{A}entry")]
        for report in (monday, report_of(monday_desk, revision=2))
    )
    assert first[1:] == second[1:] and first[0] != second[0]


def test_a_quiet_day_is_an_entry(monday: Report) -> None:
    """Silence would be read as a fault."""
    assert len(feed(replace(monday, cards=(), editorial=(), new_papers=(), notices=())).findall(f"{A}entry")) == 1


def test_hostile_text_in_a_feed_is_text(tmp_path: Path) -> None:
    """No element of theirs, no link but to the web, no override."""
    root = feed(hostile(tmp_path))
    assert {element.tag.removeprefix(A) for element in root.iter()} <= {
        *("feed", "title", "id", "updated", "author", "name", "entry", "link", "category", "content")
    }
    assert all((one.get("href") or "").startswith("https://") for one in root.iter(f"{A}link"))
    assert "<script>alert(1)</script>" in "".join(root.itertext()) and "\u202e" not in "".join(root.itertext())


def test_the_dates_are_all_day_events(monday: Report) -> None:
    """施行, 届满 and targets on their day, in whatever time zone the calendar is, and free to book."""
    found = events(monday)
    assert [one.start for one in found] == [one.on for one in monday.upcoming]
    for one in found:
        assert isinstance(one.start, date) and not isinstance(one.start, datetime)
        assert one.end - one.start == timedelta(days=1) and one["TRANSP"] == "TRANSPARENT"
        assert one["DTSTAMP"].dt == monday.generated.astimezone(UTC)
    assert "有效期届满" in found[0]["SUMMARY"] and "按“有效期两年”推算" in found[0]["DESCRIPTION"]
    assert found[0]["URL"] == "https://sx.example/art/2.html"


def test_a_moved_date_is_the_same_event_with_a_higher_sequence(tmp_path: Path) -> None:
    """The UIDs of both targets and of the end of validity stay; a new version raises the SEQUENCE."""
    desk = with_targets(tmp_path, "2027-01-31")
    before = {str(one["UID"]): one for one in events(report_of(desk))}
    desk.deliver()
    desk.begin()
    moved = replace(dated("2027-02-28", "2027-04-30"), text=shanxi().text + "附。\n", expires_on=date(2027, 6, 1))
    desk.publish("sx", moved, known=2)
    after = {str(one["UID"]): one for one in events(report_of(desk))}
    assert before.keys() == after.keys() and len(before) == 3
    assert {one.start for one in before.values()} == {date(2027, 1, 31), date(2027, 4, 30), date(2027, 5, 22)}
    assert {one.start for one in after.values()} == {date(2027, 2, 28), date(2027, 4, 30), date(2027, 6, 1)}
    assert all(after[uid]["SEQUENCE"] == before[uid]["SEQUENCE"] + 1 for uid in before)


def test_a_passed_target_does_not_lend_its_uid(tmp_path: Path) -> None:
    """When the first of two targets is over, the second keeps the UID it had."""
    desk = with_targets(tmp_path, "2026-11-21")
    before = {one.start: one["UID"] for one in events(report_of(desk))}
    desk.deliver()
    desk.begin(desk.at + timedelta(days=10))
    after = {one.start: one["UID"] for one in events(report_of(desk))}
    assert date(2026, 11, 21) in before and date(2026, 11, 21) not in after
    assert after[date(2027, 4, 30)] == before[date(2027, 4, 30)]


@pytest.mark.parametrize(
    "words", ["甲\r\nEND:VEVENT\r\nBEGIN:VEVENT", "甲\nATTACH:http://x.example", "a;b,c\\d\\n", "\u202e甲"]
)
def test_hostile_text_cannot_leave_its_property(monday: Report, words: str) -> None:
    """It stays one event, and its words come back as they were shown."""
    paper = replace(monday.upcoming[0].paper, title=words, url=f"javascript:{words}")
    one = Upcoming(paper, DateKind.TARGET, date(2027, 1, 1), 39, words=words, key=words)
    (found,) = events(replace(monday, upcoming=(one,)))
    assert "ATTACH" not in found and "URL" not in found
    shown = words.replace("\r\n", "\n").replace("\u202e", "⟦U+202E⟧")
    assert str(found["DESCRIPTION"]).startswith(f"{shown}")


def test_lines_are_at_most_75_octets_and_whole_characters(monday: Report) -> None:
    """RFC 5545, 3.1: every physical line ends with CRLF, and a parser joins them to what they were."""
    long = "SUMMARY:" + "药械政策日期abc" * 40
    assert all(len(line.encode()) <= 75 for line in fold(long).split("\r\n"))
    assert fold(long).replace("\r\n ", "") == long
    page = render(monday, "ics")
    assert page.endswith(b"\r\n") and page.count(b"\n") == page.count(b"\r\n")
