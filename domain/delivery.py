"""Delivery: which recipient gets a report over which channel, and what became of it.

Recipients stand here by the name they have in regdelta.toml; their addresses and secrets never do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec


class DeliveryState(StrEnum):
    """``WAITING`` until the channel took the message; ``WITHDRAWN`` when the recipient no longer stands in regdelta.toml."""

    WAITING = "waiting"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class Failure(StrEnum):
    """Why a message did not go out; the report words it, the detail beside it is for whoever repairs it."""

    UNREACHABLE = "unreachable"  # 无法连接
    TIMEOUT = "timeout"  # 超时
    TLS = "tls"  # 安全证书出错
    BUSY = "busy"  # 对方暂不接收: rate limit, greylisting, an error of the service
    LOGIN = "login"  # 登录或签名被拒
    REFUSED = "refused"  # 对方拒收
    SETTINGS = "settings"  # 设置有误: a variable is not set, an address cannot be one
    INTERNAL = "internal"  # 程序出错


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be put in the outbox with a report. ``key`` stays the same however often it is sent: Message-ID, 编号."""

    recipient: str
    channel: str
    key: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message of the outbox: a report for a recipient over a channel. Times are aware UTC.

    ``failing_since`` is its first failure, kept after it got through; ``attempts`` counts the failures, ``next_at`` is when to try again.
    """

    id: int
    report: int
    recipient: str
    channel: str
    key: str
    created: datetime
    state: DeliveryState
    next_at: datetime
    attempts: int = 0
    failing_since: datetime | None = None
    failure: Failure | None = None
    detail: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeliveryTrouble:
    """What a report says of a channel that failed since the report before: since when, why, and whether it has caught up.

    ``reports`` counts the reports concerned; ``recovered`` is when the last of them got through, None while one still waits.
    """

    recipient: str
    channel: str
    since: datetime
    failure: Failure
    reports: int
    recovered: datetime | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of one message, for a person or a program: no address stands in it."""

    recipient: str
    channel: str
    reports: tuple[str, ...]
    subject: str
    sent: bool
    failure: Failure | None = None
    detail: str = ""
    next_at: datetime | None = None


class Smtp(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """``[smtp]``: the mail server. ``security`` is starttls, ssl or none; ``password_env`` names the variable with the password.

    ``sender`` is the address in From. A login without encryption is refused.
    """

    host: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password_env: str = ""
    sender: str = ""
