"""What became of the dates of the last report: which moved, which fell away, and the number that tells a calendar so.

A calendar program takes an event for a newer state of one it has only if its SEQUENCE is higher (RFC 5545, 3.8.7.4), and deletes nothing by
itself: a date that fell away is told as cancelled until its day is past, so that a calendar which missed a report still hears of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from domain.report import Report, Upcoming
from reports.dates import of_paper
from reports.shelf import Shelf

Name = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Calendar:
    """``upcoming`` with their sequence numbers; ``recalled`` are dates of earlier reports that are not among them any more."""

    upcoming: tuple[Upcoming, ...]
    recalled: tuple[Upcoming, ...] = ()


def name(one: Upcoming) -> Name:
    """What makes a date the same one, whatever day it falls on: its document and its key."""
    return one.paper.id, one.key or f"{one.kind} {one.words}"  # a report kept before dates had keys


def sequence(one: Upcoming) -> int:
    return one.edition - 1 if one.sequence is None else one.sequence


def settle(dates: Iterable[Upcoming], last: Report | None, shelf: Shelf, on: date) -> Calendar:
    """The dates of today beside those of the last report (None: there was none)."""
    known = {name(one): one for one in (*last.upcoming, *last.recalled)} if last else {}
    upcoming = tuple(_numbered(one, known.get(name(one))) for one in dates)
    held = {name(one) for one in upcoming}
    gone = (was for key, was in known.items() if key not in held and was.on >= on)
    return Calendar(upcoming, tuple(sorted(_recalled(gone, shelf, on), key=lambda one: (one.on, name(one)))))


def _numbered(one: Upcoming, was: Upcoming | None) -> Upcoming:
    """With a sequence number that never falls, and rises where the day, the words or the standing changed."""
    if was is None:
        return replace(one, sequence=sequence(one))
    changed = (was.on, was.words, was.cancelled) != (one.on, one.words, one.cancelled)
    return replace(one, sequence=max(sequence(one), sequence(was) + changed))


def _recalled(gone: Iterable[Upcoming], shelf: Shelf, on: date) -> Iterator[Upcoming]:
    """Each as it stands now: moved out of what a report lists, or cancelled."""
    for was in gone:
        now = {name(one): one for one in of_paper(shelf, was.paper.id, on)}.get(name(was))
        yield _numbered(replace(now or was, cancelled=now is None, reminder=0, days=((now or was).on - on).days), was)
