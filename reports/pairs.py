"""Old over new: the edits of an amended measure gathered by the sentence they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from domain.card import Pair
from domain.change import Change, Edit
from domain.document import Document, Measure
from domain.text import Span
from reports.direction import rank_of
from reports.passages import around, passage, sentences


@dataclass(frozen=True, slots=True)
class Group:
    """Edits that stand in one sentence of either side; None where the sentence was put in or taken out whole."""

    old: Span | None
    new: Span | None
    edits: tuple[Edit, ...]

    def meets(self, other: Group) -> bool:
        """True if the two share a sentence on either side."""
        olds, news = (self.old, other.old), (self.new, other.new)
        return any(a is not None and b is not None and a.overlaps(b) for a, b in (olds, news))

    def with_(self, other: Group) -> Group:
        return Group(_union(self.old, other.old), _union(self.new, other.new), self.edits + other.edits)


def groups(change: Change, old: Document, new: Document) -> tuple[Group, ...]:
    """The edits of an amended measure by sentence, in the order of the new text."""
    before, after = old.measure(change.old[0].ordinal), new.measure(change.new[0].ordinal)
    gathered: list[Group] = []
    for edit in sorted(change.edits, key=lambda e: (e.new_span.start, e.old_span.start)):
        group = _group(edit, (old, before), (new, after))
        while gathered and gathered[-1].meets(group):
            group = gathered.pop().with_(group)
        gathered.append(group)
    return tuple(gathered)


def _group(edit: Edit, old: tuple[Document, Measure], new: tuple[Document, Measure]) -> Group:
    if edit.old and edit.new:
        return Group(around(*old, edit.old_span) or edit.old_span, around(*new, edit.new_span) or edit.new_span, (edit,))
    if edit.new:
        here, there = _one_sided(edit.new_span, new, edit.old_span, old)
        return Group(there, here, (edit,))
    here, there = _one_sided(edit.old_span, old, edit.new_span, new)
    return Group(here, there, (edit,))


def _one_sided(
    full: Span, full_side: tuple[Document, Measure], empty: Span, empty_side: tuple[Document, Measure]
) -> tuple[Span, Span | None]:
    """The sentences of something put in or taken out. A sentence that is wholly new has nothing on the other side."""
    here = around(*full_side, full) or full
    if full.start <= here.start and here.end <= full.end + 1:
        return here, None
    return here, around(*empty_side, empty, following=full.start <= here.start)


def _union(a: Span | None, b: Span | None) -> Span | None:
    if a is None or b is None:
        return a or b
    return Span(min(a.start, b.start), max(a.end, b.end))


def pair(group: Group, old: Document, new: Document) -> Pair:
    """One group as old and new passage with every edit marked; kinds in the reader's order."""
    kinds = dict.fromkeys(edit.kind for edit in sorted(group.edits, key=lambda edit: rank_of(edit).order))
    directions = {edit.direction for edit in group.edits}
    return Pair(
        old=passage(old, group.old, [edit.old_span for edit in group.edits]) if group.old else None,
        new=passage(new, group.new, [edit.new_span for edit in group.edits]) if group.new else None,
        kinds=tuple(kinds),
        field=group.edits[0].field,
        direction=directions.pop() if len(directions) == 1 else None,
    )


def untouched(found: tuple[Group, ...], document: Document, measure: Measure) -> int:
    """How many sentences of the new measure no edit touches: 「本项其余 N 句未变」."""
    held = [group.new for group in found if group.new]
    return sum(not any(span.overlaps(sentence) for span in held) for sentence in sentences(document, measure))
