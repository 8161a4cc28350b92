"""When the words of a cell of the 省际比较表 last changed, told from the stored changes and events of a window of time.

A change counts as the verdict counts it; what only slid to another number, and what a correction struck, is none. In an amended measure only
the clauses that a cell is made of count: a measure, and a sentence of it, may stand in several rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeVar

from domain.change import Edit, EditKind, EventKind, Severity, Status
from domain.comparison_table import Turn, Turned
from domain.record import ChangeRecord, EventRecord
from domain.run import Window
from domain.text import Span
from reports.corrections import struck
from reports.count import counted
from reports.lives import Node, Threads, threads
from reports.renderers.json import decode
from reports.shelf import Shelf
from reports.text import local

T = TypeVar("T", ChangeRecord, EventRecord)

_TURNS = {
    Status.AMENDED: Turn.AMENDED,
    Status.ADDED: Turn.ADDED,
    Status.SPLIT: Turn.SPLIT,
    Status.MERGED: Turn.MERGED,
    Status.DELETED: Turn.DELETED,
}


class Turns:
    """What changed within ``window``, by document."""

    def __init__(self, shelf: Shelf, window: Window) -> None:
        self._shelf = shelf
        gone = struck(shelf.store.corrections())
        changes = (one for one in shelf.store.changes(window=window) if one.change.status in _TURNS and counted(one.change))
        self._changes = _grouped(one for one in changes if f"C{one.id}" not in gone)
        events = (one for one in shelf.store.events(window=window) if not one.event.measures and f"E{one.id}" not in gone)
        self._events = _grouped(events)
        self._founded = cache(self._is_foundation)
        self._threads = cache(self._joined)

    def of(self, document: int, sequence: int, ordinal: int, spans: Iterable[Span]) -> Turned | None:
        """The last change of these clauses of a measure of a version; that of the whole paper where it is new."""
        held = tuple(spans)
        for one in reversed(self._changes.get(document, ())):
            if one.to_sequence <= sequence:
                joined = self._threads(document, one.to_sequence, sequence)
                new = {joined.of((one.to_sequence, ref.ordinal)) for ref in one.change.new}
                if joined.of((sequence, ordinal)) in new and self._touches(one, sequence, held):
                    return _turned(one)
        return self._first_seen(document)

    def ended(self, document: int) -> Turned | None:
        """When the whole document was repealed, if it was."""
        ends = (one for one in self._events.get(document, ()) if one.event.kind is EventKind.REPEALED)
        return next((Turned(local(one.created).date(), Turn.REPEALED, f"E{one.id}") for one in ends), None)

    def deleted(self, document: int) -> Iterator[tuple[Node, Turned]]:
        """The measures that were deleted, each as it stood in the last version that had it."""
        for one in self._changes.get(document, ()):
            if one.change.status is Status.DELETED:
                yield from (((one.from_sequence, ref.ordinal), _turned(one)) for ref in one.change.old)

    @property
    def ends(self) -> frozenset[int]:
        """Documents in which something may have fallen away."""
        deleted = {document for document in self._changes if any(True for _one in self.deleted(document))}
        return frozenset(deleted | {document for document in self._events if self.ended(document)})

    def _joined(self, document: int, first: int, last: int) -> Threads:
        return threads(document, range(first, last), self._shelf)

    def _touches(self, record: ChangeRecord, sequence: int, spans: tuple[Span, ...]) -> bool:
        if record.change.status is not Status.AMENDED:
            return True
        places = spans
        if record.to_sequence != sequence:
            places = tuple(self._found(record, sequence, spans))
        edits = [edit for edit in record.change.edits if edit.severity is Severity.SUBSTANTIVE]
        return not places or any(_hits(edit, place) for edit in edits for place in places)

    def _found(self, record: ChangeRecord, sequence: int, spans: Iterable[Span]) -> Iterator[Span]:
        """Where the same clauses stood when an earlier version was new; those that it had not are left out."""
        words = self._shelf.text(record.document, sequence).text
        then = self._shelf.text(record.document, record.to_sequence)
        for ref in record.change.new:
            whole = then.measure(ref.ordinal).span
            for span in spans:
                at = then.text.find(span.of(words), whole.start, whole.end)
                if at >= 0:
                    yield Span(at, at + len(span))

    def _first_seen(self, document: int) -> Turned | None:
        """On the first day a baseline is laid, and what is imported is no news: neither is a change."""
        for one in self._events.get(document, ()):
            if one.event.kind is EventKind.FIRST_SEEN and not self._imported(document) and not self._founded(one):
                return Turned(local(one.created).date(), Turn.FIRST_SEEN, f"E{one.id}")
        return None

    def _imported(self, document: int) -> bool:
        return self._shelf.edition(document, 1).origin is not None

    def _is_foundation(self, event: EventRecord) -> bool:
        """True if the report that told of it, or will, is the first one."""
        if event.report is None:
            return self._shelf.store.last_report() is None
        return decode(self._shelf.store.report_numbered(event.report).data).foundation is not None


def _turned(record: ChangeRecord) -> Turned:
    return Turned(local(record.created).date(), _TURNS[record.change.status], f"C{record.id}")


def _hits(edit: Edit, place: Span) -> bool:
    """True if an edit changed something of a sentence. Where words were only taken out, at a border too, unless they were a sentence."""
    if len(edit.new_span):
        return edit.new_span.overlaps(place)
    return edit.kind is not EditKind.SENTENCE and place.start <= edit.new_span.start <= place.end


def _grouped(records: Iterable[T]) -> dict[int, list[T]]:
    found: defaultdict[int, list[T]] = defaultdict(list)
    for record in records:
        found[record.document].append(record)
    return dict(found)
