"""From the crawl to the mailbox: `regdelta run` delivers by itself, and `regdelta deliver` does the rest."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.delivery import DeliveryState
from monitor.clock import SHANGHAI
from monitor.config import load_project
from monitor.deliver import anything_due
from monitor.demo import AT, CONTACT, live_day
from monitor.project import make_project
from monitor.run import run
from monitor.wiring import open_rooms
from sample.calendar import DAYS
from sample.server import SampleRegulators
from tests.integration.delivery.conftest import SETTINGS
from tests.integration.delivery.offices import PASSWORD, SECRET, TOKEN, Mails, Robots, post_office, robot_house

ROOT = Path(__file__).resolve().parents[3]
# A run that dies between the note that keeps the report and the first message.
DIES = """
import os, signal, sys
from datetime import datetime, timedelta
from pathlib import Path
from monitor import deliver
from monitor.clock import clock_from
from monitor.run import run
from monitor.wiring import open_rooms

deliver.after_run = lambda rooms: os.kill(os.getpid(), signal.SIGKILL)
with open_rooms(Path(sys.argv[1]), clock_from(datetime.fromisoformat(sys.argv[2]))) as rooms:
    run(rooms)
"""


@dataclass
class Town:
    root: Path
    sample: SampleRegulators
    mails: Mails
    robots: Robots

    def regdelta(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cli", *arguments, "--project", str(self.root)]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)

    def answer(self, *arguments: str) -> Any:
        return json.loads(self.regdelta(*arguments, "--json").stdout)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """A project that watches one sample regulator, with a first day behind it and a recipient on every channel since."""
    root = tmp_path / "watch"
    with ExitStack() as stack:
        mails, smtp = stack.enter_context(post_office(tmp_path))
        robots, http = stack.enter_context(robot_house())
        sample = stack.enter_context(SampleRegulators(day=0))
        base = f"http://127.0.0.1:{http}"
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
        monkeypatch.setenv("T_PASSWORD", PASSWORD)
        monkeypatch.setenv("T_SECRET", SECRET)
        monkeypatch.setenv("T_WECOM", f"{base}/wecom/send?key={TOKEN}")
        monkeypatch.setenv("T_DINGTALK", f"{base}/dingtalk/send?access_token={TOKEN}")
        monkeypatch.setenv("T_FEISHU", f"{base}/feishu/hook/{TOKEN}")
        make_project(root, {"yunling_mpa.toml": sample.source_files()["yunling_mpa.toml"]}, contact=CONTACT)
        live_day(root, DAYS[0])
        with (root / "regdelta.toml").open("a", encoding="utf-8") as file:
            file.write(SETTINGS.format(smtp=smtp))
        town = Town(root, sample, mails, robots)
        robots.clock = lambda: datetime.combine(DAYS[1].on, AT, SHANGHAI).timestamp()
        yield town


def test_a_run_delivers_and_a_failing_channel_never_fails_it(town: Town) -> None:
    """The report of the second day reaches whom it can; who was there on no earlier day gets no earlier report."""
    town.sample.set_day(1)
    town.robots.moods = [503]
    lived = live_day(town.root, DAYS[1])
    handed = lived.result.handed
    assert lived.result.report is not None and len(handed) == 4
    assert sum(one.sent for one in handed) == 3
    assert len(town.mails.taken) == 1
    assert "40个工作日" in str(town.mails.taken[0][1].get_body(("plain",)).get_content())  # type: ignore[union-attr]
    again = live_day(town.root, DAYS[1]).result
    assert (again.report, again.handed) == (None, ())


def test_killed_between_report_and_first_message_everything_goes_out_later(town: Town) -> None:
    """The messages were kept in the transaction that kept the report."""
    town.sample.set_day(1)
    when = datetime.combine(DAYS[1].on, AT, SHANGHAI).isoformat()
    died = subprocess.run(
        [sys.executable, "-c", DIES, str(town.root), when], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert died.returncode == -signal.SIGKILL
    with open_rooms(town.root) as rooms:
        assert len(rooms.store.deliveries(DeliveryState.WAITING)) == 4
        assert rooms.store.undelivered() == ([], [])
    assert all(one.sent for one in live_day(town.root, DAYS[1]).result.handed)
    assert len(town.mails.taken) == 1


def test_the_command_shows_tests_and_sends(town: Town) -> None:
    """--dry-run, --test, --pending, with --json and the exit code; no secret in any of it."""
    town.sample.set_day(1)
    town.robots.moods = [503, 503, 503]
    live_day(town.root, DAYS[1])
    waiting = [one for one in town.answer("deliver", "--dry-run") if one["waiting"]]
    assert {one["channel"] for one in waiting} == {"wecom", "dingtalk", "feishu"}
    assert all("结论" in one["first_screen"] and one["bytes"] <= 2048 for one in waiting)
    assert "│ 结论" in town.regdelta("deliver", "--dry-run").stdout
    town.robots.clock = datetime.now(SHANGHAI).timestamp
    tested = town.regdelta("deliver", "--test", "企微群")
    assert (tested.returncode, "sent" in tested.stdout, len(town.robots.taken["wecom"])) == (0, True, 1)
    town.robots.moods = [{"errcode": 93000, "errmsg": f"invalid key {TOKEN}"}]
    failed = town.regdelta("deliver", "--test", "wecom")
    assert (failed.returncode, "not sent" in failed.stdout, "code 93000" in failed.stdout) == (1, True, True)
    assert TOKEN not in failed.stdout + failed.stderr
    assert all(one["sent"] for one in town.answer("deliver", "--pending"))
    assert "nothing waits" in town.regdelta("deliver").stdout
    assert {name: len(texts) for name, texts in town.robots.taken.items()} == {
        "wecom": 2,
        "dingtalk": 1,
        "feishu": 1,
        "json": 0,
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--test", "nobody"), "recipients: 注册部, 企微群"),
        (("--pending", "--dry-run"), "one of --pending, --dry-run and --test"),
    ],
)
def test_wrong_arguments_are_one_sentence(town: Town, arguments: tuple[str, ...], words: str) -> None:
    """Exit code 2 and what there is to choose from."""
    finished = town.regdelta("deliver", *arguments)
    assert (finished.returncode, words in finished.stderr) == (2, True)


def test_a_correction_is_another_report_and_the_next_one_tells_of_a_failure(town: Town) -> None:
    """Version 2 of the day goes to everybody too, and names the channel that failed on version 1."""
    town.sample.set_day(1)
    town.robots.moods = [503]
    live_day(town.root, DAYS[1])
    town.sample.set_day(6)
    with open_rooms(town.root, lambda: datetime.combine(DAYS[1].on, AT, SHANGHAI).replace(hour=17)) as rooms:
        town.robots.clock = lambda: rooms.clock().timestamp()
        second = run(rooms)
    assert second.report is not None and second.report.revision == 2
    assert len(town.mails.taken) == 2 == len(set(town.mails.ids("ra@example.com")))
    page = (town.root / "reports" / f"{DAYS[1].on}-v2.html").read_text("utf-8")
    assert "1 期未送达：对方暂不接收，仍在重试" in page
    assert all(one.sent for one in second.handed)


def test_a_digest_goes_out_when_it_is_made_and_a_correction_too(town: Town) -> None:
    """Friday's digest does not wait for Monday's run; the corrected revision reaches everybody who has the wrong one."""
    town.sample.set_day(1)
    live_day(town.root, DAYS[1])
    town.robots.clock = datetime.now(SHANGHAI).timestamp
    assert town.regdelta("digest", "weekly", "--of", str(DAYS[1].on)).returncode == 0
    assert str(town.mails.taken[-1][1]["Subject"]).startswith("药械周报1106 实质1")
    assert len(town.robots.taken["feishu"]) == 2
    corrected = town.regdelta("correct", str(DAYS[1].on), "1", "--because", "旧值有误")
    assert corrected.returncode == 0, corrected.stderr
    last = town.mails.taken[-1][1]
    assert str(last["Subject"]).startswith("药械日报1103第2版")
    assert "旧值有误" in last.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert len(set(town.mails.ids("ra@example.com"))) == len(town.mails.taken) == 3


def test_the_schedule_only_starts_a_delivery_where_something_is_due(town: Town) -> None:
    """A failed message is due after its wait, and nothing is where all went out or no report was made yet."""
    project = load_project(town.root)
    assert not anything_due(project, datetime.now(SHANGHAI))
    town.sample.set_day(1)
    town.robots.moods = [503]
    live_day(town.root, DAYS[1])
    failed = datetime.combine(DAYS[1].on, AT, SHANGHAI)
    assert not anything_due(project, failed + timedelta(minutes=5))
    assert anything_due(project, failed + timedelta(minutes=15))
