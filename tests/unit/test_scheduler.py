"""When a run is started."""

from __future__ import annotations

from datetime import datetime

import pytest

import scheduler
from domain.errors import ConfigError
from monitor.clock import SHANGHAI


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
