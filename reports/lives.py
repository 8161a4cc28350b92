"""The life of a measure over several versions: which told changes were of the same measure, and what they come to in the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from differ.compare import compare
from domain.change import Change
from domain.record import ChangeRecord
from reports.count import counted
from reports.shelf import Shelf

Node = tuple[int, int]
"""A measure in one version of its document: sequence and ordinal."""


@dataclass(frozen=True, slots=True)
class Life:
    """The changes of one measure, oldest first. ``net`` is what the first text and the last one differ in, empty if they agree again;
    None where there was only one change, or where the two texts cannot be held together."""

    records: tuple[ChangeRecord, ...]
    net: tuple[Change, ...] | None = None

    @property
    def reverted(self) -> bool:
        return self.net == ()


def lives(records: Iterable[ChangeRecord], shelf: Shelf) -> tuple[Life, ...]:
    """The changes gathered by measure. Changes of one version only are never of the same measure."""
    by_document: defaultdict[int, list[ChangeRecord]] = defaultdict(list)
    for record in records:
        by_document[record.document].append(record)
    return tuple(life for same in by_document.values() for life in _of_document(same, shelf))


def _of_document(records: list[ChangeRecord], shelf: Shelf) -> list[Life]:
    if len({record.to_sequence for record in records}) == 1:
        return [Life((record,)) for record in records]
    first, last = min(record.from_sequence for record in records), max(record.to_sequence for record in records)
    joined = threads(records[0].document, range(first, last), shelf)
    groups: defaultdict[Node, list[ChangeRecord]] = defaultdict(list)
    for record in sorted(records, key=lambda one: (one.to_sequence, one.id)):
        groups[joined.of(nodes(record.change, record.from_sequence, record.to_sequence)[0])].append(record)
    return [Life(tuple(group), _net(group, joined, shelf)) for group in groups.values()]


def nodes(change: Change, old: int, new: int) -> list[Node]:
    """The measures that a change between two versions joins."""
    return [(old, ref.ordinal) for ref in change.old] + [(new, ref.ordinal) for ref in change.new]


class Threads:
    """Which measures of successive versions are one: a union-find over nodes."""

    def __init__(self) -> None:
        self._parent: dict[Node, Node] = {}

    def of(self, node: Node) -> Node:
        parent = self._parent.setdefault(node, node)
        return node if parent == node else self.of(parent)

    def join(self, together: Sequence[Node]) -> None:
        for node in together[1:]:
            self._parent[self.of(node)] = self.of(together[0])


def threads(document: int, sequences: range, shelf: Shelf) -> Threads:
    """Those of each of these versions and the one after it."""
    found = Threads()
    for sequence in sequences:
        for change in compare(shelf.text(document, sequence), shelf.text(document, sequence + 1)).changes:
            found.join(nodes(change, sequence, sequence + 1))
    return found


def _net(group: Sequence[ChangeRecord], joined: Threads, shelf: Shelf) -> tuple[Change, ...] | None:
    if len(group) == 1:
        return None
    start, end = group[0].from_sequence, group[-1].to_sequence
    whole = compare(shelf.text(group[0].document, start), shelf.text(group[0].document, end))
    if whole.suspect:
        return None
    life = joined.of(nodes(group[0].change, start, group[0].to_sequence)[0])
    mine = (change for change in whole.changes if any(joined.of(node) == life for node in nodes(change, start, end)))
    return tuple(change for change in mine if counted(change))
