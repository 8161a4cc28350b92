"""What a crawl is told to do, and what it says while doing it. No Scrapy here: parent and child both read this."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from domain.crawl import Outcome, PageKind
from domain.source import Budget, Source

DATABASE = "regdelta.db"
ARCHIVE = "archive"
"""Names within a project folder."""


@dataclass(frozen=True, slots=True)
class CrawlJob:
    """One crawl of some sources as part of a run.

    ``at`` is aware UTC and the base of all recorded times: a look is noted at ``at`` plus the time that went by since the
    crawl began. ``force`` asks for every page again and whole, whatever is known of it. ``contact`` stands in the User-Agent:
    where a webmaster reaches the person who runs this. ``budget`` bounds all sources together.
    """

    database: Path
    archive: Path
    run: int
    sources: tuple[Source, ...]
    at: datetime
    force: bool = False
    contact: str = ""
    budget: Budget = field(default_factory=Budget)

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
class Progress:
    """One page looked at: the ``done``-th of ``planned`` known so far of this source. ``kind`` is None for the source as a whole."""

    source: str
    done: int
    planned: int
    outcome: Outcome
    url: str = ""
    kind: PageKind | None = None
    detail: str = ""
