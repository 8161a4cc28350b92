"""A new text as revisions of the old one: what stayed, what was put in, what was taken out, what moved, to the last character.

Without what was put in and where it moved to the pieces are the old text, without what was taken out and where it moved from the new one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from domain.text import Span
from reports.facing import Aligned, Block, Facing, Row, align
from reports.rewording import Mark, Revision, reworded

ALIKE = 0.5
"""The least share of the longer text that two places must have in common for one to be where the other moved to; below, one went and
another came. Half, as for two lines of one document (:data:`reports.facing.LIKE`)."""

_NEW = frozenset({Mark.INSERTED, Mark.MOVED_TO})
_OLD = frozenset({Mark.DELETED, Mark.MOVED_FROM})


@dataclass(frozen=True, slots=True)
class _Part:
    """Where a moved measure stood, or stands, and the pieces of it there."""

    span: Span
    pieces: tuple[Revision, ...]


def revise(facing: Facing) -> tuple[Revision, ...]:
    """The revisions that lead from the old text to the new one."""
    old, new = facing.old.text, facing.new.text
    aligned = align(facing.old, facing.new, facing.comparison)
    return tuple(_joined(_revisions(old, new, aligned)))


def before(revisions: Iterable[Revision]) -> str:
    """The text with every revision rejected."""
    return "".join(one.text for one in revisions if one.mark not in _NEW)


def after(revisions: Iterable[Revision]) -> str:
    """The text with every revision accepted."""
    return "".join(one.text for one in revisions if one.mark not in _OLD)


def _revisions(old: str, new: str, aligned: Aligned) -> Iterator[Revision]:
    paired = [row for row in aligned.rows if row.old and row.new and _together(row.old) and _together(row.new)]
    in_order = _in_both_orders(paired)
    left, came = _moves(old, new, aligned, [row for row in paired if row not in in_order])
    a = c = 0
    for row in in_order:
        here, there = _whole(aligned.old, row.old), _whole(aligned.new, row.new)
        yield from _apart(old, Span(a, here.start), Mark.DELETED, left)
        yield from _apart(new, Span(c, there.start), Mark.INSERTED, came)
        yield from reworded(here.of(old), there.of(new))
        a, c = here.end, there.end
    yield from _apart(old, Span(a, len(old)), Mark.DELETED, left)
    yield from _apart(new, Span(c, len(new)), Mark.INSERTED, came)


def _moves(old: str, new: str, aligned: Aligned, rows: Iterable[Row]) -> tuple[list[_Part], list[_Part]]:
    """The places that rows moved from, and those they moved to, in the order of their texts; one move has one number on both sides."""
    left: list[_Part] = []
    came: list[_Part] = []
    for row in rows:
        here, there = _whole(aligned.old, row.old), _whole(aligned.new, row.new)
        pieces = list(reworded(here.of(old), there.of(new)))
        common = sum(len(one.text) for one in pieces if one.mark is Mark.KEPT)
        if common < ALIKE * max(len(here.of(old)), len(there.of(new))):
            continue
        number = len(left) + 1
        left.append(_Part(here, tuple(_side(pieces, Mark.MOVED_FROM, Mark.DELETED, number))))
        came.append(_Part(there, tuple(_side(pieces, Mark.MOVED_TO, Mark.INSERTED, number))))
    return sorted(left, key=lambda one: one.span), sorted(came, key=lambda one: one.span)


def _side(pieces: Iterable[Revision], moved: Mark, own: Mark, number: int) -> Iterator[Revision]:
    """One side of a move: what both have in common moved, what only this side has was put in or taken out."""
    for one in pieces:
        if one.mark in (Mark.KEPT, own):
            yield replace(one, mark=moved if one.mark is Mark.KEPT else own, move=number)


def _apart(text: str, span: Span, mark: Mark, moved: Iterable[_Part]) -> Iterator[Revision]:
    """A stretch of one text that has no counterpart here: moved parts as such, the rest under ``mark``."""
    place = span.start
    for part in moved:
        if span.start <= part.span.start < span.end:
            yield from [Revision(text[place : part.span.start], mark)] if place < part.span.start else []
            yield from part.pieces
            place = part.span.end
    yield from [Revision(text[place : span.end], mark)] if place < span.end else []


def _whole(blocks: Sequence[Block], places: Sequence[int]) -> Span:
    return Span(blocks[places[0]].span.start, blocks[places[-1]].span.end)


def _in_both_orders(paired: Sequence[Row]) -> list[Row]:
    """The most rows that follow each other in both texts (the longest increasing run); the others moved."""
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


def _joined(revisions: Iterable[Revision]) -> Iterator[Revision]:
    for (mark, move), run in groupby(revisions, key=lambda one: (one.mark, one.move)):
        yield Revision("".join(one.text for one in run), mark, move)
