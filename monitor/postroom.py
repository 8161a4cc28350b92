"""Carrying messages: one thread a recipient, so that a slow channel holds up nobody else, and an end to waiting for any of them.

The threads only send. Messages are made in the thread that asks, one recipient after the other, and what became of each comes back through a
queue, to be noted at once: neither the store nor msgspec (which crashes when two threads meet a type for the first time) is used by two threads.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.delivery import Failure
from domain.errors import RegdeltaError
from reports.notifiers import Address, Letter, NotSent, Parcel, channel_named
from reports.notifiers.secrets import masked

PATIENCE = 180.0
"""Seconds of silence after which a pass waits no longer. A message takes about one, and each step of an exchange at most 20."""


@dataclass(frozen=True, slots=True)
class Errand:
    """All that waits for one recipient, oldest first. ``address`` and ``letters`` may raise NotSent."""

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


def carry(errands: Sequence[Errand], clock: Callable[[], datetime], patience: float) -> Iterator[Carried]:
    """Go on all errands and tell of each message as soon as its end is known; what has none when patience ends has failed.

    Whoever asks for the next word has noted the one before: only then does its recipient get another message.
    """
    told: queue.SimpleQueue[Carried | None] = queue.SimpleQueue()
    couriers: dict[str, _Courier] = {}
    for errand in errands:
        made = _made(errand)
        if isinstance(made, Carried):
            yield made
        else:
            couriers[errand.recipient] = _Courier(errand, *made, clock, told)
    for courier in couriers.values():
        courier.start()
    yield from _heard(told, couriers, patience)
    for courier in couriers.values():
        courier.given_up = True
        if late := courier.open:
            yield Carried(courier.errand, tuple(sorted(late)), None, Failure.TIMEOUT, "no end within the pass")


def _heard(told: queue.SimpleQueue[Carried | None], couriers: Mapping[str, _Courier], patience: float) -> Iterator[Carried]:
    """What comes back until all are home, or nothing was heard for too long."""
    out = len(couriers)
    while out:
        try:
            one = told.get(timeout=patience)
        except queue.Empty:
            return
        if one is None:
            out -= 1
            continue
        yield one
        couriers[one.errand.recipient].noted(one)


class _Courier(threading.Thread):
    """Sends the messages of one errand, each whatever became of the one before. ``open`` are the deliveries whose end is not known."""

    def __init__(
        self,
        errand: Errand,
        address: Address,
        parcels: Sequence[Parcel],
        clock: Callable[[], datetime],
        told: queue.SimpleQueue[Carried | None],
    ) -> None:
        super().__init__(daemon=True)
        self.errand = errand
        self.open = {number for parcel in parcels for number in parcel.deliveries}
        self.given_up = False
        self._work = (address, parcels, clock)
        self._told = told
        self._may_go_on = threading.Semaphore(0)

    def run(self) -> None:
        address, parcels, clock = self._work
        for parcel in parcels:
            self._told.put(_sent(self.errand, parcel, address, clock()))
            self._may_go_on.acquire()
            if self.given_up:
                return
        self._told.put(None)

    def noted(self, one: Carried) -> None:
        self.open -= set(one.deliveries)
        self._may_go_on.release()


def _made(errand: Errand) -> tuple[Address, list[Parcel]] | Carried:
    """The messages of one errand; whatever goes wrong with one recipient, the others get their report."""
    address = Address("")
    try:
        address = errand.address()
        return address, channel_named(errand.channel).compose(errand.letters(), address)
    except Exception as error:
        return _failed(errand, errand.deliveries, None, error, address)


def _sent(errand: Errand, parcel: Parcel, address: Address, at: datetime) -> Carried:
    try:
        channel_named(errand.channel).send(parcel, address, at)
    except Exception as error:
        return _failed(errand, parcel.deliveries, parcel, error, address)
    return Carried(errand, parcel.deliveries, parcel)


def _failed(errand: Errand, deliveries: tuple[int, ...], parcel: Parcel | None, error: Exception, address: Address) -> Carried:
    """An error that is neither the channel's nor one meant for a person is told by its kind only: its words may hold anything."""
    if not isinstance(error, NotSent | RegdeltaError):
        return Carried(errand, deliveries, parcel, Failure.INTERNAL, type(error).__name__)
    detail = masked(str(error), address, secret_address=channel_named(errand.channel).secret)
    if isinstance(error, NotSent):
        return Carried(errand, deliveries, parcel, error.failure, detail, error.lasting)
    return Carried(errand, deliveries, parcel, Failure.SETTINGS, detail, lasting=True)
