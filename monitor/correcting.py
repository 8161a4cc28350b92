"""``regdelta correct``: a 更正 is noted first and makes the next revision of its day second, so that a kill between the two loses nothing.

The report that was sent stays as it is, in the store and on disk; the next daily report tells the correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.correction import Correction, Fix
from domain.errors import InputError
from domain.record import ChangeRecord, CorrectionRecord, EventRecord, ReportRecord
from domain.report import Report, ReportKind
from monitor.publish import keep, stored
from monitor.wiring import Rooms
from reports import count
from reports.build import rebuild
from reports.corrections import corrected, find, struck


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was noted, and the revision that shows it with its files."""

    correction: Correction
    revision: int
    files: tuple[str, ...]


def correct(
    rooms: Rooms, on: date, asked: str, reason: str, *, revision: int | None = None, restore: bool = False
) -> Corrected:
    """Take back one line or change of a day's report, or with ``restore`` a mistaken correction of it.

    ``asked`` is a line number or an id of the newest revision, or of ``revision``. Raises NotFound if there is no such report, InputError if it
    tells no such thing, if no reason is given, or if there is nothing to take back.
    """
    fix = Fix.RESTORED if restore else Fix.STRUCK
    said = _said(reason)
    with rooms.lock():
        family = _family(rooms, on, revision)
        told = stored(family[-1])
        earlier = {one.item: one for one in _of(rooms, family)}
        number, item, words = _meant(told, earlier, asked)
        last = earlier.get(item)
        if (restore and last is None) or (last and last.fix is fix and _shows(told, last)):
            raise InputError(f"{item} of {on} is {'not struck' if restore else 'struck already'}; nothing was changed")
        if last is None or last.fix is not fix:
            last = _note(rooms, Correction(on, _root(family).revision, fix, number, item, words, said, rooms.clock()))
        return _publish(rooms, family, _again(rooms, family) if restore else told, last)


def revise(rooms: Rooms, on: date, reason: str, *, revision: int | None = None) -> Corrected:
    """Make the report of a day again with today's program, of the same changes and events. Raises as :func:`correct`."""
    said = _said(reason)
    with rooms.lock():
        family = _family(rooms, on, revision)
        noted = Correction(on, _root(family).revision, Fix.REVISED, 0, "", "", said, rooms.clock())
        return _publish(rooms, family, _again(rooms, family), _note(rooms, noted))


def _said(reason: str) -> str:
    if not reason.strip():
        raise InputError('a correction needs its reason, which stands in the next report: --because "..."')
    return " ".join(reason.split())


def _meant(told: Report, earlier: Mapping[str, Correction], asked: str) -> tuple[int, str, str]:
    """What was corrected before is known by its id, also where the newest revision no longer lists it."""
    known = earlier.get(asked)
    return (known.number, known.item, known.words) if known else find(told, asked)


def _shows(told: Report, correction: Correction) -> bool:
    """False after a kill between noting a correction and making the revision that shows it."""
    return any((one.item, one.made) == (correction.item, correction.made) for one in told.corrections)


def _family(rooms: Rooms, on: date, revision: int | None) -> list[ReportRecord]:
    """The revision meant (the newest by default) with those it corrects before it and those that correct it after it, oldest first."""
    meant = rooms.store.report(on, revision)
    records = [one for one in rooms.store.reports() if one.on == on and one.kind == ReportKind.DAILY]
    roots: dict[int, int] = {}
    for record in sorted(records, key=lambda one: one.revision):
        roots[record.revision] = roots.get(stored(record).corrects, record.revision)
    same = [one for one in records if roots[one.revision] == roots[meant.revision]]
    return sorted(same, key=lambda one: one.revision)


def _root(family: Sequence[ReportRecord]) -> ReportRecord:
    return family[0]


def _of(rooms: Rooms, family: Sequence[ReportRecord]) -> list[Correction]:
    """All corrections of this report, in the order in which they were noted."""
    root = _root(family)
    all_ = (record.correction for record in rooms.store.corrections())
    return [one for one in all_ if (one.on, one.revision) == (root.on, root.revision)]


def _note(rooms: Rooms, correction: Correction) -> Correction:
    return rooms.store.record_correction(correction).correction


def _again(rooms: Rooms, family: Sequence[ReportRecord]) -> Report:
    root = _root(family)
    changes, events = _delivered(rooms, root)
    return rebuild(rooms.store, stored(root), changes, events, rooms.clock())


def _delivered(rooms: Rooms, record: ReportRecord) -> tuple[list[ChangeRecord], list[EventRecord]]:
    changes = [one for one in rooms.store.changes() if one.id in record.changes]
    return changes, [one for one in rooms.store.events() if one.id in record.events]


def _publish(rooms: Rooms, family: Sequence[ReportRecord], base: Report, noted: Correction) -> Corrected:
    """The next revision of the day, with all corrections of this report, written and then kept."""
    root, newest = _root(family), rooms.store.report(noted.on)
    fixes = _of(rooms, family)
    gone = struck(CorrectionRecord(0, one) for one in fixes)
    changes, events = _delivered(rooms, root)
    left = [one for one in changes if f"C{one.id}" not in gone]
    report = corrected(
        base, fixes, count.measures(left), at=rooms.clock(), revision=newest.revision + 1, corrects=family[-1].revision
    )
    kept = keep(rooms, report, _ids(left), _ids(one for one in events if f"E{one.id}" not in gone))
    return Corrected(noted, report.revision, kept.files)


def _ids(records: Iterable[ChangeRecord | EventRecord]) -> list[int]:
    return [record.id for record in records]
