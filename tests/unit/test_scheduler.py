"""When a run is started."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

import scheduler
from domain.errors import ConfigError
from monitor import workdays
from monitor.clock import SHANGHAI
from monitor.config import DigestTable


def test_cron_is_read_in_shanghai() -> None:
    """Five past eight is five past eight in Shanghai, whatever the machine's zone; Monday to Friday by name."""
    friday = datetime(2026, 11, 20, 8, 6, tzinfo=SHANGHAI)
    assert scheduler.trigger("5 8 * * mon-fri").get_next_fire_time(None, friday) == datetime(
        2026, 11, 23, 8, 5, tzinfo=SHANGHAI
    )


def test_a_late_morning_is_made_up_for_once() -> None:
    """APScheduler's default of one second of grace would skip it silently."""
    job = scheduler.schedule("5 8 * * *", lambda: None).get_jobs()[0]
    assert (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1)


def test_the_outbox_is_looked_into_between_runs() -> None:
    """Only where there is somebody to deliver to."""
    jobs = {job.id: job for job in scheduler.schedule("5 8 * * *", lambda: None, lambda: None).get_jobs()}
    assert set(jobs) == {"run", "deliver"}
    assert jobs["deliver"].trigger.interval.total_seconds() == scheduler.RETRY_MINUTES * 60
    assert len(scheduler.schedule("5 8 * * *", lambda: None).get_jobs()) == 1


@pytest.mark.parametrize("fields", ["8 o'clock", "5 25 * * *", "5 8 * *", ""])
def test_wrong_cron_is_one_sentence_with_an_example(fields: str) -> None:
    """What is wrong, and what right looks like."""
    with pytest.raises(ConfigError, match="mon-fri"):
        scheduler.trigger(fields)


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ("2026-10-01", "2026-10-08"),  # 国庆 1 to 7
        ("2026-02-01", "2026-02-02"),  # a Sunday is over
        ("2025-10-01", "2025-10-09"),  # 国庆 and 中秋, 1 to 8
        ("2099-08-01", "2099-08-03"),  # not known: Monday to Friday
    ],
)
def test_the_monthly_digest_is_first_made_on_the_first_working_day(start: str, first: str) -> None:
    """Of the first twelve days of the month; the others find it there."""
    at = scheduler.trigger(DigestTable().monthly).get_next_fire_time(None, _day(start))
    assert at == _day(first).replace(hour=16)


@pytest.mark.parametrize(
    ("after", "following"),
    [
        ("2026-09-30", "2026-10-08"),
        ("2026-10-09", "2026-10-10"),  # a Saturday that is worked
        ("2026-10-10", "2026-10-12"),
        ("2099-10-01", "2099-10-02"),  # a Friday in a year whose notice is not known
    ],
)
def test_a_morning_is_a_working_day(after: str, following: str) -> None:
    """No run on a holiday, one on a weekend that is worked instead: the reader is at her desk then."""
    fired = _day(after).replace(hour=8, minute=5)
    assert scheduler.trigger("5 8 * * workdays").get_next_fire_time(fired, fired) == _day(following).replace(hour=8, minute=5)


def test_fields_that_never_fit_a_working_day_end() -> None:
    """The first of January is a holiday in every year that is known; nobody waits for it for ever."""
    assert scheduler.trigger("0 8 1 1 workdays").get_next_fire_time(None, _day("2024-06-01")) is None


def test_the_schedule_says_up_to_which_day_holidays_are_known() -> None:
    """Where it asks for working days, and only there."""
    assert str(workdays.known_until()) in scheduler.workdays_known("5 8 * * mon-fri", "", "0 16 1-12 * workdays")
    assert scheduler.workdays_known("5 8 * * mon-fri", "") == ""


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_digests_stand_in_the_schedule_beside_the_run(tmp_path: Path) -> None:
    """Each at its own time, late ones made up for once."""
    timetable = scheduler.schedule("5 8 * * *", lambda: None)
    scheduler.add_digest(timetable, DigestTable().weekly, "weekly", tmp_path)
    assert {job.id: (job.misfire_grace_time, job.coalesce) for job in timetable.get_jobs()} == {
        "run": (None, True),
        "weekly": (None, True),
    }


def test_a_digest_of_the_schedule_is_the_command(tmp_path: Path) -> None:
    """Its failure is an exit code and takes nothing with it."""
    assert scheduler.start_digest("weekly", tmp_path / "nowhere") == ConfigError.exit_code
