"""What a crawl is told to do, and what it says while doing it. No Scrapy here: parent and child both read this."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from domain.crawl import Outcome, Page, PageKind
from domain.source import Budget, Source

DATABASE = "regdelta.db"
ARCHIVE = "archive"
"""Names within a project folder."""


@dataclass(frozen=True, slots=True)
class CrawlJob:
    """One crawl of some sources as part of a run.

    ``at`` is aware UTC and the base of all recorded times: a look is noted at ``at`` plus the time that went by since the
    crawl began. ``force`` asks for every page again and whole, whatever is known of it. ``contact`` stands in the User-Agent:
    where a webmaster reaches the person who runs this. ``budget`` bounds all sources together. ``discover`` above 0 walks the sites of
    the sources for columns worth watching instead, with at most that many requests each. ``only`` above 0 looks at that row of the
    list (from 1) and at no other. ``again`` are pages of this run that are looked at once more, whole, and nothing else is.
    """

    database: Path
    archive: Path
    run: int
    sources: tuple[Source, ...]
    at: datetime
    force: bool = False
    contact: str = ""
    budget: Budget = field(default_factory=Budget)
    discover: int = 0
    only: int = 0
    again: tuple[Page, ...] = ()

    @property
    def user_agent(self) -> str:
        return f"regdelta (+{self.contact})" if self.contact else "regdelta"

    def to_json(self) -> bytes:
        return msgspec.json.encode(msgspec.to_builtins(self, builtin_types=(datetime,), enc_hook=str))

    @classmethod
    def from_json(cls, data: bytes) -> CrawlJob:
        """Raises msgspec.ValidationError."""
        return msgspec.json.decode(data, type=cls, dec_hook=lambda kind, value: kind(value))


@dataclass(frozen=True, slots=True)
class Found:
    """A column that was found on a site, and what came of reading it.

    ``topic`` is one of :data:`crawler.discovery.columns.TOPICS`. ``family`` is empty where no family read it; ``outcome`` and ``detail``
    then say why, else ``rows`` are those of its first page and ``titles`` the first few of them. ``proofs`` tell what the family was
    recognised by. ``site`` and ``site_code`` are what the page says of its site, where it does.
    """

    url: str
    name: str
    topic: str
    family: str
    proofs: tuple[str, ...]
    options: dict[str, str]
    rows: int
    expected_rows: int | None
    expected_pages: int | None
    titles: tuple[str, ...]
    outcome: Outcome
    detail: str
    site: str
    site_code: str | None


@dataclass(frozen=True, slots=True)
class Progress:
    """One page looked at: the ``done``-th of ``planned`` known so far of this source. ``kind`` is None for the source as a whole.

    ``found`` comes along when a site is walked and the page turned out to be a column.
    """

    source: str
    done: int
    planned: int
    outcome: Outcome
    url: str = ""
    kind: PageKind | None = None
    detail: str = ""
    found: Found | None = None
