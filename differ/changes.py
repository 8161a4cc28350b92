"""From the plan of an alignment to the list of changes a report reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from differ.edits import Sides, measure_edits
from differ.notes import is_repeal_note
from differ.order import heading
from differ.pieces import piece_edits
from differ.text import Text
from domain.change import Change, Edit, MeasureRef, Severity, Status


@dataclass(frozen=True, slots=True)
class Plan:
    """Which old positions became which new ones: ``pairs`` one to one, ``splits`` old -> further new, ``mergers`` new -> further old.

    ``moved`` are the old positions of pairs that changed their place.
    """

    pairs: dict[int, int]
    splits: dict[int, list[int]]
    mergers: dict[int, list[int]]
    moved: set[int]

    def links(self) -> list[tuple[int, int]]:
        """Every (old, new) that has to do with each other."""
        apart = [(i, j) for i, parts in self.splits.items() for j in parts]
        together = [(i, j) for j, others in self.mergers.items() for i in others]
        return [*self.pairs.items(), *apart, *together]

    def anchor(self, old: int) -> int:
        """The new position behind which something that stood at ``old`` and is gone is told; -1 for the very beginning."""
        before = (self.pairs[i] for i in range(old - 1, -1, -1) if i in self.pairs and i not in self.moved)
        return next(before, -1)


def write_changes(before: Sequence[Text], after: Sequence[Text], plan: Plan, sides: Sides) -> tuple[Change, ...]:
    """The changes in the order of the new text, deletions where they stood."""
    placed: list[tuple[tuple[int, int, int], Change]] = []
    gathered = {i for others in plan.mergers.values() for i in others}
    scattered = {j for parts in plan.splits.values() for j in parts}
    for i, parts in plan.splits.items():
        news = sorted([*parts, *([plan.pairs[i]] if i in plan.pairs else [])])
        placed.append(((news[0], 0, i), _split(before, after, i, news, sides)))
    for j, others in plan.mergers.items():
        olds = sorted([*others, *(i for i, new in plan.pairs.items() if new == j)])
        placed.append(((j, 0, olds[0]), _merger(before, after, olds, j, sides)))
    for i, j in plan.pairs.items():
        if i not in plan.splits and j not in plan.mergers:
            placed.append(((j, 0, i), _pair(before[i], after[j], i in plan.moved, sides)))
    paired = set(plan.pairs.values())
    for j, text in enumerate(after):
        if j not in paired and j not in scattered and j not in plan.mergers:
            placed.append(((j, 0, 0), Change(Status.ADDED, Severity.SUBSTANTIVE, (), (_ref(text),))))
    for i, text in enumerate(before):
        if i not in plan.pairs and i not in gathered and i not in plan.splits:
            placed.append(((plan.anchor(i), 1, i), Change(Status.DELETED, Severity.SUBSTANTIVE, (_ref(text),), ())))
    return tuple(change for _, change in sorted(placed, key=lambda item: item[0]))


def _ref(text: Text) -> MeasureRef:
    return MeasureRef(text.measure.ordinal, text.measure.number)


def _pair(old: Text, new: Text, moved: bool, sides: Sides) -> Change:
    edits = measure_edits(old.measure, new.measure, sides)
    if edits and all(not edit.old and is_repeal_note(edit.new) for edit in edits):
        edits = ()  # A note that a measure no longer applies is an event; the words of the measure stand as they stood.
    status = _status(old, new, moved, edits)
    return Change(status, _severity(edits), (_ref(old),), (_ref(new),), _fields(old, new, moved, edits), edits)


def _status(old: Text, new: Text, moved: bool, edits: tuple[Edit, ...]) -> Status:
    if edits:
        return Status.AMENDED
    if moved:
        return Status.MOVED
    return Status.UNCHANGED if old.number == new.number else Status.RENUMBERED


def _severity(edits: tuple[Edit, ...]) -> Severity:
    if not edits:
        return Severity.NONE
    substantive = any(edit.severity is Severity.SUBSTANTIVE for edit in edits)
    return Severity.SUBSTANTIVE if substantive else Severity.EDITORIAL


def _fields(old: Text, new: Text, moved: bool, edits: tuple[Edit, ...]) -> tuple[str, ...]:
    touched = {edit.field for edit in edits}
    if old.number != new.number:
        touched.add("number")
    if moved and heading(old.measure.section) != heading(new.measure.section):
        touched.add("section")
    return tuple(name for name in ("title", "body", "responsible_units", "number", "section") if name in touched)


def _split(before: Sequence[Text], after: Sequence[Text], i: int, news: list[int], sides: Sides) -> Change:
    edits = piece_edits([before[i]], [after[j] for j in news], sides)
    return _regrouped(Status.SPLIT, [before[i]], [after[j] for j in news], edits)


def _merger(before: Sequence[Text], after: Sequence[Text], olds: list[int], j: int, sides: Sides) -> Change:
    edits = piece_edits([before[i] for i in olds], [after[j]], sides)
    return _regrouped(Status.MERGED, [before[i] for i in olds], [after[j]], edits)


def _regrouped(status: Status, olds: list[Text], news: list[Text], edits: tuple[Edit, ...]) -> Change:
    """A split or merger is never nothing: without edits it is editorial."""
    severity = _severity(edits) if edits else Severity.EDITORIAL
    fields = tuple(sorted({edit.field for edit in edits}))
    return Change(status, severity, tuple(map(_ref, olds)), tuple(map(_ref, news)), fields, edits)
