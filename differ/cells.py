"""The cells of a row: what each province says of its commitment, or stands beside it, or leaves unsaid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from differ.gathered import Draft, Field
from differ.hard import hard_facts
from differ.matters import around
from differ.saying import committing, shortest
from domain.document import Document
from domain.matrix import Cell, Column, Mark, Said
from domain.relation import Place

BESIDE = 0.2
"""Likeness from which an act of a measure on the same topic stands beside a row."""
MOST = 2
"""Acts that are shown of a province that only stands beside a row."""
_ORDER = {Mark.HARD: 0, Mark.SOFT: 1, Mark.ADJACENT: 2}

Spoken = dict[Place, list[int]]
"""Acts by measure."""


class Cells:
    """``near`` are the measures linked to each, however weakly."""

    def __init__(
        self,
        columns: Sequence[Column],
        documents: Sequence[Document],
        ground: Field,
        near: Mapping[Place, AbstractSet[Place]],
    ) -> None:
        self._columns, self._documents, self._ground, self._near = columns, documents, ground, near
        self._facts = [hard_facts(document) for document in documents]
        self._naming: dict[str, list[int]] = defaultdict(list)
        self._of: dict[Place, list[int]] = defaultdict(list)
        for number, act in enumerate(ground.acts):
            self._of[act.place].append(number)
            for matter in act.matters:
                self._naming[matter].append(number)

    def of(self, draft: Draft, common: Sequence[str]) -> tuple[Cell, ...]:
        """A cell for each column; ``common`` are the words that columns of the row share."""
        said, beside = self._by_column(draft.acts), self._by_column([*draft.beside, *self._adjacent(draft)])
        return tuple(
            self._cell(column, said.get(number, {}), beside.get(number, {}), draft, common)
            for number, column in enumerate(self._columns)
        )

    def _by_column(self, acts: Iterable[int]) -> dict[int, Spoken]:
        found: dict[int, Spoken] = {}
        for number in dict.fromkeys(acts):
            found.setdefault(self._ground.columns[number], {}).setdefault(self._ground.acts[number].place, []).append(number)
        return found

    def _cell(self, column: Column, said: Spoken, beside: Spoken, draft: Draft, common: Sequence[str]) -> Cell:
        found = [self._said(place, acts, draft, common) for place, acts in said.items()]
        found += [self._said(place, acts, draft, common, beside=True) for place, acts in beside.items() if place not in said]
        if not found:
            return Cell(Mark.ABSENT if column.whole else Mark.MISSING)
        found.sort(key=lambda one: (_ORDER[one.mark], one.place.document, one.place.ordinal))
        return Cell(found[0].mark, tuple(found))

    def _adjacent(self, draft: Draft) -> list[int]:
        """Of the columns that do not say it, the acts that name its matter or a broader one, or are near enough: those most like the row."""
        ground = self._ground
        sayers = {ground.columns[number] for number in draft.acts}
        naming = {number for matter in around(draft.matter) for number in self._naming[matter]}
        linked = {other for place in ground.places(draft.acts) for other in self._near[place]}
        near: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for number in naming.union(*(self._of[place] for place in linked)):
            if ground.columns[number] not in sayers:
                mean = ground.mean(number, draft.acts)
                if number in naming or mean >= BESIDE:
                    near[ground.columns[number]].append((-mean, number))
        return [number for found in near.values() for _, number in sorted(found)[:MOST]]

    def _said(self, place: Place, numbers: Sequence[int], draft: Draft, common: Sequence[str], *, beside: bool = False) -> Said:
        text = self._documents[place.document].text
        ranked = sorted(numbers, key=lambda number: (-self._ground.mean(number, draft.acts), number))
        said = [self._ground.acts[number] for number in ranked]
        facts = [] if beside else committing(text, said, draft.matter, self._facts[place.document])
        mark = Mark.ADJACENT if beside else Mark.HARD if facts else Mark.SOFT
        spans = tuple(sorted({act.sentence for act in said}))
        parts = tuple(sorted({act.span for act in said}))
        return Said(place, mark, spans, shortest(text, said, draft, common, facts), parts)
