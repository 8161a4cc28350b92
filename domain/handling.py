"""Who handles what a report told: a log that is only ever added to, and what stands open by it.

A change is assigned, commented and closed; it may be given to somebody else, or taken up again after it was closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


class Doing(StrEnum):
    """What one entry of the log notes."""

    ASSIGNED = "assigned"  # 指派
    COMMENTED = "commented"  # 备注
    CLOSED = "closed"  # 办结


@dataclass(frozen=True, slots=True)
class Matter:
    """What is to be handled, as the daily report of ``on`` told it: ``item`` is its id there (``C12``), ``number`` its line in ``revision``
    (0 where it had none); the rest are the words of that line and the title of the paper."""

    item: str
    on: date
    revision: int
    number: int
    province: str
    paper: str
    subject: str
    what: str
    value: str


@dataclass(frozen=True, slots=True)
class Handling:
    """One entry of the log: who (``by``) noted what about a matter, and when (aware UTC).

    ``to`` and ``due`` belong to an assignment, which keeps the day it had where ``due`` is None. ``words`` are its note, the comment or the result.
    """

    matter: Matter
    doing: Doing
    at: datetime
    by: str
    to: str = ""
    due: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the log comes to for one matter. ``since`` is when it was first assigned, or first again after it had been closed; giving it to
    another person does not begin anew. ``closed`` is None while it is open; ``said`` is the last note, comment or result. ``struck``: a
    correction took back what was told."""

    matter: Matter
    to: str
    since: datetime
    due: date | None = None
    closed: datetime | None = None
    said: str = ""
    log: tuple[Handling, ...] = ()
    struck: bool = False

    @property
    def open(self) -> bool:
        return self.closed is None

    def overdue(self, on: date) -> int:
        """Days past its due date on this day; 0 for none, and for what is closed."""
        return max(0, (on - self.due).days) if self.open and self.due else 0


def assignments(log: Iterable[Handling]) -> tuple[Assignment, ...]:
    """Every matter that was ever assigned: those due first lead, those without a day follow by how long they have been open."""
    found: dict[str, Assignment] = {}
    for one in log:
        found[one.matter.item] = _after(found.get(one.matter.item), one)
    return tuple(sorted(found.values(), key=lambda one: (one.due or date.max, one.since, one.matter.item)))


def _after(was: Assignment | None, one: Handling) -> Assignment:
    """The state after one more entry; the first entry of a matter is an assignment."""
    if was is None or (one.doing is Doing.ASSIGNED and not was.open):
        return Assignment(one.matter, one.to, one.at, one.due, None, one.words, (*(was.log if was else ()), one))
    now = replace(was, said=one.words or was.said, log=(*was.log, one))
    if one.doing is Doing.ASSIGNED:
        return replace(now, to=one.to, due=one.due or was.due)
    return replace(now, closed=one.at) if one.doing is Doing.CLOSED else now
