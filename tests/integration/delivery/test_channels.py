"""Single messages over single channels: other ways to a mail server, TLS to a robot, and whatever else Apprise knows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.delivery import Failure, Smtp
from reports.notifiers import Address, Letter, NotSent, Parcel, channel_named
from tests.integration.delivery.offices import TOKEN, certificate, post_office, robot_house
from tests.unit.reports.mornings import busy, report_of

# Apprise imports every plugin it has, one of which imports a module of the standard library that Python 3.13 has dropped.
OF_APPRISE = pytest.mark.filterwarnings("ignore:'imghdr':DeprecationWarning")
AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
PARCEL = Parcel("k" * 32, "药械日报1123 实质1", "结论 实质变动 1 项", AT)


def send(channel: str, address: Address) -> None:
    channel_named(channel).send(PARCEL, address, AT)


def smtp(port: int, **fields: str) -> Address:
    return Address("ra@example.com", smtp=Smtp("127.0.0.1", port, sender="regdelta@example.com", **fields))  # type: ignore[arg-type]


def test_a_relay_without_encryption_takes_mail_but_no_password(tmp_path: Path) -> None:
    """security = none is for a relay on the same machine; a login over it is refused before anything is said."""
    with post_office(tmp_path, plain=True) as (mails, port):
        send("email", smtp(port, security="none"))
        assert mails.ids("ra@example.com") == [f"<{'k' * 32}@example.com>"]
        with pytest.raises(NotSent, match="only sent over an encrypted connection"):
            send("email", smtp(port, security="none", user="ra"))


def test_a_server_without_starttls_is_not_trusted_with_a_mail(tmp_path: Path) -> None:
    """The setting is a demand, not a wish."""
    with post_office(tmp_path, plain=True) as (mails, port):
        with pytest.raises(NotSent) as caught:
            send("email", smtp(port))
        assert (caught.value.failure, mails.taken) == (Failure.TLS, [])


def test_tls_from_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """security = ssl, as on port 465."""
    with post_office(tmp_path, implicit=True) as (mails, port):
        with pytest.raises(NotSent) as caught:
            send("email", smtp(port, security="ssl"))
        assert caught.value.failure is Failure.TLS
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
        send("email", smtp(port, security="ssl"))
        assert len(mails.taken) == 1


def test_a_robots_certificate_is_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address holds a secret, and it is only told to who can prove to be the robot's host."""
    with robot_house(tls=certificate(tmp_path)) as (robots, port):
        address = Address(f"https://127.0.0.1:{port}/wecom/send?key={TOKEN}")
        with pytest.raises(NotSent) as caught:
            send("wecom", address)
        assert (caught.value.failure, robots.asked) == (Failure.TLS, 0)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
        send("wecom", address)
        assert robots.taken["wecom"] == [PARCEL.text]


@pytest.mark.parametrize(
    "url", ["http://intranet.example/x?key=secret1", "ftp://127.0.0.1/x", "not an address", "", "https://"]
)
def test_an_address_that_would_tell_the_secret_is_not_used(url: str) -> None:
    """https, or http on this machine; the sentence does not repeat it."""
    with pytest.raises(NotSent) as caught:
        send("wecom", Address(url))
    assert caught.value.failure is Failure.SETTINGS and "secret1" not in caught.value.detail


@OF_APPRISE
def test_any_other_service_goes_through_apprise() -> None:
    """Here Apprise's own JSON service; a service that does not answer 200 has not taken the message."""
    with robot_house() as (robots, port):
        address = Address(f"json://127.0.0.1:{port}/json/{TOKEN}")
        send("apprise", address)
        assert robots.taken["json"] == [f"{PARCEL.subject}\n{PARCEL.text}"]
        robots.moods = [500]
        with pytest.raises(NotSent) as caught:
            send("apprise", address)
        assert caught.value.failure is Failure.REFUSED


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense://x", "none that Apprise knows"),
        (f"wecombot://{TOKEN}", 'channel = "wecom"'),
        (f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={TOKEN}", 'channel = "wecom"'),
    ],
)
def test_what_apprise_cannot_do_is_said(url: str, words: str) -> None:
    """An unknown service; and a robot whose refusals Apprise does not read."""
    with pytest.raises(NotSent, match=words):
        send("apprise", Address(url))


@OF_APPRISE
def test_a_message_fits_the_service_with_its_title(tmp_path: Path) -> None:
    """Discord takes 2,000 characters; what has no room is counted."""
    letter = Letter(1, "0" * 32, report_of(busy(tmp_path)), "https://intranet.example/r.html")
    (parcel,) = channel_named("apprise").compose([letter], Address(f"discord://123456789/{TOKEN}"))
    assert parcel.subject.startswith("药械日报1123") and parcel.deliveries == (1,)
    assert len(parcel.subject.encode()) + 2 + len(parcel.text.encode()) <= 2000
