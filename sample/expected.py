"""What the report of a day must say. Written by hand in :mod:`sample.calendar`: it is the truth that tests compare with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.change import EventKind, Severity, Status
from domain.crawl import Outcome


@dataclass(frozen=True, slots=True)
class ExpectedChange:
    """One change of one measure, numbers as printed. ``shows`` are (old, new) words the reader must see side by side."""

    document: str
    status: Status
    severity: Severity
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    shows: tuple[tuple[str, str], ...] = ()

    @property
    def source(self) -> str:
        return source_of(self.document)


@dataclass(frozen=True, slots=True)
class ExpectedDocument:
    """A document seen for the first time, with the number of measures it has (0 for a notice)."""

    document: str
    measures: int

    @property
    def source(self) -> str:
        return source_of(self.document)


@dataclass(frozen=True, slots=True)
class ExpectedEvent:
    """Something that befell a whole document; ``words`` stand on its page and prove it."""

    document: str
    kind: EventKind
    words: str

    @property
    def source(self) -> str:
        return source_of(self.document)


@dataclass(frozen=True, slots=True)
class Expected:
    """All that is expected of one day.

    ``changes`` hold every change but the merely renumbered, which are only counted: ``renumbered``. A split and a
    merger are one change each. ``substantive`` and ``editorial`` count changes by severity (a moved measure counts
    under ``moved`` alone), ``documents_changed`` the documents with a substantive change. ``failed`` names the
    sources that could not be read and the outcome of their listing. ``notices`` and ``interpretations`` count what is
    first seen beside the ``new_documents``: the many short papers and readings that are there from the start.
    """

    changes: tuple[ExpectedChange, ...] = ()
    new_documents: tuple[ExpectedDocument, ...] = ()
    events: tuple[ExpectedEvent, ...] = ()
    failed: Mapping[str, Outcome] = field(default_factory=dict)
    substantive: int = 0
    editorial: int = 0
    moved: int = 0
    renumbered: int = 0
    documents_changed: int = 0
    notices: int = 0
    interpretations: int = 0

    @property
    def quiet(self) -> bool:
        """True if nothing happened to any document; sources may still have failed."""
        return not (self.changes or self.new_documents or self.events)


def source_of(document: str) -> str:
    """The source id of a document key: ``yunling_main`` is shown by ``yunling_mpa``."""
    return f"{document.split('_', 1)[0]}_mpa"
