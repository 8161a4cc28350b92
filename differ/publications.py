"""One document at several pages: a republication, a Traditional mirror, a PDF beside its page.

Where their canonical texts agree outside of damaged spots they are one version. Where they do not, that is a divergence between publications,
official text first, and never an amendment: nobody decided anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from differ.compare import compare
from differ.fold import key
from differ.outside import preamble_changes
from domain.change import Change, Edit, MeasureRef, Status
from domain.document import Document
from domain.witness import Divergence

_SAME = frozenset({Status.UNCHANGED, Status.RENUMBERED, Status.MOVED})


def same_version(one: Document, other: Document) -> bool:
    """True if both pages carry the same words in the same order."""
    return not diverge(one, other)


def diverge(official: Document, other: Document) -> tuple[Divergence, ...]:
    """Where two publications differ, in the order of the other text; nothing if they are one version.

    What a page of the press puts before and behind the measures is its own; the preamble is compared only where both have one.
    """
    comparison = compare(official, other)
    if comparison.suspect:
        return (Divergence(f"{len(official.measures)}项", "".join(event.detail for event in comparison.events)),)
    found = [row for change in comparison.changes for row in _rows(change, official, other)]
    gone, come = preamble_changes(official, other)
    beside = [Divergence(one, two) for one, two in zip(gone, come, strict=False)]
    return (*found, *beside)


def _rows(change: Change, official: Document, other: Document) -> Iterator[Divergence]:
    if change.status is Status.ADDED:
        yield _whole(other, change.new[0], official_side=False)
    elif change.status is Status.DELETED:
        yield _whole(official, change.old[0], official_side=True)
    elif change.status in _SAME or not change.edits:
        yield from _numbers(change)
    else:
        yield from (_edited(edit, official, other) for edit in change.edits)


def _whole(document: Document, ref: MeasureRef, official_side: bool) -> Divergence:
    """A measure that one of the two pages lacks."""
    measure = document.measure(ref.ordinal)
    if official_side:
        return Divergence(measure.text, "", official_number=ref.number, official_span=measure.span)
    return Divergence("", measure.text, other_number=ref.number, other_span=measure.span)


def _numbers(change: Change) -> Iterator[Divergence]:
    """The same words under other numbers or at another place."""
    one, other = ("、".join(ref.number for ref in side) for side in (change.old, change.new))
    if change.status is Status.MOVED or key(one) != key(other):
        yield Divergence(one, other, one, other)


def _edited(edit: Edit, official: Document, other: Document) -> Divergence:
    return Divergence(
        edit.old,
        edit.new,
        _number(official, edit.old_ordinal),
        _number(other, edit.new_ordinal),
        edit.old_span,
        edit.new_span,
    )


def _number(document: Document, ordinal: int | None) -> str | None:
    return document.measure(ordinal).number if ordinal else None
