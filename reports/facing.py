"""Two versions of a document face to face: every measure, heading and line of either, aligned by content.

The comparison pairs the measures; what stands outside of them (title, preamble, headings, closing lines) is paired here, line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from domain.card import Edition, Paper
from domain.change import Change, Comparison, Severity, Status
from domain.document import Document
from domain.text import Span

LIKE = 50
"""The least likeness in percent at which two lines outside of measures are one line reworded; below, one went and another came."""

_LINE = re.compile(r"[^\n]*\n+|[^\n]+")


@dataclass(frozen=True, slots=True)
class Facing:
    """What a table or a revised text is made of. ``at`` is when the two were held together, aware; suspect comparisons have no table."""

    paper: Paper
    old: Document
    new: Document
    old_edition: Edition
    new_edition: Edition
    comparison: Comparison
    at: datetime


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document's text with the line break that ends it: a measure, or a line outside of measures (``ordinal`` None)."""

    span: Span
    ordinal: int | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side: places of blocks. A split has several ``new``, a merger several ``old``; ``change`` is None outside of measures."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Aligned:
    """The blocks of both sides and the rows that hold each of them once, in the order of the new text with deletions where they stood."""

    old: tuple[Block, ...]
    new: tuple[Block, ...]
    rows: tuple[Row, ...]


def align(old: Document, new: Document, comparison: Comparison) -> Aligned:
    """Every block of both documents in exactly one row."""
    ones, others = blocks(old), blocks(new)
    links = [*_measures(ones, others, comparison.changes), *_lines(old, ones, new, others)]
    held = {place for row in links for place in row.new}
    links += [Row((), (place,)) for place in range(len(others)) if place not in held]
    held = {place for row in links for place in row.old}
    links += [Row((place,), ()) for place in range(len(ones)) if place not in held]
    return Aligned(ones, others, tuple(_in_order(links)))


def blocks(document: Document) -> tuple[Block, ...]:
    """The text cut at its measures and, outside of them, at its line breaks; the pieces joined are the text."""
    found: list[Block] = []
    place = 0
    for measure in sorted(document.measures, key=lambda one: one.span):
        if measure.span.start < place:
            continue
        found += _outside(document, Span(place, measure.span.start))
        place = _past_breaks(document.text, measure.span.end)
        found.append(Block(Span(measure.span.start, place), measure.ordinal))
    return (*found, *_outside(document, Span(place, len(document.text))))


def _past_breaks(text: str, place: int) -> int:
    while place < len(text) and text[place] == "\n":
        place += 1
    return place


def _outside(document: Document, span: Span) -> Iterator[Block]:
    heads = [section.span for section in document.sections]
    for line in _LINE.finditer(document.text, span.start, span.end):
        here = Span(line.start(), line.end())
        title = line[0].strip() == (document.title or "").strip()
        yield Block(here, heading=title or any(here.overlaps(head) for head in heads))


def _measures(ones: Sequence[Block], others: Sequence[Block], changes: Iterable[Change]) -> Iterator[Row]:
    before = {block.ordinal: place for place, block in enumerate(ones) if block.ordinal}
    after = {block.ordinal: place for place, block in enumerate(others) if block.ordinal}
    for change in changes:
        olds = tuple(before[ref.ordinal] for ref in change.old if ref.ordinal in before)
        news = tuple(after[ref.ordinal] for ref in change.new if ref.ordinal in after)
        if olds or news:
            yield Row(olds, news, change)


def _lines(old: Document, ones: Sequence[Block], new: Document, others: Sequence[Block]) -> Iterator[Row]:
    """Lines outside of measures: equal ones first, then, in each gap, those that are alike."""
    here = [(place, block.span.of(old.text).strip()) for place, block in enumerate(ones) if block.ordinal is None]
    there = [(place, block.span.of(new.text).strip()) for place, block in enumerate(others) if block.ordinal is None]
    matcher = SequenceMatcher(None, [words for _, words in here], [words for _, words in there], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from (Row((one,), (other,)) for (one, _), (other, _) in zip(here[a:b], there[c:d], strict=True))
        elif kind == "replace":
            yield from _alike(here[a:b], there[c:d])


def _alike(here: Sequence[tuple[int, str]], there: Sequence[tuple[int, str]]) -> Iterator[Row]:
    """Each old line with the first like one behind the last that was taken."""
    free = 0
    for one, words in here:
        like = (at for at in range(free, len(there)) if fuzz.ratio(words, there[at][1]) >= LIKE)
        if (at := next(like, None)) is not None:
            yield Row((one,), (there[at][0],))
            free = at + 1


def _in_order(links: Iterable[Row]) -> Iterator[Row]:
    """Rows by the new text; what is gone stands behind the block it followed in the old one."""
    held = list(links)
    gone = {row.old[0]: row for row in held if not row.new}
    yield from _following(gone, 0)
    for row in sorted((row for row in held if row.new), key=lambda row: row.new[0]):
        yield row
        for place in row.old:
            yield from _following(gone, place + 1)


def _following(gone: dict[int, Row], place: int) -> Iterator[Row]:
    while place in gone:
        row = gone.pop(place)
        yield row
        place = row.old[-1] + 1


def same(row: Row, aligned: Aligned, old: Document, new: Document) -> bool:
    """True if the row stands in both texts with the same words; a new number or place alone changes none."""
    if row.change is not None:
        return row.change.status in (Status.UNCHANGED, Status.RENUMBERED) or (
            row.change.severity is Severity.NONE and bool(row.old) and bool(row.new)
        )
    if not row.old or not row.new:
        return False
    return aligned.old[row.old[0]].span.of(old.text).strip() == aligned.new[row.new[0]].span.of(new.text).strip()
