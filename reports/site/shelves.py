"""What the pages need of the store, read once: records grouped by document, reports, and how each source fared run by run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from domain.change import Comparison
from domain.document import Document
from domain.record import ChangeRecord, DocumentRecord, EventRecord, Publication, VersionRecord
from domain.run import SourceHealth
from domain.source import Source
from reports.corrections import struck
from reports.site.issues import Issue, feeds, issues
from reports.site.words import Table, table
from reports.text import local
from storage.protocol import Store

T = TypeVar("T", ChangeRecord, EventRecord, Publication)

RUNS = 250
"""Runs a source's page looks back on: a year of working days. Reading them costs 10 ms a run of a hundred sources (bench/site.py)."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What other rooms can do, handed in: holding two texts together, and bringing words to one script and width."""

    compare: Callable[[Document, Document], Comparison]
    fold: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything the store knows about one document but its texts, oldest first."""

    record: DocumentRecord
    versions: tuple[VersionRecord, ...]
    changes: tuple[ChangeRecord, ...]
    events: tuple[EventRecord, ...]
    publications: tuple[Publication, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How one source fared in one run. ``at`` is when the run began, aware UTC."""

    at: datetime
    health: SourceHealth


class Shelves:
    """The store as the site sees it. ``folder`` holds the files of the reports, ``output`` the site, as a rule the same. ``today`` is the day of the newest run in Asia/Shanghai: no clock is read."""

    def __init__(self, store: Store, folder: Path, output: Path, sources: Sequence[Source], tools: Tools) -> None:
        self.store = store
        self.output = output
        self.sources = {source.id: source for source in sources}
        self.tools = tools
        self.runs = tuple(reversed(store.runs(RUNS)))
        self.issues: tuple[Issue, ...] = issues(store.reports(), folder)
        self.delivered = {issue.record.id: issue for issue in self.issues}
        self.feeds = feeds(folder)
        self.handlings = store.handlings()
        self.struck = struck(store.corrections())
        self.today: date | None = local(self.runs[-1].started).date() if self.runs else None
        self._versions: dict[int, tuple[VersionRecord, ...]] = {}
        self.changes = _grouped(store.changes())
        self._events = _grouped(store.events())
        self._publications = _grouped(store.publications())
        self.records = {record.id: record for record in store.documents()}

    def paper(self, document: int) -> Paper:
        return Paper(
            self.records[document],
            self.versions(document),
            self.changes.get(document, ()),
            self._events.get(document, ()),
            self._publications.get(document, ()),
        )

    def versions(self, document: int) -> tuple[VersionRecord, ...]:
        if document not in self._versions:
            self._versions[document] = tuple(self.store.versions(document))
        return self._versions[document]

    @cached_property
    def table(self) -> Table:
        return table(self.tools.fold)

    def looks(self) -> dict[str, tuple[Look, ...]]:
        """By source, oldest first; a source in the project that was never looked at has none."""
        found: dict[str, list[Look]] = {name: [] for name in self.sources}
        for run in self.runs:
            for health in self.store.health(run.id):
                found.setdefault(health.source, []).append(Look(run.started, health))
        return {name: tuple(looks) for name, looks in found.items()}


def _grouped(records: Iterable[T]) -> dict[int, tuple[T, ...]]:
    found: defaultdict[int, list[T]] = defaultdict(list)
    for record in records:
        found[record.document].append(record)
    return {document: tuple(group) for document, group in found.items()}
