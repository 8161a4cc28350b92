"""A week and a month: what the dailies told, each measure once, under the numbers of the dailies, and made only once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from domain.digest import Row
from domain.errors import InputError
from domain.report import Report, ReportKind
from monitor import correcting, digests
from monitor.clock import SHANGHAI, clock_from
from monitor.demo import DemoDay
from monitor.publish import stored
from monitor.wiring import open_rooms
from reports.renderers import formats

from .policy_site import PolicySite
from .watch import DAY, TITLE, Watch

WEEK = date(2026, 11, 27)
OVER = datetime(2026, 12, 1, 16, 0, tzinfo=SHANGHAI)


@pytest.fixture(scope="module")
def lived_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """The first morning of a site, on Friday 11-20; from the afternoon on it is another week."""
    with PolicySite(TITLE, "") as site:
        made = Watch(tmp_path_factory.mktemp("digests") / "watch", site)
        made.morning()
        yield made


@pytest.fixture
def watch(lived_once: Watch, tmp_path: Path) -> Watch:
    return lived_once.copied(tmp_path / "watch")


def weekly(watch: Watch, of: date = WEEK) -> Report:
    with watch.rooms(OVER) as rooms:
        return digests.digest(rooms, ReportKind.WEEKLY, of)


def rows(report: Report) -> tuple[Row, ...]:
    assert report.digest
    return report.digest.rows


def test_rows_have_day_and_line_of_the_daily_report(watch: Watch) -> None:
    """「11-21 第2条」 in the digest is line 2 of that morning, with the same words and the same id."""
    lines = watch.morning(8, "应当").lines
    found = rows(weekly(watch))
    assert [(row.steps[0].on, row.steps[0].number, row.target, row.value) for row in found] == [
        (DAY, number, line.target, line.value) for number, line in enumerate(lines, 1)
    ]


def test_what_was_changed_and_changed_back_is_said_to_be(watch: Watch) -> None:
    """改后复原 with both steps; it is no substantive change of the week, and has no card."""
    watch.morning(8)
    watch.morning(5)
    report = weekly(watch)
    (row,) = rows(report)
    assert row.reverted
    assert [(step.on.day, step.number, step.value) for step in row.steps] == [
        (21, 1, "5 → 8个工作日"),
        (22, 1, "8 → 5个工作日"),
    ]
    assert (report.verdict.substantive, report.cards) == (0, ())
    with watch.rooms(OVER) as rooms:
        for name in ("html", "markdown", "text"):
            assert "改后复原：11-21 第1条" in rooms.render(report, name).decode()


def test_several_changes_of_one_measure_are_one_row_with_their_net_effect(watch: Watch) -> None:
    """5 → 8 and 8 → 3 are 5 → 3, over the sentence of the first text and that of the last."""
    watch.morning(8, "应当")
    watch.morning(3, "应当")
    report = weekly(watch)
    net, single = rows(report)
    assert (net.value, len(net.steps), net.tag) == ("5 → 3个工作日", 2, "提速")
    assert len(single.steps) == 1
    card = next(card for card in report.cards if card.id == net.target)
    assert card.id == "+".join(step.item for step in net.steps)
    assert card.pairs[0].old
    assert card.pairs[0].new
    assert ("由5个工作日" in card.pairs[0].old.text, "由3个工作日" in card.pairs[0].new.text) == (True, True)
    assert report.verdict.substantive == 2


def test_a_digest_is_made_once_and_stays(watch: Watch) -> None:
    """What is corrected afterwards stands in the next one; files and record stay to the byte."""
    watch.morning(8)
    first = weekly(watch)
    files = watch.files()
    with watch.rooms(OVER) as rooms:
        correcting.correct(rooms, DAY, "1", "看错")
        kept = rooms.store.report(WEEK, kind="weekly")
        assert stored(kept) == digests.digest(rooms, ReportKind.WEEKLY, WEEK) == first
        following = digests.week(date(2026, 12, 1))
        assert kept.revision == 1
    assert {name: watch.files()[name] for name in files} == files
    assert following[1].start == first.window.end


def test_a_corrected_line_is_listed_as_corrected_and_not_as_a_change(watch: Watch) -> None:
    """The digest tells what stands; the correction is told beside it."""
    lines = watch.morning(8, "应当").lines
    with watch.rooms() as rooms:
        correcting.correct(rooms, DAY, "1", "看错")
    report = weekly(watch)
    assert [row.target for row in rows(report)] == [lines[1].target]
    assert [(one.number, one.reason) for one in report.corrections] == [(1, "看错")]
    with watch.rooms(OVER) as rooms:
        assert "更正：11-21 第1条" in rooms.render(report, "text").decode()


def test_a_digest_delivers_nothing_and_moves_no_window(watch: Watch) -> None:
    """The next daily report begins where the last one ended and tells what it would have told."""
    before = watch.morning(5)
    with watch.rooms(OVER) as rooms:
        digests.digest(rooms, ReportKind.WEEKLY, WEEK)
        assert rooms.store.last_report().on == before.on  # type: ignore[union-attr]
    after = watch.morning(8)
    assert after.window.start == before.window.end
    assert len(after.lines) == 1


def test_a_week_that_is_not_over_is_not_made(watch: Watch) -> None:
    """The sentence says when it ends and what to use until then."""
    with watch.rooms() as rooms, pytest.raises(InputError, match=r"2026-11-27 16:00.*regdelta report --from 2026-11-20"):
        digests.digest(rooms, ReportKind.WEEKLY, DAY)


def test_a_time_without_daily_reports_has_no_digest(watch: Watch) -> None:
    """Nothing can be said of a month in which nobody looked."""
    with watch.rooms(OVER) as rooms, pytest.raises(InputError, match="no daily report"):
        digests.digest(rooms, ReportKind.MONTHLY, date(2026, 10, 3))


@pytest.mark.parametrize(
    ("now", "week", "month"),
    [
        ("2026-11-27 15:59", date(2026, 11, 20), date(2026, 10, 31)),
        ("2026-11-27 16:00", date(2026, 11, 27), date(2026, 10, 31)),
        ("2026-11-30 23:59", date(2026, 11, 27), date(2026, 10, 31)),
        ("2026-12-01 00:00", date(2026, 11, 27), date(2026, 11, 30)),
        ("2027-01-01 16:00", date(2027, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_newest_that_is_over(now: str, week: date, month: date) -> None:
    """A week ends on Friday at 16:00, a month at midnight, in Shanghai."""
    at = datetime.fromisoformat(now).replace(tzinfo=SHANGHAI)
    assert digests.week(digests.finished(ReportKind.WEEKLY, at))[0] == week
    assert digests.month(digests.finished(ReportKind.MONTHLY, at))[0] == month


def test_weeks_leave_no_time_between_them() -> None:
    """Each begins where the one before ended, whatever day one asks for."""
    days = [date(2026, 11, 14) + timedelta(days=at) for at in range(21)]
    windows = list(dict.fromkeys(digests.week(day) for day in days))
    assert len(windows) == 3
    assert all(one.end == two.start for (_, one), (_, two) in pairwise(windows))


@pytest.mark.parametrize("kind", [ReportKind.WEEKLY, ReportKind.MONTHLY])
def test_the_fortnight_of_the_demo(lived: tuple[Path, list[DemoDay]], tmp_path: Path, kind: ReportKind) -> None:
    """Every format draws it; each row stands in a daily report under its number; failures lower the rate of their source only."""
    root = shutil.copytree(lived[0], tmp_path / "demo")
    with open_rooms(root, clock_from(OVER)) as rooms:
        report = digests.digest(rooms, kind, date(2026, 11, 10))
        assert report.digest
        for row in report.digest.rows:
            for step in row.steps:
                assert stored(rooms.store.report(step.on)).lines[step.number - 1].target == step.item
        failed = {one.source for one in report.digest.fortunes if one.succeeded < one.looked}
        assert failed == {"nanyu_mpa", "beiyuan_mpa"}
        drawn = {name: rooms.render(report, name) for name in formats()}
    page = drawn["html"].decode()
    targets = [row.target for row in report.digest.rows]
    assert all(f'id="{target}"' in page and f'href="#{target}"' in page for target in targets)
    assert all(row.value[:10] in drawn["text"].decode() for row in report.digest.rows)
