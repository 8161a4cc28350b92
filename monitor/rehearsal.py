"""What would go where, and a test message: nothing here touches the outbox."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.delivery import Delivery, DeliveryState, Handed
from domain.errors import InputError
from domain.record import ReportRecord
from monitor.config import RecipientTable
from monitor.deliver import errand_for, grouped, report_name
from monitor.recipients import address
from monitor.wiring import Rooms
from reports.language import _, speaking
from reports.notifiers import NotSent, Parcel, channel_named
from reports.notifiers.secrets import masked


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go where. ``waiting`` is False for the newest report shown as an example; ``detail`` says why nothing could be made."""

    recipient: str
    channel: str
    reports: tuple[str, ...]
    waiting: bool
    subject: str
    bytes: int
    first_screen: str
    attachments: tuple[str, ...] = ()
    detail: str = ""


def preview(rooms: Rooms, environment: Mapping[str, str] = os.environ) -> tuple[Preview, ...]:
    """What would go where; for a recipient nothing waits for, what the newest report would look like. Nothing is sent or noted."""
    waiting = grouped(rooms.store.deliveries(DeliveryState.WAITING))
    last = rooms.store.last_report()
    shown: list[Preview] = []
    with speaking(rooms.project.config.report.lang):
        for one in rooms.project.config.recipient:
            rows = waiting.get((one.name, one.channel))
            if rows or last:
                shown += _previews(rooms, one, rows or ([_example(one, last)] if last else []), bool(rows), environment)
    return tuple(shown)


def probe(rooms: Rooms, wanted: str, environment: Mapping[str, str] = os.environ) -> tuple[Handed, ...]:
    """Send a test message to the recipient of this name, or to all of this channel. Raises InputError if there is none."""
    chosen = [one for one in rooms.project.config.recipient if wanted in (one.name, one.channel)]
    if not chosen:
        names = ", ".join(one.name for one in rooms.project.config.recipient) or "none yet"
        raise InputError(f"no recipient or channel {wanted!r} in regdelta.toml; recipients: {names}")
    with speaking(rooms.project.config.report.lang):
        return tuple(_tested(rooms, one, environment) for one in chosen)


def _tested(rooms: Rooms, one: RecipientTable, environment: Mapping[str, str]) -> Handed:
    at = rooms.clock()
    parcel = Parcel(f"test-{at:%Y%m%d%H%M%S%f}", _("药械日报 测试"), _("药械日报的测试消息：收到即表示此渠道设置正确。"), at)
    where = None
    try:
        where = address(one, rooms.project.config, environment)
        channel_named(one.channel).send(parcel, where, at)
    except NotSent as error:
        detail = masked(error.detail, where, secret_address=channel_named(one.channel).secret) if where else error.detail
        return Handed(one.name, one.channel, (), parcel.subject, False, error.failure, detail)
    return Handed(one.name, one.channel, (), parcel.subject, True)


def _previews(
    rooms: Rooms, one: RecipientTable, rows: Sequence[Delivery], waiting: bool, environment: Mapping[str, str]
) -> list[Preview]:
    errand = errand_for(rooms, rows, environment)
    reports = {row.id: report_name(rooms.store.report_numbered(row.report)) for row in rows}
    try:
        parcels = channel_named(one.channel).compose(errand.letters(), errand.address())
    except NotSent as error:
        return [Preview(one.name, one.channel, tuple(reports.values()), waiting, "", 0, "", detail=error.detail)]
    return [
        Preview(
            recipient=one.name,
            channel=one.channel,
            reports=tuple(reports[number] for number in reversed(parcel.deliveries)),
            waiting=waiting,
            subject=parcel.subject,
            bytes=parcel.size,
            first_screen=parcel.headline,
            attachments=tuple(attached.name for attached in parcel.attachments),
        )
        for parcel in parcels
    ]


def _example(one: RecipientTable, record: ReportRecord) -> Delivery:
    """The newest report as if it waited."""
    at = record.created
    return Delivery(0, record.id, one.name, one.channel, "preview0", at, DeliveryState.WAITING, at)
