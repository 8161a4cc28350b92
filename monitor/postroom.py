"""Carrying messages: one thread a recipient, so that a slow channel holds up nobody else, and an end to waiting for any of them.

The threads touch neither store nor clock; what became of each message comes back through a queue and is noted by the caller at once.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.delivery import Failure
from reports.notifiers import Address, Letter, NotSent, Parcel, channel_named
from reports.notifiers.secrets import masked

PATIENCE = 180.0
"""Seconds of silence after which a pass waits no longer. A message takes about one, and each step of an exchange at most 20."""


@dataclass(frozen=True, slots=True)
class Errand:
    """All that waits for one recipient, oldest first. ``address`` and ``letters`` are made in its thread and may raise NotSent."""

    recipient: str
    channel: str
    deliveries: tuple[int, ...]
    address: Callable[[], Address]
    letters: Callable[[], Sequence[Letter]]


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one message. ``error`` is None if the channel took it; ``detail`` holds no secret."""

    errand: Errand
    deliveries: tuple[int, ...]
    parcel: Parcel | None = None
    failure: Failure | None = None
    detail: str = ""
    lasting: bool = False


def carry(errands: Sequence[Errand], clock: Callable[[], datetime], patience: float = PATIENCE) -> Iterator[Carried]:
    """Go on all errands at once and tell of each message as soon as its end is known; what has none when patience ends has failed."""
    told: queue.SimpleQueue[Carried | None] = queue.SimpleQueue()
    given_up = threading.Event()
    for errand in errands:
        threading.Thread(target=_go, args=(errand, clock, told, given_up), daemon=True).start()
    open_ends = {id(errand): set(errand.deliveries) for errand in errands}
    running = len(errands)
    while running:
        try:
            one = told.get(timeout=patience)
        except queue.Empty:
            given_up.set()
            break
        if one is None:
            running -= 1
            continue
        open_ends[id(one.errand)] -= set(one.deliveries)
        yield one
    if given_up.is_set():
        late = ((errand, tuple(sorted(open_ends[id(errand)]))) for errand in errands)
        yield from (Carried(errand, rest, None, Failure.TIMEOUT, "no end within the pass") for errand, rest in late if rest)


def _go(
    errand: Errand, clock: Callable[[], datetime], told: queue.SimpleQueue[Carried | None], given_up: threading.Event
) -> None:
    try:
        for one in _messages(errand, clock):
            told.put(one)
            if given_up.is_set():
                return
    finally:
        told.put(None)


def _messages(errand: Errand, clock: Callable[[], datetime]) -> Iterator[Carried]:
    """Make the messages of one errand and send them, each whatever became of the one before."""
    address = Address("")
    try:
        address = errand.address()
        parcels = channel_named(errand.channel).compose(errand.letters(), address)
    except Exception as error:  # whatever goes wrong with one recipient, the others get their report
        yield _failed(errand, errand.deliveries, None, error, address)
        return
    for parcel in parcels:
        yield _sent(errand, parcel, address, clock())


def _sent(errand: Errand, parcel: Parcel, address: Address, at: datetime) -> Carried:
    try:
        channel_named(errand.channel).send(parcel, address, at)
    except Exception as error:
        return _failed(errand, parcel.deliveries, parcel, error, address)
    return Carried(errand, parcel.deliveries, parcel)


def _failed(errand: Errand, deliveries: tuple[int, ...], parcel: Parcel | None, error: Exception, address: Address) -> Carried:
    """An error that is none of the channel's is told by its kind only: its words may hold anything."""
    if not isinstance(error, NotSent):
        return Carried(errand, deliveries, parcel, Failure.INTERNAL, type(error).__name__)
    detail = masked(error.detail, address, secret_address=channel_named(errand.channel).secret)
    return Carried(errand, deliveries, parcel, error.failure, detail, error.lasting)
