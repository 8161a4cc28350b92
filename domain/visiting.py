"""What is known before a visit: pages met in earlier runs, the last good read of a list, hosts that are left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.crawl import Outcome, Page


@dataclass(frozen=True, slots=True)
class Known:
    """One document or interpretation page as the runs before this one left it. All times are aware UTC.

    ``met`` is the first look at it and None for one that was only ever listed, ``tried`` the last look, ``looked`` the last good
    one. ``failing``: the last look at it, or at a part that it still carried then, came to nothing. ``changed`` is when its document got its newest
    version; ``member``: the document stands in the newest baseline. ``withdrawn``: 疑似撤下 was told of it since it was last seen.
    """

    page: Page
    met: datetime | None = None
    tried: datetime | None = None
    looked: datetime | None = None
    failing: bool = False
    changed: datetime | None = None
    member: bool = False
    effective_on: date | None = None
    expires_on: date | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class ListRead:
    """An accepted read of a list: when its run began (aware UTC), how many entries and pages it had."""

    at: datetime
    entries: int
    pages: int


@dataclass(frozen=True, slots=True)
class Rest:
    """A host left alone until ``until`` (aware UTC): what it answered, in a sentence, and how many times in a row it has."""

    host: str
    until: datetime
    outcome: Outcome
    why: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Gone:
    """A document page that answered 404 or 410 to every look since it was last seen, counting runs whose list was read well.

    ``since`` and ``until`` are the first and the last such look, aware UTC, ``runs`` the number of runs.
    """

    page: Page
    since: datetime
    until: datetime
    runs: int
