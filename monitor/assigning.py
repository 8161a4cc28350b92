"""``regdelta assign``, ``comment`` and ``close``: who handles what the reports told, noted in a log that is only ever added to.

What is meant is named as the reports print it: by its 变动号 (``C12``; of ``C3+C9`` the last) or as a line of a day (``2026-11-22/2``).
Nothing here waits for a run: an entry is one small write.
"""

from __future__ import annotations

import re
from datetime import date

from domain.errors import InputError, NotFound
from domain.handling import Assignment, Doing, Handling, Matter, assignments
from domain.record import ReportRecord
from monitor.clock import local_date
from monitor.publish import stored
from monitor.wiring import Rooms
from reports.corrections import find, struck
from reports.handling import matter

WAIT = 30.0
"""Seconds to wait for another process that writes; a run writes for milliseconds at a time."""

_LINE = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{1,5})")
_NUMBER = re.compile(r"[CE]\d{1,18}")


def assign(rooms: Rooms, asked: str, to: str, by: str, due: date | None = None, note: str = "") -> Assignment:
    """Give a change to somebody, or to somebody else. Raises InputError without a person, for a day that is past, if a correction took the
    change back, or if it says nothing new; NotFound if no report tells of it."""
    person, said = _flat(to), _flat(note)
    if not person:
        raise InputError("an assignment needs a person or a group: --to 王某")
    if due and due < local_date(rooms.clock()):
        raise InputError(f"--due {due} is past; give a day from today on")
    with rooms.store.writing(WAIT):
        meant = _meant(rooms, asked)
        if meant.item in struck(rooms.store.corrections()):
            raise InputError(f"{meant.item} was taken back by a correction; there is nothing to handle")
        was = _known(rooms, meant.item)
        if was and was.open and was.to == person and not said and due in (None, was.due):
            raise InputError(f"{meant.item} is with {person} already; nothing was noted")
        return _note(rooms, Handling(meant, Doing.ASSIGNED, rooms.clock(), _flat(by), person, due, said))


def comment(rooms: Rooms, asked: str, words: str, by: str) -> Assignment:
    """Note something about what was assigned. Raises InputError without words or if it never was; NotFound as :func:`assign`."""
    if not _flat(words):
        raise InputError("a comment needs its words")
    with rooms.store.writing(WAIT):
        was = _assigned(rooms, asked)
        return _note(rooms, Handling(was.matter, Doing.COMMENTED, rooms.clock(), _flat(by), words=_flat(words)))


def close(rooms: Rooms, asked: str, result: str, by: str) -> Assignment:
    """Note that a matter is done, and with which result. Raises InputError if it is not open; NotFound as :func:`assign`."""
    with rooms.store.writing(WAIT):
        was = _assigned(rooms, asked)
        if not was.open:
            raise InputError(f"{was.matter.item} is closed already; nothing was noted")
        return _note(rooms, Handling(was.matter, Doing.CLOSED, rooms.clock(), _flat(by), words=_flat(result)))


def listed(rooms: Rooms, *, only_open: bool = False, to: str = "") -> list[Assignment]:
    """What was assigned, those due first leading; ``to`` only that person's."""
    found = assignments(rooms.store.handlings())
    return [one for one in found if (one.open or not only_open) and (not to or one.to == _flat(to))]


def _flat(words: str) -> str:
    return " ".join(words.split())


def _known(rooms: Rooms, item: str) -> Assignment | None:
    return next(iter(assignments(rooms.store.handlings(item))), None)


def _assigned(rooms: Rooms, asked: str) -> Assignment:
    meant = _meant(rooms, asked)
    known = _known(rooms, meant.item)
    if known is None:
        raise InputError(f"{meant.item} was never assigned; first: regdelta assign {asked} --to 王某")
    return known


def _note(rooms: Rooms, one: Handling) -> Assignment:
    rooms.store.record_handling(one)
    return assignments(rooms.store.handlings(one.matter.item))[0]


def _meant(rooms: Rooms, asked: str) -> Matter:
    """By the log where it is known there, else by the report that told it. Raises NotFound if none did."""
    if line := _LINE.fullmatch(asked.strip()):
        return _of_line(rooms, line[1], line[2])
    parts = asked.strip().split("+")
    for item in (asked.strip(), *parts):
        if known := _known(rooms, item):
            return known.matter
    if not all(_NUMBER.fullmatch(part) for part in parts):
        raise NotFound(
            f"no report tells of {asked!r}; name a change by its number, such as C12, or a line of a day: 2026-11-22/2"
        )
    return _of_number(rooms, parts[-1])


def _of_line(rooms: Rooms, day: str, number: str) -> Matter:
    """The line as the newest report of the day numbers it; a date is not noted anywhere else, all other things stand in the report that told them first."""
    try:
        record = rooms.store.report(date.fromisoformat(day))
    except ValueError:
        raise InputError(f"{day} is no day of the calendar") from None
    _, item, _ = find(stored(record), number)
    known = _known(rooms, item)
    return known.matter if known else _of_number(rooms, item) if _NUMBER.fullmatch(item) else matter(stored(record), item)


def _of_number(rooms: Rooms, item: str) -> Matter:
    record = _teller(rooms, item)
    if record is None:
        raise NotFound(f"no report tells of {item}; the numbers stand on the cards of the daily reports, such as C12")
    return matter(stored(record), item)


def _teller(rooms: Rooms, item: str) -> ReportRecord | None:
    """The report that delivered a change or event."""
    records = rooms.store.changes() if item.startswith("C") else rooms.store.events()
    told = next((one.report for one in records if one.id == int(item[1:])), None)
    return rooms.store.report_numbered(told) if told else None
