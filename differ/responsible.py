"""Responsible units: a difference of sets, and, where a document says that the first-named leads, of who leads."""

from __future__ import annotations

from differ.bodies import renamed_by_reform
from differ.fold import key
from domain.change import Direction, Edit, EditKind, Severity
from domain.document import Document, Measure
from domain.text import Span


def responsible_edits(old: Measure, new: Measure, before: Document, after: Document) -> list[Edit]:
    """The edits of the bracket of responsible units, in reading order; order alone is no change unless the lead changes."""
    gone = _missing(_units(old), _units(new))
    come = _missing(_units(new), _units(old))
    if len(gone) == len(come):
        pairs = list(zip(gone, come, strict=True))
    else:
        pairs = [(unit, "") for unit in gone] + [("", unit) for unit in come]
    edits = [_edit(one, other, old, new, before, after) for one, other in pairs]
    return edits + _lead(old, new, before, after, pairs)


def _units(measure: Measure) -> tuple[str, ...]:
    return measure.responsible_units + measure.supporting


def _missing(units: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    known = {key(unit) for unit in others}
    return [unit for unit in units if key(unit) not in known]


def _edit(one: str, other: str, old: Measure, new: Measure, before: Document, after: Document) -> Edit:
    renamed = bool(one and other) and renamed_by_reform(key(one), key(other))
    return Edit(
        one,
        other,
        _place(one, old, before),
        _place(other, new, after),
        field="responsible_units",
        kind=EditKind.BODY_NAME if renamed else EditKind.RESPONSIBLE,
        severity=Severity.EDITORIAL if renamed else Severity.SUBSTANTIVE,
        direction=None if renamed else Direction.RESPONSIBILITY,
    )


def _place(unit: str, measure: Measure, document: Document) -> Span:
    """Where ``unit`` stands in the bracket; an empty span at its end for what is not there."""
    bracket = measure.responsible_span or Span(measure.span.end, measure.span.end)
    found = bracket.of(document.text).find(unit) if unit else -1
    start = bracket.start + found if found >= 0 else bracket.end
    return Span(start, start + len(unit)) if found >= 0 else Span(start, start)


def _lead(old: Measure, new: Measure, before: Document, after: Document, pairs: list[tuple[str, str]]) -> list[Edit]:
    """The edit that says who leads now, if that is not said by a replaced unit already.

    One bracket on both sides has one lead: where only the rule about it came or went, that is told where the rule stands.
    """
    one, other = old.lead_unit or "", new.lead_unit or ""
    if key(one) == key(other) or (one, other) in pairs or key(old.responsible_text) == key(new.responsible_text):
        return []
    spans = _place(one, old, before), _place(other, new, after)
    return [Edit(one, other, *spans, field="responsible_units", kind=EditKind.LEAD, direction=Direction.RESPONSIBILITY)]
