"""iCalendar (RFC 5545): 施行, 届满 and target dates as all-day events that a calendar program keeps up to date.

The UID is the document and the name of the date in it, never the day: a date that a revision moves is the same event at another day, with a
higher SEQUENCE, and takes the place of the old one; one that fell away is told as CANCELLED until its day is past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, timedelta
from uuid import NAMESPACE_URL, uuid5

from domain.report import DateKind, Report, Upcoming
from reports import wording
from reports.calendar import name, sequence
from reports.language import N_, _
from reports.lines import date_words, named
from reports.renderers import register
from reports.safety import link, visible
from reports.text import ABSENT

FOLD = 75
"""Octets of a line; the rest goes on the next one after a space (RFC 5545, 3.1)."""

_SPECIAL = re.compile(r"([\\;,])")
_NAMES = {DateKind.EFFECTIVE: N_("施行"), DateKind.EXPIRY: N_("届满"), DateKind.TARGET: N_("目标")}


@register("ics", ".ics", "text/calendar; charset=utf-8")
def render(report: Report) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//regdelta//regdelta//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{_('药械政策日期')}", "X-WR-TIMEZONE:Asia/Shanghai"]
    lines += [line for one in (*report.upcoming, *report.recalled) for line in _event(one, report)]
    return "".join(f"{fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(one: Upcoming, report: Report) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(one)}"
    yield f"DTSTAMP:{report.generated.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{sequence(one)}"
    yield f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape(_summary(one))}"
    yield f"DESCRIPTION:{escape(_description(one))}"
    if address := link(one.paper.url):
        yield f"URL:{address}"
    yield f"CATEGORIES:{_(_NAMES[one.kind])}"
    yield f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def uid(one: Upcoming) -> str:
    """The same for ever, whatever day the date is moved to and whatever number the measure gets."""
    document, key = name(one)
    return f"{uuid5(NAMESPACE_URL, f'regdelta:{document} {key}')}@regdelta"


def _summary(one: Upcoming) -> str:
    title = f"{named(one.paper)} {one.words}" if one.words else named(one.paper)
    said = f"{one.paper.province or ''} {title} {date_words(one.kind)}".strip()
    return _("已取消：{what}").format(what=said) if one.cancelled else said


def _description(one: Upcoming) -> str:
    said = [wording.paper(one.paper)]
    said += [one.words] if one.words else []
    said += [_("页面未印此日期，按“{computed}”推算").format(computed=one.computed)] if one.computed else []
    return "\n".join([*said, _("原文 {url}").format(url=one.paper.url or _(ABSENT)), _("自动提取，以官方文本为准。")])


def escape(words: str) -> str:
    """TEXT of RFC 5545: no text can end its line and begin a property of its own."""
    return _SPECIAL.sub(r"\\\1", visible(words)).replace("\n", "\\n")


def fold(line: str) -> str:
    """The line in pieces of at most :data:`FOLD` octets, never inside a character."""
    pieces, held = [""], 0
    for mark in line:
        size = len(mark.encode())
        if held + size > FOLD:
            pieces.append(" ")
            held = 1
        pieces[-1] += mark
        held += size
    return "\r\n".join(pieces)
