"""A new text as revisions of the old one: what stayed, what was put in, what was taken out, to the last character.

Joined without the insertions the pieces are the old text, without the deletions the new one. Numbers with their units are never cut
where the differ found the difference; a measure that moved is taken out where it stood and put in where it stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby, pairwise

from rapidfuzz.distance import Indel

from differ.textdiff import diff_texts
from domain.text import Span
from reports.facing import Aligned, Block, Facing, Row, align


class Mark(Enum):
    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Revision:
    """A run of characters with one mark; line breaks are characters too. Never empty."""

    text: str
    mark: Mark


def revise(facing: Facing) -> tuple[Revision, ...]:
    """The revisions that lead from the old text to the new one."""
    old, new = facing.old.text, facing.new.text
    aligned = align(facing.old, facing.new, facing.comparison)
    return tuple(_joined(_revisions(old, new, aligned)))


def before(revisions: Iterable[Revision]) -> str:
    """The text with every revision rejected."""
    return "".join(one.text for one in revisions if one.mark is not Mark.INSERTED)


def after(revisions: Iterable[Revision]) -> str:
    """The text with every revision accepted."""
    return "".join(one.text for one in revisions if one.mark is not Mark.DELETED)


def _revisions(old: str, new: str, aligned: Aligned) -> Iterator[Revision]:
    a = c = 0
    for row in _in_both_orders(aligned.rows):
        here, there = _whole(aligned.old, row.old), _whole(aligned.new, row.new)
        yield from _replaced(old[a : here.start], new[c : there.start])
        yield from _reworded(here.of(old), there.of(new))
        a, c = here.end, there.end
    yield from _replaced(old[a:], new[c:])


def _whole(blocks: Sequence[Block], places: Sequence[int]) -> Span:
    return Span(blocks[places[0]].span.start, blocks[places[-1]].span.end)


def _in_both_orders(rows: Iterable[Row]) -> list[Row]:
    """The most rows that follow each other in both texts (the longest increasing run); the others moved."""
    paired = [row for row in rows if row.old and row.new and _together(row.old) and _together(row.new)]
    tails: list[int] = []  # the least last old place of a run of each length
    ends: list[int] = []  # ... and the row it ends with
    before: list[int | None] = []
    for at, row in enumerate(paired):
        length = bisect_left(tails, row.old[0])
        before.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [row.old[0]]
        ends[length : length + 1] = [at]
    found: list[Row] = []
    last = ends[-1] if ends else None
    while last is not None:
        found.append(paired[last])
        last = before[last]
    return found[::-1]


def _together(places: Sequence[int]) -> bool:
    return all(other == one + 1 for one, other in pairwise(places))


def _replaced(old: str, new: str) -> Iterator[Revision]:
    yield from [Revision(old, Mark.DELETED)] if old else []
    yield from [Revision(new, Mark.INSERTED)] if new else []


def _reworded(old: str, new: str) -> Iterator[Revision]:
    """The hunks of the differ; what it takes for equal may still differ in width or spacing, and is told character by character."""
    a = c = 0
    for hunk in diff_texts(old, new) if old != new else ():
        if hunk.old_start < a or hunk.new_start < c:
            continue  # out of order: what follows tells it
        yield from _by_character(old[a : hunk.old_start], new[c : hunk.new_start])
        yield from _replaced(old[hunk.old_start : hunk.old_end], new[hunk.new_start : hunk.new_end])
        a, c = hunk.old_end, hunk.new_end
    yield from _by_character(old[a:], new[c:])


def _by_character(old: str, new: str) -> Iterator[Revision]:
    if old == new:
        yield from [Revision(old, Mark.KEPT)] if old else []
        return
    for step in Indel.opcodes(old, new):
        before, after = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        yield from [Revision(before, Mark.KEPT)] if step.tag == "equal" else _replaced(before, after)


def _joined(revisions: Iterable[Revision]) -> Iterator[Revision]:
    for mark, run in groupby(revisions, key=lambda one: one.mark):
        yield Revision("".join(one.text for one in run), mark)
