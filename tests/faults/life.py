"""One project that lives through many sites at once: each source has a history of its own, all share a run a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from domain.report import Report
from monitor.clock import SHANGHAI, clock_from
from monitor.project import make_project
from monitor.publish import stored
from monitor.run import run
from monitor.wiring import open_rooms
from tests.faults.shapes import SHAPES, Place, Show
from tests.faults.wire import Reply, Wire

FIRST = datetime(2026, 11, 20, 8, 5, tzinfo=SHANGHAI)
SOURCE = """\
id = "{id}"
name = "来源{id}"
province = "测试"
authority = "测试省药品监督管理局"
channel = "规范性文件"
family = "{family}"
listing = "http://127.0.0.1:{port}{listing}"
site_code = "9900000123"
loopback = true

[pace]
delay = 0
concurrency = 4

[options]
{options}
"""


@dataclass(frozen=True, slots=True)
class Look:
    """What a site shows on a day, and what it makes of its answers."""

    show: Show
    spoil: Callable[[Place, Reply], Reply] = lambda _, reply: reply


@dataclass(slots=True)
class Life:
    """A project and its sites. ``histories`` holds the looks of each source, a day each; the last one goes on."""

    root: Path
    histories: dict[str, tuple[str, Sequence[Look]]] = field(default_factory=dict)
    day: int = 0
    reports: list[Report | None] = field(default_factory=list)

    def add(self, source: str, shape: str, *looks: Look) -> None:
        self.histories[source] = shape, looks

    def live(self, days: int) -> None:
        """A run each morning."""
        with Wire() as wire:
            make_project(self.root, {f"{source}.toml": self._file(wire, source) for source in self.histories})
            for self.day in range(days):
                with open_rooms(self.root, clock_from(FIRST + timedelta(days=self.day))) as rooms:
                    record = run(rooms).report
                self.reports.append(stored(record) if record else None)

    def _file(self, wire: Wire, source: str) -> str:
        name, looks = self.histories[source]
        shape = SHAPES[name]

        def now() -> Look:
            return looks[min(self.day, len(looks) - 1)]

        port = wire.open(shape.site(lambda: now().show, lambda place, reply: now().spoil(place, reply)))
        return SOURCE.format(id=source, family=shape.family, port=port, listing=shape.listing, options=shape.options)
