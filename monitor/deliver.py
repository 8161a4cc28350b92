"""Emptying the outbox: every report that was kept goes to everybody it was kept for.

A message waits in the store from the transaction that keeps its report until its channel has taken it. It is noted as sent right after;
killed between the two, the next pass sends it a second time under the same key. A failure is noted with the time of the next attempt and never
reaches the run.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from domain.delivery import Delivery, DeliveryState, Handed
from domain.errors import StoreLocked
from domain.record import ReportRecord
from domain.report import Report
from monitor.config import Project, RecipientTable
from monitor.postroom import PATIENCE, Carried, Errand, carry
from monitor.publish import stored
from monitor.recipients import address
from monitor.wiring import Rooms
from reports.language import speaking
from reports.notifiers import Letter
from reports.renderers import day, format_named
from reports.subscription import filtered
from storage.sqlite import open_store

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=10), timedelta(hours=6)
"""Between attempts, doubled each time. 钉钉 mutes a robot for ten minutes; a setting that somebody has to repair is tried four times a day."""
QUEUE_SECONDS = 240.0
"""How long a run waits for another process that is emptying the outbox: longer than a whole pass."""


def deliver(
    rooms: Rooms, *, everything: bool = False, environment: Mapping[str, str] = os.environ, patience: float = PATIENCE
) -> tuple[Handed, ...]:
    """Send what is due, or with ``everything`` all that waits. A recipient with one message due gets all that waits for it.

    ``patience`` is how many seconds of silence end the pass. Raises StoreLocked if another process is emptying the outbox for longer than a pass takes.
    """
    with rooms.post(QUEUE_SECONDS), speaking(rooms.project.config.report.lang):
        waiting = _addressed(rooms)
        now = rooms.clock()
        chosen = [rows for rows in waiting.values() if everything or any(due(row, now) for row in rows)]
        errands = [errand_for(rooms, rows, environment) for rows in chosen]
        known = {row.id: row for rows in chosen for row in rows}
        return tuple(_note(rooms, known, one) for one in carry(errands, rooms.clock, patience))


def after_run(rooms: Rooms) -> tuple[Handed, ...]:
    """Deliver at the end of a run, digest or correction, which nothing here may fail: what cannot be sent now waits."""
    if not rooms.project.config.recipient:
        return ()
    try:
        return deliver(rooms)
    except StoreLocked:
        return ()


def anything_due(project: Project, now: datetime) -> bool:
    """A look into the outbox that costs next to nothing, for a schedule that asks every few minutes."""
    if not project.database.is_file():
        return False
    store = open_store(project.database)
    try:
        return any(due(row, now) for row in store.deliveries(DeliveryState.WAITING))
    finally:
        store.close()


def _addressed(rooms: Rooms) -> dict[tuple[str, str], list[Delivery]]:
    """What waits, by recipient; what waits for somebody who no longer stands in regdelta.toml is withdrawn."""
    waiting = grouped(rooms.store.deliveries(DeliveryState.WAITING))
    known = {(one.name, one.channel) for one in rooms.project.config.recipient}
    gone = [row.id for place, rows in waiting.items() for row in rows if place not in known]
    if gone:
        rooms.store.withdraw_deliveries(gone)
    return {place: rows for place, rows in waiting.items() if place in known}


def grouped(rows: Sequence[Delivery]) -> dict[tuple[str, str], list[Delivery]]:
    """By recipient and channel, in the order in which they were put in."""
    found: dict[tuple[str, str], list[Delivery]] = defaultdict(list)
    for row in rows:
        found[row.recipient, row.channel].append(row)
    return found


def errand_for(rooms: Rooms, rows: Sequence[Delivery], environment: Mapping[str, str]) -> Errand:
    """All that waits for one recipient who stands in regdelta.toml."""
    one = next(known for known in rooms.project.config.recipient if known.name == rows[0].recipient)
    return Errand(
        recipient=one.name,
        channel=one.channel,
        deliveries=tuple(row.id for row in rows),
        address=partial(address, one, rooms.project.config, environment),
        letters=lambda: [_letter(rooms, one, row) for row in rows],
    )


def _letter(rooms: Rooms, one: RecipientTable, row: Delivery) -> Letter:
    sources = {document.id: document.source for document in rooms.store.documents() if document.source}
    report = filtered(stored(rooms.store.report_numbered(row.report)), one.subscription, sources)
    return Letter(row.id, row.key, report, _link(rooms, report), one.attachments)


def _link(rooms: Rooms, report: Report) -> str:
    """Where the whole report is: under the configured address, else its file."""
    name = format_named("html").file(report)
    base = rooms.project.config.delivery.link
    return f"{base.rstrip('/')}/{name}" if base else f"reports/{name}"


def _note(rooms: Rooms, known: Mapping[int, Delivery], one: Carried) -> Handed:
    """Write down what became of a message, as soon as it is known."""
    rows = [known[number] for number in one.deliveries]
    subject = one.parcel.subject if one.parcel else ""
    reports = tuple(report_name(rooms.store.report_numbered(row.report)) for row in rows)
    now = rooms.clock()
    if one.failure is None:
        rooms.store.delivery_sent(one.deliveries, now)
        return Handed(one.errand.recipient, one.errand.channel, reports, subject, True)
    again = now + wait(max(row.attempts for row in rows), lasting=one.lasting)
    rooms.store.delivery_failed(one.deliveries, now, one.failure, one.detail, again)
    return Handed(one.errand.recipient, one.errand.channel, reports, subject, False, one.failure, one.detail, again)


def due(row: Delivery, now: datetime) -> bool:
    """True for what was never tried, or not since its wait is over; also where the clock was set back since."""
    return not row.attempts or not now < row.next_at <= now + LONGEST_WAIT


def report_name(record: ReportRecord) -> str:
    """What a report is called, as its files are: ``2026-11-23``, ``2026-11-27-weekly``."""
    return day(stored(record))


def wait(attempts: int, *, lasting: bool) -> timedelta:
    """How long after a failure to try again, when there were ``attempts`` failures before it."""
    return LONGEST_WAIT if lasting else min(FIRST_WAIT * 2 ** min(attempts, 10), LONGEST_WAIT)
