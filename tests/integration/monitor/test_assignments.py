"""Work given out: by number or line, in a log that is only added to, listed by the digests until it is closed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from domain.errors import InputError, NotFound
from domain.report import Report, ReportKind
from monitor import assigning, correcting, digests, site
from monitor.clock import SHANGHAI
from monitor.wiring import Rooms

from .policy_site import PolicySite
from .watch import DAY, FIRST, TITLE, Watch

WEEK = date(2026, 11, 27)
OVER = datetime(2026, 12, 1, 16, 0, tzinfo=SHANGHAI)
DUE = date(2026, 11, 24)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """Two mornings; the second, 11-21, told of two changed measures."""
    with PolicySite(TITLE, "") as regulator:
        made = Watch(tmp_path_factory.mktemp("assignments") / "watch", regulator)
        made.morning()
        made.morning(8, "应当")
        yield made


@pytest.fixture
def watch(lived: Watch, tmp_path: Path) -> Watch:
    return lived.copied(tmp_path / "watch")


@pytest.fixture
def rooms(watch: Watch) -> Iterator[Rooms]:
    with watch.rooms() as opened:
        yield opened


def weekly(watch: Watch) -> Report:
    with watch.rooms(OVER) as rooms:
        return digests.digest(rooms, ReportKind.WEEKLY, WEEK)


def test_number_and_line_mean_the_same(watch: Watch, rooms: Rooms) -> None:
    """C-number, line of the day and the joined number of a digest lead to one matter, told as the daily report told it."""
    by_line = assigning.assign(rooms, f"{DAY}/1", "王某", "李某", DUE)
    item = by_line.matter.item
    assert assigning.comment(rooms, item, "在查", "王某").matter == by_line.matter
    done = assigning.close(rooms, f"{item}+C999", "已办", "王某")
    assert [one.doing.value for one in done.log] == ["assigned", "commented", "closed"]
    assert [one.by for one in done.log] == ["李某", "王某", "王某"]
    assert (done.matter.on, done.matter.number, done.matter.value) == (DAY, 1, "5 → 8个工作日")


def test_the_weekly_digest_lists_what_is_open(watch: Watch) -> None:
    """With person, day and delay in every format; what was closed stands beside it; what comes later does not."""
    with watch.rooms() as rooms:
        late = assigning.assign(rooms, f"{DAY}/1", "王某", "李某", DUE, "核对在审产品")
        other = assigning.assign(rooms, f"{DAY}/2", "赵某", "李某")
        assigning.close(rooms, other.matter.item, "已通知", "赵某")
    with watch.rooms(OVER - timedelta(days=1)) as rooms:
        assigning.close(rooms, late.matter.item, "", "王某")
    report = weekly(watch)
    assert report.digest
    assert [(one.matter.item, one.open) for one in report.digest.assignments] == [
        (late.matter.item, True),
        (other.matter.item, False),
    ]
    with watch.rooms(OVER) as rooms:
        for name in ("html", "markdown", "text"):
            page = rooms.render(report, name).decode()
            assert "未处理 1 项，其中逾期 1 项" in page
            assert "2026-11-24（▲逾期3天）" in page
            assert "期内办结 1 项" in page
        assert "3 days overdue" in _english(rooms, report)


def _english(rooms: Rooms, report: Report) -> str:
    from monitor.wiring import in_language

    return in_language(rooms, "en").render(report, "text").decode()


def test_a_change_taken_back_is_marked_and_not_given_out_again(watch: Watch, rooms: Rooms) -> None:
    """Whoever has it must know; it stays open until somebody closes it."""
    assigned = assigning.assign(rooms, f"{DAY}/1", "王某", "李某")
    correcting.correct(rooms, DAY, "1", "看错")
    with pytest.raises(InputError, match="taken back by a correction"):
        assigning.assign(rooms, assigned.matter.item, "赵某", "李某")
    report = weekly(watch)
    assert report.digest
    assert [(one.struck, one.open) for one in report.digest.assignments] == [(True, True)]
    assert assigning.close(rooms, assigned.matter.item, "撤回", "王某").closed


def test_daily_reports_stay_as_they_were_sent(watch: Watch, rooms: Rooms) -> None:
    """An assignment is noted beside them; no file of a day changes, and no revision is made."""
    before = watch.files()
    assigning.assign(rooms, f"{DAY}/1", "王某", "李某")
    assert site.after_run(rooms) == ""
    assert watch.files() == before
    assert rooms.store.report(DAY).revision == 1


def test_the_site_lists_open_and_closed_with_their_log(watch: Watch, rooms: Rooms) -> None:
    """On a page of its own, from the index on; every open one leads to its card."""
    page, index = rooms.project.reports / "site" / "assigned.html", rooms.project.reports / "index.html"
    assert not page.exists()
    one = assigning.assign(rooms, f"{DAY}/1", "王某", "李某", DUE, "核对<b>在审</b>产品")
    other = assigning.assign(rooms, f"{DAY}/2", "赵某", "李某")
    assigning.close(rooms, other.matter.item, "已通知", "赵某")
    site.bring_up(rooms)
    shown = page.read_text("utf-8")
    assert f'href="../{DAY}.html#{one.matter.item}"' in shown
    assert "指派给 王某，期限 2026-11-24：核对&lt;b&gt;在审&lt;/b&gt;产品（李某）" in shown
    assert "已通知" in shown
    assert 'href="site/assigned.html"' in index.read_text("utf-8")
    assert site.bring_up(rooms).written == 0


def test_a_backup_copy_holds_the_log(watch: Watch, tmp_path: Path) -> None:
    """It is part of the database."""
    with watch.rooms() as rooms:
        assigned = assigning.assign(rooms, f"{DAY}/1", "王某", "李某")
    copy = Watch(shutil.copytree(watch.root, tmp_path / "backup"), watch.site, watch.days)
    with copy.rooms() as rooms:
        assert assigning.listed(rooms, only_open=True, to="王某") == [assigned]
        assert assigning.listed(rooms, to="赵某") == []


def test_what_no_report_tells_of(rooms: Rooms) -> None:
    """A number that no report tells of, a line that is not there and a day without a report: a sentence each."""
    for asked, words in (
        ("C999", "no report tells of C999"),
        ("第2条", "name a change by its number"),
        ("2026-11-09/1", "2026-11-09"),
    ):
        with pytest.raises(NotFound, match=words):
            assigning.assign(rooms, asked, "王某", "李某")
    with pytest.raises(InputError, match="no line or change 9"):
        assigning.assign(rooms, f"{DAY}/9", "王某", "李某")
    assert rooms.store.handlings() == []


def test_what_cannot_be_noted(rooms: Rooms) -> None:
    """Nobody, a day that is past, twice the same, a comment without words, what was never assigned or is closed already."""
    asked = f"{DAY}/1"
    with pytest.raises(InputError, match="person or a group"):
        assigning.assign(rooms, asked, " ", "李某")
    with pytest.raises(InputError, match="is past"):
        assigning.assign(rooms, asked, "王某", "李某", FIRST.date())
    with pytest.raises(InputError, match="never assigned"):
        assigning.close(rooms, asked, "", "李某")
    item = assigning.assign(rooms, asked, "王某", "李某").matter.item
    with pytest.raises(InputError, match="already"):
        assigning.assign(rooms, asked, "王某", "李某")
    with pytest.raises(InputError, match="its words"):
        assigning.comment(rooms, asked, "\n", "李某")
    assigning.close(rooms, asked, "", "李某")
    with pytest.raises(InputError, match="closed already"):
        assigning.close(rooms, asked, "", "李某")
    assert [one.doing.value for one in rooms.store.handlings(item)] == ["assigned", "closed"]
