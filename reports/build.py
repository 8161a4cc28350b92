"""From the store to a Report: gather what is undelivered (or what fell into a window), count it, order it. No clock is read here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.card import Rank
from domain.record import ChangeRecord, EventRecord
from domain.report import Foundation, Report, ReportKind, Sources, Upcoming, Verdict
from domain.run import Run, Window
from domain.source import Source
from reports import count, health
from reports.dates import upcoming
from reports.delivery import troubles
from reports.direction import event_words
from reports.folding import Folded, fold
from reports.likes import Library
from reports.lines import lines
from reports.notices import Told, tell
from reports.shelf import Shelf
from storage.protocol import Store

ORDINARY = timedelta(hours=36)
"""A daily window longer than this is said to be one: 「自上次成功…以来」. A day and a half lets a late run pass for ordinary."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a report is made of. ``since`` is the day of the report before, from which reminders are counted; None on the first day."""

    changes: list[ChangeRecord]
    events: list[EventRecord]
    sources: Sources
    furniture: int
    since: date | None

    @property
    def first(self) -> bool:
        return self.since is None


def build(
    store: Store, *, run: Run | None, window: Window, at: datetime, on: date, sources: Sequence[Source], revision: int = 1
) -> Report:
    """The daily report of ``on``: everything not yet delivered. ``at`` is the time of generation, aware UTC."""
    changes, events = store.undelivered()
    looked = health.of_run(store, run, sources)
    furniture = count.furniture(store, run, {event.document for event in events}) if run else 0
    matter = Matter(changes, events, looked, furniture, _reported_before(store, on))
    return _report(Shelf(store), matter, ReportKind.DAILY, window, at, on, revision)


def build_window(
    store: Store, window: Window, *, at: datetime, on: date, sources: Sequence[Source], revision: int = 1
) -> Report:
    """What a past window came to, delivered or not (``--from``/``--to``); the newest look at each source stands for its health."""
    runs = [run for run in store.runs(limit=1000) if window.start <= run.started < window.end]
    looked = health.of_runs(store, runs, sources)
    matter = Matter(store.changes(window=window), store.events(window=window), looked, 0, on)
    return _report(Shelf(store), matter, ReportKind.WINDOW, window, at, on, revision)


def _reported_before(store: Store, on: date) -> date | None:
    """The day of the newest daily report before ``on``."""
    last = store.last_report()
    if last is None or last.on < on:
        return last.on if last else None
    return max((record.on for record in store.reports() if record.kind == ReportKind.DAILY and record.on < on), default=None)


def _report(shelf: Shelf, matter: Matter, kind: ReportKind, window: Window, at: datetime, on: date, revision: int) -> Report:
    library = Library(shelf)
    folded = fold(matter.changes, shelf, library)
    told = tell(matter.events, shelf, library, first=matter.first)
    dates = upcoming(shelf, on, matter.since)
    return Report(
        on=on,
        revision=revision,
        kind=kind,
        window=window,
        generated=at,
        sources=matter.sources,
        verdict=_verdict(matter, folded, told, dates),
        lines=lines(folded.cards, told.notices, told.papers, dates),
        cards=folded.cards,
        new_papers=told.papers,
        notices=told.notices,
        upcoming=dates,
        editorial=folded.editorial,
        moves=folded.moves,
        renumbered=folded.renumbered,
        seen=told.seen,
        suspects=told.suspects,
        foundation=_foundation(shelf) if matter.first else None,
        gap=not matter.first and kind is ReportKind.DAILY and window.end - window.start > ORDINARY,
        deliveries=troubles(shelf.store) if kind is ReportKind.DAILY else (),
    )


def _verdict(matter: Matter, folded: Folded, told: Told, dates: Sequence[Upcoming]) -> Verdict:
    effects = sum(event_words(one.kind)[0] is Rank.EFFECT for one in told.notices) + sum(bool(one.reminder) for one in dates)
    return Verdict(
        substantive=count.measures(matter.changes),
        documents=len({one.paper.id for one in folded.cards}),
        new_documents=len(told.papers),
        effects=effects,
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
