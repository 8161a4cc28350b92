"""When a run is started."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import scheduler
from crawler import workdays
from domain.errors import ConfigError, InputError
from monitor import standby
from monitor.clock import SHANGHAI
from monitor.config import DigestTable
from monitor.project import make_project

SOURCE = """
id = "{id}"
name = "某局·{id}"
province = "某省"
authority = "某局"
channel = "文件"
family = "trs_wcm"
listing = "https://mpa.test.example/{id}/index.html"
"""
MORNING, HOURLY = "5 8 * * mon-fri", 'schedule = ["0 9-18 * * mon-fri"]'
MONDAY = datetime(2026, 11, 23, tzinfo=SHANGHAI)


def test_cron_is_read_in_shanghai() -> None:
    """Five past eight is five past eight in Shanghai, whatever the machine's zone; Monday to Friday by name."""
    friday = datetime(2026, 11, 20, 8, 6, tzinfo=SHANGHAI)
    assert scheduler.trigger("5 8 * * mon-fri").get_next_fire_time(None, friday) == datetime(
        2026, 11, 23, 8, 5, tzinfo=SHANGHAI
    )


def test_a_late_morning_is_made_up_for_once() -> None:
    """APScheduler's default of one second of grace would skip it silently."""
    job = scheduler.schedule(["5 8 * * *"], lambda: None).get_jobs()[0]
    assert (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1)


def test_the_outbox_is_looked_into_between_runs() -> None:
    """Only where there is somebody to deliver to."""
    jobs = {job.id: job for job in scheduler.schedule(["5 8 * * *"], lambda: None, lambda: None).get_jobs()}
    assert set(jobs) == {"run", "deliver"}
    assert jobs["deliver"].trigger.interval.total_seconds() == scheduler.RETRY_MINUTES * 60
    assert len(scheduler.schedule(["5 8 * * *"], lambda: None).get_jobs()) == 1


@pytest.mark.parametrize("fields", ["8 o'clock", "5 25 * * *", "5 8 * *", "", "5 8 * * 1-5"])
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
    timetable = scheduler.schedule(["5 8 * * *"], lambda: None)
    scheduler.add_digest(timetable, DigestTable().weekly, "weekly", tmp_path)
    assert {job.id: (job.misfire_grace_time, job.coalesce) for job in timetable.get_jobs()} == {
        "run": (None, True),
        "weekly": (None, True),
    }


def test_a_digest_of_the_schedule_is_the_command(tmp_path: Path) -> None:
    """Its failure is an exit code and takes nothing with it."""
    assert scheduler.start_digest("weekly", tmp_path / "nowhere") == ConfigError.exit_code


class Clockwork:
    """A project with its rounds, a clock that is set by hand, and the runs that were started."""

    def __init__(self, root: Path, files: dict[str, str], lasts: timedelta = timedelta()) -> None:
        make_project(root, {f"{name}.toml": SOURCE.format(id=name) + more for name, more in files.items()})
        self.root, self.lasts = root, lasts
        self.now = MONDAY
        self.started: list[Sequence[str]] = []
        self.rounds = scheduler.Rounds(root, MORNING, self.start, lambda: self.now)

    def start(self, sources: Sequence[str]) -> None:
        self.started.append(tuple(sources))
        self.now += self.lasts

    def at(self, *, days: int = 0, **clock: int) -> list[Sequence[str]]:
        """What is started when the scheduler fires at that time."""
        self.started.clear()
        self.now = (MONDAY + timedelta(days=days)).replace(**clock)
        self.rounds.fire()
        return self.started


def test_only_the_sources_that_are_due_are_run(tmp_path: Path) -> None:
    """One at the project's time, one hourly, one twice a day; all together they are a run without names."""
    own = {"hourly": HOURLY, "plain": "", "twice": 'schedule = ["08:05", "17:00"]', "off": f"enabled = false\n{HOURLY}"}
    clock = Clockwork(tmp_path, own)
    assert clock.at(hour=8, minute=5) == [("plain", "twice")]
    assert clock.at(hour=8, minute=30) == []
    assert clock.at(hour=9) == [("hourly",)]
    assert clock.at(hour=17) == [("hourly", "twice")]
    assert clock.at(days=1, hour=9) == [()]
    assert clock.rounds.table.own == 2


def test_what_fell_due_while_a_run_went_on_is_run_after_it(tmp_path: Path) -> None:
    """A run of 56 minutes from five past eight holds the nine o'clock source up, and does not lose it."""
    clock = Clockwork(tmp_path, {"hourly": HOURLY, "plain": ""}, lasts=timedelta(minutes=56))
    assert clock.at(hour=8, minute=5) == [("plain",), ("hourly",)]
    assert clock.at(hour=9, minute=58) == []


def test_a_schedule_follows_its_source_files(tmp_path: Path) -> None:
    """Edited while it goes on; with a file that is wrong the run is started all the same, to say so. No enabled source is an error."""
    clock = Clockwork(tmp_path, {"plain": "", "other": ""})
    path = tmp_path / "sources" / "other.toml"
    path.write_text(SOURCE.format(id="other") + HOURLY, "utf-8")
    assert clock.at(hour=8, minute=5) == [("plain",)]
    assert clock.rounds.table.lines == ("0 9-18 * * mon-fri", MORNING)
    path.write_text("id = ", "utf-8")
    assert clock.at(hour=9) == [()]
    assert clock.at(hour=9, minute=30) == []
    for one in path.parent.glob("*.toml"):
        one.unlink()
    with pytest.raises(InputError, match="no source is enabled"):
        scheduler.Rounds(tmp_path, MORNING, clock.start)


