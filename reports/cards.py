"""One card for each changed measure: what changed, old over new, what did not, and who else says it."""

from __future__ import annotations

from domain.card import Card, Likes, MapRow, Pair, Passage, Units
from domain.change import Change, EditKind, MeasureRef, Severity, Status
from domain.document import Document, Measure
from domain.record import ChangeRecord
from reports import about, direction, value
from reports.likes import Library
from reports.mapping import rows
from reports.pairs import groups, pair, untouched
from reports.passages import passage
from reports.shelf import Shelf, spot
from reports.text import number_in


def card(record: ChangeRecord, shelf: Shelf, library: Library) -> Card:
    """The card of one change. Its id never changes, whatever report it stands in."""
    change = record.change
    old = shelf.text(record.document, record.from_sequence) if change.old else None
    new = shelf.text(record.document, record.to_sequence)
    pairs, unchanged = _pairs(change, old, new)
    units = units_of(change, old, new)
    what, words = headline(change, old, new, units)
    here, measures = sides(change, old, new)
    return Card(
        id=f"C{record.id}",
        paper=shelf.paper(record.document),
        status=change.status,
        severity=change.severity,
        rank=direction.rank(change),
        tag=direction.tag(change),
        what=what,
        value=words,
        old=tuple(spot(old, ref.ordinal) for ref in change.old) if old else (),
        new=tuple(spot(new, ref.ordinal) for ref in change.new),
        old_edition=shelf.edition(record.document, record.from_sequence) if change.old else None,
        new_edition=shelf.edition(record.document, record.to_sequence),
        pairs=pairs,
        whole=_whole(change, old, new),
        rows=_rows(change, old, new),
        unchanged=unchanged,
        units=units,
        likes=_likes(record, library),
        base=shelf.edition(record.document, record.from_sequence) if record.from_sequence else None,
        topics=about.topics(measures),
        products=about.products(measures, here),
    )


def sides(change: Change, old: Document | None, new: Document) -> tuple[Document, list[Measure]]:
    """The document and the measures a change is read in: as they are now, or as they were where they are gone."""
    if change.new or old is None:
        return new, [new.measure(ref.ordinal) for ref in change.new]
    return old, [old.measure(ref.ordinal) for ref in change.old]


def _pairs(change: Change, old: Document | None, new: Document) -> tuple[tuple[Pair, ...], int]:
    if old is None or len(change.old) != 1 or len(change.new) != 1:
        return (), 0
    found = groups(change, old, new)
    return tuple(pair(group, old, new) for group in found), untouched(found, new, new.measure(change.new[0].ordinal))


def _whole(change: Change, old: Document | None, new: Document) -> Passage | None:
    if change.status is Status.ADDED:
        return passage(new, new.measure(change.new[0].ordinal).span)
    if change.status is Status.DELETED and old is not None:
        return passage(old, old.measure(change.old[0].ordinal).span)
    return None


def _rows(change: Change, old: Document | None, new: Document) -> tuple[MapRow, ...]:
    return rows(change, old, new) if old is not None and change.status in (Status.SPLIT, Status.MERGED) else ()


def units_of(change: Change, old: Document | None, new: Document) -> Units | None:
    """The responsible units of both sides; None where neither names any (a law)."""
    before = [old.measure(ref.ordinal) for ref in change.old] if old else []
    after = [new.measure(ref.ordinal) for ref in change.new]
    if not any(measure.responsible_units for measure in before + after):
        return None
    single = len(before) == len(after) == 1
    return Units(
        _named(before),
        _named(after),
        before[0].lead_unit if single else None,
        after[0].lead_unit if single else None,
    )


def _named(measures: list[Measure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for measure in measures for unit in measure.responsible_units))


def headline(change: Change, old: Document | None, new: Document, units: Units | None) -> tuple[str, str]:
    """What changed and the changed value, for the line and the head of the card."""
    if old is None or change.status is Status.ADDED:
        return "新增一项", _numbers(new, change.new[0].ordinal)
    if change.status is Status.DELETED:
        return "删除整项", _numbers(old, change.old[0].ordinal)
    if change.status in (Status.SPLIT, Status.MERGED):
        return "", f"{_printed(change.old)} → {_printed(change.new)}"
    edit = direction.leading(change)
    if edit is None:
        return _place(change, old, new)
    if edit.kind in (EditKind.RESPONSIBLE, EditKind.LEAD) and units and units.changed:
        return "责任单位", value.units_value(units)
    what, words = value.describe(edit, old, new)
    count = sum(edit.severity is Severity.SUBSTANTIVE for edit in change.edits)
    return what, f"{words} 等{count}处" if count > 1 else words


def _printed(refs: tuple[MeasureRef, ...]) -> str:
    return "、".join(ref.number for ref in refs)


def _place(change: Change, old: Document, new: Document) -> tuple[str, str]:
    before, after = spot(old, change.old[0].ordinal), spot(new, change.new[0].ordinal)
    if before.section != after.section:
        return "所在章节", value.arrow(before.section or "无", after.section or "无")
    return "编号", f"{before.number} → {after.number}"


def _numbers(document: Document, ordinal: int) -> str:
    """Up to two hard numbers of a measure, as printed; those whose words fit uncut go first."""
    texts = dict.fromkeys(number_in(fact.text, value.VALUE) for fact in document.facts if fact.ordinal == ordinal)
    whole = [text for text in texts if "…" not in text]
    return "、".join((whole or list(texts)[:1])[:2])


def _likes(record: ChangeRecord, library: Library) -> Likes:
    change = record.change
    if change.severity is not Severity.SUBSTANTIVE:
        return Likes()
    if change.new:
        return library.likes(record.document, record.to_sequence, change.new[0].ordinal)
    return library.likes(record.document, record.from_sequence, change.old[0].ordinal)
