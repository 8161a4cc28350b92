"""Group robots of 企业微信, 钉钉 and 飞书: one text message behind a secret address, signed where the robot asks for it.

Apprise knows these services too, but takes every HTTP 200 for success, while the robots answer 200 with an error code; it does not sign for
飞书 and cuts by characters. What a code means: the services' pages on custom robots (企业微信 91770, 钉钉 custom-robot-access, 飞书 custom-bot).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlencode

from domain.delivery import Failure
from reports.notifiers import Address, Channel, Letter, NotSent, Parcel, register
from reports.notifiers.brief import leading, merged, subject
from reports.notifiers.web import post


@dataclass(frozen=True, slots=True)
class Request:
    url: str
    body: Mapping[str, object]


class Wrap(Protocol):
    def __call__(self, text: str, address: Address, at: datetime) -> Request: ...


@dataclass(frozen=True, slots=True)
class Robot:
    """One service. ``limit`` in bytes of text; ``busy`` are the codes after which trying again helps, ``login`` those of address and signature."""

    limit: int
    wrap: Wrap
    code: tuple[str, ...]
    said: str
    busy: frozenset[int]
    login: frozenset[int]

    def compose(self, letters: Sequence[Letter], address: Address) -> list[Parcel]:
        """One message for everything that waits: 钉钉 mutes a robot after 20 a minute."""
        del address
        text, carried = merged(letters, self.limit)
        newest = leading(letters)
        return [Parcel(newest.key, subject(newest.report), text, newest.report.generated, deliveries=carried, headline=text)]

    def send(self, parcel: Parcel, address: Address, at: datetime) -> None:
        request = self.wrap(parcel.text, address, at)
        self._accepted(post(request.url, request.body, parcel.key, address.timeout))

    def _accepted(self, answer: dict[str, Any]) -> None:
        """The robot took the message only if its code is there and 0."""
        code = next((answer[name] for name in self.code if name in answer), None)
        if code == 0:
            return
        if not isinstance(code, int):
            raise NotSent(Failure.BUSY, "the answer is not that of a robot (no code)")
        said = f"code {code}: {answer.get(self.said, '')}"
        if code in self.busy:
            raise NotSent(Failure.BUSY, said)
        raise NotSent(Failure.LOGIN if code in self.login else Failure.REFUSED, said, lasting=True)


def _wecom(text: str, address: Address, at: datetime) -> Request:
    del at
    return Request(address.value, {"msgtype": "text", "text": {"content": text}})


def _dingtalk(text: str, address: Address, at: datetime) -> Request:
    """Signed in the address: HMAC-SHA256 of ``milliseconds\\nsecret`` under the secret."""
    body = {"msgtype": "text", "text": {"content": text}, "at": {"isAtAll": False}}
    if not address.secret:
        return Request(address.value, body)
    stamp = str(round(at.timestamp() * 1000))
    sign = _signed(address.secret, f"{stamp}\n{address.secret}")
    joint = "&" if "?" in address.value else "?"
    return Request(f"{address.value}{joint}{urlencode({'timestamp': stamp, 'sign': sign})}", body)


def _feishu(text: str, address: Address, at: datetime) -> Request:
    """Signed in the body: HMAC-SHA256 of nothing under ``seconds\\nsecret``."""
    body: dict[str, object] = {"msg_type": "text", "content": {"text": text}}
    if address.secret:
        stamp = str(int(at.timestamp()))
        body |= {"timestamp": stamp, "sign": _signed(f"{stamp}\n{address.secret}", "")}
    return Request(address.value, body)


def _signed(key: str, words: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), words.encode(), hashlib.sha256).digest()).decode()


ROBOTS = {
    "wecom": Robot(2048, _wecom, ("errcode",), "errmsg", frozenset({-1, 45009, 45033}), frozenset({93000, 40058, 93008})),
    "dingtalk": Robot(
        18_000,
        _dingtalk,
        ("errcode",),
        "errmsg",
        frozenset({-1, 130101, 90018, 90030, 88}),
        frozenset({300001, 310000, 400013}),
    ),
    "feishu": Robot(
        18_000, _feishu, ("code", "StatusCode"), "msg", frozenset({9499, 11232, 11233}), frozenset({19001, 19021, 19022})
    ),
}
for _name, _robot in ROBOTS.items():
    register(Channel(_name, _robot.compose, _robot.send, secret=True))
