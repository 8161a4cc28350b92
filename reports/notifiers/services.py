"""Any other service: an address that Apprise knows (``tgram://``, ``slack://``, ``ntfy://`` ...). Needs ``pip install regdelta[notify]``."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.delivery import Failure
from reports.notifiers import Address, Channel, Letter, NotSent, Parcel, register
from reports.notifiers.brief import leading, merged, size, subject

LARGEST = 18_000
OURS = {"wecombot": "wecom", "dingtalk": "dingtalk", "feishu": "feishu", "lark": "feishu"}
"""Services whose robots say in the body of an HTTP 200 that they refuse, which Apprise does not read: they have channels of their own."""


def compose(letters: Sequence[Letter], address: Address) -> list[Parcel]:
    """One message for everything that waits, within what the service takes."""
    service = _service(address)
    newest = leading(letters)
    about = subject(newest.report)
    room = min(int(service.body_maxlen), LARGEST) - size(about) - 2  # in characters; as many bytes are never more
    text, carried = merged(letters, room)
    return [Parcel(newest.key, about, text, newest.report.generated, deliveries=carried, headline=text)]


def send(parcel: Parcel, address: Address, at: datetime) -> None:
    """Apprise tells whether it succeeded, and no more; what it logs may hold tokens and is not let out."""
    del at
    from apprise import NotifyFormat

    taken = _service(address).notify(body=parcel.text, title=parcel.subject, body_format=NotifyFormat.TEXT)
    if not taken:
        raise NotSent(Failure.REFUSED, "Apprise could not hand the message over")


def _service(address: Address) -> Any:
    try:
        from apprise import Apprise
    except ImportError:
        raise NotSent(
            Failure.SETTINGS, "Apprise is not installed; install it with: pip install 'regdelta[notify]'", lasting=True
        ) from None
    logging.getLogger("apprise").disabled = True
    service = Apprise.instantiate(address.value)
    if service is None:
        raise NotSent(Failure.SETTINGS, "the address is none that Apprise knows", lasting=True)
    if ours := next((OURS[scheme] for scheme in OURS if scheme == service.secure_protocol), None):
        raise NotSent(Failure.SETTINGS, f'use channel = "{ours}" for this service, with the address of its robot', lasting=True)
    service.socket_connect_timeout = service.socket_read_timeout = address.timeout
    return service


register(Channel("apprise", compose, send, secret=True))
