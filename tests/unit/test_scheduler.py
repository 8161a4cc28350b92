"""When a run is started."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

import scheduler
from domain.errors import ConfigError
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


def test_the_monthly_digest_is_first_made_on_the_first_weekday() -> None:
    """Days 1 to 7 and Monday to Friday both have to fit: of May 2027, which begins on a Saturday, that is Monday the 3rd."""
    start = datetime(2027, 5, 1, tzinfo=SHANGHAI)
    fields = DigestTable().monthly
    assert scheduler.trigger(fields).get_next_fire_time(None, start) == datetime(2027, 5, 3, 16, 0, tzinfo=SHANGHAI)


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
