"""What stands behind one port: the site of the day, its faults, its counters and its validators."""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from urllib.parse import quote

from sample.calendar import DAYS
from sample.faults import REPLIES, Fault
from sample.regulators import Regulator
from sample.sites import build
from sample.sites.base import Site
from sample.web import Reply, Request

BEIJING = timezone(timedelta(hours=8))
GENERATED = time(7, 30)  # when static pages that changed are written out
FIRST_VIEWS = 1200

Note = Callable[[str, str, str, int, str], None]


class Host:
    """One regulator at one origin. Answers are worked out by threads at the same time; a day is shown whole or not at all."""

    def __init__(self, regulator: Regulator, origin: str, note: Note) -> None:
        self.regulator = regulator
        self.origin = origin
        self.note = note
        self.day = 0
        self.fault: Fault | None = None
        self._lock = threading.Lock()
        self._views: Counter[str] = Counter()
        self._site = lru_cache(maxsize=None)(self._build)

    def show(self, day: int, fault: Fault | None) -> None:
        """Show a day; ``fault`` comes before the calendar's own for this site."""
        with self._lock:
            self.day, self.fault = day, fault or DAYS[day].faults.get(self.regulator.id)

    def answer(self, request: Request) -> tuple[Reply, Fault | None]:
        """The answer to a request, and the fault that the connection itself is to show, if any."""
        with self._lock:
            day, fault = self.day, None if request.path == "/robots.txt" else self.fault
            self._views[request.path] += 1
            views = FIRST_VIEWS + self._views[request.path]
        reply = REPLIES[fault] if fault in REPLIES else self._site(day, fault is Fault.EMPTY_LISTING).reply(request)
        if reply.static and self.regulator.validators:
            reply = self._validated(reply, request, day)
        return reply.filled(views, quote(secrets.token_urlsafe(48))), fault

    def _build(self, day: int, empty: bool) -> Site:
        return build(self.regulator, day, self.origin, empty=empty)

    def _validated(self, reply: Reply, request: Request, day: int) -> Reply:
        """With a weak ETag (the counter aside, the page is the same) and Last-Modified; 304 without a body where they match."""
        etag, modified = f'W/"{reply.digest}"', self._modified(reply, request.path, day)
        headers = (*reply.headers, ("ETag", etag), ("Last-Modified", format_datetime(modified, usegmt=True)))
        if unchanged(request, etag, modified):
            return Reply(304, b"", reply.content_type, headers)
        return replace(reply, headers=headers)

    def _modified(self, reply: Reply, path: str, day: int) -> datetime:
        """The morning since which the page has been as it is."""
        while day and (older := self._site(day - 1, False).pages.get(path)) and older.digest == reply.digest:
            day -= 1
        return datetime.combine(DAYS[day].on, GENERATED, BEIJING).astimezone(UTC)


def unchanged(request: Request, etag: str, modified: datetime) -> bool:
    """True if the validators of a request say that it has this page; If-None-Match goes before If-Modified-Since (RFC 9110 §13.2.2)."""
    if known := request.headers.get("if-none-match"):
        return etag in known or known.strip() == "*"
    try:
        since = parsedate_to_datetime(request.headers["if-modified-since"])
    except (KeyError, ValueError):
        return False
    return modified <= since
