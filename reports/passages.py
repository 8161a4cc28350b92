"""Whole sentences with marks, and what of them may be quoted.

The reader pastes a quote into Ctrl+F on the official page: ``Passage.quote`` is therefore :meth:`Document.quote` or nothing.
Context is always the whole sentence, so that no number or 《》 title is ever cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.card import Passage, Piece
from domain.document import Document, Measure
from domain.text import Span
from reports.safety import acts

_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?[”’」』]?")
_REPAIRED = frozenset({"byte_shift", "damaged"})


def sentences(document: Document, measure: Measure) -> tuple[Span, ...]:
    """The sentences of a measure's body: its commitments, or, where the normalizer gave none, what stands between 。 marks."""
    if measure.commitments:
        return measure.commitments
    return split(document.text, measure.body_span)


def split(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences inside ``span``, without white space between them."""
    found = (Span(one.start(), one.end()) for one in _SENTENCE.finditer(text, span.start, span.end))
    return tuple(one for one in found if one.of(text).strip())


def around(document: Document, measure: Measure, spot: Span, *, following: bool = False) -> Span | None:
    """The smallest run of whole sentences that holds ``spot``; None if it stands in no part of the measure.

    The title and the bracket of responsible units count as one sentence each. An empty spot between two sentences
    belongs to the one before, or with ``following`` to the one after.
    """
    parts = [part for part in (measure.title_span, *sentences(document, measure), measure.responsible_span) if part]
    held = [part for part in parts if part.overlaps(spot)] if len(spot) else _holding(parts, spot.start, following)
    return Span(held[0].start, held[-1].end) if held else None


def _holding(parts: list[Span], at: int, following: bool) -> list[Span]:
    ends = [part for part in parts if part.start < at <= part.end]
    begins = [part for part in parts if part.start <= at < part.end]
    return (begins or ends)[:1] if following else (ends or begins)[:1]


def passage(document: Document, span: Span, marks: Iterable[Span] = ()) -> Passage:
    """The words of ``span`` with ``marks`` as changed pieces, and the quote if the page carries it whole."""
    quote = document.quote(span)
    repaired = any(r.span is not None and r.kind in _REPAIRED and r.span.overlaps(span) for r in document.repairs)
    if quote is not None and (acts(quote) or repaired):
        quote = None
    return Passage(_pieces(document.text, span, marks), quote, repaired)


def _pieces(text: str, span: Span, marks: Iterable[Span]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = span.start
    for mark in sorted(marks):
        start, end = max(mark.start, at), min(mark.end, span.end)
        if start >= end:
            continue
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], changed=True))
        at = end
    if at < span.end:
        pieces.append(Piece(text[at : span.end]))
    return tuple(pieces)
