"""From the store to a Report: gather what is undelivered (or what fell into a window), count it, order it. No clock is read here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.correction import Correction
from domain.record import ChangeRecord, EventRecord
from domain.report import Foundation, Report, ReportKind, Sources, Verdict
from domain.run import Run, Window
from domain.source import Source
from reports import count, health
from reports.calendar import Calendar, sequence, settle
from reports.corrections import date_id, struck
from reports.dates import upcoming
from reports.delivery import troubles
from reports.folding import Folded, fold
from reports.likes import Library
from reports.lines import lines
from reports.notices import Told, tell
from reports.renderers.json import decode
from reports.shelf import Shelf
from storage.protocol import Store

ORDINARY = timedelta(hours=36)
"""A daily window longer than this is said to be one: 「自上次成功…以来」. A day and a half lets a late run pass for ordinary."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a report is made of. On the ``first`` day nothing is new: a baseline is laid."""

    changes: list[ChangeRecord]
    events: list[EventRecord]
    sources: Sources
    furniture: int
    calendar: Calendar
    first: bool = False
    corrections: tuple[Correction, ...] = ()


def build(
    store: Store, *, run: Run | None, window: Window, at: datetime, on: date, sources: Sequence[Source], revision: int = 1
) -> Report:
    """The daily report of ``on``: everything not yet delivered. ``at`` is the time of generation, aware UTC."""
    shelf = Shelf(store)
    changes, events = store.undelivered()
    looked = health.of_run(store, run, sources)
    furniture = count.furniture(store, run, {event.document for event in events}) if run else 0
    since = _reported_before(store, on)
    fixes = store.corrections()
    record = store.last_report()
    calendar = _calendar(shelf, on, since, decode(record.data) if record else None, struck(fixes))
    untold = tuple(fix.correction for fix in fixes if fix.report is None)
    matter = Matter(changes, events, looked, furniture, calendar, since is None, untold)
    return _report(shelf, matter, ReportKind.DAILY, window, at, on, revision)


def build_window(
    store: Store, window: Window, *, at: datetime, on: date, sources: Sequence[Source], revision: int = 1
) -> Report:
    """What a past window came to, delivered or not (``--from``/``--to``), without what was taken back since; the newest look at each
    source stands for its health."""
    shelf = Shelf(store)
    runs = [run for run in store.runs(limit=1000) if window.start <= run.started < window.end]
    fixes = store.corrections()
    gone = struck(fixes)
    matter = Matter(
        changes=[change for change in store.changes(window=window) if f"C{change.id}" not in gone],
        events=[event for event in store.events(window=window) if f"E{event.id}" not in gone],
        sources=health.of_runs(store, runs, sources),
        furniture=0,
        calendar=_calendar(shelf, on, on, None, gone),
        corrections=tuple(fix.correction for fix in fixes if window.start <= fix.correction.made < window.end),
    )
    return _report(shelf, matter, ReportKind.WINDOW, window, at, on, revision)


def rebuild(store: Store, told: Report, changes: list[ChangeRecord], events: list[EventRecord], at: datetime) -> Report:
    """The report of a past day made again, by today's program, of the changes and events it told; sources and dates stay as they were seen."""
    matter = Matter(
        changes,
        events,
        told.sources,
        told.verdict.furniture,
        Calendar(told.upcoming, told.recalled),
        told.foundation is not None,
    )
    made = _report(Shelf(store), matter, told.kind, told.window, at, told.on, told.revision)
    return replace(made, foundation=told.foundation, gap=told.gap)


def _calendar(shelf: Shelf, on: date, since: date | None, last: Report | None, gone: Collection[str]) -> Calendar:
    """The dates ahead beside those of the last report. One that was taken back is told to calendars as cancelled."""
    dates = settle((one for one in upcoming(shelf, on, since) if date_id(one) not in gone), last, shelf, on)
    recalled = (
        replace(one, cancelled=True, sequence=sequence(one) + 1) if date_id(one) in gone else one for one in dates.recalled
    )
    return Calendar(dates.upcoming, tuple(recalled))


def _reported_before(store: Store, on: date) -> date | None:
    """The day of the newest daily report before ``on``."""
    last = store.last_report(before=on)
    return last.on if last else None


def _report(shelf: Shelf, matter: Matter, kind: ReportKind, window: Window, at: datetime, on: date, revision: int) -> Report:
    library = Library(shelf)
    folded = fold(matter.changes, shelf, library)
    told = tell(matter.events, shelf, library, first=matter.first)
    return Report(
        on=on,
        revision=revision,
        kind=kind,
        window=window,
        generated=at,
        sources=matter.sources,
        verdict=_verdict(matter, folded, told),
        lines=lines(folded.cards, told.notices, told.papers, matter.calendar.upcoming),
        cards=folded.cards,
        new_papers=told.papers,
        notices=told.notices,
        upcoming=matter.calendar.upcoming,
        editorial=folded.editorial,
        moves=folded.moves,
        renumbered=folded.renumbered,
        seen=told.seen,
        suspects=told.suspects,
        foundation=_foundation(shelf) if matter.first else None,
        recalled=matter.calendar.recalled,
        gap=not matter.first and kind is ReportKind.DAILY and window.end - window.start > ORDINARY,
        corrections=matter.corrections,
        deliveries=troubles(shelf.store) if kind is ReportKind.DAILY else (),
    )


def _verdict(matter: Matter, folded: Folded, told: Told) -> Verdict:
    return Verdict(
        substantive=count.measures(matter.changes),
        documents=len({one.paper.id for one in folded.cards}),
        new_documents=len(told.papers),
        effects=count.effects(told.notices, matter.calendar.upcoming),
        editorial=len(folded.editorial),
        renumbered=sum(one.count for one in folded.renumbered),
        moved=len(folded.moves),
        interpretations=0 if matter.first else len(told.seen),
        furniture=matter.furniture,
        suspect=len(told.suspects),
        regrouped=folded.regrouped,
    )


def _foundation(shelf: Shelf) -> Foundation:
    known = shelf.store.documents()
    return Foundation(len(known), sum(len(shelf.text(record.id).measures) for record in known))