def test_the_timetable_goes_by_every_line_and_follows_them(tmp_path: Path) -> None:
    """It fires at the earliest of all; after a round the lines are those of the files as they are then."""
    clock = Clockwork(tmp_path, {"hourly": HOURLY, "plain": ""})
    made = scheduler.by_the_clock(clock.rounds)
    (job,) = made.get_jobs()
    assert job.trigger.get_next_fire_time(None, MONDAY) == MONDAY.replace(hour=8, minute=5)
    assert job.trigger.get_next_fire_time(None, MONDAY.replace(hour=8, minute=6)) == MONDAY.replace(hour=9)
    (tmp_path / "sources" / "plain.toml").write_text(SOURCE.format(id="plain") + 'schedule = ["06:30"]', "utf-8")
    job.func()
    (job,) = made.get_jobs()
    assert job.trigger.get_next_fire_time(None, MONDAY) == MONDAY.replace(hour=6, minute=30)


def test_a_run_of_the_schedule_is_the_command_with_the_names(tmp_path: Path) -> None:
    """A name that is no source is its own error and its own exit code."""
    make_project(tmp_path, {"plain.toml": SOURCE.format(id="plain")})
    assert scheduler.Starter(tmp_path).run(["nobody"]) == InputError.exit_code


@pytest.mark.parametrize("lines", [["5 8 * * workdays"], ["5 8 * * *", "0 9-18 * * mon-fri", "17:30"]])
def test_a_run_is_loaded_a_little_before_each_of_its_times(lines: list[str]) -> None:
    """Followed over two weeks as the scheduler does, each firing has one before it."""
    clock = scheduler.either(lines)
    early = scheduler.Before(scheduler.either(lines), scheduler.EARLY)
    at, ahead = None, None
    for _ in range(40):
        at = clock.get_next_fire_time(at, at or MONDAY)
        ahead = early.get_next_fire_time(ahead, ahead or MONDAY)
        assert ahead == at - scheduler.EARLY


def test_a_time_that_is_too_near_to_load_for_is_passed_over() -> None:
    """The schedule began five seconds before its time: the run is loaded when it begins, and the next one before it."""
    now = MONDAY.replace(hour=8, minute=4, second=55)
    early = scheduler.Before(scheduler.either(["5 8 * * *"]), scheduler.EARLY)
    assert early.get_next_fire_time(None, now) == (MONDAY + timedelta(days=1)).replace(hour=8, minute=4, second=50)


def test_the_loading_follows_the_source_files_as_the_rounds_do(tmp_path: Path) -> None:
    clock = Clockwork(tmp_path, {"plain": ""})
    made = scheduler.by_the_clock(clock.rounds, load=lambda: None)
    (tmp_path / "sources" / "plain.toml").write_text(SOURCE.format(id="plain") + 'schedule = ["06:30"]', "utf-8")
    jobs = {job.id: job for job in made.get_jobs()}
    jobs["run"].func()
    (load,) = (job for job in made.get_jobs() if job.id == "load")
    assert load.trigger.get_next_fire_time(None, MONDAY) == MONDAY.replace(hour=6, minute=29, second=50)


@pytest.fixture
def starter(tmp_path: Path) -> Iterator[scheduler.Starter]:
    """Of a project without the source ``nobody``: asked for it, a run says so and leaves."""
    make_project(tmp_path, {"plain.toml": SOURCE.format(id="plain")})
    made = scheduler.Starter(tmp_path)
    yield made
    made.leave()


def test_a_run_takes_the_process_that_was_loaded_for_it(starter: scheduler.Starter) -> None:
    """It does what one started just then would do; the next run has to start its own."""
    starter.load()
    loaded = starter._loaded
    assert loaded is not None
    assert starter.run(["nobody"]) == InputError.exit_code == loaded.returncode
    assert starter._loaded is None
    assert starter.run(["nobody"]) == InputError.exit_code


def test_what_was_loaded_and_has_left_costs_no_run(starter: scheduler.Starter) -> None:
    """Killed, or tired of waiting."""
    starter.load()
    loaded = starter._loaded
    assert loaded is not None
    loaded.kill()
    loaded.wait()
    assert starter.run(["nobody"]) == InputError.exit_code


def test_a_process_without_a_run_leaves_by_itself(starter: scheduler.Starter) -> None:
    """When the schedule ends, and when it loads another."""
    starter.load()
    first = starter._loaded
    starter.load()
    second = starter._loaded
    starter.leave()
    assert first is not None and second is not None
    assert (first.returncode, second.returncode) == (standby.UNUSED, standby.UNUSED)


def test_while_a_run_goes_on_none_is_loaded(starter: scheduler.Starter) -> None:
    """It would wait until it is of no use."""
    with starter._turn:
        starter.load()
    assert starter._loaded is None
