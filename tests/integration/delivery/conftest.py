"""A project with a recipient on every channel, and the servers at the other end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from domain.record import ReportRecord
from monitor.recipients import outgoing
from monitor.wiring import Rooms, open_rooms
from tests.integration.delivery.offices import PASSWORD, SECRET, TOKEN, Mails, Robots, post_office, robot_house
from tests.unit.reports.mornings import busy, report_of

SETTINGS = """\
[delivery]
link = "https://intranet.example/regdelta"
[smtp]
host = "127.0.0.1"
port = {smtp}
user = "ra"
password_env = "T_PASSWORD"
sender = "regdelta@example.com"
[[recipient]]
name = "注册部"
channel = "email"
address = "ra@example.com"
attachments = ["xlsx"]
[[recipient]]
name = "企微群"
channel = "wecom"
address_env = "T_WECOM"
[[recipient]]
name = "钉钉群"
channel = "dingtalk"
address_env = "T_DINGTALK"
secret_env = "T_SECRET"
[[recipient]]
name = "飞书群"
channel = "feishu"
address_env = "T_FEISHU"
secret_env = "T_SECRET"
"""
CHANNELS = {"email": "注册部", "wecom": "企微群", "dingtalk": "钉钉群", "feishu": "飞书群"}


@dataclass
class House:
    """A project in a folder and its surroundings; ``now`` is what its clock says."""

    root: Path
    mails: Mails
    robots: Robots
    smtp: int
    http: int
    environment: dict[str, str]
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def settings(self, text: str = SETTINGS) -> None:
        (self.root / "regdelta.toml").write_text(text.format(smtp=self.smtp), "utf-8")

    @contextmanager
    def rooms(self) -> Iterator[Rooms]:
        with open_rooms(self.root, lambda: self.now) as rooms:
            yield rooms

    def report(self, revision: int = 1, days: int = 0) -> ReportRecord:
        """One more report, kept with its messages as :mod:`monitor.publish` keeps one."""
        with self.rooms() as rooms:
            report = msgspec.json.decode(self.monday)
            report |= {"on": str(self.now.date() + timedelta(days=days)), "revision": revision}
            on = self.now.date() + timedelta(days=days)
            window = rooms.store.reports()[-1].window
            messages = outgoing(rooms.project.config.recipient, "daily", on, revision, self.now)
            return rooms.store.record_report(
                on, "daily", window, self.now, msgspec.json.encode(report), [], [], outgoing=messages
            )

    @property
    def monday(self) -> bytes:
        return (self.root / "monday.json").read_bytes()


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Everything is up, and the mail server's certificate is trusted."""
    root = tmp_path / "project"
    (root / "sources").mkdir(parents=True)
    desk = busy(root)
    (root / "monday.json").write_bytes(msgspec.json.encode(report_of(desk)))
    desk.store.close()
    with ExitStack() as stack:
        mails, smtp = stack.enter_context(post_office(tmp_path))
        robots, http = stack.enter_context(robot_house())
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
        base = f"http://127.0.0.1:{http}"
        environment = {
            "T_PASSWORD": PASSWORD,
            "T_SECRET": SECRET,
            "T_WECOM": f"{base}/wecom/send?key={TOKEN}",
            "T_DINGTALK": f"{base}/dingtalk/send?access_token={TOKEN}",
            "T_FEISHU": f"{base}/feishu/hook/{TOKEN}",
        }
        made = House(root, mails, robots, smtp, http, environment)
        robots.clock = lambda: made.now.timestamp()
        made.settings()
        yield made
