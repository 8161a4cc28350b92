"""Reports on their way: over real SMTP and to the robots' protocols on loopback."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.delivery import DeliveryState, Failure, Handed
from domain.errors import InputError
from monitor.deliver import deliver
from monitor.rehearsal import preview
from reports import renderers
from reports.renderers import format_named
from tests.integration.delivery.conftest import CHANNELS, SETTINGS, House
from tests.integration.delivery.offices import PASSWORD, SECRET, TOKEN

ROBOTS = ("wecom", "dingtalk", "feishu")


def sent(house: House, *, everything: bool = False) -> tuple[Handed, ...]:
    with house.rooms() as rooms:
        return deliver(rooms, everything=everything, environment=house.environment)


def failures(handed: tuple[Handed, ...]) -> dict[str, Failure | None]:
    return {one.channel: one.failure for one in handed if not one.sent}


def states(house: House) -> list[DeliveryState]:
    with house.rooms() as rooms:
        return [one.state for one in rooms.store.deliveries()]


def test_a_report_reaches_every_channel_once(house: House) -> None:
    """STARTTLS, login, two signatures; a second pass finds nothing to do."""
    house.report()
    assert failures(sent(house)) == {}
    assert sent(house, everything=True) == ()
    assert len(house.mails.taken) == 1
    assert {name: len(texts) for name, texts in house.robots.taken.items()} == dict.fromkeys(ROBOTS, 1) | {"json": 0}
    assert set(states(house)) == {DeliveryState.SENT}


def test_the_mail_is_whole(house: House) -> None:
    """The verdict in the subject, text and HTML with inlined styles, the chosen attachment, headers that name list and message."""
    house.report()
    sent(house)
    to, mail = house.mails.taken[0]
    assert to == "ra@example.com"
    assert str(mail["Subject"]).startswith(f"药械日报{house.now:%m%d} 实质5 新文件1 来源异常1")
    assert str(mail["List-Id"]) == "药械日报 <regdelta.example.com>"
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text and page and "结论" in text.get_content()
    content = page.get_content()
    assert 'style="' in content and "@media" in content
    assert not any(word in content for word in ("<script", "<img", "http-equiv", "url(", "var(--"))
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == f"药械日报_{house.now:%Y%m%d}_v1.xlsx"
    assert zipfile.is_zipfile(io.BytesIO(attached.get_content()))


def test_a_robot_gets_one_message_within_its_limit(house: House) -> None:
    """Verdict first, the link last, at most 2,048 bytes for 企业微信."""
    house.report()
    sent(house)
    (text,) = house.robots.taken["wecom"]
    assert text.split("\n")[1].startswith("结论 实质变动 5 项")
    assert "https://intranet.example/regdelta/" in text.split("\n")[-1]
    assert len(text.encode()) <= 2048


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ("451 4.7.1 greylisted, try again later", Failure.BUSY),
        ("554 5.7.1 no thanks", Failure.REFUSED),
    ],
)
def test_a_mail_refused_waits_and_goes_out_later(house: House, answer: str, failure: Failure) -> None:
    """4xx is tried again in ten minutes, 5xx in six hours; the same Message-ID then."""
    house.report()
    house.mails.answers = [answer]
    (told,) = [one for one in sent(house) if not one.sent]
    assert (told.failure, told.detail.split(":")[0]) == (failure, f"answered {answer[:3]}")
    expected = timedelta(minutes=10) if failure is Failure.BUSY else timedelta(hours=6)
    assert told.next_at == house.now + expected
    assert sent(house) == ()
    house.now += expected
    assert failures(sent(house)) == {}
    assert len(set(house.mails.ids("ra@example.com"))) == len(house.mails.taken) == 1


def test_a_refused_recipient_is_told(house: House) -> None:
    """An unknown mailbox is the recipient's fault, not the server's."""
    house.report()
    house.mails.refused = {"ra@example.com": "550 5.1.1 no such user"}
    assert failures(sent(house)) == {"email": Failure.REFUSED}


def test_a_wrong_password_is_told_without_it(house: House) -> None:
    """Also where the server repeats it."""
    house.report()
    house.environment["T_PASSWORD"] = "wrong-" + PASSWORD
    (told,) = [one for one in sent(house) if not one.sent]
    assert told.failure is Failure.LOGIN
    assert house.environment["T_PASSWORD"] not in told.detail


def test_an_untrusted_server_gets_neither_password_nor_mail(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its certificate is verified before anything is said."""
    house.report()
    monkeypatch.delenv("SSL_CERT_FILE")
    assert failures(sent(house)) == {"email": Failure.TLS}
    assert house.mails.taken == []


