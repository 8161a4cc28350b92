"""Killed with SIGKILL while messages go out: everybody gets every report, a second copy only of what was in flight, and with the same number."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.delivery import DeliveryState
from monitor.deliver import deliver
from tests.integration.delivery.conftest import CHANNELS, House, house  # noqa: F401 the fixture
from tests.integration.delivery.offices import KEY

ROOT = Path(__file__).resolve().parents[2]
ROBOTS = ("wecom", "dingtalk", "feishu")
ROUNDS = 14
CHILD = """
import sys
from pathlib import Path
from monitor.deliver import deliver
from monitor.wiring import open_rooms

with open_rooms(Path(sys.argv[1])) as rooms:
    print("ready", flush=True)
    deliver(rooms, everything=True)
"""


def start(house: House) -> subprocess.Popen[str]:  # noqa: F811
    """A process that empties the outbox; it has opened the store when this returns."""
    environment = {**os.environ, **house.environment, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", CHILD, str(house.root)]
    child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def end(child: subprocess.Popen[str]) -> int:
    child.kill()
    assert child.stdout is not None
    child.stdout.close()
    return child.wait()


def finish(house: House) -> None:  # noqa: F811
    """Empty the outbox. What is late and has no room in one message goes with the next pass."""
    house.now = datetime.now(UTC)
    with house.rooms() as rooms:
        for _ in range(ROUNDS):
            assert all(one.sent for one in deliver(rooms, everything=True, environment=house.environment))


def keys(house: House, channel: str) -> list[str]:  # noqa: F811
    """The keys of a recipient's messages, as the outbox has them."""
    with house.rooms() as rooms:
        rows = rooms.store.deliveries()
    assert {row.state for row in rows} == {DeliveryState.SENT}
    return [row.key for row in rows if row.recipient == CHANNELS[channel]]


def second_copies(messages: Iterable[Iterable[str]]) -> int:
    """Messages that carry a report an earlier one carried."""
    seen: set[str] = set()
    count = 0
    for message in messages:
        parts = set(message)
        count += not parts.isdisjoint(seen)
        seen |= parts
    return count


def everybody_has_everything(house: House, kills: int) -> int:  # noqa: F811
    """Nothing is missing and nothing was sent twice but what a kill met in flight; returns how many second copies there were."""
    copies = 0
    mails = [[one.strip("<>").partition("@")[0]] for one in house.mails.ids("ra@example.com")]
    assert {part for mail in mails for part in mail} == set(keys(house, "email"))
    texts = {name: [KEY.findall(text) for text in house.robots.taken[name]] for name in ROBOTS}
    for name in ROBOTS:
        assert {part for text in texts[name] for part in text} == {key[:8] for key in keys(house, name)}
    for messages in (mails, *texts.values()):
        assert second_copies(messages) <= kills
        copies += second_copies(messages)
    return copies


def test_killed_at_random_instants(house: House) -> None:  # noqa: F811
    """Fourteen rounds, each with a new report, each killed somewhere between the first byte and the last note."""
    chance = random.Random(20261123)  # noqa: S311 instants, not secrets
    kills = 0
    for number in range(ROUNDS):
        house.report(days=number)
        child = start(house)
        time.sleep(chance.uniform(0.0, 0.35))
        kills += end(child) == -signal.SIGKILL
    assert kills
    finish(house)
    everybody_has_everything(house, kills)


@pytest.mark.parametrize("channel", list(CHANNELS))
def test_killed_between_taking_and_noting(house: House, channel: str) -> None:  # noqa: F811
    """The channel has taken the message and its answer never arrives: the one case of a second copy, under the same number."""
    house.report()
    taker = house.mails if channel == "email" else house.robots
    started, child = threading.Event(), list[subprocess.Popen[str]]()

    def kill() -> None:
        taken = len(house.mails.taken) if channel == "email" else len(house.robots.taken[channel])
        if taken == 1 and started.wait(60) and child[0].poll() is None:
            child[0].send_signal(signal.SIGKILL)
            child[0].wait()

    taker.on_taken = kill
    child.append(start(house))
    started.set()
    assert child[0].wait(timeout=60) == -signal.SIGKILL
    end(child[0])
    taker.on_taken = bool
    finish(house)
    assert everybody_has_everything(house, 1) >= 1
    again = house.mails.ids("ra@example.com") if channel == "email" else house.robots.parts(channel)
    assert len(again) == 2 and len(set(again)) == 1


def test_several_at_once_send_everything_once(house: House) -> None:  # noqa: F811
    """A run, a schedule and a person may all empty the outbox at the same time: one after the other does."""
    for number in range(3):
        house.report(days=number)
    children = [start(house) for _ in range(3)]
    assert [child.wait(timeout=120) for child in children] == [0, 0, 0]
    for child in children:
        end(child)
    assert everybody_has_everything(house, 0) == 0
    assert len(house.mails.taken) == 3
    assert {name: len(house.robots.taken[name]) for name in ROBOTS} == dict.fromkeys(ROBOTS, 1)
