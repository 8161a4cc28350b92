"""From the plan of an alignment to the list of changes a report reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from differ.edits import Sides, measure_edits
from differ.fold import key
from differ.notes import is_repeal_note, without_notes
from differ.order import heading
from differ.pieces import piece_edits
from differ.text import Text
from domain.change import Change, Edit, MeasureRef, Severity, Status

_Placed = tuple[tuple[int, int, int], Change]  # (new position, 0 or 1 for behind it, old position) orders the changes


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
    placed = [*_regroupings(before, after, plan, sides), *_pairs(before, after, plan, sides), *_alone(before, after, plan)]
    return tuple(change for _, change in sorted(placed, key=lambda item: item[0]))


def _regroupings(before: Sequence[Text], after: Sequence[Text], plan: Plan, sides: Sides) -> Iterator[_Placed]:
    for i, parts in plan.splits.items():
        news = sorted([*parts, *([plan.pairs[i]] if i in plan.pairs else [])])
        yield (news[0], 0, i), _regrouped(Status.SPLIT, [before[i]], [after[j] for j in news], sides)
    for j, others in plan.mergers.items():
        olds = sorted([*others, *(i for i, new in plan.pairs.items() if new == j)])
        yield (j, 0, olds[0]), _regrouped(Status.MERGED, [before[i] for i in olds], [after[j]], sides)


def _pairs(before: Sequence[Text], after: Sequence[Text], plan: Plan, sides: Sides) -> Iterator[_Placed]:
    for i, j in plan.pairs.items():
        if i not in plan.splits and j not in plan.mergers:
            yield (j, 0, i), _pair(before[i], after[j], i in plan.moved, sides)


def _alone(before: Sequence[Text], after: Sequence[Text], plan: Plan) -> Iterator[_Placed]:
    """What has to do with nothing on the other side."""
    links = plan.links()
    told_old = {i for i, _ in links} | plan.splits.keys()
    told_new = {j for _, j in links} | plan.mergers.keys()
    for j, text in enumerate(after):
        if j not in told_new and not _is_stub(text):
            yield (j, 0, 0), Change(Status.ADDED, Severity.SUBSTANTIVE, (), (_ref(text),))
    for i, text in enumerate(before):
        if i not in told_old:
            yield (plan.anchor(i), 1, i), Change(Status.DELETED, Severity.SUBSTANTIVE, (_ref(text),), ())


def _is_stub(text: Text) -> bool:
    """True for what is left where a measure was repealed and the numbers kept: 7.（已废止）. It is told as the deletion, or the event."""
    return is_repeal_note(text.title + text.words)


def _ref(text: Text) -> MeasureRef:
    return MeasureRef(text.measure.ordinal, text.measure.number)


def _pair(old: Text, new: Text, moved: bool, sides: Sides) -> Change:
    edits = measure_edits(old.measure, new.measure, sides)
    if edits and all(_only_a_note(edit) for edit in edits):
        edits = ()  # Such a note is told as an event; the words of the measure stand as they stood.
    status = _status(old, new, moved, edits)
    return Change(status, _severity(edits), (_ref(old),), (_ref(new),), _fields(old, new, moved, edits), edits)


def _only_a_note(edit: Edit) -> bool:
    """True if an edit does nothing but put in that the measure no longer applies."""
    return is_repeal_note(edit.new) if not edit.old else key(without_notes(edit.new)) == key(edit.old)


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


def _regrouped(status: Status, olds: list[Text], news: list[Text], sides: Sides) -> Change:
    """A split or merger is never nothing: without edits it is editorial."""
    edits = piece_edits(olds, news, sides)
    severity = _severity(edits) if edits else Severity.EDITORIAL
    fields = tuple(sorted({edit.field for edit in edits}))
    return Change(status, severity, tuple(map(_ref, olds)), tuple(map(_ref, news)), fields, edits)
