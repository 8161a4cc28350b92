"""Events on whole documents: what the reader is told of, what is a new paper, and what was refused as suspect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.change import EventKind
from domain.document import DocumentKind, PublicationLevel
from domain.record import EventRecord
from domain.report import NewPaper, Notice
from reports.direction import event_words
from reports.likes import Library
from reports.lines import province_order
from reports.novelty import new_paper
from reports.shelf import Shelf

_ABOUT = frozenset({PublicationLevel.INTERPRETATION, PublicationLevel.MEDIA})


@dataclass(frozen=True, slots=True)
class Told:
    """The events of a report by how they are shown. ``seen`` are first sights that are no new paper: interpretations and
    reprints, and everything on the first day."""

    notices: tuple[Notice, ...]
    papers: tuple[NewPaper, ...]
    seen: tuple[Notice, ...]
    suspects: tuple[Notice, ...]


def tell(records: Iterable[EventRecord], shelf: Shelf, library: Library, *, first: bool) -> Told:
    """Each event goes to exactly one place. On the ``first`` day nothing is new: a baseline is laid."""
    notices, papers, seen, suspects = [], [], [], []
    for record in records:
        if record.event.kind.suspect:
            suspects.append(_notice(record, shelf))
        elif record.event.kind is not EventKind.FIRST_SEEN:
            notices.append(_notice(record, shelf))
        elif first or _about(record, shelf):
            seen.append(_notice(record, shelf))
        else:
            papers.append(new_paper(record, shelf, library))
    notices.sort(key=lambda one: (event_words(one.kind)[0].order, *province_order(one.paper.province), one.paper.id))
    papers.sort(key=lambda one: (*province_order(one.paper.province), one.paper.id))
    return Told(tuple(notices), tuple(papers), tuple(seen), tuple(suspects))


def _about(record: EventRecord, shelf: Shelf) -> bool:
    """True for an interpretation or a reprint: it is about a document and never its text."""
    known = shelf.record(record.document)
    return known.kind is DocumentKind.INTERPRETATION or known.level in _ABOUT


def _notice(record: EventRecord, shelf: Shelf) -> Notice:
    event = record.event
    return Notice(f"E{record.id}", shelf.paper(record.document), event.kind, event.detail, event.measures)
