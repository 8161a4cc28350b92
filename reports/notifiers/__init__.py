"""Notifiers: a report on its way to a person. One module a kind of channel; built-in ones register like any other.

=======================  ===============================================================
module                   its one idea
=======================  ===============================================================
:mod:`~.brief`           the first screen as a few lines of text, cut by bytes at a line
:mod:`~.secrets`         addresses and passwords, and keeping them out of every message
:mod:`~.email`           SMTP: HTML with inlined CSS, plain text, attachments
:mod:`~.mail`            what a mail looks like before it is sent
:mod:`~.robots`          企业微信, 钉钉, 飞书: group robots behind a secret address
:mod:`~.web`             one JSON request and its answer
:mod:`~.services`        any other address that Apprise knows
=======================  ===============================================================

An outside notifier is a module named under the entry point group ``regdelta.notifiers``; importing it calls :func:`register`.
No clock is read here and nothing is tried twice: both are the business of :mod:`monitor.deliver`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.delivery import Failure, Smtp
from domain.report import Report
from reports.registry import Registry

BUILT_IN = tuple(f"reports.notifiers.{name}" for name in ("email", "robots", "services"))
GROUP = "regdelta.notifiers"


class NotSent(Exception):
    """The channel did not take the message. ``detail`` is for whoever repairs it; ``lasting`` if trying again soon cannot help."""

    def __init__(self, failure: Failure, detail: str, *, lasting: bool = False) -> None:
        super().__init__(detail)
        self.failure = failure
        self.detail = detail
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Address:
    """Where one message goes, with everything secret about it. ``timeout`` in seconds holds for each step of an exchange."""

    value: str = field(repr=False)
    secret: str = field(default="", repr=False)
    smtp: Smtp = field(default_factory=Smtp)
    timeout: float = 20.0


@dataclass(frozen=True, slots=True)
class Letter:
    """One report for one recipient, already filtered. ``key`` is the same however often it is sent; ``link`` leads to the whole report."""

    delivery: int
    key: str
    report: Report
    link: str
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message as it goes out. ``deliveries`` are the letters in it; ``text`` is what a person reads of it without opening anything else."""

    key: str
    subject: str
    text: str
    at: datetime
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    deliveries: tuple[int, ...] = ()
    headline: str = ""

    @property
    def size(self) -> int:
        """Bytes of the parts before they are encoded for their channel."""
        parts = (self.text.encode(), self.html.encode(), *(one.content for one in self.attachments))
        return sum(map(len, parts))


Compose = Callable[[Sequence[Letter], Address], list[Parcel]]
Send = Callable[[Parcel, Address, datetime], None]


@dataclass(frozen=True, slots=True)
class Channel:
    """A kind of channel.

    ``compose`` makes messages of the letters that wait for one recipient, given oldest first; ``send`` carries one of them (its last
    argument is the time) and raises :class:`NotSent`. ``secret`` if whoever knows the address can write to it.
    """

    name: str
    compose: Compose
    send: Send
    secret: bool


_channels: Registry[Channel] = Registry("channel", BUILT_IN, GROUP)


def register(channel: Channel) -> Channel:
    """Raises ValueError if the name is taken."""
    return _channels.register(channel.name, channel)


def channels() -> tuple[str, ...]:
    """The names of all registered channels, in their alphabetical order."""
    return _channels.names()


def channel_named(name: str) -> Channel:
    """One channel. Raises InputError if nothing is registered under that name."""
    return _channels.named(name)