@pytest.mark.parametrize(
    ("mood", "failure"),
    [
        ({"errcode": 45009, "errmsg": "api freq out of limit"}, Failure.BUSY),
        ({"errcode": 130101, "errmsg": "send too fast"}, Failure.BUSY),
        ({"code": 9499, "msg": "too many request"}, Failure.BUSY),
        ({"errcode": 40058, "errmsg": "text too long"}, Failure.LOGIN),
        ({"nothing": 1}, Failure.BUSY),
        ("html", Failure.BUSY),
        (302, Failure.REFUSED),
        (403, Failure.LOGIN),
        (503, Failure.BUSY),
    ],
)
def test_a_robot_that_refuses_behind_200_has_not_taken_it(house: House, mood: object, failure: Failure) -> None:
    """Its code decides, not the HTTP status; no redirect is followed; what was refused goes out later."""
    service = "feishu" if isinstance(mood, dict) and "code" in mood else "dingtalk" if "130101" in str(mood) else "wecom"
    house.settings(only(service))
    house.report()
    house.robots.moods = [mood]  # type: ignore[list-item]
    (told,) = sent(house)
    assert (told.sent, told.failure) == (False, failure)
    assert house.robots.asked == 1
    (again,) = sent(house, everything=True)
    assert again.sent and len(house.robots.taken[service]) == 1


def only(channel: str) -> str:
    """The settings with one recipient."""
    head, *blocks = SETTINGS.split("[[recipient]]\n")
    return head + "".join("[[recipient]]\n" + block for block in blocks if f'channel = "{channel}"' in block)


@pytest.mark.parametrize("channel", ROBOTS)
def test_a_wrong_secret_is_the_robots_to_refuse(house: House, channel: str) -> None:
    """A lasting failure, and no part of the address in what is told of it."""
    house.settings(only(channel))
    house.report()
    house.environment |= {
        "T_SECRET": "SEC-of-another-robot",
        "T_WECOM": f"http://127.0.0.1:{house.http}/wecom/send?key=wrong-key-of-nobody",
    }
    (told,) = sent(house)
    assert told.failure is Failure.LOGIN
    assert "wrong-key-of-nobody" not in told.detail


def test_an_outage_of_days_loses_nothing_and_is_made_up_for_in_one_message(house: House) -> None:
    """Three reports waited: a mail each; each robot one message with the newest and, before it, what was late."""
    house.environment["T_WECOM"] = f"http://127.0.0.1:1/wecom/send?key={TOKEN}"
    house.mails.answers = ["421 4.3.2 closing"] * 9
    for _ in range(3):
        house.report()
        assert set(failures(sent(house))) == {"wecom", "email"}
        house.now += timedelta(days=1)
    with house.rooms() as rooms:
        keys = [one.key[:8] for one in rooms.store.deliveries() if one.channel == "wecom"]
    house.environment["T_WECOM"] = f"http://127.0.0.1:{house.http}/wecom/send?key={TOKEN}"
    house.mails.answers = []
    assert failures(sent(house)) == {}
    (text,) = house.robots.taken["wecom"]
    assert set(house.robots.parts("wecom")) == set(keys)
    assert "同时送达：" in text and len(text.encode()) <= 2048
    assert len(house.mails.taken) == len(set(house.mails.ids("ra@example.com"))) == 3
    assert set(states(house)) == {DeliveryState.SENT}


