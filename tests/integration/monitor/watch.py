"""One policy on one site and a project that watches it: each morning a day later, with another text."""

from __future__ import annotations

import shutil
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from pathlib import Path

from domain.report import Report
from monitor.clock import SHANGHAI, clock_from
from monitor.project import make_project
from monitor.publish import stored
from monitor.run import run
from monitor.wiring import Rooms, open_rooms

from .policy_site import PolicySite

TITLE = "海岭省药品监管若干措施"
FIRST = datetime(2026, 11, 20, 8, 5, tzinfo=SHANGHAI)
"""A Friday morning."""

DAY = date(2026, 11, 21)
TEXT = """\
海岭省药品监管若干措施
一、服务
（一）优化受理。受理时限由{days}个工作日压缩为2个工作日，材料齐全的当场出具凭证。（省药监局负责）
（二）强化辅导。对重点品种{modal}实行专人辅导，每月回访一次企业的研发进展情况。（省药监局负责）
（三）扩大开放。鼓励外资企业在本省设立研发总部，并按规定给予场地和人才支持。（省药监局、省商务厅负责）
"""


class Watch:
    """One site and a project that watches it; each morning is a day later."""

    def __init__(self, root: Path, site: PolicySite, days: int = 0) -> None:
        self.root, self.site, self.days = root, site, days
        if not days:
            make_project(root, site.source_files)

    def copied(self, root: Path) -> Watch:
        """The same mornings in another folder, to go on from."""
        return Watch(shutil.copytree(self.root, root), self.site, self.days)

    def morning(self, days: int = 5, modal: str = "可以") -> Report:
        self.site.text = TEXT.format(days=days, modal=modal)
        with self.rooms() as rooms:
            record = run(rooms).report
        self.days += 1
        assert record
        return stored(record)

    def rooms(self, at: datetime | None = None) -> AbstractContextManager[Rooms]:
        return open_rooms(self.root, clock_from(at or FIRST + timedelta(days=self.days)))

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted((self.root / "reports").glob("2*"))}
