"""Writing the report of a run and noting that it was delivered, in that order."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from domain.errors import NotFound, StoreError
from domain.record import ReportRecord
from domain.report import Report
from domain.run import Run, RunState
from monitor import feeds
from monitor.clock import local_date
from monitor.recipients import outgoing
from monitor.wiring import Render, Rooms
from reports.language import speaking
from reports.renderers import format_named


@dataclass(frozen=True, slots=True)
class Published:
    record: ReportRecord | None
    files: tuple[str, ...]


def publish(rooms: Rooms, run: Run) -> Published:
    """Build, write and note the report of a run.

    Files are written under a temporary name and renamed, so a reader never meets half a report. Without anything new
    to say a second run of a day writes nothing, and neither does a run of some sources only: a quiet day is said by a run that
    looked everywhere. With something new it is the next revision beside the first.
    """
    on = local_date(run.started)
    earlier = _earlier(rooms, on)
    changes, events = rooms.store.undelivered()
    if not changes and not events and (_partial(rooms, run) or _says_it(rooms, earlier, run)):
        return nothing(rooms, run)
    revision = earlier.revision + 1 if earlier else 1
    report = rooms.build(run, on, revision)
    told = [fix.id for fix in rooms.store.corrections() if fix.report is None]
    return keep(rooms, report, [change.id for change in changes], [event.id for event in events], run.id, told)


def keep(
    rooms: Rooms,
    report: Report,
    changes: Sequence[int] = (),
    events: Sequence[int] = (),
    run: int | None = None,
    corrections: Sequence[int] = (),
) -> Published:
    """Write the files of a report and, once they are on disk, note it with what it delivers."""
    files = write(report, rooms.project.reports, rooms.project.config.report.formats, rooms.render)
    _write_feeds(rooms, report)
    data = msgspec.json.encode(report)
    at = rooms.clock()
    messages = outgoing(rooms.project.config.recipient, report.kind, report.on, report.revision, report.generated)
    record = rooms.store.record_report(
        report.on, report.kind, report.window, at, data, changes, events, run, corrections, messages
    )
    return Published(record, files)


def _write_feeds(rooms: Rooms, report: Report) -> None:
    """The subscribed files, ``report`` in them: before it is noted, so that a kill in between makes them anew with it."""
    formats = rooms.project.config.report.formats
    if not {"atom", "ics"} & set(formats):
        return
    reports = [report, *(feeds.newest(rooms) if "atom" in formats else ())]
    with speaking(rooms.project.config.report.lang):
        for name, content in feeds.files(reports, rooms.sources.values(), formats):
            _store(rooms.project.reports / feeds.FOLDER / name, content)


def nothing(rooms: Rooms, run: Run) -> Published:
    """Finish a run without a report."""
    rooms.store.advance_run(run.id, RunState.REPORTED, rooms.clock())
    return Published(None, ())


def write(report: Report, folder: Path, formats: tuple[str, ...], render: Render) -> tuple[str, ...]:
    """Write a report in these formats; returns the paths. Raises StoreError if the folder cannot be written."""
    return tuple(str(_store(folder / format_named(kind).file(report), render(report, kind))) for kind in formats)


def _store(path: Path, content: bytes) -> Path:
    """Raises StoreError if the file cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _put(path, content)
    except OSError as error:
        raise StoreError(
            f"the report cannot be written to {path.parent}: {error.strerror or error}; run again when it can"
        ) from error


def _put(path: Path, content: bytes) -> Path:
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return part.replace(path)


def _earlier(rooms: Rooms, on: date) -> ReportRecord | None:
    try:
        return rooms.store.report(on)
    except NotFound:
        return None


def _partial(rooms: Rooms, run: Run) -> bool:
    """True if the run looked at some of the enabled sources only."""
    return not {source.id for source in rooms.sources.values() if source.enabled} <= set(run.sources)


def _says_it(rooms: Rooms, earlier: ReportRecord | None, run: Run) -> bool:
    """True if a report of the same day already tells of as many sources; one in its quiet hours was not looked at and counts for nothing."""
    left_out = sum(not health.planned for health in rooms.store.health(run.id))
    return earlier is not None and stored(earlier).sources.planned >= len(run.sources) - left_out


def stored(record: ReportRecord) -> Report:
    """The report as it was delivered."""
    return msgspec.json.decode(record.data, type=Report)
