"""Sentences of a split or merger, old beside new; a sentence that disappeared on the way gets its own row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from domain.change import Change
from domain.document import Document
from domain.report import MapRow
from domain.text import Span
from reports.passages import passage, sentences

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
    partner = _match(before, after)
    old_marks = [edit.old_span for edit in change.edits]
    new_marks = [edit.new_span for edit in change.edits]

    def row(left: Sentence | None, right: Sentence | None) -> MapRow:
        return MapRow(
            left.number if left else "",
            passage(old, left.span, old_marks) if left else None,
            right.number if right else "",
            passage(new, right.span, new_marks) if right else None,
        )

    return tuple(row(left, right) for left, right in _in_order(before, after, partner))


def _sentences(document: Document, ordinals: Iterable[int]) -> list[Sentence]:
    measures = (document.measure(ordinal) for ordinal in ordinals)
    return [Sentence(m.number, span, span.of(document.text)) for m in measures for span in sentences(document, m)]


def _match(before: list[Sentence], after: list[Sentence]) -> dict[int, int]:
    """New position -> old position: equal sentences first, then the most alike, each used once."""
    partner: dict[int, int] = {}
    scored = sorted(
        ((_alike(left.text, right.text), -j, -i) for i, left in enumerate(before) for j, right in enumerate(after)),
        reverse=True,
    )
    for score, j, i in scored:
        if score >= LIKE and -j not in partner and -i not in partner.values():
            partner[-j] = -i
    return partner


def _alike(left: str, right: str) -> float:
    if left == right:
        return 1.0
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.ratio() * 0.99 if matcher.quick_ratio() >= LIKE else 0.0


def _in_order(
    before: list[Sentence], after: list[Sentence], partner: dict[int, int]
) -> list[tuple[Sentence | None, Sentence | None]]:
    ordered: list[tuple[Sentence | None, Sentence | None]] = []
    lost = [i for i in range(len(before)) if i not in partner.values()]
    for j, right in enumerate(after):
        i = partner.get(j)
        while lost and i is not None and lost[0] < i:
            ordered.append((before[lost.pop(0)], None))
        ordered.append((before[i] if i is not None else None, right))
    return ordered + [(before[i], None) for i in lost]
