"""The visiting plan: which pages a run looks at, decided from what earlier runs left. Pure: no clock, store or network.

The head of the list is read on every run, all of it every so many days. A document is looked at again after a part of the
time that it has stayed as it was: a new one on nearly every run, an old one once a month. A page that is not due is not asked
for, and nothing is said of it. All times are aware UTC; days are those of Asia/Shanghai.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from zoneinfo import ZoneInfo

from domain.crawl import Page, PageKind
from domain.source import Visiting
from domain.visiting import Known, ListRead

SHANGHAI = ZoneInfo("Asia/Shanghai")

SLACK = timedelta(hours=6)
"""A run may be that much earlier in the day than the one before and still find its pages due."""

DECAY = 7
"""A page is due again after a seventh of the time since it last changed: daily for a week, every fourth day at a month, monthly
from half a year on. Raise it to look more often."""

BEFORE, AFTER = timedelta(days=30), timedelta(days=7)
"""Around 施行 and 届满 a document is looked at on every run: that is when sites print 废止, 延长 or 修订 on the page."""

LATE = timedelta(days=7)
"""A paper is often posted some days after the date printed beside it; after more than a week it was posted late (补发)."""


class Reason(IntEnum):
    """Why a page is looked at in this run, the most urgent first: ``max_documents`` cuts from the end."""

    NEW = 1  # never looked at
    FAILED = 2  # the last look came to nothing
    LISTED = 3  # the list says something else of it than before
    PINNED = 4  # in the baseline, or near its 施行 or 届满
    MISSING = 5  # not in the list any more
    AGE = 6  # its time has come
    ALL = 7  # --force, or a source whose documents are looked at on every run


@dataclass(frozen=True, slots=True)
class Moment:
    """When the plan is made, and for which settings. ``everything``: ``--force``."""

    now: datetime
    visit: Visiting
    everything: bool = False

    @property
    def today(self) -> date:
        return self.now.astimezone(SHANGHAI).date()


@dataclass(frozen=True, slots=True)
class Plan:
    """``pages`` to look at, the most urgent first; ``waiting`` counts those not due, ``over`` those due beyond ``max_documents``.

    ``unlisted`` are keys of documents that the list, read whole, no longer has.
    """

    pages: tuple[Page, ...]
    waiting: int = 0
    over: int = 0
    unlisted: frozenset[str] = frozenset()


def sweep_due(last: ListRead | None, when: Moment) -> bool:
    """True if the whole list is to be read: it was not for ``sweep_days``, or it has no more pages than the head."""
    if last is None or when.everything or last.pages <= when.visit.head_pages:
        return True
    return when.now - last.at + SLACK >= timedelta(days=when.visit.sweep_days)


def choose(listed: Sequence[Page], known: Mapping[str, Known], when: Moment, *, most: int, whole: bool) -> Plan:
    """What to look at: of the pages ``listed`` in this run, in the order of the list, and of those ``known`` that were not.

    ``whole``: the whole list was read, so that a document not in it has left it; interpretations follow their document. At most
    ``most`` pages.
    """
    due = [(why, page) for page in listed if (why := reason(page, known.get(page.key), when)) is not None]
    rows = {page.key for page in listed}
    gone = [one for key, one in known.items() if key not in rows and one.page.kind is PageKind.DOCUMENT]
    for one in gone:
        why = Reason.MISSING if whole and not one.withdrawn else reason(one.page, one, when)
        due += [(why, one.page)] if why is not None else []
    due.sort(key=lambda pair: pair[0])
    unlisted = frozenset(one.page.key for one in gone) if whole else frozenset()
    return Plan(tuple(page for _, page in due[:most]), len(rows) + len(gone) - len(due), max(0, len(due) - most), unlisted)


def reason(page: Page, known: Known | None, when: Moment) -> Reason | None:
    """Why a page is due; None if it is not. ``page`` is what the list says of it now."""
    if known is None or known.met is None:
        return Reason.NEW
    if when.everything or not when.visit.recheck_days:
        return Reason.ALL
    if known.failing and not known.withdrawn:
        return Reason.FAILED
    if _says_otherwise(page, known.page):
        return Reason.LISTED
    if pinned(known, when.today):
        return Reason.PINNED
    return Reason.AGE if _age_due(known, when) else None


def pinned(known: Known, today: date) -> bool:
    """True for a document of the baseline and for one whose 施行 or 届满 is near; never for one that was taken down."""
    near = (on for on in (known.effective_on, known.expires_on) if on is not None)
    return not known.withdrawn and (known.member or any(on - BEFORE <= today <= on + AFTER for on in near))


def interval(age: timedelta, visit: Visiting) -> timedelta:
    """The time between two looks at a document that has stayed as it was for ``age``; grows with it, up to ``recheck_days``."""
    return min(max(age, timedelta()) / DECAY, timedelta(days=visit.recheck_days))


def late(page: Page, known: Iterable[Known], last: ListRead | None, *, whole: bool) -> date | None:
    """The day on which a page met for the first time should have been in the list already, or None if it was not posted late.

    ``last`` is the last good read of this part of the list. Where less than the ``whole`` list is ever read, an old row may
    have moved up from below: there only a date after the oldest one known proves anything.
    """
    if last is None or page.listed_on is None:
        return None
    looked = last.at.astimezone(SHANGHAI).date()
    if looked - page.listed_on <= LATE:
        return None
    oldest = min((one.page.listed_on for one in known if one.page.listed_on), default=None)
    return looked if whole or (oldest is not None and page.listed_on > oldest) else None


def _says_otherwise(now: Page, before: Page) -> bool:
    """True if a row has another title, date or validity; what it no longer says is no news."""
    pairs = ((now.title, before.title), (now.listed_on, before.listed_on), (now.status, before.status))
    return any(new and new != old for new, old in pairs)


def _age_due(known: Known, when: Moment) -> bool:
    """Its age is that at the last look, so that the time between two looks does not grow while it is waited for."""
    tried = known.tried or when.now
    if known.withdrawn:
        return when.now - tried + SLACK >= timedelta(days=when.visit.recheck_days)
    stayed = tried - max(filter(None, (known.met, known.changed)), default=tried)
    return when.now - tried + SLACK >= interval(stayed, when.visit)
