"""Run, Window and the health of a source over a run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.crawl import Outcome


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open range of time ``[start, end)``, both aware UTC."""

    start: datetime
    end: datetime


class RunState(StrEnum):
    """How far a run has come. A run found in any state but REPORTED is gone on with, not begun again."""

    CRAWLING = "crawling"
    CRAWLED = "crawled"
    PROCESSED = "processed"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Run:
    """One pass over some sources. ``started`` and ``finished`` are aware UTC."""

    id: int
    started: datetime
    state: RunState
    sources: tuple[str, ...]
    window: Window
    finished: datetime | None = None


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How one source fared in one run. ``outcome`` is OK, or the worst thing that happened, with the sentence that says so.

    ``entries`` rows read of ``expected`` (None: the site gives no total). ``failures`` counts the consecutive runs up to
    this one that did not succeed; ``last_success`` moves only after a successful run. ``suspect`` counts documents whose
    new text was not accepted. ``listed``: the list was read as far as it was to be read, and had rows; ``swept``: that was as far as
    the source file allows. ``pages`` counts its pages; ``plan`` says what was to be looked at. ``rests_until``: the host refused us and is left alone until then.
    """

    source: str
    name: str
    outcome: Outcome
    detail: str = ""
    entries: int = 0
    expected: int | None = None
    fetched: int = 0
    not_modified: int = 0
    failed: int = 0
    failures: int = 0
    last_success: datetime | None = None
    suspect: int = 0
    planned: bool = True
    listed: bool = False
    swept: bool = False
    pages: int = 0
    plan: str = ""
    rests_until: datetime | None = None

    @property
    def good(self) -> bool:
        return self.outcome is Outcome.OK
