"""他省同类: which measures of other provinces' baseline documents make the same commitment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from differ.relate import counterparts
from domain.card import Counterpart, Likes
from domain.document import Document
from domain.record import BaselineRecord
from domain.relation import Link
from reports.shelf import Shelf

SHARED = 2
"""The least strength that counts: at least one concrete commitment shared. 1 is only the same topic."""

Found = dict[int, tuple[Counterpart, ...]]


class Library:
    """The newest baseline; each version is related to it at most once a report."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.baseline: BaselineRecord | None = shelf.store.baseline()
        self._found: dict[tuple[int, int], Found] = {}

    def likes(self, document: int, sequence: int, ordinal: int) -> Likes:
        """The counterparts of one measure, strongest first, and the provinces that have none."""
        if self.baseline is None:
            return Likes()
        found = self.related(document, sequence).get(ordinal, ())
        own, named = self._shelf.record(document).province, {one.province for one in found}
        provinces = dict.fromkeys(self._shelf.record(member).province for member, _ in self._others(document))
        absent = tuple(name for name in provinces if name and name != own and name not in named)
        return Likes(self.baseline.name, found, absent)

    def related(self, document: int, sequence: int) -> Found:
        """The counterparts of every measure of a version, by ordinal."""
        key = (document, sequence)
        if key not in self._found:
            self._found[key] = self._relate(document, sequence)
        return self._found[key]

    def compared(self, document: int) -> int:
        """How many baseline documents a document is held against."""
        return len(self._others(document))

    def _others(self, document: int) -> list[tuple[int, int]]:
        members = self.baseline.members if self.baseline else ()
        own = self._shelf.record(document).province
        return [(m, s) for m, s in members if m != document and (own is None or self._shelf.record(m).province != own)]

    def _relate(self, document: int, sequence: int) -> Found:
        others = self._others(document)
        texts = [self._shelf.text(*member) for member in others]
        links = counterparts(self._shelf.text(document, sequence), texts) if texts else ()
        found: defaultdict[int, list[Counterpart]] = defaultdict(list)
        for ordinal, place, ordinal_there, strength in _strong(links):
            found[ordinal].append(self._counterpart(others[place][0], texts[place], ordinal_there, strength))
        return {ordinal: tuple(there) for ordinal, there in found.items()}

    def _counterpart(self, document: int, text: Document, ordinal: int, strength: int) -> Counterpart:
        known, measure = self._shelf.record(document), text.measure(ordinal)
        return Counterpart(known.province, known.title, measure.number, measure.title, strength, known.url)


def _strong(links: Iterable[Link]) -> list[tuple[int, int, int, int]]:
    """Links that count, strongest first, as (ordinal here, position of the other, ordinal there, strength)."""
    strong = sorted((one for one in links if one.strength >= SHARED), key=lambda one: (-one.strength, -one.score))
    turned = ((one.a, one.b, one.strength) if one.a.document == 0 else (one.b, one.a, one.strength) for one in strong)
    return [(here.ordinal, there.document - 1, there.ordinal, strength) for here, there, strength in turned]
