"""Leaving a host alone: for how long after what, over runs, and until when it said itself. Nothing here tries to get past a gate.

A challenge, a block or a 429 lets the host rest for hours; each further one in a row doubles the time, up to two days, and a
good read of the list ends the row. A host that says when to come back (Retry-After, RFC 9110 §10.2.3) is believed, within bounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from crawler.hours import said
from crawler.outcomes import Verdict
from domain.crawl import Outcome, PageKind
from domain.visiting import Rest

if TYPE_CHECKING:
    from crawler.session import Session

FIRST = timedelta(hours=2)
LONGEST = timedelta(hours=48)
LONGEST_WISH = timedelta(hours=24)
"""A Retry-After beyond that is a mistake, or a way to be rid of us for good: the gate is asked again the next day."""

PATIENCE = timedelta(seconds=60)
"""A host that asks for no more than that is waited for within the run."""

IN_A_ROW = 3
"""One barred page is that page's affair; so many one after another are the host's."""

TOO_MANY_REQUESTS, UNAVAILABLE = 429, 503


def wish(status: int, headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """For how long an answer asks to be left alone (header names in lower case): seconds or a date, not below 0; None if it does not."""
    value = headers.get("retry-after", "").strip()
    if status not in (TOO_MANY_REQUESTS, UNAVAILABLE) or not value:
        return None
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value) if len(value) < 10 else 10**9), LONGEST_WISH)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # a time zone of a million years is no date either
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta()), LONGEST_WISH)


def backoff(times: int) -> timedelta:
    """How long a host rests after the ``times``-th refusal in a row: 2, 4, 8 ... hours, at most two days."""
    return min(FIRST * (1 << min(times, 16) - 1), LONGEST)


class Rests:
    """The hosts of one source's crawl. What is noted here holds for the rest of the run, and is kept for later ones."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.begun: dict[str, Rest] = {}
        self._blocked: dict[str, int] = {}

    def before(self, host: str) -> Rest | None:
        """The rest an earlier run or source began that is not over yet."""
        rest = self.session.store.rest(host)
        return rest if rest and rest.until > self.session.now() else None

    def note(
        self, host: str, verdict: Verdict, kind: PageKind, asked: timedelta | None = None, *, throttled: bool = False
    ) -> None:
        """Take in the verdict on an answer of a host. ``asked`` is its wish, ``throttled`` a 429."""
        self._blocked[host] = self._blocked.get(host, 0) + 1 if verdict.outcome is Outcome.BLOCKED else 0
        blocked = self._blocked[host] >= IN_A_ROW or (verdict.outcome is Outcome.BLOCKED and kind is PageKind.LISTING)
        gate = verdict.outcome is Outcome.CHALLENGE or throttled
        if host not in self.begun and (gate or blocked or asked is not None):
            self._begin(host, verdict, asked)

    def over(self, host: str) -> None:
        """The host was good throughout: whatever comes next is a first time again."""
        if host not in self.begun and self.session.store.rest(host):
            self.session.store.end_rest(host)

    def _begin(self, host: str, verdict: Verdict, asked: timedelta | None) -> None:
        last = self.session.store.rest(host)
        times = last.times + 1 if last else 1
        until = self.session.now() + (asked if asked is not None else backoff(times))
        self.begun[host] = Rest(host, until, verdict.outcome, verdict.detail, times)
        self.session.store.record_rest(self.begun[host])


def sentence(rest: Rest) -> str:
    """What the health line says of a rest."""
    again = f"（连续第 {rest.times} 次）" if rest.times > 1 else ""
    return f"已暂停访问至 {said(rest.until)}{again}"
