"""The demo: the sample regulators lived through day by day, on loopback, with the real crawler, store, differ and report."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from domain.errors import InputError
from monitor.clock import SHANGHAI, clock_from
from monitor.config import CONFIG_NAME, load_project
from monitor.project import make_project
from monitor.run import RunResult, Watch, ignore, run
from monitor.wiring import open_rooms
from sample.calendar import DAYS, Day
from sample.server import SampleRegulators

CONTACT = "demo@localhost"
AT = time(8, 5)


@dataclass(frozen=True, slots=True)
class DemoDay:
    """One day of the calendar and what the run of it came to."""

    day: Day
    result: RunResult


def live_through(
    root: Path, days: int = len(DAYS), watch: Watch = ignore, tell: Callable[[DemoDay], None] | None = None
) -> list[DemoDay]:
    """Run the first ``days`` days of the calendar into a fresh project at ``root``.

    Raises InputError if ``root`` holds anything but an earlier demo.
    """
    clear(root)
    lived: list[DemoDay] = []
    with SampleRegulators(day=0) as sample:
        make_project(root, sample.source_files(), contact=CONTACT)
        for day in DAYS[:days]:
            sample.set_day(day.number)
            lived.append(live_day(root, day, watch))
            if tell:
                tell(lived[-1])
    return lived


def live_day(root: Path, day: Day, watch: Watch = ignore) -> DemoDay:
    """One run at five past eight, Asia/Shanghai, of the day."""
    with ExitStack() as stack:
        clock = clock_from(datetime.combine(day.on, AT, SHANGHAI))
        rooms = stack.enter_context(open_rooms(root, clock))
        return DemoDay(day, run(rooms, watch=watch))


def clear(root: Path) -> None:
    """Take away an earlier demo. Raises InputError if the folder holds something else, and touches nothing then."""
    if not root.exists() or not any(root.iterdir()):
        return
    if not (root / CONFIG_NAME).is_file() or load_project(root).config.project.contact != CONTACT:
        raise InputError(f"{root} is not empty and not an earlier demo; name another folder: regdelta demo FOLDER")
    shutil.rmtree(root)
