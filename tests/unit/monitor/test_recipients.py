"""Recipients in regdelta.toml: what is wrong is known before the first morning."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.errors import ConfigError
from monitor.config import load_project
from monitor.project import TEMPLATE, make_project
from monitor.recipients import KINDS, check, outgoing

MAIL = '[smtp]\nhost = "h"\nsender = "s@example.com"\n'
GOOD = MAIL + '[[recipient]]\nname = "a"\nchannel = "email"\naddress = "a@example.com"\n'
ROBOT = '[[recipient]]\nname = "b"\nchannel = "wecom"\naddress_env = "X"\n'
AT = datetime(2026, 11, 23, tzinfo=UTC)


def checked(root: Path, text: str) -> None:
    (root / "regdelta.toml").write_text(text, "utf-8")
    check(load_project(root))


def test_right_recipients_pass(tmp_path: Path) -> None:
    """A mail address in the file, a robot's behind the name of a variable."""
    checked(tmp_path, GOOD + ROBOT)


def test_the_example_that_init_writes_is_right(tmp_path: Path) -> None:
    """Whoever takes the # away has a file that loads."""
    make_project(tmp_path, {})
    example = TEMPLATE.split("\n# [delivery]")[1]
    lines = [re.sub(r"^# ?", "", line) for line in f"# [delivery]{example}".split("\n")]
    checked(tmp_path, "\n".join(lines))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD + GOOD.removeprefix(MAIL), "'a' is empty or stands twice"),
        (GOOD.replace("email", "pigeon"), "no channel is called 'pigeon'; use one of: apprise, dingtalk, email, feishu, wecom"),
        (GOOD.replace('address = "a@example.com"', ""), "give either address or address_env"),
        (ROBOT.replace("address_env", "address"), "the address of a robot is a secret"),
        (GOOD.removeprefix(MAIL), "mail needs host and sender in [smtp]"),
        (GOOD.replace('host = "h"', 'host = "h"\nsecurity = "tsl"'), "security in [smtp] must be one of: starttls, ssl, none"),
        (GOOD.replace("a@example.com", "a example"), "no mail address"),
        (GOOD + 'attachments = ["papyrus"]', "papyrus"),
        (GOOD + 'reports = ["hourly"]', "reports knows no 'hourly'; use any of: daily, weekly, monthly"),
        (GOOD + '[recipient.subscription]\nkinds = ["时间"]', "kinds knows no '时间'; use any of: 时限"),
        (GOOD + '[recipient.subscription]\nprovince = ["上海"]', "province"),
    ],
)
def test_a_wrong_recipient_is_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    """Which one, what is wrong, and what would be right."""
    with pytest.raises(ConfigError) as caught:
        checked(tmp_path, text)
    assert words in str(caught.value) and "regdelta.toml" in str(caught.value)


def test_a_key_is_the_same_for_ever_and_unlike_any_other(tmp_path: Path) -> None:
    """One a report, revision and recipient; and only who wants this kind of report gets one."""
    (tmp_path / "regdelta.toml").write_text(GOOD + 'reports = ["weekly"]\n' + ROBOT, "utf-8")
    recipients = load_project(tmp_path).config.recipient
    on = date(2026, 11, 23)
    assert [one.recipient for one in outgoing(recipients, "daily", on, 1, AT)] == ["b"]
    assert outgoing(recipients, "weekly", on, 1, AT) == outgoing(recipients, "weekly", on, 1, AT)
    keys = [one.key for kind in KINDS for revision in (1, 2) for one in outgoing(recipients, kind, on, revision, AT)]
    assert len(set(keys)) == len(keys)
