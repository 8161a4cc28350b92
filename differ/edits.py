"""The edits of one measure: title, body and responsible units, with their places in both documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from differ.classify import classify
from differ.responsible import responsible_edits
from differ.textdiff import diff_texts
from domain.change import Edit, EditKind, Severity
from domain.document import Document, Measure
from domain.text import Span


@dataclass(frozen=True, slots=True)
class Sides:
    """The two documents, and what their numbers became (第四十三条 -> 第四十二条): all possibilities, and what is certain."""

    old: Document
    new: Document
    renumbered: Mapping[str, frozenset[str]]
    became: Mapping[str, str]


def measure_edits(old: Measure, new: Measure, sides: Sides) -> tuple[Edit, ...]:
    """Everything that changed between two forms of one measure, damaged spots left out."""
    found = [*_title(old, new, sides), *_body(old, new, sides), *responsible_edits(old, new, sides.old, sides.new)]
    return tuple(replace(edit, old_ordinal=old.ordinal, new_ordinal=new.ordinal) for edit in found)


def _title(old: Measure, new: Measure, sides: Sides) -> list[Edit]:
    spans = _title_span(old), _title_span(new)
    found = _between(*spans, old, new, sides)
    if any(edit.kind is EditKind.SENTENCE for edit in found):  # nothing was kept: one edit, the whole title
        found = [Edit(spans[0].of(sides.old.text), spans[1].of(sides.new.text), *spans)]
    return [replace(edit, field="title", kind=EditKind.TITLE, severity=_title_severity(edit), direction=None) for edit in found]


def _title_span(measure: Measure) -> Span:
    """Where the title stands; an empty span before the body where there is none."""
    return measure.title_span or Span(measure.body_span.start, measure.body_span.start)


def _title_severity(edit: Edit) -> Severity:
    """A heading commits nobody, unless a number or a modal word of it changed."""
    telling = edit.kind in (EditKind.MODAL, EditKind.TIME_LIMIT, EditKind.AMOUNT, EditKind.QUANTITY, EditKind.DATE)
    return Severity.SUBSTANTIVE if telling else Severity.EDITORIAL


def _body(old: Measure, new: Measure, sides: Sides) -> list[Edit]:
    return _between(old.body_span, new.body_span, old, new, sides)


def _between(one: Span, other: Span, old: Measure, new: Measure, sides: Sides) -> list[Edit]:
    """The edits between a span of the old text and one of the new."""
    edits = []
    for hunk in diff_texts(one.of(sides.old.text), other.of(sides.new.text), sides.became):
        old_span = Span(hunk.old_start, hunk.old_end).shift(one.start)
        new_span = Span(hunk.new_start, hunk.new_end).shift(other.start)
        if _damaged(old_span, old.damaged) or _damaged(new_span, new.damaged):
            continue
        verdict = classify(hunk, sides.renumbered)
        words = old_span.of(sides.old.text), new_span.of(sides.new.text)
        edits.append(
            Edit(*words, old_span, new_span, kind=verdict.kind, severity=verdict.severity, direction=verdict.direction)
        )
    return edits


def _damaged(span: Span, spots: tuple[Span, ...]) -> bool:
    """True if ``span`` lies on a spot whose bytes could not be read: what differs there is not known to differ."""
    return any(span.overlaps(spot) or spot.start <= span.start == span.end <= spot.end for spot in spots)