def test_a_slow_channel_holds_up_nobody(house: House) -> None:
    """One robot never answers and one never ends its answer; mail and the third arrive, and the pass ends."""
    house.report()
    house.robots.moods = ["drip", "slow"]
    with house.rooms() as rooms:
        told = deliver(rooms, environment=house.environment, patience=3.0)
    assert sorted(failures(told).values()) == [Failure.TIMEOUT] * 2
    assert sum(one.sent for one in told) == 2
    assert len(house.mails.taken) == 1


def test_the_next_report_names_the_channel_that_failed(house: House) -> None:
    """Beside the source health: since when, why; after it has caught up, once more, and then no longer."""
    from reports.delivery import troubles, words

    house.report()
    house.robots.moods = [503, 503, 503]
    assert set(failures(sent(house))) == set(ROBOTS)
    with house.rooms() as rooms:
        found = troubles(rooms.store)
        assert {one.recipient for one in found} == {CHANNELS[name] for name in ROBOTS}
        assert all(one.recovered is None and one.since == house.now for one in found)
        assert words(found[0], house.now.date()).endswith("1 期未送达：对方暂不接收，仍在重试")
    house.now += timedelta(hours=1)
    sent(house)
    with house.rooms() as rooms:
        assert all(one.recovered == house.now for one in troubles(rooms.store))
    house.now += timedelta(days=1)
    house.report()
    with house.rooms() as rooms:
        assert troubles(rooms.store) == ()


def test_a_recipient_added_later_gets_reports_from_then_on(house: House) -> None:
    """And one taken out gets nothing more, also of what waited."""
    house.settings(only("email"))
    house.report()
    sent(house)
    house.settings(SETTINGS)
    assert sent(house, everything=True) == ()
    house.report(revision=2)
    house.settings(only("wecom"))
    assert [one.channel for one in sent(house)] == ["wecom"]
    house.settings(SETTINGS)
    assert sent(house, everything=True) == ()
    assert states(house).count(DeliveryState.WITHDRAWN) == 3


def test_no_secret_is_in_the_database_or_in_what_is_told(house: House, caplog: pytest.LogCaptureFixture) -> None:
    """Not after success, not after every kind of failure, not in a dry run."""
    house.report()
    house.robots.moods = ["echo"] * 3
    house.mails.answers = [f"554 rejected {PASSWORD}"]
    told = repr(sent(house))
    with house.rooms() as rooms:
        told += repr(preview(rooms, house.environment)) + repr(rooms.store.deliveries())
    sent(house, everything=True)
    told += caplog.text
    kept = b"".join(path.read_bytes() for path in house.root.glob("regdelta.db*"))
    for secret in (TOKEN, SECRET, PASSWORD):
        assert secret not in told
        assert secret.encode() not in kept


def test_a_format_that_cannot_be_made_stops_one_recipient_only(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the report cannot be drawn on this machine: the reason is told, and the robots have their message."""

    def lacking(_report: object) -> bytes:
        raise InputError("install the library that draws this format")

    chosen = format_named("xlsx")
    monkeypatch.setitem(renderers._formats._parts, "xlsx", replace(chosen, render=lacking))
    house.report()
    handed = sent(house)
    assert failures(handed) == {"email": Failure.SETTINGS}
    assert next(one.detail for one in handed if not one.sent) == "install the library that draws this format"


def test_a_missing_variable_is_named(house: House) -> None:
    """With what it is, and the others are served."""
    house.report()
    del house.environment["T_WECOM"]
    (told,) = [one for one in sent(house) if not one.sent]
    assert (told.channel, told.failure) == ("wecom", Failure.SETTINGS)
    assert "T_WECOM is not set" in told.detail


def test_a_dry_run_shows_and_sends_nothing(house: House) -> None:
    """Subject, bytes, files and first screen of what waits; afterwards of the newest report."""
    house.report()
    with house.rooms() as rooms:
        shown = {one.channel: one for one in preview(rooms, house.environment)}
        assert set(shown) == set(CHANNELS) and all(one.waiting for one in shown.values())
        assert shown["wecom"].bytes <= 2048 and "结论" in shown["email"].first_screen
        assert house.mails.taken == [] and house.robots.asked == 0
    sent(house)
    with house.rooms() as rooms:
        assert not any(one.waiting for one in preview(rooms, house.environment))
