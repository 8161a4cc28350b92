"""Sentences of a split or merger, old beside new; a sentence that disappeared on the way gets its own row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from domain.card import MapRow
from domain.change import Change
from domain.document import Document
from domain.text import Span
from reports.passages import passage, sentences

_CLAUSE = re.compile(r"[，；：、。！？]+")

LIKE = 0.6
"""The least ratio at which two sentences stand side by side: the cutoff of :func:`difflib.get_close_matches`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    number: str
    span: Span
    text: str


def rows(change: Change, old: Document, new: Document) -> tuple[MapRow, ...]:
    """The two-column map, in the order of the new text with what disappeared after the sentence it followed."""
    before = _sentences(old, [ref.ordinal for ref in change.old])
    after = _sentences(new, [ref.ordinal for ref in change.new])
    pairs = _match(before, after)
    old_marks = [edit.old_span for edit in change.edits]
    new_marks = [edit.new_span for edit in change.edits]

    def row(left: Sentence | None, right: Sentence | None) -> MapRow:
        return MapRow(
            left.number if left else "",
            passage(old, left.span, old_marks) if left else None,
            right.number if right else "",
            passage(new, right.span, new_marks) if right else None,
        )

    return tuple(row(left, right) for left, right in _in_order(before, after, pairs))


def _sentences(document: Document, ordinals: Iterable[int]) -> list[Sentence]:
    measures = (document.measure(ordinal) for ordinal in ordinals)
    return [Sentence(m.number, span, span.of(document.text)) for m in measures for span in sentences(document, m)]


def _match(before: list[Sentence], after: list[Sentence]) -> list[tuple[int, int]]:
    """(old, new) positions that belong together: one to one where sentences are alike, and where one was taken up in
    another, clause by clause, to that one as well."""
    pairs = _one_to_one(before, after)
    olds, news = {i for i, _ in pairs}, {j for _, j in pairs}
    pairs += [(i, j) for i, left in enumerate(before) if i not in olds and (j := _home(left, after)) is not None]
    pairs += [(i, j) for j, right in enumerate(after) if j not in news and (i := _home(right, before)) is not None]
    return sorted(set(pairs), key=lambda pair: (pair[1], pair[0]))


def _one_to_one(before: list[Sentence], after: list[Sentence]) -> list[tuple[int, int]]:
    """Equal sentences first, then the most alike, each used once."""
    scored = sorted(
        ((-_alike(left.text, right.text), j, i) for i, left in enumerate(before) for j, right in enumerate(after)),
    )
    pairs: dict[int, int] = {}
    for score, j, i in scored:
        if -score >= LIKE and j not in pairs.values() and i not in pairs:
            pairs[i] = j
    return list(pairs.items())


def _home(sentence: Sentence, others: list[Sentence]) -> int | None:
    """The other side's sentence that took up most of this one; None if less than :data:`LIKE` of its words stand there at all."""
    held = [0] * len(others)
    clauses = _clauses(sentence.text)
    for clause in clauses:
        scores = [max((_alike(clause, one) for one in _clauses(other.text)), default=0.0) for other in others]
        if scores and max(scores) >= LIKE:
            held[scores.index(max(scores))] += len(clause)
    return held.index(max(held)) if sum(held) >= LIKE * sum(map(len, clauses)) else None


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(text) if clause]


def _alike(left: str, right: str) -> float:
    if left == right:
        return 1.0
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.ratio() * 0.99 if matcher.quick_ratio() >= LIKE else 0.0


def _in_order(
    before: list[Sentence], after: list[Sentence], pairs: list[tuple[int, int]]
) -> list[tuple[Sentence | None, Sentence | None]]:
    """Rows by the new text; an old sentence that is in no pair stands before the next old one that is."""
    ordered: list[tuple[Sentence | None, Sentence | None]] = []
    lost = [i for i in range(len(before)) if i not in {old for old, _ in pairs}]
    for j, right in enumerate(after):
        olds = [old for old, new in pairs if new == j]
        for i in olds:
            while lost and lost[0] < i:
                ordered.append((before[lost.pop(0)], None))
            ordered.append((before[i], right))
        if not olds:
            ordered.append((None, right))
    return ordered + [(before[i], None) for i in lost]
